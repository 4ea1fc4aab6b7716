"""Who is on camera where nobody says, by mouths that move with the lines; they are watched only with a yes.

A character is on camera in a setup and camera when in several of its lines one face speaks, always that in
the same place. Where the only face in the picture rests through several lines of somebody else, that one is
off camera or turned away. Nobody is recognised: a mouth that moves with Anna's lines is taken for Anna's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, log
from typing import Final

from rushes.coverage.model import LinedScript, Reading
from rushes.cut.on_camera import OnCamera
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.picture.model import Mouth, Seen, Stretch

BY: Final = "mouth movement"
"""Who says so, in `OnCamera.by`."""
_AROUND_S = 0.4
"""Seconds of quiet that are looked at on either side of a line: there the mouth rests."""
_SHORTEST_S, _LONGEST_S = 1.2, 3.2
"""Seconds of a line from which on it tells anything, and beyond which it tells no more."""
_EACH, _TAKE = 4, 2
"""Lines of a character that are looked at in a setup and camera, and in one clip of it."""
_SEVERAL = 2
"""Lines that must agree."""
_SURE, _REST = 0.9, 0.1
"""How sure all of them must be together that a mouth speaks, and that none does."""
_MOST = 2.0
"""Evidence (a logit) beyond which a single line does not count: 0.88."""
_PLACE = 0.75
"""Share of its speaking lines in which a character's mouth must be the same from left to right."""

_NAMED = 4
"""Setups that a finding names."""
AGAINST: Final = "mouths against what is written"

Shot = tuple[str, str]
"""A setup and its camera; for a clip without a slate its own name."""


def stretches_to_watch(lined: LinedScript) -> dict[str, tuple[Stretch, ...]]:
    """Return where mouths are to be watched, by `Clip.file`, in order: some lines of everybody in each setup.

    As little as tells: frames are costly. Clips in which faces were sought and none was found are left out.
    """
    clips = {clip.file: clip for clip in lined.clips}
    speakers = {line.id: line.character for line in lined.lines}
    groups: dict[tuple[Shot, str], list[Reading]] = {}
    for reading in lined.readings:
        lasts = reading.out_s - reading.in_s
        if lasts >= _SHORTEST_S and _may_show(lined, reading.file):
            groups.setdefault((_shot(clips[reading.file]), speakers[reading.line]), []).append(reading)
    wanted: dict[str, list[Stretch]] = {}
    for readings in groups.values():
        for reading in _telling(readings):
            wanted.setdefault(reading.file, []).append(_around(reading, lined, speakers))
    return {file: tuple(sorted(found, key=lambda one: one.in_s)) for file, found in wanted.items()}


def _may_show(lined: LinedScript, file: str) -> bool:
    seen = lined.seen.get(file)
    return seen is not None and any(look.boxes for look in seen.faces)


