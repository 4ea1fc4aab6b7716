"""What melt makes of our files: read back to the frame, and rendered to the pixel and the sample.

melt is the program on which Shotcut and Kdenlive stand; what it plays, they show.
"""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from rushes.cut.model import Cut
from rushes.turnover.dialects import mlt
from rushes.turnover.dialects.mlt import by_melt
from rushes.turnover.shots import shots
from rushes.turnover.verify import verify
from tests.turnover.making import clip, event, grid_cut, spoken
from tests.turnover.mlt.rendering import heard, pictures, rendered

pytestmark = [pytest.mark.needs("melt"), pytest.mark.slow]

NEAR_DB = 30.0
"""Of two renderings of one frame: the scale between is the same, rounded otherwise."""


def test_melt_finds_every_event_and_every_mark() -> None:
    ours, melts = verify(grid_cut(), mlt.DIALECT, mlt.DIALECT.write(grid_cut()))
    assert melts.reader == "melt"
    assert (melts.read, melts.events, melts.marks) == (True, ours.events, ours.marks)


def test_without_melt_it_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_melt, "found", lambda: None)
    (_, melts) = verify(grid_cut(), mlt.DIALECT, mlt.DIALECT.write(grid_cut()))
    assert (melts.read, melts.lacking) == (False, "not asked: melt 7 is not installed here")


def real_cut(material: Path) -> Cut:
    """Return a split edit of four takes of three setups, with a gap: picture and sound end apart."""
    names = ("1-1_A001C001.mov", "1A-2_A001C006.mov", "1B-2_A001C009.mov", "1-2_A001C002.mov")
    folder = material / "grid-scenes" / "rushes"
    used = [clip(name, path=folder / name, frames=400, width=640, height=512) for name in names]
    picture = [(used[0], 31, 0, 17), (used[1], 64, 17, 42), (used[2], 90, 48, 71), (used[3], 23, 71, 90)]
    sound = [(used[0], 31, 0, 21), (used[1], 68, 21, 38), (used[2], 80, 38, 71), (used[3], 23, 71, 90)]
    events = [
        event(track, f"1.{number}", one, (first, first + end - at), (at, end))
        for track, pieces in (("V1", picture), ("A1", sound))
        for number, (one, first, at, end) in enumerate(pieces, start=1)
    ]
    return Cut("Grid", Fraction(25), "classic", tuple(events), (), tuple(used))


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    wrong = float(np.mean((one - other) ** 2))
    return 99.0 if not wrong else 10 * float(np.log10(255**2 / wrong))


@pytest.mark.material
def test_every_frame_that_melt_shows_is_the_one_of_the_cut_and_not_its_neighbour(
    material: Path, tmp_path: Path
) -> None:
    cut = real_cut(material)
    frames, _ = rendered(cut, tmp_path)
    assert len(frames) == cut.frames
    takes = {one: pictures(one.path) for one in cut.clips}
    for shot in shots(cut, "V1"):
        for later in range(shot.record.frames):
            shown, source = frames[shot.record.start + later], takes[shot.clip]
            number = shot.source.start + later
            right = psnr(shown, source[number])
            assert right > NEAR_DB, (shot.record.start + later, right)
            moved = [psnr(source[number], source[near]) < right for near in (number - 1, number + 1)]
            if all(moved):
                assert right >= max(psnr(shown, source[near]) for near in (number - 1, number + 1))
    assert max(float(frames[at].max()) for at in range(42, 48)) <= 20, "what the film does not show is black"


@pytest.mark.material
def test_every_sound_that_melt_plays_is_that_of_the_cut_to_the_millisecond(
    material: Path, tmp_path: Path
) -> None:
    """Frames at 25 are 1,920 samples; the picture's own sound is not heard under a split edit."""
    cut = real_cut(material)
    _, played = rendered(cut, tmp_path)
    takes = {one: heard(one.path) for one in cut.clips}
    for shot in shots(cut, "A1"):
        begins, long = shot.record.start * 1920, shot.record.frames * 1920
        piece = played[begins : begins + long]
        source = takes[shot.clip][shot.source.start * 1920 :][: len(piece)]
        if float(np.abs(source).max()) < 300:
            continue
        ahead = np.fft.irfft(np.fft.rfft(piece, 2 * long) * np.conj(np.fft.rfft(source, 2 * long)))
        late = int(np.argmax(np.abs(ahead)))
        late -= 2 * long if late > long else 0
        assert abs(late) <= 48, (shot.record.start, late)
        same = float(np.corrcoef(piece, source)[0, 1]) if not late else 1.0
        assert same > 0.98, (shot.record.start, same)


def test_a_tone_of_another_file_is_not_heard_where_the_cut_has_no_sound() -> None:
    cut = spoken([("1.1", grid_cut().clips[0], 0, 10)])
    silent = Cut(cut.title, cut.rate, cut.taste, cut.track("V1"), (), cut.clips)
    assert b'name="audio_index">-1<' in mlt.write(silent)
