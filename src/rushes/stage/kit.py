"""The kit that a unit brings to a shoot: cameras, a sound recorder, clocks and paper. Pure."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from rushes.errors import Refusal
from rushes.stage.faults import RECORDER_FAULTS, Fault, Faults, in_order
from rushes.timecode import may_drop

Clocks = Literal["shared", "jammed", "none"]
"""One clock for all; clocks that were set by each other once, and stand apart; or no timecode at all."""
MOST_CAMERAS = 4
MOST_DRIFT_PPM = 500.0


class OddKit(Refusal):
    """What was asked for does not go together, or is not to be had."""

    sentence = "{0}"


@dataclass(frozen=True)
class Kit:
    """What a unit brings beside one camera.

    microphones: a track for each in the camera's file. recorder: sound is recorded apart, the camera's
    becomes a guide; mono_files: one file for each microphone. clocks: see `Clocks`; drift_ppm: the most
    that the recorder's runs apart, each take by a lot of its own, nothing where there is one clock.
    cameras: how many, up to 4. wild: also a wild track, room tone, a false start of the recorder alone and a
    setup without sound in each scene. drop: timecode counts drop-frame. phone: the last setup is filmed with
    a phone. paper: what the crew writes is handed in. action: setups are shot for actions of the page.
    """

    microphones: bool = False
    recorder: bool = False
    mono_files: bool = False
    clocks: Clocks = "shared"
    drift_ppm: float = 200.0
    cameras: int = 1
    wild: bool = False
    drop: bool = False
    phone: bool = False
    paper: bool = False
    action: bool = False

    @property
    def plain(self) -> bool:
        """Tell whether it is one camera with a microphone and a clock, and nothing else."""
        return self == Kit(microphones=self.microphones)


def check(kit: Kit, rate: Fraction, faults: Faults) -> None:
    """Refuse a kit that cannot shoot: see `OddKit`."""
    if not 1 <= kit.cameras <= MOST_CAMERAS:
        raise OddKit(f"The stage has 1 to {MOST_CAMERAS} cameras, not {kit.cameras}.")
    if kit.clocks not in get_args(Clocks):
        raise OddKit(f"Timecode is {', '.join(get_args(Clocks))}, not '{kit.clocks}'.")
    if not 0 <= kit.drift_ppm <= MOST_DRIFT_PPM:
        raise OddKit(f"A clock drifts 0 to {MOST_DRIFT_PPM:.0f} parts per million, not {kit.drift_ppm:g}.")
    if kit.drop and not may_drop(rate):
        raise OddKit("Only 29.97 and 59.94 frames a second can be counted drop-frame; leave it out.")
    missing = "" if kit.recorder else next(iter(in_order(faults & RECORDER_FAULTS)), "")
    if missing or (kit.mono_files and not kit.recorder):
        raise OddKit(f"'{missing or 'mono files'}' needs a sound recorder; ask for double-system sound too.")
    if Fault.WRONG_PAPER in faults and not kit.paper:
        raise OddKit(f"'{Fault.WRONG_PAPER}' needs paper; ask for it too.")
