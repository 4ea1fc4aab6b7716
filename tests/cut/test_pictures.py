"""What is on screen while a line is heard: who speaks, who listens, and no mouth that says something else."""

from dataclasses import replace

from rushes.coverage.model import Reading
from rushes.cut import TASTES, Cut, first_cut
from rushes.cut.pins import Pin, Pins
from rushes.footage import Clip
from rushes.footage.model import Angle
from rushes.picture import Glance, Seen
from tests.cut.shooting import a_reading, a_script, a_take, lined, slowly

CLASSIC = TASTES["classic"]
LONG = "one two three four five six seven eight nine ten eleven twelve"
TALK = a_script(f"ANNA {LONG} / BEN Yes I know that")
SINGLE = {"on_camera": ("ANNA",), "off_camera": ("BEN",)}
REVERSE = {"on_camera": ("BEN",), "off_camera": ("ANNA",)}


def filmed(take: str, **seen: tuple[str, ...]) -> Clip:
    return replace(a_take(take, channels=1), **seen)  # type: ignore[arg-type]


def cut_of(*readings: Reading, clips: list[Clip], pins: Pins | None = None) -> Cut:
    return first_cut(TALK, lined(TALK, *readings, clips=clips), CLASSIC, pins=pins)[0]


def shown(cut: Cut, line: str = "1.1") -> list[tuple[str, str]]:
    return [(event.file, event.shows) for event in cut.track("V1") if event.line == line]


def heard(cut: Cut) -> list[str]:
    return [event.file for event in cut.track("A1")]


def two_sides(**more: tuple[str, ...]) -> tuple[list[Reading], list[Clip]]:
    """Return a long line of Anna's in her single and, off camera, in Ben's."""
    readings = [slowly("1.1", "1A-1", 2.0, LONG), slowly("1.1", "1B-1", 3.0, LONG)]
    return readings, [filmed("1A-1", **SINGLE), filmed("1B-1", **(REVERSE | more))]


def test_once_a_line_is_long_the_listener_is_seen() -> None:
    """Anna is heard from her own take all the while; Ben's silent face comes from his."""
    readings, clips = two_sides()
    cut = cut_of(*readings, clips=clips)
    assert heard(cut) == ["1A-1.mov"]
    assert shown(cut) == [("1A-1.mov", "line"), ("1B-1.mov", "reaction")]
    reaction = cut.track("V1")[1]
    assert "BEN listens while ANNA speaks" in [reason.fact for reason in reaction.reasons]


def test_a_short_line_stays_on_who_speaks() -> None:
    short = "one two three four"
    readings = [a_reading("1.1", take, 2.0, words=short) for take in ("1A-1", "1B-1")]
    clips = [filmed("1A-1", **SINGLE), filmed("1B-1", **REVERSE)]
    script = a_script(f"ANNA {short}")
    cut, _ = first_cut(script, lined(script, *readings, clips=clips), CLASSIC)
    assert shown(cut) == [("1A-1.mov", "line")]


def test_who_may_be_on_camera_is_not_shown_with_a_still_mouth() -> None:
    """Nobody says whether Anna is seen in Ben's take: then it is not laid over her words."""
    readings, clips = two_sides(off_camera=())
    assert shown(cut_of(*readings, clips=clips)) == [("1A-1.mov", "line")]


def test_a_listener_who_speaks_there_is_not_shown() -> None:
    """In Ben's take he talks on camera in the second half of her line."""
    readings, clips = two_sides()
    over = slowly("1.2", "1B-1", 8.15, "yes I know that")
    answer = slowly("1.2", "1B-2", 8.0, "yes I know that")
    cut = cut_of(*readings, over, answer, clips=[*clips, filmed("1B-2", **REVERSE)])
    assert shown(cut) == [("1A-1.mov", "line")]


