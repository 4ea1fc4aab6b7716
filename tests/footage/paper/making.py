"""Papers and clips: the paper is written where the claim is, the clips have no file behind them."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from rushes.errors import Finding
from rushes.footage import Clip, Gathered, Recording, read_slate
from rushes.footage.paper import Paper, apply_paper, read_paper

RATE = Fraction(25)
HOUR = 36000 * 25
"""Ten o'clock, in frames."""


def clip(name: str, start: int | None = None, **facts: Any) -> Clip:
    """Return a clip of 20 seconds whose slate is that of its name; start: frame of its timecode."""
    slate, _ = read_slate(Path(name).name)
    made: dict[str, Any] = {
        "rate": RATE,
        "start": start or 0,
        "has_timecode": start is not None,
        "slate": slate,
    }
    return Clip(path=Path("/rushes") / name, file=name, sha256=name, frames=500, channels=1, **(made | facts))


def sound(*names: str, **facts: Any) -> Recording:
    """Return a recording of 20 seconds, a file for each name, with the slate of the first."""
    slate, _ = read_slate(names[0])
    made: dict[str, Any] = {
        "rate": Fraction(48000),
        "frames": 960000,
        "is_sound": True,
        "slate": slate,
        "channels": 2,
    } | facts
    return Recording(
        tuple(Clip(path=Path("/sound") / name, file=name, sha256=name, **made) for name in names)
    )


def written(folder: Path, text: str | bytes, name: str = "script log.csv") -> Paper:
    """Write a paper and read it."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_paper(folder / name)


def ale(headings: Sequence[str], *rows: Sequence[str], rate: str = "25") -> str:
    """Return an ALE as Avid writes it."""
    head = f"Heading\nFIELD_DELIM\tTABS\nVIDEO_FORMAT\t1080\nFPS\t{rate}\n\nColumn\n"
    return head + "\t".join(headings) + "\n\nData\n" + "".join("\t".join(row) + "\n" for row in rows)


def told(*clips: Clip, papers: Sequence[Paper], sounds: Sequence[Recording] = ()) -> Gathered:
    """Return these clips with what the papers say."""
    return apply_paper(Gathered(clips, tuple(sounds), ()), papers)


def kinds(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.kind, finding.subject) for finding in findings]
