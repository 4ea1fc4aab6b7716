"""The labels that rushes bring along: whether they hold, and what their makers forbid.

A label that was tampered with is not taken over into the film's, which C2PA's library would call trusted all
the same; and a maker's no to models is kept: no model hears the clip or looks for anybody in it.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from rushes.credentials.model import Anchors, Json, Judged, table
from rushes.credentials.reading import NotReadable, read_beside, read_credentials
from rushes.credentials.reservation import reserves
from rushes.credentials.terms import MINING
from rushes.errors import Finding
from rushes.footage.gather import Gathered
from rushes.footage.model import Carried, Clip

_MINING: Final = ((MINING, "cawg.ai_inference"), ("c2pa.training-mining", "c2pa.ai_inference"))
"""Where a reservation stands: CAWG Training and Data Mining 1.1, and C2PA's own assertion before it."""


_UNSIGNED: Final = " (in its metadata or in a file beside it)"
_RESERVED: Final = Carried(holds=True, no_models=True, unlabelled=True)
"""What a file brings that carries no label, but a reservation."""


def read_carried(file: Path) -> tuple[Carried, ...]:
    """Return what a rush's label comes to; nothing where none is after all. `NotReadable` by the disk."""
    judged = read_credentials(file, Anchors())
    if judged.state in {"none", "elsewhere"}:
        return ()
    return (Carried(judged.unchanged, judged.signer, no_models(judged)),)


def no_models(judged: Judged) -> bool:
    """Tell whether a label forbids analysis by models; it counts even where the label does not hold.

    ``constrained`` without saying by what is no yes (CAWG 1.1), and no program can read what it says.
    """
    return any(_forbids(judged.assertion(label), use) for label, use in _MINING)


def _forbids(told: Json, use: str) -> bool:
    entry = table(told.get("entries")).get(use)
    return entry is not None and table(entry).get("use") != "allowed"


def reserved(clip: Clip, carried: Carried | None = None) -> Carried | None:
    """Return what a file brought along, with what is reserved in its metadata or beside it. A door.

    carried: what its own label comes to. What lies beside a file may change without it: it is read each time.
    """
    if not reserves(clip.path) and not _reserves_beside(clip.path.with_suffix(".c2pa")):
        return carried
    return replace(carried, no_models=True) if carried else _RESERVED


def _reserves_beside(label: Path) -> bool:
    """Tell whether a label that lies beside a file forbids models; so does one that cannot be read."""
    if not label.is_file():
        return False
    try:
        judged = read_beside(label)
    except NotReadable:
        return True
    return no_models(judged) or not judged.manifest


def with_carried(gathered: Gathered, carried: Mapping[str, Carried]) -> Gathered:
    """Let clips and recordings know their labels, by `Clip.file`; pure. Findings tell what is to be known."""
    if not carried:
        return gathered

    def known(clip: Clip) -> Clip:
        return replace(clip, carried=carried.get(clip.file))

    clips = tuple(known(clip) for clip in gathered.clips)
    recordings = tuple(replace(one, files=tuple(map(known, one.files))) for one in gathered.recordings)
    findings = [finding for file, one in carried.items() for finding in _found(file, one)]
    return replace(gathered, clips=clips, recordings=recordings, findings=(*gathered.findings, *findings))


def for_models(clip: Clip) -> bool:
    """Tell whether models may analyse a clip: neither its maker nor that of a sound behind it forbids it."""
    files = (clip, *(one.sound for one in clip.behind))
    return not any(one.carried is not None and one.carried.no_models for one in files)


def not_for_models(clip: Clip) -> Finding:
    """Say that a clip was not heard as its maker forbids it."""
    return Finding(
        "not heard",
        clip.file,
        "Its maker, or its sound's, forbids that models analyse it, and the ear is one. Its slate lines it.",
        "Lay a transcript beside it, which no model is needed for, or ask its maker.",
    )


def _found(file: str, one: Carried) -> list[Finding]:
    found = []
    if not one.holds:
        fact = "It brought content credentials that do not hold: it was changed after it was signed."
        told = " It is used like any file without; the film's own label says so."
        found.append(Finding("credentials broken", file, fact + told, "Ask for it as it left the camera."))
    if one.no_models:
        by = f" (signed by {one.by})" if one.by else _UNSIGNED * one.unlabelled
        fact = f"Its maker forbids that AI models analyse it{by}: none hears it or looks for faces in it."
        found.append(
            Finding("not for models", file, fact, "docs/credentials.md says what counts as a model.")
        )
    return found
