"""Picture and sound apart: how split edits are told, and how many of what a cut holds. Pure."""

from dataclasses import dataclass

from rushes.cut.model import Cut
from rushes.turnover.numbers import many
from rushes.turnover.shots import shots


@dataclass(frozen=True)
class Counted:
    """What the first picture track holds: shots, those that are reactions, and split edits."""

    shots: int
    reactions: int
    splits: int


def counted(cut: Cut) -> Counted:
    """Count what a cut's picture is made of; a reaction that runs on from a line's own picture is no shot."""
    made = shots(cut, "V1")
    return Counted(
        shots=len(made),
        reactions=sum(shot.events[0].shows == "reaction" for shot in made),
        splits=sum(event.leads != 0 for event in cut.track("V1")),
    )


def split_said(leads: int) -> str:
    """Say a split edit as editors do: ``picture first, 12 frames``; empty for a straight cut."""
    if not leads:
        return ""
    return f"{'picture' if leads > 0 else 'sound'} first, {frames_said(abs(leads))}"


def frames_said(count: int) -> str:
    """Write a number of frames: ``1 frame``, ``12 frames``."""
    return many(count, "frame")
