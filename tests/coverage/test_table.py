"""The coverage of a scene in numbers."""

from dataclasses import replace

from rushes.coverage import LinedScript, Reading, coverage_table
from rushes.coverage.model import ReadingKind
from rushes.screenplay import parse_fountain
from rushes.timecode import Span, rate_from

SCRIPT = """INT. KITCHEN #27#

ANNA
One.

BEN
Two.

ANNA
Three.

EXT. YARD #28#

A dog.

EXT. STREET #29#

BEN
Four.
"""


def reading(line: str, file: str, kind: ReadingKind = "as written") -> Reading:
    return Reading(line, file, 1, Span(0, 9, rate_from("25")), 0.0, 0.4, kind, 1.0, 1.0, ())


def test_each_scene_tells_what_is_covered_and_what_is_not() -> None:
    """A line that was read only otherwise than written is covered, and named; a silent scene has no row."""
    script = parse_fountain(SCRIPT)[0]
    lined = LinedScript(
        *((), script.lines),
        readings=(reading("27.1", "a"), reading("27.1", "b", "altered"), reading("27.2", "b", "partial")),
        missing=("27.3", "29.1"),
        headings={scene.number: scene.heading for scene in script.scenes},
    )
    kitchen, street = coverage_table(lined)
    assert (kitchen.scene, kitchen.heading) == ("27", "INT. KITCHEN")
    assert (kitchen.lines, kitchen.covered, kitchen.takes) == (3, 2, 2)
    assert (kitchen.as_written, kitchen.altered, kitchen.partial) == (1, 1, 1)
    assert (kitchen.missing, kitchen.never_as_written) == (("27.3",), ("27.2",))
    assert (street.scene, street.covered, street.takes, street.missing) == ("29", 0, 0, ("29.1",))


def test_rows_stand_in_story_order() -> None:
    """Scene 29 was moved to the front; ids and numbers do not sort."""
    script = parse_fountain(SCRIPT)[0]
    lines = (script.lines[-1], replace(script.lines[0], id="27.1A"), *script.lines[:2])
    assert [row.scene for row in coverage_table(LinedScript((), lines, ()))] == ["29", "27"]
