"""Two cuts beside each other: what a person who knows the one should know of the other.

Lines are compared by their takes, the recordings of these, trims, reactions and splits; what happens without
words, by how it is covered. A shot is added when nothing of it is in the other cut, so a shot that is only
trimmed is not; frames that differ by one are the same trim.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from rushes.cut.model import ActionBeat, Cut, Event
from rushes.cut.why import name_in
from rushes.timecode import Span

SAME_TRIM = 1
"""Frames of the film by which two trims may differ and still be called the same."""


@dataclass(frozen=True)
class OtherTake:
    """A line that comes from another take, or from another pass in it: what is heard, or what is seen.

    side: ``sound``, ``picture``, or ``reaction`` for who listens. before, after: what an editor calls them.
    """

    line: str
    side: str
    before: str
    after: str


@dataclass(frozen=True)
class OtherRecording:
    """A line of one take that other files of it are heard of: a recorder's, a camera's. Their names."""

    line: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class OtherBeat:
    """What happens without words and is covered otherwise; before, after: how, and in what clip."""

    scene: str
    number: int
    text: str
    before: str
    after: str


@dataclass(frozen=True)
class OtherTrim:
    """A line of one take that begins or ends elsewhere; frames of the film, above zero: longer."""

    line: str
    head: int
    tail: int


@dataclass(frozen=True)
class OtherSplit:
    """A line whose picture leads its sound by other frames than before (see `Event.leads`); 0 is straight."""

    line: str
    before: int
    after: int


@dataclass(frozen=True)
class ShotSeen:
    """A shot that only one of two cuts has: its clip as an editor calls it, its lines, where it stands."""

    name: str
    lines: tuple[str, ...]
    record: Span


@dataclass(frozen=True)
class Differences:
    """All that is different, and how much is the same.

    lines: those that either cut has. same_takes, same_trims, same_reactions, same_splits, same_shots: how
    many lines, or shots, are alike in that. lines_gone, lines_new: heard in one of the two alone.
    frames, frames_after: how long the films are. recordings: lines of one take in other files. beats: what
    happens without words, where it is covered otherwise.
    """

    lines: int
    takes: tuple[OtherTake, ...]
    trims: tuple[OtherTrim, ...]
    reactions_new: tuple[str, ...]
    reactions_gone: tuple[str, ...]
    splits: tuple[OtherSplit, ...]
    shots_new: tuple[ShotSeen, ...]
    shots_gone: tuple[ShotSeen, ...]
    lines_new: tuple[str, ...]
    lines_gone: tuple[str, ...]
    same_takes: int
    same_trims: int
    same_reactions: int
    same_splits: int
    same_shots: int
    frames: int
    frames_after: int
    rate: Fraction
    rate_after: Fraction
    recordings: tuple[OtherRecording, ...] = ()
    beats: tuple[OtherBeat, ...] = ()

    @property
    def moved(self) -> tuple[str, ...]:
        """The lines that are heard or seen from another take, or in one cut alone; reactions are no lines."""
        takes = (one.line for one in self.takes if one.side != "reaction")
        return tuple(dict.fromkeys([*takes, *self.lines_new, *self.lines_gone]))

    @property
    def share(self) -> float:
        """The share of the lines that `moved` names, 0 to 1."""
        return len(self.moved) / self.lines if self.lines else 0.0

    @property
    def longer_s(self) -> Fraction:
        """By how many seconds the second film is longer."""
        return self.frames_after / self.rate_after - self.frames / self.rate

    @property
    def none(self) -> bool:
        """Tell whether both are the same, to a frame."""
        of_lines = (self.takes, self.recordings, self.trims, self.splits, self.lines_new, self.lines_gone)
        of_pictures = (self.reactions_new, self.reactions_gone, self.beats, self.shots_new, self.shots_gone)
        return not any((*of_lines, *of_pictures, self.longer_s))


def compare(one: Cut, other: Cut) -> Differences:
    """Return what is different in another cut of the same screenplay."""
    before, after = _Laid(one), _Laid(other)
    both = [line for line in before.heard if line in after.heard]
    takes = [found for line in both for found in _takes(line, before, after)]
    same_sound = [line for line in both if _one_take(before.heard[line], after.heard[line])]
    trims = [found for line in same_sound if (found := _trim(line, before, after))]
    splits = [
        OtherSplit(line, before.leads(line), after.leads(line))
        for line in both
        if abs(before.leads(line) - after.leads(line)) > SAME_TRIM
    ]
    gone, new = _unseen(before.shots, after.shots, one), _unseen(after.shots, before.shots, other)
    return Differences(
        lines=len({*before.heard, *after.heard}),
        takes=tuple(takes),
        trims=tuple(trims),
        reactions_new=tuple(line for line in after.reactions if line not in before.reactions),
        reactions_gone=tuple(line for line in before.reactions if line not in after.reactions),
        splits=tuple(splits),
        shots_new=new,
        shots_gone=gone,
        lines_new=tuple(line for line in after.heard if line not in before.heard),
        lines_gone=tuple(line for line in before.heard if line not in after.heard),
        same_takes=len(both) - len({found.line for found in takes if found.side != "reaction"}),
        same_trims=len(same_sound) - len(trims),
        same_reactions=sum(line in before.reactions for line in after.reactions),
        same_splits=sum(before.leads(line) != 0 for line in both) - sum(one.before != 0 for one in splits),
        same_shots=len(before.shots) - len(gone),
        frames=one.frames,
        frames_after=other.frames,
        rate=one.rate,
        rate_after=other.rate,
        recordings=tuple(same for line in both if (same := _recording(line, before, after))),
        beats=tuple(_beats(one, other)),
    )


class _Laid:
    """A cut by its lines. heard: each one's sound; seen: its own pictures; reactions: lines that have one."""

    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.heard: Mapping[str, Event] = {event.line: event for event in cut.spoken}
        self.seen: dict[str, list[Event]] = {}
        self.reactions: dict[str, list[Event]] = {}
        self.first: dict[str, Event] = {}
        for event in cut.track("V1"):
            if event.shows == "line":
                self.seen.setdefault(event.line, []).append(event)
            elif event.shows == "reaction":
                self.reactions.setdefault(event.line, []).append(event)
            if event.shows != "beat":
                self.first.setdefault(event.line, event)
        self.files: dict[str, tuple[str, ...]] = {}
        for event in cut.events:
            if event.track.startswith("A") and event.shows == "line":
                self.files[event.line] = (*self.files.get(event.line, ()), event.file)
        self.shots = tuple(_shots(cut.track("V1")))

    def leads(self, line: str) -> int:
        """Return the frames by which a line's first picture leads; 0 where it has none of its own."""
        return self.first[line].leads if line in self.first else 0


