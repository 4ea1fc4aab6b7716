"""Put the files of sound recorders together: one take is one recording, however many files. Pure.

Files belong to one take when they begin on the same sample and last alike, at one sample rate, and either
their recorder says so (the family of iXML) or their names differ by nothing but the track: ``27A-3_1`` and
``27A-3_2``, ``ZOOM0001_Tr1`` and ``ZOOM0001_LR``. A number at the end of a name may also be a take; it is
taken for a track only where the name without it, or the recorder, tells the take. Without timecode, files of
one folder that last the same to the sample count as begun together, and a finding says so.

Where a take lies there twice, as one file of all tracks and as a file for each, the one file is kept.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePath

from rushes.errors import Finding
from rushes.footage.model import Clip, RecorderNotes, Recording
from rushes.footage.rolls import roll_of
from rushes.footage.slate import read_slate
from rushes.footage.slates import TAKE_ALONE, listed

_ALIKE_S = Fraction(1)
"""Files of one take may end this many seconds apart: recorders close them one after another."""

_SEAM_S = Fraction(1, 50)
"""A recorder that splits a take loses nothing between two files; timestamps may be rounded."""

_TRACK = re.compile(
    r"^(?P<base>.*?[^-_ .])[-_ .]+"
    r"(?:Tr(?:ack|k)?[-_ ]?\d{1,2}(?:[-_&+]\d{1,2})?|Ch(?:annel)?[-_ ]?\d{1,2}|A\d{1,2}|LR|MS|[LR]"
    r"|Mix(?:[-_ ]?[LR]{1,2})?|Stereo|Mono|Poly|ISO[-_ ]?\d{0,2})$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?P<base>.*[^-_ .])_(?P<number>\d{1,2})$")


@dataclass(frozen=True)
class Stem:
    """A file's name without its ending.

    base: what it shares with the other tracks of its take. track: what it says of its own, or empty. sure:
    that nothing else can be meant.
    """

    whole: str
    base: str
    track: str = ""
    sure: bool = True


def stem_of(sound: Clip) -> Stem:
    """Return what a recorder's file is called, and what of it is the track."""
    stem = PurePath(sound.file).stem.strip()
    found = _TRACK.match(stem)
    if found:
        return Stem(stem, found["base"], stem[found.end("base") :].strip("-_ ."))
    name = sound.tracks[0] if len(sound.tracks) == 1 else ""
    if name and stem.casefold().endswith(name.casefold()) and len(stem) > len(name) + 1:
        return Stem(stem, stem[: -len(name)].strip("-_ ."), name)
    found = _NUMBER.match(stem)
    return Stem(stem, found["base"], found["number"], sure=False) if found else Stem(stem, stem)


def recordings_of(
    sounds: Sequence[Clip], notes: Mapping[str, RecorderNotes]
) -> tuple[tuple[Recording, ...], tuple[Finding, ...]]:
    """Return the recordings that these files make, in the order of their first files, and what is doubtful.

    notes: what recorders wrote, by `Clip.file`. Files that hold nothing of their own are left out, and said.
    """
    recordings: list[Recording] = []
    findings: list[Finding] = []
    for files in _tied(sounds, notes):
        kept, left = _each_track_once(files)
        if left:
            findings.append(_same_recording(kept[0], left))
        if len(kept) > 1 and not kept[0].has_timecode and not _family(kept[0], notes):
            findings.append(_taken_together(kept))
        recordings.append(Recording(tuple(kept)))
    return tuple(recordings), tuple(findings)


def _tied(sounds: Sequence[Clip], notes: Mapping[str, RecorderNotes]) -> list[list[Clip]]:
    """Return the files of each take together."""
    leader: dict[str, str] = {sound.file: sound.file for sound in sounds}

    def first_of(file: str) -> str:
        while leader[file] != file:
            file = leader[file]
        return file

    seen: dict[object, list[Clip]] = defaultdict(list)
    for sound in sounds:
        for key in _keys(sound, notes.get(sound.file, RecorderNotes())):
            for other in seen[key]:
                if _last_alike(sound, other):
                    leader[first_of(sound.file)] = first_of(other.file)
            seen[key].append(sound)
    takes: dict[str, list[Clip]] = defaultdict(list)
    for sound in sounds:
        takes[first_of(sound.file)].append(sound)
    return list(takes.values())


def _last_alike(one: Clip, other: Clip) -> bool:
    """Tell whether two files may end together; a copy, which has its original's name, ends on its sample."""
    if PurePath(one.file).stem.casefold() == PurePath(other.file).stem.casefold():
        return one.frames == other.frames
    return abs(one.seconds - other.seconds) <= _ALIKE_S


