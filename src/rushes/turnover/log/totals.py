"""How much was shot: of each scene, on each reel, on each day, and in all. Pure."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from rushes.turnover.log.model import Row, Total
from rushes.turnover.report.pictures import natural

NO_SCENE = "no scene"


def by_scene(rows: Sequence[Row]) -> tuple[Total, ...]:
    """Return totals by scene in natural order; files without a scene last."""
    return _by(rows, lambda row: row.scene, NO_SCENE)


def by_reel(rows: Sequence[Row]) -> tuple[Total, ...]:
    """Return totals by reel, roll or tape."""
    return _by(rows, lambda row: row.reel, "no reel")


def by_day(rows: Sequence[Row]) -> tuple[Total, ...]:
    """Return totals by the day that the files tell."""
    return _by(rows, lambda row: row.day, "no day told")


def whole(rows: Sequence[Row]) -> Total:
    """Return the totals of all that was shot."""
    return _total("all", rows)


def _by(rows: Sequence[Row], part: Callable[[Row], str], without: str) -> tuple[Total, ...]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.kind != "left out":
            groups.setdefault(part(row), []).append(row)
    names = sorted(groups, key=lambda name: (not name, natural([name])))
    return tuple(_total(name or without, groups[name]) for name in names)


def _total(name: str, rows: Sequence[Row]) -> Total:
    pictures = [row for row in rows if row.kind == "picture"]
    sounds = {row.recording: row for row in reversed(rows) if row.is_sound}
    return Total(
        name,
        clips=len(pictures),
        takes=_takes(pictures),
        circled=_takes([row for row in pictures if row.circled]),
        no_good=_takes([row for row in pictures if row.no_good]),
        seconds=sum((row.seconds for row in pictures), Fraction(0)),
        synced=sum(bool(row.under) for row in pictures),
        sounds=len(sounds),
        sound_seconds=sum((row.seconds for row in sounds.values()), Fraction(0)),
    )


def _takes(rows: Sequence[Row]) -> int:
    """Count the takes: two cameras on one slate are one, a file without a slate is one."""
    return len({(row.setup, row.take, row.marks) if row.setup and row.take else (row.file,) for row in rows})
