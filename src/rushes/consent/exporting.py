"""The door out: receipts and forms as files, never over another."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from rushes.consent.answers import answers_of, everybody
from rushes.consent.form import form_page
from rushes.consent.receipt import receipt_json
from rushes.consent.saying import consent_of, scope_of, whom
from rushes.errors import Refusal
from rushes.project import Film
from rushes.rights import Performer


class NoForm(Refusal):
    """Nothing is written in the form that was asked for."""

    sentence = "{0} is neither a .json (receipts) nor an .html (the blank form). Name one of them with -o."


class FileThere(Refusal):
    """A file is there already."""

    sentence = "{0} is there already and is not overwritten. Name another with -o."


class CannotExport(Refusal):
    """A file cannot be written."""

    sentence = "{0} cannot be written: {1}. Name another with -o."


def export(film: Film, performer: str, out: Path) -> str:
    """Write receipts or forms, and return a sentence about them.

    performer: whose, by a name or id; all of them when empty. out: a file that ends in .json or .html and is
    not there yet; `NoForm`, `FileThere` or `CannotExport` otherwise.
    """
    register = consent_of(film)
    one = whom(register, performer)
    if out.suffix == ".json":
        scope = scope_of(film)
        people = [answers_of(register, one, scope)] if one else list(everybody(register, scope))
        write_new(out, receipt_json(film.called, register, scope, people, datetime.now(UTC)))
        return (
            f"Wrote {out}: {len(people)} receipt{'' if len(people) == 1 else 's'}; delete it to be rid of it."
        )
    if out.suffix not in {".html", ".htm"}:
        raise NoForm(str(out))
    performers = [p for p in register.performers.values() if one in {"", p.id}]
    write_new(out, form_page(film.called, performers))
    return f"Wrote {out}: {_forms(performers)}; nothing in it is answered, so nothing is to be taken back."


def _forms(performers: list[Performer]) -> str:
    if not performers:
        return "one form with room for a name, as nobody is entered yet"
    return f"{len(performers)} form{'' if len(performers) == 1 else 's'}, a page each"


def write_new(out: Path, data: bytes) -> None:
    """Write a file that is not there yet; `FileThere` or `CannotExport` otherwise."""
    with new_file(out) as opened:
        opened.write(data)


@contextmanager
def new_file(out: Path) -> Iterator[BinaryIO]:
    """Open a file that is not there yet, to be written; refusals as of `write_new`. No half of it stays."""
    try:
        opened = out.open("xb")
    except FileExistsError as error:
        raise FileThere(str(out)) from error
    except OSError as error:
        raise CannotExport(str(out), error.strerror or str(error)) from error
    try:
        with opened:
            yield opened
    except BaseException as error:
        with suppress(OSError):
            out.unlink()
        if isinstance(error, OSError):
            raise CannotExport(str(out), error.strerror or str(error)) from error
        raise
