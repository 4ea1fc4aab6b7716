"""Who is on camera, as the paper of a clip says: wavy lines where the speaker is off."""

from dataclasses import replace

import pytest

from rushes.screenplay import parse_fountain
from rushes.turnover.lined_script import as_html
from rushes.turnover.lined_script.lining import on_camera_by_paper
from tests.turnover.lined_footage import KEY, TAKES, lined_of

SCRIPT = parse_fountain(KEY)[0]


def seen(on: tuple[str, ...], off: tuple[str, ...]) -> dict[str, bool]:
    """Return whether the speaker of each line of one take is seen."""
    lined = lined_of(SCRIPT, [("27A-1", ("27.1", "27.2"))])
    clips = tuple(replace(clip, on_camera=on, off_camera=off) for clip in lined.clips)
    return {
        key[1]: value for key, value in on_camera_by_paper(SCRIPT.lines, replace(lined, clips=clips)).items()
    }


@pytest.mark.parametrize("names", [("MAREN",), ("maren",), ("Maren Keel",), ("Maren (40s)", "a dog")])
def test_a_name_on_paper_is_the_character_who_speaks(names: tuple[str, ...]) -> None:
    assert seen(names, ("Tom",)) == {"27.1": True, "27.2": False}


def test_who_is_not_named_is_not_known_to_be_off() -> None:
    """A log that names who is on camera says nothing of the others; who stands on both sides is unknown."""
    assert seen(("Maren",), ()) == {"27.1": True}
    assert seen(("Maren", "Tom"), ("Tom",)) == {"27.1": True}
    assert seen((), ()) == {}


def test_the_page_draws_the_papers_wavy_lines() -> None:
    """Without paper nobody knows, and the legend says so; with it, waves are drawn and explained."""
    lined = lined_of(SCRIPT, TAKES)
    told = tuple(replace(clip, on_camera=("Maren",), off_camera=("Tom",)) for clip in lined.clips)
    assert "Who is on camera is not known" in as_html(SCRIPT, lined)
    assert "Wavy: off camera" in as_html(SCRIPT, replace(lined, clips=told))
