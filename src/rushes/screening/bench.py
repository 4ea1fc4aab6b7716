"""A film on the bench: from what people decided to how it stands, cut again where that is different."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from rushes.coverage.model import Reading
from rushes.cut import Event, taste_of
from rushes.cut.first import CuttingRoom
from rushes.footage.model import Clip
from rushes.picture import Looks
from rushes.screening.acts import Held
from rushes.screening.decide import wishes_of
from rushes.screening.model import Decisions, OpenFilm, Wishes
from rushes.screening.standing import Standing

_MOST_TASTES: Final = 4
"""Tastes whose cutting room is kept ready: each is a film's worth of worths, 20 MB of one of 2,000 events.

None is cut ahead, though the first cut by a taste takes 0.7 s of such a film: acts of people that took 0.12 s
at the 95th percentile took 0.31 s beside a thread that made way for them between scenes, 0.46 s beside any.
"""


class Bench:
    """A film with all that is worked out of it once. What is found out is kept; nothing is decided here."""

    def __init__(self, film: OpenFilm) -> None:
        """Lay a film on the bench; nothing is cut yet."""
        self.film = film
        self._rooms: dict[str, CuttingRoom] = {}

    @cached_property
    def looks(self) -> Looks:
        """How every stretch of picture stands beside the other takes of its setup."""
        return Looks.of(self.film.lined.clips, self.film.lined.seen)

    @cached_property
    def readings(self) -> Mapping[str, tuple[Reading, ...]]:
        """The readings of every line, in the order in which they were shot."""
        found: dict[str, list[Reading]] = defaultdict(list)
        order = {clip.file: place for place, clip in enumerate(self.film.lined.clips)}
        for reading in self.film.lined.readings:
            found[reading.line].append(reading)
        return {
            line: tuple(sorted(ours, key=lambda one: (order.get(one.file, 0), one.in_s)))
            for line, ours in found.items()
        }

    def stands(
        self, decisions: Decisions, before: Standing | None, tell: Callable[[float], None] | None = None
    ) -> Standing:
        """Return the film after these decisions; the cut of `before` where it is the same.

        tell: called with how much is done, 0 to 1, where the whole film is cut anew.
        """
        wishes = self.wishes(decisions, before.wishes if before else None)
        now = self.hash_of(decisions)
        if self.film.shown is not None:
            return Standing(decisions, wishes, self.film.shown, self.film.findings, now)
        if before is not None and (wishes.pins, wishes.taste) == (before.wishes.pins, before.wishes.taste):
            return replace(before, decisions=decisions, wishes=wishes, hash=now)
        whole = before is None or wishes.taste != before.wishes.taste
        film = self._room(wishes.taste).strung(self.film.pins + wishes.pins, tell if whole else None)
        findings = (*self.film.findings, *film.findings)
        return Standing(decisions, wishes, film.cut, findings, now, film.scenes)

    def wishes(self, decisions: Decisions, before: Wishes | None) -> Wishes:
        """Return what decisions ask of this film's cut. before: what was asked of it at another time."""
        return wishes_of(decisions, self._takes, before)

    def held(self, line: str, standing: Standing) -> tuple[Held, ...]:
        """Return how the other lines of a line's scene play; those that nobody chose differently."""
        scene = {one.id: one.scene for one in self.film.screenplay.lines}
        pinned = {pin.line for pin in standing.wishes.pins.pins if pin.sound or pin.picture}
        held = []
        for event in standing.cut.spoken:
            if event.line != line and scene.get(event.line) == scene.get(line) and event.line not in pinned:
                reading = self.played(event)
                if reading is not None:
                    held.append(Held(event.line, reading.file, reading.pass_number))
        return tuple(held)

    def played(self, event: Event) -> Reading | None:
        """Return the reading of its line that an event plays; None for one that plays another moment."""
        for reading in self.readings.get(event.line, ()):
            clip = self._clips[reading.file]
            if event.file == reading.file and event.source.overlap(reading.span):
                return reading
            for behind in clip.behind:
                at = behind.on_recorder(reading.in_s)
                if behind.sound.file == event.file and event.source.start_s <= at < event.source.end_s:
                    return reading
        return None

    @cached_property
    def _clips(self) -> Mapping[str, Clip]:
        return {clip.file: clip for clip in self.film.lined.clips}

    @cached_property
    def _takes(self) -> Mapping[str, Iterable[tuple[str, int]]]:
        return {
            line: tuple((one.file, one.pass_number) for one in ours) for line, ours in self.readings.items()
        }

    def _room(self, taste: str | None) -> CuttingRoom:
        """Return the cutting room for a taste, None for the film's own; `UnknownTaste` for another name."""
        film, eye = self.film, self.film.taste if taste is None else taste_of(taste)
        name = "" if eye == film.taste else eye.name
        if name not in self._rooms:
            while len(self._rooms) >= _MOST_TASTES:
                del self._rooms[next(iter(self._rooms))]
            self._rooms[name] = CuttingRoom(film.screenplay, film.lined, eye, film.rate, told=film.told)
        return self._rooms[name]

    def hash_of(self, decisions: Decisions) -> str:
        """Return the hash of what decides how the cut is, and of whether it may be changed.

        The last entry that holds stands for all that hold with it: none below it changes while it is there.
        """
        last = decisions.cutting[-1].chain if decisions.cutting else ""
        told = "\n".join(map(str, (self._made_from, decisions.locked, last)))
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    @cached_property
    def _made_from(self) -> str:
        """Say what the film is made from: other rushes, another script or ear give other hashes."""
        clips = (clip.sha256 for clip in self.film.lined.clips)
        readings = (f"{one.line} {one.file} {one.pass_number} {one.in_s}" for one in self.film.lined.readings)
        told = "\n".join((self.film.taste.name, str(self.film.rate), *clips, *readings))
        return hashlib.sha256(told.encode()).hexdigest()
