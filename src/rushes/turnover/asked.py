"""Who may be in a cut, what each said to which use, and on whose yes it stands: by number, nobody by name.

``consent.json`` lies beside the cut and leaves the house with it, so that whoever takes a yes back later
can be told which cuts stood on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from rushes.errors import Refusal
from rushes.rights.uses import ABOUT, USES, Use

SCHEMA: Final = "rushes.cut-consent/1"
DOCUMENT: Final = "consent.json"
"""The file beside a cut; there is none where nobody keeps a register."""

ASKED: Final[tuple[Use, ...]] = tuple(use for use in USES if ABOUT[use].has_job)
"""The uses that a cut or its film may come to: what this product does today."""


class NotOurConsent(Refusal):
    """A file is no ``consent.json`` of a cut."""

    sentence = "{0} does not say on whose yes the cut beside it stands: {1}."


@dataclass(frozen=True)
class Said:
    """What somebody said to a use. said_no: in words, or by taking a yes back; else a no is silence.

    because: why it is a no. instead: what is done instead. Both are empty after a yes. entry: the hash of the
    entry of the register that decides.
    """

    use: Use
    allowed: bool
    said_no: bool = False
    because: str = ""
    instead: str = ""
    entry: str = ""


@dataclass(frozen=True)
class MayBeSeen:
    """Somebody who may be in the footage. clips: in which, by `Clip.file`, as slate, script and logs say."""

    id: str
    characters: tuple[str, ...]
    clips: tuple[str, ...]
    said: tuple[Said, ...]

    def to(self, use: Use) -> Said:
        """Return what they said to a use; silence where it was not asked."""
        return next((one for one in self.said if one.use == use), Said(use, allowed=False))


@dataclass(frozen=True)
class StoodOn:
    """A yes that a cut stands on: what was read with it, and in which clips."""

    use: Use
    entry: str
    clips: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What the register said when a cut was made. film: what it is called. register: its head then.

    people: all who may be in the footage. stood_on: what was read of them, and by which yes.
    """

    film: str
    register: str
    people: tuple[MayBeSeen, ...]
    stood_on: tuple[StoodOn, ...] = ()

    @property
    def yeses(self) -> frozenset[tuple[Use, str]]:
        """The yeses that the cut stands on, each with its use."""
        return frozenset((one.use, one.entry) for one in self.stood_on)

    def read_in(self, use: Use) -> frozenset[str]:
        """Return the clips in which something was read with a yes to a use."""
        return frozenset(file for one in self.stood_on if one.use == use for file in one.clips)


def stood_on(used: Mapping[Use, Mapping[str, Iterable[str]]]) -> tuple[StoodOn, ...]:
    """Return the yeses that were used, in order. used: by use and `Clip.file`, the hashes of the yeses."""
    found: dict[tuple[Use, str], list[str]] = {}
    for use, by_clip in used.items():
        for file, yeses in by_clip.items():
            for yes in yeses:
                found.setdefault((use, yes), []).append(file)
    return tuple(StoodOn(use, yes, tuple(files)) for (use, yes), files in found.items())


def asked_json(asked: Asked) -> bytes:
    """Write ``consent.json``."""
    told = {"schema": SCHEMA, **msgspec.to_builtins(asked)}
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def read_asked(data: bytes, name: str = DOCUMENT) -> Asked:
    """Read a ``consent.json``; `NotOurConsent` where it is none."""
    try:
        told = msgspec.json.decode(data)
        if not isinstance(told, dict) or told.get("schema") != SCHEMA:
            raise NotOurConsent(name, "its schema is another")
        return msgspec.convert(told, Asked)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotOurConsent(name, error) from error
