"""Beats without words: every action of the page, and how the cut covers it.

*Played through*: one take is on screen from the line before to the line after, so what happens between is on
screen. *Shot for it*: a clip without dialogue surely shows it, by what the crew wrote (`action_clips`).
*Room for it*: the cut leaves the written pause, but not in one take; at the ends of a scene: the take has it
beyond where the cut begins or ends. (What stands before the first line mostly says what a place looks like
and who is there. That is on screen as long as the scene is, so it is never told as not covered.)
*Perhaps shot*: clips of the scene without dialogue may show it.
*Not covered*: none of these. Nobody looks at the pictures: whether she lays her hand on the case while the
take plays through is for a person to see.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rushes.coverage.model import LinedScript
from rushes.cut.action_clips import Match, matches, silent_clips
from rushes.cut.actions import Action, Page, actions
from rushes.cut.model import ActionBeat, Cut, Event
from rushes.cut.on_screen import Film, Gap, Takes
from rushes.footage.model import Clip
from rushes.screenplay.model import Screenplay

ROOM_S = 0.8
"""The least that a written pause lasts: more than the air that any cut leaves (see `tastes.Air`)."""
_NEAR_S = 2.0
"""How far from a line's words a take may be on screen and still be between it and the next."""
_OFF_S = 0.1
"""What an ear's words may be off."""
_NAMED = 4
"""How many clips a sentence names."""


def action_beats(screenplay: Screenplay, lined: LinedScript, cut: Cut) -> tuple[ActionBeat, ...]:
    """Return every action of every scene in story order, and how the cut covers it."""
    silent = Silent.of(screenplay, lined)
    return beats_in(silent.page, silent, cut)


def beats_in(page: Page, silent: "Silent", cut: Cut) -> tuple[ActionBeat, ...]:
    """Return every action of a page, of all scenes or of some, and how their cut covers it."""
    film, shot, at = Film(silent.takes, cut), silent.shot, 0
    beats: list[ActionBeat] = []
    for scene, acts in page:
        frames = film.frames_of([line.id for line in scene.lines])
        for action in acts:
            said = film.said.get(action.after)
            at = said.ends if said else frames[0] if frames and not action.after else at
            beats.append(_beat(action, frames, film, shot, at))
        at = max(at, frames[1]) if frames else at
    return tuple(beats)


def is_open(beat: ActionBeat) -> bool:
    """Tell whether nothing surely covers an action."""
    return beat.how in {"perhaps shot", "not covered"}


