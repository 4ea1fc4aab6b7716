"""Forgetting: when a yes holds no more, what was made with it is deleted, and the register says that it was.

What the program made of people lies in one place: remembered results, in the cache, which stand under the
yes that they were made by. A cut says in its ``consent.json`` on which yeses it stands; it is not taken
away, but named, so that a person makes it anew or asks for it back. Stills are pictures of the film itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from rushes.consent.saying import listed, register_of, shown_folder
from rushes.errors import Refusal
from rushes.project import HANDED_OVER, Film
from rushes.rights import EVERYONE, USES, Entry, Register, Use, open_register, same_name, today, writing
from rushes.turnover.asked import DOCUMENT, Asked, NotOurConsent, read_asked
from rushes.turnover.delivery import lay_beside

MADE: Final[tuple[tuple[Use, str], ...]] = (
    ("mouths", "how mouths moved"),
    ("transcribe", "words that were written down"),
    ("faces", "boxes of faces"),
)
"""What the cache remembers of people, by use; what stands on two yeses is counted by the first."""

_OF_THOSE: Final = frozenset(use for use, _ in MADE)


MARK: Final = "yes-is-over.txt"
"""The note beside a cut that stands on a yes that holds no more."""


class NotForgotten(Refusal):
    """What was made with a yes could not be deleted."""

    sentence = (
        "What was said is written down and holds, but not everything that was made with the yes could be "
        "deleted: {0} When that is mended: rushes consent forget {1}"
    )


@dataclass(frozen=True)
class Over:
    """A yes that holds no more for a use. by: who ended it: whoever said it, or one who said no after it.

    since: the number of the entry that ended it; 0 where its last day is over, which is `until` then.
    for_good: it can hold for nobody any more; else it still holds for others who are in other clips.
    """

    use: Use
    yes: str
    by: str
    since: int = 0
    until: date | None = None
    for_good: bool = True


@dataclass(frozen=True)
class StillThere:
    """A cut that stands on a yes that holds no more. left: it lies among what left the house."""

    folder: Path
    uses: tuple[Use, ...]
    clips: int
    left: bool


@dataclass(frozen=True)
class Forgotten:
    """What was deleted. counts: results by what they were. caches: where. receipts: entries that say so.

    cuts: those that stand on what holds no more.
    """

    film: Film
    counts: tuple[tuple[str, int], ...]
    caches: tuple[Path, ...]
    cuts: tuple[StillThere, ...]
    receipts: tuple[Entry, ...] = ()

    def __str__(self) -> str:
        """Return it as it is told."""
        return "\n".join(_told(self))

    @property
    def sentence(self) -> str:
        """Say what was deleted, and from where."""
        where = listed([str(one) for one in self.caches] or [f"{self.film.results}, which is not there"])
        if not self.counts:
            return f"Nothing that was made with it was remembered in {where}."
        what = listed(
            [f"{count} result{'' if count == 1 else 's'} with {made}" for made, count in self.counts]
        )
        return f"Deleted from {where} what was made with it: {what}."


def over(register: Register, day: date) -> tuple[Over, ...]:
    """Return the yeses that hold no more on a day, in order: those to what leaves something behind."""
    noes = _Noes(register)
    return tuple(
        found
        for yes in register.entries
        if yes.kind == "grant"
        for use in yes.uses
        if use in _OF_THOSE
        for found in _over(noes, yes, use, day)
    )


def unsettled(register: Register, day: date) -> tuple[Over, ...]:
    """Return those of the yeses that are over whose deletion is not written down."""
    receipts: dict[str, list[Entry]] = {}
    for entry in register.entries:
        if entry.kind == "deletion":
            receipts.setdefault(entry.performer, []).append(entry)
    return tuple(one for one in over(register, day) if not _settled(receipts.get(one.by, ()), one))


def forget(film: Film, caches: Sequence[Path] = ()) -> Forgotten:
    """Delete what was made with yeses that hold no more, and write that down for each who ended one.

    caches: folders of remembered results beside the film's own, as other runs were given. Done again, it
    deletes what is left or came back, and writes down only what is new. `NotForgotten` where the disk
    refuses.
    """
    folder = register_of(film)
    register, day = open_register(folder), today()
    ended, new = over(register, day), unsettled(register, day)
    wanted = ended if caches else (*(one for one in ended if one.for_good), *_for_now(new))
    looked_in = tuple(dict.fromkeys(one.absolute() for one in (film.results, *caches) if one.is_dir()))
    counts = _deleted(film, looked_in, wanted)
    made = Forgotten(film, counts, looked_in, still_there(film, register, day))
    made = replace(made, receipts=_write_down(made, folder, new, day))
    _mark(film, made.cuts, day)
    return made


def still_there(film: Film, register: Register, day: date) -> tuple[StillThere, ...]:
    """Return the cuts in a film's folder, and among what left it, that stand on a yes that holds no more."""
    ended = over(register, day)
    return tuple(found for folder in cuts_of(film) if (found := _stands_on(folder, ended)))


