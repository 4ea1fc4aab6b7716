"""Every question has one answer: no, unless exactly this was said yes to."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.rights import ABOUT, EVERYONE, USES, Decision, Entry, NotGranted, Register, Scope, Use, decide
from tests.rights.making import ASKED, FILM, TODAY, a_register, back, no, who, yes

MARA = "p-0001"
GRANTABLE = tuple(use for use in USES if not ABOUT[use].never)
NEVER = tuple(use for use in USES if ABOUT[use].never)


def of(register: Register, use: Use, scope: Scope = ASKED, performer: str = MARA) -> Decision:
    """Ask about the actor of MARA."""
    return decide(register, performer, use, scope)


@pytest.mark.parametrize("use", USES)
def test_silence_means_no_to_every_use(use: Use) -> None:
    """An empty register, one that knows the performer, and one in which only others said yes."""
    others = a_register(who(), who(2), *(yes(one, of="p-0002") for one in GRANTABLE))
    for register in (Register(), a_register(who()), others):
        told = of(register, use)
        assert not told.allowed
        assert not told.said_no
        assert told.effect == ABOUT[use].refused


@pytest.mark.parametrize(("said", "asked"), list(product(USES, USES)))
def test_a_yes_allows_exactly_what_it_was_given_for(said: Use, asked: Use) -> None:
    """Every pair of uses: no use implies another, and what the program cannot do is never allowed."""
    told = of(a_register(who(), yes(said)), asked)
    assert told.allowed == (said == asked and asked in GRANTABLE)
    assert bool(told.effect) != told.allowed


SITUATIONS: dict[str, tuple[dict[str, Any], Scope, bool, str]] = {
    "this film": ({}, ASKED, True, "said yes"),
    "however it is typed": ({"project": "  lost  PROPERTY"}, ASKED, True, "said yes"),
    "another film": ({"project": "Found Property"}, ASKED, False, "is for 'Found Property'"),
    "its first day": ({"from_day": TODAY}, ASKED, True, "said yes"),
    "its last day": ({"to_day": TODAY}, ASKED, True, "said yes"),
    "not yet begun": ({"from_day": TODAY + timedelta(1)}, ASKED, False, "begins only on 2026-11-23"),
    "expired": ({"to_day": TODAY - timedelta(1)}, ASKED, False, "ended on 2026-11-21: ask again"),
    "this territory": ({"territory": ("AT", "DE")}, replace(ASKED, territory="de"), True, "said yes"),
    "another territory": ({"territory": ("AT",)}, replace(ASKED, territory="FR"), False, "in AT, not for FR"),
    "no territory named": ({"territory": ("AT",)}, ASKED, False, "in AT only, and nobody said where"),
    "this medium": ({"medium": ("festival",)}, replace(ASKED, medium="festival"), True, "said yes"),
    "another medium": (
        {"medium": ("festival",)},
        replace(ASKED, medium="web"),
        False,
        "festival, not for web",
    ),
    "no medium named": ({"medium": ("festival",)}, ASKED, False, "for festival only, and nobody said where"),
    "nobody asked": ({"collected_by": ""}, ASKED, False, "does not say who asked"),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_yes_holds_only_where_and_when_and_for_what_it_was_given(use: Use, situation: str) -> None:
    """Every use in every situation; the sentence says why not, and what would change it."""
    said, scope, holds, sentence = SITUATIONS[situation]
    told = of(a_register(who(), yes(use, **said)), use, scope)
    assert told.allowed == (holds and use in GRANTABLE)
    assert (sentence if use in GRANTABLE else "nothing that this program can do") in told.because


LACKING: dict[str, tuple[dict[str, Any], str, str]] = {
    "no document": ({"proof_sha256": ""}, "needs_proof", "give it again, with --proof"),
    "no description": ({"description": "a voice"}, "needs_description", "what exactly is done"),
}


@pytest.mark.parametrize("use", GRANTABLE)
@pytest.mark.parametrize("lacking", LACKING)
def test_what_goes_deeper_needs_a_document_and_a_description(use: Use, lacking: str) -> None:
    """A yes to the rest holds without."""
    said, needed, sentence = LACKING[lacking]
    told = of(a_register(who(), yes(use, **said)), use)
    assert told.allowed != getattr(ABOUT[use], needed)
    assert told.allowed or sentence in told.because


def test_these_need_a_document_and_these_a_description() -> None:
    """The table itself, so that nobody takes a line out of it unseen."""
    assert {use for use in GRANTABLE if ABOUT[use].needs_proof} == {
        *("identify-faces", "identify-voices", "alter", "publish", "train")
    }
    assert {use for use in GRANTABLE if ABOUT[use].needs_description} == {"alter", "train"}
    assert {use for use in USES if ABOUT[use].for_everyone} == {"faces", "mouths", "blur", "transcribe"}
    assert set(NEVER) == {"synthesise-likeness", "synthesise-voice", "infer-emotion"}
    assert {use for use in USES if ABOUT[use].has_job} == {
        *("faces", "mouths", "blur", "transcribe", "publish")
    }


@pytest.mark.parametrize(("standing", "sentence"), [("gone", "is gone"), ("changed", "is not the one")])
def test_a_document_that_changed_or_is_gone_proves_nothing(standing: Any, sentence: str) -> None:
    """The sentence names the file that is missed; uses that need none go on."""
    said = (who(), yes("publish", "faces", proof_name="release.pdf"))
    for proofs in ({"5" * 64: standing}, {} if standing == "gone" else {"5" * 64: standing}):
        register = a_register(*said, proofs=proofs)
        told = of(register, "publish")
        assert not told.allowed
        assert sentence in told.because
        assert "release.pdf" in told.because
        assert "5" * 64 in told.because
        assert of(register, "faces").allowed


@pytest.mark.parametrize("use", GRANTABLE)
@pytest.mark.parametrize("say", [no, back])
def test_a_no_is_stronger_than_every_yes_before_it(use: Use, say: Any) -> None:
    """It stops at once, for this film and each; only a new yes begins again."""
    before = (who(), yes(use), yes(use))
    stopped = of(a_register(*before, say(use)), use)
    assert (stopped.allowed, stopped.said_no) == (False, True)
    assert "(entry 4)" in stopped.because
    assert of(a_register(*before, say(use, project=FILM)), use).said_no
    assert of(a_register(*before, say(use, project="Found Property")), use).allowed
    assert of(a_register(*before, say(use), yes(use)), use).allowed
    elsewhere = of(a_register(*before, say(use), yes(use, project="Found Property")), use)
    assert elsewhere.said_no


def test_a_refusal_of_all_stops_all() -> None:
    """One entry is enough."""
    register = a_register(who(), *(yes(use) for use in GRANTABLE), no(*USES))
    assert not [use for use in USES if of(register, use).allowed]


def test_a_yes_that_does_not_fit_hides_none_that_does() -> None:
    """A film more does not take the first film away."""
    register = a_register(who(), yes("faces"), yes("faces", project="Found Property"))
    assert of(register, "faces").allowed
    assert of(register, "faces", Scope("Found Property", TODAY)).allowed


@pytest.mark.parametrize("use", USES)
def test_everyone_is_asked_only_for_what_recognises_nobody(use: Use) -> None:
    """A yes for everyone holds for each, known or not; to more than faces, mouths and covering it is none."""
    register = a_register(who(), yes(use, of=EVERYONE))
    for performer in (MARA, "unknown-1", EVERYONE):
        assert of(register, use, performer=performer).allowed == ABOUT[use].for_everyone


def test_one_no_is_stronger_than_the_yes_for_everyone() -> None:
    """Whoever said it, before or after; the others' takes go on."""
    for said in ((no("faces"), yes("faces", of=EVERYONE)), (yes("faces", of=EVERYONE), no("faces"))):
        register = a_register(who(), who(2), *said)
        assert of(register, "faces").said_no
        assert not of(register, "faces", performer=EVERYONE).allowed
        assert "p-0001 said no" in of(register, "faces", performer=EVERYONE).because
        assert of(register, "faces", performer="p-0002").allowed
    taken_back = a_register(who(), yes("faces", of=EVERYONE), back("faces", of=EVERYONE))
    assert not of(taken_back, "faces").allowed


