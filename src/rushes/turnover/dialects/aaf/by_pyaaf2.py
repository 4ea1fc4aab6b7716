"""An AAF of ours as pyaaf2 reads it: it shares no line of code with our reader, and needs a file. A door."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from rushes.turnover.dialects.aaf.made.mobs import MICROPHONE
from rushes.turnover.dialects.aaf.places import place_of
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Placed, Timeline


def read(data: bytes) -> Timeline:
    """Read an AAF that we wrote; `NotThisDialect`, whatever pyaaf2 stumbles over."""
    import aaf2  # noqa: PLC0415 -- a library of its own, for those who hand an AAF over

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.aaf"
        path.write_bytes(data)
        try:
            with aaf2.open(str(path), "r", extensions=False) as file:
                return _timeline(next(file.content.toplevel()))
        except Exception as error:  # pyaaf2 raises whatever it stumbles over
            raise NotThisDialect("an AAF that pyaaf2 reads", repr(error)) from error


@dataclass(frozen=True)
class _Source:
    """What the chain of a clip says. begins_s: the timecode of its first frame, in seconds."""

    name: str
    file: str
    reel: str
    begins_s: Fraction


def _timeline(film: Any) -> Timeline:  # noqa: ANN401 -- pyaaf2 has no types
    known: dict[tuple[bytes, int], _Source] = {}
    placed: dict[tuple[int, int], list[Placed]] = {}
    marks: list[tuple[int, str]] = []
    start, rate, drop, numbers = 0, Fraction(0), False, {"Picture": 0, "Sound": 0}
    for slot in film.slots:
        segment, own = slot.segment, _fraction(slot.edit_rate)
        if segment.media_kind == "Timecode":
            start, rate, drop = segment.start, own, segment.drop
        elif segment.media_kind in numbers:
            layers = segment.slots if type(segment).__name__ == "NestedScope" else [segment]
            for layer in layers:
                numbers[segment.media_kind] += 1
                number = numbers[segment.media_kind]
                name = f"{'V' if segment.media_kind == 'Picture' else 'A'}{number}"
                placed[slot.slot_id, number] = list(_track(name, layer, own, known))
        else:
            marks += _give(segment, slot["PhysicalTrackNumber"].value, placed)
    everything = tuple(one for track in placed.values() for one in track)
    return Timeline(film.name, rate, start, drop, everything, tuple(marks))


def _track(
    name: str,
    sequence: Any,  # noqa: ANN401 -- the same
    rate: Fraction,
    known: dict[tuple[bytes, int], _Source],
) -> Iterator[Placed]:
    at = 0
    for component in sequence.components:
        kind, length = type(component).__name__, component.length
        if kind not in {"Filler", "ScopeReference"}:
            clip = component["Alternates"].value[0] if kind == "Selector" else component
            one = bytes(clip.mob_id.bytes_le), clip.slot_id
            if one not in known:
                known[one] = _source(clip)
            source = known[one]
            first = source.begins_s * rate + clip.start
            yield Placed(
                track=name,
                name=source.name,
                file=source.file,
                reel=source.reel,
                rate=rate,
                source_in=first,
                source_out=first + length,
                record_in=at,
                record_out=at + length,
                off=kind == "Selector",
            )
        at += length


def _source(clip: Any) -> _Source:  # noqa: ANN401 -- the same
    """Follow a clip to its file and its tape."""
    master, slot = clip.mob, clip.slot
    file = slot.segment.mob
    file_slot = slot.segment.slot
    tape = file_slot.segment.mob
    microphone = dict(_told(slot["TimelineMobAttributeList"])).get(MICROPHONE, "")
    timecode = next(one for one in tape.slots if one.segment.media_kind == "Timecode")
    begins_s = timecode.segment.start / _fraction(timecode.edit_rate)
    begins_s += file_slot.segment.start / _fraction(file_slot.edit_rate)
    return _Source(
        f"{master.name} {microphone}" if microphone else master.name,
        place_of(file.descriptor["Locator"][0]["URLString"].value),
        tape.name if type(tape.descriptor).__name__ == "TapeDescriptor" else "",
        begins_s,
    )


def _give(
    events: Any,  # noqa: ANN401 -- the same
    number: int,
    placed: dict[tuple[int, int], list[Placed]],
) -> Iterator[tuple[int, str]]:
    """Give marks to the clips that they stand on; yield those of the film."""
    for event in events.components:
        at, name = event["Position"].value, event["CommentMarkerUser"].value
        (described,) = event["DescribedSlots"].value
        if (described, number) not in placed:
            yield at, name
            continue
        track = placed[described, number]
        where = next(n for n, one in enumerate(track) if one.record_in <= at < one.record_out)
        track[where] = replace(track[where], marks=(*track[where].marks, name))


def _told(tagged: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- the same
    return ((one.name, one.value) for one in tagged)


def _fraction(rate: Any) -> Fraction:  # noqa: ANN401 -- the same
    return Fraction(rate.numerator, rate.denominator)
