"""Pictures for beats without words: where one could lie, and how it is laid in, nothing else changing.

A picture is laid where the picture is cut between two lines, its sound where the sound is. At a split edit
these are two places; all that follows either moves later by the same length, so the split stays as it is, and
the clip's own sound is taken so much later (or earlier) as its place is, so that it stays in sync.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath

from rushes.coverage.model import LinedScript
from rushes.cut.actions import Page
from rushes.cut.beats import Shot, Silent, beats_in
from rushes.cut.doubt import OF_A_BEAT
from rushes.cut.model import ActionBeat, Cut, Event, Reason
from rushes.cut.on_camera import NOBODY_SAYS, OnCamera, on_camera
from rushes.cut.on_screen import Film
from rushes.cut.sound import sound_events, sounds_of
from rushes.cut.unspoken import Stretch
from rushes.footage.model import Clip
from rushes.picture.framing import framing_of
from rushes.screenplay.model import Screenplay
from rushes.timecode import Moment, Span

WISHED_S = 2.0
"""How long a picture without words lasts where its clip has it (by hand)."""
LEAST_S = 0.6
"""A shorter one flashes by (by hand)."""
LIPS_FRAMES = 2
"""By so much words may run over a picture before anybody sees a mouth that does not move."""
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


@dataclass(frozen=True)
class Table:
    """What a picture is judged by: the film, what was shot, who is seen in a clip, who speaks a line."""

    film: Film
    shot: Shot
    seen: Mapping[str, OnCamera]
    speakers: Mapping[str, str]

    @classmethod
    def of(
        cls, screenplay: Screenplay, lined: LinedScript, cut: Cut, seen: Mapping[str, OnCamera] | None = None
    ) -> "Table":
        """Lay it out. seen: by `Clip.file`; by default what the crew's papers say."""
        if seen is None:
            seen = on_camera(lined.clips, screenplay.characters)
        return cls.over(cut, Silent.of(screenplay, lined), seen)

    @classmethod
    def over(cls, cut: Cut, silent: Silent, seen: Mapping[str, OnCamera]) -> "Table":
        """Lay it out for a cut, of a film or of a scene."""
        speakers = {line.id: line.character for scene, _ in silent.page for line in scene.lines}
        return cls(Film(silent.takes, cut), silent.shot, seen, speakers)

    def in_picture(self, file: str) -> frozenset[str]:
        """Return who is known to be seen in a clip."""
        return self.seen[file].on if file in self.seen else frozenset()


def propose(
    beats: Sequence[ActionBeat], table: Table, *, wished_s: float = WISHED_S, room_s: float = 0.0
) -> tuple[Proposal, ...]:
    """Return a picture for each beat that one setup was surely shot for; see `weighed` for where none is.

    wished_s: how long it should last at most. room_s: the least pause that the cut has to leave there
    already; by itself the page's action is pause enough, and the picture makes it.
    """
    gaps = ((beat, table.film.gap(beat.after, beat.before)) for beat in beats if beat.how == "shot for it")
    roomy = [beat for beat, gap in gaps if gap and gap[1] - gap[0] >= room_s]
    found = (weighed(beat, table, wished_s) for beat in roomy)
    return tuple(proposal for proposal in found if isinstance(proposal, Proposal))


def weighed(beat: ActionBeat, table: Table, wished_s: float = WISHED_S) -> Proposal | str:
    """Return the picture for a beat, or in a few words why there is none: then a person decides."""
    clips = table.shot.surely(beat.scene, beat.number)
    if len({clip.slate.setup or clip.file for clip in clips}) != 1:
        return "several setups show it"
    clip, place = clips[0], place_between(table.film.cut, beat.after, beat.before)
    if place is None:
        return "nothing is cut there" if beat.after and beat.before else "it stands at the end of its scene"
    quiet = table.film.takes.unspoken(clip)
    source = _middle(clip, quiet.longest, wished_s)
    if source is None:
        return "it has too little without slate or voice"
    if not _is_insert(clip) and (
        against := _jump(clip, place, table) or _still_mouth(beat, clip, place, table)
    ):
        return against
    fact = f"{table.shot.why(clip.file, clip.name)}."
    doubt = "" if quiet.told else f"Nobody slates {clip.name} aloud: its board may be in the picture."
    return Proposal(
        beat.scene, beat.number, beat.after, beat.before, clip, source, quiet.longest, fact, doubt
    )


def _is_insert(clip: Clip) -> bool:
    """Tell whether a clip is said to show a detail, and so nobody's face."""
    texts = (PurePosixPath(clip.file).stem, *(note.text for note in clip.notes))
    return any(framing_of(text).kind == "insert" for text in texts)


