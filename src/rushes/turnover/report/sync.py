"""Which sound lies under a picture, and by what that is known: as the page says it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rushes.cut.model import Event
from rushes.footage.model import Behind, Clip, Rung
from rushes.turnover.links import shared_frames
from rushes.turnover.model import Shot
from rushes.turnover.report.shelf import Shelf

_RUNGS: Mapping[Rung, str] = {
    "timecode": "by timecode",
    "clap": "by the clap",
    "waveform": "by waveform",
    "person": "as a person said",
}


@dataclass(frozen=True)
class Synced:
    """A recording that a picture plays: its files, its microphones, and how surely it lies where it lies."""

    files: str
    microphones: str
    how: str
    evidence: tuple[str, ...]


def in_sync(sound: Event, picture: Event, shelf: Shelf) -> bool:
    """Tell whether a sound runs in sync with a picture: its own, a recorder's, or another camera's."""
    shown, heard = shelf.clips.get(picture.file), shelf.clips.get(sound.file)
    if shown is None or heard is None or sound.record.rate != picture.record.rate:
        return False
    return shared_frames(_as_shot(picture, shown), _as_shot(sound, heard)) > 0


def synced_of(picture: Event, own: Sequence[Event], shelf: Shelf) -> tuple[Synced, ...]:
    """Return the recordings that an event plays; files that lie alike are told as one."""
    clip = shelf.clips.get(picture.file)
    played = {sound.file for sound in own}
    alike: dict[object, list[Behind]] = {}
    for behind in clip.behind if clip else ():
        if behind.sound.file in played:
            key = (behind.at_s, behind.drift_ppm, behind.rung, behind.error_ms, behind.evidence)
            alike.setdefault(key, []).append(behind)
    return tuple(_synced(group) for group in alike.values())


def camera_sound(picture: Event, own: Sequence[Event], shelf: Shelf) -> str:
    """Say why the camera's own sound is a stopgap here; empty where it is not, or where nobody recorded."""
    clip = shelf.clips.get(picture.file)
    if clip is None or not shelf.recorded or all(sound.file != picture.file for sound in own):
        return ""
    if not clip.behind:
        return "The camera\N{RIGHT SINGLE QUOTATION MARK}s own sound: no recording fits this take."
    return "The camera\N{RIGHT SINGLE QUOTATION MARK}s own sound: no recording covers this piece."


def _synced(alike: Sequence[Behind]) -> Synced:
    first = alike[0]
    microphones = [track for behind in alike for track in behind.sound.tracks if track]
    return Synced(
        ", ".join(behind.sound.file for behind in alike),
        ", ".join(microphones),
        ", ".join(_how(first)),
        first.evidence,
    )


def _how(behind: Behind) -> Iterator[str]:
    yield _RUNGS[behind.rung]
    yield f"\N{PLUS-MINUS SIGN}{_amount(behind.error_ms)} ms"
    if behind.drift_ppm:
        sign = "+" if behind.drift_ppm > 0 else "\N{MINUS SIGN}"
        yield f"drift {sign}{_amount(abs(behind.drift_ppm))} ppm"
    if not behind.sound.is_sound:
        yield "from another camera"


def _amount(number: float) -> str:
    """Write a number with one decimal at most, and none that says nothing."""
    return f"{number:.1f}".removesuffix(".0")


def _as_shot(event: Event, clip: Clip) -> Shot:
    return Shot(event.track, clip, (event,), event.source, event.record)
