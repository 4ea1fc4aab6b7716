"""Do the mouths that are seen say the words that are heard?

Unit: frames of the film, for every word that a face in the picture says. Definition: of each picture event
the words of that clip, spoken by somebody whose face is in it, that it shows more than half of. Each is
looked for among the words that are heard: the same word of the same character, nearest in time; the lip
error is how far its beginning is off, or its end where that is farther. A word that nobody is heard to say
within a second is *another text*; so is a word that is heard of somebody whose face is seen and whose mouth
does not say it within that second.
Source of the limit: ITU-R BT.1359 lets sound be 45 ms early (one frame at 25) and 125 ms late (three); two
frames either way is what an editor's eye lets pass.
"""  # noqa: D400 -- it is a question

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from evaluation.marks import Mark, Marks
from evaluation.playing import Picture, Playing, Spoken
from evaluation.score import Score

FAR_S: Final = 1.0
"""A word that is farther off is another one: nobody sees them as one that is out of sync."""
MOST_FRAMES: Final = 2.0


@dataclass(frozen=True)
class Lips:
    """What mouths said: how far each word is off, in frames, and the words that are of another text."""

    off: tuple[float, ...] = ()
    other_text: Marks = field(default_factory=Marks)

    def __add__(self, other: "Lips") -> "Lips":
        """Return what is known of two cuts together."""
        return Lips(self.off + other.off, self.other_text + other.other_text)

    @property
    def worst(self) -> Score:
        """The greatest error of a word."""
        return Score(max(self.off, default=None), len(self.off), "frames")

    @property
    def over(self) -> Score:
        """How many words are more than two frames off."""
        many = sum(off > MOST_FRAMES + 1e-6 for off in self.off)
        return Score(many if self.off else None, len(self.off), "of")


def read_lips(playing: Playing) -> Lips:
    """Return what every mouth says that is seen, beside what is heard."""
    off: list[float] = []
    marks: list[Mark] = []
    judged = 0
    for picture in playing.pictures:
        shown, heard = list(shown_by(playing, picture)), _heard_of(playing, picture)
        judged += len(shown) + len(heard)
        for one in shown:
            nearest = _nearest(one, playing.heard)
            if nearest is None:
                marks.append(
                    _another(picture, f"{one.who}'s mouth says “{one.word.text}”, which is not heard")
                )
            else:
                off.append(_apart(one, nearest) * float(playing.cut.rate))
        near = [one for n in (-1, 0, 1) for one in _shown_beside(playing, picture.number + n)]
        marks += [
            _another(picture, f"“{one.word.text}” is heard of {one.who}, whose mouth is still")
            for one in heard
            if _nearest(one, near) is None
        ]
    return Lips(tuple(off), Marks(judged, tuple(marks)))


def shown_by(playing: Playing, picture: Picture) -> Iterator[Spoken]:
    """Yield the words that faces say in a picture, in seconds of the film."""
    source = picture.event.source
    for one in playing.spoken_in(picture.event.file):
        if one.who in picture.take.faces and one.within(source.start_s, source.end_s):
            yield one.moved(picture.film_s(0.0))


def _shown_beside(playing: Playing, number: int) -> Iterator[Spoken]:
    """Yield what faces say in a picture by its number; nothing where there is none."""
    if 1 <= number <= len(playing.pictures):
        yield from shown_by(playing, playing.pictures[number - 1])


def _heard_of(playing: Playing, picture: Picture) -> list[Spoken]:
    """Return the words that are heard of those whose faces a picture shows, while it shows them."""
    record = picture.event.record
    return [
        one
        for one in playing.heard_in(record.start_s, record.end_s)
        if one.who in picture.take.faces and one.within(record.start_s, record.end_s)
    ]


def _nearest(one: Spoken, others: Sequence[Spoken]) -> Spoken | None:
    """Return the same word of the same character that is nearest, within `FAR_S`."""
    same = [
        other
        for other in others
        if (other.who, other.word.text) == (one.who, one.word.text) and _apart(one, other) <= FAR_S
    ]
    return min(same, key=lambda other: _apart(one, other), default=None)


def _apart(one: Spoken, other: Spoken) -> float:
    """Return by how many seconds two words are apart, at the end that is farther."""
    return max(abs(one.word.in_s - other.word.in_s), abs(one.word.out_s - other.word.out_s))


def _another(picture: Picture, what: str) -> Mark:
    return Mark(picture.event.line, what, picture.number)
