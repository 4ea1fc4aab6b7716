"""What of a film is not shown and not heard, because somebody did not say yes. Pure.

Whom a clip shows and whose voice a character has is told by others, by pseudonym or name: nobody is
recognised here. Where it is not known surely enough, more is withheld, never less.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from rushes.coverage.model import LinedScript
from rushes.credentials.terms import COVERED, MUTED
from rushes.cut.model import Cut, Event
from rushes.footage.model import Clip
from rushes.picture.cover import WHOLE, Cover
from rushes.timecode import Span
from rushes.turnover.shots import all_shots, shown

_BESIDE_S: Final = 0.2
"""Seconds before and after words that are withheld with them: breath, and the ends that an ear cuts short."""

_CREW: Final = frozenset({"slate", "crew"})
"""Speech that is surely no performer's."""


@dataclass(frozen=True)
class People:
    """Who is who in a film.

    seen: by `Clip.file`, who may be in its picture; a clip that is not in it shows nobody. voices: by
    character, whose voice it is: where several play one, it may be any of theirs.
    """

    seen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    voices: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Withheld:
    """What of a film is not shown and not heard.

    covers: by `Clip.file`, where its picture is covered. muted: by track, frames of the film without sound.
    """

    covers: Mapping[str, Cover] = field(default_factory=dict)
    muted: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


NOTHING: Final = Withheld()
"""All is shown and heard."""


@dataclass(frozen=True)
class Refusals:
    """Who is not seen and heard in any cut of a film. places: where they are, by `Clip.file`, where known."""

    people: People = field(default_factory=People)
    refused: frozenset[str] = frozenset()
    places: Mapping[str, Cover] = field(default_factory=dict)

    def in_(self, cut: Cut, lined: LinedScript) -> Withheld:
        """Return what that withholds of a cut."""
        return withheld(cut, lined, self.people, self.refused, self.places) if self.refused else NOTHING


NOBODY: Final = Refusals()


@dataclass(frozen=True)
class WithheldCount:
    """Frames of the film: covered in part, covered whole, and without one of its sounds."""

    covered: int
    whole: int
    muted: int


def withheld(
    cut: Cut, lined: LinedScript, people: People, refused: Collection[str], places: Mapping[str, Cover]
) -> Withheld:
    """Return what of a cut is withheld, since these people are not to be seen or heard in it.

    places: by `Clip.file`, where they are; the picture of a clip that shows one of them and is not in it is
    covered whole. lined: whose words are where. A line of theirs is muted whole; of other sound of the
    clips that they are in, their words and all that nobody can tell from them.
    """
    files = {event.file for event in cut.events}
    shown_in = {file for file in files if set(people.seen.get(file, ())) & set(refused)}
    covers = {file: places.get(file, Cover()) for file in sorted(shown_in)}
    muted: dict[str, list[Span]] = {}
    for event, spans in _muted(cut, lined, people, set(refused)):
        muted.setdefault(event.track, []).extend(spans)
    return Withheld(covers, {track: tuple(spans) for track, spans in muted.items()})


def frames_wanted(cut: Cut, files: Iterable[str]) -> dict[str, set[int]]:
    """Return which frames of these clips a film shows, by `Clip.file`."""
    wanted: dict[str, set[int]] = {file: set() for file in files}
    for shot in all_shots(cut):
        if shot.is_picture and shot.clip.file in wanted:
            wanted[shot.clip.file].update(shown(shot))
    return wanted


def count_withheld(cut: Cut, kept_back: Withheld) -> WithheldCount:
    """Count what of a film is withheld, in frames of the film; what lies under another picture counts too."""
    covered = whole = 0
    for shot in all_shots(cut):
        cover = kept_back.covers.get(shot.clip.file)
        if shot.is_picture and cover is not None:
            boxes = [cover.at(frame) for frame in shown(shot)]
            whole += sum(one == WHOLE for one in boxes)
            covered += sum(bool(one) and one != WHOLE for one in boxes)
    muted = (span for spans in kept_back.muted.values() for span in spans)
    silent = {frame for span in muted for frame in range(span.start, span.end)}
    return WithheldCount(covered, whole, len(silent))


