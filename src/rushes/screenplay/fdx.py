"""Final Draft documents (FDX): XML paragraphs with a type, each made of runs of text.

Final Draft stores what was typed and shows some of it in capitals (``AllCaps`` on a run, or on an
element's settings), so a cue typed ``Dave`` is DAVE on the page and here. Scenes that were omitted
stay in the file inside their heading, and words that were struck out stay in their run; both are on
paper and not in the film. There is no public description of the format; what is read here was seen
in files that Final Draft and its kin wrote.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from rushes.errors import Finding, Refusal
from rushes.screenplay.model import Element, Kind, Screenplay
from rushes.screenplay.scenes import bind
from rushes.screenplay.speech import Cue, Heading, Piece, Speech, read_cue, spoken

_TYPES = {
    "scene heading": Kind.HEADING,
    "action": Kind.ACTION,
    "character": Kind.CHARACTER,
    "parenthetical": Kind.PARENTHETICAL,
    "dialogue": Kind.DIALOGUE,
    "dialog": Kind.DIALOGUE,
    "lyrics": Kind.LYRIC,
    "singing": Kind.LYRIC,
    "transition": Kind.TRANSITION,
    "shot": Kind.ACTION,
    "general": Kind.ACTION,
    "cast list": Kind.ACTION,
    "new act": Kind.SECTION,
    "note": Kind.NOTE,
}
_IN_SPEECH = frozenset({Kind.PARENTHETICAL, Kind.DIALOGUE, Kind.LYRIC})
_OUTLINE = re.compile(r"outline (\d)", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"\d+")
_LINE_BREAK = re.compile("\r\n|[\r\u2028\u2029\u000b]")


class NotFinalDraft(Refusal):
    """The data is no Final Draft document, or may not be opened safely."""

    sentence = "{1} cannot be read as a Final Draft document: {0}. Export it again as .fdx."

    def __init__(self, reason: object, name: object = "It") -> None:
        """Say why, and of which file where that is known."""
        super().__init__(reason, name)


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph of the script: `place` counts from 1; `dual` numbers its dual dialogue, else 0."""

    place: int
    kind: Kind
    text: str
    number: str | None = None
    dual: int = 0
    struck: str = ""
    depth: int = 0


@dataclass(frozen=True)
class _Style:
    """What the document's settings say of its types: which show capitals, which stand for another."""

    capitals: frozenset[str]
    stands_for: dict[str, str]

    def kind(self, name: str) -> Kind:
        """Return the kind of a type; a type of the writer's own is what it is laid out as."""
        name = name.lower()
        if _OUTLINE.match(name):
            return Kind.SECTION
        return _TYPES.get(name) or _TYPES.get(self.stands_for.get(name, ""), Kind.ACTION)


def parse_fdx(data: bytes) -> tuple[Screenplay, tuple[Finding, ...]]:
    """Read a Final Draft document; `NotFinalDraft` when it is broken, unsafe or something else."""
    root = _root(data)
    content = root.find("Content")
    if content is None:
        raise NotFinalDraft("it holds no script")
    style = _style(root)
    page = list(_page(content, style))
    pieces, doubts = _pieces(page)
    notes = list(_notes(root, content))
    both = sorted([*pieces, *notes], key=lambda piece: piece.source_line)
    screenplay, findings = bind(both, _title_page(root))
    return screenplay, (*findings, *doubts)


def _root(data: bytes) -> Node:
    try:
        root = fromstring(data)
    except DefusedXmlException:
        raise NotFinalDraft("it defines XML entities, which no script needs and which can do harm") from None
    except (ParseError, ValueError, LookupError) as error:
        raise NotFinalDraft(f"its XML is broken ({error})") from None
    if root.tag != "FinalDraft":
        raise NotFinalDraft(f"it is XML of another kind ('{root.tag}')")
    return root


