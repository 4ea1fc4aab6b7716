"""Tables for spreadsheets: CSV that Excel and LibreOffice open right, without a cell that runs. Pure.

UTF-8 with a byte order mark, without which Excel takes it for another alphabet; commas, and lines that end as
RFC 4180 says.
"""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from rushes.turnover.dialects.wording import legal

BYTE_ORDER_MARK: Final = "\ufeff"
_FORMULA = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]")
"""How a cell begins that a spreadsheet may run; the wide signs are those of East Asian systems."""
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$", re.ASCII)
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_MISTAKEN = re.compile(
    rf"^\d+([.,:/ -]\d+)+$|^0\d+$|^\d+(\.\d+)?e[+-]?\d+$|^\d{{16,}}$|^\d+[ /-]?{_MONTH}|^{_MONTH}\w*[ /-]?\d"
    r"|^(true|false)$",
    re.ASCII | re.IGNORECASE,
)
"""What a spreadsheet takes for another thing: line 1.10 for 1.1, take 1-2 for a day, slate 1E-2 for 0.01."""


def safe(cell: str) -> str:
    """Return a cell on one line that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    text = legal(cell)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def named(cell: str) -> str:
    """Return a name as a cell that every spreadsheet leaves as it is; `name_in` turns it round."""
    text = legal(cell)
    kept = safe(text)
    return f"'{text}" if kept != text or text.startswith("'") or _MISTAKEN.match(text.strip()) else text


def name_in(cell: str) -> str:
    """Return the name that `named` wrote."""
    return cell.removeprefix("'")


def written_csv(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Write a table, whose cells are `safe` already."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def read_csv(data: bytes) -> list[dict[str, str]]:
    """Read the rows of a table back, each by its headings; UnicodeDecodeError or csv.Error for no table."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
