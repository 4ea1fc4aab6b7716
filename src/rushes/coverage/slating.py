"""The spoken slate against the one that the name gives: a conflict is a finding, a gap is filled.

What the name says stays in force, since a person wrote it; the voice fills in what the name leaves
open. Where paper and name disagree (`rushes.footage.paper.witness`), the voice may be the second witness
of one side. A slate that was heard faintly can only confirm a name. A voice that contradicts itself, or
the lines that are spoken after it, fills in nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from rushes.errors import Finding
from rushes.footage import in_words
from rushes.footage.model import Clip, Slate, Witness
from rushes.footage.paper.witness import differences, who_wins
from rushes.footage.spoken_slate import VOICE, spoken_slates
from rushes.sound import EAR_VERSION
from rushes.sound.model import SURELY, Heard

Findings = tuple[Finding, ...]

_CONFLICT = "slate conflict"
_LOOK = "Look at the board in the picture, and rename the clip, or mend the paper, if it is the other one."


@dataclass(frozen=True)
class Voice:
    """A slate that is spoken in a clip, and whether it was heard surely."""

    slate: Slate
    sure: bool


def voices(heard: Heard) -> tuple[Voice, ...]:
    """Return the slates that are spoken in a clip.

    Our ear tells them apart from other words; in what other ears and transcripts tell they are read.
    """
    words = heard.slate_words if heard.ear == EAR_VERSION else heard.slate_words or heard.words
    found = spoken_slates([word.text for word in words])
    ours = bool(heard.slate_words)
    return tuple(Voice(one.slate, not ours or words[one.first].score >= SURELY) for one in found)


def slated(clip: Clip, heard: Heard, scenes: Collection[str]) -> tuple[Clip, Findings]:
    """Return the clip with what the voice adds to its slate, and what a person should know of it.

    scenes: numbers of those that the clip's lines are of; none where no line was heard.
    """
    spoken = voices(heard)
    sure = [voice for voice in spoken if voice.sure]
    if any(differences(sure[0].slate, voice.slate) for voice in sure):
        return clip, (_two_slates(clip, [voice.slate for voice in sure]),)
    voice = next(iter(sure or spoken), None)
    if voice is None:
        return clip, ()
    different = differences(clip.slate, voice.slate)
    filled = _filled(clip.slate, voice.slate)
    if not different and filled.source == clip.slate.source:
        return replace(clip, slate=filled), ()
    if not voice.sure:
        return clip, ()
    return _contradicted(clip, voice.slate) if different else _added(clip, filled, voice.slate, scenes)


def _added(clip: Clip, filled: Slate, voice: Slate, scenes: Collection[str]) -> tuple[Clip, Findings]:
    """Return the clip with the slate that the voice fills in, if its lines do not deny it."""
    said = in_words(voice)
    if clip.slate.scene is None and filled.scene and scenes and not _is_of(filled, scenes):
        fact = f"The voice says {said}, but the lines heard are of scene {', '.join(sorted(scenes))}."
        advice = "The lines were followed; look at the board in the picture, and name the clip by its slate."
        return clip, (Finding(_CONFLICT, clip.file, fact, advice),)
    advice = f"If that is right, name it {voice.label}, and other programs will know it too."
    fact = f"What its name leaves open was heard: {said}."
    return replace(clip, slate=filled), (Finding("slate heard", clip.file, fact, advice),)


def _is_of(slate: Slate, scenes: Collection[str]) -> bool:
    """Tell whether a slate may be of these scenes: 27A is of scene 27, and of one numbered 27A."""
    return slate.scene in scenes or (slate.setup or "").removeprefix(slate.prefix) in scenes


def _contradicted(clip: Clip, voice: Slate) -> tuple[Clip, Findings]:
    """Return the clip with the slate that more witnesses give it; a voice alone outweighs nobody."""
    told = clip.witnesses or (Witness(clip.slate.source.partition(",")[0], clip.slate),)
    slate, finding = who_wins((*told, Witness(VOICE, voice)))
    fact = finding.fact if finding else f"The voice says {in_words(voice)}."
    followed = slate if differences(clip.slate, slate) else clip.slate
    heard = replace(clip, slate=replace(followed, heard=voice.label))
    return heard, (Finding(_CONFLICT, clip.file, fact, _LOOK),)


def _two_slates(clip: Clip, slates: list[Slate]) -> Finding:
    other = next(slate for slate in slates if differences(slates[0], slate))
    fact = f"Two slates are spoken: {in_words(slates[0])} and {in_words(other)}; neither was taken."
    return Finding("ambiguous slate", clip.file, fact, "Look at the board in the picture.")


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
