"""The spoken slate against the one that the name gives: a conflict is a finding, a gap is filled.

What the name says stays in force, since a person wrote it; the voice fills in what the name leaves
open. A voice that contradicts itself, or the lines that are spoken in the clip, fills in nothing.
"""

from dataclasses import replace

from rushes.errors import Finding
from rushes.footage import in_words
from rushes.footage.model import Clip, Slate
from rushes.footage.spoken_slate import VOICE, SpokenSlate, spoken_slates
from rushes.sound import EAR_VERSION
from rushes.sound.model import Heard

Findings = tuple[Finding, ...]

_CONFLICT = "slate conflict"
_LOOK = "The name was followed; look at the board in the picture, and rename the clip if the voice is right."


def slated(clip: Clip, heard: Heard) -> tuple[Clip, Findings]:
    """Return the clip with what the voice adds to its slate, and what a person should know of it."""
    spoken = voice_of(heard)
    if spoken is None:
        return clip, ()
    others = [slate for slate in spoken if _differences(spoken[0], slate)]
    if others:
        said = " and ".join(f"{in_words(slate)}" for slate in (spoken[0], others[0]))
        fact = f"Two slates are spoken: {said}; neither was taken."
        return clip, (Finding("ambiguous slate", clip.file, fact, "Look at the board in the picture."),)
    return _with(clip, spoken[-1])


def voice_of(heard: Heard) -> tuple[Slate, ...] | None:
    """Return the slates that are surely spoken in a clip, None without any.

    Our ear tells them apart from other words; in what other ears and transcripts tell they are read.
    """
    words = heard.slate_words if heard.ear == EAR_VERSION else heard.slate_words or heard.words
    found: tuple[SpokenSlate, ...] = spoken_slates([word.text for word in words])
    return tuple(one.slate for one in found) or None


def unlike(clip: Clip, scene: str) -> Finding:
    """Say of a clip that its voice names one scene and its lines are another's."""
    voice = in_words(replace(clip.slate, camera=None))
    return Finding(
        _CONFLICT,
        clip.file,
        f"The voice says {voice}, but the lines heard are of scene {scene}.",
        "The lines were followed; look at the board in the picture, and name the clip by its slate.",
    )


def _with(clip: Clip, voice: Slate) -> tuple[Clip, Findings]:
    name = clip.slate
    different = _differences(name, voice)
    if different:
        fact = f"Its name says {in_words(name)}; the voice says {in_words(voice)}."
        return replace(clip, slate=replace(name, heard=voice.label)), (
            Finding(_CONFLICT, clip.file, fact, _LOOK),
        )
    filled = _filled(name, voice)
    if filled.source == name.source:
        return replace(clip, slate=filled), ()
    fact = f"What its name leaves open was heard: {in_words(voice)}."
    advice = f"If that is right, name it {voice.label}, and other programs will know it too."
    return replace(clip, slate=filled), (Finding("slate heard", clip.file, fact, advice),)


def _differences(name: Slate, voice: Slate) -> tuple[str, ...]:
    """Return which parts differ of those that both tell.

    A British number and a setup's letter may stand for the same setup: then only the rest is compared.
    """
    parts = ["scene", "take"]
    if bool(name.setup) and (name.scene is None) == (voice.scene is None):
        parts.append("setup")
    pairs = [(part, getattr(name, part), getattr(voice, part)) for part in parts]
    return tuple(part for part, one, other in pairs if one and other and one != other)


def _filled(name: Slate, voice: Slate) -> Slate:
    """Return the name's slate with what only the voice tells; its source says so."""
    if name.source == "none":
        return replace(voice, camera=name.camera, heard=voice.label)
    gaps = {
        part: getattr(voice, part)
        for part in ("scene", "setup", "take")
        if getattr(name, part) is None and getattr(voice, part) is not None
    }
    source = f"{name.source}, {VOICE}" if gaps else name.source
    return replace(name, **gaps, heard=voice.label, source=source)
