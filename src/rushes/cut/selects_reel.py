"""Selects: a reel for every line, all its readings one after the other, the best first. Pure.

What is best is weighed by the same idioms as in a cut, without the neighbours: a reel is for looking at a
line alone. What says so, and how sure it is, stands by each reading.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain

from rushes.coverage.model import LinedScript
from rushes.cut.doubt import sound_confidence
from rushes.cut.idioms import OF_A_READING, thousandths, told, weighed
from rushes.cut.model import Cut, Event, Reason
from rushes.cut.selects import Bench, Select, lay_out
from rushes.cut.sound import sound_events, sounds_of
from rushes.cut.tastes import Taste
from rushes.cut.trim import air_around, trim
from rushes.screenplay.model import Screenplay
from rushes.timecode import Moment, Span

TASTE = "selects"


def selects_reels(
    screenplay: Screenplay,
    lined: LinedScript,
    taste: Taste,
    *,
    title: str,
    rate: Fraction,
    cut: Cut | None = None,
) -> Mapping[str, Cut]:
    """Return a reel of every line that was read, by the line's id, in story order.

    rate: of the film. cut: says of a reading that it plays it. Readings without a picture are left out.
    """
    bench, _ = lay_out(screenplay, lined)
    weights, played = weighed(OF_A_READING, taste), _played(cut)
    reels: dict[str, Cut] = {}
    for line in lined.lines:
        given = [(select, told(weights, select)) for select in bench.selects.get(line.id, ())]
        best = sorted(given, key=lambda one: -thousandths(one[1]))
        if best:
            reels[line.id] = _reel(best, bench, taste, played, f"{title} selects {line.id}".strip(), rate)
    return reels


def _reel(  # noqa: PLR0917 -- a reading with its reasons, and all that lays it down
    best: Sequence[tuple[Select, tuple[Reason, ...]]],
    bench: Bench,
    taste: Taste,
    played: Mapping[tuple[str, str], Sequence[Span]],
    title: str,
    rate: Fraction,
) -> Cut:
    pictures, at = list[Event](), 0
    for select, reasons in best:
        reading, around = select.reading, air_around(taste.air, None, None)
        source = trim(select, select, select.end, bench.speech[select.clip.file], around).span
        length = max(1, Moment.nearest(source.seconds, rate).frame)
        sure = sound_confidence(reading.kind, reading.confidence)
        in_cut = any(one.overlap(reading.span) for one in played.get((reading.line, reading.file), ()))
        said = (*([Reason("in the cut", 0.0, "the cut plays it")] if in_cut else []), *reasons)
        record = Span(at, at + length, rate)
        pictures.append(
            Event("V1", reading.line, reading.file, source, record, sure, needs_look=False, reasons=said)
        )
        at += length
    clips = tuple(dict.fromkeys(select.clip for select, _ in best))
    sounds = sound_events(pictures, clips)
    return Cut(title, rate, TASTE, (*pictures, *sounds), clips=(*clips, *sounds_of(sounds, clips)))


def _played(cut: Cut | None) -> Mapping[tuple[str, str], Sequence[Span]]:
    """Return what a cut plays, by line and file, in frames of the picture's clip."""
    found: dict[tuple[str, str], list[Span]] = {}
    for event in chain(cut.track("V1") if cut else (), cut.track("A1") if cut else ()):
        if event.shows == "line":
            found.setdefault((event.line, event.file), []).append(event.source)
    return found
