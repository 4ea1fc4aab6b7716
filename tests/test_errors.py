"""Refusals say what to do next and survive the way home; findings are facts."""

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import FrozenInstanceError
from multiprocessing import get_context
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes import screenplay, timecode
from rushes.errors import Finding, Refusal

ROOMS = (screenplay.__name__, timecode.__name__)


class NoFilm(Refusal):
    """A refusal with two facts, for these tests."""

    sentence: ClassVar[str] = "There is no film in {0} (reel {1}); load one."


def refuse(reel: int) -> None:
    """Refuse, in whatever process this runs."""
    raise NoFilm("camera A", reel)


def test_a_refusal_is_a_sentence_made_of_its_facts() -> None:
    assert str(NoFilm("camera A", 7)) == "There is no film in camera A (reel 7); load one."
    assert NoFilm("camera A", 7).args == ("camera A", 7)


def test_a_plain_refusal_says_what_it_was_given() -> None:
    assert str(Refusal("No {film}.")) == "No {film}."


@given(st.text(), st.integers())
def test_facts_with_braces_and_odd_letters_stay_as_they_are(camera: str, reel: int) -> None:
    assert str(NoFilm(camera, reel)) == f"There is no film in {camera} (reel {reel}); load one."


@given(st.text(), st.integers())
def test_a_refusal_pickles_and_copies(camera: str, reel: int) -> None:
    for back in (pickle.loads(pickle.dumps(NoFilm(camera, reel))), copy.copy(NoFilm(camera, reel))):
        assert isinstance(back, NoFilm)
        assert back.args == (camera, reel)
        assert str(back) == str(NoFilm(camera, reel))


def test_a_refusal_comes_home_from_another_process() -> None:
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
        pytest.raises(NoFilm, match=r"camera A \(reel 7\)"),
    ):
        pool.submit(refuse, 7).result(timeout=60)


def test_a_finding_is_a_value() -> None:
    found = Finding("silent clip", "1A-2.mov", "It has no sound.")
    assert found == Finding("silent clip", "1A-2.mov", "It has no sound.", advice="")
    assert len({found, pickle.loads(pickle.dumps(found))}) == 1
    with pytest.raises(FrozenInstanceError):
        found.kind = "loud clip"  # type: ignore[misc]


def every_refusal(kind: type[Refusal] = Refusal) -> list[type[Refusal]]:
    """Return every refusal that importing the rooms of this test has defined."""
    below = [deeper for near in kind.__subclasses__() for deeper in every_refusal(near)]
    return [kind, *below]


def test_every_refusal_of_these_rooms_is_a_whole_sentence() -> None:
    """It ends in a full stop, and it names at least one fact."""
    ours = [kind for kind in every_refusal() if kind.__module__.startswith(ROOMS)]
    assert len(ours) >= 9
    for kind in ours:
        assert kind.sentence.endswith("."), kind
        assert "{0}" in kind.sentence, kind