def _style(root: Node) -> _Style:
    capitals, stands_for = set(), {}
    for settings in root.iter("ElementSettings"):
        name = settings.get("Type", "").lower()
        font, behavior = settings.find("FontSpec"), settings.find("Behavior")
        if font is not None and "AllCaps" in _styles(font):
            capitals.add(name)
        if behavior is not None:
            stands_for[name] = behavior.get("PaginateAs", "").lower()
    return _Style(frozenset(capitals), stands_for)


def _styles(node: Node) -> list[str]:
    return node.get("Style", "").split("+")


def _leaves(content: Node) -> Iterator[tuple[Node, int]]:
    """Yield every paragraph of the page with the number of its dual dialogue, else 0."""
    for dual, node in enumerate(content, start=1):
        pair = _pair(node)
        yield from ((leaf, 0 if pair is None else dual) for leaf in _leaves_of(node))


def _leaves_of(node: Node) -> list[Node]:
    pair = _pair(node)
    if pair is not None:
        return pair.findall("Paragraph")
    return [node] if node.tag == "Paragraph" else []


def _pair(node: Node) -> Node | None:
    """Return the dual dialogue that a part of the script is or holds."""
    return node if node.tag == "DualDialogue" else node.find("DualDialogue")


def _page(content: Node, style: _Style) -> Iterator[_Paragraph]:
    """Yield the paragraphs of the page in order, an omitted scene as one boneyard below its heading."""
    for place, (node, dual) in enumerate(_leaves(content), start=1):
        name = node.get("Type", "")
        kind = style.kind(name)
        text, struck = _words(node, capitals=name.lower() in style.capitals)
        if kind is Kind.ACTION and node.get("Alignment") == "Center":
            kind = Kind.CENTERED
        if node.get("StartsNewPage") == "Yes" and place > 1:
            yield _Paragraph(place, Kind.PAGE_BREAK, "")
        outline = _OUTLINE.match(name)
        depth = int(outline[1]) if outline else int(kind is Kind.SECTION)
        yield _Paragraph(place, kind, text, _scene_number(node), dual, struck, depth)
        omitted = [_words(inner, capitals=False)[0] for inner in node.findall("OmittedScene/Paragraph")]
        if omitted:
            yield _Paragraph(place, Kind.BONEYARD, "\n".join(omitted))


def _words(node: Node, *, capitals: bool) -> tuple[str, str]:
    """Return a paragraph's text and the text that was struck out of it."""
    kept: list[str] = []
    struck: list[str] = []
    for run in node.findall("Text"):
        styles = _styles(run)
        text = _LINE_BREAK.sub("\n", run.text or "")
        (struck if "Strikeout" in styles else kept).append(
            text.upper() if capitals or "AllCaps" in styles else text
        )
    return "".join(kept).strip(), "".join(struck).strip()


def _scene_number(node: Node) -> str | None:
    properties = node.find("SceneProperties")
    inner = properties.get("Number") if properties is not None else None
    return "".join((node.get("Number") or inner or "").split()) or None


def _pieces(page: Sequence[_Paragraph]) -> tuple[list[Piece], list[Finding]]:
    """Gather each cue with the block below it; everything else stands alone."""
    pieces: list[Piece] = []
    doubts: list[Finding] = []
    at = 0
    while at < len(page):
        paragraph, block = page[at], list[_Paragraph]()
        if paragraph.struck:
            doubts.append(_struck(paragraph))
        if paragraph.kind is Kind.CHARACTER and paragraph.text:
            block = _block(page[at + 1 :], paragraph.dual)
            doubts += [_struck(said) for said in block if said.struck]
            pieces.append(_speech(paragraph, block))
        elif paragraph.kind is Kind.HEADING and (paragraph.text or paragraph.number):
            pieces.append(Heading(paragraph.text, paragraph.number, paragraph.place))
        elif paragraph.text or paragraph.kind is Kind.PAGE_BREAK:
            pieces.append(Element(paragraph.kind, paragraph.text, paragraph.place, depth=paragraph.depth))
            if paragraph.kind is Kind.DIALOGUE:
                doubts.append(_orphan(paragraph))
        at += 1 + len(block)
    return pieces, doubts


