"""The table of headings: what the columns of reports and logs are called, and what each means. Pure.

One row a meaning. A new habit is a new word in its row. Headings are compared without regard to case,
accents and punctuation (``Scène``, ``SCENE #`` and ``scene`` are one word). Where several headings of one
paper have the same meaning, the word that stands first here goes before.

Sources: the exports of Avid, DaVinci Resolve, Silverstack, ARRI and RED cameras, Sound Devices, Zaxcom and
Cantar recorders, Wave Agent, ScriptE and ZoeLog; the paper forms of English, German, French, Spanish,
Italian and Portuguese crews; Russian, Chinese and Japanese headings as far as they are usual.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rushes.footage.paper.model import Kind


@dataclass(frozen=True)
class Column:
    """One meaning, the words for it, and whose paper it is a sign of.

    kept: False where the column only helps to tell what paper it is, and goes no further.
    """

    meaning: str
    words: tuple[str, ...]
    sign_of: Kind | None = None
    kept: bool = True


def _row(meaning: str, words: str, sign_of: Kind | None = None, *, kept: bool = True) -> Column:
    return Column(meaning, tuple(word.strip() for word in words.split("·")), sign_of, kept)


COLUMNS: tuple[Column, ...] = (
    _row("scene",
         "Scene · Scn · Sc · Scene Number · Scene No · Scene Name · Slate Scene · Szene · Szene Nr · Sz · "
         "Bild · Bildnummer · Bild Nr · Séquence · Séq · Escena · Secuencia · Esc · Scena · Cena · Сцена · "
         "场 · 场次 · 场景 · シーン"),
    _row("setup",
         "Setup · Set-up · Setup Letter · Shot · Shot No · Shot Number · Shot/Setup · Einstellung · "
         "Einst · Einstellung Nr · Plan · Plan n° · N° plan · Plano · Inquadratura · Inq · Кадр · 镜 · "
         "镜号 · 镜头号 · カット"),
    _row("slate",
         "Slate · Slate No · Slate Number · Slate ID · Slate/Take · Scene/Take · Scene/Shot/Take · Klappe · "
         "Klappe Nr · Klappennummer · Clap · Claque · Claqueta · Ciak"),
    _row("take",
         "Take · Takes · Tk · Tk No · Take No · Take Nr · Take Number · Prise · Prises · N° prise · "
         "Prise n° · Toma · Tomas · Ripresa · Дубль · 条 · 条数 · 条次 · 次 · テイク"),
    _row("camera",
         "Camera · Cam · Camera Letter · Camera Index · Camera Unit · Cam Letter · Cam ID · Angle · "
         "Kamera · Cámara · Камера · 机位 · 机号 · カメラ"),
    _row("file",
         "File Name · Filename · File · Files · Source File · Source File Name · Original File Name · "
         "Media File · Clip Name · Clipname · Clip · Clip No · Clip Number · Clip ID · Camera Clip · "
         "File/Folder Name · Wav File · Dateiname · Datei · Clip-Datei · Nom du fichier · Nom de fichier · "
         "Fichier · Nombre de archivo · Archivo · Nome file · Nome do arquivo · Имя файла · Файл · "
         "文件名 · 文件 · ファイル名 · Source File Path · Source Path · File Path"),
    _row("name",
         "Name · Label · Bezeichnung · Nom · Nombre · Nome · Название · 名称"),
    _row("reel",
         "Camroll · Cam Roll · CR · Camera Roll · Camera Reel · Reel · Reel Name · Reel Number · Reel No · "
         "Tape · Tape Name · Tape ID · Roll · Roll No · Roll Number · Roll Card · Card · Mag · Mag No · "
         "Magazine · Rolle · Kamerarolle · Bildrolle · Karte · Kassette · Band · Bobine · Rouleau · "
         "Magasin · Carte · Rollo · Tarjeta · Cinta · Rullo · Scheda · Рулон · Карта · 卷号 · 卡号 · "
         "ロール · Labroll · Lab Roll"),
    _row("sound reel",
         "Soundroll · Sound Roll · Sound Reel · Sound Tape · Audio Roll · SR · Tonrolle · Tonband · "
         "Rouleau son · Bobine son · Rollo de sonido"),
    _row("start",
         "Start TC · TC Start · Start Timecode · Timecode Start · Start · TC In · Timecode In · In TC · "
         "In · Timecode · Time Code · TC · Start Time · Begin · Beginn · Anfang · TC Anfang · TC Beginn · "
         "Début · TC début · Inicio · TC inicio · Inizio · TC inizio · Начало · Таймкод · 起始时码 · "
         "开始"),
    _row("end",
         "End TC · TC End · End Timecode · Timecode End · End · TC Out · Timecode Out · Out TC · Out · "
         "End Time · Ende · TC Ende · Fin · TC fin · Fine · TC fine · Конец · 结束时码 · 结束"),
    _row("duration",
         "Duration · Duration TC · Dur · Length · Run Time · Länge · Dauer · Durée · Duración · Durata · "
         "Duração · Длительность · 时长", kept=False),
    _row("timecode rate",
         "Frame Rate · Project FPS · Project Frame Rate · TC Rate · Timecode Rate · Timebase · TC FPS · "
         "Bildfrequenz"),
    _row("circled",
         "Circled · Circle · Circ · Circle Take · Circled Take · Circle Takes · CT · Print · Printed · "
         "Prints · Print Take · Good Take · Good · Select · Selected · Selects · Keep · Best · Preferred · "
         "Favorite · Favourite · OK · Kopie · Kopierer · Kopieren · K · Gut · Cerclée · Cerclé · "
         "Cerclées · Bonne · Bonne prise · À tirer · Tirée · Tirage · Copier · Buena · Buenas · Elegida · "
         "Válida · Buona · Buone · Boa · Хороший · 好 · 过 · 保 · OK条 · キープ"),
    _row("no good",
         "NG · N.G. · No Good · NoGood · Bad · Reject · Rejected · NK · Nicht kopieren · Ausschuss · "
         "Mauvaise · Mala · Scarto · Брак · 不好", "script log"),
    _row("false start",
         "FS · F/S · False Start · Fehlstart · Faux départ · Falso inicio · Falsa partenza", "script log"),
    _row("hold",
         "Hold · Held · Réserve · Reserva · Riserva", "script log"),
    _row("status",
         "Status · Take Status · Result · Bewertung · Wertung · Statut · Estado · Stato · Mark · Marks · "
         "Print/NG · Circle/NG · 状态"),
    _row("wild",
         "Wild · Wild Track · Wildtrack · WT · Wildton · Nurton · Son seul · Sonido solo"),
    _row("mos",
         "MOS · Mute · Stumm · Muet · Mudo · Muto"),
    _row("pickup",
         "Pickup · Pick-up · PU · P/U"),
    _row("series",
         "Series · Ser"),
    _row("on camera",
         "On Camera · On Cam · On-screen · Onscreen · In Shot · Im Bild · À l'image · En cámara · "
         "En cuadro · In campo", "script log"),
    _row("off camera",
         "Off Camera · Off Cam · Off-screen · Offscreen · O.C. · Im Off · Aus dem Bild · Hors champ · "
         "Fuera de cámara · Fuera de cuadro · Fuori campo", "script log"),
    _row("shot size",
         "Shot Size · Shot Type · Type of Shot · Framing · Einstellungsgröße · Einstellungsgrösse · "
         "Valeur de plan · Valeur · Tamaño de plano · Tipo de plano · 景别 · サイズ"),
    _row("lens",
         "Lens · Lens Type · Lens Model · Lens Name · Lenses · Objektiv · Optik · Objectif · Optique · "
         "Objetivo · Lente · Obiettivo · Ottica · Объектив · 镜头 · レンズ", "camera report"),
    _row("focal length",
         "Focal Length · Focal · Lens Focal Length · Lens mm · mm · Focal Point mm · Brennweite · Focale · "
         "Distancia focal · 焦距", "camera report"),
    _row("filter",
         "Filter · Filters · Filtration · ND · ND Filter · Filtre · Filtres · Filtro · Filtros · Filtri · "
         "Фильтр · 滤镜", "camera report"),
    _row("fps",
         "FPS · Sensor FPS · Camera FPS · Shoot FPS · Shooting FPS · Recording FPS · Bilder/s · Cadence · "
         "Cadencia", "camera report"),
    _row("comment",
         "Comments · Comment · Notes · Note · Remarks · Remark · Description · Descript · Desc · User · "
         "Shot Description · Take Notes · Camera Notes · Sound Notes · Script Notes · Editor Notes · "
         "Notes to Editor · Director's Notes · Director Notes · Log Note · Action · Bemerkung · "
         "Bemerkungen · Kommentar · Anmerkung · Anmerkungen · Notiz · Notizen · Beschreibung · Remarque · "
         "Remarques · Commentaire · Commentaires · Observations · Observaciones · Comentario · "
         "Comentarios · Notas · Descripción · Osservazioni · Commenti · Observações · Примечание · "
         "Примечания · Комментарий · 备注 · 说明 · 内容 · 備考 · メモ"),
    _row("stopwatch",
         "Timing · Stopwatch · Timer · Est. Time · Pages · Page · Page Count · Seiten · Stoppuhr · "
         "Chrono · Minutage", "script log", kept=False),
    _row("aperture",
         "T-Stop · TStop · F-Stop · Stop · Iris · Lens Iris · Aperture · Blende · Diaph · Diaphragme · "
         "Diafragma · 光圈", "camera report", kept=False),
    _row("exposure",
         "ISO · ASA · EI · Exposure Index · Shutter · Shutter Angle · WB · White Balance · Kelvin · "
         "Color Temp · Focus · Focus Distance · Distance · Height · Camera Height · Tilt · Lens Height",
         "camera report", kept=False),
    _row("camera model",
         "Camera Model · Camera Type · Camera Serial · Serial Number · Codec · Resolution · Video Codec · "
         "Gamma · LUT · LUT 1 · Look · ASC SOP · ASC SAT", "camera report", kept=False),
    _row("sound format",
         "Sample Rate · Audio SR · Bit Depth · Channels · File Type · Mixer · Sound Mixer · Tone/dB · "
         "Media", "sound report", kept=False),
    _row("date",
         "Date · Shoot Date · Shoot Day · Shooting Day · Day · Datum · Drehtag · Jour · Fecha · Data · "
         "Дата · 日期", kept=False),
)  # fmt: skip
"""In the order in which the page of the docs tells them."""

TRACK = re.compile(
    r"(?:t|tr|trk|track|ch|chan|channel|spur|kanal|piste|pista|音轨) ?0*(\d{1,2})(?: name)?",
    re.ASCII | re.IGNORECASE,
)
"""The heading of a sound track's name: ``T1``, ``Trk 3``, ``Spur 2``."""


