"""What a person may do in the screening room: one table, read by the server and by the page.

Each act is a value that the journal keeps for ever, so it says all that it needs: it names takes by the file
that they are in, and never "the one that plays now". What an act does is told in `rushes.screening.decide`.
"""

from typing import Annotated, Any, ClassVar, Final, Literal

import msgspec

from rushes.errors import Refusal


class NotAnAct(Refusal):
    """Something that was asked for is nothing that a person can do here."""

    sentence = "That is no act of the screening room: {0}."


Line = Annotated[str, msgspec.Meta(min_length=1, max_length=200, description="The id of a line.")]
File = Annotated[str, msgspec.Meta(min_length=1, max_length=4096, description="`Clip.file`.")]
Place = Annotated[str, msgspec.Meta(min_length=1, max_length=4096, description="A path on this machine.")]
Pass = Annotated[int, msgspec.Meta(ge=1, le=10_000, description="Which time the take has the line.")]
Frames = Annotated[int, msgspec.Meta(ge=-100_000, le=100_000)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=10_000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Side = Literal["both", "sound", "picture"]


class Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that stays as it plays while another one is changed."""

    line: Line
    file: File
    pass_: Pass = msgspec.field(name="pass", default=1)


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="act"):
    """Something that a person does.

    cuts: it changes the cut, so undo takes it back. locked: it may be done after a lock, too. form: of the
    journal that holds it; whoever adds an act, or a field to one, gives it the next.
    """

    cuts: ClassVar[bool] = True
    locked: ClassVar[bool] = False
    form: ClassVar[int] = 1


class Swap(Act, tag="swap", frozen=True):
    """Take a line, sound and picture, from another reading.

    alone: the other lines of its scene stay as they play, in place of being chosen anew around it. held:
    those lines, as the room writes them down.
    """

    line: Line
    file: File
    pass_: Pass = msgspec.field(name="pass", default=1)
    alone: bool = False
    held: tuple[Held, ...] = ()


class Keep(Act, tag="keep", frozen=True):
    """Keep the reading that plays: whatever else is decided, it stays."""

    line: Line
    file: File
    pass_: Pass = msgspec.field(name="pass", default=1)


class Show(Act, tag="picture", frozen=True):
    """Show another clip over a line; what is heard stays."""

    line: Line
    file: File


class Trim(Act, tag="trim", frozen=True):
    """Begin or end a line elsewhere: frames of its clip, above zero longer; from the machine's own trim."""

    line: Line
    head: Frames = 0
    tail: Frames = 0


class Split(Act, tag="split", frozen=True):
    """Cut the picture before (above zero) or after the sound of a line; 0 is a straight cut."""

    line: Line
    leads: Frames


class React(Act, tag="react", frozen=True):
    """See somebody listen over a line, in a clip that a person chose or in any; or see nobody listen.

    file: the clip in which somebody is seen to listen; None leaves it to the reasons.
    """

    form: ClassVar[int] = 2
    line: Line
    wanted: bool
    file: File | None = None


class Forbid(Act, tag="forbid", frozen=True):
    """Not this: a take that may not be heard, or seen, or neither, for a line."""

    line: Line
    file: File
    pass_: Pass | None = msgspec.field(name="pass", default=None)
    side: Side = "both"


class Free(Act, tag="free", frozen=True):
    """Take back all that was decided about a line, but for stars."""

    line: Line


class Star(Act, tag="star", frozen=True):
    """Like a reading, or no longer: a fact that counts for more than any of the machine's reasons."""

    line: Line
    file: File
    pass_: Pass = msgspec.field(name="pass", default=1)
    on: bool = True


class Recut(Act, tag="taste", frozen=True):
    """Cut all that nobody decided by another taste."""

    name: Name


Part = Swap | Keep | Show | Trim | Split | React | Forbid | Free | Star | Recut
"""What may be a part of something larger."""


class Together(Act, tag="together", frozen=True):
    """Do several things as one: they hold together, and one undo has all of them back."""

    form: ClassVar[int] = 3
    acts: Annotated[tuple[Part, ...], msgspec.Meta(min_length=1, max_length=100)]


class BringBack(Act, tag="bring back", frozen=True):
    """Bring back a version: what was decided when it got its name is what stands now."""

    form: ClassVar[int] = 2
    name: Name


class Comment(Act, tag="comment", frozen=True):
    """Say something at a frame of the film."""

    cuts: ClassVar[bool] = False
    locked: ClassVar[bool] = True
    frame: Annotated[int, msgspec.Meta(ge=0)]
    text: Words
    line: Line | None = None


class Resolve(Act, tag="resolve", frozen=True):
    """Call a comment done, or open again. comment: its number in the journal."""

    cuts: ClassVar[bool] = False
    locked: ClassVar[bool] = True
    comment: Annotated[int, msgspec.Meta(ge=1)]
    done: bool = True


class LookAt(Act, tag="look", frozen=True):
    """Have looked at an event that asked for it; what changes afterwards asks anew."""

    cuts: ClassVar[bool] = False
    locked: ClassVar[bool] = True
    event: Name


class SaveVersion(Act, tag="version", frozen=True):
    """Give the cut as it is a name, to come back to and to compare with."""

    cuts: ClassVar[bool] = False
    locked: ClassVar[bool] = True
    name: Name


class FoundAt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that was found again. sha256: of its content, by which it was known. path: where it lies."""

    file: File
    sha256: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    path: Place


class Relink(Act, tag="relink", frozen=True):
    """Take files that went away from a folder in which they were found again; the cut stays as it is."""

    cuts: ClassVar[bool] = False
    locked: ClassVar[bool] = True
    form: ClassVar[int] = 2
    folder: Place
    found: tuple[FoundAt, ...] = ()


class Lock(Act, tag="lock", frozen=True):
    """Picture lock: from here on nothing changes, by the word of a named person."""

    cuts: ClassVar[bool] = False


class Unlock(Act, tag="unlock", frozen=True):
    """Open a locked picture again, for a reason."""

    cuts: ClassVar[bool] = False
    locked: ClassVar[bool] = True
    because: Words


class Undo(Act, tag="undo", frozen=True):
    """Take back the last act that changed the cut."""

    cuts: ClassVar[bool] = False


class Redo(Act, tag="redo", frozen=True):
    """Do again what was undone last."""

    cuts: ClassVar[bool] = False


AnyAct = (
    Swap
    | Keep
    | Show
    | Trim
    | Split
    | React
    | Forbid
    | Free
    | Star
    | Together
    | Recut
    | BringBack
    | Comment
    | Resolve
    | LookAt
    | SaveVersion
    | Relink
    | Lock
    | Unlock
    | Undo
    | Redo
)
"""All that a person may do."""

_ACTS: tuple[type[Act], ...] = AnyAct.__args__

FORM: Final = max(kind.form for kind in _ACTS)
"""The newest form of a journal that is known here."""


def parts_of(act: AnyAct) -> tuple[AnyAct, ...]:
    """Return what is done one after the other by an act: itself, or its parts."""
    return act.acts if isinstance(act, Together) else (act,)


def act_from(told: object) -> AnyAct:
    """Return the act that a page or a journal tells; `NotAnAct` for anything else, with what is wrong."""
    try:
        act: AnyAct = msgspec.convert(told, AnyAct)
    except msgspec.ValidationError as error:
        raise NotAnAct(str(error)) from error
    return act


def told(act: Act) -> dict[str, Any]:
    """Return an act as it is written down."""
    plain: dict[str, Any] = msgspec.to_builtins(act)
    return plain


def table() -> dict[str, Any]:
    """Return the table of acts for the page: what each is for, its fields, and when it may be done."""
    schemas, parts = msgspec.json.schema_components(_ACTS, ref_template="#/parts/{name}")
    return {
        "acts": {
            str(kind.__struct_config__.tag): {
                "what": (kind.__doc__ or "").partition("\n")[0],
                "cuts": kind.cuts,
                "locked": kind.locked,
                "fields": _fields(schema, parts),
            }
            for kind, schema in zip(_ACTS, schemas, strict=True)
        }
    }


def _fields(schema: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an act, and which of them must be there."""
    whole = parts[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    needed = set(whole.get("required", ()))
    return {
        name: {**about, "needed": name in needed}
        for name, about in whole["properties"].items()
        if name != "act"
    }
