"""Does the cut spare every word, and take the good reading where there is one?

Unit of `cuts_inside_words`: edges of events, picture and sound. Definition: an edge stands inside a
word when it is more than half a frame away from both ends of a word that anybody says in that clip.
Where an event runs on in the next one of its track (same clip, source and record continuous) nothing
is cut, and neither edge counts. Half a frame: a cut can stand only between frames (of the film, where the
clip's own are finer). The words of a recording are those of the clips that it ran under.

Unit of `bad_choices`: sound events, for the words are heard. Definition: a choice is bad when the
true reading of its line that it plays the most of is altered, or when it plays none of that line,
although somewhere in the rushes the line was said as written. A word that an actor added at an edge of
the line and that is cut away altogether alters nothing that is heard. Source of both: our own; the first
is the oldest rule of the cutting room.
"""  # noqa: D400 -- it is a question

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from evaluation.marks import Mark, Marks
from evaluation.playing import Playing, runs_on
from evaluation.score import Score, tally
from evaluation.truth import TrueReading, TrueWord, Truth
from rushes.cut import Cut, Event


@dataclass(frozen=True)
class Edge:
    """Where a clip is cut: the event, its end of it in seconds of the clip, and half a frame in seconds."""

    event: Event
    at_s: float
    slack_s: float


def cuts_inside_words(truth: Truth, cut: Cut) -> Score:
    """Return how many edges of events fall inside a word, of all edges."""
    playing = Playing(truth, cut)
    edges = [edge for track in _tracks(cut) for edge in edges_of(cut.track(track))]
    inside = sum(
        any(is_inside(edge, spoken.word) for spoken in playing.spoken_in(edge.event.file)) for edge in edges
    )
    return tally(inside, len(edges))


def bad_choices(truth: Truth, cut: Cut) -> Score:
    """Return how many events play an altered reading although a good one of that line exists."""
    return bad_readings(Playing(truth, cut)).many


def bad_readings(playing: Playing) -> Marks:
    """Mark the sound events that play an altered reading although a good one of that line exists."""
    good = {reading.line for reading in playing.truth.readings if not reading.altered}
    sounds = (event for event in playing.cut.events if event.track.startswith("A"))
    events = [event for event in sounds if event.shows == "line"]
    found = []
    for event in events:
        played = playing.reading_of(event)
        if event.line in good and (played is None or _is_altered(playing, event, played)):
            what = (
                f"{event.file} has it {played.slip or played.kind}" if played else f"not said in {event.file}"
            )
            found.append(Mark(event.line, what))
    return Marks(len(events), tuple(found))


def _is_altered(playing: Playing, event: Event, played: TrueReading) -> bool:
    """Tell whether a reading is altered; one with a word added is not where only the others are heard."""
    if not played.altered or played.slip != "added":
        return played.altered
    start_s, end_s, half_s = event.source.start_s, event.source.end_s, _half_a_frame(event)
    heard = [
        one.word.text
        for one in playing.spoken_in(event.file)
        if one.word.in_s < end_s - half_s and one.word.out_s > start_s + half_s
    ]
    return not any(
        heard == [word.text for word in one.words]
        for one in playing.truth.readings
        if one.line == event.line and not one.altered
    )


def _tracks(cut: Cut) -> list[str]:
    return sorted({event.track for event in cut.events})


def edges_of(events: tuple[Event, ...]) -> list[Edge]:
    """Return where a track really cuts: every edge but those over which a clip simply runs on."""
    return list(_edges(events))


def _edges(events: tuple[Event, ...]) -> Iterator[Edge]:
    for before, after in pairwise((None, *events, None)):
        if before and after and runs_on(before, after):
            continue
        if before:
            yield Edge(before, before.source.end_s, _half_a_frame(before))
        if after:
            yield Edge(after, after.source.start_s, _half_a_frame(after))


def is_inside(edge: Edge, word: TrueWord) -> bool:
    """Tell whether an edge splits a word."""
    return word.in_s + edge.slack_s < edge.at_s < word.out_s - edge.slack_s


def _half_a_frame(event: Event) -> float:
    """Return half a frame of the clip or of the film, whose frames are longer."""
    return float(1 / min(event.source.rate, event.record.rate) / 2)