def test_a_person_may_forbid_a_reaction_or_ask_for_one() -> None:
    readings, clips = two_sides()
    without = cut_of(*readings, clips=clips, pins=Pins((Pin("1.1", reaction=False),)))
    assert shown(without) == [("1A-1.mov", "line")]
    brief = [slowly("1.1", "1A-1", 2.0, LONG, pause_s=0.2), slowly("1.1", "1B-1", 3.0, LONG, pause_s=0.2)]
    assert shown(cut_of(*brief, clips=clips)) == [("1A-1.mov", "line")]
    asked = cut_of(*brief, clips=clips, pins=Pins((Pin("1.1", reaction=True),)))
    assert ("1B-1.mov", "reaction") in shown(asked)


def test_another_camera_at_the_same_instant_may_be_seen_anywhere() -> None:
    """Camera A, which is heard, has only Ben; B has Anna. Both rolled together, B two seconds later."""
    on_ben = replace(filmed("1-1a", **REVERSE), angle=Angle("1-1", 0.0))
    on_anna = replace(filmed("1-1b", **SINGLE), angle=Angle("1-1", 2.0))
    line = a_script("ANNA one two three four")
    said = [a_reading("1.1", "1-1a", 5.0, clear=40.0), a_reading("1.1", "1-1b", 3.0, clear=18.0)]
    cut, _ = first_cut(line, lined(line, *said, clips=[on_ben, on_anna]), CLASSIC)
    (picture,), (sound,) = cut.track("V1"), cut.track("A1")
    assert (picture.file, sound.file) == ("1-1b.mov", "1-1a.mov")
    assert picture.source.start_s + 2.0 == sound.source.start_s
    assert picture.record == sound.record


def blurred(seconds: float = 60) -> Seen:
    """Return what is seen of a clip out of focus: a third of the usual sharpness."""
    return seen_as(0.1, seconds)


def seen_as(sharp: float, seconds: float = 60) -> Seen:
    glances = tuple(
        Glance(at / 2, (sharp,) * 12, (1.0,) * 12, 0.5, 0.0, 0.0) for at in range(round(2 * seconds))
    )
    return Seen(seconds, glances)


def test_a_soft_take_is_left_though_it_is_circled() -> None:
    line = a_script("ANNA one two three four")
    clips = [a_take("1-1"), a_take("1-2"), a_take("1-3", circled=True)]
    said = [a_reading("1.1", take, 2.0) for take in ("1-1", "1-2", "1-3")]
    made = lined(line, *said, clips=clips)
    sharp = replace(made, seen={clip.file: seen_as(1.0) for clip in clips})
    assert shown(first_cut(line, sharp, CLASSIC)[0]) == [("1-3.mov", "line")]
    soft = replace(made, seen=dict(sharp.seen) | {"1-3.mov": blurred()})
    cut, _ = first_cut(line, soft, CLASSIC)
    assert shown(cut) == [("1-2.mov", "line")]


def test_words_stay_within_two_frames_on_whole_frames() -> None:
    """Half of the words come 0.15 s later than the others: laid between, each is two frames off at most."""
    line = a_script("ANNA one two three four")
    heard = a_reading("1.1", "1A-1", 2.0, clear=40.0)
    clips = [filmed("1A-1", off_camera=("ANNA",)), filmed("1B-1", on_camera=("ANNA",))]
    for late, seen in ((0.15, "1B-1.mov"), (0.17, "1A-1.mov")):
        other = a_reading("1.1", "1B-1", 5.0, clear=5.0)
        words = tuple(
            replace(word, in_s=(word.in_s or 0) + late * (n > 1), out_s=(word.out_s or 0) + late * (n > 1))
            for n, word in enumerate(other.words)
        )
        other = replace(other, words=words, out_s=other.out_s + late)
        cut, _ = first_cut(line, lined(line, heard, other, clips=clips), CLASSIC)
        assert (cut.track("A1")[0].file, cut.track("V1")[0].file) == ("1A-1.mov", seen)
