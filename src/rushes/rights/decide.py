"""The decision: what the register says to a question. Pure: no clock, no disk; every door asks here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from rushes.errors import Finding
from rushes.rights.model import EVERYONE, Decision, Entry, Grant, NotGranted, Performer, Scope
from rushes.rights.uses import ABOUT, LEAST_DESCRIBED, About, Use

Proof = Literal["held", "gone", "changed"]
"""How a proof stands: as it was kept, not there any more, or not the bytes that were kept."""

_A_DAY = timedelta(days=1)
"""What a day here may lie behind the day in UTC."""


@dataclass(frozen=True)
class Register:
    """All that was said, in order; an empty one says no to everything.

    proofs: how each proof stands, by its SHA-256; one that is not named is gone. findings: what a person
    should know of the file.
    """

    entries: tuple[Entry, ...] = ()
    proofs: Mapping[str, Proof] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def head(self) -> str:
        """The hash of the last entry, and so of all; empty for an empty register. Note it elsewhere."""
        return self.entries[-1].hash if self.entries else ""

    @cached_property
    def performers(self) -> Mapping[str, Performer]:
        """The people, by id, as they were described last."""
        return {one.performer: one.about for one in self.entries if one.kind == "performer" and one.about}

    @cached_property
    def said(self) -> Mapping[tuple[str, Use], Sequence[Entry]]:
        """What each performer said to each use, the last first."""
        found: dict[tuple[str, Use], list[Entry]] = {}
        for entry in reversed(self.entries):
            if entry.kind in {"grant", "refuse", "revoke"}:
                for use in entry.uses:
                    found.setdefault((entry.performer, use), []).append(entry)
        return found

    @cached_property
    def by_hash(self) -> Mapping[str, Entry]:
        """The entries by their hashes."""
        return {entry.hash: entry for entry in self.entries}

    @cached_property
    def last_day(self) -> date:
        """The day of the last entry; no clock that is right is before it."""
        last = max((entry.at for entry in self.entries), default="")
        return date.fromisoformat(last[:10]) if last else date.min + _A_DAY

    def granted(
        self,
        uses: Collection[Use],
        performers: Collection[str],
        scope: Scope,
        clip: str = "",
    ) -> Grant | None:
        """Return the yes to those of some uses that all said yes to; None where that is none of them.

        performers: ids, or `EVERYONE` alone; of nobody there is no yes. clip: the file whose people they are.
        """
        yeses = [(use, self.decisions(use, performers, scope)) for use in uses]
        agreed = {use: told for use, told in yeses if told and all(one.allowed for one in told)}
        if not agreed:
            return None
        stood_on = tuple(sorted({one.entry for told in agreed.values() for one in told}))
        on = max(self.by_hash[one].day for one in stood_on)
        return Grant(frozenset(agreed), frozenset(performers), stood_on, on, self.head, scope, clip)

    def grant(self, use: Use, performers: Collection[str], scope: Scope, clip: str = "") -> Grant:
        """Return the yes of performers to a use; `NotGranted` with the reason of the first who did not."""
        found = self.granted([use], performers, scope, clip)
        if found is None:
            told = self.decisions(use, performers, scope)
            reasons = [one.because for one in told if not one.allowed]
            raise NotGranted(use, " ".join(reasons) or "it is not known who is in the picture.")
        return found

    def decisions(self, use: Use, performers: Collection[str], scope: Scope) -> tuple[Decision, ...]:
        """Return what the register says of each of some performers, in order of their ids."""
        return tuple(decide(self, one, use, scope) for one in sorted(set(performers)))


def decide(register: Register, performer: str, use: Use, scope: Scope) -> Decision:
    """Return whether something may be done with somebody, and why.

    performer: an id; who is in no register (``unknown-1``) said nothing. `EVERYONE` asks for all who are in
    the pictures: one who said no is enough for a no.
    """
    about = ABOUT[use]
    fault = _fault(register, performer, about, scope)
    if fault:
        return _no(performer, about, fault)
    own = _own(register, performer, about, scope)
    if own.allowed and performer == EVERYONE:
        return _unless_somebody_said_no(register, own, about, scope)
    if own.allowed or own.said_no or not about.for_everyone or performer == EVERYONE:
        return own
    shared = _own(register, EVERYONE, about, scope)
    if not shared.allowed:
        return own
    by = f"{register.by_hash[shared.entry].collected_by} said yes to '{use}' for everyone in the pictures."
    return Decision(performer, use, allowed=True, because=by, entry=shared.entry)


def _fault(register: Register, performer: str, about: About, scope: Scope) -> str:
    """Return why nothing counts, whoever said what; empty where nothing is in the way."""
    if about.never:
        return f"'{about.use}' is nothing that this program can do, so no yes to it counts."
    if scope.on < register.last_day - _A_DAY:
        return (
            f"The clock says {scope.on}, but the register was written on {register.last_day}: the clock was "
            "set back. Set it right."
        )
    known = register.performers.get(performer)
    return person_fault(known) if known else ""


def person_fault(person: Performer) -> str:
    """Return why nobody can say yes for somebody; empty where somebody can."""
    if person.minor and not person.guardian:
        return f"{person.id} is a minor, and no guardian is named. Name one: `rushes consent add --guardian`."
    if person.deceased and not (person.estate or person.representative):
        return (
            f"{person.id} has died, and neither an estate nor a representative is named. Name one: "
            "`rushes consent add --estate` or `--representative`."
        )
    return ""


def _own(register: Register, performer: str, about: About, scope: Scope) -> Decision:
    """Return what somebody said last here: a no ends the search, a yes that does not fit does not."""
    fault, by = "", ""
    for entry in register.said.get((performer, about.use), ()):
        if entry.kind != "grant":
            if entry.project and not same_name(entry.project, scope.project):
                continue
            verb = "took the yes to" if entry.kind == "revoke" else "said no to"
            back = " back" if entry.kind == "revoke" else ""
            told = f"{performer} {verb} '{about.use}'{back} on {entry.day} (entry {entry.seq})."
            return _no(performer, about, told, entry.hash, said_no=True)
        wrong = _misfit(register, entry, about, scope)
        if not wrong:
            told = f"{performer} said yes to '{about.use}' on {entry.day} (entry {entry.seq})."
            return Decision(performer, about.use, allowed=True, because=told, entry=entry.hash)
        if not fault:
            fault, by = f"The yes of {performer} to '{about.use}' (entry {entry.seq}) {wrong}", entry.hash
    silence = f"{performer} said nothing to '{about.use}', and silence means no."
    return _no(performer, about, fault or silence, by)


def _misfit(register: Register, entry: Entry, about: About, scope: Scope) -> str:
    """Return why a yes does not hold for what is asked, going on from its name; empty where it does."""
    if entry.project and not same_name(entry.project, scope.project):
        return f"is for '{entry.project}', not for '{scope.project}': ask for this film, too."
    if entry.from_day and scope.on < entry.from_day:
        return f"begins only on {entry.from_day}."
    if entry.to_day and scope.on > entry.to_day:
        return f"ended on {entry.to_day}: ask again."
    if entry.territory and not any(same_name(one, scope.territory) for one in entry.territory):
        return f"holds in {', '.join(entry.territory)}{_not_in(scope.territory)}"
    if entry.medium and not any(same_name(one, scope.medium) for one in entry.medium):
        return f"holds for {', '.join(entry.medium)}{_not_in(scope.medium)}"
    return _lack(entry, about) or _proof_fault(register, entry, about)


def _not_in(asked: str) -> str:
    return f", not for {asked}: ask for that, too." if asked else " only, and nobody said where it goes."


def _lack(entry: Entry, about: About) -> str:
    """Return what a yes lacks to be one to this use, going on from its name; empty where it lacks nothing."""
    if entry.performer == EVERYONE and not about.for_everyone:
        return "was said for everyone, which this is too much for: each one must be asked."
    if not entry.collected_by:
        return "does not say who asked: write it again, with --collected-by."
    if about.needs_proof and not entry.proof_sha256:
        return "has no document that proves it: give it again, with --proof."
    if about.needs_description and len(entry.description.strip()) < LEAST_DESCRIBED:
        return (
            f"does not say in at least {LEAST_DESCRIBED} characters what exactly is done: give it again, "
            "with --description."
        )
    return ""


def _proof_fault(register: Register, entry: Entry, about: About) -> str:
    """Return what is wrong with the document of a yes that needs one, going on from its name."""
    held = register.proofs.get(entry.proof_sha256, "gone")
    if not about.needs_proof or held == "held":
        return ""
    document = entry.proof_name or "its document"
    what = "is gone" if held == "gone" else "is not the one that was kept"
    return (
        f"cannot be shown any more: {document} {what}. Put the file with the SHA-256 {entry.proof_sha256} "
        "back among the proofs, or give it again, with --proof."
    )


def _unless_somebody_said_no(register: Register, yes: Decision, about: About, scope: Scope) -> Decision:
    """Return the yes for everyone, or the no of the first who said so."""
    for performer, use in register.said:
        if use == about.use and performer != EVERYONE:
            told = _own(register, performer, about, scope)
            if told.said_no:
                return _no(EVERYONE, about, told.because, told.entry)
    return yes


def _no(performer: str, about: About, because: str, entry: str = "", *, said_no: bool = False) -> Decision:
    return Decision(
        performer,
        about.use,
        allowed=False,
        because=because,
        effect=about.refused,
        entry=entry,
        said_no=said_no,
    )


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, however they are typed."""
    return one == other or " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def lacks(entry: Entry) -> Iterator[tuple[Use, str]]:
    """Yield each use of a yes that it is not good enough for, and why, going on from its name."""
    for use in entry.uses:
        if ABOUT[use].never:
            yield use, "is to nothing that this program can do: only a no to it can be written."
        elif lack := _lack(entry, ABOUT[use]):
            yield use, lack
