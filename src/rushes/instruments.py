"""What sync asks of the files: each answer is a job of the call sheet, remembered by content."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from rushes import callsheet
from rushes.engine import Job
from rushes.errors import Refusal
from rushes.footage import Clip
from rushes.sync import Ask, Fit, Sketch, Sticks

Result = TypeVar("Result")


class Do(Protocol):
    """Does jobs, and answers in their order."""

    def __call__(self, jobs: Sequence[Job[Result]]) -> tuple[Result | Refusal, ...]:
        """Return the result of each job, or why there is none."""
        ...


class FileInstruments:
    """The instruments of `rushes.sync`, for files on disk. do: who does the jobs."""

    def __init__(self, do: Do) -> None:
        """Begin with nothing sketched."""
        self._do = do
        self._sketches: dict[str, Sketch] = {}

    def sketch(self, clips: Sequence[Clip]) -> Mapping[str, Sketch]:
        """Return the sketches of files by their names; without those that cannot be read."""
        new = [clip for clip in clips if clip.sha256 not in self._sketches]
        told = self._do([callsheet.to_sketch(clip) for clip in new])
        self._sketches |= {
            clip.sha256: one for clip, one in zip(new, told, strict=True) if isinstance(one, Sketch)
        }
        return {clip.file: self._sketches[clip.sha256] for clip in clips if clip.sha256 in self._sketches}

    def measure(self, asked: Sequence[Ask]) -> tuple[Fit | None, ...]:
        """Return how each sound lies under its picture; None where one cannot be read."""
        wanted = {clip.file: clip for ask in asked for clip in (ask.picture, ask.sound)}
        sketches = self.sketch(list(wanted.values()))
        can = [ask for ask in asked if ask.picture.file in sketches and ask.sound.file in sketches]
        jobs = [
            callsheet.to_measure(ask, (sketches[ask.picture.file], sketches[ask.sound.file])) for ask in can
        ]
        answers = self._do(jobs)
        told = dict(zip(can, answers, strict=True))
        return tuple(fit if isinstance(fit := told.get(ask), Fit) else None for ask in asked)

    def sticks(self, clips: Sequence[Clip]) -> Mapping[str, tuple[Sticks, ...]]:
        """Return where a slate's sticks are seen to close, by the names of the clips."""
        told = self._do([callsheet.to_watch_sticks(clip) for clip in clips])
        return {clip.file: one for clip, one in zip(clips, told, strict=True) if isinstance(one, tuple)}
