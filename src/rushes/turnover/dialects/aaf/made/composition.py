"""The film as a composition: its tracks, the primary timecode, and the marks of each track.

All picture tracks are layers of one slot, as Media Composer writes them; of several slots DaVinci Resolve
makes several timelines. A gap on an upper one refers to the layer below.

DaVinci Resolve refuses a composition without a primary timecode track (its physical track number is 1), as
the edit protocol has it (6.3). What is switched off is a Selector that plays nothing and keeps the clip as
its alternate, as Media Composer writes a muted clip. Marks stand in event slots as Media Composer has them:
one slot for each track that has any, with the number of that track, and marks without a length.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rushes.cut.model import Cut
from rushes.timecode import nominal, rate_text
from rushes.turnover.dialects.aaf.made.ids import as_uuid, mob_id
from rushes.turnover.dialects.aaf.made.mobs import Film, Used, playing, slot
from rushes.turnover.dialects.aaf.made.objects import NO_DATE, Thing, made, told
from rushes.turnover.dialects.fcp7.sequence import Lane
from rushes.turnover.dialects.wording import legal
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import Voice, heard, is_heard
from rushes.turnover.model import Mark, MarkKind, Place, Shot
from rushes.turnover.rulers import nearest, on_ruler
from rushes.turnover.shots import film_start

_COLOURS: Final[Mapping[MarkKind, tuple[str, tuple[int, int, int]]]] = {
    "standing": ("White", (65535, 65535, 65535)),
    "line": ("Green", (13107, 52428, 13107)),
    "look": ("Yellow", (58981, 58981, 6553)),
    "missing": ("Red", (41471, 12134, 6564)),
}
"""Media Composer's names, and what they look like; orange is not among those that all its versions have."""

FIRST_EVENT_SLOT: Final = 1000
"""The slot of the marks of the first track; Media Composer counts on from it."""

SAID: Final = " | "
"""What stands between the name of a mark and its note, in the one text that a mark has."""


@dataclass(frozen=True)
class Told:
    """What the clips of a film tell besides themselves."""

    film: Film
    used: Mapping[str, Used]
    marks: Mapping[Place, tuple[Mark, ...]]
    heard: Mapping[Place, Voice]


def identity(cut: Cut) -> bytes:
    """Return the id of a film; one that was changed is another one."""
    return mob_id("film", as_uuid(cut.title, cut.rate, cut.events, cut.missing, cut.locked, cut.clips))


def composition(cut: Cut, lanes: Sequence[Lane], film: Film, used: Mapping[str, Used]) -> Thing:
    """Return the film."""
    told_of = Told(film, used, shot_marks(cut), heard(cut))
    pictures, sounds = ([lane for lane in lanes if lane.name[0] == letter] for letter in "VA")
    slots = [*_picture_slot(cut, pictures, told_of)]
    for lane in sounds:
        slots.append(slot(len(slots) + 1, lane.name, lane.number, cut.rate, _track(cut, lane, told_of)))
    timecode = len(slots) + 1
    slots.append(slot(timecode, "TC1", 1, cut.rate, _timecode(cut)))
    first_sound = timecode - len(sounds)
    events = [(1, lane.number, _marks_of(lane, told_of)) for lane in pictures]
    events += [
        (first_sound + number, lane.number, _marks_of(lane, told_of)) for number, lane in enumerate(sounds)
    ]
    events.append((timecode, 1, [(mark.at, mark) for mark in film_marks(cut)]))
    marked = (event for event in events if event[2])
    slots += [_event_slot(FIRST_EVENT_SLOT + n, cut.rate, *event) for n, event in enumerate(marked)]
    said = {"Taste": cut.taste, "Standing": cut.standing, "Rate": rate_text(cut.rate)}
    return made(
        "CompositionMob",
        MobID=identity(cut),
        Name=legal(cut.title) or "First cut",
        Slots=slots,
        LastModified=NO_DATE,
        CreationTime=NO_DATE,
        UsageCode="Usage_TopLevel",
        UserComments=[told(name, legal(value)) for name, value in said.items()],
    )


def _picture_slot(cut: Cut, lanes: Sequence[Lane], told_of: Told) -> Iterator[Thing]:
    """Yield the slot of all pictures; several tracks are its layers."""
    layers = [_track(cut, lane, told_of) for lane in lanes]
    if len(layers) > 1:
        scope = made("NestedScope", DataDefinition="Picture", Length=cut.frames, Slots=layers)
        yield slot(1, "V1", 1, cut.rate, scope)
    elif layers:
        yield slot(1, lanes[0].name, 1, cut.rate, layers[0])


