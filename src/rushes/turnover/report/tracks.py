"""What plays at the same time: the events of a cut by track, found by their place in the film. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import takewhile

from rushes.cut.model import Event
from rushes.timecode import Span


class Tracks:
    """Events in record order, track by track."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Sort them; those of one track do not overlap."""
        self._tracks: dict[str, list[Event]] = {}
        for event in sorted(events, key=lambda event: (event.track, event.record.start)):
            self._tracks.setdefault(event.track, []).append(event)
        self._starts = {
            track: [event.record.start for event in events] for track, events in self._tracks.items()
        }

    def __bool__(self) -> bool:
        """Tell whether anything plays at all."""
        return bool(self._tracks)

    def during(self, record: Span) -> tuple[Event, ...]:
        """Return what plays at any frame of a stretch of the film, track by track."""
        return tuple(event for track in self._tracks for event in self._during(track, record))

    def _during(self, track: str, record: Span) -> Iterator[Event]:
        events = self._tracks[track]
        first = max(0, bisect_right(self._starts[track], record.start) - 1)
        begun = takewhile(lambda event: event.record.start < record.end, events[first:])
        yield from (event for event in begun if event.record.end > record.start)

    def starts_at(self, frame: int) -> bool:
        """Tell whether anything begins at a frame of the film."""
        return any(
            starts[at - 1] == frame for starts in self._starts.values() if (at := bisect_right(starts, frame))
        )
