"""Write a cut as an AAF for Avid Media Composer and DaVinci Resolve: the same cut gives the same bytes."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from rushes.cut.model import Cut
from rushes.turnover.dialects.aaf.container.packing import packed
from rushes.turnover.dialects.aaf.made.composition import composition
from rushes.turnover.dialects.aaf.made.ids import as_uuid
from rushes.turnover.dialects.aaf.made.mobs import Film, Used, clip_mobs, tape_mob, tape_of
from rushes.turnover.dialects.aaf.made.objects import NO_DATE, Thing, file_of, made
from rushes.turnover.dialects.fcp7.sequence import Lane, lanes
from rushes.turnover.shots import check_rate, film_start

_PRODUCT: Final = UUID("6f2a5f5e-97d5-5f0e-8b0c-2f0a7d7f5a11")
_SHAPE: Final = "1"
"""The version of what we write, not of the program: an AAF changes when its cut does."""


def write(cut: Cut) -> bytes:
    """Write the cut; `BrokenCut` or `NobodyCountsSo` when it is no timeline."""
    check_rate(cut.rate)
    film = Film(cut.rate, film_start(cut)[1])
    tracks = lanes(cut)
    used = _used(cut, tracks)
    mobs = [composition(cut, tracks, film, used), *_clips_and_tapes(used, film)]
    return packed(file_of(mobs, _identification()))


def _used(cut: Cut, tracks: Sequence[Lane]) -> Mapping[str, Used]:
    """Return the clips that are played, by name, each as long as it is and at least as far as it is used."""
    lengths: dict[str, int] = {}
    for shot in (shot for lane in tracks for shot in lane.shots):
        known = lengths.get(shot.clip.file, shot.clip.frames)
        lengths[shot.clip.file] = max(known, shot.source.end)
    contents: set[str] = set()
    used = {}
    for clip in sorted((clip for clip in cut.clips if clip.file in lengths), key=lambda clip: clip.file):
        copy = clip.file if clip.sha256 in contents else ""
        contents.add(clip.sha256)
        used[clip.file] = Used(clip, copy, lengths[clip.file])
    return used


def _clips_and_tapes(used: Mapping[str, Used], film: Film) -> Sequence[Thing]:
    mobs: list[Thing] = []
    tapes: dict[tuple[object, ...], list[Used]] = {}
    for one in used.values():
        mobs += clip_mobs(one, film)
        tape = tape_of(one, film)
        if tape is not None:
            tapes.setdefault(tape, []).append(one)
    return [*mobs, *(tape_mob(tape, tuple(clips), film) for tape, clips in tapes.items())]


def _identification() -> Thing:
    """Return who wrote a file; without a date."""
    return made(
        "Identification",
        ProductName="Rushes",
        CompanyName="Rushes",
        ProductVersionString=_SHAPE,
        ProductID=_PRODUCT,
        Date=NO_DATE,
        GenerationAUID=as_uuid("generation", _SHAPE),
    )
