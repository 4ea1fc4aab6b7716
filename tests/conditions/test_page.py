"""What the page writes and nobody says, and what people say that the page writes otherwise."""

from pathlib import Path

import pytest

from tests.conditions.playing import Set

PAGE = """INT. OFFICE - DAY #27#

ANNA
Apartment 27 was empty in 1984.

BEN
Dr. Strazds called the F.B.I. and Mr. Quine.

ANNA
A bow. A yellow cloth. (looks away) One of those little cakes of
(beat)
wax.

BEN
He was runnin' to the 3rd floor, um, for Szymborska's coat.

ANNA
That's O.K. by Agent 007 and the U.S. Army.

BEN
She owed him $5 and 50% of the colour TV.

ANNA
Col. Strazds, Ph.D., met Prof. Quine of the U.N. in Apt. 12.
"""


PLAIN = "Apartment twenty seven was empty in nineteen eighty four."
AS_WRITTEN = "1: apartment 27 was empty in 1984"


@pytest.fixture
def office(tmp_path: Path) -> Set:
    return Set(tmp_path, PAGE)


def test_directions_within_a_line_are_not_expected_to_be_spoken(office: Set) -> None:
    """'(looks away)' and '(beat)', with the pause they ask for: one reading, as written."""
    story = office.play(
        office.line(3, "A bow. A yellow cloth."),
        office.line(3, "One of those little cakes of", pause_s=0.6),
        office.line(3, "wax.", pause_s=1.2),
    )
    assert story.told == ["3: a bow a yellow cloth one of those little cakes of wax"]
    assert story.found.readings[0].kind == "as written"


@pytest.mark.parametrize("said", [PLAIN, PLAIN.replace("nineteen", "one thousand nine hundred")])
def test_a_number_is_as_written_however_it_is_said(office: Set, said: str) -> None:
    """A year may be said as a year or as a number."""
    assert office.play(office.line(1, said)).told == [AS_WRITTEN]


def test_another_number_is_not_as_written(office: Set) -> None:
    """Thirty-five for twenty-seven."""
    story = office.play(office.line(1, "Apartment thirty five was empty in nineteen eighty four."))
    (reading,) = story.found.readings
    assert reading.kind == "altered"
    assert next(word for word in reading.words if word.text == "27").state in ("changed", "missing")


@pytest.mark.parametrize(
    ("number", "said", "told"),
    [
        (
            2,
            "Doctor Strazds called the F B I and Mister Quine.",
            "2: dr strazds called the f.b.i and mr quine",
        ),
        (
            7,
            "Colonel Strazds P H D met Professor Quine of the U N in apartment twelve.",
            "7: col strazds ph.d met prof quine of the u.n in apt 12",
        ),
    ],
)
def test_titles_and_initials_are_said_in_full_and_letter_by_letter(
    office: Set, number: int, said: str, told: str
) -> None:
    """And with a name that no dictionary has."""
    story = office.play(office.line(number, said), office.line(1, PLAIN, pause_s=0.9))
    assert story.told == [told, AS_WRITTEN]


def test_a_dropped_g_an_ordinal_a_hum_and_a_foreign_name_are_as_written(office: Set) -> None:
    story = office.play(office.line(4, "He was runnin to the third floor, um, for Szymborska's coat."))
    assert story.told == ["4: he was runnin' to the 3rd floor um for szymborska's coat"]


def test_code_names_and_countries_are_said_as_people_say_them(office: Set) -> None:
    story = office.play(office.line(5, "That's okay by agent double oh seven and the U S Army."))
    assert story.told == ["5: that's o.k by agent 007 and the u.s army"]


def test_sums_and_shares_are_said_with_their_coins_and_parts(office: Set) -> None:
    """Five dollars, fifty percent, and the set by its long name."""
    story = office.play(
        office.line(6, "She owed him five dollars and fifty percent of the color television.")
    )
    (reading,) = story.found.readings
    assert reading.kind == "as written"
