"""Are a cut's choices as often right as their confidence says?

Unit: claims (`evaluation.calibration`), one for every sound of a line on A1 and every picture of V1. A
*sound* is right when it plays a true reading of its line that is as written, or none in the rushes is, and no
noise lies over its take though a clean reading exists. A *picture* is right when nothing is marked in it: it
shows who speaks or calls itself a reaction, is not soft though a clean reading exists, no jump before it
could be avoided, no mouth in it says another text. Where picture and sound are one choice (the sound's
reasons are the picture's), it is right when both are.
"""  # noqa: D400 -- it is a question

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation import grammar
from evaluation.calibration import Claim
from evaluation.cuts import bad_readings
from evaluation.lips import read_lips
from evaluation.playing import Playing
from rushes.cut import Event, Reason


@dataclass(frozen=True)
class Judged:
    """A choice beside the truth. what: ``sound``, ``picture``, or ``both`` where they are one choice.

    by_itself: whether it is right without what is heard.
    """

    what: str
    event: Event
    right: bool
    by_itself: bool

    @property
    def claim(self) -> Claim:
        """What the cut says of it."""
        return Claim(self.event.confidence, self.right)


def judged(playing: Playing) -> Iterator[Judged]:
    """Yield every choice of a cut: the sounds, then the pictures of lines."""
    bad = {mark.line for mark in (*bad_readings(playing).found, *grammar.noisy_sounds(playing).found)}
    well = {event.line: event.line not in bad and _is_said(playing, event) for event in playing.cut.spoken}
    yield from (Judged("sound", event, well[event.line], well[event.line]) for event in playing.cut.spoken)
    faults, told = _faults(playing), {event.line: set(event.reasons) for event in playing.cut.spoken}
    for picture in playing.pictures:
        event, right = picture.event, picture.number not in faults
        if event.shows != "beat" and event.line in told:
            both = _is_one_choice(told[event.line], event)
            whole = right and (well[event.line] or not both)
            yield Judged("both" if both else "picture", event, whole, right)


def _is_said(playing: Playing, event: Event) -> bool:
    """Tell whether a line is heard at all where it is said to be."""
    return playing.reading_of(event) is not None


def _is_one_choice(sound: set[Reason], picture: Event) -> bool:
    return sound <= set(picture.reasons)


def _faults(playing: Playing) -> set[int]:
    """Return the numbers of the pictures in which something is marked."""
    marks = (
        grammar.unseen_speakers(playing),
        grammar.soft_pictures(playing),
        grammar.jump_cuts(playing, avoidable=True),
        read_lips(playing).other_text,
    )
    return {mark.event for one in marks for mark in one.found}


def claims_of(playing: Playing) -> Mapping[str, tuple[Claim, ...]]:
    """Return what a cut claims of its sounds and of its pictures."""
    found = tuple(judged(playing))
    return {
        "sound": tuple(one.claim for one in found if one.what == "sound"),
        "picture": tuple(one.claim for one in found if one.what != "sound"),
    }
