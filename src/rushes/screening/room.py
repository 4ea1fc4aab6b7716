"""The room itself: it does what people ask, has the cut solved again around it, and says what is different.

An act is solved before it is written, written before it is shown, and what is shown can be made again from
what is written: so the journal and the cut always agree.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, Final
from weakref import WeakKeyDictionary

import msgspec

from rushes.coverage.model import LinedScript, Reading
from rushes.cut import TASTES, Cut, Event, Pins, Taste, taste_of
from rushes.cut.compare import Differences, compare
from rushes.cut.first import CuttingRoom
from rushes.cut.on_camera import Told
from rushes.cut.scene import CutScene
from rushes.cut.settle import CannotKeep
from rushes.cut.strung import Placed, in_order
from rushes.errors import Finding, Refusal
from rushes.footage.model import Clip
from rushes.picture import Looks
from rushes.project import Usual
from rushes.screening.acts import AnyAct, Held, Lock, Relink, Swap
from rushes.screening.clock import Hours
from rushes.screening.decide import NoSuchVersion as NoSuchVersion  # noqa: PLC0414 -- the server asks for it here
from rushes.screening.decide import after, check, wishes_of, written_in
from rushes.screening.journal import Journal
from rushes.screening.model import FIRST, Decisions, Entry, LineWishes, Wishes
from rushes.screening.whereabouts import cut_at, lined_at
from rushes.screenplay.model import Screenplay
from rushes.timecode import timecode_text


class Stale(Refusal):
    """Somebody decides about a cut that is no longer the one that plays."""

    sentence = "The cut has changed since you saw it ({0}). Look at it as it is now, then decide."


class LooksOnly(Refusal):
    """A room in which nothing can be decided."""

    sentence = "This room only looks: {0}."


class NotLookedAt(Refusal):
    """A lock needs a look at everything that asked for one."""

    sentence = "{0} before the picture can be locked; the first is at {1}."


class CannotCut(Refusal):
    """What a person asks for is more than the material, or the rest of the cut, allows.

    Facts: why; and, of a trim, the most frames that could be had, or None.
    """

    sentence = "It cannot be cut so: {0}."

    @property
    def most(self) -> int | None:
        """The most frames that could be had."""
        most: int | None = self.args[1]
        return most


@dataclass(frozen=True)
class OpenFilm:
    """A film as it is opened. title: what it is called. taste, rate, told, pins: as the film itself says.

    lined: with all that was heard and seen, so that it can be cut again. only_looks: why nothing can be
    decided, empty where it can; then `shown` is the cut that is looked at. worked: how long each run of the
    machine took, by stage. usual: what such a film takes a person, where somebody said so. footage_gone: it
    can only be looked at because footage is not where it was, and may be found again.
    """

    title: str
    screenplay: Screenplay
    lined: LinedScript
    taste: Taste = TASTES["classic"]
    rate: Fraction | None = None
    told: Told = field(default_factory=dict)
    pins: Pins = field(default_factory=Pins)
    findings: tuple[Finding, ...] = ()
    shown: Cut | None = None
    only_looks: str = ""
    worked: tuple[Mapping[str, float], ...] = ()
    usual: Usual | None = None
    footage_gone: bool = False


@dataclass(frozen=True)
class Standing:
    """The film as it stands after an entry of its journal.

    hash: of all that decides how the cut is; equal hashes, equal cuts. scenes: those that the cut is strung
    together of, none where a finished cut is looked at.
    """

    decisions: Decisions
    wishes: Wishes
    cut: Cut
    findings: tuple[Finding, ...]
    hash: str
    scenes: tuple[Placed, ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def to_look(self) -> tuple[Event, ...]:
        """The events that ask for a look and have not had one."""
        asking = (event for event in self.cut.events if event.needs_look)
        return tuple(event for event in asking if look_key(event) not in self.decisions.looked)


@dataclass(frozen=True)
class Done:
    """What an act came to. entry: as it is written. different: beside the cut before it."""

    entry: Entry
    before: Standing
    now: Standing

    @cached_property
    def different(self) -> Differences:
        """What is different in the cut; what is the same is counted in the scenes that are not alone."""
        before, now = self.before, self.now
        if not (before.scenes and now.scenes):
            return compare(before.cut, now.cut)
        found = compare(*_parts_that_differ(before, now))
        return replace(found, frames=before.cut.frames, frames_after=now.cut.frames)


def _parts_that_differ(before: Standing, now: Standing) -> tuple[Cut, Cut]:
    """Return of two cuts the scenes that are not in both, and those that share a clip with these.

    A shot is only new where nothing of it is anywhere in the other cut; so no scene may be left out that
    could hold a piece of one.
    """
    sides = before.scenes, now.scenes
    both = {one.scene for one in before.scenes} & {one.scene for one in now.scenes}
    alone = [one.scene for side in sides for one in side if one.scene not in both]
    files = {file for scene in alone for file in scene.files}
    told = [[one for one in side if one.scene not in both or one.scene.files & files] for side in sides]
    return _only(before.cut, told[0]), _only(now.cut, told[1])


def _only(cut: Cut, scenes: Sequence[Placed]) -> Cut:
    """Return a cut with nothing but some of its scenes, where they lie in it."""
    beats = tuple(beat for one in scenes for beat in one.beats)
    return replace(cut, events=in_order(scenes), missing=(), beats=beats)


def look_key(event: Event) -> str:
    """Return what a look at an event is remembered by: another choice or another doubt asks anew."""
    told = (event.track, event.line, event.file, event.source.start, event.source.end, *event.look_because)
    return hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:16]


_MOST_TASTES: Final = 4
"""Tastes whose bench is kept ready: each is a film's worth of worths."""


