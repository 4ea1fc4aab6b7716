"""Avid Log Exchange: the form of a log, whatever stands in it. Pure.

After Avid's "Avid Log Specifications": three parts (Heading, Column, Data) in this order with a blank line
between them, tabs between cells; Name, Tracks, Start and End are required; headings are spelt exactly, not
more than 64 of them, our own at most 14 letters long; semicolons say drop-frame; ``V`` is a picture without
sound, ``A1A2`` sound without a picture. Lines end as Windows ends them, which every system reads.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rushes.footage.model import Clip
from rushes.timecode import NTSC
from rushes.turnover.dialects.wording import NotThisDialect, legal
from rushes.turnover.report.wording import rate_said

MOST_TRACKS: Final = 24
"""Sound tracks of a clip that Media Composer knows."""

AVID_RATES: Final = frozenset(
    (*NTSC.values(), *(Fraction(rate) for rate in (24, 25, 30, 48, 50, 60, 96, 100, 120)))
)
"""Rates of Avid projects; anything else has no bin to go into."""

_FRAME_OF_FILM: Final = Fraction(24)
"""How timecode is counted when there are only sounds and none tells its rate."""


@dataclass(frozen=True)
class Ale:
    """An Avid log as it is read back: its global headings, and each row by its columns."""

    heading: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]


def usual_rate(clips: Sequence[Clip]) -> Fraction:
    """Return the rate of Avid's that most clips run at; 24 where none does."""
    rates = Counter(clip.rate for clip in clips if clip.rate in AVID_RATES)
    return rates.most_common(1)[0][0] if rates else _FRAME_OF_FILM


def rate_in_ale(clip: Clip, usual: Fraction) -> Fraction:
    """Return the rate at which a clip is counted in its log: its own, or for a sound that of its timecode."""
    if not clip.is_sound:
        return clip.rate
    return clip.timecode_rate if clip.timecode_rate in AVID_RATES else usual


def ale_names(rates: Iterable[Fraction], stem: str = "") -> dict[Fraction, str]:
    """Return what the log of each rate is called: ``.ale``, or ``-25.ale`` where there are several."""
    wanted = sorted({rate for rate in rates if rate in AVID_RATES})
    return {rate: f"{stem}.ale" if len(wanted) == 1 else f"{stem}-{rate_said(rate)}.ale" for rate in wanted}


def written_ale(
    headings: Sequence[str], rows: Iterable[Sequence[str]], clips: Sequence[Clip], rate: Fraction
) -> bytes:
    """Write a log of one rate; clips: those of its rows."""
    lines = [
        "Heading",
        "FIELD_DELIM\tTABS",
        f"VIDEO_FORMAT\t{_video_format(clips)}",
        "AUDIO_FORMAT\t48kHz",
        f"FPS\t{rate_said(rate)}",
        "",
        "Column",
        "\t".join(headings),
        "",
        "Data",
        *("\t".join(legal(cell).strip() for cell in row) for row in rows),
    ]
    return ("\r\n".join(lines) + "\r\n").encode()


def read_ale(data: bytes) -> Ale:
    """Read an Avid log; `NotThisDialect` when a part is missing or a row has more cells than columns."""
    parts: dict[str, list[str]] = {}
    part = ""
    for line in data.decode("utf-8").split("\r\n"):
        if line.strip() in {"Heading", "Column", "Data"}:
            part = line.strip()
            parts[part] = []
        elif line and part:
            parts[part].append(line)
    if list(parts) != ["Heading", "Column", "Data"] or len(parts["Column"]) != 1:
        raise NotThisDialect("an Avid log", "Heading, Column and Data must stand in it, in this order")
    columns = parts["Column"][0].split("\t")
    rows = [line.split("\t") for line in parts["Data"]]
    if any(len(row) != len(columns) for row in rows):
        raise NotThisDialect("an Avid log", "a row has not as many cells as there are columns")
    heading = dict(line.split("\t", 1) for line in parts["Heading"])
    return Ale(heading, tuple(dict(zip(columns, row, strict=True)) for row in rows))


def place_of(clip: Clip, rate: Fraction) -> tuple[int, int]:
    """Return first frame and frame after the last, counted at this rate; a sound's are rounded outwards."""
    if not clip.is_sound:
        return clip.start, clip.start + clip.frames
    first, after = clip.start * rate / clip.rate, (clip.start + clip.frames) * rate / clip.rate
    return first.__floor__(), max(after.__ceil__(), first.__floor__() + 1)


def tracks_in_ale(clip: Clip) -> str:
    """Write the tracks of a clip: ``V``, ``VA1A2``, ``A1``."""
    sound = "".join(f"A{number}" for number in range(1, min(clip.channels, MOST_TRACKS) + 1))
    return sound if clip.is_sound else f"V{sound}"


def _video_format(clips: Sequence[Clip]) -> str:
    """Return Avid's name for the picture of most clips, which an ALE must have; HD where nothing tells.

    It names a project's pictures, not a camera's: Media Composer refuses a log that says ``CUSTOM`` in a
    project of HD, and what is larger than HD is nearly always cut in one.
    """
    heights = Counter(clip.height for clip in clips if not clip.is_sound)
    height = heights.most_common(1)[0][0] if heights else 1080
    named = {720: "720", 576: "PAL", 480: "NTSC", 486: "NTSC"}
    return named.get(height, "1080")