def test_for_a_minor_a_guardian_says_yes_and_for_the_dead_an_estate() -> None:
    """Without a name nothing counts, not even what was said for everyone."""
    cases: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
        ({"minor": True}, {"guardian": "the mother of the actor"}, "no guardian is named"),
        ({"deceased": True}, {"estate": "the heirs"}, "neither an estate nor a representative"),
        ({"deceased": True}, {"representative": "the union"}, "neither an estate nor a representative"),
    )
    for lacking, named, sentence in cases:
        said = (yes("faces"), yes("faces", of=EVERYONE))
        told = of(a_register(who(**lacking), *said), "faces")
        assert not told.allowed
        assert sentence in told.because
        assert of(a_register(who(**lacking, **named), *said), "faces").allowed


def test_a_clock_that_was_set_back_revives_nothing() -> None:
    """A term that is over is not begun again by an old date; a day of the world's difference is none."""
    register = a_register(who(), yes("faces", to_day=date(2026, 11, 25)), replace_at(who(2), "2026-12-01"))
    told = of(register, "faces", Scope(FILM, date(2026, 11, 24)))
    assert not told.allowed
    assert "the clock was set back" in told.because
    assert of(a_register(who(), replace_at(yes("faces"), "2026-11-23")), "faces").allowed


def replace_at(entry: Entry, day: str) -> Entry:
    """Return an entry that was written on a day."""
    told = {name: getattr(entry, name) for name in entry.__struct_fields__}
    return Entry(**{**told, "at": f"{day}T00:10:00.000+00:00"})


