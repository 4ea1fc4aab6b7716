"""Consent as values: who said yes to what. Silence means no."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import msgspec

from rushes.errors import Refusal
from rushes.rights.uses import Use

EVERYONE: Final = "everyone"
"""The performer of a yes that a named person said for all who are in the pictures, from their papers."""

Kind = Literal["performer", "grant", "refuse", "revoke", "note", "deletion"]
"""What an entry says. ``revoke`` takes a yes back; ``refuse`` is an outspoken no, whatever was said."""


class NotGranted(Refusal):
    """Somebody did not say yes."""

    sentence = (
        "There is no yes to '{0}', so it is not done: {1} How a yes is written: docs/consent.md; "
        "or, of everybody at once, in grants.toml: docs/picture.md."
    )


class Performer(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody who is seen or heard.

    id: the pseudonym that reports and credentials use, as ``p-0001``. characters: the cast, with names as in
    the screenplay. guardian: who says yes for a minor. estate: who does for somebody who died, if no
    representative does. human_consent_id: from a registry of their own, where they have one.
    """

    id: str
    screen_name: str
    legal_name: str = ""
    characters: tuple[str, ...] = ()
    minor: bool = False
    guardian: str = ""
    deceased: bool = False
    estate: str = ""
    representative: str = ""
    human_consent_id: str = ""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """One line of the register; what is left out takes no room on disk.

    seq: from 1; 0 while it is not written. at: the moment it was written, ISO 8601 in UTC. performer: an id,
    or `EVERYONE`. about: the person, where kind is ``performer``; a later one corrects an earlier. uses: to
    what. project: for which film; empty for each. description: what exactly, or what a note says. from_day,
    to_day: both included; None for no end; of a deletion, the day for which
    it was looked what is over. territory, medium: where and by what; empty for no limit.
    proof_*: the paper that proves it, kept by its SHA-256. collected_by, collected_how: who asked, and in
    what way. notice_at: the day on which the question was first put. separately_signed, represented_by,
    union_agreement, compensation_ref, jurisdiction: as the rules for replicas and training ask. prev: the
    hash of the entry before. hash: SHA-256 of this one as it is written, without the hash itself.
    """

    seq: int = 0
    at: str = ""
    kind: Kind
    performer: str
    about: Performer | None = None
    uses: tuple[Use, ...] = ()
    project: str = ""
    description: str = ""
    from_day: date | None = None
    to_day: date | None = None
    territory: tuple[str, ...] = ()
    medium: tuple[str, ...] = ()
    proof_sha256: str = ""
    proof_kind: str = ""
    proof_name: str = ""
    collected_by: str = ""
    collected_how: str = ""
    notice_at: date | None = None
    separately_signed: bool = False
    represented_by: str = ""
    union_agreement: str = ""
    compensation_ref: str = ""
    jurisdiction: str = ""
    prev: str = ""
    hash: str = ""

    @property
    def day(self) -> date:
        """The day on which it was written, in UTC."""
        return date.fromisoformat(self.at[:10])


@dataclass(frozen=True)
class Scope:
    """For what is asked. project: which film. on: the day. territory, medium: where and by what it goes."""

    project: str
    on: date
    territory: str = ""
    medium: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the register says to one question.

    because: a sentence with the reason, and after a no with what would change it; people by their ids.
    effect: what is done instead; empty after a yes. entry: the hash of the entry that decides; empty where
    nobody said anything. said_no: it was refused in words (or taken back), not by silence.
    """

    performer: str
    use: Use
    allowed: bool
    because: str
    effect: str = ""
    entry: str = ""
    said_no: bool = False


@dataclass(frozen=True)
class Grant:
    """A yes to hand to what needs one; only a register makes it.

    uses: to what. performers: who all said so, by id, or `EVERYONE`. yeses: the hashes of the entries that it
    stands on, in order: what was found with it is remembered by these. on: the day of the last of them.
    head: of the register when it was asked, and scope what for. clip: the file whose people these are; a yes
    of some is good for no other.
    """

    uses: frozenset[Use]
    performers: frozenset[str]
    yeses: tuple[str, ...]
    on: date
    head: str
    scope: Scope
    clip: str = ""

    def covers(self, use: Use, clip: str = "") -> bool:
        """Tell whether this is a yes to a use of a clip; that for everyone holds for each."""
        whole = EVERYONE in self.performers or (bool(clip) and clip == self.clip)
        return use in self.uses and whole


def check_grant(grant: Grant | None, use: Use, clip: str = "") -> Grant:
    """Return a grant that covers a use for all who are in a clip; `NotGranted` otherwise.

    clip: the file that is going to be read; without it only a yes for everyone covers.
    """
    if grant is None:
        raise NotGranted(use, "nobody said yes, and silence means no.")
    if not grant.covers(use, clip):
        of = ", ".join(sorted(grant.performers)) or "nobody"
        what = ", ".join(sorted(grant.uses)) or "nothing"
        raise NotGranted(
            use, f"the yes at hand is of {of} to {what}{f' in {grant.clip}' * bool(grant.clip)}."
        )
    return grant
