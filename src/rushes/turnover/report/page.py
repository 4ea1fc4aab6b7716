"""The report: one page that holds everything a person needs to judge the first cut, and asks no network."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from rushes.coverage.model import LinedScript, OffScript
from rushes.cut.beats import is_open
from rushes.cut.model import Cut
from rushes.errors import Finding
from rushes.footage.model import Clip, Recording
from rushes.screenplay.model import Screenplay
from rushes.timecode import timecode_text
from rushes.turnover.asked import Asked
from rushes.turnover.report.cards import Card, cards_of, cut_scenes, gaps_of, numbers_of
from rushes.turnover.report.lined import lined_scenes, used_readings
from rushes.turnover.report.people import people_of
from rushes.turnover.report.pictures import side_by_side
from rushes.turnover.report.shelf import Shelf, shelf_from
from rushes.turnover.report.strip import strip_of
from rushes.turnover.report.told import seen_in
from rushes.turnover.report.wording import length_text, rate_said
from rushes.turnover.sheets import house_style, sheets_in

SHEETS = Path(__file__).parent / "sheet"
"""The template of the page, its style and its script."""


@dataclass(frozen=True)
class Tally:
    """What stands at the head of the page."""

    title: str
    length: str
    length_timecode: str
    shots: int
    reactions: int
    splits: int
    events: int
    covered: int
    lines: int
    taste: str
    rate: str
    evidence: str
    standing: str


@dataclass(frozen=True)
class OffScriptOfClip:
    """Speech in one clip that is no line: its source timecodes, what was heard, and whether crew or slate."""

    name: str
    file: str
    speech: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Unused:
    """A clip that is not in the film, and what it holds; silent when that is nothing of the script."""

    name: str
    file: str
    silent: bool
    holds: str


@dataclass(frozen=True)
class FindingKind:
    """Findings of one kind, with their numbers from 1 over the whole page."""

    kind: str
    findings: tuple[tuple[int, Finding], ...]


def report_page(  # noqa: PLR0917 -- all that the job has made, in the order it was made
    screenplay: Screenplay,
    lined: LinedScript,
    cut: Cut,
    findings: Sequence[Finding],
    evidence: str,
    stills: Mapping[str, bytes],
    asked: Asked | None = None,
) -> bytes:
    """Return the report as one self-contained HTML page in UTF-8; the same values give the same bytes.

    evidence: what the cut stands on (``31 of 32 clips heard, 1 unreadable``). stills: a JPEG by
    `Clip.file`, one for each setup or more, or none; one that cannot be read is left out. asked: what people
    said; None where nobody keeps a register.
    ``preview.mp4`` and the timelines are expected beside the page and named, never needed.
    """
    shelf = shelf_from(screenplay, lined, cut, stills)
    cards, gaps = cards_of(cut, shelf), gaps_of(cut, shelf)
    style, script = f"{house_style()}\n{_sheet('page.css')}", _sheet("page.js")
    return (
        sheets_in(SHEETS)
        .get_template("page.html.j2")
        .render(
            style=Markup(style),  # noqa: S704 -- our own sheet, no word of the material is in it
            script=Markup(script),  # noqa: S704 -- the same
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            tally=_tally(screenplay, cut, cards, evidence, shelf),
            setups=shelf.setups,
            setups_together=side_by_side(shelf.setups),
            loose=tuple(_loose(recording) for recording in lined.loose),
            strip=strip_of(cut, cards, gaps, shelf),
            cards=cards,
            looks=[card for card in cards if card.needs_look],
            gaps=gaps,
            cut_scenes=cut_scenes(cut, cards, gaps, shelf),
            headings={scene.number: scene.heading for scene in screenplay.scenes},
            lined_scenes=lined_scenes(screenplay, shelf, used_readings(shelf, numbers_of(cards))),
            silent_scenes=[scene for scene in screenplay.scenes if not scene.lines],
            off_script=_off_script(lined.off_script, shelf),
            unused=tuple(_unused(shelf)),
            used_in=_used_in(shelf),
            seen_in={
                setup.number: seen_in([clip.file for clip in setup.clips], shelf) for setup in shelf.setups
            },
            actions=cut.beats,
            open_actions=sum(is_open(beat) for beat in cut.beats),
            is_open=is_open,
            findings=_by_kind(findings),
            finding_count=len(findings),
            asked=asked is not None,
            people=people_of(asked, cut),
            ears=sorted({heard.ear for heard in lined.heard.values()}),
        )
        .encode()
    )


@cache
def _sheet(name: str) -> str:
    return (SHEETS / name).read_text(encoding="utf-8").strip()


def _tally(screenplay: Screenplay, cut: Cut, cards: Sequence[Card], evidence: str, shelf: Shelf) -> Tally:
    shots = [card for card in cards if card.event.track == "V1" and not card.runs_on]
    return Tally(
        title=screenplay.title or cut.title or "Untitled",
        length=length_text(cut.frames, cut.rate),
        length_timecode=timecode_text(cut.frames, cut.rate),
        shots=len(shots),
        reactions=sum(card.event.shows == "reaction" for card in shots),
        splits=sum(card.split is not None for card in cards),
        events=len(cards),
        covered=len(shelf.lines) - len(shelf.missing),
        lines=len(shelf.lines),
        taste=cut.taste,
        standing=cut.standing,
        rate=rate_said(cut.rate),
        evidence=evidence,
    )


def _off_script(speech: Sequence[OffScript], shelf: Shelf) -> tuple[OffScriptOfClip, ...]:
    by_file: dict[str, list[tuple[str, str, str, str]]] = {}
    for piece in speech:
        at = shelf.source_text(piece.file, piece.span)
        by_file.setdefault(piece.file, []).append((*at, piece.heard, piece.what))
    return tuple(OffScriptOfClip(shelf.name(file), file, tuple(pieces)) for file, pieces in by_file.items())


def _unused(shelf: Shelf) -> Iterator[Unused]:
    in_film = {event.file for event in shelf.events}
    for setup in shelf.setups:
        for clip in setup.clips:
            if clip.file not in in_film:
                yield Unused(clip.name, clip.file, clip.file not in shelf.readings, _holds(clip, shelf))


def _holds(clip: Clip, shelf: Shelf) -> str:
    readings = shelf.readings.get(clip.file, ())
    if not readings:
        return "nothing of the script was heard" if clip.channels or clip.behind else "no sound"
    whole = sum(reading.kind == "as written" for reading in readings)
    return f"{len(readings)} reading{'s' if len(readings) > 1 else ''}, {whole} as written"


def _loose(recording: Recording) -> Unused:
    """Say what a recording is that lies behind no picture."""
    slate = recording.slate
    known = (("wild track", slate.wild), ("room tone", slate.room_tone), ("no good", slate.no_good))
    said = ", ".join(name for name, is_so in known if is_so) or "fits no picture"
    first = recording.files[0]
    length = length_text(first.frames, first.rate)
    files = ", ".join(clip.file for clip in recording.files)
    return Unused(slate.label or first.name, files, silent=False, holds=f"{said}, {length}")


def _used_in(shelf: Shelf) -> Mapping[int, int]:
    """Count the events of the first picture track by the number of their setup."""
    counts: dict[int, int] = {}
    for event in shelf.events:
        setup = shelf.setup_of.get(event.file)
        if setup and event.track == "V1":
            counts[setup.number] = counts.get(setup.number, 0) + 1
    return counts


def _by_kind(findings: Sequence[Finding]) -> tuple[FindingKind, ...]:
    kinds: dict[str, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(findings, 1):
        kinds.setdefault(finding.kind, []).append((number, finding))
    return tuple(FindingKind(kind, tuple(group)) for kind, group in kinds.items())
