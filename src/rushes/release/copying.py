"""The release, from end to end: ask the register, find or read boxes, write, play it through, sign."""

import secrets
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from rushes.credentials import Consent, Label, clock, consent_of, for_models, sign_cut
from rushes.engine import Watch, all_cores
from rushes.errors import Finding, Refusal
from rushes.picture.cover import Cover
from rushes.picture.drawn import Drawn, cover_of
from rushes.picture.faces import NoFaces, check_faces
from rushes.project import one_register
from rushes.release.boxes_toml import boxes_toml, read_boxes
from rushes.release.finding import ToFind, found_in
from rushes.release.noting import note_left
from rushes.release.opening import Opened, open_cut_of
from rushes.release.people import Person, WhoIsWho, who_is_who
from rushes.rights import Decision, Grant, NotGranted, Register, Scope, open_register
from rushes.turnover.preview.check import check_preview
from rushes.turnover.preview.write import RELEASE, make_preview
from rushes.turnover.withheld import (
    Withheld,
    WithheldCount,
    as_actions,
    count_withheld,
    frames_wanted,
    withheld,
)

ALL: Final = "all"
"""In the place of a performer to cover: everybody who did not say yes."""


class NotAllAgreed(Refusal):
    """Somebody did not say yes to leave the house, and is not to be covered either."""

    sentence = (
        "{0} did not say yes to 'publish', so nothing was written. {1} "
        "Ask them and write their answer down (`rushes consent grant`), or write a copy in which they are "
        "covered and muted: --cover all, or --cover with a name for each."
    )


class Occupied(Refusal):
    """There is a file already; a release copy is written once."""

    sentence = (
        "{0} is there already, and no release copy is written over anything. Name another file with -o."
    )


class NothingToRelease(Refusal):
    """A cut without a frame."""

    sentence = "“{0}” is empty: there is nothing to release."


@dataclass(frozen=True)
class Released:
    """A release copy. covered: who is covered and muted in it. count: how much, in frames of the film.

    places: by `Clip.file`, how their places are known: ``drawn``, ``found``, or why they are not.
    """

    file: Path
    frames: int
    seconds: float
    covered: tuple[Person, ...]
    shown: tuple[Person, ...]
    count: WithheldCount
    places: Mapping[str, str]
    findings: tuple[Finding, ...]


def release(
    where: Path,
    out: Path,
    *,
    on: date,
    cover: Sequence[str] = (),
    boxes: Path | None = None,
    keep_boxes: Path | None = None,
    register: Path | None = None,
    territory: str = "",
    medium: str = "",
    jobs: int | None = None,
    cache: Path | None = None,
    watch: Watch | None = None,
) -> Released:
    """Write a release copy of a film and return what is in it; all of it or nothing.

    where: a film's folder or a finished cut's. on: today. cover: whom to cover and mute, by name,
    character or id, or `ALL` who did not say yes. boxes: `boxes.toml`, drawn by hand. keep_boxes: where
    to write those that were found; without, they are forgotten. register: another register than the
    film's. territory, medium: where and by what the copy goes, for yeses that hold only there.
    `NotAllAgreed` before anything is read.
    """
    for file in (out, *([keep_boxes] if keep_boxes else [])):
        if file.exists():
            raise Occupied(file)
    opened = open_cut_of(where, jobs=jobs, cache=cache, watch=watch)
    if not opened.cut.frames:
        raise NothingToRelease(opened.cut.title)
    kept = one_register(register, opened.register)
    asked = _asked_anew(kept)
    who = who_is_who(opened.cut, opened.lined, asked)
    scope = Scope(opened.called, on, territory, medium)
    hidden = to_cover(who, asked.decisions("publish", who.people, scope), cover)
    shown = [one for one in who.people if one not in hidden]
    grant = asked.grant("publish", shown, scope) if shown else None
    drawn = read_boxes(boxes, (clip.file for clip in opened.cut.clips)) if boxes else ()
    places = _Places(opened, who, hidden, asked, scope)
    covers, known, findings = places.known(_by_id(drawn, who), jobs or all_cores(), watch)
    kept_back = withheld(opened.cut, opened.lined, who.told, hidden, covers)
    consent = consent_of(asked.head, places.answers) if asked.head else None
    yes = Shown(frozenset(shown), grant, lambda: _asked_anew(kept).grant("publish", shown, scope))
    unseen = write_copy(opened, out, kept_back, yes, consent, watch)
    locked = opened.cut.locked.who if opened.cut.locked else ""
    noted = note_left(where, out, asked, scope, shown, sorted(hidden), locked)
    if keep_boxes:
        keep_boxes.write_text(boxes_toml(places.found), encoding="utf-8", newline="\n")
    return Released(
        out,
        opened.cut.frames,
        float(opened.cut.frames / opened.cut.rate),
        tuple(who.people[one] for one in who.people if one in hidden),
        tuple(who.people[one] for one in shown),
        count_withheld(opened.cut, kept_back),
        known,
        (*findings, *unseen, *noted),
    )


def _asked_anew(kept: Path | None) -> Register:
    """Return what the register holds now; an empty one where nobody keeps one."""
    return open_register(kept) if kept else Register()


