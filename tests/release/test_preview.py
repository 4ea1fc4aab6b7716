"""The preview is the house's own; but who said no in words to being shown is not in it either."""

from itertools import count
from pathlib import Path
from typing import Literal

import av
import numpy as np
import pytest

import rushes
from rushes.rights import Entry, Performer, writing
from tests.conftest import Shoot


def register(folder: Path, kind: Literal["refuse", "grant"] | None) -> Path:
    """Write down what the performer of BEN says to `publish`, or only that there is one."""
    moments = count()
    with writing(folder, lambda: f"2026-11-20T10:00:{next(moments):02}.000+00:00") as open_:
        about = Performer("p-0001", "the actor of BEN", characters=("BEN",))
        open_.write(Entry(kind="performer", performer=about.id, about=about))
        if kind == "refuse":
            open_.write(Entry(kind=kind, performer=about.id, uses=("publish",)))
    return folder


def flat(path: Path) -> list[bool]:
    with av.open(str(path)) as container:
        return [int(np.ptp(frame.to_ndarray(format="gray"))) < 16 for frame in container.decode(video=0)]


@pytest.mark.parametrize(("said", "covered"), [(None, False), ("refuse", True)])
def test_an_outspoken_no_is_kept_in_the_preview_too(
    shoot: Shoot, tmp_path: Path, said: Literal["refuse"] | None, *, covered: bool
) -> None:
    """Silence keeps a copy in the house; a no covers him there, whole, as nobody knows his place."""
    made = rushes.assemble(
        shoot.screenplay,
        [shoot.rushes],
        tmp_path / "cut",
        cache=shoot.cache,
        jobs=1,
        grants=register(tmp_path / "consent", said),
    )
    pictures = flat(made.out / "preview.mp4")
    assert any(pictures) is covered
    found = [one for one in made.findings if one.kind == "covered in previews"]
    assert [one.subject for one in found] == ["p-0001"] * covered
    assert all(
        "the preview is grey and silent where they may be: 1-1_A001C001.mov" in one.fact for one in found
    )
    told = (made.out / "disclosure.html").read_text(encoding="utf-8")
    assert ("Covered people who did not say yes" in told) is covered