def short(text: str, most: int = 60) -> str:
    """Return a text in one line, its end left out where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;.") + " \u2026"


def named(names: Sequence[str]) -> str:
    """Name a few of many: ``1F-1, 1F-2, 1G-1, 1G-2 and 3 more``."""
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


@dataclass(frozen=True)
class Shot:
    """What was shot without dialogue: by scene the clips, and by file what each is said to show."""

    clips: Mapping[str, tuple[Clip, ...]]
    matches: Mapping[str, Match]

    @classmethod
    def of(cls, screenplay: Screenplay, lined: LinedScript, page: Page) -> "Shot":
        """Match the clips of every scene with its actions."""
        clips = silent_clips(screenplay, lined)
        acts: dict[str, list[Action]] = defaultdict(list)
        for scene, found in page:
            acts[scene.number] += found
        cast = screenplay.characters
        each = [matches(silent, acts[scene], cast) for scene, silent in clips.items()]
        return cls(clips, {file: match for one in each for file, match in one.items()})

    def surely(self, scene: str, number: int) -> tuple[Clip, ...]:
        """Return the clips that surely show an action, the one to use first."""
        clips = self.clips.get(scene, ())
        return tuple(sorted((one for one in clips if self.matches[one.file].sure == number), key=_use_first))

    def perhaps(self, scene: str, number: int) -> tuple[Clip, ...]:
        """Return the clips that may show an action, in order of setup and take."""
        each = ((clip, self.matches[clip.file]) for clip in self.clips.get(scene, ()))
        return tuple(clip for clip, match in each if match.sure is None and number in match.maybe)

    def why(self, file: str, name: str) -> str:
        """Say why a clip is taken to be shot for an action."""
        told = self.matches[file].told
        says = f": {told.by} says \u201c{short(told.text)}\u201d" if told else ""
        return f"{name} was shot for it{says}"


@dataclass(frozen=True)
class Silent:
    """What happens without words, as it was written and shot: gathered once for all cuts of a film."""

    page: Page
    shot: Shot
    takes: Takes

    @classmethod
    def of(cls, screenplay: Screenplay, lined: LinedScript) -> "Silent":
        """Gather it."""
        page = actions(screenplay)
        return cls(page, Shot.of(screenplay, lined, page), Takes(lined))


def _use_first(clip: Clip) -> tuple[bool, bool, int, str, str]:
    """Order clips of one action: not marked no good, circled, the later take, the first camera."""
    slate = clip.slate
    return slate.no_good, not slate.circled, -(slate.take or 0), slate.camera or "", clip.file


def _beat(action: Action, frames: tuple[int, int] | None, film: Film, shot: Shot, at: int) -> ActionBeat:
    scene, number = action.scene, action.number
    beat = ActionBeat(
        scene, number, action.text, "not covered", after=action.after, before=action.before, at=at
    )
    gap = film.gap(action.after, action.before, frames)
    sure = shot.surely(scene, number)
    if laid := _laid(beat, film, shot, sure):
        return laid
    if gap and (played := _played(beat, film, gap)):
        return replace(played, candidates=tuple(clip.file for clip in sure))
    if sure:
        return _shot(beat, film, shot, sure)
    return _perhaps(_room(beat, film, gap), film, shot.perhaps(scene, number))


def _perhaps(beat: ActionBeat, film: Film, silent: Sequence[Clip]) -> ActionBeat:
    """Return the beat with the clips that may show it: takes that play through it, those without dialogue."""
    through = film.play_through(beat.after, beat.before, ROOM_S)
    hints = [beat.fact]
    if through:
        hints.append(f"It is played in {named([film.name(file) for file in through])}.")
    if silent:
        hints.append(f"Nobody speaks in {named([clip.name for clip in silent])}.")
    return replace(
        beat,
        how="perhaps shot" if silent and beat.how == "not covered" else beat.how,
        candidates=tuple(dict.fromkeys((*through, *(clip.file for clip in silent)))),
        fact=" ".join(filter(None, hints)),
    )


def _laid(beat: ActionBeat, film: Film, shot: Shot, sure: Sequence[Clip]) -> ActionBeat | None:
    """Return the beat as covered when a picture of it is in the film."""
    files = [clip.file for clip in sure]
    found = [one for one in film.pictures if one.shows == "beat" and one.line == beat.after]
    event = next((one for one in found if one.file in files), None)
    if event is None:
        return None
    fact = f"{shot.why(event.file, film.name(event.file))}; it is in the film for {_length(event)}."
    start_s, end_s = event.source.start_s, event.source.end_s
    others = tuple(file for file in files if file != event.file)
    return replace(
        beat,
        how="shot for it",
        file=event.file,
        in_s=start_s,
        out_s=end_s,
        candidates=others,
        fact=fact,
    )


def _length(event: Event) -> str:
    return f"{float(event.record.seconds):.1f} s"


def _played(beat: ActionBeat, film: Film, gap: Gap) -> ActionBeat | None:
    """Return the beat as played through when one take is on screen from word to word."""
    pictures = film.seen(*gap)
    if not pictures or not film.one_take(pictures):
        return None
    start_s, end_s = _second(pictures[0], gap[0]), _second(pictures[-1], gap[1])
    name, seconds = film.name(pictures[0].file), gap[1] - gap[0]
    if beat.after and beat.before:
        if not (
            _has_said(beat.after, pictures[0], start_s, film)
            and _will_say(beat.before, pictures[-1], end_s, film)
        ):
            return None
        fact = f"{name} plays on from line {beat.after} to line {beat.before}, {seconds:.1f} s without words."
    elif seconds < ROOM_S:
        return None
    else:
        fact = f"{name} is on screen for {seconds:.1f} s {_which_word(beat)}."
    return replace(beat, how="played through", file=pictures[0].file, in_s=start_s, out_s=end_s, fact=fact)


def _second(event: Event, film_s: float) -> float:
    """Return the second of an event's clip that is on screen at a second of the film."""
    return event.source.start_s + film_s - event.record.start_s


