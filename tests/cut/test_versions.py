"""Versions: other cuts of the same rushes, each of which a person would call another one."""

from itertools import combinations

from hypothesis import given, settings

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Cut, Pins, first_cut, forbid, keep
from rushes.cut.compare import compare
from rushes.cut.versions import SHARE, versions, worth_of
from rushes.screenplay import Screenplay
from tests.cut.making import days
from tests.cut.shooting import a_reading, a_script, a_take, lined

CLASSIC = TASTES["classic"]
LINES = " / ".join(f"{who} One two three four" for who in ("ANNA", "BEN") * 4)
TALK = a_script(LINES)


def a_talk(*takes: str, clear: float = 30.0, slip_in: str = "") -> LinedScript:
    """Return the talk of eight lines, said whole in each take; slip_in: the take in which all goes wrong."""
    return lined(
        TALK,
        *(
            a_reading(
                f"1.{n}", take, 2.0 * n + 0.01 * place, clear=clear, slip="two" if take == slip_in else ""
            )
            for place, take in enumerate(takes)
            for n in range(1, 9)
        ),
        clips=[a_take(take) for take in takes],
    )


def heard(cut: Cut) -> list[str]:
    """Return the files of all that is heard."""
    return [event.file for event in cut.track("A1")]


def test_each_version_is_another_cut_and_says_what_it_does() -> None:
    """Three setups that all hold: the first cut stays in one, the versions go elsewhere, in so many words."""
    day = a_talk("1-1", "1A-1", "1B-1")
    first, _ = first_cut(TALK, day, CLASSIC)
    made, findings = versions(TALK, day, CLASSIC, 2)
    assert findings == ()
    assert len(made) == 2
    assert len({version.name for version in made}) == len({version.what for version in made}) == 2
    for version in made:
        assert heard(version.cut) != heard(first)
        assert version.different == compare(first, version.cut)
        assert version.different.share >= SHARE
        assert version.behind == round(worth_of(first) - version.worth, 3) >= 0


def test_what_a_version_is_called_is_what_it_does() -> None:
    """*Stays in 1A-1* is heard from 1A-1 from the first line to the last."""
    made, _ = versions(TALK, a_talk("1-1", "1A-1", "1B-1"), CLASSIC, 4)
    stays = {version.what: version.cut for version in made if version.what.startswith("stays in 1")}
    assert stays
    for what, cut in stays.items():
        take = what.removeprefix("stays in ").removesuffix(", mostly")
        assert heard(cut).count(f"{take}.mov") >= 6


def test_where_every_line_has_one_reading_there_is_no_other_version() -> None:
    """Asked for three there are none, and the finding says why and what would help."""
    made, (finding,) = versions(TALK, a_talk("1-1"), CLASSIC, 3)
    assert made == ()
    assert finding.kind == "fewer versions"
    assert (
        finding.fact == "3 versions were asked for and 0 made; no line has another reading that is as good."
    )


def test_no_version_is_made_of_readings_that_left_the_text() -> None:
    """The other take got a word wrong in every line: it is no alternative to one that did not."""
    made, findings = versions(TALK, a_talk("1-1", "1A-1", slip_in="1A-1"), CLASSIC, 3)
    assert made == ()
    assert [finding.kind for finding in findings] == ["fewer versions"]


def test_no_version_is_made_of_readings_that_are_worse_made() -> None:
    """The other take is all words, but a road roars over it."""
    quiet, loud = a_talk("1-1"), a_talk("1A-1", clear=8.0)
    day = lined(TALK, *quiet.readings, *loud.readings)
    assert versions(TALK, day, CLASSIC, 3)[0] == ()


def test_versions_leave_what_a_person_pinned() -> None:
    """Whatever they do elsewhere."""
    pins = Pins((keep("1.2", "1B-1", "Ruth"), forbid("1.7", "1-1", "Ruth")))
    made, _ = versions(TALK, a_talk("1-1", "1A-1", "1B-1"), CLASSIC, 4, pins=pins)
    assert made
    for version in made:
        assert heard(version.cut)[1] == "1B-1.mov"
        assert heard(version.cut)[6] != "1-1.mov"


def test_no_version_is_asked_for() -> None:
    assert versions(TALK, a_talk("1-1", "1A-1"), CLASSIC, 0) == ((), ())


@given(days())
@settings(max_examples=40)
def test_all_versions_of_any_day_differ_from_each_other(day: tuple[Screenplay, LinedScript]) -> None:
    """Each two of them, and each from the first cut, in the takes of a share of the lines; none twice."""
    script, found = day
    first, _ = first_cut(script, found, CLASSIC)
    made, findings = versions(script, found, CLASSIC, 4)
    assert len(made) == 4 or [finding.kind for finding in findings] == ["fewer versions"]
    for one, other in combinations((first, *(version.cut for version in made)), 2):
        assert compare(one, other).share >= SHARE
    assert len({version.name for version in made}) == len(made)
    for version in made:
        assert {event.line for event in version.cut.track("A1")} == {e.line for e in first.track("A1")}
        assert version.name
        assert set(version.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert versions(script, found, CLASSIC, 4) == (made, findings)
