"""A take is judged by those that it may be exchanged with."""

from dataclasses import replace

from rushes.picture import Look, Looks, Motion, Seen, Stretch
from tests.picture.making import a_clip, a_look


def looks_of(*takes: Seen, setup: str | None = "27A") -> Looks:
    """Compare takes of one setup, called a, b, c and so on."""
    clips = [a_clip("abcdef"[place], setup) for place in range(len(takes))]
    return Looks.of(clips, {clip.file: seen for clip, seen in zip(clips, takes, strict=True)})


def test_a_soft_take_among_sharp_ones_is_named() -> None:
    """Two thirds of the sharpness: soft, and said so beside the others."""
    looks = looks_of(a_look(0.5), a_look(0.31), a_look(0.49))
    assert looks.over("b", 2, 4).soft == 1
    assert (
        looks.over("b", 2, 4).facts["soft"] == "soft: two thirds of the sharpness of the other takes of 27A"
    )
    assert looks.over("a", 2, 4) == looks.over("c", 2, 4) == Look()
    assert [(one.kind, one.subject) for one in looks.findings] == [("soft picture", "b")]


def test_a_soft_stretch_of_a_single_take_is_named() -> None:
    """There is no other take: the rest of this one says how sharp it can be."""
    looks = looks_of(a_look(lambda at: 0.3 if 4 <= at <= 6 else 0.5))
    assert looks.over("a", 4.5, 5.5).soft == 1
    assert "the rest of the take" in looks.over("a", 4.5, 5.5).facts["soft"]
    assert looks.over("a", 0, 2).soft == 0
    assert looks.findings == ()


def test_a_set_of_little_contrast_or_a_soft_setup_is_not_named() -> None:
    """All takes are equally soft: nothing can be exchanged, so nothing is said."""
    looks = looks_of(a_look(0.2), a_look(0.2), a_look(0.21))
    assert looks.over("a", 0, 9) == Look()


def test_another_setup_says_nothing() -> None:
    """A close shot with a soft background is not compared with the wide one, nor camera B with A."""
    clips = [a_clip("wide", "27"), a_clip("close", "27B"), a_clip("second", "27", "B")]
    seen = {"wide": a_look(0.8), "close": a_look(0.3), "second": a_look(0.4)}
    looks = Looks.of(clips, seen)
    assert all(looks.over(clip.file, 0, 9) == Look() for clip in clips)


def test_clips_without_a_slate_are_compared_with_themselves() -> None:
    """Nobody knows whether they show the same."""
    looks = looks_of(a_look(0.8), a_look(0.3), setup=None)
    assert looks.over("b", 0, 9) == Look()


def test_a_take_a_stop_under_is_dark_and_a_night_is_not() -> None:
    """What counts is the difference from the other takes."""
    looks = looks_of(a_look(level=0.4), a_look(level=0.2), a_look(level=0.4))
    assert looks.over("b", 0, 9).dark == 1
    assert looks.over("b", 0, 9).bright == 0
    assert looks_of(a_look(level=0.05), a_look(level=0.05)).over("a", 0, 9) == Look()


def test_black_and_frozen_stretches_count_by_their_time() -> None:
    """Half of the stretch shows nothing, a quarter stands still."""
    seen = replace(a_look(), black=(Stretch(2.0, 4.0),), frozen=(Stretch(5.0, 6.0),))
    look = looks_of(seen).over("a", 2, 6)
    assert (look.black, look.frozen) == (0.5, 0.25)
    kinds = [one.kind for one in looks_of(seen).findings]
    assert kinds == ["no picture to see", "picture stands still"]


def test_a_shaken_take_among_steady_ones_is_unsteady_and_a_shoulder_is_not() -> None:
    """A camera on a shoulder breathes in all its takes."""
    shaken = replace(a_look(), motions=(Motion(4.0, 4.3, 0.0, 3.0),))
    assert looks_of(a_look(), shaken, a_look()).over("b", 4, 5).unsteady == 1
    assert looks_of(shaken, shaken).over("a", 4, 5).unsteady == 0


def test_steady_frames_that_end_as_a_stretch_begins_do_not_excuse_its_shake() -> None:
    """Of runs of frames each counts by how much of it lies in the stretch."""
    runs = (Motion(3.7, 4.02, 0.0, 0.2), Motion(5.0, 5.32, 0.0, 3.0))
    shaken = replace(a_look(), motions=runs)
    assert looks_of(a_look(), shaken, a_look()).over("b", 4, 6).unsteady == 1
    assert looks_of(a_look(), shaken, a_look()).over("b", 3.6, 4).unsteady == 0


def test_what_was_not_looked_at_has_nothing_to_tell() -> None:
    """A clip that could not be read, and a name that nobody knows."""
    clips = [a_clip("a"), a_clip("b")]
    looks = Looks.of(clips, {"a": Seen(10.0)})
    assert looks.over("a", 0, 1) == looks.over("b", 0, 1) == looks.over("c", 0, 1) == Look()
