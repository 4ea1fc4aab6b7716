"""What is written about people can be read: no sign in it hides another, or turns it round.

A name with a line's end in it, or with signs that make a terminal write elsewhere, would show something that
nobody wrote. A yes, a note or a name like that is refused; a no is written at once, without those signs.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from rushes.rights.model import Entry, Performer

NAME: Final = 255
"""Letters that a name may have, or another field of one line; no name of a file is longer."""

WORDS: Final = 5000
"""Letters that a note or a description may have: what is longer is a document, to be kept as one."""

_HIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Controls, ends of lines, what turns the direction of writing round, and bytes that are no text.

What joins signs (emoji, scripts of India, Persian) and writing from right to left are letters.
"""


_LINES: Final = str.maketrans("\r\n\t", "   ")
"""What a note or a description may have besides: they are told in lines."""


def illegible(entry: Entry) -> str:
    """Say in a sentence what of an entry cannot be read as it would be written; empty where all can."""
    for text, most in _texts(entry):
        if _HIDDEN.search(text.translate(_LINES) if most == WORDS else text):
            return f"“{_shown(text)}” holds an end of a line, or a sign that nobody can see: type it anew."
        if len(text) > most:
            return f"“{_shown(text)}” has {len(text)} letters, and there is room for {most}."
    return ""


def made_legible(entry: Entry) -> Entry:
    """Return an entry with a space in the place of each sign that nobody can see."""
    texts = ((name, getattr(entry, name)) for name in entry.__struct_fields__)
    straight = {name: _HIDDEN.sub(" ", text) for name, text in texts if isinstance(text, str)}
    return msgspec.structs.replace(entry, **straight)


def _texts(told: Entry | Performer) -> Iterator[tuple[str, int]]:
    """Yield every text of an entry and of whom it is about, each with the most letters that it may have."""
    for name in told.__struct_fields__:
        value = getattr(told, name)
        if isinstance(value, Performer):
            yield from _texts(value)
        elif isinstance(value, str | tuple):
            most = WORDS if name == "description" else NAME
            yield from ((one, most) for one in ([value] if isinstance(value, str) else value))


def _shown(text: str) -> str:
    return _HIDDEN.sub("\ufffd", text if len(text) <= 40 else f"{text[:40]}…")
