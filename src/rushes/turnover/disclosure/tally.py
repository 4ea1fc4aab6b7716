"""Count what is disclosed, from the cut and what it stands on. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rushes.coverage.model import LinedScript
from rushes.cut.model import PINNED, Cut, Event
from rushes.footage.model import Clip
from rushes.timecode import rate_text
from rushes.turnover.asked import Asked
from rushes.turnover.clip_shapes import sounds_behind
from rushes.turnover.disclosure.model import ByMachine, Captured, Disclosure, Withholding
from rushes.turnover.shots import all_shots
from rushes.turnover.withheld import NOTHING, Withheld, count_withheld

WHISPER: Final = "faster-whisper"
"""How the ear signs that writes down whatever is said; the built-in one only follows the script's words."""

NO_ACTS: Final[Mapping[str, int]] = MappingProxyType({})


def disclosure_of(
    cut: Cut,
    lined: LinedScript,
    acts: Mapping[str, int] = NO_ACTS,
    kept_back: Withheld = NOTHING,
    asked: Asked | None = None,
) -> Disclosure:
    """Return what is disclosed of a cut. acts: what people did by the journal, counted by name.

    asked: what people said, by which faces may have been looked for without one being kept.
    """
    shots = [shot for shot in all_shots(cut) if shot.is_picture]
    choices = [event for event in cut.events if event.track in {"V1", "A1"}]
    withheld = count_withheld(cut, kept_back)
    return Disclosure(
        title=cut.title,
        frames=cut.frames,
        rate=rate_text(cut.rate),
        seconds=round(float(cut.frames / cut.rate), 3),
        shots=len(shots),
        choices=len(choices),
        human=sum(map(_is_pinned, choices)),
        captured=_captured(cut, lined),
        machine=_by_machine(cut, lined, asked),
        acts=dict(acts),
        locked=cut.locked,
        withheld=Withholding(withheld.covered, withheld.whole, withheld.muted),
    )


def _is_pinned(event: Event) -> bool:
    return any(reason.name == PINNED for reason in event.reasons)


def _captured(cut: Cut, lined: LinedScript) -> Captured:
    """Count what was given; of a lined script that knows no clips, what the cut plays."""
    given = tuple(dict.fromkeys((*lined.clips, *_loose(lined), *cut.clips)))
    every = tuple(dict.fromkeys((*given, *sounds_behind(given))))
    pictures = [clip for clip in every if not clip.is_sound]
    days = sorted({clip.day for clip in every if clip.day})
    return Captured(
        pictures=len(pictures),
        sounds=len(every) - len(pictures),
        used=len({event.file for event in cut.events}),
        seconds=round(float(sum(clip.seconds for clip in pictures)), 1),
        days=tuple(dict.fromkeys((*days[:1], *days[-1:]))),
        staged=sum(clip.staged for clip in every),
    )


def _loose(lined: LinedScript) -> tuple[Clip, ...]:
    return tuple(clip for recording in lined.loose for clip in recording.files)


def _by_machine(cut: Cut, lined: LinedScript, asked: Asked | None) -> ByMachine:
    heard = lined.heard.values()
    looked = lined.seen.values()
    freely = [one for one in heard if one.ear.startswith(WHISPER)]
    return ByMachine(
        heard=len(heard) or len({reading.file for reading in lined.readings}),
        ears=tuple(sorted({one.ear for one in heard})),
        free_speech=len(freely),
        seen=len(looked),
        faces=sum(bool(one.faces) for one in looked),
        mouths=sum(bool(one.mouths) for one in looked),
        synced=sum(bool(clip.behind) for clip in lined.clips),
        readings=len(lined.readings),
        alternates=sum(len(event.alternates) for event in cut.events),
        unsure=sum(event.needs_look for event in cut.events),
        faces_allowed=asked is not None and any(one.to("faces").allowed for one in asked.people),
    )
