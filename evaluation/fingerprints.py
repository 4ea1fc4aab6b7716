"""Do fingerprints tell a wrong take, and a shift of one frame, and leave alone what was only encoded anew?

An *event* is 12 to 60 frames of a take, by lot; of its first, middle and last frame and its sound the prints
are compared as `rushes verify` compares them. *Same*: the take encoded anew (`encoding_anew`); a *false
alarm* is one that is called another or shifted. *Shift*: the same, 1 or 2 frames early or late; *told*: it is
said that so little moves there that a shift would not show; *missed*: it is called the same. *Other*: another
take of the same setup in which the same line is spoken, laid on its first word (of films: another moment of
the same shot); caught by eye, or by eye or ear. Unit: counts. The figures of `prints` were chosen on the
footage with a star, and are told on the rest. The gate holds the ways of encoding named in `HELD`: what
editing rooms cut with. The worst is told beside them and held to nothing.
"""  # noqa: D400 -- it is a question

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, permutations
from pathlib import Path
from typing import Final

from evaluation.encoding_anew import (
    PICTURES,
    SOUNDS,
    Anew,
    Resounded,
    decoded,
    encoded_anew,
    heard,
    prints,
    sounded_anew,
)
from evaluation.material import (
    SEEDS,
    Material,
    moment_stage,
    shared_material,
    stage_rushes,
    strung_scenes,
)
from rushes.turnover.verified.prints import (
    HEARD,
    RATE,
    FramePrint,
    Look,
    Samples,
    apart,
    listened,
    looked,
    sound_print,
)

MOST_FRAMES: Final = 200
EVENTS: Final = 8
"""Of each take and way of encoding it."""

HELD: Final = ("half size, crf 28", "ProRes proxy", "Motion JPEG", "lifted, flat (log)")
"""Ways of encoding anew of which the gate lets nothing go wrong."""

ONLY_TOLD: Final = ("quarter size, crf 38",)
"""Ways that are told beside them: what is left of a picture of 80 by 45 pixels is more codec than picture."""

MOST_OTHERS: Final = 0.75
"""Parts of other takes that must be known where machines speak: they say a line twice as if it were once."""

SETUPS_BRIEFLY: Final = ("1A", "1B")
_REAL: Final = (
    ("grid-scenes 1 and 2", ("1A", "1B", "2", "2A"), True),
    ("grid-scenes 3", ("3", "3A", "3B"), False),
)

SHIFTS: Final = (-2, -1, 1, 2)
_NEAR: Final = (-2, -1, 0, 1, 2)
_ONE_RECORDING: Final = 0.03
"""How far frames of one recording lie apart, which was encoded more than once."""

_AHEAD: Final = 25
"""Frames by which another moment of one shot lies elsewhere at least."""


@dataclass(frozen=True)
class Take:
    """A take to be encoded anew. setup: whose takes look alike. lines: where each begins, in frames.

    shots: of a film, where its own cuts are; another moment of the same shot stands for another take.
    """

    file: Path
    setup: str
    rate: float = 25.0
    lines: dict[str, int] = field(default_factory=dict)
    cuts: tuple[int, ...] = ()
    is_film: bool = False


@dataclass(frozen=True)
class Footage:
    """Takes under a name for the table. tuned: the figures were chosen on them."""

    name: str
    takes: tuple[Take, ...]
    tuned: bool = False


@dataclass
class Told:
    """What came of one footage and one way of encoding it. Counts of events."""

    footage: str
    how: str
    tuned: bool = False
    least: float | None = 1.0
    same: int = 0
    false: int = 0
    still: int = 0
    shifts: int = 0
    caught: int = 0
    told: int = 0
    others: int = 0
    by_eye: int = 0
    by_either: int = 0

    @property
    def kept(self) -> bool:
        """Whether no proxy is called another, no shift goes by, and `least` of other takes are known.

        None: this way is told, and nothing is asked of it.
        """
        if self.least is None:
            return True
        return not self.false and not self.missed and self.by_either >= self.least * self.others

    @property
    def missed(self) -> int:
        """Shifts that nothing tells."""
        return self.shifts - self.caught - self.told

    def __add__(self, other: "Told") -> "Told":
        """Return the counts of both."""
        names = ("same", "false", "still", "shifts", "caught", "told", "others", "by_eye", "by_either")
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True)
class _Known:
    """A take with its own prints."""

    take: Take
    own: list[FramePrint]
    anew: dict[str, list[FramePrint]]
    sound: Samples
    resounded: dict[str, Samples]


def footage_of(
    material: Material, setups: Sequence[str] = (), *, tuned: bool = False, each: int = 2
) -> Footage:
    """Return takes of some setups of rushes whose truth is known."""
    found: list[Take] = []
    for setup in setups or sorted({take.setup or take.file.split("-")[0] for take in material.truth.takes}):
        takes = [one for one in material.truth.takes if (one.setup or one.file.split("-")[0]) == setup]
        for take in takes[:each]:
            said = [one for one in take.readings if one.line is not None and one.words]
            lines = {str(one.line): round(float(one.words[0].in_s) * 25) for one in reversed(said)}
            file = next(material.footage.rglob(Path(take.file).name))
            found.append(Take(file, setup, lines=lines))
    return Footage(material.name, tuple(found), tuned)


