"""What is measured is what is said of it."""

from collections import Counter
from fractions import Fraction

from evaluation.material import FAULTS, LONG_FILM, SMALL, TAKES

from rushes.screenplay import read_screenplay
from rushes.stage import ALL_FAULTS, Fault
from rushes.stage.shotlist import Shooting, plan


def test_the_long_film_is_200_lines_in_60_takes() -> None:
    """Five scenes, five characters, a dual dialogue, asides, short lines, lines that come again."""
    script, findings = read_screenplay(LONG_FILM)
    assert findings == ()
    assert (len(script.lines), len(script.scenes)) == (200, 5)
    assert len({line.character for line in script.lines}) == 5
    assert sum(line.dual for line in script.lines) == 2
    assert sum(bool(line.parentheticals) for line in script.lines) >= 5
    texts = Counter(line.text for line in script.lines)
    assert texts["Yes."] == 3
    assert texts["What?"] == 2
    takes, _ = plan(script, Shooting(1, TAKES, ALL_FAULTS, Fraction(25), SMALL))
    assert len(takes) == 60


def test_one_of_the_stages_is_hard_to_hear_and_one_lacks_a_line() -> None:
    """Whispers, shouts and voices at once are tried where everything else goes wrong, too."""
    assert FAULTS[2] > ALL_FAULTS | {Fault.WHISPER, Fault.OVERLAP}
    assert Fault.MISSING_LINE in FAULTS[3]
