"""Does the cut spare every word, and take the good reading where there is one?

Unit of `cuts_inside_words`: edges of events, picture and sound. Definition: an edge stands inside a
word when it is more than half a frame away from both ends of a word that anybody says in that clip.
Where an event runs on in the next one of its track (same clip, source and record continuous) nothing
is cut, and neither edge counts. Half a frame: a cut can stand only between frames.

Unit of `bad_choices`: sound events, for the words are heard. Definition: a choice is bad when the
true reading of its line that it plays the most of is altered, or when it plays none of that line,
although somewhere in the rushes the line was said as written. Source of both: our own; the first is
the oldest rule of the cutting room.
"""  # noqa: D400 -- it is a question

from itertools import pairwise

from evaluation.score import Score, tally
from evaluation.truth import TrueReading, TrueWord, Truth
from rushes.cut import Cut, Event

Edge = tuple[str, float, float]
"""A clip, a second of it, and half a frame in seconds."""


def cuts_inside_words(truth: Truth, cut: Cut) -> Score:
    """Return how many edges of events fall inside a word, of all edges."""
    words = {take.file: take.words for take in truth.takes}
    edges = [edge for track in _tracks(cut) for edge in _edges(cut.track(track))]
    inside = sum(any(_splits(edge, word) for word in words.get(edge[0], ())) for edge in edges)
    return tally(inside, len(edges))


def bad_choices(truth: Truth, cut: Cut) -> Score:
    """Return how many events play an altered reading although a good one of that line exists."""
    good = {reading.line for reading in truth.readings if not reading.altered}
    events = [event for event in cut.events if event.track.startswith("A")]
    bad = 0
    for event in events:
        played = _played(truth, event)
        bad += event.line in good and (played is None or played.altered)
    return tally(bad, len(events))


def _tracks(cut: Cut) -> list[str]:
    return sorted({event.track for event in cut.events})


def _edges(events: tuple[Event, ...]) -> list[Edge]:
    """Return where a track really cuts: every edge but those over which a clip simply runs on."""
    edges: list[Edge] = []
    for before, after in pairwise((None, *events, None)):
        if before and after and _runs_on(before, after):
            continue
        if before:
            edges.append((before.file, before.source.end_s, _half_a_frame(before)))
        if after:
            edges.append((after.file, after.source.start_s, _half_a_frame(after)))
    return edges


def _runs_on(before: Event, after: Event) -> bool:
    return (
        before.file == after.file
        and before.source.end == after.source.start
        and before.record.end == after.record.start
    )


def _half_a_frame(event: Event) -> float:
    return float(1 / event.source.rate / 2)


def _splits(edge: Edge, word: TrueWord) -> bool:
    _, at, slack = edge
    return word.in_s + slack < at < word.out_s - slack


def _played(truth: Truth, event: Event) -> TrueReading | None:
    """Return the true reading of the event's line that its source holds the most seconds of."""
    start, end = event.source.start_s, event.source.end_s
    held = [
        (min(end, one.out_s) - max(start, one.in_s), -one.in_s, one)
        for one in truth.readings
        if (one.line, one.file) == (event.line, event.file)
    ]
    best = max(held, key=lambda entry: entry[:2], default=None)
    return best[2] if best and best[0] > 0 else None
