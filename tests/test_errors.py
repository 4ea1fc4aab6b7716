"""Refusals travel between processes and speak to people."""

import pickle

from rushes.errors import Finding, Refusal


class NoFilm(Refusal):
    """A refusal as a room would write it."""

    sentence = "There is no film in {0}; load {1}."


def test_a_refusal_says_what_to_do() -> None:
    assert str(NoFilm("camera A", "roll 7")) == "There is no film in camera A; load roll 7."


def test_a_refusal_survives_the_way_between_processes() -> None:
    """An exception that does not pickle hangs a pool."""
    arrived = pickle.loads(pickle.dumps(NoFilm("camera A", "roll 7")))
    assert (type(arrived), arrived.args, str(arrived)) == (
        NoFilm,
        ("camera A", "roll 7"),
        str(NoFilm("camera A", "roll 7")),
    )


def test_a_fact_with_braces_is_told_as_it_is() -> None:
    """A file may be called {0}; its name is no template."""
    assert str(NoFilm("{0}{x}", "roll {")) == "There is no film in {0}{x}; load roll {."


def test_findings_are_values() -> None:
    assert Finding("no sound", "a.mov", "It is mute.") == Finding("no sound", "a.mov", "It is mute.", "")
