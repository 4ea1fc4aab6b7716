r"""SubRip: the dialogue as it was spoken, for whoever subtitles, transcribes or watches without sound.

UTF-8, lines end as Windows ends them, times are milliseconds from the film's first frame. Marks that players
take for formatting (``<i>``, ``{\an8}``) and the arrow of the format are written with look-alikes.
"""

import io
import re
from fractions import Fraction
from typing import Final

import av

from rushes.cut.model import Cut
from rushes.errors import Finding, Refusal
from rushes.turnover.dialects.lists.cues import Cue, cues_of, told_of
from rushes.turnover.dialects.lists.spoken import Said, said_in, seconds_ms
from rushes.turnover.dialects.model import Files, sole
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.options import Leaving

MILLISECONDS: Final = Fraction(1000)
_TIMES = re.compile(r"(\d{2,}):(\d{2}):(\d{2}),(\d{3}) --> (\d{2,}):(\d{2}):(\d{2}),(\d{3})")
_PLAIN = str.maketrans({"<": "\u2039", ">": "\u203a", "{": "(", "}": ")"})
_NAMED: Final = "a SubRip file"


class WordsNotKnown(Refusal):
    """Nobody knows what is said in a cut."""

    sentence = (
        "There is no lined script with readings beside the cut, so what is said in it is not known. "
        "Name the film's folder, or leave {0} out."
    )


def write_srt(cut: Cut, leaving: Leaving) -> Files:
    """Write the subtitles of a cut; `WordsNotKnown` where it has dialogue and its lined script no reading.

    Where nobody brought a lined script there are none.
    """
    lines = []
    for number, cue in enumerate(_cues(cut, leaving)[1], start=1):
        times = f"{_time(cue.from_ms)} --> {_time(cue.until_ms)}"
        lines += [str(number), times, *(line.translate(_PLAIN) for line in cue.lines), ""]
    return {".srt": "\r\n".join([*lines, ""]).encode() if lines else b""}


def read_srt(data: bytes) -> Timeline:
    """Read subtitles: a clip on A1 for each, named by its words, in milliseconds; `NotThisDialect`."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").strip("\n")
    except UnicodeDecodeError as error:
        raise NotThisDialect(_NAMED, str(error)) from error
    blocks = [block.split("\n") for block in re.split(r"\n{2,}", text)] if text else []
    return _timeline([_block(number, block) for number, block in enumerate(blocks, start=1)])


def read_by_ffmpeg(_: Cut, files: Files) -> Timeline:
    """Read subtitles as FFmpeg does, and so most players."""
    data = sole(files)
    if not data:
        return _timeline([])
    try:
        with av.open(io.BytesIO(data), mode="r", format="srt") as opened:
            packets = [one for one in opened.demux(opened.streams.subtitles[0]) if one.size]
            cues = [_cue(one.pts, one.duration, one.time_base, bytes(one)) for one in packets]
    except (av.FFmpegError, IndexError, UnicodeDecodeError) as error:
        raise NotThisDialect(_NAMED, str(error)) from error
    return _timeline(cues)


def holds_words(cut: Cut, leaving: Leaving) -> Timeline:
    """Return what subtitles hold of a cut."""
    cues = _cues(cut, leaving)[1]
    return _timeline([(cue.from_ms, cue.until_ms, cue.text.translate(_PLAIN)) for cue in cues])


def tells_words(cut: Cut, leaving: Leaving) -> tuple[Finding, ...]:
    """Return what a person should know of the subtitles."""
    return tuple(told_of(*_cues(cut, leaving)))


def _cues(cut: Cut, leaving: Leaving) -> tuple[tuple[Said, ...], tuple[Cue, ...]]:
    lined = leaving.lined
    if lined is None or not lined.readings:
        if lined is not None and any(event.shows == "line" for event in cut.events):
            raise WordsNotKnown("srt")
        return (), ()
    said = said_in(cut, lined)
    return said, cues_of(said, seconds_ms(cut.frames / cut.rate))


def _timeline(cues: list[tuple[int, int, str]]) -> Timeline:
    placed = tuple(
        Placed("A1", text, "", "", MILLISECONDS, Fraction(0), Fraction(until - first), first, until)
        for first, until, text in cues
    )
    return Timeline("", MILLISECONDS, 0, drop=False, placed=placed)


def _block(number: int, lines: list[str]) -> tuple[int, int, str]:
    found = _TIMES.fullmatch(lines[1]) if len(lines) > 2 else None
    if found is None or lines[0] != str(number):
        raise NotThisDialect(_NAMED, f"its part {number} is no subtitle of that number")
    parts = [int(part) for part in found.groups()]
    return _ms(parts[:4]), _ms(parts[4:]), " ".join(lines[2:])


def _cue(first: int | None, lasts: int | None, base: Fraction, data: bytes) -> tuple[int, int, str]:
    """Return a subtitle as FFmpeg has it, in milliseconds."""
    from_ms = round((first or 0) * base * 1000)
    text = data.decode().replace("\r", "").strip("\n")
    return from_ms, from_ms + round((lasts or 0) * base * 1000), " ".join(text.split("\n"))


def _ms(parts: list[int]) -> int:
    hours, minutes, seconds, rest = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _time(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"