def _block(following: Iterable[_Paragraph], dual: int) -> list[_Paragraph]:
    block = []
    for paragraph in following:
        if paragraph.kind not in _IN_SPEECH or paragraph.dual != dual:
            break
        block.append(paragraph)
    return block


def _speech(cue: _Paragraph, block: Sequence[_Paragraph]) -> Speech:
    read = read_cue(cue.text) or Cue(cue.text, None, dual=False)
    words, directions = spoken("\n".join(_in_parentheses(said) for said in block))
    elements = (Element(said.kind, said.text, said.place) for said in (cue, *block) if said.text)
    return Speech(read, tuple(elements), words, directions, dual=bool(cue.dual))


def _in_parentheses(said: _Paragraph) -> str:
    """Return a paragraph's text, a direction in the parentheses that some writers leave to the page."""
    if said.kind is not Kind.PARENTHETICAL or not said.text:
        return said.text
    return f"({said.text.removeprefix('(').removesuffix(')')})"


def _struck(paragraph: _Paragraph) -> Finding:
    return Finding(
        "words struck out",
        f"paragraph {paragraph.place}",
        f"'{paragraph.struck}' is struck out and taken as cut.",
        "Remove the strike if it is to be spoken.",
    )


def _orphan(paragraph: _Paragraph) -> Finding:
    return Finding(
        "dialogue without a character",
        f"paragraph {paragraph.place}",
        f"'{paragraph.text}' is dialogue with no character above it; it gets no line.",
        "Put the character's name above it.",
    )


def _notes(root: Node, content: Node) -> Iterator[Element]:
    """Yield the writers' notes: those inside a paragraph, and those that point at a place in the text."""
    ends = list(_ends(content))
    for place, (node, _) in enumerate(_leaves(content), start=1):
        for note in node.findall("ScriptNote"):
            yield Element(Kind.NOTE, _note_text(note), place)
    for note in root.findall("ScriptNotes/ScriptNote"):
        first = _FIRST_NUMBER.search(note.get("Range", ""))
        start = int(first[0][:12]) if first else 0
        place = next((place for place, end in ends if start < end), ends[-1][0] if ends else 1)
        yield Element(Kind.NOTE, _note_text(note), place)


def _ends(content: Node) -> Iterator[tuple[int, int]]:
    """Yield (place, end in characters) of every block as a note's ``Range`` counts them.

    A paragraph counts its text and one more for its end; what is embedded in it (a dual dialogue, an
    omitted scene) counts two, whatever its length.
    """
    end, place = 0, 1
    for node in content:
        embedded = sum(child.tag in {"DualDialogue", "OmittedScene"} for child in node)
        end += sum(_units(run.text or "") for run in node.findall("Text")) + 2 * embedded + 1
        yield place, end
        place += len(_leaves_of(node))


def _units(text: str) -> int:
    """Count as Final Draft does, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _note_text(note: Node) -> str:
    return "\n".join(_words(paragraph, capitals=False)[0] for paragraph in note.findall("Paragraph")).strip()


def _title_page(root: Node) -> tuple[tuple[str, str], ...]:
    """Read the title page, which has places and no keys: the first text is the title.

    A text such as "written by" is the credit and the next one the author; a copyright says so
    itself; what is left keeps its text under ``Title page``.
    """
    texts = [_words(node, capitals=False)[0] for node in root.findall("TitlePage/Content/Paragraph")]
    pairs: list[tuple[str, str]] = []
    for text in filter(None, texts):
        if not pairs:
            key = "Title"
        elif pairs[-1][0] == "Credit":
            key = "Author"
        elif re.search(r"\bby:?$", text, re.IGNORECASE):
            key = "Credit"
        else:
            key = "Copyright" if re.match(r"copyright|\u00a9", text, re.IGNORECASE) else "Title page"
        pairs.append((key, text))
    return tuple(pairs)
