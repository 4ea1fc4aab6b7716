"""The first cut on one page: scenes are cut one by one, and strung together.

For each line a performance, its place in the scene, and what is seen over it: `rushes.cut.scene`. What a
person decides about a line costs its scene; the others are only shifted (`rushes.cut.strung`).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Any, Final, TypeVar

from rushes.coverage.model import LinedScript
from rushes.cut import idioms
from rushes.cut.angles import Size
from rushes.cut.choose import Choice
from rushes.cut.framed import Framings
from rushes.cut.known import Known
from rushes.cut.laying import rate_of_most
from rushes.cut.model import Cut
from rushes.cut.on_camera import Told
from rushes.cut.pins import Pins
from rushes.cut.scene import CutScene, Performed, chosen, cut_of, go_on, performed, together, with_tone
from rushes.cut.selects import Bench
from rushes.cut.settle import Agreed, settle
from rushes.cut.strung import Placed, Strung, placed, strung
from rushes.cut.tastes import Taste
from rushes.errors import Finding
from rushes.screenplay.model import Screenplay

Findings = tuple[Finding, ...]

_Made = TypeVar("_Made")

_A_SCENE: Final = 40
_A_FILM: Final = 400
"""How much stays on the shelf: eight ways of cutting each scene, of five pieces each, and some more."""


_CHOSEN: Final = 0.4
"""The share of the time of a cut until the performances are chosen (profiles of a film of 120 scenes)."""


def _nobody(_: float) -> None:
    """Tell nobody how much is done."""


def first_cut(
    screenplay: Screenplay,
    lined: LinedScript,
    taste: Taste,
    rate: Fraction | None = None,
    *,
    sizes: Mapping[str, Size] | None = None,
    pins: Pins | None = None,
    told: Told | None = None,
) -> tuple[Cut, Findings]:
    """Return a first cut of every line that was heard, and what a person should know about it.

    First a performance is chosen for each line; that settles what is heard and how long the film is. Then
    pictures are chosen over it (`rushes.cut.pictures`), and cuts of the picture moved where speakers change
    (`rushes.cut.splits`). Each covered line is one event on A1 (and on further tracks where its take has
    several files), one or several on V1; the record runs from 0 without a gap. Neighbours in one clip whose
    sources touch are one shot: no cut, only a seam that keeps reasons and alternates with their line.

    rate: of the cut; None takes that of most used clips. sizes: of setups, as a person knows them; of the
    others paper, faces or the custom of slates tell it. pins: what a person decided. told: who is on camera,
    as a person says it. Nothing is retimed: a shot of another rate keeps its seconds to the nearest frame.
    `UnknownReason` for a taste that weighs what does not exist; refusals of `rushes.cut.settle` for pins that
    cannot be kept.
    """
    return CuttingRoom(screenplay, lined, taste, rate, sizes, told).cut(pins or Pins())


class CuttingRoom:
    """A film on the bench, to be cut again and again: a scene whose pins are as before is not cut anew."""

    def __init__(  # noqa: PLR0917 -- as of `first_cut`
        self,
        screenplay: Screenplay,
        lined: LinedScript,
        taste: Taste,
        rate: Fraction | None = None,
        sizes: Mapping[str, Size] | None = None,
        told: Told | None = None,
    ) -> None:
        """Take arguments as of `first_cut`; refuse a taste that weighs what does not exist."""
        idioms.check(taste)
        self.known, self.rate = Known(screenplay, lined, taste, sizes, told), rate
        self._agreed: Agreed = {}
        self._shelf = _Shelf(_A_SCENE * len(screenplay.scenes) + _A_FILM)
        self._placed: tuple[Placed, ...] = ()
        self._last: list[_Chosen | None] = [None for _ in screenplay.scenes]

    @property
    def bench(self) -> Bench:
        """Every reading that can be used."""
        return self.known.bench

    @property
    def framings(self) -> Framings:
        """What is known of how close every clip is seen."""
        return self.known.framings

    def cut(self, pins: Pins) -> tuple[Cut, Findings]:
        """Return the cut that keeps these pins, and what a person should know about it."""
        film = self.strung(pins)
        return film.cut, film.findings

    def strung(self, pins: Pins, tell: Callable[[float], None] | None = None) -> Strung:
        """Return the cut that keeps these pins with the scenes that it is strung together of.

        tell: is called after every scene with how much is done, 0 to 1.
        """
        known, tell = self.known, tell or _nobody
        pins = settle(pins, known.screenplay, known.lined.clips, known.bench, self._agreed)
        each = [
            was if was is not None and was.pins == ours else self._chosen(at, ours)
            for at, (was, ours) in enumerate(zip(self._last, self._by_scene(pins), strict=True))
        ]
        self._last = [*each]
        tell(_CHOSEN)
        rate = self.rate or self._rate_of(each)
        scenes = [self._performed(one, rate) for one in each]
        groups, film = self._through(scenes), list[CutScene]()
        for group in groups:
            film.append(self._cut(group, rate))
            tell(_CHOSEN + (1 - _CHOSEN) * len(film) / len(groups))
        if any(scene.sounds for scene in film):
            film = [self._toned(scene) for scene in film]
        self._placed = placed(film, self._placed)
        return strung(self._placed, known, Cut(known.screenplay.title, rate, known.taste.name, ()))

    def _by_scene(self, pins: Pins) -> Iterator[Pins]:
        """Yield the pins of every scene's lines."""
        for scene in self.known.screenplay.scenes:
            ours = [line.id for line in scene.lines if pins.of(line.id)]
            about = {line: pins.pictured[line] for line in ours if line in pins.pictured}
            yield Pins(tuple(pin for line in ours for pin in pins.of(line)), about)

    def _chosen(self, at: int, pins: Pins) -> "_Chosen":
        scene = self.known.screenplay.scenes[at]
        return self._shelf.get(
            ("chosen", at, pins), lambda: _Chosen(at, pins, chosen(scene, pins, self.known))
        )

    def _performed(self, one: "_Chosen", rate: Fraction) -> Performed:
        return self._shelf.get(
            ("performed", one, rate), lambda: performed(one.at, one.choices, one.pins, rate, self.known)
        )

    def _rate_of(self, each: Sequence["_Chosen"]) -> Fraction:
        """Return the rate that most clips have that are heard: what one scene plays may change all."""
        heard = dict.fromkeys(file for one in each for file in one.files)
        return rate_of_most([self.known.clips[file] for file in heard] or self.known.lined.clips)

    def _through(self, scenes: Sequence[Performed]) -> list[tuple[Performed, ...]]:
        """Return the scenes, each by itself, but together those through which one take plays."""
        groups: list[tuple[Performed, ...]] = []
        before, group = None, 0
        for now in scenes:
            if before and now.in_sync and self._go_on(before, now):
                groups[group:] = [(*chain.from_iterable(groups[group:]), now)]
            else:
                groups.append((now,))
                group = len(groups) - 1 if now.in_sync else group
            before = now if now.in_sync else before
        return groups

    def _go_on(self, before: Performed, now: Performed) -> bool:
        return self._shelf.get(("goes on", before, now), lambda: go_on(before, now, self.known))

    def _cut(self, scenes: tuple[Performed, ...], rate: Fraction) -> CutScene:
        def cut() -> CutScene:
            lie = together(scenes, rate, self.known) if len(scenes) > 1 else scenes
            return cut_of(lie, rate, self.known)

        return self._shelf.get(("cut", *scenes), cut)

    def _toned(self, scene: CutScene) -> CutScene:
        return self._shelf.get(("toned", scene), lambda: with_tone(scene, self.known))


@dataclass(frozen=True, eq=False)
class _Chosen:
    """The performances of a scene, by its place in the film, that keep its pins."""

    at: int
    pins: Pins
    choices: tuple[Choice, ...]

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The clips that are heard."""
        return tuple(dict.fromkeys(choice.select.clip.file for choice in self.choices))


class _Shelf:
    """What was made stays on the shelf until so many other things were asked for."""

    def __init__(self, most: int) -> None:
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._most = most

    def get(self, what: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return something, made now where it is not there."""
        if what in self._made:
            self._made.move_to_end(what)
        else:
            self._made[what] = make()
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        made: _Made = self._made[what]
        return made
