"""What is written of how clips are framed: in the column of shot sizes, in notes, in a file's name. Pure.

A note that hangs on the clips of several cameras of one take tells of none of them, as it may mean any.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rushes.footage.model import Clip
from rushes.picture.framing import Framing, framing_of
from rushes.picture.noted import framings_in


@dataclass(frozen=True)
class Written:
    """Words about a picture. by: who wrote them, as ``the camera report``; words: ``CU ANNA``."""

    by: str
    words: str
    framing: Framing

    @property
    def quoted(self) -> str:
        """Who wrote what: ``the camera report: CU ANNA``."""
        return f"{self.by}: {self.words}"


def written_of(clips: Sequence[Clip], characters: Collection[str]) -> Mapping[str, tuple[Written, ...]]:
    """Return what is written of how each clip is framed, by `Clip.file`, what tells most first."""
    told = {clip.file: tuple(dict.fromkeys(_of(clip, characters))) for clip in clips}
    cameras: dict[tuple[object, Written], set[str]] = defaultdict(set)
    for clip in clips:
        for one in told[clip.file]:
            cameras[_take(clip), one].add(clip.slate.camera or "")
    return {
        clip.file: tuple(one for one in told[clip.file] if len(cameras[_take(clip), one]) < 2)
        for clip in clips
    }


def _take(clip: Clip) -> object:
    return (clip.slate.setup, clip.slate.take) if clip.slate.setup else clip.file


def _of(clip: Clip, characters: Collection[str]) -> Iterator[Written]:
    if clip.shot_size:
        framing = framing_of(clip.shot_size.text, characters)
        if framing != Framing():
            yield Written(f"the {clip.shot_size.by}", clip.shot_size.text, framing)
    told = [(f"the {note.by}", note.text) for note in clip.notes]
    for by, text in (*told, ("its name", _words_in(clip.file))):
        yield from (Written(by, one.words, one.framing) for one in framings_in(text, characters))


def _words_in(file: str) -> str:
    """Return the words of a file's name, without numbers and slates."""
    parts = PurePosixPath(file).stem.replace("_", " ").replace("-", " ").split()
    return " ".join(part for part in parts if not any(sign.isdigit() for sign in part))
