"""Is what is wrong with a picture seen, and nothing else? By the stage's soft spans, and by spoiled takes.

The stage plants soft takes and soft spans, and its truth tells them. A reading is *soft* when at least half
of it lies in one. It is *found* when `Looks` says soft, 0.5 or more; a reading with no planted softness of
which any fault is said is a *false alarm*. Real faces are spoiled by us: of a setup with several takes one
is made soft in three degrees, darker, held, black and shaken, at known seconds. There the untouched takes
count for false alarms, over their readings alone; what they hold of black and frozen frames is their own
truth, and not counted. Seed 2 of the stage and the untouched takes were looked at when the bounds were
chosen, and so were the spoiled takes; the other seeds only for what they wrongly alarm.
"""

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageFilter

from evaluation.material import Material
from evaluation.promises import JUDGED
from evaluation.score import Score, tally
from evaluation.truth import TrueReading, TrueTake
from rushes.crew import Crew
from rushes.engine import Cache, all_cores
from rushes.footage import Clip
from rushes.footage.find import find_footage
from rushes.picture import Looks
from rushes.picture.look import look

SURE = 0.5
"""How much a fault must be seen to count as said."""
TIMED = 6
"""Clips by which the pace is told: looking is so fast that more say no more."""
SPOILED = ("1A", "1B", "2B", "3B")
"""Setups of real faces, medium and close, of which the first take is spoiled."""


@dataclass(frozen=True)
class Saw:
    """How the pictures of one material were seen. clips: how many; seconds: of them."""

    name: str
    clips: int
    seconds: float
    scores: Mapping[str, Score]


@dataclass(frozen=True)
class Spoilt:
    """A fault that is planted: which field of `Look` must tell it, from which second to which."""

    name: str
    field: str
    in_s: float
    out_s: float
    degree: float


FAULTS: tuple[Spoilt, ...] = (
    Spoilt("soft by 0.3 % of the height", "soft", 2.5, 4.5, 0.003),
    Spoilt("soft by 0.5 %", "soft", 5.0, 7.0, 0.005),
    Spoilt("soft by 0.85 %", "soft", 7.5, 9.5, 0.0085),
    Spoilt("a stop under", "dark", 10.0, 12.0, 0.7),
    Spoilt("held", "frozen", 12.5, 13.3, 0.0),
    Spoilt("black", "black", 13.6, 14.0, 0.0),
    Spoilt("shaken by 0.5 % of the width", "unsteady", 14.3, 16.3, 0.005),
)
"""A take is spoiled with these. Degree of softness: radius of the blur; of darkness: what the shades are
multiplied with, about a stop after a camera's gamma; of shaking: the most that a frame is moved."""


def sit_seeing(materials: Sequence[Material], folder: Path) -> tuple[Saw, ...]:
    """Look at every material, and at spoiled takes of real faces, in a new folder."""
    saw = [_stage(one, folder) for one in materials if one.voices != JUDGED]
    real = [_spoiled(one, folder) for one in materials if one.voices == JUDGED]
    return (*real, *saw)


def _stage(material: Material, folder: Path) -> Saw:
    clips, looks = _looked([material.footage], folder)
    found, missed, alarms, clean = 0, 0, 0, 0
    for reading, soft in _readings(material.truth.takes):
        seen = looks.over(reading.file, reading.in_s, reading.out_s)
        if soft >= SURE:
            found, missed = found + (seen.soft >= SURE), missed + (seen.soft < SURE)
        elif soft == 0:
            clean += 1
            faults = (seen.soft, seen.dark, seen.bright, seen.black, seen.frozen, seen.unsteady)
            alarms += max(faults) >= SURE
    whole = [take.file for take in material.truth.takes if take.soft and take.soft[0][0] == 0.0]
    named = {one.subject for one in looks.findings}
    scores = {
        "soft readings found": tally(found, found + missed),
        "false alarms": tally(alarms, clean),
        "soft takes named": tally(len(named & set(whole)), len(whole)),
        "other takes named": tally(len(named - set(whole)), len(clips) - len(whole)),
        "seen, a core": _pace(clips),
    }
    return Saw(material.name, len(clips), float(sum(clip.seconds for clip in clips)), scores)


