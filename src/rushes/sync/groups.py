"""Groups: cameras that rolled together, so that a cut may go between their angles at any frame.

Two clips of different cameras rolled together when the same recording lies under both, when their timecode
says so, or when their own sounds agree. What is known of one is then known of all: a camera without
sound plays what its neighbours recorded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rushes.errors import Finding
from rushes.footage.model import Angle, Behind, Clip, Rung
from rushes.sync.ladder import camera_of, take_of
from rushes.sync.meetings import meetings
from rushes.sync.model import Ask, Fit, Instruments
from rushes.sync.settle import settle, surest
from rushes.sync.timecode import apart_s, counts_alike, of_one_day, shared_s
from rushes.sync.told import Said

_MOST_SHARED = 0.5
"""Cameras on one take run for most of it together; two takes one after the other share nothing."""
_NEAR_S = 1.5
_SURE: Mapping[Rung, int] = {"person": 0, "timecode": 1, "waveform": 2, "clap": 3}


@dataclass(frozen=True)
class Together:
    """Two clips that rolled together. at_s: second of the first at which the second's first frame stands."""

    first: str
    second: str
    at_s: float
    rung: Rung
    error_ms: float
    evidence: str


def group(
    clips: Sequence[Clip], instruments: Instruments, said: Sequence[Said] = ()
) -> tuple[tuple[Clip, ...], tuple[Finding, ...]]:
    """Return the clips with their groups, and the clips that may belong together but cannot be aligned."""
    pairs = list(_by_person(clips, said))
    pairs += _by_recording(clips)
    pairs += _by_timecode(clips, instruments, _joined(clips, pairs))
    pairs += _by_ear(clips, instruments, _joined(clips, pairs))
    grouped = _with_angles(clips, pairs)
    return _with_sound(grouped), tuple(_perhaps(grouped))


def _by_person(clips: Sequence[Clip], said: Sequence[Said]) -> list[Together]:
    names = {clip.file for clip in clips}
    return [
        Together(one.picture, one.sound, one.at_s, "person", 0.0, "A person said so.")
        for one in said
        if one.sound in names
    ]


def _by_recording(clips: Sequence[Clip]) -> list[Together]:
    """Join clips of different cameras that play the same stretch of the same recording."""
    pairs = []
    for first, second in _of_two_cameras(clips):
        for ours in first.behind[:1]:
            theirs = next((one for one in second.behind if one.sound.sha256 == ours.sound.sha256), None)
            if theirs is None:
                continue
            at_s = ours.in_picture(theirs.on_recorder(0.0))
            if _run_together(first, second, at_s):
                error = round((ours.error_ms**2 + theirs.error_ms**2) ** 0.5, 1)
                rung = max((ours.rung, theirs.rung), key=lambda rung: _SURE[rung])
                told = f"Both play {ours.sound.file}."
                pairs.append(Together(first.file, second.file, at_s, rung, error, told))
    return pairs


def _by_timecode(
    clips: Sequence[Clip], instruments: Instruments, joined: Mapping[str, str]
) -> list[Together]:
    """Join clips whose timecode says that they rolled together, unless their sounds deny it."""
    pairs, asked = [], []
    for first, second in _of_two_cameras(clips, joined):
        at_s = apart_s(first, second)
        if at_s is None or not counts_alike(first, second) or not _run_together(first, second, at_s):
            continue
        if _same_take(first, second) and of_one_day(first, second):
            frame_ms = round(500 / float(min(first.rate, second.rate)), 1)
            pairs.append(
                Together(first.file, second.file, at_s, "timecode", frame_ms, "Their timecode runs together.")
            )
        elif first.channels and second.channels:
            asked.append(Ask(first, second, at_s, _NEAR_S))
    return [*pairs, *_agreed(asked, instruments)]


