"""The first cut: choose a reading for every line, trim it, and lay it on the record."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, pairwise

from rushes.coverage.model import LinedScript
from rushes.cut import idioms
from rushes.cut.angles import Size
from rushes.cut.choose import Choice, choose
from rushes.cut.doubt import confidence, is_tied, jumps, look_because, sureness, without_jumps
from rushes.cut.lips import voices_of
from rushes.cut.model import Alternate, Cut, Event, MissingLine
from rushes.cut.on_camera import Told, on_camera
from rushes.cut.pictures import Laid, Picture, Room, picture_path
from rushes.cut.pinned_trim import trimmed_as_pinned
from rushes.cut.pins import Pins
from rushes.cut.selects import Bench, Select, lay_out
from rushes.cut.settle import kept, settle
from rushes.cut.sound import sound_events, sounds_of, uncovered
from rushes.cut.splits import split, words_of
from rushes.cut.tastes import Air, Taste
from rushes.cut.trim import Trim, join_frame, meeting_frames, room_for, trim
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.screenplay.model import Screenplay
from rushes.timecode import Moment, Span, nearest_named, rate_text, timecode_text

FILM_RATE = Fraction(24)
"""The rate of a cut that has no clip to take it from."""


@dataclass(frozen=True)
class Shot:
    """Choices that one take plays without a cut between them; mostly one."""

    choices: tuple[Choice, ...]
    trimmed: Trim

    @property
    def spans(self) -> tuple[Span, ...]:
        """The source of each choice: end to end, handing over in the quiet between two lines."""
        selects = [choice.select for choice in self.choices]
        span = self.trimmed.span
        seams = [span.start, *(join_frame(a, b) for a, b in pairwise(selects)), span.end]
        return tuple(Span(start, end, span.rate) for start, end in pairwise(seams))

    def ending(self, frame: int) -> "Shot":
        """Return the shot with another end."""
        span = self.trimmed.span
        return replace(self, trimmed=replace(self.trimmed, span=Span(span.start, frame, span.rate)))

    def beginning(self, frame: int) -> "Shot":
        """Return the shot with another beginning."""
        span = self.trimmed.span
        return replace(self, trimmed=replace(self.trimmed, span=Span(frame, span.end, span.rate)))


def first_cut(
    screenplay: Screenplay,
    lined: LinedScript,
    taste: Taste,
    rate: Fraction | None = None,
    *,
    sizes: Mapping[str, Size] | None = None,
    pins: Pins | None = None,
    told: Told | None = None,
) -> tuple[Cut, tuple[Finding, ...]]:
    """Return a first cut of every line that was heard, and what a person should know about it.

    First a performance is chosen for each line; that settles what is heard and how long the film is. Then
    pictures are chosen over it (`rushes.cut.pictures`), and cuts of the picture moved where speakers change
    (`rushes.cut.splits`). Each covered line is one event on A1 (and on further tracks where its take has
    several files), one or several on V1; the record runs from 0 without a gap. Neighbours in one clip whose
    sources touch are one shot: no cut, only a seam that keeps reasons and alternates with their line.

    rate: of the cut; None takes that of most used clips. sizes: of setups where they are known, in place of
    the guess from the slates. pins: what a person decided. told: who is on camera, as a person says it.
    Nothing is retimed: a shot of another rate keeps its seconds to the nearest frame. `UnknownReason` for a
    taste that weighs what does not exist; refusals of `rushes.cut.settle` for pins that cannot be kept.
    """
    idioms.check(taste)
    seen = on_camera(lined.clips, (line.character for line in screenplay.lines), told)
    bench, findings = lay_out(screenplay, lined, sizes, seen)
    pins = settle(pins or Pins(), screenplay, lined.clips, bench)
    allowed = bench.only(lambda line, select: pins.sound_may(line, select.clip, select.reading))
    choices = [choice for scene in screenplay.scenes for choice in choose(scene, allowed, taste)]
    heard = list(dict.fromkeys(choice.select.clip.file for choice in choices))
    clips = {clip.file: clip for clip in lined.clips}
    if rate is None:
        rate = rate_of_most([clips[file] for file in heard] or lined.clips)
    shots = meeting(tuple(_shots(choices, bench, taste.air, pins)), bench, pins)
    laid = tuple(_lay(shots, rate))
    in_sync = tuple(_events(shots, laid, bench, taste))
    sound = sound_events(in_sync, lined.clips)
    room = Room(bench, voices_of(bench), seen, taste, pins)
    shown = tuple(_pictured(laid, in_sync, screenplay, room))
    lines = {line.id: line for line in screenplay.lines}
    picture = split(shown, lines, clips, {one.choice.line.id: words_of(one) for one in laid}, room)
    used = dict.fromkeys((*(event.file for event in picture), *heard))
    in_film = tuple(clips[file] for file in used)
    cut = Cut(
        title=screenplay.title,
        rate=rate,
        taste=taste.name,
        events=picture + sound,
        missing=_missing(screenplay, in_sync),
        clips=in_film + sounds_of(sound, in_film),
    )
    cut = kept(pins, cut, bench)
    return cut, (*findings, *_findings(screenplay, cut), *_own_sound(in_sync, in_film))


def rate_of_most(clips: Sequence[Clip]) -> Fraction:
    """Return the rate that most clips have; of equals the one with more seconds, then the higher.

    A rate that no editing system has a name for, such as a telephone's 29.983, gives way to the nearest.
    """
    counts = Counter(clip.rate for clip in clips)
    seconds = {rate: sum(clip.frames / rate for clip in clips if clip.rate == rate) for rate in counts}
    most = max(counts, key=lambda rate: (counts[rate], seconds[rate], rate), default=FILM_RATE)
    return nearest_named(most)


def _shots(choices: Sequence[Choice], bench: Bench, air: Air, pins: Pins) -> Iterator[Shot]:
    """Gather the choices that one take plays on, and trim each gathering at its two ends."""
    gathered: list[list[Choice]] = []
    for choice in choices:
        if choice.runs_on:
            gathered[-1].append(choice)
        else:
            gathered.append([choice])
    for shot in gathered:
        first, last = shot[0].select, shot[-1].select
        room = room_for(air, shot[0].pause_before, shot[-1].pause_after)
        end = max(choice.select.end for choice in shot)
        speech, selects = bench.speech[first.clip.file], [choice.select for choice in shot]
        trimmed = trim(first, last, end, speech, room)
        yield Shot(tuple(shot), trimmed_as_pinned(trimmed, pins, selects, end, speech))


def meeting(shots: Sequence[Shot], bench: Bench, pins: Pins) -> tuple[Shot, ...]:
    """Let shots of one performance by two cameras meet on one instant, so that its time runs through.

    Where a person trimmed the join, it is the person's.
    """
    made = list(shots[:1])
    for now in shots[1:]:
        first, second = made[-1].choices[-1].select, now.choices[0].select
        by_hand = pins.trim_of(first.line.id)[1] or pins.trim_of(second.line.id)[0]
        pause = now.choices[0].pause_before
        if pause and not by_hand and bench.runs_across(first, second, pause):
            end, start = meeting_frames(first, second)
            if end > made[-1].trimmed.span.start and start < now.trimmed.span.end:
                made[-1] = made[-1].ending(end)
                now = now.beginning(start)  # noqa: PLW2901 -- the same shot, trimmed otherwise
        made.append(now)
    return tuple(made)


def _lay(shots: Sequence[Shot], rate: Fraction) -> Iterator[Laid]:
    """Lay shots end to end on the record, line by line."""
    at = 0
    for shot in shots:
        begun, shown = at, 0
        for choice, source in zip(shot.choices, shot.spans, strict=True):
            shown += source.frames
            until = max(at + 1, begun + Moment.nearest(shown / source.rate, rate).frame)
            yield Laid(choice, source, Span(at, until, rate))
            at = until


def _events(shots: Sequence[Shot], laid: Sequence[Laid], bench: Bench, taste: Taste) -> Iterator[Event]:
    """Yield what is heard as pictures in sync with it, one event for each line."""
    places = iter(laid)
    for shot in shots:
        tie_is_told = False
        for choice in shot.choices:
            one = next(places)
            because = look_because(choice, _ends_of(shot, choice), taste, tie_is_told=tie_is_told)
            tie_is_told = tie_is_told or is_tied(choice)
            yield Event(
                track="V1",
                line=choice.line.id,
                file=choice.select.clip.file,
                source=one.source,
                record=one.record,
                confidence=confidence(choice),
                needs_look=bool(because),
                reasons=choice.reasons,
                alternates=_alternates(choice, bench, taste.air),
                look_because=because,
            )


def _pictured(
    laid: Sequence[Laid], in_sync: Sequence[Event], screenplay: Screenplay, room: Room
) -> Iterator[Event]:
    """Yield the pictures of the film: those in sync with what is heard, or what is better to see."""
    scenes = {line.id: scene.number for scene in screenplay.scenes for line in scene.lines}
    events = {id(one): event for one, event in zip(laid, in_sync, strict=True)}
    for _, group in groupby(laid, lambda one: scenes[one.choice.line.id]):
        for one, pictures in groupby(picture_path(tuple(group), room), lambda picture: picture.beat.laid):
            yield from _over(events[id(one)], tuple(pictures))


def _over(event: Event, pictures: Sequence[Picture]) -> Iterator[Event]:
    """Yield the pictures over one line; what is in sync and joins as the performance does stays as it is."""
    first = pictures[0]
    if len(pictures) == 1 and first.in_sync and first.arrival == first.beat.laid.choice.arrival:
        yield event
        return
    made: list[Event] = []
    for picture in pictures:
        now = _part(event, picture, first=picture is first)
        if made and made[-1].file == now.file and made[-1].source.end == now.source.start:
            source = Span(made[-1].source.start, now.source.end, now.source.rate)
            record = Span(made[-1].record.start, now.record.end, now.record.rate)
            now = replace(made.pop(), source=source, record=record)
        made.append(now)
    yield from made


def _part(event: Event, picture: Picture, *, first: bool) -> Event:
    """Return the event of one picture over a line; what a person should look at is told with its first."""
    others = tuple(
        Alternate(other.shown.select.clip.file, other.shown.source, other.worth, other.reasons)
        for other in picture.others
    )
    because = [*jumps(picture.reasons), *(without_jumps(event.look_because) if first else ())]
    return replace(
        event,
        file=picture.shown.select.clip.file,
        source=picture.shown.source,
        record=picture.beat.record,
        confidence=min(event.confidence, round(sureness(picture.margin), 3)),
        needs_look=bool(because),
        look_because=tuple(because),
        reasons=picture.reasons,
        alternates=others,
        shows="reaction" if picture.is_reaction else "line",
    )


def _ends_of(shot: Shot, choice: Choice) -> Trim:
    """Return the trim with only those ends that belong to one choice of the shot."""
    return replace(
        shot.trimmed,
        crowded_before=shot.trimmed.crowded_before and choice is shot.choices[0],
        crowded_after=shot.trimmed.crowded_after and choice is shot.choices[-1],
    )


def _alternates(choice: Choice, bench: Bench, air: Air) -> tuple[Alternate, ...]:
    """Return the selects not taken, trimmed as they would stand alone in this place, best first."""
    room = room_for(air, choice.pause_before, choice.pause_after)

    def span(select: Select) -> Span:
        return trim(select, select, select.end, bench.speech[select.clip.file], room).span

    return tuple(
        Alternate(other.select.clip.file, span(other.select), other.worth, other.reasons)
        for other in choice.others
    )


def _missing(screenplay: Screenplay, picture: Sequence[Event]) -> tuple[MissingLine, ...]:
    """Return every line without an event, with the record frame where it should stand."""
    laid = {event.line: event.record.end for event in picture}
    at, missing = 0, []
    for line in screenplay.lines:
        if line.id in laid:
            at = laid[line.id]
        else:
            missing.append(MissingLine(line.id, line.character, line.text, at))
    return tuple(missing)


def _own_sound(pictures: Sequence[Event], clips: Sequence[Clip]) -> Iterator[Finding]:
    """Tell where the camera's own sound plays because no recording covers the line."""
    for event, clip in uncovered(pictures, clips):
        yield Finding(
            "own sound used" if clip.channels else "no sound here",
            clip.file,
            f"{clip.behind[0].sound.file} does not cover line {event.line} in {clip.name}.",
            "Listen to the join, or take another reading.",
        )