def _which_word(beat: ActionBeat) -> str:
    return "after the last word" if beat.after else "before the first word"


def _has_said(line: str, event: Event, at_s: float, film: Film) -> bool:
    """Tell whether the take of a picture plays a line until about a second of its clip."""
    take, at_s = film.take(event.file), at_s + film.clock(event.file)
    return any(
        film.take(file) == take and start <= at_s + _OFF_S and end >= at_s - _NEAR_S
        for file, start, end in film.plays(line)
    )


def _will_say(line: str, event: Event, at_s: float, film: Film) -> bool:
    """Tell whether the take of a picture plays a line from about a second of its clip."""
    take, at_s = film.take(event.file), at_s + film.clock(event.file)
    return any(
        film.take(file) == take and start <= at_s + _NEAR_S and end >= at_s - _OFF_S
        for file, start, end in film.plays(line)
    )


def _shot(beat: ActionBeat, film: Film, shot: Shot, sure: Sequence[Clip]) -> ActionBeat:
    start_s, end_s = film.takes.unspoken(sure[0]).longest
    fact = f"{shot.why(sure[0].file, sure[0].name)}; the film does not show it."
    others = tuple(clip.file for clip in sure[1:])
    return replace(
        beat, how="shot for it", file=sure[0].file, in_s=start_s, out_s=end_s, candidates=others, fact=fact
    )


def _room(beat: ActionBeat, film: Film, gap: Gap | None) -> ActionBeat:
    """Return the beat with the room that the cut has for it, if any, or what is there instead."""
    if gap is None:
        return replace(beat, fact=_not_there(beat, film))
    if not (beat.after and beat.before):
        return _handle(beat, film, gap)
    seconds = gap[1] - gap[0]
    files = dict.fromkeys(event.file for event in film.seen(*gap))
    over = f", over {named([film.name(file) for file in files])}" if files else ""
    if seconds >= ROOM_S:
        fact = f"The cut leaves {seconds:.1f} s between lines {beat.after} and {beat.before}{over}."
        return replace(beat, how="room for it", fact=fact)
    return replace(beat, fact=f"Between lines {beat.after} and {beat.before} are {seconds:.1f} s{over}.")


def _not_there(beat: ActionBeat, film: Film) -> str:
    """Say why the film has no place for an action."""
    beside = [line for line in (beat.after, beat.before) if line and line not in film.said]
    if not beside:
        return "The film has no line of this scene."
    one = len(beside) == 1
    return f"{'Line' if one else 'Lines'} {named(beside)} beside it {'is' if one else 'are'} not in the film."


def _handle(beat: ActionBeat, film: Film, gap: Gap) -> ActionBeat:
    """Return the beat with what its take has beyond the beginning or the end of the scene."""
    pictures = film.seen(*gap) or film.pictures[-1:]
    event = pictures[0] if beat.before else pictures[-1]
    at_s = event.source.start_s if beat.before else event.source.end_s
    clip = film.clip(event.file)
    quiet = film.takes.unspoken(clip)
    free = quiet.around(at_s) if quiet.told else (at_s, at_s)
    word_s = _second(event, gap[1] if beat.before else gap[0])
    start_s, end_s = (free[0], word_s) if beat.before else (word_s, free[1])
    shown = f"The cut shows {gap[1] - gap[0]:.1f} s {_which_word(beat)}"
    if end_s - start_s < ROOM_S and beat.before:
        return replace(beat, how="room for it", fact=f"{shown}, and may show it all through the scene.")
    if end_s - start_s < ROOM_S:
        more = f", and {clip.name} has no more" if quiet.told else ""
        return replace(beat, fact=f"{shown}{more}.")
    fact = f"{shown}; {clip.name} has {end_s - start_s:.1f} s there without slate or voice."
    return replace(beat, how="room for it", file=clip.file, in_s=start_s, out_s=end_s, fact=fact)
