"""The register as a file that a person writes by hand: `grants.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rushes.errors import Refusal
from rushes.rights.chain import chain
from rushes.rights.decide import Register, lacks
from rushes.rights.model import EVERYONE, Entry
from rushes.rights.uses import USES, Use

_KEYS = ("person", "uses", "by", "on")


class NoRegister(Refusal):
    """The file that was named cannot be read."""

    sentence = "The register of consent {0} cannot be read: {1}."


class NotARegister(Refusal):
    """A file is no register; nothing of it is used."""

    sentence = "The register of consent {0} is not clear: {1}. Nothing in it counts until that is mended."


def read_register(path: Path) -> Register:
    """Read a register; `NoRegister` or `NotARegister` when it cannot be read whole, as half a yes is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NoRegister(str(path), getattr(error, "strerror", None) or "it is not UTF-8 text") from error
    return register_from(text, str(path))


def register_from(text: str, name: str = "grants.toml") -> Register:
    """Return the register that a text of TOML tells; an empty text says no to everything."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotARegister(name, f"it is no TOML ({error})") from error
    unknown = sorted(set(told) - {"grant"})
    rows = told.get("grant", [])
    if unknown or not isinstance(rows, list):
        raise NotARegister(name, f"it knows tables called [[grant]], not '{(unknown or ['grant'])[0]}'")
    return Register(chain(_entry(row, number, name) for number, row in enumerate(rows, 1)))


def _entry(row: object, number: int, name: str) -> Entry:
    """Return one grant as an entry; every key must be there, and no other."""
    if not isinstance(row, Mapping):
        raise NotARegister(name, f"grant {number} is no table")
    for key in (*(key for key in row if key not in _KEYS), *(key for key in _KEYS if key not in row)):
        fault = "lacks" if key in _KEYS else "knows nothing called"
        raise NotARegister(name, f"grant {number} {fault} '{key}'")
    person, by = _text(row, "person", number, name), _text(row, "by", number, name)
    day = _day(row, number, name)
    entry = Entry(
        seq=number,
        at=f"{day.isoformat()}T00:00:00+00:00",
        kind="grant",
        performer=person,
        uses=tuple(_uses(row, number, name)),
        from_day=day,
        collected_by=by,
    )
    for use, _ in lacks(entry) if person == EVERYONE else ():
        raise NotARegister(name, f"grant {number}: '{use}' cannot be granted for everyone")
    return entry


def _text(row: Mapping[str, Any], key: str, number: int, name: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise NotARegister(name, f"'{key}' of grant {number} is no name")
    return value.strip()


def _uses(row: Mapping[str, Any], number: int, name: str) -> Iterable[Use]:
    """Return the uses, each once, in the order of the table."""
    uses = row["uses"]
    if not isinstance(uses, list) or not uses:
        raise NotARegister(name, f"'uses' of grant {number} is no list; there are {', '.join(USES)}")
    for use in uses:
        if use not in USES:
            raise NotARegister(name, f"grant {number} knows no use '{use}'; there are {', '.join(USES)}")
    return (use for use in USES if use in uses)


def _day(row: Mapping[str, Any], number: int, name: str) -> date:
    day = row["on"]
    if type(day) is not date:
        raise NotARegister(name, f"'on' of grant {number} is no day; write 2026-11-02, without quotes")
    return day