def _one_take(one: Event, other: Event) -> bool:
    """Tell whether two events play the same piece of one clip, be it trimmed otherwise."""
    alike = one.file == other.file and one.source.rate == other.source.rate
    return alike and one.source.overlap(other.source) > 0


def _takes(line: str, before: _Laid, after: _Laid) -> Iterable[OtherTake]:
    """Yield where a line is heard, or seen, or who listens to it, in another take."""
    sides = (
        ("sound", [before.heard[line]], [after.heard[line]]),
        ("picture", before.seen.get(line, []), after.seen.get(line, [])),
        ("reaction", before.reactions.get(line, []), after.reactions.get(line, [])),
    )
    for side, ours, theirs in sides:
        if ours and theirs and not any(_one_take(a, b) for a in ours for b in theirs):
            names = _take_name(before.cut, ours[0]), _take_name(after.cut, theirs[0])
            if side != "sound" or names[0] != names[1] or ours[0].file == theirs[0].file:
                yield OtherTake(line, side, *names)


def _recording(line: str, before: _Laid, after: _Laid) -> OtherRecording | None:
    """Return the files of one take that a line is heard of, where they are others."""
    sounds = before.heard[line], after.heard[line]
    one_take = _take_name(before.cut, sounds[0]) == _take_name(after.cut, sounds[1])
    files = before.files[line], after.files[line]
    return OtherRecording(line, *files) if one_take and set(files[0]) != set(files[1]) else None


def _beats(one: Cut, other: Cut) -> Iterable[OtherBeat]:
    """Yield what happens without words and is covered otherwise; beats are known by scene and number."""
    before = {(beat.scene, beat.number): beat for beat in one.beats}
    for beat in other.beats:
        was = before.get((beat.scene, beat.number))
        if was and was.text == beat.text and _covered(was, one) != _covered(beat, other):
            yield OtherBeat(beat.scene, beat.number, beat.text, _covered(was, one), _covered(beat, other))


def _covered(beat: ActionBeat, cut: Cut) -> str:
    """Say how a beat is covered: whether a picture of it lies in the film, else what is known of it."""
    if any(event.shows == "beat" and event.file == beat.file for event in cut.track("V1")):
        return f"seen in {name_in(cut, beat.file)}"
    return f"{beat.how}, {name_in(cut, beat.file)}" if beat.file else beat.how


def _take_name(cut: Cut, event: Event) -> str:
    """Return what an editor calls the take: of a recording, the picture that it lies behind."""
    pictures = (clip for clip in cut.clips if any(one.sound.file == event.file for one in clip.behind))
    known = next((clip for clip in cut.clips if clip.file == event.file and not clip.is_sound), None)
    clip = known or next(pictures, None)
    return clip.name if clip else name_in(cut, event.file)


def _trim(line: str, before: _Laid, after: _Laid) -> OtherTrim | None:
    """Return how a line's ends moved, in frames of the film; None where by no more than `SAME_TRIM`."""
    one, other = before.heard[line], after.heard[line]
    rate = after.cut.rate / other.source.rate
    head = round((one.source.start - other.source.start) * rate)
    tail = round((other.source.end - one.source.end) * rate)
    return OtherTrim(line, head, tail) if max(abs(head), abs(tail)) > SAME_TRIM else None


def _shots(pictures: Sequence[Event]) -> Iterable[tuple[Event, ...]]:
    """Yield the events of V1, gathered where a clip runs on without a cut."""
    gathered = list(pictures[:1])
    for before, now in pairwise(pictures):
        if before.file != now.file or before.source.end != now.source.start:
            yield tuple(gathered)
            gathered = []
        gathered.append(now)
    if gathered:
        yield tuple(gathered)


def _unseen(
    shots: Sequence[tuple[Event, ...]], others: Sequence[tuple[Event, ...]], cut: Cut
) -> tuple[ShotSeen, ...]:
    """Return the shots of which nothing is in other shots."""
    known: dict[str, list[Event]] = {}
    for shot in others:
        for event in shot:
            known.setdefault(event.file, []).append(event)
    return tuple(
        ShotSeen(
            name_in(cut, shot[0].file),
            tuple(dict.fromkeys(event.line for event in shot)),
            Span(shot[0].record.start, shot[-1].record.end, cut.rate),
        )
        for shot in shots
        if not any(_one_take(event, seen) for event in shot for seen in known.get(event.file, ()))
    )