class ScreeningRoom:
    """A film on the screen. Safe to be asked by several threads; one act is done at a time."""

    def __init__(self, film: OpenFilm, journal: Journal | None, only_looks: str = "") -> None:
        """Open a room; what the journal holds is done again.

        only_looks: why nothing can be decided here; a room without a journal only looks, too.
        `told` keeps what the page was told of the cut of a scene (`rushes.screening.scene_views`), and
        `told_pins` of what was decided about a line. `tell` is called, in the thread that cuts, with how much
        is done, 0 to 1, where the whole film is cut anew.
        """
        self.film, self._journal, self._lock = film, journal, RLock()
        self.only_looks = film.only_looks or only_looks or ("" if journal else "it has no journal")
        self._rooms: dict[str, CuttingRoom] = {}
        self.tell: Callable[[float], None] | None = None
        self.told = WeakKeyDictionary[CutScene, dict[int, Any]]()
        self.told_pins = WeakKeyDictionary[LineWishes, list[dict[str, Any]]]()
        entries = journal.entries if journal else ()
        self.standing = self._stands(after(entries), None)

    @cached_property
    def clips(self) -> Mapping[str, Clip]:
        """All clips of the film by name, and the sounds behind them."""
        clips = {clip.file: clip for clip in (*self.film.lined.clips, *self.standing.cut.clips)}
        behind = (one.sound for clip in self.film.lined.clips for one in clip.behind)
        return clips | {sound.file: sound for sound in behind}

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

    def do(self, act: AnyAct, who: str, seen: str) -> Done:
        """Do an act and return what it came to; when this returns it is on the disk.

        seen: the hash of what the person looked at. Refuses with nothing changed: `LooksOnly`, `Stale`, those
        of `rushes.screening.decide.check`, `NotLookedAt` for a lock that comes too soon, those of
        `rushes.cut.settle` for what cannot be kept (`CannotCut` for what this very act asks for),
        `CannotKeepJournal`.
        """
        with self._lock:
            before = self.standing
            self._check(before, act, who, seen)
            if isinstance(act, Swap) and act.alone:
                act = msgspec.structs.replace(act, held=self._held(act.line))
            trial = Entry(before.decisions.seq + 1, "", who, act, seen, "")
            planned = self._planned(trial, before)
            assert self._journal is not None  # `_check` refused a room without one
            entry = self._journal.write(who, act, seen)
            decisions = after([entry], before.decisions)
            wishes = wishes_of(decisions, self._takes, planned.wishes)
            self.standing = replace(planned, decisions=decisions, wishes=wishes, hash=self._hash(decisions))
            return Done(entry, before, self.standing)

    def _planned(self, trial: Entry, before: Standing) -> Standing:
        """Return the film after an entry that is not written; a refusal speaks of the act, and of no pin."""
        try:
            return self._stands(after([trial], before.decisions), before)
        except CannotKeep as refusal:
            if refusal.pin.where != written_in(trial):
                raise
            raise CannotCut(refusal.why, refusal.most) from refusal

    @property
    def can_relink(self) -> bool:
        """Whether files that went away may be found again here: nothing else keeps people from deciding."""
        return not self.only_looks or self.film.footage_gone

    def relink(self, act: Relink, who: str) -> None:
        """Take files from where they were found again; the cut stays as it is.

        Where people decide it is on the disk when this returns; a room that only looks writes nothing.
        """
        places = {one.sha256: Path(one.path) for one in act.found}
        with self._lock:
            decisions = self.standing.decisions
            if not self.only_looks:
                check(decisions, act, who)
                assert self._journal is not None  # else it only looked
                decisions = after([self._journal.write(who, act, self.standing.hash)], decisions)
            shown = self.film.shown and cut_at(self.film.shown, places)
            self.film = replace(self.film, lined=lined_at(self.film.lined, places), shown=shown)
            self._rooms.clear()
            self.__dict__.pop("clips", None)  # the cached property
            cut = cut_at(self.standing.cut, places)
            self.standing = replace(self.standing, decisions=decisions, cut=cut)

    def attend(self, who: str, seconds: float) -> None:
        """Note that somebody was at work here for so long."""
        with self._lock:
            if self._journal is not None and not self.only_looks:
                self._journal.attend(who, seconds)

    @property
    def hours(self) -> Hours:
        """How long machine and people worked on the film, beside what such a film usually takes."""
        with self._lock:
            people = dict(self._journal.attended) if self._journal else {}
        return Hours(self.film.worked, people, self.film.usual)

    def catch_up(self) -> Standing:
        """Do again what another room wrote in the meantime, for a room that only looks."""
        with self._lock:
            newer = self._journal.newer() if self._journal else ()
            if newer:
                self.standing = self._stands(after(newer, self.standing.decisions), self.standing)
            return self.standing

    def version(self, name: str) -> Standing:
        """Return the film as it stood when somebody gave it this name; `FIRST` is before all decisions.

        Refuses a name that nobody gave: `NoSuchVersion`.
        """
        with self._lock:
            saved = next((one for one in self.standing.decisions.saved if one.name == name), None)
            if name == FIRST:
                return self._stands(Decisions(), self.standing)
            if saved is None or self._journal is None:
                raise NoSuchVersion(name)
            entries = (entry for entry in self._journal.entries if entry.seq <= saved.seq)
            return self._stands(after(entries), self.standing)

    def since(self, seen: str) -> tuple[Entry, ...]:
        """Return what was done since the film stood as this hash says; all of it where it never did."""
        with self._lock:
            entries = self._journal.entries if self._journal else ()
            decisions, since = Decisions(), 0
            for entry in entries:
                if self._hash(decisions) == seen:
                    since = decisions.seq
                decisions = after([entry], decisions)
            return tuple(entry for entry in entries if entry.seq > since)

    def _check(self, before: Standing, act: AnyAct, who: str, seen: str) -> None:
        if self.only_looks:
            raise LooksOnly(self.only_looks)
        if seen != before.hash:
            done = self.since(seen)
            whose = ", ".join(dict.fromkeys(entry.who for entry in done)) or "another page"
            raise Stale(f"by {whose}")
        check(before.decisions, act, who)
        if isinstance(act, Lock) and before.to_look:
            many, first = len(before.to_look), min(event.record.start for event in before.to_look)
            asks = "1 place asks for a look" if many == 1 else f"{many} places ask for a look"
            raise NotLookedAt(asks, timecode_text(first, before.cut.rate))

    def _held(self, line: str) -> tuple[Held, ...]:
        """Return how the other lines of a line's scene play now; those that nobody chose differently."""
        scene = {one.id: one.scene for one in self.film.screenplay.lines}
        pinned = {pin.line for pin in self.standing.wishes.pins.pins if pin.sound or pin.picture}
        held = []
        for event in self.standing.cut.spoken:
            if event.line != line and scene.get(event.line) == scene.get(line) and event.line not in pinned:
                reading = self.played(event)
                if reading is not None:
                    held.append(Held(event.line, reading.file, reading.pass_number))
        return tuple(held)

    def played(self, event: Event) -> Reading | None:
        """Return the reading of its line that an event plays; None for one that plays another moment."""
        for reading in self.readings.get(event.line, ()):
            clip = self.clips[reading.file]
            if event.file == reading.file and event.source.overlap(reading.span):
                return reading
            for behind in clip.behind:
                at = behind.on_recorder(reading.in_s)
                if behind.sound.file == event.file and event.source.start_s <= at < event.source.end_s:
                    return reading
        return None

    @cached_property
    def _takes(self) -> Mapping[str, Iterable[tuple[str, int]]]:
        return {
            line: tuple((one.file, one.pass_number) for one in ours) for line, ours in self.readings.items()
        }

    def _stands(self, decisions: Decisions, before: Standing | None) -> Standing:
        """Return the film after these decisions; the cut of `before` where it is the same."""
        wishes = wishes_of(decisions, self._takes, before.wishes if before else None)
        now = self._hash(decisions)
        if self.film.shown is not None:
            return Standing(decisions, wishes, self.film.shown, self.film.findings, now)
        if before is not None and (wishes.pins, wishes.taste) == (before.wishes.pins, before.wishes.taste):
            return replace(before, decisions=decisions, wishes=wishes, hash=now)
        whole = before is None or wishes.taste != before.wishes.taste
        tell = self.tell if whole else None
        film = self._room(wishes.taste).strung(self.film.pins + wishes.pins, tell)
        findings = (*self.film.findings, *film.findings)
        return Standing(decisions, wishes, film.cut, findings, now, film.scenes)

    def _room(self, taste: str | None) -> CuttingRoom:
        """Return the bench for a taste; the film's own for None. `UnknownTaste` for a name that is none."""
        film, eye = self.film, self.film.taste if taste is None else taste_of(taste)
        name = "" if eye == film.taste else eye.name
        if name not in self._rooms:
            while len(self._rooms) >= _MOST_TASTES:
                del self._rooms[next(iter(self._rooms))]
            self._rooms[name] = CuttingRoom(film.screenplay, film.lined, eye, film.rate, told=film.told)
        return self._rooms[name]

    def _hash(self, decisions: Decisions) -> str:
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
