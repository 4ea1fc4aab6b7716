"""Faces are boxes, and only with a yes.

A double stands in for the model, which is a guest; a real one is looked at where RUSHES_FACES says that the
extra is installed.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from av import VideoFrame

from rushes.picture import Face, Faces, faces
from rushes.picture.faces import NoFaces, boxes_in, faces_to_cover, find_faces
from rushes.picture.framing import ShotSize
from rushes.picture.heads import Heads, heads_over
from rushes.rights import Grant, NotGranted
from tests.picture.making import film, frames
from tests.rights.making import a_grant

YES = a_grant("faces")
ANNAS = a_grant("faces", of="Anna")


MARKS = [(0.3, 0.4), (0.7, 0.4), (0.6, 0.6), (0.4, 0.8), (0.6, 0.8)]
"""Eyes, nose and corners of a mouth across and down a box: the nose is half way to the right eye."""


class Model:
    """Answers with a face at some cells of its maps; the cell beside is warm, and the same face."""

    def __init__(self, *cells: tuple[int, int]) -> None:
        """Take rows and columns of the faces."""
        self.cells = cells

    def run(self, names: list[str], given: dict[str, Any]) -> list[np.ndarray]:
        """Return heat, sizes of 40 by 32 pixels, and no offsets."""
        assert names == ["537", "538", "539", "540"]
        height, width = given["input.1"].shape[2] // 4, given["input.1"].shape[3] // 4
        assert height % 8 == width % 8 == 0
        heat = np.zeros((1, 1, height, width), np.float32)
        for row, column in self.cells:
            heat[0, 0, row, column], heat[0, 0, row, column + 1] = 0.9, 0.6
        scale = np.log(np.array([40, 32], np.float32) / 4)[None, :, None, None] * np.ones_like(heat)
        marks = np.array(MARKS, np.float32)[:, ::-1].reshape(1, 10, 1, 1) * np.ones((1, 10, height, width))
        return [heat, scale, np.zeros((1, 2, height, width), np.float32), marks.astype(np.float32)]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the double stand in, as if everything were installed."""
    monkeypatch.setattr(faces, "check_faces", lambda: None)
    monkeypatch.setattr(faces, "_model", lambda: Model((30, 100), (40, 20)))


@pytest.mark.parametrize("grant", [None, ANNAS, a_grant("blur")])
def test_without_a_yes_no_frame_is_opened(grant: Grant | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One person's yes is not that of all in the picture."""
    monkeypatch.setattr(faces, "opened", lambda _: pytest.fail("a file was opened"))
    with pytest.raises(NotGranted):
        find_faces(Path("/a.mov"), grant)
    with pytest.raises(NotGranted):
        boxes_in(np.zeros((64, 64, 3), np.uint8), grant)


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("grant", [None, YES, a_grant("faces", "mouths"), a_grant("blur", of="Anna")])
def test_a_face_to_cover_is_looked_for_only_with_a_yes_to_that(
    grant: Grant | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A yes to framing is none to covering; what looks at the frame asks for itself, whoever asked before."""
    monkeypatch.setattr(faces, "_model", lambda: pytest.fail("the model was opened"))
    frame = VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
    with pytest.raises(NotGranted):
        faces_to_cover(frame, grant, "a.mov")


def test_without_the_extra_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to install."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(NoFaces, match=r"pip install 'rushes\[faces\]'"):
        find_faces(Path("/a.mov"), YES)


@pytest.mark.usefixtures("model")
def test_boxes_are_shares_of_the_picture_from_left_to_right() -> None:
    """A box for each face, in the middle of its cell; its neighbour is the same face."""
    found = boxes_in(np.zeros((360, 640, 3), np.uint8), YES)
    assert [round(face.left + face.width / 2, 3) for face in found] == [
        round(82 / 640, 3),
        round(402 / 640, 3),
    ]
    assert [face.height for face in found] == [pytest.approx(40 / 360, abs=1e-3)] * 2
    assert found[0].sure == pytest.approx(0.9)
    assert [face.turned for face in found] == [pytest.approx(0.5, abs=1e-2)] * 2
    assert found[0].mouth == pytest.approx((82 / 640, (162 - 20 + 32) / 360), abs=1e-3)


@pytest.mark.usefixtures("model")
def test_a_clip_is_looked_at_every_two_seconds(tmp_path: Path) -> None:
    """Keyframes stand a second apart; every second one is enough. What is no film shows no faces."""
    found = find_faces(film(tmp_path / "a.mp4", frames(125)), YES)
    assert [(one.at_s, len(one.boxes)) for one in found] == [(0.0, 2), (2.0, 2), (4.0, 2)]
    (tmp_path / "b.mp4").write_bytes(b"no film")
    assert find_faces(tmp_path / "b.mp4", YES) == ()


def test_heads_tell_size_number_and_place() -> None:
    """The largest face is who the shot is about; a look at which somebody turned away counts less."""
    near, far = Face(0.6, 0.2, 0.2, 0.4, 0.9), Face(0.1, 0.3, 0.05, 0.1, 0.8)
    looks = [Faces(0.0, (far, near)), Faces(2.0, (far, near)), Faces(4.0, (far,)), Faces(9.0, ())]
    assert heads_over(looks, 0, 4) == Heads(ShotSize.CLOSE, 2, 0.7)
    assert heads_over(looks, 9, 10) == Heads(None, 0, None)
    assert heads_over(looks, 5, 6) == Heads(ShotSize.FULL, 1, 0.125)
    assert heads_over([], 0, 1) is None
