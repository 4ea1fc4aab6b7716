"""Every naive way picks as it says, and its picture is that of its sound."""

from dataclasses import replace

from evaluation.baselines import baselines

from rushes.coverage import LinedScript
from rushes.cut import Cut
from tests.cut.shooting import a_reading, a_script, a_take, heard, lined

SCRIPT = a_script("ANNA One two three four. / BEN One two three four. / ANNA One two three four.")
SEEN = {"1": ("ANNA", "BEN"), "1A": ("ANNA",), "1B": ("BEN",)}


def day(*takes: str, circled: str = "", wrong: str = "") -> LinedScript:
    """Return a day on which every take has all three lines, in the order in which they were shot."""
    clips, readings = [], []
    for hour, take in enumerate(takes):
        setup = take.partition("-")[0]
        off = tuple(who for who in SEEN["1"] if who not in SEEN[setup])
        clip = a_take(take, circled=take == circled, has_timecode=True, start=hour * 90000)
        clips.append(replace(clip, on_camera=SEEN[setup], off_camera=off))
        slip = "two" if take == wrong else ""
        readings += [a_reading(f"1.{n + 1}", take, 2.0 + 4 * n, slip=slip) for n in range(3)]
    return lined(SCRIPT, *readings, clips=clips, ears={take: heard() for take in takes})


def takes_of(cut: Cut) -> list[str]:
    assert [e.file for e in cut.track("V1")] == [e.file for e in cut.track("A1")]
    assert [e.record for e in cut.track("V1")] == [e.record for e in cut.track("A1")]
    return [event.file.removesuffix(".mov") for event in cut.track("A1")]


def test_the_last_take_is_the_one_that_was_shot_last() -> None:
    """By timecode, whatever it is called."""
    cuts = baselines(SCRIPT, day("1B-1", "1-1", "1A-1"), 1)
    assert takes_of(cuts["last take"]) == ["1A-1"] * 3


def test_the_circled_take_is_taken_and_else_the_last() -> None:
    """The second of three is circled; without a circle the last is taken."""
    assert (
        takes_of(baselines(SCRIPT, day("1-1", "1A-1", "1B-1", circled="1A-1"), 1)["circled take"])
        == ["1A-1"] * 3
    )
    assert takes_of(baselines(SCRIPT, day("1-1", "1A-1", "1B-1"), 1)["circled take"]) == ["1B-1"] * 3


def test_the_longest_match_has_the_most_words() -> None:
    """A slip in the first take; of those that are as good, the one shot first."""
    cuts = baselines(SCRIPT, day("1-1", "1A-1", "1B-1", wrong="1-1"), 1)
    assert takes_of(cuts["longest match"]) == ["1A-1"] * 3


def test_lots_are_cast_by_the_seed() -> None:
    """The same seed, the same cut; ten seeds give more than one."""
    shoot = day("1-1", "1A-1", "1B-1")
    assert takes_of(baselines(SCRIPT, shoot, 1)["random"]) == takes_of(baselines(SCRIPT, shoot, 1)["random"])
    assert len({tuple(takes_of(baselines(SCRIPT, shoot, seed)["random"])) for seed in range(10)}) > 1


def test_the_idioms_of_2017_open_wide_and_show_who_speaks() -> None:
    """Wide, and it runs on: everybody is in it. Without a wide they cut to whoever speaks."""
    assert takes_of(baselines(SCRIPT, day("1A-1", "1B-1", "1-1"), 1)["idioms of 2017"]) == ["1-1"] * 3
    assert takes_of(baselines(SCRIPT, day("1A-1", "1B-1"), 1)["idioms of 2017"]) == ["1A-1", "1B-1", "1A-1"]
