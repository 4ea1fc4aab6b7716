"""Paint plain shapes onto the pages of a PDF."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Literal

from fpdf import FPDF

from rushes.turnover.lined_script.drawing import Box, Ring, Shape, Stroke, Text
from rushes.turnover.lined_script.page import CHARACTER_WIDTH, PAGE_HEIGHT, PAGE_WIDTH, runs_right_to_left
from rushes.turnover.lined_script.paper.fonts import ENCODING, Face, faces_for

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""Written as the time of making: the same lined script gives the same bytes."""

_REACH = 300.0
"""Points that a text from right to left may need on either side of its middle."""

_LACKING = "?"
_CORE = {"courier": "Courier", "plain": "Helvetica"}


class Painter:
    """Paints shapes; `lacking` is every letter that no font of this machine has, shown as a question mark."""

    def __init__(self, title: str, letters: frozenset[str]) -> None:
        """Begin a document in which no letters but these are written."""
        asked = frozenset(letter for letter in letters if not _is_core(letter))
        backwards = any(runs_right_to_left(letter) for letter in asked)
        # A text from right to left is set in one font, so that one should have its Latin letters too.
        faces = faces_for(asked | letters if backwards else asked)
        self.lacking = asked - frozenset().union(*(face.letters for face in faces))
        self._faces = {f"machine{at}": face for at, face in enumerate(faces)}
        self._pdf = _empty(title, self._faces)

    @property
    def page(self) -> int:
        """How many pages there are."""
        return self._pdf.page

    def new_page(self) -> None:
        """Begin a page of US Letter."""
        self._pdf.add_page()

    def bookmark(self, name: str) -> None:
        """Name this page in the outline that a reader shows beside the pages."""
        self._pdf.set_xy(0, 0)
        self._pdf.start_section(name.encode("utf-8", "replace").decode())

    def bytes(self) -> bytes:
        """Return the finished document."""
        return bytes(self._pdf.output())

    def paint(self, shapes: Iterable[Shape]) -> None:
        """Paint shapes in order."""
        for shape in shapes:
            if isinstance(shape, Text):
                self._text(shape)
            elif isinstance(shape, Stroke):
                self._stroke(shape)
            elif isinstance(shape, Box):
                self._pdf.set_fill_color(shape.colour)
                self._pdf.rect(shape.x, shape.y, shape.width, shape.height, style="F")
            else:
                self._ring(shape)

    def width(self, text: Text) -> float:
        """Return how wide a text will be, in points."""
        return sum(self._step(text, family, run) for family, run in self._runs(text))

    def _text(self, text: Text) -> None:
        if not text.text:
            return
        self._pdf.set_text_color(text.colour)
        if text.right_to_left:
            self._backwards(text)
            return
        wide = self.width(text) if text.anchor != "start" else 0.0
        x = text.x - (wide if text.anchor == "end" else wide / 2)
        if text.halo:
            self._clear(text, x)
        for family, run in self._runs(text):
            self._set(text, family)
            self._write(x, text.y, run, family)
            x += self._step(text, family, run)

    def _write(self, x: float, y: float, run: str, family: str) -> None:
        pdf = self._pdf
        if family in self._faces:
            pdf.set_xy(x, y - pdf.font_size * 0.8)
            pdf.cell(w=0, h=pdf.font_size, text=run)
        else:
            pdf.text(x, y, run)

    def _clear(self, text: Text, x: float) -> None:
        """Clear the ground of a small text, so that it can be read upon type."""
        self._pdf.set_fill_color("#ffffff")
        self._pdf.rect(
            x - 0.4, text.y - 0.76 * text.size, self.width(text) + 0.8, 0.82 * text.size, style="F"
        )

    def _backwards(self, text: Text) -> None:
        """Write a text from right to left, all of it in one go, so that its order is right."""
        pdf = self._pdf
        family = self._best(text.text)
        self._set(text, family)
        written = self._without_lacking(text.text)
        reach = _REACH if text.anchor != "middle" else 2 * _REACH
        right = text.x + {"start": 0.0, "middle": _REACH, "end": _REACH}[text.anchor]
        left = max(0.0, right - reach)
        pdf.set_xy(left, text.y - pdf.font_size * 0.8)
        align = {"start": "R", "middle": "C", "end": "L"}[text.anchor]
        self._shape("rtl")
        pdf.cell(w=right - left, h=pdf.font_size, text=written, align=align)
        self._shape(None)

    def _shape(self, direction: Literal["rtl"] | None) -> None:
        """Let letters join and marks sit as their script has it; by default each text finds its direction."""
        if self._faces:
            self._pdf.set_text_shaping(use_shaping_engine=True, direction=direction)

    def _step(self, text: Text, family: str, run: str) -> float:
        """Return how far a run moves on: by columns in Courier, by its letters otherwise."""
        if text.face == "courier" and family not in self._faces:
            return len(run) * CHARACTER_WIDTH * text.size / 12
        self._set(text, family)
        return float(self._pdf.get_string_width(run))

    def _runs(self, text: Text) -> Iterator[tuple[str, str]]:
        """Part a text into runs of one font."""
        family, families = "", list[tuple[str, str]]()
        for letter in self._without_lacking(text.text):
            family = self._family(letter, family, _CORE[text.face])
            families.append((family, letter))
        for name, group in groupby(families, key=lambda pair: pair[0]):
            yield name, "".join(letter for _, letter in group)

    def _family(self, letter: str, before: str, core: str) -> str:
        """Choose a letter's font: that of the letter before it where it can be, and always for a space."""
        if before and letter.isspace():
            return before
        if _is_core(letter):
            return core
        if before in self._faces and letter in self._faces[before].letters:
            return before
        return next(name for name, face in self._faces.items() if letter in face.letters)

    def _best(self, text: str) -> str:
        """Return the font with most letters of a text."""
        strange = {letter for letter in text if not _is_core(letter)}
        return max(self._faces, key=lambda name: len(strange & self._faces[name].letters), default="Courier")

    def _without_lacking(self, text: str) -> str:
        return "".join(_LACKING if letter in self.lacking else letter for letter in text)

    def _set(self, text: Text, family: str) -> None:
        style = ("B" if text.bold else "") + ("I" if text.italic else "")
        self._pdf.set_font(family, "" if family in self._faces else style, text.size)

    def _stroke(self, stroke: Stroke) -> None:
        pdf = self._pdf
        pdf.set_draw_color(stroke.colour)
        pdf.set_line_width(stroke.width)
        if stroke.dash:
            pdf.set_dash_pattern(*stroke.dash[:2])
        if len(stroke.points) == 2:
            (left, top), (right, bottom) = stroke.points
            pdf.line(left, top, right, bottom)
        else:
            pdf.polyline(list(stroke.points), style="D")
        if stroke.dash:
            pdf.set_dash_pattern()

    def _ring(self, ring: Ring) -> None:
        pdf = self._pdf
        pdf.set_draw_color(ring.colour)
        pdf.set_fill_color(ring.colour if ring.filled else "#ffffff")
        pdf.set_line_width(0.8)
        box = (ring.x - ring.across, ring.y - ring.down, ring.across * 2, ring.down * 2)
        pdf.ellipse(*box, style="F" if ring.filled else "DF")


def _empty(title: str, faces: dict[str, Face]) -> FPDF:
    pdf = FPDF(unit="pt", format=(PAGE_WIDTH, PAGE_HEIGHT))
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.core_fonts_encoding = ENCODING
    pdf.set_creation_date(_NO_TIME)
    pdf.set_title(title)
    pdf.set_creator("Rushes")
    for name, face in faces.items():
        pdf.add_font(name, fname=face.path, collection_font_number=face.number)
    if faces:
        pdf.set_text_shaping(use_shaping_engine=True)
        pdf.set_fallback_fonts(list(faces), exact_match=False)
    return pdf


def _is_core(letter: str) -> bool:
    try:
        letter.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True
