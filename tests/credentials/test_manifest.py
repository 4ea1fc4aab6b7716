"""What the label of a cut says: rushes by their content, the machine's part, people's part, no names."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rushes.credentials import Answer, Consent, Label, consent_of, definition, manifest_of
from rushes.credentials.manifest import AS_INGREDIENTS, rushes_of
from rushes.credentials.model import Manifest
from rushes.credentials.terms import (
    BY_PEOPLE,
    CAPTURED,
    CONSENT,
    MINING,
    PLACED,
    RUSHES,
    STANDING,
    SYNTHETIC,
    TAKEN,
    TURNOVER,
)
from rushes.cut.model import PINNED, Cut, Lock, Reason
from rushes.footage.model import Carried
from rushes.rights.model import Decision
from tests.turnover.making import clip, spoken


def takes(count: int) -> Cut:
    """Return a cut of so many clips, each used once."""
    clips = [clip(f"{number}-1.mov", sha256=f"{number:064x}") for number in range(count)]
    return spoken([(f"1.{number}", one, 10, 20) for number, one in enumerate(clips)])


def names(manifest: Manifest) -> list[str]:
    return [action["action"] for action in manifest.actions]


def test_a_cut_is_a_composite_of_captures_that_the_machine_proposed() -> None:
    told = manifest_of(takes(2))
    assert names(told) == ["c2pa.created", "c2pa.placed", TAKEN, "c2pa.trimmed", "c2pa.transcoded"]
    assert told.actions[0]["digitalSourceType"] == CAPTURED
    assert not [one for one in told.actions if one.get("digitalSourceType") == BY_PEOPLE]
    assert told.assertions[STANDING]["said"] == "Proposed by the machine, locked by nobody."
    assert {one["use"] for one in told.assertions[MINING]["entries"].values()} == {"notAllowed"}


def test_what_a_stage_drew_is_not_called_a_capture() -> None:
    cut = takes(2)
    drawn = replace(cut, clips=(replace(cut.clips[0], staged=True), cut.clips[1]))
    assert manifest_of(drawn).actions[0]["digitalSourceType"] == SYNTHETIC


def test_human_edits_are_said_only_of_what_people_decided() -> None:
    cut = takes(2)
    by_hand = replace(cut.events[0], reasons=(Reason(PINNED, 0, "a person chose it"),))
    decided = replace(cut, events=(by_hand, *cut.events[1:]))
    (edited,) = (one for one in manifest_of(decided).actions if one["action"] == "c2pa.edited")
    assert edited["digitalSourceType"] == BY_PEOPLE
    assert edited["parameters"]["org.rushes.decisions"] == {"pieces": 1}
    standing = manifest_of(decided).assertions[STANDING]
    assert (standing["by_people"], standing["by_machine"]) == (1, 3)


def test_acts_of_the_journal_and_the_lock_are_told_in_counts() -> None:
    cut = replace(takes(1), locked=Lock("Editor 1", "2026-11-02T10:00:00+00:00"))
    told = manifest_of(cut, Label(people={"swap": 3, "trim": 0}))
    (edited,) = (one for one in told.actions if one["action"] == "c2pa.edited")
    assert edited["parameters"]["org.rushes.decisions"] == {"lock": 1, "swap": 3}
    assert told.assertions[STANDING]["locked"] == {"by": "Editor 1", "at": "2026-11-02T10:00:00+00:00"}


def test_every_rush_is_told_by_its_content_with_what_is_used_of_it() -> None:
    one = clip("1-1.mov", sha256="1" * 64)
    cut = spoken([("1.1", one, 10, 20), ("1.2", one, 15, 30), ("1.3", one, 40, 45)])
    told = manifest_of(cut).assertions[RUSHES]
    (rush,) = told["rushes"]
    assert rush["used"] == [[10, 30], [40, 45]]
    assert (rush["sha256"], rush["rate"], rush["starts"]) == ("1" * 64, "25/1", "10:00:00:00")
    (ingredient,) = definition(manifest_of(cut))["ingredients"]
    assert ingredient["instance_id"] == f"urn:sha256:{'1' * 64}"
    assert ingredient["relationship"] == "componentOf"


def test_of_very_many_rushes_all_are_told_but_none_is_an_ingredient() -> None:
    """C2PA's library takes time by the square of their number."""
    few, many = manifest_of(takes(AS_INGREDIENTS)), manifest_of(takes(AS_INGREDIENTS + 1))
    assert (len(few.ingredients), few.assertions[RUSHES]["as_ingredients"]) == (AS_INGREDIENTS, True)
    assert (many.ingredients, many.assertions[RUSHES]["as_ingredients"]) == ((), False)
    assert len(many.assertions[RUSHES]["rushes"]) == AS_INGREDIENTS + 1
    assert "too many" in next(one["description"] for one in many.actions if one["action"] == PLACED)
    assert "c2pa.placed" not in names(many)


