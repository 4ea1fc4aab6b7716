"""The lined script as values: which take covers which line, and how well."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rushes.footage.model import Clip, Recording
from rushes.picture.model import Seen
from rushes.screenplay.model import Line
from rushes.sound.model import Heard
from rushes.timecode import Span

WordState = Literal["said", "changed", "missing", "added"]
ReadingKind = Literal["as written", "altered", "partial"]


@dataclass(frozen=True, slots=True)
class ReadWord:
    """One word of a reading against the script.

    text: the script's word, None when `added`. heard: what was heard, None when `missing`.
    in_s, out_s: seconds from the clip's first frame, None when `missing`.
    confidence: 0 to 1, how sure it is that `state` is what happened to the word.
    interpolated: nobody measured its times: they share out the time of a cue, or a gap in a transcript.
    """

    text: str | None
    state: WordState
    heard: str | None
    in_s: float | None
    out_s: float | None
    confidence: float = 1.0
    interpolated: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One performance of one line in one clip.

    line: the line's id. file: `Clip.file`. pass_number: 1 for the first time in this clip.
    span: whole frames of the clip (its own rate, from its first frame) that hold all its sound.
    fidelity: script words said as written, divided by all script words and added words, 0 to 1.
    confidence: 0 to 1, how sure it is that this line was spoken here as `kind` says.
    clear_db: level of the speech above the noise around it, in dB.
    microphone: name of the sound track that heard it clearest; empty where the clip has only one.
    """

    line: str
    file: str
    pass_number: int
    span: Span
    in_s: float
    out_s: float
    kind: ReadingKind
    fidelity: float
    confidence: float
    words: tuple[ReadWord, ...]
    clear_db: float = 0.0
    microphone: str = ""


@dataclass(frozen=True)
class OffScript:
    """Speech that is no line of the script: an ad-lib, crew, a slate.

    what: ``slate`` or ``crew`` where its words are surely that, else empty.
    """

    file: str
    span: Span
    in_s: float
    out_s: float
    heard: str
    what: str = ""


@dataclass(frozen=True)
class LinedScript:
    """Which take covers which line: what the whole cut stands on.

    lines: of the screenplay, in story order. readings: by line in story order, then by file, then
    in time. missing: ids of the lines that have no reading. heard: by `Clip.file`. headings: of every
    scene, by its number. retired: ids of lines that the screenplay no longer has; no line gets them again.
    loose: recordings that lie behind no picture. seen: what was seen of the clips, by `Clip.file`;
    no document holds it, since it is remembered with the clips' content.
    """

    clips: tuple[Clip, ...]
    lines: tuple[Line, ...]
    readings: tuple[Reading, ...]
    off_script: tuple[OffScript, ...] = ()
    missing: tuple[str, ...] = ()
    heard: Mapping[str, Heard] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    retired: tuple[str, ...] = ()
    loose: tuple[Recording, ...] = ()
    seen: Mapping[str, Seen] = field(default_factory=dict)

    def clip(self, file: str) -> Clip:
        """Return the clip of that name; KeyError when there is none."""
        return {clip.file: clip for clip in self.clips}[file]

    def readings_of(self, line: str) -> tuple[Reading, ...]:
        """Return every reading of a line."""
        return tuple(reading for reading in self.readings if reading.line == line)