def _by_ear(clips: Sequence[Clip], instruments: Instruments, joined: Mapping[str, str]) -> list[Together]:
    """Join clips of different cameras whose own sounds agree, where nothing else tells."""
    alone = [clip for clip in clips if clip.channels and not clip.behind]
    pairs = [pair for pair in _of_two_cameras(alone, joined) if _may_be_one_take(*pair)]
    if not pairs:
        return []
    wanted = {clip.file: clip for pair in pairs for clip in pair}
    sketches = instruments.sketch(list(wanted.values()))
    asked = []
    for first in {pair[0].file: pair[0] for pair in pairs}.values():
        others = {other.file: other for one, other in pairs if one == first and other.file in sketches}
        if first.file in sketches and others:
            mates = {file: sketches[file] for file in others}
            found = meetings({first.file: sketches[first.file]}, mates)
            asked += [Ask(first, others[at.sound], at.at_s, _NEAR_S) for at in found.get(first.file, ())]
    return _agreed(asked, instruments)


def _agreed(asked: Sequence[Ask], instruments: Instruments) -> list[Together]:
    """Join the clips that the ear surely finds together: of one camera's clips, each other knows but one."""
    fits = zip(asked, instruments.measure(asked), strict=True)
    heard = [(ask.picture, ask.sound, fit) for ask, fit in fits if fit is not None]
    ours = _settled(heard)
    theirs = _settled((second, first, _turned(fit)) for first, second, fit in heard)
    pairs = []
    for (first, second), fit in ours.items():
        if (second, first) in theirs:
            told = f"Their sounds agree at {fit.agreeing} of {fit.places} places."
            pairs.append(Together(first, second, fit.at_s, "waveform", fit.error_ms, told))
    return pairs


def _settled(heard: Iterable[tuple[Clip, Clip, Fit]]) -> dict[tuple[str, str], Fit]:
    """Return what is surely heard: for each clip, of each other camera the clips that ran with it."""
    answers: dict[tuple[str, str], dict[str, list[Fit]]] = {}
    for clip, mate, fit in heard:
        answers.setdefault((clip.file, camera_of(mate)), {}).setdefault(mate.file, []).append(fit)
    return {
        (file, name): surest(fits[name])
        for (file, _), fits in answers.items()
        for name in settle(fits).chosen
    }


def _turned(fit: Fit) -> Fit:
    """Return a fit as the other of the two files sees it."""
    return replace(fit, at_s=-fit.at_s, picture_s=fit.sound_s, sound_s=fit.picture_s)


def _of_two_cameras(
    clips: Sequence[Clip], joined: Mapping[str, str] | None = None
) -> list[tuple[Clip, Clip]]:
    """Return every two clips that different cameras may have made at once, but for those joined already."""
    return [
        (first, second)
        for first, second in combinations(clips, 2)
        if camera_of(first) != camera_of(second) and not _in_one_group(joined or {}, first, second)
    ]


def _in_one_group(joined: Mapping[str, str], first: Clip, second: Clip) -> bool:
    return first.file in joined and joined[first.file] == joined.get(second.file)


def _same_take(first: Clip, second: Clip) -> bool:
    return bool(take_of(first)) and take_of(first) == take_of(second)


def _may_be_one_take(first: Clip, second: Clip) -> bool:
    return _same_take(first, second) or not (first.slate.take and second.slate.take)


def _run_together(first: Clip, second: Clip, at_s: float) -> bool:
    shorter = float(min(first.seconds, second.seconds))
    return shared_s(first, second, at_s) >= _MOST_SHARED * shorter


def _joined(clips: Sequence[Clip], pairs: Sequence[Together]) -> dict[str, str]:
    """Return, for each clip that is in a group, the first clip of the group in the order of the clips."""
    head = {clip.file: clip.file for clip in clips}

    def find(file: str) -> str:
        while head[file] != file:
            file = head[file]
        return file

    order = {clip.file: place for place, clip in enumerate(clips)}
    for pair in pairs:
        ours, theirs = sorted((find(pair.first), find(pair.second)), key=lambda file: order[file])
        head[theirs] = ours
    grouped = {file for pair in pairs for file in (pair.first, pair.second)}
    return {file: find(file) for file in grouped}


