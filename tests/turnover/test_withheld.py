"""Who did not say yes is neither seen nor heard in what is written, and nobody else is the worse for it."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rushes.coverage.model import LinedScript, OffScript, Reading
from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.picture.cover import Box, Cover
from rushes.screenplay.model import Line
from rushes.timecode import Span
from rushes.turnover.preview import make_preview
from rushes.turnover.preview.canvas import Canvas
from rushes.turnover.preview.field import LUMA, field_of
from rushes.turnover.withheld import NOTHING, People, Withheld, count_withheld, withheld
from tests.turnover.filming import film
from tests.turnover.making import clip, double, double_clip, event, spoken

RATE = Fraction(25)
LINES = tuple(Line(f"1.{n}", "1", who, "Well.") for n, who in enumerate(("MARA", "NOAH", "MARA"), 1))
VOICES = {"MARA": ("p-0001",), "NOAH": ("p-0002",)}


def reading(line: str, file: str, in_s: float, out_s: float) -> Reading:
    span = Span(round(in_s * 25), round(out_s * 25), RATE)
    return Reading(line, file, 1, span, in_s, out_s, "as written", 1.0, 0.9, ())


def lined(*clips: Clip, readings: tuple[Reading, ...] = (), off: tuple[OffScript, ...] = ()) -> LinedScript:
    return LinedScript(clips, LINES, readings, off)


def muted_frames(kept: Withheld, track: str = "A1") -> set[int]:
    return {frame for span in kept.muted.get(track, ()) for frame in range(span.start, span.end)}


def kept_back(cut: Cut, script: LinedScript, seen: dict[str, tuple[str, ...]]) -> Withheld:
    return withheld(cut, script, People(seen, VOICES), {"p-0001"}, {})


def test_a_line_of_theirs_is_muted_whole() -> None:
    one = clip("1-1.mov")
    cut = spoken([("1.1", one, 10, 60), ("1.2", one, 100, 150)])
    assert muted_frames(kept_back(cut, lined(one), {})) == set(range(50))


def test_their_words_under_somebody_elses_line_are_muted_and_no_more() -> None:
    """In a master they fall in: their words and a breath around them are gone, the rest is heard."""
    one = clip("1-1.mov")
    cut = spoken([("1.2", one, 100, 200)])
    script = lined(one, readings=(reading("1.2", "1-1.mov", 4.0, 7.0), reading("1.3", "1-1.mov", 7.2, 8.4)))
    assert muted_frames(kept_back(cut, script, {})) == set(range(75, 100))


def test_what_nobody_knows_the_speaker_of_is_muted_where_they_may_be_it() -> None:
    """An ad-lib in a clip that they are in may be theirs; the slate is the crew's."""
    one, other = clip("1-1.mov"), clip("1B-1.mov")
    off = tuple(
        OffScript(file, Span(110, 120, RATE), 4.4, 4.8, "oh well", what)
        for file, what in (("1-1.mov", ""), ("1B-1.mov", ""), ("1-1.mov", "slate"))
    )
    cut = spoken([("1.2", one, 100, 150), ("1.2", other, 100, 150)])
    kept = kept_back(cut, lined(one, other, off=off), {"1-1.mov": ("p-0001",), "1B-1.mov": ("p-0002",)})
    assert muted_frames(kept) == set(range(5, 25))


def test_what_is_heard_without_words_is_muted_where_they_are_seen() -> None:
    one = clip("1-1.mov")
    beat = event("A1", "1.2", one, (0, 20), (0, 20), shows="beat")
    tone = event("A2", "1.2", one, (0, 20), (0, 20), shows="tone")
    cut = Cut("T", RATE, "classic", (beat, tone), (), (one,))
    kept = kept_back(cut, lined(one), {"1-1.mov": ("p-0001",)})
    assert (muted_frames(kept), muted_frames(kept, "A2")) == (set(range(20)), set())
    assert kept_back(cut, lined(one), {"1-1.mov": ("p-0002",)}) == Withheld()


def test_a_recorders_sound_is_muted_by_the_seconds_of_its_picture() -> None:
    """The recorder rolled 7.3 seconds before: what was said at 7 s of the picture is 14.3 s in its file."""
    one = double_clip("1-1.mov", drift=0.0)
    cut = double([("1.2", one, 100, 200)])
    script = lined(one, readings=(reading("1.1", "1-1.mov", 7.2, 7.6),))
    kept = kept_back(cut, script, {})
    for track in ("A1", "A2"):
        assert set(range(75, 95)) <= muted_frames(kept, track) <= set(range(74, 96))


