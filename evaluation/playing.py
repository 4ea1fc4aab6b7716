"""What a cut really shows and plays, by the truth about its clips: pictures, shots, and the words heard.

Seconds of a clip become seconds of the film through the event that plays them. A recording's seconds are
those of the clips that it ran under, brought to its own clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from pathlib import PurePath
from typing import Final

from evaluation.truth import Ran, TrueReading, TrueTake, TrueWord, Truth
from rushes.cut import Cut, Event

SOMEBODY: Final = "somebody"
"""Who performs where the truth does not say."""

View = tuple[str, frozenset[str]]
"""How large, and whose faces."""


@dataclass(frozen=True)
class Spoken:
    """A word, whose it is (empty for the crew's), and when: in seconds of a clip, or of the film."""

    word: TrueWord
    who: str
    reading: TrueReading

    def moved(self, by_s: float) -> "Spoken":
        """Return the word so much later."""
        word = TrueWord(self.word.in_s + by_s, self.word.out_s + by_s, self.word.text)
        return replace(self, word=word)

    def within(self, start_s: float, end_s: float) -> bool:
        """Tell whether more than half of the word lies in a stretch."""
        shared = min(end_s, self.word.out_s) - max(start_s, self.word.in_s)
        return shared > (self.word.out_s - self.word.in_s) / 2


@dataclass(frozen=True)
class Picture:
    """An event of V1 with the truth about its clip. number: of the event, from 1."""

    number: int
    event: Event
    take: TrueTake

    @property
    def view(self) -> View:
        """How large, and whose faces."""
        return self.take.size, frozenset(self.take.faces)

    @property
    def scene(self) -> str:
        """Return the scene of its line."""
        return self.event.line.rpartition(".")[0]

    def film_s(self, clip_s: float) -> float:
        """Return when a second of the clip is seen in the film."""
        return self.event.record.start_s + clip_s - self.event.source.start_s


@dataclass(frozen=True)
class Playing:
    """A cut beside the truth."""

    truth: Truth
    cut: Cut
    _spoken: dict[str, tuple[Spoken, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def takes(self) -> dict[str, TrueTake]:
        """The truth about every clip by its file."""
        return {take.file: take for take in self.truth.takes}

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """What is seen, in the order of the film."""
        return tuple(
            Picture(number, event, self.takes[event.file])
            for number, event in enumerate(self.cut.track("V1"), start=1)
        )

    @cached_property
    def shots(self) -> tuple[tuple[Picture, ...], ...]:
        """The pictures, those together between which nothing is cut."""
        gathered: list[list[Picture]] = []
        for picture in self.pictures:
            if gathered and runs_on(gathered[-1][-1].event, picture.event):
                gathered[-1].append(picture)
            else:
                gathered.append([picture])
        return tuple(map(tuple, gathered))

    @cached_property
    def joins(self) -> tuple[tuple[Picture, Picture], ...]:
        """The last and the first picture of every two shots in a row of one scene."""
        ends = [(a[-1], b[0]) for a, b in pairwise(self.shots)]
        return tuple((a, b) for a, b in ends if a.scene == b.scene)

    @cached_property
    def heard(self) -> tuple[Spoken, ...]:
        """Every word that is heard, in seconds of the film, in its order."""
        words = [word for event in self.cut.track("A1") for word in self.words_of(event)]
        return tuple(sorted(words, key=lambda spoken: spoken.word.in_s))

    def words_of(self, event: Event) -> Iterator[Spoken]:
        """Yield the words that a sound event plays, in seconds of the film; not those that it cuts short."""
        start_s, end_s = event.source.start_s, event.source.end_s
        for spoken in self.spoken_in(event.file):
            if spoken.within(start_s, end_s):
                yield spoken.moved(event.record.start_s - start_s)

    def spoken_in(self, file: str) -> tuple[Spoken, ...]:
        """Return every word of a clip or a recording, in its own seconds."""
        if file not in self._spoken:
            self._spoken[file] = tuple(spoken_in(self.truth, file))
        return self._spoken[file]

    def heard_in(self, start_s: float, end_s: float) -> list[Spoken]:
        """Return the performers' words that are heard in a stretch of the film, whole or in part."""
        return [one for one in self.heard if one.who and one.word.in_s < end_s and one.word.out_s > start_s]

    def reading_of(self, event: Event) -> TrueReading | None:
        """Return the true reading of the event's line that its source holds the most seconds of."""
        spans: dict[TrueReading, tuple[float, float]] = {}
        for one in self.spoken_in(event.file):
            if one.reading.line == event.line:
                start, end = spans.get(one.reading, (one.word.in_s, one.word.out_s))
                spans[one.reading] = min(start, one.word.in_s), max(end, one.word.out_s)
        held = {
            reading: min(event.source.end_s, end) - max(event.source.start_s, start)
            for reading, (start, end) in spans.items()
        }
        best = max(held, key=lambda reading: (held[reading], -reading.in_s), default=None)
        return best if best and held[best] > 0 else None

    def speaker_over(self, picture: Picture) -> str | None:
        """Return who is heard the longest while a picture is seen; None where nobody is."""
        start_s, end_s = picture.event.record.start_s, picture.event.record.end_s
        held: dict[str, float] = {}
        for one in self.heard_in(start_s, end_s):
            seconds = min(end_s, one.word.out_s) - max(start_s, one.word.in_s)
            held[one.who] = held.get(one.who, 0.0) + seconds
        return max(held, key=lambda who: held[who], default=None)


def runs_on(before: Event, after: Event) -> bool:
    """Tell whether a clip simply goes on from one event to the next: no cut."""
    return (
        before.file == after.file
        and before.source.end == after.source.start
        and before.record.end == after.record.start
    )


def spoken_in(truth: Truth, file: str) -> Iterator[Spoken]:
    """Yield every word of a clip or a recording, in its own seconds; nothing for an unknown file."""
    for take in truth.takes:
        if take.file == file:
            yield from _all_said(take)
            return
    for take in truth.takes:
        for ran in take.ran:
            if _is_of(ran, file):
                yield from (_on_recorder(spoken, ran) for spoken in _all_said(take))
                return


def plays(take: TrueTake, file: str) -> bool:
    """Tell whether a file is this clip, or a recording that ran during it."""
    return take.file == file or any(_is_of(ran, file) for ran in take.ran)


def _is_of(ran: Ran, file: str) -> bool:
    return PurePath(file).name in {PurePath(one).name for one in ran.files}


def _all_said(take: TrueTake) -> Iterator[Spoken]:
    for readings, nobody in ((take.readings, SOMEBODY), (take.crew, "")):
        for reading in readings:
            for word in reading.words:
                yield Spoken(word, reading.character or nobody, reading)


def _on_recorder(spoken: Spoken, ran: Ran) -> Spoken:
    clock = 1 + ran.drift_ppm * 1e-6
    word = spoken.word
    ins, out = ((second - ran.at_s) * clock for second in (word.in_s, word.out_s))
    return replace(spoken, word=TrueWord(ins, out, word.text))
