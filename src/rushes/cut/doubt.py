"""Doubt: how sure a choice is, and what a person should look at.

Confidence is a share: of choices that are told with 0.9, nine in ten are right. A sound is right when the
line is heard as written and without noise, if it was ever said so; a picture, when it shows who speaks or
somebody who listens, sharp, without a jump that could be avoided and without another text on the lips.

By how much a choice is *worth* more than the next best (its margin) says nothing of whether it is *right*:
on shoots of known truth choices with a margin under 0.15 were right as often as those above 4
(`evaluation.tune_doubt`). Where two takes are good it is a toss of a coin, and nothing can go wrong. So the
margin is told for itself, and of a tie a person is asked only where the two have different faults; confidence
is how often such choices are right, by what is known of them: how surely the line was heard, who says who is
on camera, how near the microphone was.
"""

from collections.abc import Iterator, Sequence
from math import exp, log
from typing import Final

from rushes.coverage.model import ReadingKind
from rushes.cut.choose import AS_GOOD, Choice
from rushes.cut.model import Reason
from rushes.cut.of_readings import words_fact
from rushes.cut.pictures import Picture
from rushes.cut.reactions import is_between_faults
from rushes.cut.selects import Select
from rushes.cut.tastes import Taste
from rushes.cut.trim import Trim

HALVES = 1.0
"""Every so much margin halves how close another choice is. 1.0 is two cuts that a running take saves."""


HEARD_LOW = 0.6
"""Below this the ear's word is to be checked by a person; about where its odds reach 1 to 1.5."""

AS_WRITTEN: Final = -0.43
"""What is added to the log of the ear's odds where a reading as written is chosen: of those that it tells
with 0.97, 17 of 162 by machines hold slips that it missed, none of 36 by people, who count four times."""
ALTERED: Final = 0.8
"""How often an altered reading was right, as nobody said the line as written: 10 of 12 of the stage's."""
SHOWN: Final = 0.99
"""How often a picture was right of which somebody says that it shows who speaks, or who listens: 393 of 393
of the shoots that it was taken from, 314 of 316 of the others."""
NOT_SHOWN: Final = 0.02
"""How often where somebody says that who speaks is off camera, and nobody listens: 0 of 8, 0 of 11."""
NEARNESS: Final = ((3.0, 0.98), (-1.0, 0.76), (-99.0, 0.03))
"""How often where nobody says who is seen: from so many dB on by which who speaks is nearer to the microphone
in this setup than in others. They were 109 of 111, 122 of 161, 2 of 93; of the others 135 of 135, 80 of 95,
8 of 66."""
NO_WORD: Final = 0.52
"""How often where the microphone does not tell either: 382 of 735."""
ALONE: Final = 0.97
"""How often where one person has all lines of a scene: 36 of 36 of the strung scenes, by Laplace's rule."""
OF_A_BEAT: Final = 0.93
"""A picture without words shows its action: of 13 descriptions as crews write them that were surely matched,
13 were right, and (13 + 1) / (13 + 2) is Laplace's rule for that. On the stage it was 701 of 701."""
A_JUMP: Final = 0.5
"""The most where a jump cut was found and kept: none was met in the shoots, so nothing better is known."""


def of_sound(choice: Choice) -> float:
    """Return how sure it is that a line is heard as it should be."""
    reading = choice.select.reading
    return sound_confidence(reading.kind, reading.confidence)


def sound_confidence(kind: ReadingKind, heard: float) -> float:
    """Return how sure the choice of a reading is. heard: how sure the ear is of it, 0 to 1."""
    if kind != "as written":
        return ALTERED if heard >= HEARD_LOW else round(ALTERED * heard / HEARD_LOW, 3)
    sure = min(_SUREST, max(1.0 - _SUREST, heard))
    return _probability(log(sure / (1.0 - sure)) + AS_WRITTEN)


_SUREST: Final = 0.99
"""Beyond this the ear is as good as certain."""


def of_picture(picture: Picture, *, alone: bool = False) -> float:
    """Return how sure it is that a picture shows what it should. alone: nobody else speaks in the scene."""
    select = picture.shown.select
    jumps = any(reason.name == "no jump cut" for reason in picture.reasons)
    shows = True if picture.is_reaction else select.speaker
    return picture_confidence(shows=shows, on_mic_db=select.on_mic_db, jumps=jumps, alone=alone)


def picture_confidence(
    *, shows: bool | None, on_mic_db: float | None = None, jumps: bool = False, alone: bool = False
) -> float:
    """Return how sure a picture is. shows: who speaks or listens is seen in it, None where nobody says.

    on_mic_db: by how much who speaks is nearer to the microphone than in other setups. jumps: a jump cut is
    before it. alone: nobody else speaks in the scene.
    """
    if shows is not None:
        sure = SHOWN if shows else NOT_SHOWN
    elif on_mic_db is None:
        sure = ALONE if alone else NO_WORD
    else:
        sure = next(share for least_db, share in NEARNESS if on_mic_db >= least_db)
    return min(sure, A_JUMP) if jumps else sure


