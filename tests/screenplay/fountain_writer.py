"""A second opinion on Fountain: drafts of screenplays, and a writer that knows what must be read back.

The writer keeps its own count of lines and ids, so it shares nothing with the reader it is to judge.
"""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from rushes.screenplay import Element, Kind, Line, Scene, Screenplay

_LETTERS = "abcdefghijklmnopqrstuvwxyzéøßñ李雷한"
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÉØÑ"


@dataclass(frozen=True)
class Block:
    """A speech: name, extension, dual with the one before, and its rows as (what, text)."""

    name: str
    extension: str | None
    dual: bool
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DraftScene:
    """A scene before it is written: pieces are speeches or (kind, text) pairs."""

    number: str | None
    heading: str
    pieces: tuple[Block | tuple[Kind, str], ...]


@dataclass(frozen=True)
class Draft:
    """A screenplay before it is written."""

    title_page: tuple[tuple[str, str], ...]
    scenes: tuple[DraftScene, ...]


@dataclass
class Writer:
    """Writes a draft down line by line and keeps what a reader has to find."""

    rows: list[str] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)

    def put(self, row: str) -> int:
        """Write one line and return its number."""
        self.rows.append(row)
        return len(self.rows)

    def write(self, draft: Draft) -> tuple[str, Screenplay]:
        """Write a draft; return the text and the screenplay that it means."""
        for key, value in draft.title_page:
            first, *others = value.split("\n")
            self.put(f"{key}: {first}" if not others else f"{key}:")
            for other in [first, *others] if others else []:
                self.put(f"    {other}")
        self.put("")
        for ordinal, scene in enumerate(draft.scenes, start=1):
            self.scenes.append(self.scene(scene, scene.number or str(ordinal)))
        return "\n".join(self.rows), Screenplay(draft.title_page, tuple(self.scenes))

    def scene(self, scene: DraftScene, number: str) -> Scene:
        """Write one scene."""
        start = self.put(scene.heading + (f" #{scene.number}#" if scene.number else ""))
        self.put("")
        elements = [Element(Kind.HEADING, scene.heading, start)]
        lines: list[Line] = []
        for piece in scene.pieces:
            if isinstance(piece, Block):
                if piece.dual:
                    self.make_dual(lines)
                found, line = self.speech(piece, number, len(lines) + 1)
                elements += found
                lines.append(line)
            else:
                elements.append(self.alone(*piece))
            self.put("")
        return Scene(number, scene.heading, tuple(elements), tuple(lines), start, scene.number is not None)

    def make_dual(self, lines: list[Line]) -> None:
        """Mark the last speech as one of two."""
        last = lines.pop()
        lines.append(Line(**{**vars(last), "dual": True}))

    def alone(self, kind: Kind, text: str) -> Element:
        """Write an element that stands by itself."""
        signs = {
            Kind.ACTION: "!",
            Kind.TRANSITION: "> ",
            Kind.SYNOPSIS: "= ",
            Kind.SECTION: "## ",
            Kind.LYRIC: "~",
        }
        if kind is Kind.NOTE:
            return Element(kind, text, self.put(f"[[{text}]]"))
        if kind is Kind.BONEYARD:
            start = self.put("/*")
            self.put(text)
            self.put("*/")
            return Element(kind, text, start)
        if kind is Kind.PAGE_BREAK:
            return Element(kind, "", self.put("==="))
        if kind is Kind.CENTERED:
            return Element(kind, text, self.put(f"  > {text} <"))
        return Element(kind, text, self.put(signs[kind] + text), depth=2 * (kind is Kind.SECTION))

    def speech(self, block: Block, scene: str, count: int) -> tuple[list[Element], Line]:
        """Write a speech; every dialogue row may hold emphasis and a direction."""
        name = block.name + (f" ({block.extension})" if block.extension else "")
        forced = "" if block.name.isupper() else "@"
        start = self.put(f"  {forced}{name}" + (" ^" if block.dual else ""))
        line = f"{scene}.{count}"
        elements = [Element(Kind.CHARACTER, name, start, line)]
        words: list[str] = []
        directions: list[str] = []
        for what, text in block.rows:
            self.row(elements, line, what, text)
            if what in {"direction", "inline"}:
                directions.append(text)
            if what != "direction":
                words.append("so then" if what == "inline" else text)
        said = Line(
            id=line,
            scene=scene,
            character=block.name,
            text=" ".join(words),
            extension=block.extension,
            parentheticals=tuple(directions),
            dual=block.dual,
            source_line=start,
        )
        return elements, said

    def row(self, elements: list[Element], line: str, what: str, text: str) -> None:
        """Write one row of a speech and add it to its elements."""
        if what == "direction":
            elements.append(Element(Kind.PARENTHETICAL, f"({text})", self.put(f"    ({text})"), line))
            return
        if what == "lyric":
            elements.append(Element(Kind.LYRIC, text, self.put(f"~ {text}"), line))
            return
        typed = {"plain": text, "bold": f"**{text}**", "inline": f"so ({text}) *then*"}[what]
        number = self.put(f"  {typed}")
        if elements[-1].kind is Kind.DIALOGUE:
            before = elements.pop()
            elements.append(Element(Kind.DIALOGUE, f"{before.text}\n{typed}", before.source_line, line))
        else:
            elements.append(Element(Kind.DIALOGUE, typed, number, line))


