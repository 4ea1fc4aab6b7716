"""Names in letters that have no capitals: Chinese, Japanese, Korean, Arabic, Hebrew, Hindi and others.

Fountain knows a character by capitals, and has ``@`` for names that cannot be written in any
(fountain.io/syntax, Character). Many people who write in such letters do not know it. So what stands
like a name is taken for one, as if ``@`` were before it, where the script itself says so: the same
name stands like that twice or more, or has its ``@`` elsewhere. What stands so once is action, as the
grammar says, and a finding tells of it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rushes.errors import Finding
from rushes.screenplay.emphasis import plain
from rushes.screenplay.rows import Row
from rushes.screenplay.speech import read_cue
from rushes.screenplay.spoken import spoken_words

_FULL_WIDTH_AT = "\uff20"
_MOST_SIGNS, _MOST_WORDS, _MOST_LETTERS = 8, 3, 40
"""Of a name; a longer row is far more often the first of some action."""
_IN_NAMES = frozenset("'\"-.#\u00b7\u2019\u2027\u30fb\u05be\u05f3\u05f4")
"""Punctuation that stands in names (``让·皮埃尔``, ``ד״ר לוי``), and the sign of a number."""
_COUNTED = re.compile("\u7b2c.+[\u5834\u573a\u5e55\u96c6\u7ae0\u8bdd\u8a71]")
"""The scene, act or episode of so many, in Chinese and Japanese."""
_NAMED = 3


def with_names(rows: Sequence[Row]) -> tuple[list[Row], list[Finding]]:
    """Return the rows with ``@`` before the names without capitals that the script shows to be names."""
    rows = [_narrow(row) for row in rows]
    standing = dict(_like_names(rows))
    times = Counter(standing.values())
    forced = {_name(row.bare[1:]) for row in rows if row.bare.startswith("@")}
    known = {name for name, count in times.items() if count > 1 or name in forced}
    marked = [
        replace(row, text="@" + row.bare) if standing.get(place) in known else row
        for place, row in enumerate(rows)
    ]
    once = [(rows[place], name) for place, name in standing.items() if name not in known]
    return marked, [_once(once)] if once and (known or forced) else []


def _narrow(row: Row) -> Row:
    """Return a row with the ``@`` of a full-width keyboard as the plain one."""
    if not row.bare.startswith(_FULL_WIDTH_AT):
        return row
    return replace(row, text=row.text.replace(_FULL_WIDTH_AT, "@", 1))


def _like_names(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Yield the rows that stand like a cue, between an empty one and words, in such letters."""
    for place, row in enumerate(rows):
        under = place == 0 or not rows[place - 1].bare
        above = place + 1 < len(rows) and not rows[place + 1].ends_speech
        if row.bare and under and above and (name := _name(row.bare)) and is_like_a_name(name):
            yield place, name


def _name(text: str) -> str:
    cue = read_cue(plain(text))
    return cue.name if cue else ""


def is_like_a_name(name: str) -> bool:
    """Tell a short text without punctuation, in letters without capitals, that counts no scenes."""
    cased = any(letter.islower() or letter.isupper() for letter in name)
    if cased or len(name) > _MOST_LETTERS or not any(map(str.isalpha, name)) or _COUNTED.fullmatch(name):
        return False
    if any(unicodedata.category(letter)[0] in "PS" and letter not in _IN_NAMES for letter in name):
        return False
    signs = spoken_words(name)
    return len(signs) <= _MOST_SIGNS if len(signs) > len(name.split()) else len(signs) <= _MOST_WORDS


def _once(found: Sequence[tuple[Row, str]]) -> Finding:
    names = ", ".join(f"'{name}' (line {row.number})" for row, name in found[:_NAMED])
    rest = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return Finding(
        "perhaps a character",
        f"line {found[0][0].number}",
        f"{names}{rest}: once only, and in letters without capitals, so what follows is read as action.",
        "Put @ before what is a character's name.",
    )