def _keys(sound: Clip, notes: RecorderNotes) -> Iterator[object]:
    """Yield what a file has in common with the others of its take."""
    slate = (notes.scene.casefold(), notes.take.lstrip("0"))
    begins = (sound.rate, sound.has_timecode, sound.start, notes.date, slate)
    if notes.family:
        yield "family", notes.family, begins
    stem = stem_of(sound)
    alike = () if sound.has_timecode else (sound.frames, sound.path.parent)
    yield "name", stem.whole.casefold(), begins, alike
    if stem.track and (stem.sure or notes.take or _tells_a_take(stem.base)):
        yield "name", stem.base.casefold(), begins, alike


def _tells_a_take(base: str) -> bool:
    """Tell whether a name is that of a whole take, so that a number behind it is a track."""
    roll, _ = roll_of(base)
    return roll.habit != "" or TAKE_ALONE.match(base) is not None or read_slate(base)[0].take is not None


def _each_track_once(files: Sequence[Clip]) -> tuple[list[Clip], list[Clip]]:
    """Return the files of a take that hold its sound, and those that hold nothing more."""
    whole = max(files, key=lambda file: (sum(_covers(file, other) for other in files), file.channels))
    left = [file for file in files if _covers(whole, file)]
    kept: list[Clip] = []
    for file in files:
        if file in left:
            continue
        double = any(_same_tracks(file, other) for other in kept)
        (left if double else kept).append(file)
    return kept, left


def _covers(whole: Clip, part: Clip) -> bool:
    """Tell whether one file holds the tracks of another, by their names or else by their numbers."""
    if part is whole or part.channels >= whole.channels:
        return False
    if whole.tracks and part.tracks:
        return set(part.tracks) <= set(whole.tracks)
    stem = stem_of(part)
    number = re.search(r"\d+$", stem.track)
    return stem.base == stem_of(whole).whole and number is not None and int(number[0]) <= whole.channels


def _same_tracks(one: Clip, other: Clip) -> bool:
    """Tell whether two files are the same tracks: a copy in which only the words differ."""
    names = [PurePath(sound.file).stem.casefold() for sound in (one, other)]
    return names[0] == names[1] and (one.channels, one.tracks) == (other.channels, other.tracks)


def _family(sound: Clip, notes: Mapping[str, RecorderNotes]) -> str:
    return notes[sound.file].family if sound.file in notes else ""


def _same_recording(kept: Clip, left: Sequence[Clip]) -> Finding:
    fact = f"The same recording as {kept.file}, and left out: {listed([file.file for file in left])}."
    return Finding("same recording", left[0].file, fact, "Nothing to do, if they are copies of its tracks.")


def _taken_together(files: Sequence[Clip]) -> Finding:
    names = listed([file.file for file in files])
    fact = f"By their names and their length these are tracks of one recording: {names}."
    return Finding("tracks by name", files[0].file, fact, "If they are takes of their own, rename them.")


def in_parts(recordings: Sequence[Recording]) -> tuple[tuple[Recording, ...], tuple[Finding, ...]]:
    """Give numbers to the parts of takes that a recorder split, where each begins as the last one ended."""
    numbered = list(recordings)
    findings = []
    groups: dict[object, list[int]] = defaultdict(list)
    for place, recording in enumerate(recordings):
        first = recording.files[0]
        if first.has_timecode and first.slate.label:
            groups[recording.slate.label, recording.slate.wild, first.rate, first.reel].append(place)
    for places in groups.values():
        chain = sorted(places, key=lambda place: recordings[place].files[0].start)
        for run in _runs([recordings[place] for place in chain]):
            names = [recordings[chain[index]].name for index in run]
            for part, index in enumerate(run, 1):
                numbered[chain[index]] = _as_part(recordings[chain[index]], part)
            fact = f"The recorder split one take into {len(run)} files, one going on where the other ends: "
            findings.append(Finding("split recording", names[0], fact + listed(names) + "."))
    return tuple(numbered), tuple(findings)


def _runs(chain: Sequence[Recording]) -> Iterator[list[int]]:
    """Yield the stretches of recordings, two or more, that follow each other without a gap."""
    run: list[int] = []
    for index, recording in enumerate(chain):
        before = chain[index - 1].files[0] if run else None
        first = recording.files[0]
        if before and abs(before.start + before.frames - first.start) > before.rate * _SEAM_S:
            if len(run) > 1:
                yield run
            run = []
        run.append(index)
    if len(run) > 1:
        yield run


def _as_part(recording: Recording, part: int) -> Recording:
    return Recording(
        tuple(
            replace(file, slate=replace(file.slate, part=file.slate.part or part)) for file in recording.files
        )
    )


def unset_clocks(recordings: Sequence[Recording], notes: Mapping[str, RecorderNotes]) -> tuple[Finding, ...]:
    """Say once which recorders' clocks were never set; sound that no recorder made has none."""
    made = [recording for recording in recordings if recording.name in notes]
    unset = [recording.name for recording in made if not recording.files[0].has_timecode]
    if not unset:
        return ()
    fact = f"The recorder's clock was not set in {len(unset)} of {len(made)} recordings: {listed(unset)}."
    return (Finding("no timecode", unset[0], fact, "They are brought to their pictures by ear."),)
