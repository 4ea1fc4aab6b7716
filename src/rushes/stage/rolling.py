"""A take from "roll sound" to "cut": played once, recorded, and filmed by every camera. A door."""

from rushes.stage.filming import film_roll
from rushes.stage.known import Rolled
from rushes.stage.mixing import heard
from rushes.stage.model import TakePlan
from rushes.stage.performance import perform
from rushes.stage.recording import record


def roll(plan: TakePlan, into: str) -> Rolled:
    """Shoot one take into a folder and return the truth about each of its clips and recordings."""
    take = heard(plan, perform(plan))
    recorded = record(take, into)
    clips = tuple(film_roll(take, camera, into, recorded) for camera in plan.rolls)
    return Rolled(clips, tuple(one.truth for one in recorded))
