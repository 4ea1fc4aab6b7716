"""Is the right sound behind every picture when a crew's day goes through the command?

Two cameras, a recorder of its own clock, no timecode, wild tracks and false starts; 200 lines in 60 takes, an
hour and a half of film. Unlike `evaluation.sync` nothing is taken apart: ``rushes assemble`` is run as a user
runs it, and its files are read back. *Events over their sound*: of the picture events that play over sound of
their own, those under which each sample of the right recording lies within half a frame (the camera's own
sound, where no recorder ran). *Angles in one group*: of the takes that both cameras shot, those in one group,
to within half a frame.
"""  # noqa: D400 -- it is a question

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import msgspec

from evaluation.double_system import Shoot, TruePlace
from evaluation.material import day_stage
from evaluation.score import Score, tally
from evaluation.speed import assemble, peak_memory
from evaluation.sync import HALF_FRAME_MS, Placed, Sat, scores_of
from rushes.cut import Cut, Event
from rushes.footage import Clip
from rushes.stage import StageTruth, TakeTruth
from rushes.sync.model import Fit
from rushes.turnover.documents import read_cut, read_lined_script

_NAME = "a day of two cameras, through rushes assemble"


def sit_day(work: Path, folder: Path) -> Sat:
    """Shoot the day into `work`, unless it lies there, cut it into a new folder, and look at that."""
    material = day_stage(work)
    truth = msgspec.json.decode((material.footage / "truth.json").read_bytes(), type=StageTruth)
    run = assemble(material, folder / "cut", folder / "cache")
    lined = read_lined_script((folder / "cut" / "lined-script.json").read_bytes())
    cut = read_cut((folder / "cut" / "cut.json").read_bytes())
    seconds = material.truth.seconds + sum(one.samples / one.sample_rate for one in truth.recordings)
    scores = {
        **scores_of(shoot_of(truth, seconds), [placed(clip) for clip in lined.clips]),
        "angles in one group": angles_together(truth, lined.clips),
        "events over their sound": events_over_their_sound(truth, cut),
        "sync by ear, two cores": Score(seconds / run.stages["sync"], len(lined.clips), "times"),
        "times real time, all of the job": Score(
            material.truth.seconds / run.seconds, len(lined.clips), "times"
        ),
        "peak memory": peak_memory(run),
    }
    return Sat(_NAME, len(lined.clips), seconds, scores)


def shoot_of(truth: StageTruth, seconds: float) -> Shoot:
    """Return the truth about a stage's clips: where the recording of each lies; none, where none ran."""
    places: dict[str, TruePlace | None] = {take.file: None for take in truth.takes}
    for take in truth.takes:
        for sound in take.sound[:1]:
            name = Path(sound.files[0]).name
            places[take.file] = TruePlace(name, sound.at_s, sound.drift_ppm, take.guide_late_s)
    return Shoot(_NAME, {}, {}, places, seconds)


def placed(clip: Clip) -> Placed:
    """Return what lies behind a picture as an answer."""
    if not clip.behind:
        return Placed(clip.file, None)
    one = clip.behind[0]
    begin, end = max(0.0, one.at_s), min(float(clip.seconds), one.in_picture(float(one.sound.seconds)))
    name = Path(one.sound.file).name
    return Placed(clip.file, name, Fit(one.at_s, one.drift_ppm, one.error_ms, end - begin, 0, 0))


def angles_together(truth: StageTruth, clips: Sequence[Clip]) -> Score:
    """Return how many takes of several cameras are one group, on one clock, and nothing else is in it."""
    taken: dict[str, list[TakeTruth]] = {}
    for take in truth.takes:
        taken.setdefault(take.group, []).append(take)
    several = [takes for takes in taken.values() if len(takes) > 1]
    angles = {clip.file: clip.angle for clip in clips}
    members: dict[str, set[str]] = {}
    for file, angle in angles.items():
        if angle:
            members.setdefault(angle.group, set()).add(file)
    right = 0
    for takes in several:
        ours = [angle for take in takes if (angle := angles.get(take.file))]
        if len(ours) < len(takes) or members[ours[0].group] != {take.file for take in takes}:
            continue
        later = [angle.at_s - take.group_at_s for angle, take in zip(ours, takes, strict=True)]
        right += 1000 * (max(later) - min(later)) <= HALF_FRAME_MS
    return tally(right, len(several))


def events_over_their_sound(truth: StageTruth, cut: Cut) -> Score:
    """Return over how many picture events of a cut the right sound lies, at both ends of what both play.

    Asked are the pictures that play over what the cut takes for sound of their own: the clip's, that of a
    recording behind it, or of another camera of its group. A picture from another take has none.
    """
    takes, clips = {take.file: take for take in truth.takes}, {clip.file: clip for clip in cut.clips}
    judged = right = 0
    for picture in cut.track("V1"):
        own = [one for one in cut.track("A1") if one.record.overlap(picture.record)]
        own = [one for one in own if _belongs(one.file, clips[picture.file], clips)]
        judged += bool(own)
        right += bool(own) and all(_sounds_right(takes, picture, sound) for sound in own)
    return tally(right, judged)


def _belongs(sound: str, clip: Clip, clips: Mapping[str, Clip]) -> bool:
    """Tell whether a cut takes a sound for that of a picture."""
    if sound == clip.file or sound in {one.sound.file for one in clip.behind}:
        return True
    other = clips.get(sound)
    ours, theirs = clip.angle, other.angle if other else None
    return ours is not None and theirs is not None and ours.group == theirs.group


def _sounds_right(takes: Mapping[str, TakeTruth], picture: Event, sound: Event) -> bool:
    take, rate = takes[picture.file], picture.record.rate
    begins, ends = max(picture.record.start, sound.record.start), min(picture.record.end, sound.record.end)
    edges = [
        (_second(picture, frame / rate), _second(sound, frame / rate))
        for frame in (Fraction(begins), Fraction(ends))
    ]
    other = takes.get(sound.file)
    if other is not None:
        apart = take.group_at_s - other.group_at_s
        off = [1000 * abs(seen + apart - heard) for seen, heard in edges]
        # the pieces of two cameras are each counted in frames of their own
        most_ms = HALF_FRAME_MS * (1 if other.file == take.file else 2)
        return (take.group, take.sound) == (other.group, ()) and max(off) <= most_ms
    played = [one for one in take.sound if Path(sound.file).name in {Path(file).name for file in one.files}]
    if not played:
        return False
    true = TruePlace(sound.file, played[0].at_s, played[0].drift_ppm, 0.0)
    off = [1000 * abs(true.on_recorder(seen, heard=False) - heard) for seen, heard in edges]
    return max(off) <= HALF_FRAME_MS


def _second(event: Event, film_s: Fraction) -> float:
    """Return the second of its clip that an event plays at a second of the film."""
    return float(event.source.start / event.source.rate + film_s - event.record.start / event.record.rate)
