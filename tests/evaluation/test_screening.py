"""The bench of the screening room makes the film that it says, and counts what it times."""

from evaluation.promises import OF_SCREENING
from evaluation.results import Results, missed
from evaluation.score import Score
from evaluation.screening import AT_ONCE, Screened, screen_all
from evaluation.solving import a_shoot
from evaluation.table import as_text


def test_a_film_is_opened_and_decided_about() -> None:
    """Six scenes of seventeen lines, three takes each, and twenty acts that were done."""
    screened = screen_all(scenes=6, lines=17, takes=3, many=20)
    assert (screened.scenes, screened.readings) == (6, 51)
    assert screened.events >= 34
    assert set(OF_SCREENING) <= set(screened.scores)
    refused = screened.scores["acts refused"]
    assert refused.count == screened.scores[AT_ONCE].count == 20 + (refused.value or 0)


def test_lines_are_spread_over_the_scenes() -> None:
    """No scene without a line, none with much more than another."""
    script, _ = a_shoot(17, 1, scenes=6)
    assert sorted({len(scene.lines) for scene in script.scenes}) == [2, 3]
    assert [scene.number for scene in script.scenes] == list("123456")


def test_what_takes_too_long_is_named() -> None:
    """A third of a second from the act to its answer, at worst one in twenty."""
    slow = Screened(120, 2000, 4000, {AT_ONCE: Score(301.0, 200, "ms")})
    results = Results("today", "a machine", screened=slow)
    assert list(missed(results)) == [
        f"screening: {AT_ONCE} is 301 of 200; must be 300 ms or less.",
    ]
    assert "120 scenes, 2000 events, 4000 readings" in as_text(results)