def test_of_very_many_rushes_those_with_labels_are_still_ingredients() -> None:
    cut = takes(AS_INGREDIENTS + 1)
    one = replace(cut.clips[7], carried=Carried(holds=True))
    told = manifest_of(replace(cut, clips=(*cut.clips[:7], one, *cut.clips[8:])))
    assert [(each.title, each.signed) for each in told.ingredients] == [(one.file, one.path)]


def test_a_broken_label_of_a_rush_is_told_and_not_taken_over() -> None:
    cut = takes(2)
    broken = replace(cut.clips[0], carried=Carried(holds=False))
    told = manifest_of(replace(cut, clips=(broken, cut.clips[1])))
    assert [each.signed for each in told.ingredients] == [None, None]
    assert [one["credentials"] for one in told.assertions[RUSHES]["rushes"]] == ["broken", "none"]


def test_consent_is_told_by_pseudonym_with_the_registers_head() -> None:
    answers = (
        Answer("p-0001", "faces", allowed=True, entry="cd" * 32),
        Answer("unknown-1", "faces", allowed=False),
    )
    told = manifest_of(takes(1), Label(consent=Consent("ab" * 32, answers))).assertions[CONSENT]
    assert told["register"] == "ab" * 32
    assert [(one["performer"], one["result"]) for one in told["answers"]] == [
        ("p-0001", "allowed"),
        ("unknown-1", "refused"),
    ]


def test_what_the_register_said_is_told_once_and_without_names() -> None:
    """A register written by hand has people's names and no head; neither leaves the house."""
    said = [
        Decision("p-0007", "faces", allowed=True, because="yes", entry="cd" * 32),
        Decision("p-0007", "faces", allowed=True, because="yes, again", entry="cd" * 32),
        Decision("A Real Name", "mouths", allowed=False, because="no"),
        Decision("A Real Name", "faces", allowed=False, because="no"),
    ]
    consent = consent_of("", said)
    assert [(one.performer, one.use) for one in consent.answers] == [
        ("p-0007", "faces"),
        ("someone-1", "mouths"),
        ("someone-1", "faces"),
    ]
    assert "Real" not in json.dumps(definition(manifest_of(takes(1), Label(consent=consent))))


def test_without_a_register_nothing_is_said_of_consent() -> None:
    assert CONSENT not in manifest_of(takes(1)).assertions


def test_files_handed_over_with_it_are_listed_by_their_hashes() -> None:
    told = manifest_of(takes(1), Label(beside={"first-cut.otio": "ab" * 32})).assertions[TURNOVER]
    assert told == {"files": [{"name": "first-cut.otio", "sha256": "ab" * 32}]}


def test_no_folder_of_this_computer_is_told(tmp_path: Path) -> None:
    one = clip("1-1.mov", path=tmp_path / "a director's name" / "1-1.mov")
    assert "director" not in json.dumps(definition(manifest_of(spoken([("1.1", one, 0, 10)]))))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 60)), min_size=1, max_size=30))
def test_used_ranges_are_exactly_the_frames_that_the_film_plays(spans: list[tuple[int, int]]) -> None:
    one = clip("1-1.mov")
    cut = spoken([(f"1.{n}", one, start, start + length) for n, (start, length) in enumerate(spans)])
    ((_, used),) = rushes_of(cut)
    played = {frame for start, length in spans for frame in range(start, start + length)}
    assert {frame for start, end in used for frame in range(start, end)} == played
    assert all(first[1] < second[0] for first, second in pairwise(used))
