"""Pictures for beats without words: where one could lie, and how it is laid in, nothing else changing.

A picture is laid where the picture is cut between two lines, its sound where the sound is. At a split edit
these are two places; all that follows either moves later by the same length, so the split stays as it is, and
the clip's own sound is taken so much later (or earlier) as its place is, so that it stays in sync.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rushes.coverage.model import LinedScript
from rushes.cut.actions import actions
from rushes.cut.beats import Shot, action_beats
from rushes.cut.model import ActionBeat, Cut, Event, Reason
from rushes.cut.on_screen import Film
from rushes.cut.sound import sound_events, sounds_of
from rushes.cut.unspoken import Stretch, unspoken
from rushes.footage.model import Clip
from rushes.screenplay.model import Screenplay
from rushes.timecode import Moment, Span

WISHED_S = 2.0
"""How long a picture without words lasts where its clip has it (by hand)."""
LEAST_S = 0.6
"""A shorter one flashes by (by hand)."""
SPLIT_S = 0.8
"""How far picture and sound may be cut apart at one join (see `pace.Splits`)."""


@dataclass(frozen=True)
class Proposal:
    """A picture for a beat, and where it could lie: between the lines `after` and `before`.

    beat: its number in the scene. source: frames of the clip. free: seconds of the clip without slate, clap
    or speech, in which its sound has to stay. fact: why. doubt: what to look at, or empty.
    """

    scene: str
    beat: int
    after: str
    before: str
    clip: Clip
    source: Span
    free: Stretch
    fact: str
    doubt: str = ""


def propose(
    screenplay: Screenplay,
    lined: LinedScript,
    cut: Cut,
    beats: Sequence[ActionBeat],
    *,
    wished_s: float = WISHED_S,
    room_s: float = 0.0,
) -> tuple[Proposal, ...]:
    """Return a picture for each beat that one setup was surely shot for.

    wished_s: how long it should last at most. room_s: the least pause that the cut has to leave there
    already; by itself the page's action is pause enough, and the picture makes it. Nothing is proposed where
    a take plays through, where picture or sound are not cut, at the ends of a scene, or where the clip has
    less than `LEAST_S` without slate, clap or speech.
    """
    film = Film(lined, cut)
    shot = Shot.of(screenplay, lined, actions(screenplay))
    gaps = {id(beat): film.gap(beat.after, beat.before) for beat in beats if beat.how == "shot for it"}
    roomy = (beat for beat in beats if (gap := gaps.get(id(beat))) and gap[1] - gap[0] >= room_s)
    return tuple(found for beat in roomy if (found := _for(beat, film, shot, wished_s)))


def _for(beat: ActionBeat, film: Film, shot: Shot, wished_s: float) -> Proposal | None:
    clips = shot.surely(beat.scene, beat.number)
    one_setup = len({clip.slate.setup or clip.file for clip in clips}) == 1
    if not (one_setup and seam(film.cut, beat.after, beat.before)):
        return None
    clip, quiet = clips[0], unspoken(clips[0], film.lined)
    source = _middle(clip, quiet.longest, wished_s)
    if source is None:
        return None
    doubt = "" if quiet.told else f"Nobody is heard in {clip.name}: see that its board is not in the picture."
    free = quiet.longest
    return Proposal(beat.scene, beat.number, beat.after, beat.before, clip, source, free, beat.fact, doubt)


def _middle(clip: Clip, free: Stretch, wished_s: float) -> Span | None:
    """Return the frames in the middle of a stretch, as many as are wished; None where it is too short."""
    first = Moment.at_or_after(free[0], clip.rate).frame
    after = min(Moment.at_or_before(free[1], clip.rate).frame, clip.frames)
    if (after - first) / clip.rate < LEAST_S:
        return None
    frames = min(after - first, max(1, Moment.nearest(wished_s, clip.rate).frame))
    start = first + (after - first - frames) // 2
    return Span(start, start + frames, clip.rate)


@dataclass(frozen=True)
class Seam:
    """Where the film is cut between two lines, in its frames: its picture, and its sound."""

    picture: int
    sound: int


def seam(cut: Cut, after: str, before: str) -> Seam | None:
    """Return where a picture can be laid between two lines; None where nothing is cut or one lies there."""
    lines = {event.line: event.record for event in cut.track("A1") if event.shows == "line"}
    if after not in lines or before not in lines or lines[after].end > lines[before].start:
        return None
    sound = lines[after].end
    rivals = [event for event in cut.events if event.line == after and event.shows == "beat"]
    heard = (event for event in cut.events if event.track != "V1")
    if rivals or any(event.record.start < sound < event.record.end for event in heard):
        return None
    near = [frame for frame in _cuts(cut) if abs(frame - sound) <= SPLIT_S * cut.rate]
    picture = min(near, key=lambda frame: (abs(frame - sound), frame), default=None)
    return None if picture is None else Seam(picture, sound)


def _cuts(cut: Cut) -> list[int]:
    """Return the frames on which another picture begins; not where one take goes on to its next line."""
    pictures = cut.track("V1")
    return [
        b.record.start for a, b in pairwise(pictures) if a.file != b.file or a.source.end != b.source.start
    ]


def lay(cut: Cut, proposals: Sequence[Proposal]) -> Cut:
    """Return the cut with pictures laid in; a proposal whose place is not there (any more) is left out.

    V1 stays a partition of the film; everything after a picture moves later by its length, missing lines and
    beats too. Its sound is the clip's own, or a gap where it has none.
    """
    for proposal in proposals:
        place = seam(cut, proposal.after, proposal.before)
        if place:
            cut = _with(cut, proposal, place)
    return cut


def _with(cut: Cut, proposal: Proposal, place: Seam) -> Cut:
    frames = max(1, Moment.nearest(proposal.source.seconds, cut.rate).frame)
    picture = Event(
        track="V1",
        line=proposal.after,
        file=proposal.clip.file,
        source=proposal.source,
        record=Span(place.picture, place.picture + frames, cut.rate),
        confidence=0.5,
        needs_look=True,
        reasons=(Reason("shot for it", 0.0, proposal.fact),),
        look_because=tuple(filter(None, ("a picture without words was laid in", proposal.doubt))),
        shows="beat",
    )
    own = _own_sound(proposal, picture, place.sound)
    moved = [_later(event, place, frames) for event in cut.events]
    first = min(place.picture, place.sound)
    return replace(
        cut,
        events=tuple(sorted((*moved, picture, *own), key=_by_track)),
        missing=tuple(replace(one, at=one.at + frames * (one.at > first)) for one in cut.missing),
        beats=tuple(replace(one, at=one.at + frames * (one.at > first)) for one in cut.beats),
        clips=_clips(cut, picture, own, proposal.clip),
    )


def _later(event: Event, place: Seam, frames: int) -> Event:
    at = place.picture if event.track.startswith("V") else place.sound
    return replace(event, record=event.record.moved(frames)) if event.record.start >= at else event


def _by_track(event: Event) -> tuple[bool, int, int]:
    return not event.track.startswith("V"), int(event.track[1:]), event.record.start


def _own_sound(proposal: Proposal, picture: Event, at: int) -> tuple[Event, ...]:
    """Return the clip's own sound at a frame of the film, in sync; nothing where it has none."""
    clip, record = proposal.clip, picture.record
    later = Moment.nearest((at - record.start) / record.rate, clip.rate).frame
    start, end = picture.source.start + later, picture.source.end + later
    fits = proposal.free[0] <= start / clip.rate and end / clip.rate <= proposal.free[1]
    if not fits or not (clip.channels or clip.behind):
        return ()
    heard = replace(picture, source=Span(start, end, clip.rate), record=record.moved(at - record.start))
    own = sound_events((heard,), (clip,))
    return own if clip.channels or all(event.file != clip.file for event in own) else ()


def _clips(cut: Cut, picture: Event, own: Sequence[Event], clip: Clip) -> tuple[Clip, ...]:
    """Return the clips of a cut with those of a picture that is laid in, in order of first use."""
    known = {one.file: one for one in (*cut.clips, clip, *sounds_of(own, (clip,)))}
    pictures = sorted(
        (*cut.track("V1"), picture), key=lambda event: (event.record.start, event is not picture)
    )
    order = dict.fromkeys(event.file for event in pictures)
    return tuple(known[file] for file in (*order, *(file for file in known if file not in order)))


def lay_beats(screenplay: Screenplay, lined: LinedScript, cut: Cut, wished_s: float = WISHED_S) -> Cut:
    """Return the cut with a picture for every beat that one can be proposed for, and with its beats told."""
    laid = lay(cut, propose(screenplay, lined, cut, action_beats(screenplay, lined, cut), wished_s=wished_s))
    return replace(laid, beats=action_beats(screenplay, lined, laid))
