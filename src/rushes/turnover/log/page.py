"""The log as one page that holds its pictures, asks no network and can be searched and printed."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from markupsafe import Markup

from rushes.turnover.log.model import Log, Row, Total, Under
from rushes.turnover.log.rows import by_recording, rows_of
from rushes.turnover.log.told import CHECK, KNOW, STOPS, Told, told
from rushes.turnover.log.totals import NO_SCENE, by_day, by_reel, by_scene, whole
from rushes.turnover.log.wording import rolled_text, span_text
from rushes.turnover.report.pictures import Still, still_from
from rushes.turnover.sheets import house_style, sheets_in
from rushes.turnover.verify import TurnoverDiffers

SHEETS = Path(__file__).parent / "sheet"
"""The template of the page, its style and its script."""

_GRAVITIES = ((STOPS, "Cannot be used as it is"), (CHECK, "To check"), (KNOW, "Good to know"))
_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)
_HALF = 16
"""Half the height of a level strip, in its own units."""


@dataclass(frozen=True)
class Card:
    """One file on the page.

    number: from 1 over the page. search: all words that it is found by, in small letters. sync: sentences
    on the recordings behind it, each with its evidence.
    """

    number: int
    row: Row
    still: Still | None
    level: str
    technical: tuple[str, ...]
    sync: tuple[tuple[str, str, tuple[str, ...]], ...]
    search: str


@dataclass(frozen=True)
class Scene:
    """All files of a scene, pictures and sounds, under its totals."""

    total: Total
    pictures: tuple[Card, ...]
    sounds: tuple[Card, ...]


def log_page(
    log: Log, stills: Mapping[str, bytes], levels: Mapping[str, bytes], ales: Sequence[str] = ()
) -> bytes:
    """Return the page in UTF-8; the same values give the same bytes.

    stills: a JPEG by `Clip.file`; levels: a byte a column, likewise; ales: names of the Avid logs beside the
    page. `TurnoverDiffers` when a file or finding cannot be read on it.
    """
    rows = rows_of(log)
    cards = _cards(by_recording(rows), stills, levels)
    style, script = f"{house_style()}\n{_sheet('log.css')}", _sheet("log.js")
    page = (
        sheets_in(SHEETS)
        .get_template("log.html.j2")
        .render(
            style=Markup(style),  # noqa: S704 -- our own sheet, no word of the material is in it
            script=Markup(script),  # noqa: S704 -- the same
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            log=log,
            all=whole(rows),
            gravities=_by_gravity(told(log.findings)),
            finding_count=len(log.findings),
            scenes=_scenes(rows, cards),
            totals=_totals(rows),
            left_out=[card for card in cards if card.row.kind == "left out"],
            number_of={part.file: card.number for card in cards for part in card.row.parts or (card.row,)},
            rates=sorted({row.rate for row in rows if row.rate and not row.is_sound}),
            ales=ales,
            span=span_text,
        )
        .encode("utf-8", "replace")  # names from disks that never heard of Unicode
    )
    _check(page, rows)
    return page


@cache
def _sheet(name: str) -> str:
    return (SHEETS / name).read_text(encoding="utf-8").strip()


def _cards(rows: Sequence[Row], stills: Mapping[str, bytes], levels: Mapping[str, bytes]) -> list[Card]:
    return [
        Card(
            number,
            row,
            still_from(stills[row.file]) if row.file in stills else None,
            _level_path(levels.get(row.file, b"")),
            tuple(_technical(row)),
            tuple(_sync(row)),
            _search(row),
        )
        for number, row in enumerate(rows, 1)
    ]


def _level_path(columns: bytes) -> str:
    """Return the strip as an SVG path, mirrored about its middle; empty without a level."""
    heights = [max(0.5, _HALF * column / 255) for column in columns]
    return "".join(f"M{x}.5 {_HALF - high:.3g}V{_HALF + high:.3g}" for x, high in enumerate(heights))


def _technical(row: Row) -> Iterator[str]:
    """Yield what the file is made of, in the words of a camera report."""
    if row.rate:
        uneven = ", variable" if row.variable_rate else ""
        counted = f"timecode at {row.rate}" if row.is_sound else f"{row.rate} fps"
        yield f"{counted}{' drop-frame' if row.drop else ''}{uneven}"
    if row.size:
        yield row.size
    if row.codec:
        yield row.codec
    if row.channels:
        rate = f", {row.sample_rate / 1000:g} kHz" if row.sample_rate else ""
        yield f"{row.channels} channel{'s' if row.channels > 1 else ''}{rate}"


def _sync(row: Row) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield for each recording behind a picture its file, how it lies there, and the evidence."""
    recordings: dict[str, list[Under]] = {}
    for one in row.under:
        recordings.setdefault(one.recording, []).append(one)
    for unders in recordings.values():
        under = unders[0]
        parts = [
            f"by {under.rung}" if under.rung != "person" else "as a person says",
            rolled_text(under.at_s),
            f"± {under.error_ms:.3g} ms",
        ]
        if under.drift_ppm:
            parts.append(f"drifts {under.drift_ppm:+.1f} ppm")
        if under.timecode:
            parts.append(f"its clock says {under.timecode} at the first frame")
        files = f"and {len(unders) - 1} more of its files " if len(unders) > 1 else ""
        yield under.file, files + ", ".join(parts), under.evidence


def _search(row: Row) -> str:
    words = (
        *(
            row.name,
            row.file,
            tuple(part.file for part in row.parts),
            row.reel,
            row.day,
            row.codec,
            row.size,
            row.lens,
            row.group,
            row.recording,
        ),
        *(row.flags, row.tracks, row.on_camera, row.off_camera, row.over),
        tuple(note.text for note in row.notes),
        tuple(one.file for one in row.under),
        tuple(finding.kind for finding in row.findings),
        f"scene {row.scene}" if row.scene else NO_SCENE,
        row.start,
    )
    flat = [word for part in words for word in (part if isinstance(part, tuple) else (part,)) if word]
    return " ".join(flat).casefold()


def _by_gravity(findings: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    groups = [(title, [one for one in findings if one.gravity == gravity]) for gravity, title in _GRAVITIES]
    return [(title, group) for title, group in groups if group]


def _scenes(rows: Sequence[Row], cards: Sequence[Card]) -> list[Scene]:
    scenes = []
    for total in by_scene(rows):
        here = [card for card in cards if (card.row.scene or NO_SCENE) == total.name]
        here = [card for card in here if card.row.kind != "left out"]
        pictures = tuple(card for card in here if not card.row.is_sound)
        scenes.append(Scene(total, pictures, tuple(card for card in here if card.row.is_sound)))
    return scenes


def _totals(rows: Sequence[Row]) -> list[tuple[str, tuple[Total, ...]]]:
    """Return the tables of totals; of reels and days only where any is told."""
    tables = [("Scene", by_scene(rows))]
    if any(row.reel for row in rows):
        tables.append(("Reel", by_reel(rows)))
    if any(row.day for row in rows):
        tables.append(("Day", by_day(rows)))
    return tables


def _check(page: bytes, rows: Sequence[Row]) -> None:
    """Read the page back: every file must be named on it."""
    seen = unescape(_TAG.sub("", page.decode()))
    for row in rows:
        if row.file.encode("utf-8", "replace").decode() not in seen:
            raise TurnoverDiffers("log.html", "a reader of its own", row.file, "nowhere", "a file of the log")
