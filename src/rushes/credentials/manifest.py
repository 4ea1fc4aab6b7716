"""The label of a cut as a value: what was captured, what the machine chose, what people decided. Pure."""

import importlib.metadata
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from rushes.credentials.model import Answer, Consent, Ingredient, Json, Label, Manifest
from rushes.credentials.terms import (
    BY_PEOPLE,
    CAPTURED,
    CONSENT,
    MINING,
    PLACED,
    PSEUDONYM,
    RUSHES,
    STANDING,
    SYNTHETIC,
    TAKEN,
    TURNOVER,
    USES,
    check_terms,
)
from rushes.cut.model import PINNED, Cut
from rushes.footage.model import Clip
from rushes.rights.model import Decision
from rushes.timecode import rate_text

AGENT: Final[Json] = {"name": "rushes", "version": importlib.metadata.version("rushes")}

AS_INGREDIENTS: Final = 200
"""More rushes than these are told by our own assertion alone: C2PA's library takes time by their square
(100: 0.06 s, 500: 1.3 s, 1000: 6.7 s, measured with c2pa-rs 0.91.3)."""

_FORMS: Final[Mapping[str, str]] = {
    **dict.fromkeys((".mov", ".qt"), "video/quicktime"),
    **dict.fromkeys((".mp4", ".m4v"), "video/mp4"),
    **dict.fromkeys((".mts", ".m2ts", ".ts"), "video/mp2t"),
    ".mxf": "application/mxf",
    ".avi": "video/x-msvideo",
    ".mkv": "video/x-matroska",
    ".webm": "video/webm",
    **dict.fromkeys((".wav", ".bwf"), "audio/wav"),
    ".flac": "audio/flac",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    **dict.fromkeys((".aif", ".aiff"), "audio/aiff"),
}
_ANY_FORM: Final = "application/octet-stream"


def manifest_of(cut: Cut, label: Label | None = None, title: str = "preview.mp4") -> Manifest:
    """Return what the label of a cut's film says; `BadTerms` where that could be no label of Rushes.

    title: the name of the film's file.
    """
    label = label or Label()
    rushes = rushes_of(cut)
    ingredients = tuple(_ingredients([clip for clip, _ in rushes]))
    decided = decided_by_people(cut)
    made = Manifest(
        title=f"{cut.title} ({title})" if cut.title else title,
        actions=(*_actions(cut, label, len(rushes), ingredients, decided), *label.further),
        ingredients=ingredients,
        assertions={
            RUSHES: _rushes(rushes, ingredients),
            STANDING: _standing(cut, label, decided),
            MINING: {"entries": {use: {"use": "notAllowed"} for use in USES}},
            **({CONSENT: _consent(label.consent)} if label.consent else {}),
            **({TURNOVER: _turnover(label.beside)} if label.beside else {}),
        },
    )
    check_terms(made)
    return made


def consent_of(head: str, decisions: Iterable[Decision]) -> Consent:
    """Return what the register said as a label tells it: every answer once, and nobody by name.

    head: the hash of its last entry; empty for a register that was written by hand.
    """
    someone: dict[str, str] = {}

    def pseudonym(performer: str) -> str:
        if re.match(PSEUDONYM, performer):
            return performer
        return someone.setdefault(performer, f"someone-{len(someone) + 1}")

    asked = dict.fromkeys((one.performer, one.use, one.allowed, one.entry) for one in decisions)
    answers = (Answer(pseudonym(performer), use, allowed, entry) for performer, use, allowed, entry in asked)
    return Consent(head, tuple(answers))


def definition(manifest: Manifest) -> dict[str, Any]:
    """Return a manifest as C2PA's library takes it; rushes with credentials are given to it one by one."""
    told = [
        {
            "title": one.title,
            "format": one.form,
            "instance_id": f"urn:sha256:{one.sha256}",
            "relationship": "componentOf",
            "label": one.label,
        }
        for one in manifest.ingredients
        if one.signed is None
    ]
    actions = {
        "label": "c2pa.actions",
        "data": {"allActionsIncluded": True, "actions": list(manifest.actions)},
    }
    return {
        "claim_generator_info": [dict(AGENT)],
        "title": manifest.title,
        "ingredients": told,
        "assertions": [
            actions,
            *({"label": name, "data": data} for name, data in manifest.assertions.items()),
        ],
    }


def rushes_of(cut: Cut) -> tuple[tuple[Clip, tuple[tuple[int, int], ...]], ...]:
    """Return every file that the film plays, in order of first use, with the ranges of it that are used.

    Ranges are in the file's own frames (of a sound: samples), joined where they touch or overlap.
    """
    known = {clip.file: clip for clip in (*cut.clips, *_behind(cut.clips))}
    used: dict[str, list[tuple[int, int]]] = {}
    for event in sorted(cut.events, key=lambda event: event.record.start):
        if event.file in known:
            used.setdefault(event.file, []).append((event.source.start, event.source.end))
    return tuple((known[file], tuple(_joined(spans))) for file, spans in used.items())


