"""Content credentials as values: what a label says, who signs, and how a label was found to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from rushes.errors import Refusal

Json = Mapping[str, Any]

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})

House = Literal["house", "own", "known", "unknown"]
"""Whose certificate signed: this computer's, one that a person brought, one that a person trusts, another."""

State = Literal["holds", "unknown signer", "expired", "changed", "altered", "broken", "elsewhere", "none"]
"""How a file's label stands.

``holds``: nothing was changed, and the signer is known here. ``unknown signer``: nothing was changed since
somebody signed it whom nobody here knows. ``expired``: the certificate's time is over, and no time of signing
is vouched for. ``changed``: the film is another than was signed. ``altered``: the label is another.
``broken``: the label cannot be read, or one that it stands on does not hold. ``elsewhere``: it lies on the
network, which is not asked. ``none``: the file carries no label.
"""


def table(value: object) -> Json:
    """Return a value where it is a table, else an empty one: what others wrote may have any shape."""
    return value if isinstance(value, Mapping) else NOTHING


def rows(value: object) -> list[Json]:
    """Return the tables in a list; nothing for any other value."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, (list, tuple)) else []


class NoAuthority(Refusal):
    """Nothing can be signed with what is there."""

    sentence = "{0}. {1}"

    @property
    def fact(self) -> str:
        """What is wrong, as a sentence."""
        return f"{self.args[0]}."

    @property
    def advice(self) -> str:
        """What a person could do."""
        return str(self.args[1])


@dataclass(frozen=True)
class Answer:
    """What the register of consent said to a question. performer: a pseudonym (``p-0001``).

    entry: the hash of the entry that it stands on; empty where nobody ever answered.
    """

    performer: str
    use: str
    allowed: bool
    entry: str = ""


@dataclass(frozen=True)
class Consent:
    """What the register of consent said of all who are in a film. head: the hash of its last entry."""

    head: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Label:
    """What a label says beside the cut itself.

    people: what people did, in counts, by the names of acts; empty where nobody kept a journal. consent: None
    where there is no register. further: actions after those of the cut, such as a cover over a face. beside:
    the SHA-256 of files handed over with the film, by name. at: ISO time of the signer's own clock.
    """

    people: Mapping[str, int] = field(default_factory=dict)
    consent: Consent | None = None
    further: tuple[Json, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True)
class Ingredient:
    """A rush that a film is made from.

    label: its name within the manifest. title: `Clip.file`. form: MIME type. signed: the rush itself where it
    carries credentials that hold, so that they are kept in the film's; None for any other.
    """

    label: str
    title: str
    form: str
    sha256: str
    signed: Path | None = None


@dataclass(frozen=True)
class Manifest:
    """All that is signed. actions: in order. assertions: by label."""

    title: str
    actions: tuple[Json, ...]
    ingredients: tuple[Ingredient, ...]
    assertions: Mapping[str, Json]


@dataclass(frozen=True)
class Authority:
    """Who signs. house: whose certificate it is. name: as the certificate says.

    chain: PEM, the signer's certificate first. algorithm: as C2PA calls it. mark: SHA-256 of the certificate.
    until: ISO day on which it ends.
    """

    house: House
    name: str
    chain: bytes
    key: bytes = field(repr=False)
    algorithm: str
    mark: str
    until: str


@dataclass(frozen=True)
class Anchors:
    """Certificates that signatures are known by, as PEM, by whose they are."""

    house: bytes = b""
    own: bytes = b""
    known: bytes = b""


@dataclass(frozen=True)
class Judged:
    """What a file's label says, and how it stands.

    signer: its name as the certificate says; house: whose it is. faults: codes of the C2PA specification.
    manifest: the label as C2PA tells it. uncovered: parts of the file that the signer left out beyond what
    every label leaves out. ingredients: titles of those whose own label does not hold.
    """

    state: State
    signer: str = ""
    house: House = "unknown"
    faults: tuple[str, ...] = ()
    manifest: Json = field(default_factory=lambda: NOTHING)
    uncovered: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it can be relied on."""
        return self.state == "holds"

    @property
    def unchanged(self) -> bool:
        """Whether the file is as it was signed, whoever did."""
        return self.state in {"holds", "unknown signer", "expired"}

    def assertion(self, label: str) -> Json:
        """Return what it asserts under a label; empty where it does not."""
        told = rows(self.manifest.get("assertions"))
        found = (one for one in told if str(one.get("label")).split("__")[0] == label)
        return next((table(one.get("data")) for one in found if table(one.get("data"))), NOTHING)

    @property
    def actions(self) -> tuple[Json, ...]:
        """Return the actions that it tells of, in order."""
        told = self.assertion("c2pa.actions.v2") or self.assertion("c2pa.actions")
        return tuple(rows(told.get("actions")))
