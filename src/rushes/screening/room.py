"""The room itself: it does what people ask, has the cut solved again around it, and says what is different.

An act is solved before it is written, written before it is shown, and what is shown can be made again from
what is written: so the journal and the cut always agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from rushes.coverage.model import Reading
from rushes.cut import Event
from rushes.cut.scene import CutScene
from rushes.cut.settle import CannotKeep
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.picture import Looks
from rushes.screening.acts import AnyAct, Lock, Relink, Swap, Together
from rushes.screening.bench import Bench
from rushes.screening.brought import BroughtFolder, as_played
from rushes.screening.clock import Hours
from rushes.screening.decide import NoSuchVersion as NoSuchVersion  # noqa: PLC0414 -- the server asks for it here
from rushes.screening.decide import after, check, is_so, written_in
from rushes.screening.journal import Journal
from rushes.screening.model import FIRST, Decisions, Entry, LineWishes, OpenFilm, Wishes
from rushes.screening.standing import Done, Standing
from rushes.screening.whereabouts import cut_at, lined_at
from rushes.timecode import timecode_text
from rushes.turnover.shots import film_start


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
    def why(self) -> str:
        """Why not, in words."""
        return str(self.args[0])

    @property
    def most(self) -> int | None:
        """The most frames that could be had."""
        most: int | None = self.args[1]
        return most


class InTheWay(Refusal):
    """What is asked for does not go with what somebody decided before.

    Facts: who, the line that it was about, what, why not, and whether it is a trim.
    """

    sentence = "That does not go with what {0} decided about line {1} ({2}): {3}. Take that back first."

    @property
    def line(self) -> str:
        """The line of which something else was decided."""
        return str(self.args[1])

    @property
    def is_trim(self) -> bool:
        """Whether its trim alone is in the way."""
        return bool(self.args[4])


class ScreeningRoom:
    """A film on the screen. Safe to be asked by several threads; one act is done at a time."""

    def __init__(
        self,
        film: OpenFilm,
        journal: Journal | None,
        only_looks: str = "",
        brought: BroughtFolder | None = None,
    ) -> None:
        """Open a room; what the journal holds is done again.

        only_looks: why nothing can be decided here; a room without a journal only looks, too. brought: where
        versions lie that came back.
        `told` keeps what the page was told of the cut of a scene (`rushes.screening.scene_views`), and
        `told_pins` of what was decided about a line. `tell` is called, in the thread that cuts, with how much
        is done, 0 to 1, where the whole film is cut anew.
        """
        self._bench, self._journal, self._lock = Bench(film), journal, RLock()
        self.only_looks = film.only_looks or only_looks or ("" if journal else "it has no journal")
        self.brought = brought or BroughtFolder(None)
        self.tell: Callable[[float], None] | None = None
        self.told = WeakKeyDictionary[CutScene, dict[int, Any]]()
        self.told_pins = WeakKeyDictionary[LineWishes, list[dict[str, Any]]]()
        entries = journal.entries if journal else ()
        self.standing = self._stands(after(entries), None)

    @property
    def film(self) -> OpenFilm:
        """The film that is on the screen."""
        return self._bench.film

    @property
    def looks(self) -> Looks:
        """How every stretch of picture stands beside the other takes of its setup."""
        return self._bench.looks

    @property
    def readings(self) -> Mapping[str, tuple[Reading, ...]]:
        """The readings of every line, in the order in which they were shot."""
        return self._bench.readings

    def played(self, event: Event) -> Reading | None:
        """Return the reading of its line that an event plays; None for one that plays another moment."""
        return self._bench.played(event)

    def _stands(self, decisions: Decisions, before: Standing | None) -> Standing:
        return self._bench.stands(decisions, before, self.tell)

    @cached_property
    def clips(self) -> Mapping[str, Clip]:
        """All clips of the film by name, and the sounds behind them."""
        clips = {clip.file: clip for clip in (*self.film.lined.clips, *self.standing.cut.clips)}
        behind = (one.sound for clip in self.film.lined.clips for one in clip.behind)
        return clips | {sound.file: sound for sound in behind}

    def do(self, act: AnyAct, who: str, seen: str) -> Done:
        """Do an act and return what it came to; when this returns it is on the disk.

        seen: the hash of what the person looked at. What is so already is not written down again.
        Refuses with nothing changed: `LooksOnly`, `Stale`, those of `rushes.screening.decide.check`,
        `NotLookedAt` for a lock that comes too soon, those of `rushes.cut.settle` for what cannot be kept
        (`CannotCut` for what this very act asks for, `InTheWay` for what another asked), `CannotKeepJournal`.
        """
        with self._lock:
            before = self.standing
            self._check(before, act, who, seen)
            if is_so(before.decisions, act):
                return Done(None, before, before)
            act = self._with_held(act, before)
            trial = Entry(before.decisions.seq + 1, "", who, act, seen, "")
            planned = self._planned(trial, before)
            assert self._journal is not None  # `_check` refused a room without one
            entry = self._journal.write(who, act, seen)
            decisions = after([entry], before.decisions)
            wishes, now = self._bench.wishes(decisions, planned.wishes), self._bench.hash_of(decisions)
            self.standing = replace(planned, decisions=decisions, wishes=wishes, hash=now)
            return Done(entry, before, self.standing)

    def tried(self, act: AnyAct) -> Standing:
        """Return the film as an act would have it stand; nothing is done. Refuses as `do`."""
        with self._lock:
            before = self.standing
            if self.only_looks:
                raise LooksOnly(self.only_looks)
            act = self._with_held(act, before)
            return self._planned(Entry(before.decisions.seq + 1, "", "", act, before.hash, ""), before)

    def _with_held(self, act: AnyAct, before: Standing) -> AnyAct:
        """Return an act with how the other lines of its scene play, where it leaves them as they are."""
        if isinstance(act, Together):
            return Together(tuple(self._with_held(part, before) for part in act.acts))  # type: ignore[misc]
        if isinstance(act, Swap) and act.alone:
            return msgspec.structs.replace(act, held=self._bench.held(act.line, before))
        return act

    def _planned(self, trial: Entry, before: Standing) -> Standing:
        """Return the film after an entry that is not written; a refusal speaks of the act, and of no pin."""
        try:
            return self._stands(after([trial], before.decisions), before)
        except CannotKeep as refusal:
            pin = refusal.pin
            if pin.where == written_in(trial):
                raise CannotCut(refusal.why, refusal.most) from refusal
            if pin.where not in map(written_in, before.decisions.holding):
                raise
            what, trims = str(pin).partition(": ")[2], bool(pin.head or pin.tail)
            raise InTheWay(pin.by, pin.line, what, refusal.why, trims) from refusal

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
            self._bench = Bench(replace(self.film, lined=lined_at(self.film.lined, places), shown=shown))
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

        A version that came back is asked for by its key, or by its name where nobody gave that to another.
        Refuses a name that nobody gave, `NoSuchVersion`, and what came back and cannot be played:
        `NotToBePlayed`.
        """
        with self._lock:
            saved = next((one for one in self.standing.decisions.saved if one.name == name), None)
            if name == FIRST:
                return self._stands(Decisions(), self.standing)
            if saved is None or self._journal is None:
                return self._brought(name)
            entries = (entry for entry in self._journal.entries if entry.seq <= saved.seq)
            return self._stands(after(entries), self.standing)

    def _brought(self, name: str) -> Standing:
        """Return a version that came back, as it is there: nobody's decisions, and none of the machine's."""
        found = self.brought.find(name)
        if found is None:
            raise NoSuchVersion(name)
        cut = as_played(found, self.clips)
        return Standing(Decisions(), Wishes(), cut, (), found.key)

    def since(self, seen: str) -> tuple[Entry, ...]:
        """Return what was done since the film stood as this hash says; all of it where it never did."""
        with self._lock:
            entries = self._journal.entries if self._journal else ()
            decisions, since = Decisions(), 0
            for entry in entries:
                if self._bench.hash_of(decisions) == seen:
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
            start, drop = film_start(before.cut)
            raise NotLookedAt(asks, timecode_text(start + first, before.cut.rate, drop=drop))
