"""The terms that a label may use. Pure; whoever signs asks here first, as C2PA's own library takes anything.

Names of actions and rules: C2PA Technical Specification 2.2, "Actions"; sources: IPTC NewsCodes "Digital
Source Type"; `cawg.training-mining`: CAWG Training and Data Mining Assertion 1.1; `org.rushes.*` are our own.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal

import msgspec

from rushes.credentials.model import Manifest
from rushes.errors import Refusal

SOURCES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
CAPTURED: Final = SOURCES + "compositeCapture"
SYNTHETIC: Final = SOURCES + "compositeSynthetic"
"""Several elements, each a capture of real life: what a cut is. Nothing that Rushes does makes it another."""
BY_PEOPLE: Final = SOURCES + "humanEdits"
"""What people decided, and nothing else."""

TAKEN: Final = "org.rushes.takes_chosen"
PLACED: Final = "org.rushes.placed"
COVERED: Final = "org.rushes.covered"
MUTED: Final = "org.rushes.muted"

ACTIONS: Final = frozenset({
    *("c2pa.created", "c2pa.placed", "c2pa.trimmed", "c2pa.edited", "c2pa.transcoded"),
    *(TAKEN, PLACED, COVERED, MUTED),
})  # fmt: skip
"""All that Rushes does to pictures and sound; what it cannot do, no label of its own may say."""

RUSHES: Final = "org.rushes.rushes"
STANDING: Final = "org.rushes.standing"
CONSENT: Final = "org.rushes.consent"
TURNOVER: Final = "org.rushes.turnover"
MINING: Final = "cawg.training-mining"
USES: Final = ("cawg.ai_generative_training", "cawg.ai_training", "cawg.data_mining", "cawg.ai_inference")

Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, msgspec.Meta(ge=0)]
Range = Annotated[tuple[Count, Count], msgspec.Meta(description="First frame, and the one after the last.")]
Words = Annotated[str, msgspec.Meta(min_length=1)]


class BadTerms(Refusal):
    """A label would say what no label of Rushes may say."""

    sentence = "The label was not signed: {0}. That is a fault of Rushes; please report this sentence."


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Says exactly what it is made for."""


class Used(_Strict, frozen=True, forbid_unknown_fields=True):
    """A rush and what of it is in the film: ranges in its own frames, or samples of a sound."""

    name: Words
    sha256: Hash
    rate: Words
    starts: Words
    used: list[Range]
    ingredient: bool = False
    credentials: Literal["none", "kept", "broken"] = "none"
    sound: bool = False


class RushesTold(_Strict, frozen=True, forbid_unknown_fields=True):
    """`org.rushes.rushes`: every rush of the film, by its content."""

    rushes: list[Used]
    as_ingredients: bool


class Whole(_Strict, frozen=True, forbid_unknown_fields=True):
    """Who locked the picture, and when."""

    by: Words
    at: Words


class StandingTold(_Strict, frozen=True, forbid_unknown_fields=True):
    """`org.rushes.standing`: whose the cut is. choices: of picture and sound, by machine and by people."""

    said: Words
    locked: Whole | None
    by_machine: Count
    by_people: Count
    acts: dict[str, Count]


PSEUDONYM: Final = r"^(p-\d{4,}|unknown-\d+|everyone|someone-\d+)$"
"""Who is spoken of: an entry of the register, somebody who is not in it, all, or a name that is not told."""


class AnswerTold(_Strict, frozen=True, forbid_unknown_fields=True):
    """What the register said of a performer, by pseudonym."""

    performer: Annotated[str, msgspec.Meta(pattern=PSEUDONYM)]
    use: Annotated[str, msgspec.Meta(pattern="^[a-z-]+$")]
    result: Literal["allowed", "refused"]
    entry: str = ""


class ConsentTold(_Strict, frozen=True, forbid_unknown_fields=True):
    """`org.rushes.consent`: the register's head (empty for one written by hand), and what it said."""

    register: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]
    answers: list[AnswerTold]


class FileTold(_Strict, frozen=True, forbid_unknown_fields=True):
    """A file that was handed over with the film."""

    name: Words
    sha256: Hash


class TurnoverTold(_Strict, frozen=True, forbid_unknown_fields=True):
    """`org.rushes.turnover`: the files beside the film that cannot carry a label themselves."""

    files: list[FileTold]


class _No(_Strict, frozen=True, forbid_unknown_fields=True):
    use: Literal["notAllowed"]


class MiningTold(_Strict, frozen=True, forbid_unknown_fields=True):
    """`cawg.training-mining`: no to all of it."""

    entries: dict[str, _No]


SHAPES: Final[Mapping[str, type[msgspec.Struct]]] = {
    RUSHES: RushesTold,
    STANDING: StandingTold,
    CONSENT: ConsentTold,
    TURNOVER: TurnoverTold,
    MINING: MiningTold,
}
"""What may be asserted beside the actions, and in which shape."""


def check_terms(manifest: Manifest) -> None:
    """Refuse, with `BadTerms`, what is no term of ours, has another shape, or breaks a rule of C2PA."""
    for fault in faults(manifest):
        raise BadTerms(fault)


def faults(manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with a manifest, in words."""
    if not manifest.title:
        yield "it has no title"
    yield from _of_actions(manifest)
    yield from _of_assertions(manifest)
    labels = [one.label for one in manifest.ingredients]
    if len(set(labels)) != len(labels):
        yield "two ingredients share a name"


def _of_actions(manifest: Manifest) -> Iterator[str]:
    names = [str(action.get("action")) for action in manifest.actions]
    if names[:1] != ["c2pa.created"] or names.count("c2pa.created") != 1:
        yield "its actions do not begin with the one that made the film"
    known = {one.label for one in manifest.ingredients}
    placed = set[str]()
    for action, name in zip(manifest.actions, names, strict=True):
        if name not in ACTIONS:
            yield f"'{name}' is nothing that Rushes does"
        yield from _of_source(action, name)
        ids = action.get("parameters", {}).get("ingredientIds", []) if name == "c2pa.placed" else []
        if name == "c2pa.placed" and not ids:
            yield "it places nothing"
        placed.update(ids)
    if placed != known:
        yield f"what it places and what it is made from differ ({', '.join(sorted(placed ^ known)[:3])})"


def _of_source(action: Mapping[str, Any], name: str) -> Iterator[str]:
    source = action.get("digitalSourceType")
    if name == "c2pa.created" and source not in {CAPTURED, SYNTHETIC}:
        yield f"a cut is a composite of captures, or of what a stage made, not '{source}'"
    if name != "c2pa.created" and source not in {None, BY_PEOPLE}:
        yield f"'{source}' is no source of '{name}'"
    if source == BY_PEOPLE and not action.get("parameters", {}).get("org.rushes.decisions"):
        yield f"'{name}' is said of people who decided nothing"


def _of_assertions(manifest: Manifest) -> Iterator[str]:
    for missing in {RUSHES, STANDING, MINING} - set(manifest.assertions):
        yield f"'{missing}' is missing"
    for label, told in manifest.assertions.items():
        if label not in SHAPES:
            yield f"'{label}' is no assertion of Rushes"
            continue
        try:
            msgspec.convert(dict(told), SHAPES[label])
        except msgspec.ValidationError as error:
            yield f"'{label}' has another shape: {error}"
    mined = manifest.assertions.get(MINING, {}).get("entries", {})
    if set(mined) != set(USES):
        yield f"'{MINING}' does not say no to all four uses"
