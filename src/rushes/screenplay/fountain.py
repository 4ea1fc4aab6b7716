"""Fountain: plain text that looks like a screenplay (the grammar of fountain.io/syntax, version 1.1).

The grammar is our own. The library `screenplain` reads most of it, but it keeps no line of the file,
takes everything after ``(beat) Hello.`` for a parenthetical, takes ``JOHN (40s) walks in.`` for a
cue, ends a speech at a note on its own line, and knows no lyrics; the tests run both on the same
pages and list every difference.

Four readings are ours, where the grammar would lose speech or a scene that a person plainly meant:
a heading in capitals needs no empty line below it; ``CUT TO:`` is never a character; a line of stray
spaces keeps a speech together only if what follows could not begin something of its own; and a name in
letters without capitals needs no ``@`` where it comes again (`rushes.screenplay.uncased`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from rushes.errors import Finding
from rushes.screenplay.emphasis import plain
from rushes.screenplay.model import Element, Kind, Screenplay
from rushes.screenplay.rows import Row, lift_asides
from rushes.screenplay.scenes import bind
from rushes.screenplay.speech import Cue, Heading, Piece, Speech, is_direction, read_cue, spoken
from rushes.screenplay.title_page import take_title_page
from rushes.screenplay.uncased import with_names

_SIGNS = (
    (re.compile(r"!"), Kind.ACTION),
    (re.compile(r"={3,}$"), Kind.PAGE_BREAK),
    (re.compile(r"=(?!=)\s*\S"), Kind.SYNOPSIS),
    (re.compile(r"#+\s*[^\s#]"), Kind.SECTION),
    (re.compile(r"\.[^.\s]"), Kind.HEADING),
    (re.compile(r">.*<$"), Kind.CENTERED),
    (re.compile(r">\s*\S"), Kind.TRANSITION),
    (re.compile(r"~\s*\S"), Kind.LYRIC),
)
_PLACE = r"(?P<place>INT|EXT|EST|INT\.?/EXT\.?|EXT\.?/INT\.?|I\.?/E\.?)[. ]"
# Production drafts carry the number in both margins: "12A  INT. KITCHEN - DAY  12A".
_HEADING = re.compile(rf"(?:(?P<margin>[A-Z]{{0,3}}\d+[A-Z]{{0,3}})\.?\s+)?{_PLACE}", re.IGNORECASE)
_NUMBER = re.compile(r"#([^#]+)#$")
_LONG_NAME = 40
"""Characters; the longest cues in real drafts ("YOUNG WOMAN WITH THE RED UMBRELLA") stay under it."""


def parse_fountain(text: str) -> tuple[Screenplay, tuple[Finding, ...]]:
    """Read Fountain text; any text is a screenplay, though it may hold no dialogue."""
    rows, asides, unclosed = lift_asides(text)
    title_page, body = take_title_page(rows)
    marked, perhaps = with_names(_settled(body))
    pieces, doubts = _read(marked)
    both = sorted([*pieces, *asides], key=lambda piece: piece.source_line)
    screenplay, findings = bind(both, title_page)
    return screenplay, (*unclosed, *findings, *doubts, *perhaps)


def _settled(rows: Sequence[Row]) -> list[Row]:
    """Decide which rows that look empty keep a speech together.

    Two spaces do (the grammar), and a note or boneyard alone on its line is not there at all; but
    not where what follows begins something of its own, for then a person meant an empty line.
    """
    settled: list[Row] = []
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        may_join = not row.bare and (row.cut or len(row.text.expandtabs(4)) >= 2)
        if may_join and _goes_on(settled, below_cue=row.cut and _stands_as_cue(rows, place - 1)):
            settled += [] if row.cut else [replace(row, joins=True)]
        else:
            settled.append(row)
    return settled[::-1]


def _goes_on(settled: Sequence[Row], *, below_cue: bool) -> bool:
    """Tell whether the next row (rows are still in reverse) could go on with a speech above it."""
    if not settled or settled[-1].ends_speech:
        return False
    after = settled[-2] if len(settled) > 1 else None
    return below_cue or not settled[-1].bare or _kind(settled[-1], after) is Kind.ACTION


def _stands_as_cue(rows: Sequence[Row], place: int) -> bool:
    """Tell whether a row stands alone under an empty line and reads as a character's name."""
    if place < 0 or not rows[place].bare or (place > 0 and rows[place - 1].bare):
        return False
    return _kind(rows[place], rows[place]) is Kind.CHARACTER


def _kind(row: Row, after: Row | None) -> Kind:
    """Return what a row is when nothing stands directly above it."""
    for sign, kind in _SIGNS:
        if sign.match(row.bare):
            return kind
    followed = after is not None and not after.ends_speech
    words = plain(row.bare)
    heading = _HEADING.match(words)
    if heading and (not followed or heading["place"].isupper()):
        return Kind.HEADING
    if words.isupper() and words.endswith("TO:"):
        return Kind.TRANSITION
    return Kind.CHARACTER if followed and _cue(row) else Kind.ACTION


def _cue(row: Row) -> Cue | None:
    """Read a row as a cue: forced by ``@``, or with a name in capitals."""
    if row.bare.startswith("@"):
        name = plain(row.bare[1:]).strip()
        return read_cue(name) or (Cue(name, None, dual=False) if name else None)
    cue = read_cue(plain(row.bare))
    return cue if cue and cue.name.isupper() else None


