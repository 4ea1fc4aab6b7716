"""Scripts, clips and readings made where a test needs them.

A take is named as on a slate, ``1A-2``, with ``b`` behind for the B camera; its file is that name
with ``.mov``. Words last 0.2 s each with 0.05 s between, so a reading's end follows from its text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from rushes.coverage.model import LinedScript, OffScript, Reading, ReadWord
from rushes.footage.model import Clip, Slate
from rushes.screenplay import Screenplay, parse_fountain
from rushes.sound.model import Heard, HeardWord, Stretch
from rushes.timecode import Span

RATE = Fraction(25)
WORD_S, GAP_S = 0.2, 0.05


def a_script(*scenes: str) -> Screenplay:
    """Return a script of scenes, each as ``ANNA Where were you? / (beat) / BEN Out. / > She sits.``."""
    return parse_fountain("\n\n".join(_scene(n, text) for n, text in enumerate(scenes, 1)))[0]


def _scene(number: int, text: str) -> str:
    pieces = [f"INT. ROOM {number} - DAY #{number}#"]
    direction = ""
    for piece in (piece.strip() for piece in text.split("/")):
        if piece.startswith("("):
            direction = piece + "\n"
        elif piece.startswith(">"):
            pieces.append(piece.removeprefix(">").strip())
        elif piece:
            name, words = piece.split(" ", 1)
            pieces.append(f"{name.replace('^', ' ^')}\n{direction}{words}")
            direction = ""
    return "\n\n".join(pieces)


def a_take(
    take: str, *, frames: int = 1500, rate: Fraction = RATE, circled: bool = False, **other: object
) -> Clip:
    """Return the clip of a take named as on its slate; a name that is no slate has none."""
    slate = Slate()
    if found := re.fullmatch(r"(\d+)([A-Z]*)-(\d+)([a-z]?)", take):
        scene, letters, number, camera = found.groups()
        slate = Slate(
            scene, scene + letters, int(number), camera.upper() or None, circled=circled, source="name"
        )
    return Clip(
        path=Path("/rushes") / f"{take}.mov",
        file=f"{take}.mov",
        sha256="0" * 64,
        rate=rate,
        frames=frames,
        slate=slate,
        **other,  # type: ignore[arg-type]
    )


def a_reading(
    line: str,
    take: str,
    at: float,
    *,
    words: str = "one two three four",
    slip: str = "",
    kind: str = "",
    sure: float = 1.0,
    clear: float = 30.0,
    rate: Fraction = RATE,
    pass_number: int = 1,
) -> Reading:
    """Return a reading that begins at so many seconds; a slip names a word that was said otherwise."""
    said, clock = [], at
    for word in words.split():
        state = "changed" if word == slip else "said"
        said.append(ReadWord(word, state, "else" if word == slip else word, clock, clock + WORD_S))  # type: ignore[arg-type]
        clock += WORD_S + GAP_S
    end = clock - GAP_S
    right = sum(word.state == "said" for word in said) / len(said)
    return Reading(
        line=line,
        file=f"{take}.mov",
        pass_number=pass_number,
        span=Span.around(at, end, rate),
        in_s=at,
        out_s=end,
        kind=kind or ("altered" if slip else "as written"),  # type: ignore[arg-type]
        fidelity=right,
        confidence=sure,
        words=tuple(said),
        clear_db=clear,
    )


def slowly(
    line: str, take: str, at: float, words: str = "one two three four", *, pause_s: float = 0.5
) -> Reading:
    """Return a reading whose words stand so far apart."""
    quick = a_reading(line, take, at, words=words)
    said = tuple(
        replace(word, in_s=at + n * (WORD_S + pause_s), out_s=at + n * (WORD_S + pause_s) + WORD_S)
        for n, word in enumerate(quick.words)
    )
    end = at + (len(said) - 1) * (WORD_S + pause_s) + WORD_S
    return replace(quick, words=said, in_s=at, out_s=end, span=Span.around(at, end, RATE))


def ends(reading: Reading) -> float:
    """Return the second at which a reading ends."""
    return reading.out_s


def crew(take: str, start: float, end: float, heard: str = "and cut") -> OffScript:
    """Return speech that is no line."""
    return OffScript(f"{take}.mov", Span.around(start, end, RATE), start, end, heard)


def heard(
    words: Sequence[tuple[float, float]] = (),
    *,
    claps: Sequence[float] = (),
    quiet: Sequence[tuple[float, float]] = (),
    duration: float = 60.0,
) -> Heard:
    """Return what the ear gave of one clip."""
    return Heard(
        ear="made",
        duration_s=duration,
        words=tuple(HeardWord("word", a, b) for a, b in words),
        quiet=tuple(Stretch(a, b) for a, b in quiet),
        claps=tuple(claps),
    )


def lined(
    script: Screenplay,
    *found: Reading | OffScript,
    clips: Sequence[Clip] = (),
    ears: dict[str, Heard] | None = None,
) -> LinedScript:
    """Return the lined script of some readings and other speech; clips not given are made from the names."""
    readings = [reading for reading in found if isinstance(reading, Reading)]
    known = {clip.file: clip for clip in clips}
    for one in found:
        known.setdefault(one.file, a_take(one.file.removesuffix(".mov")))
    order = [line.id for line in script.lines]
    readings.sort(key=lambda reading: (order.index(reading.line), reading.file, reading.in_s))
    covered = {reading.line for reading in readings}
    return LinedScript(
        clips=tuple(known.values()),
        lines=script.lines,
        readings=tuple(readings),
        off_script=tuple(speech for speech in found if isinstance(speech, OffScript)),
        missing=tuple(line for line in order if line not in covered),
        heard={f"{take}.mov": ear for take, ear in (ears or {}).items()},
    )
