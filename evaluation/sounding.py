"""How does the film sound, where every camera has a microphone of its own and no recorder ran?

Scenes by two cameras that share no clock, with action shot besides, some of it without sound; ``rushes
assemble`` is run as a user runs it, and its cut is mixed as its preview is. A microphone is the *nearest*
that heard a performance when no other stands nearer by a decibel (12 % of the way), by the truth. Beside it:
what the line would be heard from if sound stayed with the picture that was chosen first. A *hole* is a
hundredth of a second and more of samples that are zero; without room tone is the same cut with its tone taken
away. The sync of a moved microphone is how far what it plays lies from the instant of its picture, by the
truth: a camera's sound is counted in frames, so half a frame (20 ms) of it is rounding.
"""  # noqa: D400 -- it is a question

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from evaluation.grammar import split_words
from evaluation.material import Material, own_microphones
from evaluation.playing import Playing
from evaluation.score import Score, tally
from evaluation.speed import assemble
from evaluation.sync import Sat
from rushes.cut import Cut, Event
from rushes.stage import StageTruth, TakeTruth
from rushes.turnover.documents import read_cut
from rushes.turnover.preview.sound import SAMPLE_RATE, Mix, Samples, sample_at

SEEDS: Final = (203, 204)
"""What is nearer was weighed on seed 201: these are others."""
NEAREST: Final = "lines heard from the nearest microphone"
CHOSEN: Final = "the chosen camera's is the nearest"
OFF: Final = "sync of a moved microphone, the worst"
HOLES: Final = "holes of digital silence"
BARE_HOLES: Final = "the same without room tone"
SILENT: Final = "silence in the film"
BARE_SILENT: Final = "silence without room tone"
WORDS: Final = "words cut by moving to another microphone"

_SAME_DISTANCE: Final = 1.12
_HOLE: Final = SAMPLE_RATE // 100
_ZERO: Final = 1e-6


def sit_sounding(folder: Path, seeds: Sequence[int] = SEEDS) -> tuple[Sat, ...]:
    """Shoot scenes into a folder, unless they lie there, cut them by ear, and listen."""
    sat = []
    for seed in seeds:
        material = own_microphones(folder, seed)
        out = folder / f"sounding-{seed}"
        assemble(material, out / "cut", out / "cache")
        cut = read_cut((out / "cut" / "cut.json").read_bytes())
        sat.append(listened(material, cut))
    return tuple(sat)


def listened(material: Material, cut: Cut) -> Sat:
    """Return what a cut sounds like, by the truth about its material."""
    truth = msgspec.json.decode((material.footage / "truth.json").read_bytes(), type=StageTruth)
    takes = {take.file: take for take in truth.takes}
    bare = replace(cut, events=tuple(event for event in cut.events if event.shows != "tone"))
    toned, plain = holes(mixed(cut)), holes(mixed(bare))
    joins = max(0, len(cut.track("A1")) - 1)
    scores = {
        NEAREST: nearest(cut.spoken, takes),
        CHOSEN: nearest([as_chosen(event) for event in cut.spoken], takes),
        OFF: off_ms(cut.spoken, takes),
        HOLES: tally(len(toned), joins),
        BARE_HOLES: tally(len(plain), joins),
        SILENT: Score(sum(toned), len(toned), "s"),
        BARE_SILENT: Score(sum(plain), len(plain), "s"),
        WORDS: words_cut(material, cut),
    }
    return Sat(material.name, len(takes), material.truth.seconds, scores)


def words_cut(material: Material, cut: Cut) -> Score:
    """Return in how many lines a cut falls inside a word that the chosen camera's sound would have spared."""
    chosen = replace(cut, events=tuple(as_chosen(event) for event in cut.events))
    found, before = (split_words(Playing(material.truth, one), "A") for one in (cut, chosen))
    spared = {mark.line for mark in found.found} - {mark.line for mark in before.found}
    return tally(len(spared), found.judged)


def nearest(sounds: Sequence[Event], takes: Mapping[str, TakeTruth]) -> Score:
    """Return how many lines are heard from a microphone than which none that heard them stood nearer."""
    several = [one for one in sounds if len(_away(takes[one.file], takes)) > 1]
    right = 0
    for event in several:
        away = _away(takes[event.file], takes)
        right += away[event.file] <= _SAME_DISTANCE * min(away.values())
    return tally(right, len(several))


def _away(take: TakeTruth, takes: Mapping[str, TakeTruth]) -> dict[str, float]:
    """Return how late every camera of a take hears its performers; production sound is not late."""
    mates = (other for other in takes.values() if other.group == take.group and other.guide != "none")
    return {other.file: other.guide_late_s for other in mates}


def as_chosen(event: Event) -> Event:
    """Return a line's sound as it would be from the camera that was chosen for it."""
    if not moved(event):
        return event
    own = event.alternates[0]
    return replace(event, file=own.file, source=own.span)


def moved(event: Event) -> bool:
    """Tell whether a line is heard from another microphone than that of the camera chosen for it."""
    return any(" microphone is " in one.fact for one in event.reasons if one.name == "clear sound")


def off_ms(sounds: Sequence[Event], takes: Mapping[str, TakeTruth]) -> Score:
    """Return by how much the worst moved sound is off, in milliseconds, of how many."""
    off = [
        1000 * abs(_instant(event, takes) - _instant(as_chosen(event), takes))
        for event in sounds
        if moved(event)
    ]
    return Score(max(off) if off else None, len(off), "ms")


def _instant(event: Event, takes: Mapping[str, TakeTruth]) -> float:
    return takes[event.file].group_at_s + event.source.start_s


def mixed(cut: Cut) -> Samples:
    """Return the sound of a film as its preview has it."""
    return Mix(cut, lambda _: None).take(sample_at(cut.frames, cut.rate))


def holes(sound: Samples) -> list[float]:
    """Return how many seconds each stretch lasts in which a sound is nothing at all."""
    nothing = np.concatenate([[0], (np.abs(sound).max(axis=0) < _ZERO).astype(np.int8), [0]])
    edges = np.diff(nothing)
    lengths = np.flatnonzero(edges < 0) - np.flatnonzero(edges > 0)
    return [int(length) / SAMPLE_RATE for length in lengths if length >= _HOLE]
