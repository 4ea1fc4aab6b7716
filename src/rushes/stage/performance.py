"""The performance of a take: every utterance spoken and set in time, with the exact truth of its words.

In: a `TakePlan`. Out: a `Performance`: who says what when, on one ruler of seconds from the first
frame. Speech comes from espeak-ng; nothing here touches pictures.
"""

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.sound.espeak import Speech, speak
from rushes.stage.faults import Fault
from rushes.stage.known import Word
from rushes.stage.manner import swallowed
from rushes.stage.model import Job, Performer, TakePlan, Utterance, Voice
from rushes.stage.slips import bare

CREW_VOICES: dict[Job, Voice] = {
    "assistant": Voice("en-us+klatt4", 150, 34),
    "director": Voice("en-us+f2", 140, 40),
    "camera": Voice("en-us+m3", 145, 30),
    "sound": Voice("en-us+f4", 145, 55),
}
ROLL_S = 0.55
"""Seconds of film before anything is said or clapped."""
LEAST_ALONE_S = 0.3
"""However early the next one begins: so much of the one before is heard first."""
BOARD_S = 0.75
"""How long the board stays after the clap."""
SETTLE_S = 0.95
"""From the board's leaving, or the call for action, to the first line."""
TAIL_S = 1.1
_SHOUT_FASTER, _SHOUT_HIGHER = 14, 24
"""Words a minute, and steps of espeak-ng's pitch (of 100)."""
TAIL_BOARD_S = 2.2
"""How long the tail slate takes, clap included."""


@dataclass(frozen=True, eq=False)
class Spoken:
    """An utterance in time. number: its place in the plan; at: seconds where its sound begins."""

    number: int
    utterance: Utterance
    at: float
    speech: Speech
    words: tuple[Word, ...]

    @property
    def in_s(self) -> float:
        """When its first word begins."""
        return self.words[0][0]

    @property
    def out_s(self) -> float:
        """When its last word ends."""
        return self.words[-1][1]


@dataclass(frozen=True)
class Performance:
    """A take in time. clap_s: on a frame; board: seconds in which the slate is in the picture.

    claps: when the sticks met: not at all where nobody clapped, twice for second sticks; the last counts.
    """

    spoken: tuple[Spoken, ...]
    frames: int
    clap_s: float
    board: tuple[float, float]
    action_s: float
    claps: tuple[float, ...]


def perform(plan: TakePlan) -> Performance:
    """Speak everything that is said in a take and set it in time."""
    rng = random.Random(plan.seed + "/performance")  # noqa: S311 - a performer's moods, not secrets
    voices = {performer.character: _of_the_day(performer, rng) for performer in plan.performers}
    spoken: list[Spoken] = []
    now, first_line = ROLL_S, True
    clap = board = None
    claps: list[float] = []
    if not plan.tail_slate and not any(one.kind == "slate" for one in plan.said):
        clap, now = _clap(plan, now + 0.35)
        claps, board = [clap], (0.0, now)
    for number, utterance in enumerate(plan.said):
        if utterance.who != "crew" and first_line:
            now, first_line = now + SETTLE_S, False
        voice = voices.get(utterance.who) or CREW_VOICES[utterance.job]
        one = _spoken(number, utterance, _begins(utterance, spoken, now), voice=voice, rng=rng)
        spoken.append(one)
        now = max(now, one.out_s)
        if utterance.kind == "slate" or utterance.mark:
            clap, now = _clap(plan, now + 0.30)
            claps, board = [*claps, clap], (0.0, now)
    action = next((one.in_s for one in spoken if one.utterance.who != "crew"), now)
    now += TAIL_S + plan.silent_s
    if clap is None or board is None:
        clap, end = _clap(plan, now + 1.0)
        claps, board, now = [clap], (now, now + TAIL_BOARD_S), max(end, now + TAIL_BOARD_S)
    frames = int(np.ceil(now * float(plan.rate)))
    met = () if Fault.NO_CLAP in plan.faults or plan.mos or plan.only_sound else tuple(claps)
    return Performance(tuple(spoken), frames, clap, board, action, met)