def _jump(clip: Clip, place: "Place", table: Table) -> str:
    """Say that a picture beside this one shows the same people: at what size is not known surely enough."""
    at_s, ours = place.picture / float(table.film.cut.rate), table.in_picture(clip.file)
    frame_s = 1 / float(table.film.cut.rate)
    beside = (*table.film.seen(at_s - frame_s, at_s - frame_s), *table.film.seen(at_s, at_s))
    same = [one for one in beside if ours and table.in_picture(one.file) == ours]
    return f"it may jump beside {table.film.name(same[0].file)}, which shows the same people" if same else ""


def _still_mouth(beat: ActionBeat, clip: Clip, place: "Place", table: Table) -> str:
    """Say that words of a line would sound over this picture, in which their speaker may be seen, silent."""
    at_s, slack_s = place.picture / float(table.film.cut.rate), LIPS_FRAMES / float(table.film.cut.rate)
    said, known = table.film.said, table.seen.get(clip.file, NOBODY_SAYS)
    over = [beat.after] if said[beat.after].out_s > at_s + slack_s else []
    over += [beat.before] if said[beat.before].in_s < at_s - slack_s else []
    shown = [line for line in over if known.sees(table.speakers[line]) is not False]
    return f"line {shown[0]} is heard over it, and its speaker may be seen in it" if shown else ""


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
class Place:
    """Where the film is cut between two lines, in its frames: its picture, and its sound."""

    picture: int
    sound: int


def place_between(cut: Cut, after: str, before: str) -> Place | None:
    """Return where a picture can be laid between two lines; None where nothing is cut or one lies there."""
    lines = {event.line: event.record for event in cut.spoken}
    if after not in lines or before not in lines or lines[after].end > lines[before].start:
        return None
    sound = lines[after].end
    rivals = [event for event in cut.events if event.line == after and event.shows == "beat"]
    heard = (event for event in cut.events if event.track != "V1")
    if rivals or any(event.record.start < sound < event.record.end for event in heard):
        return None
    near = [frame for frame in _cuts(cut) if abs(frame - sound) <= SPLIT_S * cut.rate]
    picture = min(near, key=lambda frame: (abs(frame - sound), frame), default=None)
    return None if picture is None else Place(picture, sound)


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
        place = place_between(cut, proposal.after, proposal.before)
        if place:
            cut = _with(cut, proposal, place)
    return cut


def _with(cut: Cut, proposal: Proposal, place: Place) -> Cut:
    frames = max(1, Moment.nearest(proposal.source.seconds, cut.rate).frame)
    picture = Event(
        track="V1",
        line=proposal.after,
        file=proposal.clip.file,
        source=proposal.source,
        record=Span(place.picture, place.picture + frames, cut.rate),
        confidence=OF_A_BEAT,
        needs_look=True,
        reasons=(Reason("shot for it", 0.0, proposal.fact),),
        look_because=tuple(filter(None, ("A picture without words was laid in.", proposal.doubt))),
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


def _later(event: Event, place: Place, frames: int) -> Event:
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


def lay_beats(
    screenplay: Screenplay,
    lined: LinedScript,
    cut: Cut,
    seen: Mapping[str, OnCamera] | None = None,
    *,
    wished_s: float = WISHED_S,
) -> Cut:
    """Return the cut with a picture for every beat that one can be proposed for, and with its beats told.

    seen: who is in each clip's picture, by `Clip.file`; by default what the crew's papers say.
    """
    if seen is None:
        seen = on_camera(lined.clips, screenplay.characters)
    silent = Silent.of(screenplay, lined)
    return with_beats(silent.page, silent, cut, seen, wished_s=wished_s)


def with_beats(
    page: Page, silent: Silent, cut: Cut, seen: Mapping[str, OnCamera], *, wished_s: float = WISHED_S
) -> Cut:
    """Do as `lay_beats` does for the scenes of a page and their cut."""
    told = beats_in(page, silent, cut)
    if not any(beat.how == "shot for it" for beat in told):
        return replace(cut, beats=told)
    table = Table.over(cut, silent, seen)
    laid = lay(cut, propose(told, table, wished_s=wished_s))
    if laid is not cut:
        told = beats_in(page, silent, laid)
    in_film = {event.file for event in laid.track("V1") if event.shows == "beat"}
    return replace(laid, beats=tuple(_with_reason(beat, table, in_film) for beat in told))


def _with_reason(beat: ActionBeat, table: Table, in_film: Collection[str]) -> ActionBeat:
    """Return a beat that was shot for, saying why it is not in the film where it is not."""
    if beat.how != "shot for it" or beat.file in in_film:
        return beat
    why = weighed(beat, table)
    return replace(beat, fact=f"{beat.fact.removesuffix('.')}: {why}.") if isinstance(why, str) else beat