def films(folder: Path) -> Footage:
    """Return short films with their own cuts, and one scene by four cameras."""
    cuts = {
        "clip_01_tears_of_steel": (21, 65, 185),
        "clip_02_caminandes": (),
        "clip_03_sintel": (58, 76, 96, 118, 140, 209),
        "big-buck-bunny-30s": (285, 378, 553),
        "friday": (),
    }
    takes = [Take(folder / f"{name}.mp4", name, 24, cuts=at, is_film=True) for name, at in cuts.items()]
    takes += [Take(file, file.stem, 60, is_film=True) for file in sorted(folder.glob("four-angles/*.mp4"))]
    return Footage("films", tuple(takes))


def prints_briefly(work: Path) -> tuple[list[Path], list[Told]]:
    """Return takes that the stage shot, or shot there before, and what the prints of some of them tell.

    Many takes of one moment, drawn small and still: what is hardest to tell apart by eye.
    """
    material = moment_stage(work)
    footage = footage_of(material, SETUPS_BRIEFLY, each=4)
    takes = [next(material.footage.rglob(Path(one.file).name)) for one in material.truth.takes]
    ways = [one for one in PICTURES if one.name in (*HELD, *ONLY_TOLD)]
    found = sit_prints([footage], ways, SOUNDS[:1])
    return takes, [replace(one, least=None if one.how in ONLY_TOLD else MOST_OTHERS) for one in found]


def told_enough(found: Sequence[Told]) -> bool:
    """Tell whether of every way of encoding there were proxies, shifts and other takes to be told."""
    return bool(found) and all(one.same and one.shifts and one.others for one in found)


def prints_in_full(work: Path) -> tuple[list[Path], list[Told]]:
    """Return real takes, or what the stage shot, and what prints tell of all the footage that is here."""
    shot, other = (stage_rushes(work, seed) for seed in SEEDS[:2])
    sets = [footage_of(shot, tuned=True), footage_of(other)]
    real = strung_scenes()
    if real is not None:
        both = [replace(footage_of(real, setups, tuned=tuned), name=name) for name, setups, tuned in _REAL]
        sets = [both[0], sets[0], both[1], sets[1], films(shared_material() / "film")]
    material = real or shot
    takes = [next(material.footage.rglob(Path(one.file).name)) for one in material.truth.takes]
    return takes, sit_prints(sets)


def sit_prints(
    footage: Sequence[Footage], pictures: Sequence[Anew] = PICTURES, sounds: Sequence[Resounded] = SOUNDS
) -> list[Told]:
    """Encode every take in every way, and return what its prints tell."""
    found: list[Told] = []
    for one in footage:
        known = [_known(take, pictures, sounds) for take in one.takes]
        found += (_sat(one, known, how.name) for how in pictures)
        found += (_sat_by_ear(one, known, how.name) for how in sounds)
    return found


def _known(take: Take, pictures: Sequence[Anew], sounds: Sequence[Resounded]) -> _Known:
    frames = decoded(take.file, MOST_FRAMES)
    sound = heard(take.file, MOST_FRAMES / take.rate)
    anew = {how.name: encoded_anew(frames, how) for how in pictures}
    return _Known(
        take,
        prints(frames),
        anew,
        sound,
        {how.name: sounded_anew(sound, how) for how in sounds if len(sound)},
    )


def _sat(footage: Footage, known: Sequence[_Known], how: str) -> Told:
    told = Told(footage.name, how, footage.tuned)
    for one in known:
        chance = random.Random(f"{one.take.file.name} {how}")  # noqa: S311 -- a lot, no secret
        for first, count in _events(one, chance):
            told = told + _same(one, how, first, count)
    for one, other, first, there, count in _pairs(known):
        told = told + _other(one, other, how, first, there, count)
    return told


def _events(one: _Known, chance: random.Random) -> Iterator[tuple[int, int]]:
    """Yield (first frame, how many) of events, with room for shifts; of a film inside one of its shots."""
    edges = (0, *(cut for cut in one.take.cuts if cut < len(one.own)), len(one.own))
    for _ in range(EVENTS):
        count = chance.randint(12, 60)
        starts = [at for begin, end in pairwise(edges) for at in range(begin + 2, end - count - 2)]
        if starts:
            yield chance.choice(starts), count


def _of(first: int, count: int) -> tuple[int, int, int]:
    return first, first + count // 2, first + count - 1


def _look(one: _Known, shown: Sequence[FramePrint], first: int, there: int, count: int) -> Look:
    near = [{by: one.own[at + by] for by in _NEAR} for at in _of(first, count)]
    return looked([shown[at] for at in _of(there, count)], near)