def _text(letters: str, longest: int = 5) -> st.SearchStrategy[str]:
    words = st.lists(st.text(letters, min_size=1, max_size=7), min_size=1, max_size=longest)
    return words.map(" ".join)


words = st.builds(
    lambda text, end: text + end, _text(_LETTERS + _CAPITALS + "0123456789'"), st.sampled_from(".?!,")
)
names = st.one_of(
    _text(_CAPITALS, longest=2), st.sampled_from(["R2D2", "2ND COP", "O'NEIL", "McCLANE", "李雷", "MR. X"])
)
rows = st.one_of(
    st.tuples(st.sampled_from(["plain", "bold", "lyric"]), words),
    st.tuples(st.sampled_from(["direction", "inline"]), _text(_LETTERS)),
)


def _with_words(found: list[tuple[str, str]], first: str) -> tuple[tuple[str, str], ...]:
    """Make sure that something is said."""
    return (*found, ("plain", first + "a"))


blocks = st.builds(
    Block,
    names,
    st.one_of(st.none(), st.sampled_from(["V.O.", "O.S.", "CONT'D", "on the radio"])),
    st.just(value=False),
    st.builds(_with_words, st.lists(rows, max_size=5), words),
)
pairs = st.tuples(blocks, blocks).map(
    lambda two: (two[0], Block(two[1].name, two[1].extension, dual=True, rows=two[1].rows))
)
alone = st.one_of(
    st.tuples(
        st.sampled_from(
            [
                Kind.ACTION,
                Kind.TRANSITION,
                Kind.SYNOPSIS,
                Kind.SECTION,
                Kind.LYRIC,
                Kind.CENTERED,
                Kind.NOTE,
                Kind.BONEYARD,
            ]
        ),
        words,
    ),
    st.just((Kind.PAGE_BREAK, "")),
)
_groups = st.one_of(blocks.map(lambda block: (block,)), pairs, alone.map(lambda piece: (piece,)))
pieces = st.lists(_groups, max_size=6).map(lambda groups: tuple(piece for group in groups for piece in group))


def _numbered(
    found: list[tuple[str, str, tuple[Block | tuple[Kind, str], ...], bool]],
) -> tuple[DraftScene, ...]:
    """Give some scenes numbers of their own, none of which is another's ordinal."""
    return tuple(
        DraftScene(f"{letter}{place}-{letter}" if own else None, f"INT. {heading}", inside)
        for place, (letter, heading, inside, own) in enumerate(found)
    )


scenes = st.lists(
    st.tuples(st.sampled_from("ABC"), _text(_CAPITALS), pieces, st.booleans()), min_size=1, max_size=4
).map(_numbered)
title_pages = st.one_of(
    st.just(()),
    st.tuples(
        st.tuples(st.just("Title"), st.lists(words, min_size=1, max_size=3).map("\n".join)),
        st.tuples(st.just("Draft date"), words),
    ),
)
drafts = st.builds(Draft, title_pages, scenes)
