"""The door to a screenplay on disk: bytes in, a `Screenplay` out, or a refusal that says what to do."""

from collections.abc import Callable
from pathlib import Path

from rushes.errors import Finding, Refusal
from rushes.screenplay.fdx import NotFinalDraft, parse_fdx
from rushes.screenplay.fountain import parse_fountain
from rushes.screenplay.model import Screenplay

_Read = tuple[Screenplay, tuple[Finding, ...]]


class NoSuchScreenplay(Refusal):
    """There is no file to read."""

    sentence = "There is no screenplay to read at '{0}' ({1}); check the path."


class UnknownEnding(Refusal):
    """The file's ending is of no format that is read."""

    sentence = "'{0}' is not a screenplay by its ending; write one as {1}."


class NotText(Refusal):
    """The file is not text in UTF-8 or UTF-16."""

    sentence = "'{0}' is not text in UTF-8 or UTF-16; save it again as UTF-8."


class NoDialogue(Refusal):
    """Nobody speaks in it, so there is nothing to line."""

    sentence = (
        "Nobody speaks in '{0}'; a line of dialogue stands under its character's name in capitals, "
        "or after @ where its letters have none, with an empty line above the name."
    )


def read_screenplay(path: Path) -> _Read:
    """Read a screenplay by its ending, with findings about it.

    Raises `NoSuchScreenplay`, `UnknownEnding`, `NotText`, `NotFinalDraft` or `NoDialogue`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NoSuchScreenplay(str(path), error.strerror or type(error).__name__) from None
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownEnding(str(path), ", ".join(_READERS))
    screenplay, findings = reader(data, str(path))
    if not screenplay.lines:
        raise NoDialogue(str(path))
    return screenplay, findings


def _fountain(data: bytes, name: str) -> _Read:
    return parse_fountain(_text(data, name))


def _fdx(data: bytes, name: str) -> _Read:
    try:
        return parse_fdx(data)
    except NotFinalDraft as refusal:
        raise NotFinalDraft(refusal.args[0], f"'{name}'") from None


_READERS: dict[str, Callable[[bytes, str], _Read]] = {
    ".fountain": _fountain,
    ".spmd": _fountain,
    ".txt": _fountain,
    ".fdx": _fdx,
}
"""Endings, in lower case, and who reads them."""


def _text(data: bytes, name: str) -> str:
    """Decode UTF-8 or UTF-16, with or without a byte order mark; `NotText` otherwise."""
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        raise NotText(name) from None
    if "\0" in text:
        raise NotText(name)
    return text


def _encoding(data: bytes) -> str:
    """Name the encoding: UTF-16 by its mark, or by zeros that keep to one side of each pair."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else "utf-8-sig"