def _readings(takes: Sequence[TrueTake]) -> Iterator[tuple[TrueReading, float]]:
    """Yield everything that is said in front of a camera, and which share of it is out of focus."""
    for take in takes:
        for reading in take.readings:
            lasts = max(reading.out_s - reading.in_s, 1e-6)
            common = [min(reading.out_s, out_s) - max(reading.in_s, in_s) for in_s, out_s in take.soft]
            yield reading, sum(max(0.0, one) for one in common) / lasts


def _spoiled(material: Material, folder: Path) -> Saw:
    place = folder / f"spoiled {material.name}"
    place.mkdir(exist_ok=True)
    takes = [take for take in material.truth.takes if take.setup in SPOILED]
    first = {take.setup: take.file for take in reversed(takes) if take.seconds > FAULTS[-1].out_s}
    for take in takes:
        source, target = material.footage / take.file, place / take.file
        (_spoil if take.file in first.values() else shutil.copyfile)(source, target)
    clips, looks = _looked([place], folder)
    scores = {
        fault.name: tally(sum(_told(looks, file, fault) for file in first.values()), len(first))
        for fault in FAULTS
    }
    clean = [one for take in takes if take.file not in first.values() for one in take.readings]
    seen = [looks.over(one.file, one.in_s, one.out_s) for one in clean]
    alarms = sum(max(one.soft, one.dark, one.bright, one.unsteady) >= SURE for one in seen)
    scores |= {"false alarms": tally(alarms, len(clean)), "seen, a core": _pace(clips)}
    name = f"{material.name}, spoiled"
    return Saw(name, len(clips), float(sum(clip.seconds for clip in clips)), scores)


def _told(looks: Looks, file: str, fault: Spoilt) -> bool:
    return bool(getattr(looks.over(file, fault.in_s, fault.out_s), fault.field) >= SURE)


def _looked(places: Sequence[Path], folder: Path) -> tuple[tuple[Clip, ...], Looks]:
    crew = Crew(all_cores(), Cache(folder / "seeing-cache"))
    clips = crew.read(find_footage(places)).clips
    seen, _ = crew.look(clips)
    return clips, Looks.of(clips, seen)


def _pace(clips: Sequence[Clip]) -> Score:
    """Return how many seconds of footage a second of one core looks at."""
    timed = clips[:: max(1, len(clips) // TIMED)][:TIMED]
    began = time.process_time()
    for clip in timed:
        look(clip.path, clip.rate, clip.frames)
    used = time.process_time() - began
    return Score(float(sum(clip.seconds for clip in timed)) / used if used else None, len(timed), "times")


def _spoil(source: Path, target: Path) -> None:
    """Write a take again with every fault in its place; its sound is left out."""
    with av.open(str(source)) as old, av.open(str(target), "w") as new:
        was = old.streams.video[0]
        stream = new.add_stream("libx264", rate=was.average_rate)
        stream.width, stream.height, stream.pix_fmt = was.width, was.height, "yuv420p"
        stream.options = {"crf": "20", "preset": "veryfast", "g": "25", "threads": "1"}
        held: Image.Image | None = None
        chance = np.random.default_rng(8)
        for number, frame in enumerate(old.decode(was)):
            at_s = number / float(was.average_rate or 25)
            picture = Image.fromarray(frame.to_ndarray(format="rgb24"))
            fault = next((one for one in FAULTS if one.in_s <= at_s < one.out_s), None)
            held = (held or picture) if fault and fault.field == "frozen" else None
            spoilt = np.asarray(held or _with(fault, picture, chance))
            written = av.VideoFrame.from_ndarray(spoilt, format="rgb24")
            written.pts, written.time_base = number, 1 / Fraction(was.average_rate or 25)
            new.mux(stream.encode(written))
        new.mux(stream.encode(None))


def _with(fault: Spoilt | None, picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Return a picture with a fault in it."""
    if fault is None:
        return picture
    if fault.field == "soft":
        return picture.filter(ImageFilter.GaussianBlur(fault.degree * picture.height))
    if fault.field == "unsteady":
        most = fault.degree * picture.width
        right, down = (int(one) for one in chance.uniform(-most, most, 2).round())
        return Image.fromarray(np.roll(np.asarray(picture), (down, right), (0, 1)))
    return picture.point([round(shade * fault.degree) for shade in range(256)] * 3)