def _same(one: _Known, how: str, first: int, count: int) -> Told:
    look = _look(one, one.anew[how], first, first, count)
    told = Told(
        "", "", same=1, false=int(look.seen in {"other", "shifted"}), still=int(look.seen == "unsure")
    )
    for by in SHIFTS:
        seen = _look(one, one.anew[how], first, first + by, count).seen
        told = told + Told(
            "", "", shifts=1, caught=int(seen in {"other", "shifted"}), told=int(seen == "unsure")
        )
    return told


def _pairs(known: Sequence[_Known]) -> Iterator[tuple[_Known, _Known, int, int, int]]:
    """Yield (take, another, first frame in each, how many) of what could be taken for each other.

    Takes that were strung from the very same recording are left out: they are no other takes.
    """
    for pair in _alike(known):
        if min(apart(pair[0].own[pair[2]], pair[1].own[pair[3] + by]) for by in _NEAR) > _ONE_RECORDING:
            yield pair


def _alike(known: Sequence[_Known]) -> Iterator[tuple[_Known, _Known, int, int, int]]:
    for one, other in permutations(known, 2):
        if one.take.setup == other.take.setup and not one.take.is_film:
            for line in sorted(one.take.lines.keys() & other.take.lines.keys()):
                starts = one.take.lines[line], other.take.lines[line]
                if min(starts) >= 2 and max(starts) + 52 <= min(len(one.own), len(other.own)):
                    yield one, other, *starts, 48
    for one in known if known[0].take.is_film else ():
        chance = random.Random(one.take.file.name)  # noqa: S311 -- a lot, no secret
        for first, count in (*_events(one, chance), *_events(one, chance)):
            edges = (0, *one.take.cuts, len(one.own))
            shot = next((a, b) for a, b in pairwise(edges) if a <= first < b)
            there = [
                at for at in range(shot[0], min(shot[1], len(one.own)) - count) if abs(at - first) >= _AHEAD
            ]
            if there:
                yield one, one, first, chance.choice(there), count


def _other(one: _Known, other: _Known, how: str, first: int, there: int, count: int) -> Told:  # noqa: PLR0917
    seen = _look(one, other.anew[how], first, there, count).seen in {"other", "shifted"}
    either = seen or _sounds_other(one.sound, other.sound, one.take.rate, first, there, count)
    return Told("", "", others=1, by_eye=int(seen), by_either=int(either))


def _sounds_other(  # noqa: PLR0917 -- two places in two sounds
    ours: Samples, theirs: Samples, rate: float, first: int, there: int, count: int
) -> bool:
    bands = sound_print(_part(theirs, there, count, rate)), sound_print(_part(ours, first, count, rate))
    found = listened(bands[0], bands[1])
    return not found.quiet and (found.alike < HEARD or abs(found.late_s) > max(0.6 / rate, 0.015))


def _part(sound: Samples, first: int, count: int, rate: float) -> Samples:
    return sound[round(first / rate * RATE) : round((first + count) / rate * RATE)]


def _sat_by_ear(footage: Footage, known: Sequence[_Known], how: str) -> Told:
    """Return what sound alone tells; shifts are of one and two frames."""
    told = Told(footage.name, how, footage.tuned)
    for one in known:
        if how not in one.resounded:
            continue
        chance = random.Random(f"{one.take.file.name} {how}")  # noqa: S311 -- a lot, no secret
        for first, count in _events(one, chance):
            place = one.sound, one.resounded[how], one.take.rate
            told = told + Told("", "", same=1, false=int(_sounds_other(*place, first, first, count)))
            for by in SHIFTS:
                caught = _sounds_other(*place, first, first + by, count)
                own = sound_print(_part(one.sound, first, count, one.take.rate))
                quiet = listened(own, own).quiet
                told = told + Told("", "", shifts=1, caught=int(caught), told=int(quiet and not caught))
    for one, other, first, there, count in _pairs(known):
        if how in other.resounded:
            told = told + Told(
                "",
                "",
                others=1,
                by_either=int(
                    _sounds_other(one.sound, other.resounded[how], one.take.rate, first, there, count)
                ),
            )
    return told


def told(found: Sequence[Told]) -> Iterator[str]:
    """Yield the counts as a table."""
    heads = f"{'footage':<22}{'encoded anew':<30}{'false alarms':>14}{'still':>7}{'shifts caught':>16}"
    yield f"{heads}{'told':>6}{'missed':>8}{'takes by eye':>14}{'eye or ear':>12}"
    for one in found:
        name = f"{one.footage}{' *' if one.tuned else ''}"
        yield (
            f"{name:<22}{one.how:<30}{f'{one.false} of {one.same}':>14}{one.still:>7}"
            f"{f'{one.caught} of {one.shifts}':>16}{one.told:>6}{one.missed:>8}"
            f"{f'{one.by_eye} of {one.others}':>14}{f'{one.by_either} of {one.others}':>12}"
            f"{'  only told' if one.least is None else '' if one.kept else '  NOT KEPT'}"
        )