def to_cover(who: WhoIsWho, decisions: Sequence[Decision], cover: Sequence[str]) -> frozenset[str]:
    """Return who is covered, by id; `NotAllAgreed` names all others who said no, or nothing."""
    said_no = [one for one in decisions if not one.allowed]
    named = {who.meant(name).id for name in cover if name != ALL}
    hidden = named | ({one.performer for one in said_no} if ALL in cover else set())
    left = [one for one in said_no if one.performer not in hidden]
    if left:
        people = ", ".join(who.people[one.performer].said for one in left)
        more = [one.because for one in left if one.entry]  # what is more than silence
        raise NotAllAgreed(people, " ".join(more or ["Silence means no."]))
    return frozenset(hidden)


def _by_id(drawn: Sequence[Drawn], who: WhoIsWho) -> tuple[Drawn, ...]:
    """Return drawn boxes with ids in place of the names that a person wrote."""
    return tuple(
        Drawn(one.clip, who.meant(one.who).id if one.who else "", one.first, one.end, one.at) for one in drawn
    )


class _Places:
    """Where those who are covered are: as somebody drew it, else as it is found with everybody's yes."""

    def __init__(
        self, opened: Opened, who: WhoIsWho, hidden: Collection[str], register: Register, scope: Scope
    ) -> None:
        self.opened, self.who, self.hidden = opened, who, hidden
        self.register, self.scope = register, scope
        self.found: Mapping[str, Cover] = {}
        self.answers: list[Decision] = list(register.decisions("publish", who.people, scope))

    def known(
        self, drawn: Sequence[Drawn], jobs: int, watch: Watch | None
    ) -> tuple[dict[str, Cover], dict[str, str], tuple[Finding, ...]]:
        """Return the covers by `Clip.file`, how each is known, and findings."""
        shown = {event.file for event in self.opened.cut.events if event.track.startswith("V")}
        files = [
            file for file, seen in self.who.seen.items() if file in shown and set(seen) & set(self.hidden)
        ]
        wanted = frames_wanted(self.opened.cut, files)
        by_hand = {one.clip for one in drawn}
        covers: dict[str, Cover] = {}
        how: dict[str, str] = {}
        to_find: list[ToFind] = []
        for file in files:
            if file in by_hand:
                refused = [one for one in self.who.seen[file] if one in self.hidden]
                covers[file], how[file] = cover_of(drawn, file, refused, wanted[file]), "drawn"
                continue
            grant, why = self._may_look(file)
            how[file] = why or "found"
            if grant:
                people = len(self.who.seen[file])
                to_find.append(ToFind(self.opened.cut.clip(file), frozenset(wanted[file]), people, grant))
        self.found = found_in(to_find, jobs, watch)
        findings = tuple(_whole(file, why) for file, why in how.items() if why not in {"drawn", "found"})
        return covers | dict(self.found), how, findings

    def _may_look(self, file: str) -> tuple[Grant | None, str]:
        """Return the yes to find faces in a clip, or None and why there is none."""
        people = self.who.seen[file]
        self.answers += self.register.decisions("blur", people, self.scope)
        if not for_models(self.opened.cut.clip(file)):
            return None, "its maker forbids that models look at it"
        try:
            check_faces()
            return self.register.grant("blur", people, self.scope, file), ""
        except NotGranted:
            return None, "not everybody in it said yes to 'blur'"
        except NoFaces as refusal:
            return None, str(refusal)


def _whole(file: str, why: str) -> Finding:
    advice = "Draw boxes (docs/release.md), or ask everybody in it for a yes to 'blur'."
    return Finding("covered whole", file, f"Nobody knows where people are in its picture: {why}.", advice)


@dataclass(frozen=True)
class Shown:
    """Who is seen and heard in a copy, and their yes to that; no yes is needed where nobody is.

    again: asks for that yes anew, as a copy may take long enough for somebody to take theirs back.
    """

    people: frozenset[str]
    grant: Grant | None
    again: Callable[[], Grant] | None = None

    def check(self) -> None:
        """Refuse, with `NotGranted`, a copy that shows somebody without a yes."""
        held = self.grant.performers if self.grant and "publish" in self.grant.uses else frozenset()
        if missing := sorted(self.people - held):
            raise NotGranted("publish", f"{', '.join(missing)} did not say so.")

    def check_again(self) -> None:
        """Refuse, with `NotGranted`, where a yes was taken back while the copy was written."""
        if self.people and self.again:
            Shown(self.people, self.again()).check()


def write_copy(  # noqa: PLR0917 -- all that a copy is made of, in the order in which it came to be
    opened: Opened,
    out: Path,
    kept_back: Withheld,
    shown: Shown,
    consent: Consent | None,
    watch: Watch | None = None,
) -> tuple[Finding, ...]:
    """Write, play through and sign a copy, and let it appear when all of that is done; return findings.

    shown: who is not withheld, with their yes; `NotGranted` before a frame is opened where it is lacking, and
    again before the copy appears.
    """
    shown.check()
    cut = opened.cut
    staging = out.parent / f".rushes-partial-{secrets.token_hex(4)}"
    part = staging / out.name
    try:
        staging.mkdir(parents=True)
        unseen = make_preview(cut, part, watch, kept_back, RELEASE)
        check_preview(part, cut)
        further = as_actions(count_withheld(cut, kept_back))
        signed = sign_cut(part, cut, Label(opened.acts, consent, further, at=clock()))
        shown.check_again()
        part.replace(out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return (*unseen, *signed)
