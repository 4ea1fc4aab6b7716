"""The pages of the PDF in order: coverage, the lined script itself, the log of takes, words that differ."""

from collections.abc import Iterator, Mapping, Sequence

from rushes.errors import Finding
from rushes.turnover.lined_script.drawing import sheet_of, title_sheet
from rushes.turnover.lined_script.layout import Layout
from rushes.turnover.lined_script.legend import legend_of
from rushes.turnover.lined_script.lining import Note, SceneTally, TakeEntry
from rushes.turnover.lined_script.paper.flow import Column, Flow
from rushes.turnover.lined_script.paper.painter import Painter

_COVERAGE = (
    *(Column("Scene", 36), Column("", 126), Column("Eighths", 46, "end"), Column("Lines", 50, "end")),
    *(Column("Takes", 40, "end"), Column("As written", 54, "end"), Column("Altered", 44, "end")),
    *(Column("Partial", 42, "end"), Column("Circled", 66)),
)
_LOG = (
    *(Column("Take", 60), Column("Roll", 46), Column("Starts", 58), Column("Length", 42, "end")),
    *(Column("Lines", 62), Column("As written", 52, "end"), Column("Altered", 44, "end")),
    *(Column("Partial", 42, "end"), Column("", 98)),
)


def document(layout: Layout) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the whole PDF, and a finding where letters could not be shown."""
    painter = Painter(f"{layout.title}: lined script", _letters(layout))
    _front(layout, painter)
    title, scenes = title_sheet(layout), _scenes_on(layout)
    for sheet in (
        *([title] if title else []),
        *(sheet_of(layout, page) for page in range(layout.pages.count)),
    ):
        painter.new_page()
        for scene in scenes.get(sheet.page, ()):
            painter.bookmark(scene)
        painter.paint(sheet.under)
        for ink in sheet.inks:
            painter.paint(ink.under)
        painter.paint(sheet.type)
        for ink in sheet.inks:
            painter.paint(ink.over)
        painter.paint(sheet.over)
    _log(layout, painter)
    _words(layout, painter)
    return painter.bytes(), tuple(_lacking(painter.lacking))


def _scenes_on(layout: Layout) -> Mapping[int, Sequence[str]]:
    """Return the scenes that begin on each page, from 0, by number and heading."""
    begun: dict[int, list[str]] = {}
    for row in layout.pages.rows:
        if row.number:
            begun.setdefault(row.page, []).append(f"{row.number} {row.text}")
    return begun


def _front(layout: Layout, painter: Painter) -> None:
    flow = Flow(painter, layout.title, "Coverage")
    flow.title(layout.title)
    flow.paragraph("Lined script", bold=True)
    flow.paragraph(layout.evidence + (f". Ear: {', '.join(layout.ears)}" if layout.ears else "") + ".")
    flow.heading("Coverage")
    flow.table(_COVERAGE, [_coverage(tally) for tally in layout.tallies])
    for tally in layout.tallies:
        for fact in facts_of(tally):
            flow.paragraph(f"Scene {tally.number}: {fact}")
    if layout.unplaced:
        flow.paragraph(f"Not drawn, for no line was heard in them: {', '.join(layout.unplaced)}.")
    flow.heading("How to read the lines")
    for entry in legend_of(layout):
        flow.entry(entry.sample, entry.means)


def facts_of(tally: SceneTally) -> Iterator[str]:
    """Yield what a person should know of a scene's coverage, in sentences."""
    if tally.missing:
        yield f"not covered: {', '.join(tally.missing)}."
    if tally.in_part:
        yield f"only in part: {', '.join(tally.in_part)}."
    if tally.silent:
        yield f"slated, but none of its lines was heard: {', '.join(tally.silent)}."
    if unsure := tally.total("unsure"):
        yield f"{unsure} {'reading is' if unsure == 1 else 'readings are'} less than half sure."


def _coverage(tally: SceneTally) -> tuple[str, ...]:
    return (
        tally.number,
        tally.heading,
        tally.length,
        f"{tally.lines - len(tally.missing)} of {tally.lines}",
        str(len(tally.takes)),
        *(str(tally.total(what)) for what in ("as_written", "altered", "partial")),
        ", ".join(tally.circled) or "\N{EN DASH}",
    )


def _log(layout: Layout, painter: Painter) -> None:
    if not any(tally.takes for tally in layout.tallies):
        return
    flow = Flow(painter, layout.title, "Takes")
    flow.heading("Takes")
    for tally in layout.tallies:
        if tally.takes:
            flow.subheading(f"Scene {tally.number}  {tally.heading}")
            flow.table(_LOG, [_take(take) for take in tally.takes])


def _take(take: TakeEntry) -> tuple[str, ...]:
    again = (f"{take.passes} passes",) if take.passes > 1 else ()
    unsure = (f"{take.unsure} unsure",) if take.unsure else ()
    return (
        take.name,
        take.reel,
        take.timecode,
        take.length,
        take.covers,
        *(str(count) if count else "\N{EN DASH}" for count in (take.as_written, take.altered, take.partial)),
        "; ".join((*take.marks, *again, *unsure, *take.microphones)),
    )


def _words(layout: Layout, painter: Painter) -> None:
    if not layout.notes:
        return
    flow = Flow(painter, layout.title, "Words that differ")
    flow.heading("Words that differ")
    flow.paragraph("Struck through: not said. After it, what was said instead. After a caret: words put in.")
    for note in layout.notes.values():
        flow.note(note_lead(note), note.shown)


def note_lead(note: Note) -> str:
    """Write what stands before the words of a note: its line, take and kind."""
    microphone = f", heard on {note.microphone}" if note.microphone else ""
    doubt = f", {note.doubt}" if note.doubt else ""
    return f"{note.number}  {note.take}, line {note.line} {note.character}: {note.kind}{microphone}{doubt}"


def _letters(layout: Layout) -> frozenset[str]:
    """Return every letter that will be written."""
    texts = [row.text for row in layout.pages.rows]
    texts += [value for _, value in layout.title_page]
    texts += [layout.title, layout.evidence, *layout.unplaced, *layout.ears]
    for tally in layout.tallies:
        texts += [tally.number, tally.heading, *tally.silent, *tally.missing]
        texts += [text for take in tally.takes for text in _take(take)]
    for note in layout.notes.values():
        texts += [note.take, note.character, note.microphone, note.doubt]
        texts += [text for difference in note.differences for text in (difference.text, difference.said)]
    return frozenset("".join(texts))


def _lacking(letters: Sequence[str] | frozenset[str]) -> Iterator[Finding]:
    if not letters:
        return
    some = " ".join(sorted(letters)[:12]).encode("utf-8", "replace").decode()
    yield Finding(
        "letters without a font",
        "lined-script.pdf",
        f"No font on this machine has {len(letters)} of the letters in it, such as {some}; a question mark "
        "stands in their place.",
        "Install a font that has them, such as Noto, and run again; lined-script.html shows them already.",
    )
