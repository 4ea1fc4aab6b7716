"""Which transcript is of which clip: by its name, as programs name them."""

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rushes.errors import Refusal
from rushes.footage.find import natural

ENDINGS: Final = (".srt", ".vtt", ".json")

_TAIL: Final = re.compile(
    r"\.(?:[a-z]{2,3}(?:[-_][a-z0-9]+)*|whisperx?|words|aligned|transcript|captions?|subs?|subtitles|sdh|forced)$"
)
"""What programs put between the clip's name and the ending: a language, or what it is."""


class NoSuchTranscripts(Refusal):
    """The folder of transcripts that was named is not there."""

    sentence = "There is no folder of transcripts at {0}; check the path."


@dataclass(frozen=True)
class Found:
    """Transcripts by name. of: those of each clip file, brought ones before those beside it.

    strays: in the folder of transcripts, but of no clip. doubtful: transcripts whose name is that of
    several clips.
    """

    of: dict[Path, tuple[Path, ...]]
    strays: tuple[Path, ...] = ()
    doubtful: tuple[Path, ...] = ()


def find_transcripts(clips: Sequence[Path], folder: Path | None = None) -> Found:
    """Find the transcripts of clips: in the folders that hold clips and below, and in one of their own.

    What lies in that one goes before what lies beside a clip.

    `NoSuchTranscripts` when the folder is not there. Files are matched without regard to case:
    ``A001.srt``, ``A001.mov.srt`` and ``a001.en.vtt`` are all of ``A001.mov``.
    """
    if folder is not None and not folder.is_dir():
        raise NoSuchTranscripts(str(folder))
    brought = _under([folder]) if folder else []
    beside = [file for file in _under(_tops(clips)) if file not in set(brought)]
    names = defaultdict(list)
    for clip in clips:
        for name in {_plain(clip.name), _plain(clip.stem)}:
            names[name].append(clip)
    of: defaultdict[Path, list[Path]] = defaultdict(list)
    strays, doubtful = [], []
    for file in (*brought, *beside):
        owners = _owners(file, names)
        if len(owners) == 1 and not (file in beside and set(of[owners[0]]) & set(brought)):
            of[owners[0]].append(file)
        elif len(owners) > 1:
            doubtful.append(file)
        elif file in brought and not owners:
            strays.append(file)
    return Found({clip: tuple(files) for clip, files in of.items()}, tuple(strays), tuple(doubtful))


def _owners(file: Path, names: dict[str, list[Path]]) -> list[Path]:
    """Return the clips that go by a transcript's name; where several do, the one in the same folder."""
    name = _plain(file.name).removesuffix(file.suffix.lower())
    while name not in names and _TAIL.search(name):
        name = _TAIL.sub("", name)
    owners = names.get(name, [])
    near = [clip for clip in owners if clip.parent == file.parent]
    return near if len(owners) > 1 and near else owners


def _plain(name: str) -> str:
    """Return a file name as it is compared: case and the way accents are stored make no difference."""
    return unicodedata.normalize("NFC", name).casefold()


def _tops(clips: Sequence[Path]) -> list[Path]:
    """Return the folders of clips, without those inside another."""
    folders = {clip.parent for clip in clips}
    return sorted(folder for folder in folders if not folders & set(folder.parents))


def _under(places: Sequence[Path]) -> list[Path]:
    """Return the files below some folders that may be transcripts, absolute, in natural order."""
    found: set[Path] = set()
    for place in places:
        for folder, subfolders, names in os.walk(place):
            subfolders[:] = [name for name in subfolders if not name.startswith(".")]
            for name in names:
                if not name.startswith(".") and name.lower().endswith(ENDINGS):
                    found.add(Path(os.path.abspath(folder), name))  # noqa: PTH100 -- keeps a link's own name
    return sorted(found, key=natural)