def test_a_clip_without_a_known_place_is_covered_whole() -> None:
    one = clip("1-1.mov")
    cut = spoken([("1.2", one, 10, 60)])
    kept = kept_back(cut, lined(one), {"1-1.mov": ("p-0001", "p-0002")})
    assert kept.covers == {"1-1.mov": Cover()}
    assert count_withheld(cut, kept).whole == 50
    known = withheld(cut, lined(one), People({"1-1.mov": ("p-0001",)}), {"p-0001"}, {"1-1.mov": PLACES})
    assert (count_withheld(cut, known).covered, count_withheld(cut, known).whole) == (50, 0)
    assert count_withheld(cut, NOTHING).covered == 0


PLACES = Cover(dict.fromkeys(range(200), (Box(0.25, 0.25, 0.25, 0.5),)))


def planes(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="gray").astype(int) for frame in container.decode(video=0)]


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (322, 182)])
def test_under_a_field_nothing_of_the_picture_is_left(tmp_path: Path, size: tuple[int, int]) -> None:
    """Bars that change with every frame: in the field every frame is one grey, beside it as it was."""
    one = film(tmp_path / "1-1.mov", frames=60, size=size)
    cut = spoken([("1.1", one, 10, 50)])
    make_preview(cut, tmp_path / "plain.mp4")
    make_preview(cut, tmp_path / "covered.mp4", None, Withheld({"1-1.mov": PLACES}))
    left, top, right, bottom = field_of(PLACES.at(0)[0], Canvas(*size, "bt709").fitted(one))
    plain, hidden = planes(tmp_path / "plain.mp4"), planes(tmp_path / "covered.mp4")
    assert len(hidden) == len(plain) == 40
    grey = (LUMA - 16) * 255 / 219
    for before, after in zip(plain, hidden, strict=True):
        assert np.abs(after[top + 8 : bottom - 8, left + 8 : right - 8] - grey).max() < 6
        beside = slice(right + 16, None)
        assert np.abs(after[:, beside] - before[:, beside]).mean() < 4


def test_a_frame_without_a_place_is_all_field(tmp_path: Path) -> None:
    one = film(tmp_path / "1-1.mov", frames=60)
    cut = spoken([("1.1", one, 10, 50)])
    some = Cover({frame: PLACES.at(frame) for frame in range(60) if frame != 30})
    make_preview(cut, tmp_path / "covered.mp4", None, Withheld({"1-1.mov": some}))
    flat = [int(np.ptp(picture)) < 12 for picture in planes(tmp_path / "covered.mp4")]
    assert [number for number, is_flat in enumerate(flat) if is_flat] == [20]


def test_where_a_frame_is_lost_the_one_that_stands_for_it_is_covered(tmp_path: Path) -> None:
    """Frame 30 is not in the file; 29 is shown twice, and covered where it is known, both times."""
    one = film(tmp_path / "1-1.mov", frames=60, lost=[30])
    cut = spoken([("1.1", one, 10, 50)])
    make_preview(cut, tmp_path / "covered.mp4", None, Withheld({"1-1.mov": PLACES}))
    left, top, right, bottom = field_of(PLACES.at(0)[0], Canvas(320, 180, "bt709").fitted(one))
    for picture in planes(tmp_path / "covered.mp4"):
        assert np.ptp(picture[top + 8 : bottom - 8, left + 8 : right - 8]) < 12


def sound(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        blocks = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.asarray(np.concatenate(blocks, axis=1))


def test_what_is_muted_is_silence_and_what_is_beside_it_is_not(tmp_path: Path) -> None:
    one = film(tmp_path / "1-1.mov", frames=100)
    cut = spoken([("1.1", one, 0, 100)])
    muted = {"A1": (Span(25, 50, RATE),)}
    make_preview(cut, tmp_path / "muted.mp4", None, Withheld(muted=muted))
    heard = np.abs(sound(tmp_path / "muted.mp4"))
    assert heard[:, 48000 + 1024 : 96000 - 1024].max() < 1e-3
    assert heard[:, : 48000 - 2048].max() > 0.1
    assert heard[:, 96000 + 2048 :].max() > 0.1


def test_a_join_within_a_muted_stretch_does_not_open_it(tmp_path: Path) -> None:
    one = film(tmp_path / "1-1.mov", frames=100)
    cut = spoken([("1.1", one, 0, 40), ("1.2", replace(one, file="x.mov"), 20, 60)])
    make_preview(cut, tmp_path / "muted.mp4", None, Withheld(muted={"A1": (Span(20, 60, RATE),)}))
    heard = np.abs(sound(tmp_path / "muted.mp4"))
    assert heard[:, 38400 + 1024 : 115200 - 1024].max() < 1e-3
