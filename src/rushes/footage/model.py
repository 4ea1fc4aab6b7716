"""What was shot, as values: a clip, and what its slate says."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from rushes.timecode import timecode_text


@dataclass(frozen=True)
class Slate:
    """What the slate says of a take; unknown parts are None.

    scene: ``27``; setup: ``27A`` (the bare scene number is the first setup, the master).
    take: counts up within a setup. camera: ``A``, ``B`` …
    pickup, series, mos, circled: as marked. source: where it was read (``name``, ``none``).
    """

    scene: str | None = None
    setup: str | None = None
    take: int | None = None
    camera: str | None = None
    pickup: bool = False
    series: bool = False
    mos: bool = False
    circled: bool = False
    source: str = "none"

    @property
    def label(self) -> str:
        """The slate as an editor writes it on a clip: ``27A-3``, or an empty text."""
        if self.setup is None:
            return ""
        return self.setup + ("PU" if self.pickup else "") + (f"-{self.take}" if self.take else "")


@dataclass(frozen=True)
class Clip:
    """One file that a camera made.

    path: absolute, as opened. file: its name in every output: the shortest tail of the path that
    is unique in the job. frames: whole frames of picture. start: absolute frame number of its first
    frame (timecode), 0 without one; drop: that timecode counts drop-frame.
    channels: sound channels, 0 without sound. variable_rate: frames are not evenly spaced; then
    `rate` is the average and a finding says so.
    """

    path: Path
    file: str
    sha256: str
    rate: Fraction
    frames: int
    start: int = 0
    drop: bool = False
    has_timecode: bool = False
    reel: str | None = None
    width: int = 0
    height: int = 0
    channels: int = 0
    sample_rate: int = 0
    variable_rate: bool = False
    slate: Slate = Slate()

    @property
    def start_timecode(self) -> str:
        """Timecode of the first frame."""
        return timecode_text(self.start, self.rate, drop=self.drop)

    @property
    def name(self) -> str:
        """What an editor calls the clip: its slate and camera, else its file name without ending."""
        return self.slate.label or Path(self.file).stem
