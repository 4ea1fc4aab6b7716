"""Which lines a piece of a source plays, and which are heard under a picture. Pure."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.turnover.conform.model import Stretch, Version
from rushes.turnover.rulers import on_ruler


@dataclass(frozen=True)
class Said:
    """A line at a place: of a source, or of a film, in frames of the film. number: which reading of it."""

    line: str
    start: Fraction
    end: Fraction
    number: int = 1

    def shared(self, start: Fraction, end: Fraction) -> Fraction:
        """Return how much of it lies within two places."""
        return max(Fraction(0), min(self.end, end) - max(self.start, start))


class Lines:
    """What is said where in every source, by the key of its pieces."""

    def __init__(self, cut: Cut, lined: LinedScript | None, takes: Mapping[str, str]) -> None:
        """Take it from the lined script, and from what the cut plays and could have played."""
        self._said: dict[str, list[Said]] = {}
        clips = {clip.file: clip for clip in (*cut.clips, *(lined.clips if lined else ()))}
        for key, said in (*_read(cut, lined, clips, takes), *_cut(cut, clips, takes)):
            known = self._said.setdefault(key, [])
            if not any(one.line == said.line and one.shared(said.start, said.end) for one in known):
                known.append(said)
        for known in self._said.values():
            known.sort(key=lambda one: one.start)

    def played(self, stretch: Stretch) -> tuple[Said, ...]:
        """Return what of a source's lines a stretch plays, half of each or more, in order."""
        first, after = stretch.at, stretch.at + stretch.frames * stretch.piece.speed
        return tuple(
            one
            for one in self._said.get(stretch.piece.key, ())
            if 2 * one.shared(min(first, after), max(first, after)) >= one.end - one.start
        )


class Spoken:
    """What is heard where in a film: by its sounds, else by the sources of its pictures."""

    def __init__(self, version: Version, lines: Lines) -> None:
        """Lay it out in the order of the film."""
        self.known = bool(version.sounds)
        found: list[Said] = []
        for piece in version.sounds or version.pictures:
            whole = Stretch(piece, 0, piece.record.frames)
            for said in () if piece.off else lines.played(whole):
                apart = piece.record.start - piece.at
                speed = piece.speed or Fraction(1)
                start, end = (
                    (place - piece.at) / speed + piece.at + apart for place in (said.start, said.end)
                )
                found.append(Said(said.line, min(start, end), max(start, end), said.number))
        self.said = sorted(found, key=lambda one: one.start)
        self._ends = [max(one.end for one in self.said[: number + 1]) for number in range(len(self.said))]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the film, each once, in the order in which they are heard."""
        return tuple(dict.fromkeys(one.line for one in self.said))

    def under(self, stretch: Stretch) -> tuple[str, ...]:
        """Return the lines heard during a stretch: half of the line, or of a whole piece, or more."""
        start, end = Fraction(stretch.record.start), Fraction(stretch.record.end)
        found = []
        for one in self.said[bisect_left(self._ends, start) :]:
            if one.start >= end:
                break
            least = min(one.end - one.start, end - start) if stretch.whole else one.end - one.start
            if one.shared(start, end) and 2 * one.shared(start, end) >= least:
                found.append(one.line)
        return tuple(dict.fromkeys(found))


def _read(
    cut: Cut, lined: LinedScript | None, clips: Mapping[str, Clip], takes: Mapping[str, str]
) -> Iterator[tuple[str, Said]]:
    """Yield the readings of the lined script, on the picture and on every recording behind it."""
    for reading in lined.readings if lined else ():
        clip = clips.get(reading.file)
        if clip is None:
            continue
        first, after = (Fraction(second) * cut.rate for second in (reading.in_s, reading.out_s))
        yield reading.file, Said(reading.line, first, after, reading.pass_number)
        for behind in clip.behind:
            begins, ends = (behind.on_recorder(second) for second in (reading.in_s, reading.out_s))
            key = takes.get(behind.sound.file, behind.sound.file)
            first, after = Fraction(begins) * cut.rate, Fraction(ends) * cut.rate
            yield key, Said(reading.line, first, after, reading.pass_number)


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
                yield file if picture else takes.get(file, file), Said(event.line, first, after)
