"""The strict terms of a label: whatever C2PA's library would sign unasked is refused here first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rushes.credentials import Answer, BadTerms, Consent, Label, Manifest, check_terms, manifest_of
from rushes.credentials.terms import (
    ACTIONS,
    BY_PEOPLE,
    CONSENT,
    COVERED,
    MINING,
    MUTED,
    RUSHES,
    SOURCES,
    STANDING,
)
from tests.turnover.making import grid_cut

GOOD = manifest_of(grid_cut(), Label(consent=Consent("ab" * 32, (Answer("p-0001", "faces", allowed=False),))))


def first_action(**changed: Any) -> Manifest:
    return replace(GOOD, actions=({**GOOD.actions[0], **changed}, *GOOD.actions[1:]))


def another_action(**told: Any) -> Manifest:
    return replace(GOOD, actions=(*GOOD.actions, told))


def asserted(label: str, **changed: Any) -> Manifest:
    return replace(GOOD, assertions={**GOOD.assertions, label: {**GOOD.assertions.get(label, {}), **changed}})


def without(label: str) -> Manifest:
    return replace(GOOD, assertions={name: told for name, told in GOOD.assertions.items() if name != label})


WRONG: Mapping[str, tuple[Callable[[], Manifest], str]] = {
    "a name that is no action": (lambda: another_action(action="c2pa.assembled"), "c2pa.assembled"),
    "what this product cannot do": (lambda: another_action(action="c2pa.dubbed"), "c2pa.dubbed"),
    "a retired name": (lambda: another_action(action="c2pa.color_adjustments"), "color_adjustments"),
    "no name": (lambda: another_action(description="something"), "None"),
    "generated": (lambda: first_action(digitalSourceType=SOURCES + "trainedAlgorithmicMedia"), "captures"),
    "partly generated": (
        lambda: first_action(digitalSourceType=SOURCES + "compositeWithTrainedAlgorithmicMedia"),
        "captures",
    ),
    "perhaps generated": (lambda: first_action(digitalSourceType=SOURCES + "composite"), "captures"),
    "a made-up source": (lambda: first_action(digitalSourceType="http://example.org/real"), "captures"),
    "no source": (lambda: first_action(digitalSourceType=None), "captures"),
    "a source of its own later": (
        lambda: another_action(action="c2pa.edited", digitalSourceType=SOURCES + "digitalCapture"),
        "no source of 'c2pa.edited'",
    ),
    "people who decided nothing": (
        lambda: another_action(action="c2pa.edited", digitalSourceType=BY_PEOPLE),
        "decided nothing",
    ),
    "made twice": (lambda: another_action(**GOOD.actions[0]), "do not begin"),
    "made late": (lambda: replace(GOOD, actions=GOOD.actions[1:]), "do not begin"),
    "opened": (lambda: first_action(action="c2pa.opened"), "do not begin"),
    "a rush that is not placed": (
        lambda: replace(GOOD, actions=tuple(one for one in GOOD.actions if one["action"] != "c2pa.placed")),
        "differ",
    ),
    "nothing placed": (lambda: another_action(action="c2pa.placed"), "places nothing"),
    "two of one name": (
        lambda: replace(GOOD, ingredients=(*GOOD.ingredients, GOOD.ingredients[0])),
        "share a name",
    ),
    "no title": (lambda: replace(GOOD, title=""), "title"),
    "an assertion of others": (lambda: asserted("org.example.real"), "org.example.real"),
    "no rushes": (lambda: without(RUSHES), RUSHES),
    "no standing": (lambda: without(STANDING), STANDING),
    "no word on mining": (lambda: without(MINING), MINING),
    "mining allowed": (
        lambda: asserted(MINING, entries={"cawg.ai_training": {"use": "allowed"}}),
        "another shape",
    ),
    "half a no to mining": (
        lambda: asserted(MINING, entries={"cawg.ai_training": {"use": "notAllowed"}}),
        "all four",
    ),
    "a field too many": (lambda: asserted(STANDING, mood="sad"), "another shape"),
    "a number below zero": (lambda: asserted(STANDING, by_people=-1), "another shape"),
    "a name instead of a pseudonym": (
        lambda: asserted(CONSENT, answers=[{"performer": "Anna", "use": "faces", "result": "allowed"}]),
        "another shape",
    ),
    "an answer that is none": (
        lambda: asserted(CONSENT, answers=[{"performer": "p-0001", "use": "faces", "result": "maybe"}]),
        "another shape",
    ),
    "a hash that is none": (lambda: asserted(CONSENT, register="abc"), "another shape"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_no_label_may_say_is_refused(what: str) -> None:
    made, said = WRONG[what]
    with pytest.raises(BadTerms) as refusal:
        check_terms(made())
    assert said in str(refusal.value)


def test_what_a_cut_says_of_itself_is_taken() -> None:
    check_terms(GOOD)


def test_covers_and_mutes_may_be_told_after_the_cut() -> None:
    further = ({"action": COVERED, "reason": "org.rushes.no_consent"}, {"action": MUTED})
    told = manifest_of(grid_cut(), Label(further=further))
    assert [one["action"] for one in told.actions][-2:] == [COVERED, MUTED]
    assert {one["action"] for one in told.actions} <= ACTIONS


def test_no_term_for_what_this_product_cannot_do() -> None:
    """No face replaced, no voice made, no picture generated, no emotion read: there is not even a word."""
    forbidden = ("dub", "translat", "generat", "synth", "clone", "emotion", "replace", "speed", "color")
    assert not [name for name in ACTIONS if any(word in name for word in forbidden)]


def test_a_film_whose_label_may_not_be_signed_is_written_all_the_same(folder: Path, tmp_path: Path) -> None:
    from rushes.credentials import sign_cut  # noqa: PLC0415 -- beside what it is about
    from tests.credentials.making import cut_of, preview_of, rush  # noqa: PLC0415

    cut = cut_of(rush(tmp_path / "a.mov"))
    film = preview_of(cut, tmp_path / "preview.mp4")
    (finding,) = sign_cut(film, cut, Label(further=({"action": "c2pa.dubbed"},)))
    assert finding.kind == "unsigned"
    assert "c2pa.dubbed" in finding.fact
    assert not folder.exists()
