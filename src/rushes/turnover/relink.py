"""Which of the files at hand is the one that a timeline or a cut means: by content, else by its clock. Pure.

Three steps, and the first that leads anywhere decides: the same content (sha256); the same reel, timecode and
length; of a file whose reel nobody tells, the same timecode and length under the same name. A name alone is
never enough. Where several files answer alike nothing is guessed: they are named, and so is how to choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Literal

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.timecode import rate_text, timecode_text

By = Literal["content", "reel and timecode", "timecode and name"]


@dataclass(frozen=True)
class Wanted:
    """A file that is looked for.

    name: as a person knows it. sha256: empty where nobody knows it. start: absolute, in frames or samples at
    `rate`; frames: how many from there must be in it; whole: it has exactly those. None of the three is asked
    for where `rate` is None.
    """

    name: str
    sha256: str = ""
    reel: str = ""
    rate: Fraction | None = None
    start: Fraction = Fraction(0)
    frames: Fraction = Fraction(0)
    whole: bool = True


@dataclass(frozen=True)
class Relinked:
    """Where a file is now. changed: its content is not what the cut was made from. file: None when not found.

    candidates: those that answer alike, where nothing was chosen.
    """

    wanted: Wanted
    file: Clip | None = None
    by: By = "content"
    changed: bool = False
    candidates: tuple[Clip, ...] = ()


def wanted_of(clip: Clip) -> Wanted:
    """Return what a cut knows of a clip."""
    clock = clip.rate if clip.has_timecode else None
    return Wanted(clip.file, clip.sha256, clip.reel or "", clock, Fraction(clip.start), Fraction(clip.frames))


def relink(wanted: Wanted, files: Sequence[Clip]) -> Relinked:
    """Return which of the files is wanted; their `Clip.sha256` may be empty where it was not asked for.

    Of several files with the content, that at the first path is as good as any other: they are the same.
    """
    same = [one for one in files if wanted.sha256 and one.sha256 == wanted.sha256]
    if same:
        return Relinked(wanted, min(same, key=lambda one: str(one.path)))
    for by, answering in (
        ("reel and timecode", [one for one in files if _on_reel(wanted, one)]),
        ("timecode and name", [one for one in files if _named_alike(wanted, one)]),
    ):
        if len({one.sha256 or str(one.path) for one in answering}) == 1:
            found = min(answering, key=lambda one: str(one.path))
            return Relinked(wanted, found, by, changed=bool(wanted.sha256))  # type: ignore[arg-type]
        if answering:
            return Relinked(wanted, None, by, candidates=tuple(answering))  # type: ignore[arg-type]
    return Relinked(wanted)


def _on_reel(wanted: Wanted, file: Clip) -> bool:
    reels = wanted.reel.strip().casefold(), (file.reel or "").strip().casefold()
    return bool(reels[0]) and reels[0] == reels[1] and _at_the_time(wanted, file)


def _named_alike(wanted: Wanted, file: Clip) -> bool:
    """Tell whether a file without a reel on either side has the name and the timecode."""
    if wanted.reel.strip() and (file.reel or "").strip():
        return False
    return _stem(wanted.name) == _stem(file.path.name) and _at_the_time(wanted, file)


def _stem(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).stem.casefold()


def _at_the_time(wanted: Wanted, file: Clip) -> bool:
    """Tell whether a file has the timecode that is asked for, from its first frame on or within."""
    if wanted.rate is None or not file.has_timecode:
        return False
    first, start = file.start / file.rate, wanted.start / wanted.rate
    length, asked = file.frames / file.rate, wanted.frames / wanted.rate
    if wanted.whole:
        return (file.rate, first, length) == (wanted.rate, start, asked)
    frame = 1 / wanted.rate
    return first <= start + frame / 2 and start + asked <= first + length + frame / 2


def told(found: Relinked) -> Finding | None:
    """Return what a person should know of how a file was found; None where it is as it should be."""
    name = found.wanted.name
    if found.candidates:
        paths = ", ".join(str(one.path) for one in found.candidates)
        fact = f"{len(found.candidates)} files have its {found.by}: {paths}. None of them was taken."
        advice = "Name the folder of the one that is meant alone, with --media."
        return Finding("several candidates", name, fact, advice)
    if found.file is None:
        return Finding("media not found", name, f"No file was found for it{_asked(found.wanted)}.", "Name "
                       "the folder in which it lies now, with --media.")  # fmt: skip
    if found.changed:
        fact = (
            f"{found.file.path} was found by {found.by}, and its content is not what the cut was made from."
        )
        return Finding("changed content", name, fact, "It may be a proxy, or it was changed since.")
    if found.by != "content":
        return Finding("found by its clock", name, f"{found.file.path} was found by {found.by}.", "")
    return None


def _asked(wanted: Wanted) -> str:
    known = []
    if wanted.sha256:
        known.append("its content")
    if wanted.reel:
        known.append(f"reel {wanted.reel}")
    if wanted.rate is not None and wanted.rate < 1000:
        timecode = timecode_text(wanted.start.__floor__(), wanted.rate)
        known.append(f"timecode {timecode} at {rate_text(wanted.rate)}")
    return f", asked by {', '.join(known)}" if known else ""