def _clap(plan: TakePlan, wish_s: float) -> tuple[float, float]:
    """Return the clap on a whole frame, and the second at which the board has left."""
    frame = round(wish_s * float(plan.rate))
    clap = float(frame / plan.rate)
    return clap, clap + BOARD_S


def _begins(utterance: Utterance, spoken: list[Spoken], now: float) -> float:
    """Return when an utterance begins: after all others, into the last one, or together with it."""
    if utterance.together and spoken:
        return spoken[-1].in_s
    if utterance.pause_s < 0 and spoken:
        return max(spoken[-1].in_s + LEAST_ALONE_S, spoken[-1].out_s + utterance.pause_s)
    return now + utterance.pause_s


def _of_the_day(performer: Performer, rng: random.Random) -> Voice:
    """Vary a voice a little, so that no two takes are alike."""
    voice = performer.voice
    return Voice(voice.name, voice.words_per_minute + rng.randint(-6, 6), voice.pitch + rng.randint(-3, 3))


def _spoken(number: int, utterance: Utterance, begins: float, *, voice: Voice, rng: random.Random) -> Spoken:
    pace = rng.randint(-4, 4)
    shouts = utterance.manner == "shouted"
    speech = speak(
        utterance.said,
        voice=voice.name,
        words_per_minute=voice.words_per_minute + pace + (_SHOUT_FASTER if shouts else 0),
        pitch=min(99, voice.pitch + rng.randint(-2, 2) + (_SHOUT_HIGHER if shouts else 0)),
        pitch_range=52 if utterance.mood == "calm" and not shouts else 62,
        seed=rng.randrange(1, 1 << 30),
    )
    if utterance.swallowed is not None:
        speech = swallowed(speech, utterance.swallowed)
    at = begins - (speech.words[0].in_s if speech.words else 0.0)
    at = max(at, 0.0)
    words = tuple(
        (
            round(at + word.in_s, 4),
            round(at + word.out_s, 4),
            bare(utterance.said[word.offset : word.offset + word.length]),
        )
        for place, word in enumerate(speech.words)
        if place != utterance.swallowed
    )
    return Spoken(number, utterance, at, speech, words)


def mouths(spoken: Spoken, times: NDArray[np.float64]) -> list[str]:
    """Return the mouth for each of these seconds, from the phones; ``rest`` outside of speech."""
    phones = spoken.speech.phones
    onsets = np.array([spoken.at + phone.in_s for phone in phones])
    end = spoken.out_s
    which = np.searchsorted(onsets, times, side="right") - 1
    return [
        "rest" if n < 0 or t >= end else mouth_of(phones[n].text)
        for n, t in zip(which.tolist(), times.tolist(), strict=True)
    ]


_MOUTH_OF = {
    "m": "closed", "b": "closed", "p": "closed",
    "f": "bite", "v": "bite",
    "T": "tongue", "D": "tongue", "l": "tongue", "n": "small", "N": "small",
    "s": "narrow", "z": "narrow", "S": "narrow", "Z": "narrow", "t": "narrow", "d": "narrow",
    "k": "small", "g": "small", "h": "small", "j": "narrow", "r": "round", "w": "round",
    "u": "round", "U": "round", "o": "round", "O": "open", "0": "open", "A": "open", "a": "open",
    "E": "wide", "e": "wide", "3": "small", "I": "small", "i": "wide", "V": "small", "@": "small",
}  # fmt: skip


def mouth_of(phone: str) -> str:
    """Return the mouth that a phone in espeak's mnemonics shows."""
    name = phone.lstrip("',%=")
    if not name or name.startswith("_"):
        return "rest"
    return _MOUTH_OF.get(name[0], "small")


def stresses(spoken: Spoken) -> list[float]:
    """Return the seconds of the stressed vowels, where a speaking head nods."""
    return [spoken.at + phone.in_s for phone in spoken.speech.phones if phone.text.startswith("'")]
