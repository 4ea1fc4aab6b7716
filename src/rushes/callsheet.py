"""The call sheet: the day's jobs, each with its key over all that its result depends on, and the crew.

What a job does is an errand (`rushes.errands`); what it depends on is told here, once.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from rushes import errands
from rushes.coverage import LinedScript, scenes_for
from rushes.engine import Cache, Job, Progress, Watch, code_mark, content_key, file_mark, run
from rushes.errands import Still
from rushes.errors import Finding, Refusal
from rushes.footage import Clip, Probe
from rushes.footage.fingerprint import UNREADABLE
from rushes.screenplay import Screenplay
from rushes.screenplay.spoken import spoken_words
from rushes.sound import Heard, Script

Result = TypeVar("Result")

STILL_HEIGHT = 270
"""Pixels: 480 wide at 16:9, twice the widest place on the page that shows a still."""

_FOOTAGE_CODE = ("rushes.footage", "rushes.timecode", "av==")
_SOUND_CODE = ("rushes.sound", *_FOOTAGE_CODE, "espeakng-loader==", "numpy==", "pocketsphinx==")


class Crew:
    """Does the day's jobs: with so many processes, remembering in a cache, telling a watch.

    seconds: how long each stage took so far.
    """

    def __init__(self, workers: int, cache: Cache, watch: Watch | None = None) -> None:
        """Take what every job is done with."""
        self.seconds: dict[str, float] = {}
        self._workers, self._cache, self._watch = workers, cache, watch

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of a stage, and tell that it is over."""
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)
        if self._watch:
            self._watch(Progress(name, 1, 1, "", remembered=False))

    def identify(self, files: Sequence[Path]) -> tuple[str, ...]:
        """Return the digest of each file's content; what the disk refuses is `UNREADABLE`."""
        return tuple(
            UNREADABLE + str(digest.args[-1]) if isinstance(digest, Refusal) else digest
            for digest in self._do([to_identify(file) for file in files])
        )

    def probe(self, files: Sequence[Path], hashes: Sequence[str]) -> tuple[Probe, ...]:
        """Return what each file holds; a file that kills its reader holds a finding."""
        jobs = [to_probe(file, content) for file, content in zip(files, hashes, strict=True)]
        return tuple(
            Probe(0, findings=(Finding("unreadable", "", str(found)),))
            if isinstance(found, Refusal)
            else found
            for found in self._do(jobs)
        )

    def listen(
        self, screenplay: Screenplay, clips: Sequence[Clip]
    ) -> tuple[Mapping[str, Heard], tuple[Finding, ...]]:
        """Return what was heard in each clip that has sound, by `Clip.file`, and what could not be heard."""
        sounding = [clip for clip in clips if clip.channels]
        answers = self._do([to_listen(screenplay, clip) for clip in sounding])
        by_file = {clip.file: answer for clip, answer in zip(sounding, answers, strict=True)}
        heard = {file: answer for file, answer in by_file.items() if isinstance(answer, Heard)}
        unheard = [
            Finding("not heard", file, str(refusal))
            for file, refusal in by_file.items()
            if isinstance(refusal, Refusal)
        ]
        return heard, tuple(unheard)

    def photograph(self, lined: LinedScript) -> Mapping[str, bytes]:
        """Return a JPEG of each setup, by the `Clip.file` of the take that it is from."""
        takes = first_takes(lined.clips)
        stills = self._do([to_photograph(lined, clip) for clip in takes])
        return {
            clip.file: still.jpeg
            for clip, still in zip(takes, stills, strict=True)
            if isinstance(still, Still) and still.jpeg
        }

    def _do(self, jobs: Sequence[Job[Result]]) -> tuple[Result | Refusal, ...]:
        return run(jobs, workers=self._workers, cache=self._cache, watch=self._watch)


def to_identify(file: Path) -> Job[str]:
    """Read all bytes of a file; remembered while its mark stays."""
    try:
        mark = content_key("identify", file_mark(file))
    except OSError as error:
        mark = content_key("identify", file, error.errno)
    return Job("identify", file.name, mark, errands.identify, (file,), str)


def to_probe(file: Path, content: str) -> Job[Probe]:
    """Read what a file holds; remembered by its content."""
    key = content_key("probe", content, code_mark(*_FOOTAGE_CODE))
    return Job("probe", file.name, key, errands.probe, (file,), Probe)


def to_listen(screenplay: Screenplay, clip: Clip) -> Job[Heard]:
    """Hear a clip against the scenes its slate allows; remembered by its content and their words."""
    script: Script = tuple(
        tuple(tuple(spoken_words(line.text)) for line in lines) for lines in scenes_for(screenplay, clip)
    )
    key = content_key("listen", clip.sha256, script, code_mark(*_SOUND_CODE))
    return Job("listen", clip.file, key, errands.listen, (clip.path, script), Heard)


def to_photograph(lined: LinedScript, clip: Clip) -> Job[Still]:
    """Take a still where somebody speaks; remembered by the clip's content and the second."""
    second = _a_speaking_second(lined, clip)
    key = content_key("still", clip.sha256, second, STILL_HEIGHT, code_mark(*_FOOTAGE_CODE, "pillow=="))
    return Job("still", clip.file, key, errands.photograph, (clip.path, second, STILL_HEIGHT), Still)


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