def cuts_of(film: Film) -> tuple[Path, ...]:
    """Return the folders of a film's cuts: the one that is worked on, and all that left the house."""
    away = film.folder / HANDED_OVER
    left = sorted(one for one in away.iterdir() if one.is_dir()) if away.is_dir() else []
    return tuple(one for one in (film.cut_folder, *left) if (one / "cut.json").is_file())


def asked_beside(cut: Path) -> Asked | None:
    """Return on whose yes a cut stands; None where nobody kept a register, `NotOurConsent` otherwise."""
    file = cut / DOCUMENT
    try:
        return read_asked(file.read_bytes(), str(file))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotOurConsent(str(file), error.strerror or error) from error


def warnings_of(film: Film, register: Register, day: date) -> tuple[str, ...]:
    """Say what still stands on a yes that holds no more: results that were not deleted yet, and cuts."""
    told = []
    if waiting := unsettled(register, day):
        whose = listed(sorted({one.by for one in waiting}))
        told.append(
            f"What was made with a yes of {whose} that holds no more is not deleted yet: "
            f"rushes consent forget {shown_folder(film)}"
        )
    told += [_of_cut(film, one) for one in still_there(film, register, day)]
    return tuple(told)


class _Noes:
    """The noes of a register, by use, and by use and performer, in order."""

    def __init__(self, register: Register) -> None:
        self.of_all: dict[Use, list[Entry]] = {}
        self.of_one: dict[tuple[Use, str], list[Entry]] = {}
        for entry in register.entries:
            if entry.kind in {"refuse", "revoke"}:
                for use in entry.uses:
                    self.of_all.setdefault(use, []).append(entry)
                    self.of_one.setdefault((use, entry.performer), []).append(entry)

    def after(self, yes: Entry, use: Use, performer: str = "") -> list[Entry]:
        """Return the noes after a yes to a use, of one performer or of all, for the film that it is for."""
        told = self.of_one.get((use, performer), ()) if performer else self.of_all.get(use, ())
        return [no for no in told if no.seq > yes.seq and _same_film(no, yes)]


def _same_film(no: Entry, yes: Entry) -> bool:
    return not no.project or not yes.project or same_name(no.project, yes.project)


def _over(noes: _Noes, yes: Entry, use: Use, day: date) -> Iterator[Over]:
    """Yield how a yes to a use ended; one that was said for everyone also for each who said no after it."""
    if own := noes.after(yes, use, yes.performer):
        yield Over(use, yes.hash, yes.performer, own[0].seq)
    elif yes.to_day and yes.to_day < day:
        yield Over(use, yes.hash, yes.performer, until=yes.to_day)
    elif yes.performer == EVERYONE:
        last = {no.performer: no.seq for no in noes.after(yes, use)}
        for by, since in last.items():
            yield Over(use, yes.hash, by, since, for_good=False)


def _settled(receipts: Iterable[Entry], one: Over) -> bool:
    """Tell whether one of somebody's receipts says that what was made with a yes is deleted."""
    after = (entry for entry in receipts if one.use in entry.uses)
    return any(
        entry.seq > one.since and (one.until is None or (entry.to_day or entry.day) > one.until)
        for entry in after
    )


def _for_now(new: Iterable[Over]) -> Iterator[Over]:
    """Yield those to delete that others may still make anew: once, when it is new."""
    return (one for one in new if not one.for_good)