def test_a_grant_is_of_all_who_are_in_a_clip() -> None:
    """It names who did not say yes; to some uses it may be, and to others not."""
    register = a_register(who(), who(2), yes("faces", "mouths"), yes("faces", of="p-0002"))
    granted = register.granted(("faces", "mouths"), ["p-0002", MARA], ASKED, "a.mov")
    assert granted
    assert sorted(granted.uses) == ["faces"]
    assert sorted(granted.performers) == [MARA, "p-0002"]
    assert sorted(granted.yeses) == sorted(entry.hash for entry in register.entries[2:])
    with pytest.raises(NotGranted, match=r"'mouths', so it is not done: p-0002 said nothing"):
        register.grant("mouths", [MARA, "p-0002"], ASKED)
    with pytest.raises(NotGranted, match="not known who is in the picture"):
        register.grant("faces", [], ASKED)


_ENTRIES = st.lists(
    st.builds(
        lambda say, uses, performer, project: say(*uses, of=performer, project=project),
        st.sampled_from([yes, no, back]),
        st.lists(st.sampled_from(USES), min_size=1, max_size=4, unique=True),
        st.sampled_from([MARA, "p-0002", EVERYONE]),
        st.sampled_from([FILM, "Found Property"]),
    ),
    max_size=12,
)


@given(_ENTRIES, st.sampled_from(USES), st.sampled_from([MARA, "p-0002", "unknown-1"]))
def test_whatever_was_said_a_yes_is_the_last_word_on_this_use(said: Any, use: Use, performer: str) -> None:
    """What is allowed names a yes to this very use, by them or for everyone, with no later no of theirs."""
    register = a_register(who(), who(2), *said)
    told = decide(register, performer, use, ASKED)
    if told.allowed:
        entry = register.by_hash[told.entry]
        assert entry.kind == "grant"
        assert use in entry.uses
        assert entry.performer in {performer, EVERYONE}
        assert entry.project == FILM
        noes = [one for one in register.entries if one.kind != "grant" and one.performer == entry.performer]
        assert not [one for one in noes if use in one.uses and one.project == FILM and one.seq > entry.seq]
    assert not (told.allowed and use in NEVER)
    assert decide(register, performer, use, ASKED) == told
