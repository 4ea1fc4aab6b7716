"""The stringout: every take whole, in story order, as an editor looks through a scene before cutting. Pure.

Nothing is chosen and nothing left out that has a picture. Each take begins with its slate, and every line
that was read in it has its place, so that both stand on the timeline as marks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from rushes.coverage.model import LinedScript, Reading
from rushes.cut.model import Cut, Event, Reason
from rushes.cut.of_readings import words_told
from rushes.cut.sound import sound_events, sounds_of
from rushes.footage.model import Clip
from rushes.timecode import Moment, Span

UNSLATED = "no scene"
"""What a stringout is called that holds the takes of which nobody knows the scene."""

TASTE = "stringout"


def stringouts(lined: LinedScript, title: str, rate: Fraction) -> Mapping[str, Cut]:
    """Return a stringout of every scene that was shot, by the scene's number, in story order.

    rate: of the film. A take belongs to the scene on its slate, else to the one that most of its readings are
    of, else to `UNSLATED`. Takes of a scene go by setup, take and camera.
    """
    read: dict[str, list[Reading]] = {}
    for reading in lined.readings:
        read.setdefault(reading.file, []).append(reading)
    scene_of_line = {line.id: line.scene for line in lined.lines}
    scenes: dict[str, list[Clip]] = {scene: [] for scene in dict.fromkeys(scene_of_line.values())}
    for clip in lined.clips:
        if clip.frames and not clip.is_sound:
            scenes.setdefault(_scene_of(clip, read.get(clip.file, ()), scene_of_line), []).append(clip)
    scenes[UNSLATED] = scenes.pop(UNSLATED, [])
    return {
        scene: _stringout(sorted(takes, key=_by_slate), read, f"{title} stringout {scene}".strip(), rate)
        for scene, takes in scenes.items()
        if takes
    }


def _scene_of(clip: Clip, readings: Sequence[Reading], scene_of_line: Mapping[str, str]) -> str:
    if clip.slate.scene:
        return clip.slate.scene
    scenes = Counter(scene_of_line.get(reading.line, UNSLATED) for reading in readings)
    return scenes.most_common(1)[0][0] if scenes else UNSLATED


def _by_slate(clip: Clip) -> tuple[int, str, int, str, str]:
    setup = clip.slate.setup or ""
    return len(setup), setup, clip.slate.take or 0, clip.slate.camera or "", clip.file


def _stringout(
    takes: Sequence[Clip], read: Mapping[str, Sequence[Reading]], title: str, rate: Fraction
) -> Cut:
    pictures, at = list[Event](), 0
    for clip in takes:
        pictures.extend(_laid(clip, read.get(clip.file, ()), at, rate))
        at = pictures[-1].record.end
    sounds = sound_events(pictures, takes)
    return Cut(title, rate, TASTE, (*pictures, *sounds), clips=(*takes, *sounds_of(sounds, takes)))


def _laid(clip: Clip, readings: Sequence[Reading], at: int, rate: Fraction) -> Iterator[Event]:
    """Yield a take from its first frame to its last, an event for its slate and one from each reading on."""
    begins: dict[int, Reading | None] = {0: None}
    for reading in readings:
        begins.setdefault(max(0, min(reading.span.start, clip.frames - 1)), reading)
    frames = _apart(sorted(begins), clip, rate)
    records = [at + Moment.nearest(frame / clip.rate, rate).frame for frame in (*frames, clip.frames)]
    records[-1] = max(records[-1], records[-2] + 1)
    sources = pairwise((*frames, clip.frames))
    for source, record in zip(sources, pairwise(records), strict=True):
        yield _event(clip, begins[source[0]], Span(*source, clip.rate), Span(*record, rate))


def _event(clip: Clip, reading: Reading | None, source: Span, record: Span) -> Event:
    return Event(
        track="V1",
        line=(clip.slate.label or clip.name) if reading is None else reading.line,
        file=clip.file,
        source=source,
        record=record,
        confidence=1.0 if reading is None else reading.confidence,
        needs_look=False,
        reasons=_slated(clip) if reading is None else (Reason(reading.kind, 0.0, words_told(reading)),),
        shows="take" if reading is None else "line",
    )


def _apart(frames: Sequence[int], clip: Clip, rate: Fraction) -> list[int]:
    """Leave out what begins on one frame of the film with what was before it."""
    kept = [frames[0]]
    for frame in frames[1:]:
        first = Moment.nearest(kept[-1] / clip.rate, rate).frame
        if Moment.nearest(frame / clip.rate, rate).frame > first:
            kept.append(frame)
    return kept


def _slated(clip: Clip) -> tuple[Reason, ...]:
    """Return what the slate and the paper say of a take, as facts that weigh nothing."""
    slate = clip.slate
    marks = (
        ("circled", slate.circled),
        ("no good", slate.no_good),
        ("pickup", slate.pickup),
        ("MOS", slate.mos),
    )
    said = [*(name for name, is_so in marks if is_so), *(f"{note.text} ({note.by})" for note in clip.notes)]
    return tuple(Reason("slate", 0.0, fact) for fact in said)
