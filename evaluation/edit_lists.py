"""Edit lists of real editors, read with pycmx: what they cut, and where picture and sound are cut apart.

A door: it touches the disk. An edit list does not tell its rate; these are all at 24000/1001. Of three films
there is a locked reel of picture, of two more a short list, and of one the dialogue of the same reel, made
eight months after its picture.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

import pycmx

from rushes.timecode import frame_from

RATE: Final = Fraction(24000, 1001)

REELS: Final[Mapping[str, str]] = {
    "film a, reel 1": "INS4_R1_010417.edl",
    "film b, reel 1": "STP R1 v082517.edl",
    "film c, reel 4": "ToD_R4_LOCK3.1_030618_Video.edl",
}
"""Locked reels of picture, by what the tables call them: the pace of classic is fitted to these."""

SHORT_LISTS: Final[Mapping[str, str]] = {
    "film d, part": "ISSUE_14_conform_edl_issue_03.edl",
    "film e, part": "cdl_example01.edl",
}
"""Lists of other films, some 40 events each, to which nothing was fitted."""

PICTURE, DIALOGUE = "INS4_R1_010417.edl", "INS4_R1_DX_092117.edl"
"""One reel cut twice: its picture, and its dialogue as it was later."""

_TAKE = re.compile(r"V?([A-Z]*\d+[A-Z]*-\d+)")
_REACH: Final = 96
"""Frames: four seconds on each side of a cut in which the sound of its two takes is looked for."""
_SYNC: Final = 2
"""Frames by which two lists of one reel may count the same sync: the dialogue counts one frame later."""


@dataclass(frozen=True)
class Edit:
    """An event: its tracks (``V``, ``A1`` …), reel and clip name, and four places in frames."""

    tracks: tuple[str, ...]
    reel: str
    name: str
    source_in: int
    source_out: int
    record_in: int
    record_out: int

    @property
    def take(self) -> str | None:
        """Setup and take as they are slated (``27A-3``) without the camera; None for what has no slate."""
        found = _TAKE.match(self.name)
        return found[1] if found else None

    @property
    def sync(self) -> int:
        """Where in the film the first frame of its source's day would be: the same for what is in sync."""
        return self.record_in - self.source_in


@dataclass(frozen=True)
class Split:
    """A cut from one take to another, in picture and in sound.

    leads: frames by which the picture of the second begins before its sound; below zero the sound is first.
    """

    leads: int

    @property
    def is_straight(self) -> bool:
        """Tell whether picture and sound are cut at once, to the frame by which the lists differ."""
        return abs(self.leads) <= 1


def read_edits(path: Path) -> tuple[Edit, ...]:
    """Return the events of an edit list in order."""
    with path.open(encoding="utf-8", errors="replace") as file:
        listed = pycmx.parse_cmx3600(file)
    return tuple(_edit(edit) for event in listed.events for edit in event.edits)


def _edit(edit: pycmx.Edit) -> Edit:
    sound = tuple(f"A{number}" for number in edit.channels.channels)
    times = (edit.source_in, edit.source_out, edit.record_in, edit.record_out)
    return Edit(
        ("V", *sound) if edit.channels.video else sound,
        edit.source,
        edit.clip_name or "",
        *(frame_from(time, RATE) for time in times),
    )


def shots(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the shots of a list's picture: what a camera took, joined where it runs on without a cut.

    A frame that is held on is part of the shot that it holds.
    """
    joined: list[Edit] = []
    for edit in edits:
        if "V" not in edit.tracks or edit.take is None:
            continue
        last = joined[-1] if joined else None
        if last and (last.reel, last.source_out, last.record_out) == (
            edit.reel,
            edit.source_in,
            edit.record_in,
        ):
            joined[-1] = Edit(
                *(last.tracks, last.reel, last.name, last.source_in),
                *(edit.source_out, last.record_in, edit.record_out),
            )
        elif edit.record_out > edit.record_in:
            joined.append(edit)
    return tuple(joined)


def splits(picture: Sequence[Edit], dialogue: Sequence[Edit]) -> tuple[Split, ...]:
    """Return the cuts between two takes that both lists hold, and how far picture and sound are apart there.

    A cut counts where the sound of both takes lies around it and stands to the other as the pictures do: the
    film was not changed there between the two lists. Others say nothing.
    """
    found = []
    for before, now in pairwise(shots(picture)):
        if before.take == now.take or before.record_out != now.record_in:
            continue
        ends, begins = _near(dialogue, before, before.source_out), _near(dialogue, now, now.source_in)
        apart = now.sync - before.sync
        kept = [one for one in begins for end in ends if abs(one.sync - end.sync - apart) <= _SYNC]
        if kept:
            found.append(Split(min(one.source_in for one in kept) - 1 - now.source_in))
    return tuple(found)


def _near(dialogue: Sequence[Edit], shot: Edit, at: int) -> list[Edit]:
    """Return the sound of a shot's take around a frame of its source."""
    return [
        edit
        for edit in dialogue
        if edit.take == shot.take and edit.source_in - _REACH < at < edit.source_out + _REACH
    ]
