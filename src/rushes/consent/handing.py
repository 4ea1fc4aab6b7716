"""The door out for what a performer may ask for: their sheet, and the pack of all that is kept about them."""

from datetime import UTC, datetime
from pathlib import Path

from rushes.consent.exporting import new_file, write_new
from rushes.consent.known import what_is_known
from rushes.consent.on_paper import sheet_pdf
from rushes.consent.on_screen import sheet_page
from rushes.consent.pack import write_pack
from rushes.consent.performers_sheet import sheet_of
from rushes.consent.saying import consent_of, register_of, whom
from rushes.errors import Refusal
from rushes.project import Film
from rushes.rights import EVERYONE


class NobodysSheet(Refusal):
    """A sheet is one performer's."""

    sentence = "A sheet is about one performer. Name one of those that `rushes consent show` lists."


class NoSheet(Refusal):
    """Nothing is written in the form that was asked for."""

    sentence = "{0} is neither an .html nor a .pdf. Name one of them with -o."


class NoPack(Refusal):
    """A pack is written as one file."""

    sentence = "{0} is no .zip. Name one with -o."


def hand_sheet(film: Film, performer: str, out: Path | None = None) -> str:
    """Write a performer's own sheet, and return a sentence about it.

    out: an .html or a .pdf that is not there yet; by default ``sheet-p-0001.html`` in the folder of today.
    """
    register = consent_of(film)
    one = _performer(whom(register, performer))
    out = out or Path(f"sheet-{one}.html")
    if out.suffix.lower() not in {".html", ".htm", ".pdf"}:
        raise NoSheet(str(out))
    sheet = sheet_of(what_is_known(film, register, one))
    write_new(out, sheet_pdf(sheet) if out.suffix.lower() == ".pdf" else sheet_page(sheet))
    return f"Wrote {out}: it holds their name and what they said, so give it to {sheet.name} alone."


def hand_pack(film: Film, performer: str, out: Path) -> str:
    """Write all that is kept about a performer as one .zip, and return a sentence about it."""
    if out.suffix.lower() != ".zip":
        raise NoPack(str(out))
    register = consent_of(film)
    known = what_is_known(film, register, _performer(whom(register, performer)))
    with new_file(out) as opened:
        files = write_pack(known, register_of(film), datetime.now(UTC), opened)
    return (
        f"Wrote {out}: {files} files, all that is kept about {known.name} and nothing about anybody "
        "else. It holds names and signatures: give it to them alone."
    )


def _performer(number: str) -> str:
    if number in {"", EVERYONE}:
        raise NobodysSheet
    return number