def plain(heading: str) -> str:
    """Return a heading as it is compared: no case, no accents, no punctuation, single spaces."""
    split = unicodedata.normalize("NFKD", heading.casefold())
    kept = "".join(sign for sign in split if not unicodedata.combining(sign) and sign != "°")
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", kept)).split())


_OF_CAMERA = re.compile(r"(?:cam(?:era)? [a-h]|[a-h] cam(?:era)?|[a-h]) (.+)")
"""The heading of one of several cameras: ``A Clip``, ``Cam B Roll``."""

_MEANINGS = {plain(word): column.meaning for column in COLUMNS for word in column.words}
_PLACES = {plain(word): place for column in COLUMNS for place, word in enumerate(column.words)}
_BY_MEANING = {column.meaning: column for column in COLUMNS}


def meaning_of(heading: str) -> str:
    """Return what a heading means: a meaning of `COLUMNS`, ``track 2``, or an empty text."""
    text = plain(heading)
    known = _MEANINGS.get(text) or _MEANINGS.get(plain(re.sub(r"\([^)]*\)", " ", heading)))
    if known:
        return known
    camera, track = _OF_CAMERA.fullmatch(text), TRACK.fullmatch(text)
    if camera and is_of_camera(heading):
        return _MEANINGS[camera[1]]
    return f"track {int(track[1])}" if track else ""


def is_of_camera(heading: str) -> bool:
    """Tell whether a heading is of one of several cameras: ``B Clip``."""
    camera = _OF_CAMERA.fullmatch(plain(heading))
    return camera is not None and _MEANINGS.get(camera[1]) in {"file", "reel"}


def place_of(heading: str) -> int:
    """Return how far back a heading stands among the words of its meaning: the first goes before."""
    return _PLACES.get(plain(heading), 0)


def sign_of(meaning: str) -> Kind | None:
    """Return whose paper a column is a sign of."""
    if meaning.startswith("track "):
        return "sound report"
    column = _BY_MEANING.get(meaning)
    return column.sign_of if column else None


def is_kept(meaning: str) -> bool:
    """Tell whether what stands in a column goes any further."""
    return bool(meaning) and (meaning.startswith("track ") or _BY_MEANING[meaning].kept)


def meanings_of(headings: Sequence[str]) -> set[str]:
    """Return what these headings mean, each meaning once."""
    return {meaning for heading in headings if (meaning := meaning_of(heading))}
