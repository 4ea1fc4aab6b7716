"""The sound stage: a screenplay in, drawn and spoken rushes out, with the exact truth about them.

In: a `Screenplay`, a seed, a kit (cameras, a sound recorder, clocks, paper), and what should go wrong. Out: a
folder of takes (one MOV each and camera, named by its slate, with timecode and reel), the recorder's files in
``sound/``, the crew's in ``paper/``, and ``truth.json``: every word with its seconds, every slip, reset,
ad-lib, noise and soft stretch, who is in the picture and where, and which recording ran under it since when.

It exists for the demo, the tests and the evaluation. Performers are drawn and speak with
espeak-ng's voices; every slate and every file says so, and nobody's likeness is in it.

Words to know: a *setup* is a place of the camera (27 the master, 27A, 27B ...); a *take* is one
filmed try of it; the *line* runs between the performers and no setup crosses it; a *reset* plays
lines again without stopping the camera; a *tail slate* is clapped upside down at the end; a *guide* is
what a camera's own microphone hears from metres away.
"""

from rushes.stage.faults import (
    ALL_FAULTS,
    HARD_FAULTS,
    ROLL_FAULTS,
    Fault,
    Faults,
    UnknownFault,
    faults_from,
)
from rushes.stage.kit import OddKit
from rushes.stage.known import RecordingTruth, SoundTruth, StageTruth, TakeTruth
from rushes.stage.shoot import FolderInUse, NoTakes, NothingToPlay, OddSize, make_rushes

__all__ = [
    "ALL_FAULTS",
    "HARD_FAULTS",
    "ROLL_FAULTS",
    "Fault",
    "Faults",
    "FolderInUse",
    "NoTakes",
    "NothingToPlay",
    "OddKit",
    "OddSize",
    "RecordingTruth",
    "SoundTruth",
    "StageTruth",
    "TakeTruth",
    "UnknownFault",
    "faults_from",
    "make_rushes",
]