def _deleted(film: Film, caches: Sequence[Path], wanted: Sequence[Over]) -> tuple[tuple[str, int], ...]:
    """Delete remembered results, and return how many of what kind."""
    from rushes.callsheet import labels_of  # noqa: PLC0415 -- its rooms are heavy; `--help` does without
    from rushes.engine import Cache, NoCacheHere  # noqa: PLC0415 -- the same

    counts = dict.fromkeys((made for _, made in MADE), 0)
    try:
        for folder in caches:
            cache = Cache(folder)
            for use, made in MADE:
                for good in (True, False):
                    yeses = [one.yes for one in wanted if one.use == use and one.for_good is good]
                    counts[made] += cache.forget(labels_of([use], yeses), for_good=good)
    except NoCacheHere as refusal:
        raise NotForgotten(str(refusal), shown_folder(film)) from refusal
    return tuple((made, count) for made, count in counts.items() if count)


def _write_down(made: Forgotten, folder: Path, new: Sequence[Over], day: date) -> tuple[Entry, ...]:
    """Write the receipt of each who ended a yes, and return them.

    It carries the day for which it was looked what is over: here, and not in UTC as its moment.
    """
    if not new:
        return ()
    names = ", ".join(_name(made.film, one.folder) for one in made.cuts)
    there = f" Cuts that stand on it: {names}." if names else ""
    with writing(folder) as book:
        return tuple(
            book.write(
                Entry(
                    kind="deletion",
                    performer=by,
                    uses=tuple(use for use in USES if any(one.use == use and one.by == by for one in new)),
                    project=made.film.called,
                    to_day=day,
                    description=f"{made.sentence}{there}",
                )
            )
            for by in dict.fromkeys(one.by for one in new)
        )


def _mark(film: Film, cuts: Sequence[StillThere], day: date) -> None:
    """Lay a note beside each cut that stands on what holds no more; the next cut takes it away again."""
    for one in cuts:
        told = f"{_of_cut(film, one)}\n\nWritten on {day}; docs/consent.md says what that means.\n"
        try:
            if not (one.folder / MARK).is_file():
                lay_beside(one.folder, MARK, told.encode())
        except OSError as error:
            why = f"{one.folder} could not be marked ({error.strerror or type(error).__name__})."
            raise NotForgotten(why, shown_folder(film)) from error


def _stands_on(cut: Path, ended: Sequence[Over]) -> StillThere | None:
    """Return what a cut holds of yeses that are over; one whose document cannot be read is told, too."""
    left = cut.parent.name == HANDED_OVER
    try:
        asked = asked_beside(cut)
    except NotOurConsent:
        return StillThere(cut, (), 0, left)
    if asked is None:
        return None
    clips_of = {one.id: frozenset(one.clips) for one in asked.people}
    found: dict[Use, set[str]] = {}
    for one in asked.stood_on:
        for yes in ended:
            if (yes.use, yes.yes) == (one.use, one.entry):
                theirs = one.clips if yes.for_good else clips_of.get(yes.by, frozenset()) & set(one.clips)
                found.setdefault(one.use, set()).update(theirs)
    clips = frozenset(file for files in found.values() for file in files)
    uses = tuple(use for use in USES if found.get(use))
    return StillThere(cut, uses, len(clips), left) if clips else None


def _told(made: Forgotten) -> Iterator[str]:
    if made.receipts:
        numbers = listed([str(one.seq) for one in made.receipts])
        what = f"{made.sentence} The receipt is entry {numbers}."
        yield what
    elif made.counts:
        yield made.sentence
    else:
        yield "Nothing is left to delete."
    yield from (_of_cut(made.film, one) for one in made.cuts)
    if made.receipts or made.counts:
        yield (
            "What another computer remembers, or another folder that a run was given with --cache, is not "
            f"known here: rushes consent forget {shown_folder(made.film)} --cache DIR"
        )


def _of_cut(film: Film, one: StillThere) -> str:
    name = _name(film, one.folder)
    if not one.uses:
        return f"On whose yes {name} stands cannot be read: take it for one that holds no more."
    clips = f"{one.clips} clip{'' if one.clips == 1 else 's'}"
    if one.folder == film.folder:
        name = f"T{name[1:]}"
    made = f"{name} was made with a yes to {listed(one.uses)} that holds no more, in {clips}."
    if one.left:
        return f"{made} It left the house: ask whoever has it to delete it."
    return f"{made} `rushes assemble` makes it without."


def _name(film: Film, folder: Path) -> str:
    """Return a cut's folder as it is told from its film's."""
    if folder == film.folder:
        return f"the cut in {folder.name}"
    return folder.relative_to(film.folder).as_posix() if folder.is_relative_to(film.folder) else str(folder)