def decided_by_people(cut: Cut) -> int:
    """Return how many choices of the cut a person made: those that a pin holds."""
    return sum(any(reason.name == PINNED for reason in event.reasons) for event in cut.events)


def _behind(clips: Iterable[Clip]) -> Iterator[Clip]:
    return (one.sound for clip in clips for one in clip.behind)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _ingredients(clips: Sequence[Clip]) -> Iterator[Ingredient]:
    """Yield the rushes as ingredients; of very many only those that carry credentials of their own."""
    all_of_them = len(clips) <= AS_INGREDIENTS
    kept = [clip for clip in clips if all_of_them or _carries(clip)][:AS_INGREDIENTS]
    for number, clip in enumerate(kept):
        form = _FORMS.get(PurePath(clip.file).suffix.lower(), _ANY_FORM)
        signed = clip.path if _carries(clip) else None
        yield Ingredient(f"rush-{number}", clip.file, form, clip.sha256, signed)


def _carries(clip: Clip) -> bool:
    """Tell whether a rush brought credentials that hold."""
    return _brought(clip) == "kept"


def _actions(
    cut: Cut, label: Label, rushes: int, ingredients: Sequence[Ingredient], decided: int
) -> Iterator[dict[str, Any]]:
    staged = any(clip.staged for clip in cut.clips)
    given = "what Rushes' sound stage drew and spoke" if staged else "camera and sound originals"
    what = f"A cut of {given}. No picture and no sound was generated{' by the cut' if staged else ''}."
    yield {
        "action": "c2pa.created",
        "digitalSourceType": SYNTHETIC if staged else CAPTURED,
        "softwareAgent": dict(AGENT),
        "description": what,
        **({"when": label.at} if label.at else {}),
    }
    if ingredients:
        yield {"action": "c2pa.placed", "parameters": {"ingredientIds": [one.label for one in ingredients]}}
    if rushes > len(ingredients):
        told = f"{rushes} rushes are placed: too many to be ingredients; all are listed in {RUSHES}."
        yield {"action": PLACED, "description": told, "parameters": {"org.rushes.rushes": rushes}}
    by_machine = len(cut.events) - decided
    yield {
        "action": TAKEN,
        "softwareAgent": dict(AGENT),
        "description": f"The machine proposed {by_machine} of {len(cut.events)} pieces, with named reasons.",
        "parameters": {"org.rushes.pieces": by_machine, "org.rushes.taste": cut.taste},
    }
    yield {"action": "c2pa.trimmed", "description": f"What is used of each rush: {RUSHES}."}
    if counts := _decisions(cut, label, decided):
        told = ", ".join(f"{name}: {count}" for name, count in counts.items())
        yield {
            "action": "c2pa.edited",
            "digitalSourceType": BY_PEOPLE,
            "description": f"What people decided ({told}).",
            "parameters": {"org.rushes.decisions": counts},
        }
    told = "All pictures are fitted into one size; sound is mixed to stereo with short fades at its joins."
    yield {"action": "c2pa.transcoded", "softwareAgent": dict(AGENT), "description": told}


def _decisions(cut: Cut, label: Label, decided: int) -> dict[str, int]:
    """Return what people decided, in counts; empty where they decided nothing."""
    counts = {"pieces": decided, "lock": int(cut.locked is not None), **Counter(dict(label.people))}
    return {name: count for name, count in counts.items() if count}


def _rushes(
    rushes: Sequence[tuple[Clip, tuple[tuple[int, int], ...]]], ingredients: Sequence[Ingredient]
) -> dict[str, Any]:
    kept = {one.title for one in ingredients}
    told = [
        {
            "name": clip.file,
            "sha256": clip.sha256,
            "rate": rate_text(clip.rate),
            "starts": clip.start_timecode,
            "used": [list(span) for span in spans],
            "ingredient": clip.file in kept,
            "credentials": _brought(clip),
            "sound": clip.is_sound,
        }
        for clip, spans in rushes
    ]
    return {"rushes": told, "as_ingredients": len(kept) == len(rushes)}


def _brought(clip: Clip) -> str:
    if clip.carried is None or clip.carried.unlabelled:
        return "none"
    return "kept" if clip.carried.holds else "broken"


def _standing(cut: Cut, label: Label, decided: int) -> dict[str, Any]:
    return {
        "said": cut.standing,
        "locked": {"by": cut.locked.who, "at": cut.locked.at} if cut.locked else None,
        "by_machine": len(cut.events) - decided,
        "by_people": decided,
        "acts": dict(label.people),
    }


def _consent(consent: Consent) -> dict[str, Any]:
    answers = [
        {
            "performer": one.performer,
            "use": one.use,
            "result": "allowed" if one.allowed else "refused",
            "entry": one.entry,
        }
        for one in consent.answers
    ]
    return {"register": consent.head, "answers": answers}


def _turnover(beside: Mapping[str, str]) -> dict[str, Any]:
    return {"files": [{"name": name, "sha256": digest} for name, digest in sorted(beside.items())]}
