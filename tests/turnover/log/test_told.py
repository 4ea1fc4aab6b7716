"""Findings first, the most serious first, and what is said of a hundred files said once."""

from rushes.errors import Finding
from rushes.turnover.log import findings_in_order, told

MUTE = "There is no sound in this clip."


def test_what_stops_a_file_comes_before_what_is_good_to_know() -> None:
    found = [
        Finding("no sound", "a.mov", MUTE),
        Finding("slate conflict", "b.mov", "The voice says another."),
        Finding("no sound", "c.mov", MUTE),
        Finding("hash mismatch", "d.mov", "Its content is not what the manifest says."),
    ]
    ordered = findings_in_order(found)
    assert [one.kind for one in ordered] == ["hash mismatch", "slate conflict", "no sound", "no sound"]
    assert [one.subject for one in ordered[2:]] == ["a.mov", "c.mov"]


def test_a_hundred_files_with_one_trouble_are_one_entry() -> None:
    (kind,) = told([Finding("no sound", f"{n}.mov", MUTE) for n in range(100)])
    assert kind.count == 100
    assert [(fact, len(subjects)) for fact, _, subjects in kind.facts] == [(MUTE, 100)]


def test_facts_that_differ_stay_apart_under_their_kind() -> None:
    (kind,) = told([Finding("truncated", f"{n}.mov", f"It breaks off after {n} s.") for n in (1, 2)])
    assert [subjects for _, _, subjects in kind.facts] == [("1.mov",), ("2.mov",)]


def test_a_kind_that_nobody_ranked_is_to_be_looked_at() -> None:
    """A new finding is never buried under what is good to know."""
    kinds = [kind.kind for kind in told([Finding("no sound", "a", ""), Finding("never heard of", "b", "")])]
    assert kinds == ["never heard of", "no sound"]