def record_of(mark: Mark, shot: Shot) -> int:
    """Return the frame of the film at which a mark of a shot stands, always one of the shot's."""
    into = nearest(on_ruler(mark.at - shot.source.start, shot.clip, shot.record.rate))
    return min(max(shot.record.start + into, shot.record.start), shot.record.end - 1)


def _timecode(cut: Cut) -> Thing:
    start, drop = film_start(cut)
    return made(
        "Timecode",
        DataDefinition="Timecode",
        Length=cut.frames,
        Start=start,
        FPS=nominal(cut.rate),
        Drop=drop,
    )


def _track(cut: Cut, lane: Lane, told_of: Told) -> Thing:
    """Return a track as long as the film, filled up wherever nothing plays."""
    kind = "Sound" if lane.channel else "Picture"
    above = kind == "Picture" and lane.number > 1
    components: list[Thing] = []
    at = 0
    for shot in lane.shots:
        components += _filler(kind, shot.record.start - at, above=above)
        components.append(_placed(kind, lane, shot, told_of))
        at = shot.record.end
    components += _filler(kind, cut.frames - at, above=above)
    return made("Sequence", DataDefinition=kind, Length=cut.frames, Components=components)


def _filler(kind: str, length: int, *, above: bool = False) -> list[Thing]:
    """Return nothing for a while; above: on a picture track through which the one below it is seen."""
    if not length:
        return []
    if above:
        through = {"RelativeScope": 0, "RelativeSlot": 1}
        return [made("ScopeReference", DataDefinition=kind, Length=length, **through)]
    return [made("Filler", DataDefinition=kind, Length=length)]


def _placed(kind: str, lane: Lane, shot: Shot, told_of: Told) -> Thing:
    used, film = told_of.used[shot.clip.file], told_of.film
    first = nearest(on_ruler(shot.source.start, shot.clip, film.rate))
    attributes = _attributes(shot, told_of.marks[shot.place] if lane.channel <= 1 else ())
    mob = used.mob("clip", film)
    clip = playing(mob, lane.channel, first, shot.record.frames, ComponentAttributeList=attributes or None)
    if is_heard(told_of.heard, shot, lane.channel):
        return clip
    silence = _filler(kind, shot.record.frames)[0]
    return made(
        "Selector", DataDefinition=kind, Length=shot.record.frames, Selected=silence, Alternates=[clip]
    )


def _attributes(shot: Shot, marks: Sequence[Mark]) -> list[Thing]:
    """Return what a clip says of itself: a comment for people, and the same in parts for programs."""
    attributes = []
    if marks:
        said = {
            "_COMMENT": "; ".join(mark.name for mark in marks),
            "Line": ", ".join(event.line for event in shot.events),
            "Take": shot.clip.name,
            "Confidence": ", ".join(f"{event.confidence:.0%}" for event in shot.events),
            "Reasons": "; ".join(mark.note for mark in marks if mark.note),
        }
        attributes += [told(name, legal(value)) for name, value in said.items() if value]
    if shot.clip.is_sound:
        source = shot.source
        attributes.append(told("Samples", f"{source.start} to {source.end} of {shot.clip.sample_rate} Hz"))
    return attributes


def _marks_of(lane: Lane, told_of: Told) -> list[tuple[int, Mark]]:
    """Return the marks of a track, of sound those of the first channel alone, each with its frame."""
    if lane.channel > 1:
        return []
    return [(record_of(mark, shot), mark) for shot in lane.shots for mark in told_of.marks[shot.place]]


def _event_slot(
    number: int, rate: Fraction, described: int, track: int, marks: Sequence[tuple[int, Mark]]
) -> Thing:
    """Return the slot of the marks of a track, in their order; track: its number, of layers too."""
    markers = [_marker(at, mark, described) for at, mark in sorted(marks, key=lambda one: one[0])]
    events = made("Sequence", DataDefinition="DescriptiveMetadata", Components=markers)
    return made(
        "EventMobSlot",
        SlotID=number,
        SlotName="",
        PhysicalTrackNumber=track,
        EditRate=rate,
        Segment=events,
    )


def _marker(at: int, mark: Mark, described: int) -> Thing:
    name, note = legal(mark.name), legal(mark.note)
    said = f"{name}{SAID}{note}" if note else name
    colour, (red, green, blue) = _COLOURS[mark.kind]
    attributes = {"_ATN_CRM_COLOR": colour, "_ATN_CRM_USER": name, "_ATN_CRM_COM": said}
    return made(
        "DescriptiveMarker",
        DataDefinition="DescriptiveMetadata",
        Position=at,
        Comment=said,
        CommentMarkerUser=name,
        CommentMarkerColor={"red": red, "green": green, "blue": blue},
        CommentMarkerAttributeList=[told(key, value) for key, value in attributes.items()],
        DescribedSlots=[described],
    )