def _probability(log_odds: float) -> float:
    return round(1.0 / (1.0 + exp(-log_odds)), 3)


def closeness(margin: float | None) -> float:
    """Return how close another choice came: one half where it is as good, towards 0 as the margin grows."""
    return 0.0 if margin is None else 0.5 * 2.0 ** (-margin / HALVES)


def is_tied(choice: Choice) -> bool:
    """Tell whether another reading is as good as the one chosen, as far as the reasons go."""
    return choice.margin is not None and choice.margin < AS_GOOD


def look_because(choice: Choice, trimmed: Trim, taste: Taste, *, tie_is_told: bool) -> tuple[str, ...]:
    """Return a sentence for everything about an event that a person should look at.

    Where two readings are as good, and both without fault or with the same, either will do: that is a
    matter of taste and no doubt, and the alternates tell it. trimmed: with only those ends that are this
    event's. tie_is_told: the same shot has said already that another is as good; one look decides about the
    shot.
    """
    reading = choice.select.reading
    found = [*_words(choice), *_join(choice), *_crowd(trimmed)]
    if reading.confidence < max(HEARD_LOW, taste.look_below):
        only = "" if choice.others else " and there is no other reading"
        found.append(f"It was heard with low confidence ({reading.confidence:.2f}){only}.")
    if choice.select.clip.variable_rate:
        found.append("The clip's frame rate varies: check that picture and sound agree.")
    if choice.rival is not None and is_tied(choice) and not tie_is_told:
        found += _tie(choice, choice.rival) if found or is_between_faults(choice.select, choice.rival) else []
    if not found and of_sound(choice) < taste.look_below:
        found.append(f"The choice is not sure: confidence {of_sound(choice):.2f}.")
    return tuple(found)


def _tie(choice: Choice, rival: Select) -> list[str]:
    """Say that another reading is worth as much as the one taken, or nearly."""
    margin = choice.margin or 0.0
    less = f"only {margin:.2f} less" if margin >= _TOLD else "as much"
    return [f"{_TIE} {less}: {rival.name} at {rival.reading.in_s:.1f} s. Listen to both."]


def tells_tie(because: Sequence[str]) -> bool:
    """Tell whether one of some sentences says that another reading is worth as much."""
    return any(sentence.startswith(_TIE) for sentence in because)


_TIE: Final = "Another reading is worth"
_TOLD: Final = 0.005
"""Worth is told to hundredths."""


def _words(choice: Choice) -> list[str]:
    """Say that the words are not the script's, and whether there was another reading."""
    kind = choice.select.reading.kind
    if kind == "as written":
        return []
    which = "The best reading" if choice.others else "The only reading left"
    return [f"{which} is {'broken off' if kind == 'partial' else 'altered'}: {words_fact(choice.select)}."]


def _join(choice: Choice) -> list[str]:
    """Say that a cut jumps, or that two voices which belong together had to be cut apart."""
    found = list(jumps(choice.reasons))
    if choice.second_voice and not choice.runs_on:
        found.append("The page has two voices at once; here one plays after the other.")
    return found


def unsure(picture: Picture, taste: Taste, *, alone: bool = False) -> Iterator[str]:
    """Give a sentence where a picture is less sure than the taste lets pass. alone: as of `of_picture`."""
    if (sure := of_picture(picture, alone=alone)) < taste.look_below:
        yield f"The picture is not sure, confidence {sure:.2f}: {_unsure_of(picture.shown.select)}."


def _unsure_of(select: Select) -> str:
    who, nearer_db = select.line.character, select.on_mic_db
    if select.speaker is not None:
        return f"{who} speaks and is off camera" if not select.speaker else "it jumps"
    if nearer_db is None or nearer_db >= 0:
        return f"nobody says whether {who} is in it"
    return f"nobody says whether {who} is in it, who is {-nearer_db:.0f} dB farther from the microphone here"


def jumps(given: Sequence[Reason]) -> Iterator[str]:
    """Give a sentence for every jump cut among reasons."""
    return (f"{_JUMP} {reason.fact}." for reason in given if reason.name == "no jump cut")


def without_jumps(because: Sequence[str]) -> Iterator[str]:
    """Give what else a person should look at, where other pictures stand than those that jumped."""
    return (sentence for sentence in because if not sentence.startswith(_JUMP))


_JUMP = "Jump cut:"


def _crowd(trimmed: Trim) -> list[str]:
    """Say that other speech could not be kept out."""
    sides = ((trimmed.crowded_before, "before"), (trimmed.crowded_after, "after"))
    return [
        f"Other speech runs over the line {side} and was kept whole." for crowded, side in sides if crowded
    ]
