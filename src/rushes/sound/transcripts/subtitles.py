"""SubRip and WebVTT: cues on a screen, read by webvtt-py.

A cue has one time for all its words, unless WebVTT marks when each begins (``<00:00:01.500>``), or the
same cue comes again and again with another word underlined, as Whisper writes them on request.
"""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from webvtt import Caption, WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from rushes.sound.transcripts.model import BadTranscript, NotATranscript, Piece, Transcript

_NOT_SAID: Final = re.compile(r"\[[^\]]*\]|\([^)]*\)|\uff08[^\uff09]*\uff09|\u3010[^\u3011]*\u3011|\{[^}]*\}")
"""Sounds, speakers and positions in brackets of any kind: on the screen, and in nobody's mouth."""
_SPEAKER: Final = re.compile(
    r"^\s*(?:>>+|-)?\s*(?:[A-Z][A-Z0-9 .'_-]{1,30}|[Ss]peaker[ _]?\w{1,3}):\s", re.MULTILINE
)
_STAMP: Final = re.compile(r"<((?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3})>", re.ASCII)
_TAG: Final = re.compile(r"<[^>]*>")
_UNDERLINED: Final = re.compile(r"<u>(.*?)</u>", re.DOTALL)
_FLIGHT: Final = re.compile(r"\[(?:iso|shutter|fnum|latitude)\b|GPS ?\(|HOME ?\(|FrameCnt", re.IGNORECASE)


def read_srt(text: str) -> Transcript:
    """Read SubRip; `BadTranscript` when it is broken, `NotATranscript` for a drone's flight log."""
    if _FLIGHT.search(text):
        raise NotATranscript("a drone's flight log looks like this")
    return Transcript("SubRip", tuple(_pieces(_captions(text, "srt"))))


def read_vtt(text: str) -> Transcript:
    """Read WebVTT; `BadTranscript` when it is broken."""
    return Transcript("WebVTT", tuple(_pieces(_captions(text, "vtt"))))


def _captions(text: str, written_as: str) -> list[Caption]:
    """Return the cues; refused when some could not be read, since words would be missing."""
    text = re.sub(r"\r\n?", "\n", text).strip()
    try:
        captions = list(WebVTT.from_buffer(io.StringIO(text), format=written_as).captions)
    except (MalformedFileError, MalformedCaptionError) as error:
        raise BadTranscript(f"it cannot be read ({str(error).rstrip('.')})") from None
    arrows = sum("-->" in line for line in text.splitlines())
    if len(captions) != arrows:
        raise BadTranscript(f"only {len(captions)} of its {arrows} cues can be read")
    return captions


def _pieces(captions: Sequence[Caption]) -> Iterator[Piece]:
    for _, same in groupby(captions, key=lambda caption: str(caption.text)):
        group = list(same)
        if len(group) > 1 and any(_UNDERLINED.search(caption.raw_text) for caption in group):
            yield from _underlined(group)
        else:
            for caption in group:
                yield from _stamped(caption)


def _underlined(group: Sequence[Caption]) -> Iterator[Piece]:
    """Read a cue that is shown once for each of its words."""
    for caption in group:
        found = _UNDERLINED.search(caption.raw_text)
        if found:
            yield Piece(_spoken(found[1]), *_times(caption))


def _stamped(caption: Caption) -> Iterator[Piece]:
    """Read a cue: one piece, or one for each of the times that are marked inside it."""
    in_s, out_s = _times(caption)
    parts = _STAMP.split(caption.raw_text)
    if len(parts) == 1:
        yield Piece(_spoken(parts[0]), in_s, out_s, measured=False)
        return
    edges = [in_s, *(_seconds(stamp) for stamp in parts[1::2]), out_s]
    for text, (begin, end) in zip(parts[::2], pairwise(edges), strict=True):
        if _spoken(text).strip():
            yield Piece(" " + _spoken(text).strip(), begin, end)


def _spoken(text: str) -> str:
    """Return what is said of what is shown."""
    return _SPEAKER.sub(" ", _NOT_SAID.sub(" ", _TAG.sub("", text)))


def _times(caption: Caption) -> tuple[float, float]:
    return (
        caption.start_time.in_milliseconds() / 1000,
        caption.end_time.in_milliseconds() / 1000,
    )


def _seconds(stamp: str) -> float:
    seconds = 0.0
    for part in stamp.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
