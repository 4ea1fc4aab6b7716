"""The media that timelines name, looked for once more before they leave: there, and as cut? A door."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from rushes.engine.model import Progress, Watch
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.timecode import rate_text
from rushes.turnover.relinking import Media
from rushes.turnover.turnover_sheet.model import Medium, State

STEP: Final = "media"
"""What a watch is told while they are read."""

_SAID: Final[Mapping[State, tuple[str, str, str]]] = {
    "missing": (
        "media missing",
        "{0} is not there any more; the timelines still name it.",
        "Bring it back, or open the film in the room and find it again there.",
    ),
    "changed": (
        "media changed",
        "{0} holds something else than when it was cut.",
        "Look whether it is the right file; `rushes assemble` cuts anew from what is there.",
    ),
    "not read": ("media unreadable", "{0} cannot be read.", "Look at the disk and at its permissions."),
}


def media_of(
    clips: Iterable[Clip],
    named: Mapping[str, Path],
    watch: Watch | None = None,
    *,
    trust: bool = False,
    read: Media | None = None,
) -> tuple[Medium, ...]:
    """Return what is known of these clips, each once, and whether they are as they were cut.

    named: by `Clip.file`, the path that timelines have. trust: do not read them again, which takes as long as
    the disk takes for all of them. read: keeps what they hold; of those that are trusted, what they held.
    """
    known = tuple({clip.file: clip for clip in clips}.values())
    found, read = [], read or Media()
    for done, clip in enumerate(known, start=1):
        found.append(_medium(clip, named.get(clip.file, clip.path), state_of(clip, read, trust=trust)))
        if watch:
            watch(Progress(STEP, done, len(known), clip.file, remembered=False))
    return tuple(found)


def state_of(clip: Clip, read: Media, *, trust: bool = False) -> State:
    """Return whether a clip's file is there and has the content that it had."""
    if not clip.path.is_file():
        return "missing"
    if trust:
        read.digests[clip.path] = clip.sha256
        return "not read again"
    digest = read.digest(clip.path)
    if not digest:
        return "not read"
    return "as cut" if digest == clip.sha256 else "changed"


def findings_of_media(media: Iterable[Medium]) -> Iterator[Finding]:
    """Yield what a person should know of media before the timelines leave."""
    for one in media:
        if one.state in _SAID:
            kind, fact, advice = _SAID[one.state]
            yield Finding(kind, one.file, fact.format(one.path), advice)


def _medium(clip: Clip, named: Path, state: State) -> Medium:
    return Medium(
        file=clip.file,
        path=str(clip.path),
        named=str(named),
        sha256=clip.sha256,
        reel=clip.reel or "",
        start=clip.start_timecode if clip.has_timecode else "",
        rate=rate_text(clip.rate),
        frames=clip.frames,
        state=state,
    )
