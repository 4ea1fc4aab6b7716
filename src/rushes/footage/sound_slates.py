"""Whose take a sound is: what the mixer typed into the recorder, and what the file is called. Pure.

The mixer types scene and take before the recorder rolls, and corrects them after the take, in the file
itself; names are made of them, and lose their letters, get numbers for tracks and are changed by software. So
the recorder's metadata counts before the file's name, and a person's paper before both. What the metadata
leaves open (no take, no scene) is filled from the name; where the two say different takes, a finding says so.
Ticks and marks (circled, no good, wild, pickup) count wherever they stand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from rushes.errors import Finding
from rushes.footage.model import Clip, RecorderNotes, Recording, Slate
from rushes.footage.recordings import stem_of
from rushes.footage.slate import read_slate
from rushes.footage.slates import Read, slate_at

_TAKE = re.compile(r"^[^\d]{0,6}?0*(?P<take>[1-9]\d{0,2})(?!\d)")
_LONGEST = 80
"""Characters of a scene and a take; what is longer is a note."""

_ASK = (
    "Ask the sound department or look at the slate; then rename the file or write it into the sound report."
)


Notes = Mapping[str, RecorderNotes]
"""What recorders wrote, by `Clip.file`."""


def slate_of(recording: Recording, notes: Notes) -> Read:
    """Return the slate of a recording by its metadata and its name, and what is doubtful about the name."""
    told, doubts = _told(recording, notes)
    named = [slate_at(path) for path in _paths(recording)]
    in_name, name_doubts = next((read for read in named if read[0].source != "none"), named[0])
    if told.setup is None and not (told.wild or told.room_tone):
        return _marked(in_name, told, in_name, _of(recording, notes)), (*name_doubts, *doubts)
    take = told.take or (in_name.take if in_name.setup == told.setup else None)
    return _marked(replace(told, take=take), told, in_name, _of(recording, notes)), ()


def slated(recording: Recording, slate: Slate) -> Recording:
    """Return a recording, each file of which has this slate."""
    return Recording(tuple(replace(file, slate=slate) for file in recording.files))


def slate_findings(recordings: Sequence[Recording], notes: Notes) -> tuple[Finding, ...]:
    """Say where metadata and name of a recording disagree, and which recordings have one slate."""
    return (
        *(finding for recording in recordings for finding in _disagreement(recording, notes)),
        *_same_slates(recordings),
    )


def _disagreement(recording: Recording, notes: Notes) -> tuple[Finding, ...]:
    """Say that metadata and name tell different takes; a number in a name may be a take or a track."""
    told, _ = _told(recording, notes)
    named = [name for name, _ in map(slate_at, _paths(recording)) if name.setup and name.take]
    same = any((name.setup, name.take) == (told.setup, told.take) for name in named)
    if same or not named or not (told.setup and told.take):
        return ()
    was = next((note.called for note in _of(recording, notes) if note.called), "")
    renamed = f" (it was called {was} when it was recorded)" if was and not _is_called(recording, was) else ""
    fact = f"The recorder says {told.label}, the file's name {named[0].label}{renamed}; the recorder counts."
    return (Finding("slates disagree", recording.name, fact, _ASK),)


def _of(recording: Recording, notes: Notes) -> tuple[RecorderNotes, ...]:
    return tuple(notes[file.file] for file in recording.files if file.file in notes)


def _told(recording: Recording, notes: Notes) -> Read:
    """Read what the mixer typed as a slate; what is no slate (``TONE``, a date) gives an empty one."""
    typed = next((note for note in _of(recording, notes) if note.scene), None)
    if typed is None or len(typed.scene) + len(typed.take) > _LONGEST:
        return Slate(), ()
    found = _TAKE.match(typed.take.strip())
    take = int(found["take"]) if found else None
    marks = typed.take.strip()[found.end() :] if found else ""
    apart = _apart(typed.scene, take)
    if apart:
        return apart, ()
    whole, doubts = read_slate(typed.scene)
    if take is None and whole.setup and whole.take:
        return replace(whole, source="recorder", camera=None), ()
    for text in _ways(typed.scene.strip(), f"{take or 1}{marks}"):
        slate, doubts = read_slate(text)
        if slate.setup and slate.take == (take or 1):
            return replace(slate, take=take, source="recorder", camera=None), ()
    return Slate(), doubts


def _ways(scene: str, take: str) -> Iterator[str]:
    """Yield a scene and a take as names are written; a lone number is a scene or a British slate."""
    if scene.isdecimal() and len(scene.lstrip("0")) <= 3:
        yield f"{scene}-{take}"
    yield f"Scene {scene} Take {take}"
    yield f"{scene}T{take}"
    yield f"{scene}-{take}"


def _apart(scene: str, take: int | None) -> Slate | None:
    """Read a wild track or room tone, which need no scene: ``WT``, ``27A-WT``, ``Room Tone``."""
    text = scene.strip()
    if not any(sign.isdigit() for sign in text):
        slate, _ = read_slate(f"{text} 1")
        lone = Slate(
            take=take, source="recorder", habit=slate.habit, wild=slate.wild, room_tone=slate.room_tone
        )
        return lone if slate.wild or slate.room_tone else None
    for name in (f"{text}-{take}", text) if take else (text,):
        slate, _ = read_slate(name)
        if slate.wild or slate.room_tone:
            return replace(slate, take=take, source="recorder", camera=None)
    return None


def _paths(recording: Recording) -> tuple[Path, ...]:
    """Return what its first file may be called: without the track first, where that is sure."""
    stem, path = stem_of(recording.files[0]), recording.files[0].path
    whole, base = path, path.with_name(stem.base + path.suffix)
    if not stem.track:
        return (whole,)
    return (base, whole) if stem.sure or len(recording.files) > 1 else (whole, base)


def _marked(slate: Slate, told: Slate, in_name: Slate, notes: Sequence[RecorderNotes]) -> Slate:
    """Add the marks of metadata and name, and what the mixer ticked; a recorder is no camera."""
    return replace(
        slate,
        camera=None,
        circled=told.circled or in_name.circled or any(note.circled for note in notes),
        no_good=told.no_good or in_name.no_good or any(note.no_good or note.false_start for note in notes),
        wild=told.wild or in_name.wild or any(note.wild_track for note in notes),
        room_tone=told.room_tone or in_name.room_tone,
        pickup=told.pickup or in_name.pickup or any(note.pickup for note in notes),
        series=told.series or in_name.series,
        part=told.part or in_name.part,
    )


def _is_called(recording: Recording, name: str) -> bool:
    return any(PurePath(file.file).name.casefold() == name.casefold() for file in recording.files)


def _same_slates(recordings: Sequence[Recording]) -> tuple[Finding, ...]:
    """Name recordings whose slates say the same and that did not roll together: one of them is wrong.

    A false start keeps the number of the take that follows it.
    """
    first: dict[object, Recording] = {}
    findings = []
    for recording in recordings:
        slate = recording.slate
        if not slate.take or not slate.setup:
            continue
        key = (slate.label, slate.part, slate.wild, slate.room_tone, slate.no_good)
        other = first.setdefault(key, recording)
        if other is recording or _together(recording.files[0], other.files[0]):
            continue
        fact = f"Its slate ({slate.label}) is also that of {other.name}."
        findings.append(Finding("same slate", recording.name, fact, _ASK))
    return tuple(findings)


def _together(one: Clip, other: Clip) -> bool:
    """Tell whether two recorders rolled at the same time, by their timecode."""
    if not (one.has_timecode and other.has_timecode):
        return False
    begin, other_begin = one.start / one.rate, other.start / other.rate
    return begin < other_begin + other.seconds and other_begin < begin + one.seconds
