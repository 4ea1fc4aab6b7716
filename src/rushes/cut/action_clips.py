"""Clips shot for an action: those of a scene in which nobody speaks a line, and what they are said to show.

A clip is matched with an action by words: of what the crew wrote about it, or of its file's name. Words that
say how a picture is made (insert, close, pan) and names of characters tell nothing here. Of the words left,
one counts the less the more actions of the scene have it, as *case* tells little where everybody handles the
case. A match is sure when one action stands out, by two of its words or by one that no other action has and
that is all that was written. Else the clip is a candidate, of those actions that have its words, or
of every action of the scene where none has.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rushes.coverage.model import LinedScript
from rushes.cut.actions import Action
from rushes.footage.model import Clip, Slate
from rushes.screenplay.model import Screenplay

STANDS_OUT = 0.5
"""By how much the words of one action must outweigh those of the next: half a word that no other has."""
TALK_S = 3.0
"""So much speech that is neither line nor crew makes a clip one with dialogue (by hand)."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FRAMING = _listed(
    """
action alt alternate angle angled artificial b best better big camera circled close closer closeup
coverage cowboy crane cu cut cutaway detail dolly double ecu els est establisher establishing ext extra
extreme fast focus fps frame full fx good great handheld hero ins insert inserts int jib lock locked long ls
master mcu med medium mls mos ms mute mw mws ng nice no off ok okay on only over overhead pan pans pick
pickup plate point pov print profile pull push rack roll rolling scene second series setup shot shots
silent single slow soft sound speed static steadicam sync take tight tighter tilt top track tracking two
unit vfx view wide wider wild wipe ws xcu zoom
bit blurred blurry boom bright bumpy dark early flare late noise noisy pace reflection shadow shaky twice
version wobbly
"""
)
_LITTLE = _listed(
    """
a about across after again against all along also an and another any around as at away back be been
before behind being below beside between both but by can come comes could did do does doing done down
each few first for from gets go goes going had has have having he her here hers herself him himself his
how i if in into is it its itself just know knows last like me more most my near neither next none nor
not nothing now of off on once one onto or other our out over own she so some something still such than
that the their them then there these they this those through to too toward towards under until up upon
us very was we were what when where which while who whom with without would you your
"""
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_TOLD_BY = re.compile(r"(?<=[a-z])(?=[A-Z])|[\s_\-.,()\[\]]+")


@dataclass(frozen=True)
class Told:
    """What somebody wrote about a clip. by: who, as in `Note.by`, or ``its name``."""

    by: str
    text: str


@dataclass(frozen=True)
class Match:
    """What a clip is said to show.

    sure: the action's number, None where no action surely is meant. maybe: numbers of those that may be.
    shared: the words that clip and action have in common; told: where they stand.
    """

    sure: int | None = None
    maybe: frozenset[int] = frozenset()
    shared: tuple[str, ...] = ()
    told: Told | None = None


def silent_clips(screenplay: Screenplay, lined: LinedScript) -> Mapping[str, tuple[Clip, ...]]:
    """Return the clips in which no line is spoken by the scene on their slate, in order of setup and take."""
    speaking = {reading.file for reading in lined.readings} | _talked(lined)
    numbers = {scene.number.upper(): scene.number for scene in screenplay.scenes}
    found: dict[str, list[Clip]] = defaultdict(list)
    for clip in lined.clips:
        slate = clip.slate
        scene = numbers.get(_scene_meant(slate, numbers))
        if scene and not (clip.is_sound or slate.wild or slate.room_tone or clip.file in speaking):
            found[scene].append(clip)
    return {scene: tuple(sorted(clips, key=_shooting_order)) for scene, clips in found.items()}


def _scene_meant(slate: Slate, numbers: Mapping[str, str]) -> str:
    """Return the scene on a slate; 27A is that of a scene numbered 27A only where there is no 27."""
    setup = (slate.setup or "").removeprefix(slate.prefix).upper()
    scene = (slate.scene or "").upper()
    return scene if scene in numbers else setup


def _talked(lined: LinedScript) -> set[str]:
    """Return the files with much speech that is neither a line nor surely the crew's."""
    talk: Counter[str] = Counter()
    for speech in lined.off_script:
        if not speech.what:
            talk[speech.file] += round(1000 * (speech.out_s - speech.in_s))
    return {file for file, milliseconds in talk.items() if milliseconds > 1000 * TALK_S}


def _shooting_order(clip: Clip) -> tuple[int, str, int, str, str]:
    slate = clip.slate
    return len(slate.setup or ""), slate.setup or "", slate.take or 0, slate.camera or "", clip.file


def matches(
    clips: Sequence[Clip], actions: Sequence[Action], characters: Sequence[str]
) -> Mapping[str, Match]:
    """Return what each clip of a scene is said to show, by `Clip.file`.

    What is written of one take holds for all takes of its setup and camera.
    """
    cast = frozenset(word for name in characters for word in _stems(name))
    pages = {action.number: _words(action.text, cast) for action in actions}
    told: dict[tuple[str, str], dict[Told, None]] = defaultdict(dict)
    for clip in clips:
        told[_setup(clip)] |= dict.fromkeys(_told_of(clip))
    found = {setup: _match(list(said), pages, cast) for setup, said in told.items()}
    return {clip.file: found[_setup(clip)] for clip in clips}


def _setup(clip: Clip) -> tuple[str, str]:
    return clip.slate.setup or clip.file, clip.slate.camera or ""


def _told_of(clip: Clip) -> Iterator[Told]:
    for note in clip.notes:
        yield Told(f"the {note.by}", note.text)
    parts = _TOLD_BY.split(PurePosixPath(clip.file).stem)
    name = " ".join(part for part in parts if part and not any(sign.isdigit() for sign in part))
    if name:
        yield Told("its name", name)


def _match(told: Sequence[Told], pages: Mapping[int, frozenset[str]], cast: frozenset[str]) -> Match:
    """Return the one action that all sure words mean; without one, those that any words may mean."""
    each = [_meant(one, _words(one.text, cast), pages) for one in told]
    sure = [match for match in each if match.sure is not None]
    if len({match.sure for match in sure}) == 1:
        return max(sure, key=lambda match: len(match.shared))
    maybe = frozenset(number for match in each for number in match.maybe)
    return Match(maybe=maybe or frozenset(pages))


def _meant(told: Told, words: frozenset[str], pages: Mapping[int, frozenset[str]]) -> Match:
    spread = Counter(word for page in pages.values() for word in page)
    worth = {number: sum(1 / spread[word] for word in words & page) for number, page in pages.items()}
    maybe = frozenset(number for number, weight in worth.items() if weight > 0)
    if not maybe:
        return Match()
    best, *others = sorted(maybe, key=lambda number: (-worth[number], number))
    shared = words & pages[best]
    own = [word for word in shared if spread[word] == 1]
    telling = len(shared) >= 2 or len(own) == len(words)
    alone = not others or worth[best] - worth[others[0]] >= STANDS_OUT
    sure = best if telling and alone else None
    return Match(sure, maybe, tuple(sorted(shared)), told)


def _words(text: str, cast: frozenset[str]) -> frozenset[str]:
    """Return the words of a text that tell what happens, by their stems."""
    words = [word.casefold() for word in _LETTERS.findall(text)]
    telling = (_stem(word) for word in words if word not in _FRAMING and word not in _LITTLE)
    return frozenset(stem for stem in telling if len(stem) > 1 and stem not in cast)


def _stems(text: str) -> Iterator[str]:
    return (_stem(word.casefold()) for word in _LETTERS.findall(text))


def _stem(word: str) -> str:
    """Return a word without the endings of English grammar: ``turns``, ``turned``, ``turning`` are one."""
    word = re.sub(r"['\u2019].*$", "", word)
    for ending in ("ings", "ing", "edly", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeouls" else word