def _telling(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings of a character that tell most: long ones, spread over the takes."""
    lasts = {id(one): round(2 * min(_LONGEST_S, one.out_s - one.in_s)) for one in readings}
    best = sorted(readings, key=lambda one: (-lasts[id(one)], one.file, one.in_s))
    chosen: list[Reading] = []
    for reading in best:
        if sum(one.file == reading.file for one in chosen) < _TAKE and len(chosen) < _EACH:
            chosen.append(reading)
    return chosen


def _around(reading: Reading, lined: LinedScript, speakers: Mapping[str, str]) -> Stretch:
    """Return a reading with some quiet around it, but nothing that somebody else says."""
    who = speakers[reading.line]
    others = [one for one in lined.readings if one.file == reading.file and speakers[one.line] != who]
    before = max((one.out_s for one in others if one.in_s < reading.in_s), default=0.0)
    after = min((one.in_s for one in others if one.in_s > reading.in_s), default=reading.out_s + _AROUND_S)
    in_s = min(reading.in_s, max(before, reading.in_s - _AROUND_S, 0.0))
    return Stretch(round(in_s, 3), round(max(reading.out_s, min(after, reading.out_s + _AROUND_S)), 3))


@dataclass(frozen=True)
class Spoken:
    """What the mouths of a setup and camera tell of one character's lines.

    sure: 0 to 1, that one of them says the lines. lines: that could be judged, speaking: in which a mouth
    more likely spoke than not. place: of that mouth, from left to right, None where it changes. alone:
    there was one face in every one of them.
    """

    sure: float
    lines: int
    speaking: int
    place: int | None
    alone: bool

    @property
    def on(self) -> bool:
        """Whether its mouth is seen to speak."""
        return (
            self.sure >= _SURE
            and 3 * self.speaking >= 2 * self.lines >= 2 * _SEVERAL
            and self.place is not None
        )

    @property
    def rests(self) -> bool:
        """Whether the only mouth that is seen is that of somebody else."""
        return self.alone and self.sure <= _REST and self.speaking == 0 and self.lines >= _SEVERAL


def spoken_in(lined: LinedScript) -> dict[Shot, dict[str, Spoken]]:
    """Return what mouths tell of the characters in each setup and camera; empty where none were watched."""
    speakers = {line.id: line.character for line in lined.lines}
    clips = {clip.file: clip for clip in lined.clips}
    seen: dict[Shot, dict[str, list[tuple[Mouth, ...]]]] = {}
    watched = {file for file, one in lined.seen.items() if one.mouths}
    for reading in lined.readings:
        if reading.file in watched and (mouths := _of(reading, lined.seen[reading.file])):
            by_character = seen.setdefault(_shot(clips[reading.file]), {})
            by_character.setdefault(speakers[reading.line], []).append(mouths)
    return {
        shot: {who: spoken(lines) for who, lines in by_character.items()}
        for shot, by_character in seen.items()
    }


def _of(reading: Reading, seen: Seen) -> tuple[Mouth, ...]:
    """Return the mouths that were watched in the stretch of a reading; none where one could not be told."""
    middle = (reading.in_s + reading.out_s) / 2
    mouths = [one for one in seen.mouths if one.in_s <= middle < one.out_s]
    for _, group in groupby(mouths, key=lambda one: (one.in_s, one.out_s)):
        found = tuple(group)
        return found if all(one.speaks is not None for one in found) else ()
    return ()


def spoken(lines: Sequence[tuple[Mouth, ...]]) -> Spoken:
    """Return what mouths tell of a character; lines: the mouths of all faces in each of its lines."""
    best = [max(mouths, key=lambda one: one.speaks or 0.0) for mouths in lines]
    evidence = [_evidence(one) for one in best]
    spoke = [one.number for one, for_it in zip(best, evidence, strict=True) if for_it > 0]
    usual = max(set(spoke), key=spoke.count, default=None)
    steady = usual is not None and spoke.count(usual) >= _PLACE * len(spoke)
    alone = all(mouth.of == 1 for mouths in lines for mouth in mouths)
    sure = round(1 / (1 + exp(-sum(evidence))), 3)
    return Spoken(sure, len(lines), len(spoke), usual if steady else None, alone)


def _evidence(mouth: Mouth) -> float:
    """Return what a mouth tells as a logit; of several faces one may agree by chance, so each counts less."""
    sure = min(max(mouth.speaks or 0.0, 1e-3), 1 - 1e-3)
    return min(_MOST, max(-_MOST, log(sure / (1 - sure)) - log(mouth.of)))


def seen_by_mouth(lined: LinedScript, known: Mapping[str, OnCamera]) -> dict[str, OnCamera]:
    """Return who is on camera in each clip: what is known already, and what mouths tell where nobody says."""
    told = spoken_in(lined)
    seen = dict(known)
    for clip in lined.clips:
        found = _seen(told.get(_shot(clip), {}))
        if clip.file not in known and found:
            seen[clip.file] = found
    return seen


def _seen(by_character: Mapping[str, Spoken]) -> OnCamera | None:
    """Return who speaks with a face of a setup; None where nobody does, or two with the same."""
    on = [who for who, one in by_character.items() if one.on]
    places = [by_character[who].place for who in on]
    if not on or len(set(places)) < len(places):
        return None
    lines = sum(by_character[who].lines for who in on)
    speaking = sum(by_character[who].speaking for who in on)
    off = frozenset(who for who, one in by_character.items() if one.rests)
    return OnCamera(frozenset(on), off, f"{BY} in {speaking} of {lines} lines")


def mouths_told(lined: LinedScript, known: Mapping[str, OnCamera]) -> tuple[Finding, ...]:
    """Return where mouths alone tell who is on camera, and where they contradict what is known of a setup.

    known: what people and paper say; by no contradiction is it changed.
    """
    clips: dict[Shot, Clip] = {}
    for clip in lined.clips:
        clips.setdefault(_shot(clip), clip)
    alone: list[str] = []
    against: list[Finding] = []
    for shot, by_character in spoken_in(lined).items():
        written = known.get(clips[shot].file)
        against += _against(shot, by_character, written)
        if not written and _seen(by_character):
            on = [
                f"{who} in {one.speaking} of {one.lines} lines" for who, one in by_character.items() if one.on
            ]
            alone.append(f"{_name(shot)} ({', '.join(on)})")
    return (*_by_mouths_alone(alone), *against)


def _by_mouths_alone(setups: Sequence[str]) -> Iterator[Finding]:
    if setups:
        more = f" and {len(setups) - _NAMED} more" if len(setups) > _NAMED else ""
        fact = f"Mouth movement alone tells who is on camera in {', '.join(setups[:_NAMED])}{more}."
        advice = "Where it is not so, say who is: --on-camera FILE."
        yield Finding("on camera by mouths", setups[0].partition(" (")[0], fact, advice)


def _against(shot: Shot, by_character: Mapping[str, Spoken], known: OnCamera | None) -> Iterator[Finding]:
    name = _name(shot)
    for who, one in by_character.items():
        said = known.sees(who) if known else None
        if known and said is False and one.on:
            fact = f"a mouth moves with the words in {one.speaking} of {one.lines} lines of {who}"
            yield Finding(AGAINST, name, f"{who} is off camera in {name} by {known.by}, but {fact}.", _LOOK)
        if known and said is True and one.rests:
            fact = f"the only mouth there rests through {one.lines} lines of {who}"
            yield Finding(AGAINST, name, f"{who} is on camera in {name} by {known.by}, but {fact}.", _LOOK)
    together = _same_face(by_character)
    if not known and together:
        fact = f"In {name} one face seems to speak the lines of {' and '.join(together)}."
        yield Finding("one mouth for several", name, fact, "Say who is on camera there: --on-camera FILE.")


_LOOK = "Look at it, and say who is on camera there: --on-camera FILE. The cut keeps to what was written."


def _same_face(by_character: Mapping[str, Spoken]) -> list[str]:
    on = sorted(who for who, one in by_character.items() if one.on)
    places = [by_character[who].place for who in on]
    return [who for who in on if places.count(by_character[who].place) > 1]


def _shot(clip: Clip) -> Shot:
    return (clip.slate.setup, clip.slate.camera or "") if clip.slate.setup else (clip.file, "")


def _name(shot: Shot) -> str:
    return " ".join(part for part in shot if part)
