"""The log as Avid Log Exchange, which editing systems take into a bin; one file for each rate.

After Avid's "Avid Log Specifications": three parts (Heading, Column, Data) in this order with a blank line
between them, tabs between cells; Name, Tracks, Start and End are required; headings are spelt exactly, not
more than 64 of them, our own at most 14 letters long; semicolons say drop-frame; ``V`` is a picture without
sound, ``A1A2`` sound without a picture. Lines end as Windows ends them, which every system reads.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.timecode import NTSC, frame_from, timecode_text
from rushes.turnover.dialects.wording import NotThisDialect, legal
from rushes.turnover.log.as_csv import comments_of
from rushes.turnover.log.model import Log, Row
from rushes.turnover.log.rows import rows_of
from rushes.turnover.log.wording import timecode_at
from rushes.turnover.report.wording import rate_said
from rushes.turnover.verify import TurnoverDiffers

HEADINGS = (
    *("Name", "Tracks", "Start", "End", "Duration", "FPS", "Scene", "Take", "Camera", "Circled", "Marks"),
    *("Tape", "Camroll", "Source File", "Soundroll", "Sound TC", "Sound File", "Sync", "Audio SR"),
    *("Track Names", "Image Size", "Group", "Lens", "On Camera", "Off Camera", "Shoot Date", "Comments"),
)

MOST_TRACKS = 24
"""Sound tracks of a clip that Media Composer knows."""

AVID_RATES = frozenset((*NTSC.values(), *(Fraction(rate) for rate in (24, 25, 30, 48, 50, 60, 96, 100, 120))))
"""Rates of Avid projects; anything else has no bin to go into."""

_FRAME_OF_FILM = Fraction(24)
"""How timecode is counted when there are only sounds and none tells its rate."""


@dataclass(frozen=True)
class Ale:
    """An Avid log as it is read back: its global headings, and each row by its columns."""

    heading: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]


def log_ales(log: Log) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """Return an Avid log by its file name for each rate, and findings about what stands in none.

    ``log.ale`` when all run at one rate, else ``log-25.ale``, ``log-23.976.ale`` and so on.
    """
    clips = [*log.clips, *(clip for recording in log.recordings for clip in recording.files)]
    usual = _usual_rate(log.clips)
    rates = {clip.file: rate_in_ale(clip, usual) for clip in clips}
    wanted = sorted({rate for rate in rates.values() if rate in AVID_RATES})
    rows = {row.file: row for row in rows_of(log)}
    by_file = {clip.file: clip for clip in clips}
    files = {}
    for rate in wanted:
        used = [(rows[file], by_file[file]) for file in rows if rates.get(file) == rate]
        name = "log.ale" if len(wanted) == 1 else f"log-{rate_said(rate)}.ale"
        files[name] = _written(used, rate)
        _check(name, files[name], used, rate)
    return files, tuple(_left_out(clips, rates))


def rate_in_ale(clip: Clip, usual: Fraction) -> Fraction:
    """Return the rate at which a clip is counted in its log: its own, or for a sound that of its timecode."""
    if not clip.is_sound:
        return clip.rate
    return clip.timecode_rate if clip.timecode_rate in AVID_RATES else usual


def read_ale(data: bytes) -> Ale:
    """Read an Avid log; `NotThisDialect` when a part is missing or a row has more cells than columns."""
    parts: dict[str, list[str]] = {}
    part = ""
    for line in data.decode("utf-8").split("\r\n"):
        if line.strip() in {"Heading", "Column", "Data"}:
            part = line.strip()
            parts[part] = []
        elif line and part:
            parts[part].append(line)
    if list(parts) != ["Heading", "Column", "Data"] or len(parts["Column"]) != 1:
        raise NotThisDialect("an Avid log", "Heading, Column and Data must stand in it, in this order")
    columns = parts["Column"][0].split("\t")
    rows = [line.split("\t") for line in parts["Data"]]
    if any(len(row) != len(columns) for row in rows):
        raise NotThisDialect("an Avid log", "a row has not as many cells as there are columns")
    heading = dict(line.split("\t", 1) for line in parts["Heading"])
    return Ale(heading, tuple(dict(zip(columns, row, strict=True)) for row in rows))


def _usual_rate(clips: Sequence[Clip]) -> Fraction:
    rates = Counter(clip.rate for clip in clips if clip.rate in AVID_RATES)
    return rates.most_common(1)[0][0] if rates else _FRAME_OF_FILM


def _written(used: Sequence[tuple[Row, Clip]], rate: Fraction) -> bytes:
    lines = [
        "Heading",
        "FIELD_DELIM\tTABS",
        f"VIDEO_FORMAT\t{_video_format([clip for _, clip in used])}",
        "AUDIO_FORMAT\t48kHz",
        f"FPS\t{rate_said(rate)}",
        "",
        "Column",
        "\t".join(HEADINGS),
        "",
        "Data",
        *("\t".join(_cells(row, clip, rate)) for row, clip in used),
    ]
    return ("\r\n".join(lines) + "\r\n").encode()


def _video_format(clips: Sequence[Clip]) -> str:
    """Return Avid's name for the picture of most clips, which an ALE must have; HD where nothing tells."""
    heights = Counter(clip.height for clip in clips if not clip.is_sound)
    height = heights.most_common(1)[0][0] if heights else 1080
    named = {720: "720", 576: "PAL", 480: "NTSC", 486: "NTSC"}
    return named.get(height, "CUSTOM" if height > 1088 else "1080")


