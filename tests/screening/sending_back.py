"""An editor's versions of the film on the screen, as `rushes conform` keeps them with it."""

from dataclasses import replace
from pathlib import Path

from rushes.cut import Cut, Event
from rushes.project import FILM
from rushes.screening.model import FIRST, OpenFilm
from rushes.screening.room import ScreeningRoom
from rushes.timecode import Span
from rushes.turnover import cut_json
from rushes.turnover.came_back import come_back
from rushes.turnover.dialects import DIALECTS
from rushes.turnover.documents import lined_script_json
from tests.screening.filming import a_film
from tests.turnover.making import clip

WHEN = "2026-11-22T10:30:00Z"


def a_film_that_is_heard() -> OpenFilm:
    """Return the small film with sound in every clip, each with a timecode and a content of its own."""
    film = a_film()
    clips = tuple(
        replace(one, channels=1, sample_rate=48000, start=90_000 * (n + 1), sha256=f"{n:064x}")
        for n, one in enumerate(film.lined.clips)
    )
    return replace(film, lined=replace(film.lined, clips=clips))


def send_back(room: ScreeningRoom, folder: Path, theirs: Cut, name: str = "locked v3") -> Path:
    """Keep a cut as an editor exported it, in the folder of a film; return where it is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / FILM).exists():
        (folder / FILM).write_text('script = "s.fountain"\nfootage = ["rushes"]\n', encoding="utf-8")
    (folder / "cut.json").write_bytes(cut_json(room.version(FIRST).cut))
    (folder / "lined-script.json").write_bytes(lined_script_json(room.film.lined))
    (data,) = DIALECTS["fcp7"].write(theirs).values()
    exported = folder / f"{name}.xml"
    exported.write_bytes(data)
    back = come_back(folder, exported, name=name, by="the editor", clock=lambda: WHEN)
    exported.unlink()
    assert back.kept is not None
    return back.kept


def shorter(cut: Cut, line: str, frames: int) -> Cut:
    """Return a cut without the last frames of a line, on all tracks; what follows moves up."""
    after = next(one.record.end for one in cut.spoken if one.line == line)
    parts = (
        _between(one, *span) for one in cut.events for span in ((0, after - frames), (after, cut.frames))
    )
    events = (
        replace(one, record=_moved(one.record, -frames)) if one.record.start >= after else one
        for one in parts
        if one is not None
    )
    return replace(cut, events=tuple(events))


def _between(event: Event, start: int, end: int) -> Event | None:
    """Return what of an event lies between two frames of the film; None where nothing does."""
    first, after = max(event.record.start, start), min(event.record.end, end)
    if first >= after:
        return None
    rate, record = event.source.rate, event.record
    head, tail = (round(n * rate / record.rate) for n in (first - record.start, record.end - after))
    source = Span(event.source.start + head, event.source.end - tail, rate)
    return replace(event, source=source, record=Span(first, after, record.rate))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.rate)


def with_stock(cut: Cut, line: str) -> Cut:
    """Return a cut that shows over a line what is no clip of the film."""
    stock = clip("skyline.mov", start=1, sha256="5" * 64)
    events = tuple(
        replace(one, file=stock.file) if one.line == line and one.track == "V1" else one for one in cut.events
    )
    return replace(cut, events=events, clips=(*cut.clips, stock))