def _muted(
    cut: Cut, lined: LinedScript, people: People, refused: set[str]
) -> Iterator[tuple[Event, tuple[Span, ...]]]:
    """Yield each sound with what of it is withheld, in frames of the film."""
    characters = {line.id: line.character for line in lined.lines}
    pictures = _pictures(lined.clips)
    for event in cut.events:
        if event.track.startswith("V") or event.shows == "tone":
            continue
        speakers = set(people.voices.get(characters.get(event.line, ""), ()))
        around = pictures.get(event.file, ())
        with_them = any(set(people.seen.get(clip.file, ())) & refused for clip, _ in around)
        unsure = with_them and (event.shows != "line" or not speakers)
        if unsure or (event.shows == "line" and speakers & refused):
            yield event, (event.record,)
            continue
        words = _words(lined, people, refused, characters, around, with_them=with_them)
        spans = tuple(span for at in words if (span := _in_film(cut, event, at)) is not None)
        if spans:
            yield event, spans


def _pictures(clips: Sequence[Clip]) -> Mapping[str, tuple[tuple[Clip, "_OnSound"], ...]]:
    """Return, by the file of a sound, the pictures that it plays under, each with the way to its seconds."""
    found: dict[str, list[tuple[Clip, _OnSound]]] = {}
    for clip in clips:
        found.setdefault(clip.file, []).append((clip, _OnSound(clip, None)))
        for number, behind in enumerate(clip.behind):
            found.setdefault(behind.sound.file, []).append((clip, _OnSound(clip, number)))
    return {file: tuple(around) for file, around in found.items()}


@dataclass(frozen=True)
class _OnSound:
    """The way from a clip's seconds to those of its sound: its own, or that of a recording behind it."""

    clip: Clip
    behind: int | None

    def __call__(self, clip_s: float) -> float:
        return clip_s if self.behind is None else self.clip.behind[self.behind].on_recorder(clip_s)


def _words(
    lined: LinedScript,
    people: People,
    refused: set[str],
    characters: Mapping[str, str],
    around: Sequence[tuple[Clip, _OnSound]],
    *,
    with_them: bool,
) -> Iterator[tuple[float, float]]:
    """Yield the seconds of a sound in which those who refused speak, or somebody of whom nobody says who."""
    for clip, on_sound in around:
        for reading in lined.readings:
            speakers = people.voices.get(characters.get(reading.line, ""), ())
            if reading.file == clip.file and refused & set(speakers):
                yield on_sound(reading.in_s - _BESIDE_S), on_sound(reading.out_s + _BESIDE_S)
        for speech in lined.off_script if with_them else ():
            if speech.file == clip.file and speech.what not in _CREW:
                yield on_sound(speech.in_s - _BESIDE_S), on_sound(speech.out_s + _BESIDE_S)


def _in_film(cut: Cut, event: Event, at: tuple[float, float]) -> Span | None:
    """Return the frames of the film in which these seconds of an event's clip are heard; None for none."""
    first_s = float(event.source.start / event.source.rate)
    start, end = (Fraction(second - first_s) * cut.rate for second in at)
    inside = Span(event.record.start, event.record.end, cut.rate)
    a = max(inside.start, event.record.start + start.__floor__())
    b = min(inside.end, event.record.start + end.__ceil__())
    return Span(a, b, cut.rate) if a < b else None


def as_actions(count: WithheldCount) -> tuple[dict[str, object], ...]:
    """Return what a film's label says of what is withheld: a cover and a mute, in frames of the film."""
    told = (
        (COVERED, count.covered + count.whole, "People who did not say yes are covered with a plain field."),
        (MUTED, count.muted, "Sound in which they may be heard is muted."),
    )
    return tuple(
        {"action": action, "description": said, "parameters": {"org.rushes.frames": frames}}
        for action, frames, said in told
        if frames
    )
