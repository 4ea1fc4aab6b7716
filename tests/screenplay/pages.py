"""How these tests write a page and look at what was read from it."""

from textwrap import dedent

from rushes.errors import Finding
from rushes.screenplay import Kind, Line, Screenplay, parse_fountain


def read(page: str) -> Screenplay:
    """Read a page written in a test, without the indentation of the test."""
    return parse_fountain(_flush(page))[0]


def doubts(page: str) -> tuple[Finding, ...]:
    """Return what was found doubtful on a page."""
    return parse_fountain(_flush(page))[1]


def only_line(page: str) -> Line:
    """Return the one line of dialogue on a page."""
    (line,) = read(page).lines
    return line


def said(page: str) -> list[tuple[str, str]]:
    """Return who says what on a page."""
    return [(line.character, line.text) for line in read(page).lines]


def kinds(page: str) -> list[tuple[Kind, str]]:
    """Return every element of a page."""
    return [(element.kind, element.text) for element in read(page).elements]


def _flush(page: str) -> str:
    """Take the indentation of the test from a page; `dedent` would also empty a line of two spaces."""
    return dedent(page) if page.startswith("        ") else page