def _findings(screenplay: Screenplay, cut: Cut) -> Iterator[Finding]:
    """Give what the cut as a whole leaves open."""
    lacking = {line.line: line.at for line in cut.missing}
    at = 0
    laid = {event.line: event.record.end for event in cut.track("V1")}
    for scene in screenplay.scenes:
        name = f"Scene {scene.number}, {scene.heading}," if scene.heading else f"Scene {scene.number}"
        here = timecode_text(at, cut.rate)
        if not scene.lines:
            yield Finding(
                "scene without dialogue",
                scene.number,
                f"{name} has no dialogue; a first cut made from dialogue does not cover it.",
                f"Cut it by hand at {here} of the film.",
            )
        elif all(line.id in lacking for line in scene.lines):
            yield Finding(
                "scene not covered",
                scene.number,
                f"{name} has {len(scene.lines)} lines and not one was heard in any clip.",
                f"Its place is at {here} of the film.",
            )
        at = max([at, *(laid[line.id] for line in scene.lines if line.id in laid)])
    for clip in cut.clips:
        if clip.rate != cut.rate and not clip.is_sound:
            yield Finding(
                "mixed rates",
                clip.file,
                f"{clip.name} runs at {rate_text(clip.rate)} in a film at {rate_text(cut.rate)}.",
                "Its seconds are kept and nothing is retimed; look at its movement.",
            )
