"""Opening a film: from its folder with all that is remembered of it, or a finished cut alone. A door."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from rushes.assembly import gate_for_faces
from rushes.callsheet import check_hearing
from rushes.coverage import LinedScript
from rushes.crew import Crew
from rushes.cut import Cut, Pins, read_pins, taste_of
from rushes.cut.on_camera_toml import check_on_camera, read_on_camera
from rushes.engine import Cache, Watch, all_cores
from rushes.errands import Hearing
from rushes.errors import Refusal
from rushes.footage import NoFootage, NoSuchFootage
from rushes.lining import line_footage, script_for
from rushes.project import Film, is_film, read_film, worked_seconds
from rushes.screening.model import OpenFilm
from rushes.screening.relinking import relinked
from rushes.screening.reopening import FootageGone, check_whole, footage_of, remembered
from rushes.screening.whereabouts import Places, cut_at, lined_at
from rushes.screenplay import Screenplay
from rushes.screenplay.model import Element, Kind, Line, Scene
from rushes.timecode import rate_from
from rushes.turnover import NotOurDocument, read_lined_script
from rushes.turnover.opening import find_cut, open_cut


def folder_of(where: Path) -> Path:
    """Return the folder of a film that a person names: itself, or that of its cut.json."""
    return where.absolute() if where.is_dir() else where.absolute().parent


def cache_of(where: Path, cache: Path | None = None) -> Path:
    """Return where a film's results are remembered."""
    folder = folder_of(where)
    film = read_film(folder) if is_film(folder) else Film(folder, folder, ())
    return cache or film.results


def open_film(
    where: Path, *, jobs: int | None = None, cache: Path | None = None, watch: Watch | None = None
) -> OpenFilm:
    """Open a film, or a finished cut to look at.

    where: a film's folder, or a cut.json. A film is heard and seen once; after that everything is
    remembered. Where its script or rushes cannot be had, its last cut is looked at, and the room says why.
    A refusal where there is neither.
    """
    folder = folder_of(where)
    if not is_film(folder) or where.suffix == ".json":
        return to_look_at(where, "this is a finished cut; open its film's folder to decide")
    film = read_film(folder)
    places = relinked(folder)
    try:
        return _whole(film, jobs, cache or film.results, watch, places)
    except Refusal as refusal:
        if not (film.cut_folder / "cut.json").is_file():
            raise
        opened = to_look_at(film.cut_folder, str(refusal), places)
        return replace(opened, footage_gone=isinstance(refusal, NoSuchFootage | NoFootage | FootageGone))


def _whole(film: Film, jobs: int | None, cache: Path, watch: Watch | None, places: Places) -> OpenFilm:
    """Open a film with all that it is made from: as `rushes.assembly.assemble` does, but for the cut."""
    taste = taste_of(film.taste or "classic")
    told = read_on_camera(film.on_camera) if film.on_camera else {}
    pins = read_pins(film.pins) if film.pins else Pins()
    script, revision, of_script = script_for(film.script, film.cut_folder)
    gate = gate_for_faces(film.folder, script, film.grants)
    known = remembered(film)
    given, hearing = footage_of(film, known, places), Hearing.of_film(film)
    check_hearing(hearing, script, given.files)
    crew = Crew(jobs or all_cores(), Cache(cache), watch)
    lined, of_lines = line_footage(crew, script, given, revision, hearing, gate=gate)
    check_whole(known, lined)
    if film.on_camera:
        check_on_camera(film.on_camera, told, lined.clips, (line.character for line in script.lines))
    return OpenFilm(
        title=film.title or script.title or film.folder.name,
        screenplay=script,
        lined=lined,
        taste=taste,
        rate=_rate(film),
        told=told,
        pins=pins,
        findings=(*of_script, *of_lines),
        worked=tuple(worked_seconds(film.cut_folder)),
        usual=film.usual,
    )


def _rate(film: Film) -> Fraction | None:
    return rate_from(film.rate) if film.rate else None


def to_look_at(where: Path, because: str, places: Places = MappingProxyType({})) -> OpenFilm:
    """Open a finished cut to look at. because: why nothing can be decided about it.

    places: of files that were found again.
    """
    file = find_cut(where)
    cut = cut_at(open_cut(file), places)
    lined = lined_at(_lined_beside(file) or LinedScript(cut.clips, (), ()), places)
    known = {clip.file for clip in lined.clips}
    lined = replace(lined, clips=lined.clips + tuple(clip for clip in cut.clips if clip.file not in known))
    return OpenFilm(
        title=cut.title or file.parent.name,
        screenplay=_script(cut, lined),
        lined=lined,
        shown=cut,
        worked=tuple(worked_seconds(file.parent)),
        only_looks=because,
    )


def _lined_beside(file: Path) -> LinedScript | None:
    for folder in (file.parent, file.parent.parent.parent):
        try:
            return read_lined_script((folder / "lined-script.json").read_bytes())
        except (OSError, NotOurDocument):
            continue
    return None


def _script(cut: Cut, lined: LinedScript) -> Screenplay:
    """Return the page as far as a lined script holds it: the dialogue, under its headings."""
    lines = lined.lines or tuple(_line(event.line) for event in cut.spoken)
    scenes = dict.fromkeys(line.scene for line in lines)
    made = (
        Scene(
            number=scene,
            heading=lined.headings.get(scene, ""),
            elements=tuple(
                Element(Kind.DIALOGUE, line.text, 0, line.id) for line in lines if line.scene == scene
            ),
            lines=tuple(line for line in lines if line.scene == scene),
            source_line=0,
        )
        for scene in scenes
    )
    return Screenplay((("Title", cut.title),) if cut.title else (), tuple(made))


def _line(name: str) -> Line:
    """Return a line of which nothing is known but its id."""
    return Line(name, name.rpartition(".")[0], "", "")
