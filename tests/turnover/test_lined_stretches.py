"""Where each take runs down the page: from its first word to its last, pass by pass."""

import pytest

from rushes.coverage.model import LinedScript
from rushes.screenplay import Screenplay, parse_fountain
from rushes.turnover.lined_script.drawing import Stroke, sheet_of
from rushes.turnover.lined_script.layout import lay_out
from rushes.turnover.lined_script.lining import Stretch, takes_of
from rushes.turnover.lined_script.page import Pages, typeset
from tests.turnover.lined_footage import Said, key, lined_of, long_scene

SCENE = parse_fountain(long_scene(12))[0]


def stretches(*said: Said, screenplay: Screenplay = SCENE) -> tuple[Pages, tuple[Stretch, ...]]:
    """Lay one take on the page and return its stretches."""
    pages = typeset(screenplay)
    take = takes_of(pages, screenplay.lines, lined_of(screenplay, [("1-1", said)]))[0]
    return pages, take.stretches


def test_a_take_runs_from_its_first_cue_to_its_last_word() -> None:
    pages, (only,) = stretches("1.2", "1.3", "1.4")
    assert (only.first, only.last) == (pages.blocks["1.2"].cue, pages.blocks["1.4"].last)
    assert [piece.ran for piece in only.pieces] == ["read", "through", "read", "through", "read"]


def test_the_pieces_of_a_stretch_cover_it_without_gap_or_overlap() -> None:
    _, (only,) = stretches("1.1", "1.2", ("1.4", "I said four times that"), "1.5")
    for before, after in zip(only.pieces, only.pieces[1:], strict=False):
        assert after.first == before.last + 1


def test_a_line_left_out_is_run_past_not_read() -> None:
    pages, (only,) = stretches("1.1", "1.3")
    past = only.pieces[1]
    assert past.ran == "unread"
    assert past.first <= pages.blocks["1.2"].cue
    assert past.last >= pages.blocks["1.2"].last


def test_a_take_that_leaves_out_much_begins_anew() -> None:
    _, found = stretches("1.1", "1.2", "1.9")
    assert [stretch.reads[0].reading.line for stretch in found] == ["1.1", "1.9"]


def test_every_pass_of_a_take_is_a_stretch_of_its_own() -> None:
    """Reset after line 3: the second pass begins at line 2 again, beside the first."""
    _, (first, second) = stretches("1.1", "1.2", "1.3", "1.2", "1.3", "1.4")
    assert (first.pass_number, second.pass_number) == (1, 2)
    assert second.first <= first.last


def test_a_false_start_is_a_pass_too() -> None:
    _, (false, good) = stretches(("1.1", "I said"), "1.1", "1.2")
    assert false.early is not None
    assert good.pass_number == 2
    assert good.early is None


def test_a_reading_broken_off_ends_at_its_last_word() -> None:
    pages, (only,) = stretches("1.1", ("1.2", "I said 2 times"))
    row = next(row for row in pages.of_line["1.2"] if row.words)
    assert only.early is not None
    assert only.early.row == row.at
    assert only.early.ends == pytest.approx(row.x + len("I said 2 times") * 7.2)
    assert only.last == row.at


def test_a_reading_begun_late_begins_at_its_first_word() -> None:
    pages, (only,) = stretches(("1.2", "went there"), "1.3")
    assert only.late is not None
    assert only.first == only.late.row >= pages.blocks["1.2"].first


def test_a_reading_altered_within_runs_through_the_whole_line() -> None:
    pages, (only,) = stretches(("1.2", "I said 2 times that I always went there"))
    assert only.early is None
    assert only.last == pages.blocks["1.2"].last
    assert only.reads[0].left_at == pages.blocks["1.2"].first


def test_two_lines_spoken_at_once_are_one_stretch() -> None:
    screenplay, _ = key()
    _, found = stretches("27.5", "27.7", "27.6", "27.9", "27.8", screenplay=screenplay)
    assert len(found) == 1
    assert len(found[0].reads) == 5


def drawn(lined: LinedScript, on_camera: dict[tuple[str, str, int], bool]) -> list[Stroke]:
    """Return the strokes of the lines themselves, thick ones down the page."""
    sheet = sheet_of(lay_out(SCENE, lined, "", on_camera), 0)
    strokes = [shape for ink in sheet.inks for shape in ink.under if isinstance(shape, Stroke)]
    return [s for s in strokes if s.points[-1][1] - s.points[0][1] > 10]


def test_wavy_where_the_speaker_is_off_camera_straight_where_on_or_unknown() -> None:
    """The first line on camera, the second off, of the third nobody knows: straight, wavy, straight."""
    lined = lined_of(SCENE, [("1-1", ["1.1", "1.2", "1.3"])])
    file = lined.clips[0].file
    known = {(file, "1.1", 1): True, (file, "1.2", 1): False}
    wavy = [stroke for stroke in drawn(lined, known) if len({x for x, _ in stroke.points}) > 2]
    assert len(wavy) == 1
    pages = typeset(SCENE)
    block = pages.blocks["1.2"]
    row = next(row for row in pages.rows if row.at == block.first)
    assert wavy[0].points[0][1] == pytest.approx(row.y)
    assert lay_out(SCENE, lined, "", known).camera == "some"


def test_where_nobody_knows_all_lines_are_straight() -> None:
    lined = lined_of(SCENE, [("1-1", ["1.1", "1.2", "1.3"])])
    assert all(len({x for x, _ in stroke.points}) == 1 for stroke in drawn(lined, {}))
    assert lay_out(SCENE, lined).camera == "nothing"