def _with_angles(clips: Sequence[Clip], pairs: Sequence[Together]) -> tuple[Clip, ...]:
    """Give each clip of a group its place on the group's clock, along the surest pairs."""
    joined = _joined(clips, pairs)
    places: dict[str, tuple[float, Together | None]] = dict.fromkeys({*joined.values()}, (0.0, None))
    left = sorted(pairs, key=lambda pair: (_SURE[pair.rung], pair.error_ms))
    while any(file not in places for file in joined):
        pair = next(pair for pair in left if (pair.first in places) != (pair.second in places))
        if pair.first in places:
            places[pair.second] = (places[pair.first][0] + pair.at_s, pair)
        else:
            places[pair.first] = (places[pair.second][0] - pair.at_s, pair)
    begins = {
        head: min(at for file, (at, _) in places.items() if joined[file] == head) for head in joined.values()
    }
    by_file = {clip.file: clip for clip in clips}
    names = {head: by_file[head].slate.label or by_file[head].name for head in begins}
    surest = {head: next(pair for pair in left if joined[pair.first] == head) for head in begins}
    return tuple(
        replace(clip, angle=_angle(names[head], places[clip.file], begins[head], surest[head]))
        if (head := joined.get(clip.file, ""))
        else clip
        for clip in clips
    )


def _angle(name: str, place: tuple[float, Together | None], begins: float, surest: Together) -> Angle:
    at_s, pair = place[0], place[1] or surest
    return Angle(name, round(at_s - begins, 6), pair.rung, pair.error_ms, (pair.evidence,))


def _with_sound(clips: Sequence[Clip]) -> tuple[Clip, ...]:
    """Let a camera without a recording play what lies behind another angle, else that angle's own sound."""
    groups: dict[str, list[Clip]] = {}
    for clip in clips:
        if clip.angle:
            groups.setdefault(clip.angle.group, []).append(clip)
    return tuple(
        replace(clip, behind=_lent(clip, groups[clip.angle.group]))
        if clip.angle and not clip.behind
        else clip
        for clip in clips
    )


def _lent(clip: Clip, angles: Sequence[Clip]) -> tuple[Behind, ...]:
    """Return the sound that another angle lends; none to a camera that has its own where no recorder ran."""
    assert clip.angle is not None
    recorded = next((other for other in angles if other.behind), None)
    sounding = recorded or next((other for other in angles if other.channels), None)
    if sounding is None or sounding.angle is None or (clip.channels and not recorded):
        return ()
    later = sounding.angle.at_s - clip.angle.at_s
    worst = max(sounding.angle.error_ms, clip.angle.error_ms)
    told = f"It rolled together with {sounding.file}."
    if recorded:
        return tuple(
            replace(
                one,
                at_s=one.at_s + later,
                rung=clip.angle.rung,
                error_ms=round(one.error_ms + worst, 1),
                evidence=(*one.evidence, told),
            )
            for one in recorded.behind
        )
    sound = replace(sounding, behind=(), angle=None)
    return (Behind(sound, later, 0.0, clip.angle.rung, worst, (told,)),)


def _perhaps(clips: Sequence[Clip]) -> list[Finding]:
    """Name clips of one slate and different cameras that nothing brings together."""
    found: dict[str, Finding] = {}
    for first, second in combinations(clips, 2):
        apart = first.angle is None or second.angle is None or first.angle.group != second.angle.group
        if apart and _same_take(first, second) and camera_of(first) != camera_of(second):
            fact = f"By its name it rolled with {first.file}, but neither timecode nor sound says where."
            advice = "Say where it begins in a table (--sync), with the other clip's name as its sound."
            found.setdefault(second.file, Finding("angles not in sync", second.file, fact, advice))
    return list(found.values())