def _read(rows: Sequence[Row]) -> tuple[list[Piece], list[Finding]]:
    """Read settled rows from top to bottom."""
    pieces: list[Piece] = []
    doubts: list[Finding] = []
    at = 0
    while at < len(rows):
        if not rows[at].bare:
            at += 1
            continue
        kind = _kind(rows[at], rows[at + 1] if at + 1 < len(rows) else None)
        if kind is Kind.CHARACTER:
            taken = list(takewhile(_in_speech, rows[at + 1 :]))
            doubts += _add_speech(pieces, rows[at], taken)
        elif kind is Kind.ACTION:
            taken = list(takewhile(_in_action, rows[at + 1 :]))
            pieces.append(_action([rows[at], *taken]))
        else:
            taken = []
            pieces.append(_single(rows[at], kind))
        at += 1 + len(taken)
    return pieces, doubts


def _sign(row: Row) -> Kind | None:
    return next((kind for sign, kind in _SIGNS if sign.match(row.bare)), None)


def _in_speech(row: Row) -> bool:
    """Tell whether a row goes on with the speech above it; a forced element ends it."""
    ends = {Kind.ACTION, Kind.PAGE_BREAK, Kind.CENTERED, Kind.TRANSITION}
    return not row.ends_speech and _sign(row) not in ends


def _in_action(row: Row) -> bool:
    """Tell whether a row goes on with the action above it."""
    ends = {Kind.PAGE_BREAK, Kind.CENTERED, Kind.TRANSITION, Kind.LYRIC}
    return bool(row.bare) and _sign(row) not in ends


def _action(rows: Sequence[Row]) -> Element:
    texts = [row.text.rstrip() for row in rows]
    return Element(
        Kind.ACTION,
        "\n".join(text.strip()[1:] if text.strip().startswith("!") else text for text in texts),
        rows[0].number,
    )


def _single(row: Row, kind: Kind) -> Heading | Element:
    """Read a row that is an element by itself."""
    if kind is Kind.HEADING:
        return _heading(row)
    text, depth = row.bare, 0
    if kind is Kind.SECTION:
        depth = len(text) - len(text.lstrip("#"))
        text = text[depth:]
    elif kind is Kind.CENTERED:
        text = text[1:-1]
    elif kind is Kind.PAGE_BREAK:
        text = ""
    elif text[0] in "=>~":
        text = text[1:]
    return Element(kind, text.strip(), row.number, depth=depth)


def _heading(row: Row) -> Heading:
    text = plain(row.bare)
    number, found = None, _NUMBER.search(text)
    if found:
        number, text = "".join(found[1].split()) or None, text[: found.start()].rstrip()
    margin = _HEADING.match(text)
    if margin and margin["margin"]:
        number = number or margin["margin"]
        text = text[margin.start("place") :].removesuffix(margin["margin"]).rstrip()
    return Heading(text.removeprefix(".").strip(), number, row.number)


def _add_speech(pieces: list[Piece], row: Row, block: Sequence[Row]) -> list[Finding]:
    """Add a speech; a caret makes it and the speech just before it dual. Return what is doubtful."""
    cue = _cue(row)
    assert cue is not None  # `_kind` said so
    name = Element(Kind.CHARACTER, " ".join(row.bare.removeprefix("@").replace("^", " ").split()), row.number)
    words, directions = spoken("\n".join(plain(line.bare.removeprefix("~")) for line in block))
    partner = pieces[-1] if pieces and cue.dual else None
    dual = isinstance(partner, Speech)
    if isinstance(partner, Speech):
        pieces[-1] = replace(partner, dual=True)
    pieces.append(Speech(cue, (name, *_block(block)), words, directions, dual=dual))
    return _doubts(row, cue, alone=cue.dual and not dual)


def _block(rows: Sequence[Row]) -> list[Element]:
    """Part the rows under a cue into parentheticals, lyrics and runs of dialogue."""
    elements: list[Element] = []
    at = 0
    while at < len(rows):
        taken = _direction_rows(rows, at)
        text = "\n".join(row.bare for row in rows[at : at + max(1, taken)])
        if taken:
            elements.append(Element(Kind.PARENTHETICAL, text, rows[at].number))
        elif text.startswith("~"):
            elements.append(Element(Kind.LYRIC, text[1:].strip(), rows[at].number))
        elif elements and elements[-1].kind is Kind.DIALOGUE:
            elements[-1] = replace(elements[-1], text=f"{elements[-1].text}\n{text}")
        elif text:
            elements.append(Element(Kind.DIALOGUE, text, rows[at].number))
        at += max(1, taken)
    return [replace(element, text=element.text.strip()) for element in elements]


def _direction_rows(rows: Sequence[Row], at: int) -> int:
    """Return over how many rows the parenthetical runs that begins at a row; 0 without one."""
    if not plain(rows[at].bare).startswith(("(", "\uff08")):
        return 0
    closing = next((n for n in range(at, len(rows)) if set(rows[n].bare) & set(")\uff09")), None)
    if closing is None:
        return 0
    whole = "\n".join(plain(row.bare) for row in rows[at : closing + 1])
    return closing + 1 - at if is_direction(whole) else 0


def _doubts(row: Row, cue: Cue, *, alone: bool) -> list[Finding]:
    doubts = []
    odd = cue.name.endswith(("!", "?", "\u2026", ":", ";", ",", "..", "--")) or len(cue.name) > _LONG_NAME
    if odd and not row.bare.startswith("@"):
        doubts.append(
            Finding(
                "odd character name",
                f"line {row.number}",
                f"'{cue.name}' stands like a character's name, so what follows is read as dialogue.",
                "Put ! before it if it is action, or @ if it is a name.",
            )
        )
    if alone:
        doubts.append(
            Finding(
                "dual dialogue alone",
                f"line {row.number}",
                f"{cue.name} is marked to speak at the same time as the speech before, but there is none.",
            )
        )
    return doubts