def _cells(row: Row, clip: Clip, rate: Fraction) -> list[str]:
    start, end = place_of(clip, rate)
    under = row.under[0] if row.under else None
    drop = clip.drop
    cells = (
        *(row.name, _tracks(clip), timecode_text(start, rate, drop=drop)),
        *(timecode_text(end, rate, drop=drop), timecode_text(end - start, rate, drop=drop)),
        *(rate_said(rate), row.scene, row.take, row.camera, "*" if row.circled else ""),
        ", ".join((*(("NG",) if row.no_good else ()), *row.marks)),
        row.reel or clip.path.stem,
        "" if row.is_sound else row.reel,
        clip.path.name,
        row.reel if row.is_sound else ", ".join(dict.fromkeys(one.reel for one in row.under if one.reel)),
        _sound_timecode(clip, rate),
        ", ".join(one.file for one in row.under),
        under.rung if under else "",
        str(row.sample_rate) if row.channels else "",
        *(", ".join(row.tracks), row.size, row.group, row.lens, ", ".join(row.on_camera)),
        *(", ".join(row.off_camera), row.day, comments_of(row)),
    )
    return [legal(cell).strip() for cell in cells]


def _sound_timecode(clip: Clip, rate: Fraction) -> str:
    """Return the recorder's timecode at the first frame, counted at this rate where its own is not known."""
    if clip.is_sound:
        return timecode_text(place_of(clip, rate)[0], rate, drop=clip.drop) if clip.has_timecode else ""
    behind = next((one for one in clip.behind if one.sound.has_timecode), None)
    if behind is None:
        return ""
    sound, place = behind.sound, round(behind.on_recorder(0.0) * behind.sound.rate)
    if not sound.is_sound or sound.timecode_rate:
        return timecode_at(sound, place)
    return timecode_text(((sound.start + place) * rate / sound.rate).__floor__(), rate)


def place_of(clip: Clip, rate: Fraction) -> tuple[int, int]:
    """Return first frame and frame after the last, counted at this rate; a sound's are rounded outwards."""
    if not clip.is_sound:
        return clip.start, clip.start + clip.frames
    first, after = clip.start * rate / clip.rate, (clip.start + clip.frames) * rate / clip.rate
    return first.__floor__(), max(after.__ceil__(), first.__floor__() + 1)


def _tracks(clip: Clip) -> str:
    sound = "".join(f"A{number}" for number in range(1, min(clip.channels, MOST_TRACKS) + 1))
    return sound if clip.is_sound else f"V{sound}"


def _check(name: str, data: bytes, used: Sequence[tuple[Row, Clip]], rate: Fraction) -> None:
    """Read a log back; `TurnoverDiffers` where a clip's name, place or length is not what it was."""
    try:
        found = read_ale(data)
    except (NotThisDialect, ValueError) as error:
        raise _differs(name, "the file", f"unreadable ({error})", "a log") from error
    if len(found.rows) != len(used):
        raise _differs(name, "the number of its rows", str(len(found.rows)), str(len(used)))
    for cells, (row, clip) in zip(found.rows, used, strict=True):
        start, end = place_of(clip, rate)
        for what, at in (("Start", start), ("End", end), ("Duration", end - start)):
            wanted = timecode_text(at, rate, drop=clip.drop)
            if frame_from(cells[what], rate) != frame_from(wanted, rate):
                raise _differs(name, f"{what} of {row.file}", cells[what], wanted)
        if cells["Name"] != legal(row.name).strip():
            raise _differs(name, f"the name of {row.file}", cells["Name"], row.name)


def _left_out(clips: Sequence[Clip], rates: Mapping[str, Fraction]) -> Iterator[Finding]:
    for clip in clips:
        if rates[clip.file] not in AVID_RATES:
            said = f"{float(rates[clip.file]):.3f}"
            fact = f"No Avid project runs at {said} frames a second, so it stands in no ALE."
            yield Finding("not in the ALE", clip.file, fact, "It stands in log.csv, as all files do.")


def _differs(name: str, what: str, found: str, wanted: str) -> TurnoverDiffers:
    return TurnoverDiffers(name, "a reader of its own", what, found, wanted)
