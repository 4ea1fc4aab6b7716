"""Which lines a piece of a source plays, and which are heard under a picture. Pure."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.turnover.conform.model import Piece, Stretch, Version
from rushes.turnover.rulers import on_ruler


@dataclass(frozen=True)
class Said:
    """A line at a place of a source, or of a film, in frames of the film. whole: how long all of it is."""

    line: str
    start: Fraction
    end: Fraction
    whole: Fraction

    def shared(self, start: Fraction, end: Fraction) -> Fraction:
        """Return how much of it lies within two places."""
        return max(Fraction(0), min(self.end, end) - max(self.start, start))


def _said(line: str, start: Fraction, end: Fraction) -> Said:
    return Said(line, start, end, end - start)


class Lines:
    """What is said where in every source, by the key of its pieces."""

    def __init__(self, cut: Cut, lined: LinedScript | None, takes: Mapping[str, str]) -> None:
        """Take it from the lined script, and from what the cut plays and could have played."""
        self._said: dict[str, list[Said]] = {}
        clips = {clip.file: clip for clip in (*cut.clips, *(lined.clips if lined else ()))}
        for key, said in (*_read(cut, lined, clips, takes), *_cut(cut, clips, takes)):
            known = self._said.setdefault(key, [])
            if said.whole > 0 and not any(
                one.line == said.line and one.shared(said.start, said.end) for one in known
            ):
                known.append(said)
        for known in self._said.values():
            known.sort(key=lambda one: one.start)

    def played(self, stretch: Stretch) -> tuple[Said, ...]:
        """Return what of a source's lines a stretch plays, half of each or more, in order."""
        first, after = _ends(stretch)
        return tuple(one for one in self.touched(stretch) if 2 * one.shared(first, after) >= one.whole)

    def touched(self, stretch: Stretch) -> tuple[Said, ...]:
        """Return every line of which a stretch plays anything, in order."""
        first, after = _ends(stretch)
        return tuple(one for one in self._said.get(stretch.piece.key, ()) if one.shared(first, after))


def _ends(stretch: Stretch) -> tuple[Fraction, Fraction]:
    first, after = stretch.at, stretch.at + stretch.frames * stretch.piece.speed
    return min(first, after), max(first, after)


class Spoken:
    """What is heard where in a film: by its sounds, else by the sources of its pictures."""

    def __init__(self, version: Version, lines: Lines) -> None:
        """Lay it out in the order of the film; of a line, half or more is heard, in however many pieces."""
        self.known = bool(version.sounds)
        found: list[Said] = []
        heard: dict[tuple[str, str, Fraction], Fraction] = {}
        for piece in version.sounds or version.pictures:
            whole = Stretch(piece, 0, piece.record.frames)
            for said in () if piece.off else lines.touched(whole):
                reading = (said.line, piece.key, said.start)
                heard[reading] = heard.get(reading, Fraction(0)) + said.shared(*_ends(whole)) / said.whole
                found.append(_in_film(said, piece))
        enough = {line for (line, _, _), share in heard.items() if 2 * share >= 1}
        self.said = sorted((one for one in found if one.line in enough), key=lambda one: one.start)
        self._ends = list(accumulate((one.end for one in self.said), max))

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the film, each once, in the order in which they are heard."""
        return tuple(dict.fromkeys(one.line for one in self.said))

    def under(self, stretch: Stretch) -> tuple[str, ...]:
        """Return the lines heard during a stretch: half of the line, or of a whole piece, or more."""
        start, end = Fraction(stretch.record.start), Fraction(stretch.record.end)
        found = []
        for one in self.within(start, end):
            least = min(one.whole, end - start) if stretch.whole else one.whole
            if 2 * one.shared(start, end) >= least:
                found.append(one.line)
        return tuple(dict.fromkeys(found))

    def within(self, start: Fraction, end: Fraction) -> Iterator[Said]:
        """Yield what of the lines is heard between two places of the film, in order."""
        for one in self.said[bisect_left(self._ends, start) :]:
            if one.start >= end:
                return
            if one.shared(start, end):
                yield one


def _in_film(said: Said, piece: Piece) -> Said:
    """Return what a piece plays of a line, where it stands in the film."""
    speed = piece.speed or Fraction(1)
    ends = [(place - piece.at) / speed + piece.record.start for place in (said.start, said.end)]
    first, after = Fraction(piece.record.start), Fraction(piece.record.end)
    return Said(said.line, max(first, min(ends)), min(after, max(ends)), said.whole)


def _read(
    cut: Cut, lined: LinedScript | None, clips: Mapping[str, Clip], takes: Mapping[str, str]
) -> Iterator[tuple[str, Said]]:
    """Yield the readings of the lined script, on the picture and on every recording behind it."""
    for reading in lined.readings if lined else ():
        clip = clips.get(reading.file)
        if clip is None:
            continue
        first, after = (Fraction(second) * cut.rate for second in (reading.in_s, reading.out_s))
        yield reading.file, _said(reading.line, first, after)
        for behind in clip.behind:
            begins, ends = (behind.on_recorder(second) for second in (reading.in_s, reading.out_s))
            key = takes.get(behind.sound.file, behind.sound.file)
            first, after = Fraction(begins) * cut.rate, Fraction(ends) * cut.rate
            yield key, _said(reading.line, first, after)


def _cut(cut: Cut, clips: Mapping[str, Clip], takes: Mapping[str, str]) -> Iterator[tuple[str, Said]]:
    """Yield what the cut plays of each line, and the choices that it did not take."""
    for event in cut.events:
        if event.shows != "line":
            continue
        picture = event.track.startswith("V")
        spans = [(event.file, event.source), *((one.file, one.span) for one in event.alternates)]
        for file, span in spans:
            if (clip := clips.get(file)) is not None:
                first, after = (on_ruler(place, clip, cut.rate) for place in (span.start, span.end))
                yield file if picture else takes.get(file, file), _said(event.line, first, after)
