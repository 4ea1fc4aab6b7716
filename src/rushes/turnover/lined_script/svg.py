"""Paint sheets as SVG, for the page in a browser."""

from collections.abc import Iterable
from html import escape

from rushes.turnover.lined_script.drawing import Box, Ring, Shape, Sheet, Stroke, Text
from rushes.turnover.lined_script.page import PAGE_HEIGHT, PAGE_WIDTH, language_of


def svg_of(sheet: Sheet, name: str, chinese: str = "zh") -> str:
    """Return one page as an SVG image; `name` says what it is to who cannot see it.

    chinese: the language of text that is of Chinese characters alone (see `language_of`).
    Lanes stand in groups of the class ``ink s<n>``, by setup. Text is text: it can be searched and copied.
    """
    parts = [
        f'<svg viewBox="0 0 {PAGE_WIDTH:g} {PAGE_HEIGHT:g}" role="group" aria-label="{escape(name)}">',
        _painted(sheet.under),
        *(_group(ink.setup, ink.said, ink.under) for ink in sheet.inks),
        f'<g class="type">{"".join(_text(text, chinese) for text in sheet.type)}</g>',
        *(_group(ink.setup, ink.said, ink.over) for ink in sheet.inks),
        _painted(sheet.over),
        "</svg>",
    ]
    return "".join(parts)


def _group(setup: int, said: str, shapes: Iterable[Shape]) -> str:
    return f'<g class="ink s{setup}"><title>{escape(said)}</title>{_painted(shapes)}</g>'


def _painted(shapes: Iterable[Shape]) -> str:
    return "".join(_shape(shape) for shape in shapes)


def _shape(shape: Shape) -> str:
    if isinstance(shape, Text):
        return _text(shape)
    if isinstance(shape, Stroke):
        return _stroke(shape)
    if isinstance(shape, Box):
        size = f'width="{_n(shape.width)}" height="{_n(shape.height)}"'
        return f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" {size} fill="{shape.colour}"/>'
    return _ring(shape)


def _ring(ring: Ring) -> str:
    look = f'fill="{ring.colour}"' if ring.filled else f'fill="#fff" stroke="{ring.colour}" stroke-width=".8"'
    return (
        f'<ellipse cx="{_n(ring.x)}" cy="{_n(ring.y)}" rx="{_n(ring.across)}" ry="{_n(ring.down)}" {look}/>'
    )


def _stroke(stroke: Stroke) -> str:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in stroke.points)
    dash = f' stroke-dasharray="{" ".join(_n(part) for part in stroke.dash)}"' if stroke.dash else ""
    look = f'stroke="{stroke.colour}" stroke-width="{_n(stroke.width)}"{dash}'
    return f'<polyline points="{points}" fill="none" {look}/>'


def _text(text: Text, chinese: str = "zh") -> str:
    if not text.text:
        return ""
    classes = [
        *(["b"] if text.bold else []),
        *(["i"] if text.italic else []),
        *(["h"] if text.halo else []),
        *(["p"] if text.face == "plain" else []),
    ]
    about = f' class="{" ".join(classes)}"' if classes else ""
    about += "" if text.size == 12 else f' font-size="{_n(text.size)}"'
    about += "" if text.face == "courier" else f' fill="{text.colour}"'
    about += "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    about += ' direction="rtl"' if text.right_to_left else ""
    language = language_of(text.text, chinese)
    about += f' lang="{language}"' if language else ""
    words = f'<text x="{_n(text.x)}" y="{_n(text.y)}"{about}>{escape(text.text)}</text>'
    return f'<a href="#note-{text.note}" id="mark-{text.note}">{words}</a>' if text.note else words


def _n(number: float) -> str:
    """Write a number with two decimals at most, and none it does not need."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def shapes_svg(shapes: Iterable[Shape], width: float, height: float) -> str:
    """Return a small drawing, such as a mark of the legend; nobody needs it read aloud."""
    size = f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}pt" height="{_n(height)}pt"'
    return f'<svg {size} aria-hidden="true">{_painted(shapes)}</svg>'
