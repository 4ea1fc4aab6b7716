"""The legend: what each mark on the lined page means, only those that are on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rushes.turnover.lined_script.drawing import COLOURS, Box, Ring, Shape, Stroke, Text
from rushes.turnover.lined_script.drawing.strokes import wavy
from rushes.turnover.lined_script.layout import Layout

SAMPLE_WIDTH, SAMPLE_HEIGHT = 40.0, 20.0
"""Points of the drawing beside each entry."""

_INK = COLOURS[0]
_X = 20.0

CAMERA = {
    "nothing": "Who is on camera is not known yet: all lines are drawn straight.",
    "some": "Wavy: the speaker is off camera. Straight: on camera, or not known yet.",
    "all": "Straight: the speaker is on camera. Wavy: off camera.",
}


@dataclass(frozen=True)
class Entry:
    """A mark, drawn in a box of `SAMPLE_WIDTH` by `SAMPLE_HEIGHT`, and what it means."""

    sample: tuple[Shape, ...]
    means: str


def legend_of(layout: Layout) -> Iterator[Entry]:
    """Yield the entries of a layout's legend."""
    yield Entry(
        (*_line(9), _label("27A-3")),
        "A take, from where its first line starts to where its last one stops. At its top the slate: setup "
        "and take, and the camera from the second on. Every setup has its colour.",
    )
    if any(tally.circled for tally in layout.tallies):
        ring = Ring(_X + 8.6, 4.6, 4.3, 4.4, _INK)
        before = Text(_X + 3.4, 7, "27A-", 7.0, "plain", bold=True, colour=_INK, anchor="end")
        number = Text(_X + 8.6, 7, "3", 7.0, "plain", bold=True, colour=_INK, anchor="middle")
        yield Entry((*_line(9), ring, before, number), "A circled take.")
    wave = (_stroke(wavy(_X, 2, 18)),) if layout.camera != "nothing" else _line()
    yield Entry(wave, CAMERA[layout.camera])
    yield Entry(
        (*_line(2, 14), _stroke(((_X - 3.5, 14), (_X + 3.5, 14)))),
        "Bar: here the take stops. Arrow: it goes on over the page.",
    )
    yield from _of_stretches(layout)
    yield from _of_pieces(layout)
    yield from _of_gaps(layout)
    yield from _honest(layout)


def _of_stretches(layout: Layout) -> Iterator[Entry]:
    stretches = [s for lanes in layout.lanes.values() for lane in lanes for s in lane.line.stretches]
    if any(s.early or s.late for s in stretches):
        foot = _stroke(((_X, 13), (38, 13), (38, 10.8)), 0.6)
        yield Entry((*_line(2, 13), foot), "Broken off, or begun late: the foot points at the very word.")
    if any(s.pass_number > 1 for s in stretches):
        again = (*_line(2, 16), _stroke(((_X + 5, 6), (_X + 5, 18))), _small(_X + 6.6, 7, "p2"))
        yield Entry(again, "p2, p3: performed again within the take, after a reset.")
    if layout.notes:
        dot = Ring(_X, 10, 1.7, 1.7, _INK, filled=True)
        differ = "The words differ here; the number is that of the note."
        yield Entry((*_line(), dot, _small(_X + 2.6, 12, "12")), differ)


def _of_pieces(layout: Layout) -> Iterator[Entry]:
    lanes = [lane for lanes in layout.lanes.values() for lane in lanes]
    pieces = [piece for lane in lanes for stretch in lane.line.stretches for piece in stretch.pieces]
    down = ((_X, 2.0), (_X, 18.0))
    if any(piece.ran == "unread" for piece in pieces):
        unread = "Dotted: the take runs on, but these words were not heard."
        yield Entry((_stroke(down, 0.6, (0.8, 2.4)),), unread)
    if any(piece.unsure for piece in pieces):
        dashed = (_stroke(down, 1.15, (4.0, 2.6)), _small(_X + 2.6, 12, "?"))
        yield Entry(dashed, "Dashed, with a question mark: less than half sure that this was read here.")


def _of_gaps(layout: Layout) -> Iterator[Entry]:
    if layout.missing:
        box = (Box(2, 3, 36, 14, "#e4e4e2"), Box(2, 3, 3, 14, "#1b1d20"))
        yield Entry(box, "NOT COVERED: no take has this line.")
    if layout.in_part:
        part = "ONLY IN PART: no take has this line from beginning to end."
        yield Entry((Box(2, 3, 1.5, 14, "#5a6068"),), part)


def _honest(layout: Layout) -> Iterator[Entry]:
    shared = [tally.number for tally in layout.tallies if tally.shared]
    if shared:
        yield Entry(
            (*_line(9), _label("27A-1\N{EN DASH}9")),
            f"Scene {', '.join(shared)}: more takes than lanes on the page, so the takes of a setup share "
            "one line, drawn as far as any of them runs; small numbers tell which take stops where.",
        )
    if layout.crowded:
        yield Entry(
            (), "More setups than lanes on the page: some lines stand on or beside others. The log has each."
        )


def _line(top: float = 2, bottom: float = 18) -> tuple[Stroke]:
    return (_stroke(((_X, top), (_X, bottom))),)


def _stroke(
    points: tuple[tuple[float, float], ...], width: float = 1.15, dash: tuple[float, ...] = ()
) -> Stroke:
    return Stroke(points, _INK, width, dash)


def _label(text: str) -> Text:
    return Text(_X, 7, text, 7.0, "plain", bold=True, colour=_INK, anchor="middle")


def _small(x: float, y: float, text: str) -> Text:
    return Text(x, y, text, 5.2, "plain", bold=True, colour=_INK)
