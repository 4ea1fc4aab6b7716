"""Takes whose truth tells who is in the picture, and cuts whose picture and sound are laid apart."""

from collections.abc import Sequence
from dataclasses import replace

from evaluation.playing import Playing
from evaluation.truth import Person, TrueReading, TrueTake, Truth

from rushes.cut import Cut, Event
from rushes.cut.model import Shows
from rushes.timecode import Span
from tests.cut.shooting import RATE
from tests.evaluation.making import said, true

SIDES = {"ANNA": "left", "BEN": "right"}

Piece = tuple[str, str, float, float]
"""Of a cut: line, take, and from which second of it to which."""


def says(
    who: str, line: str | None, take: str, at: float, words: str = "one two three four", *, slip: str = ""
) -> TrueReading:
    """Return a true reading by somebody."""
    return replace(said(line, take, at, words, slip=slip or None), character=who)


def filmed(
    faces: str,
    *readings: TrueReading,
    size: str = "close",
    backs: str = "",
    soft: Sequence[tuple[float, float]] = (),
    noise: str = "",
    sides: dict[str, str] = SIDES,
    setup: str = "",
) -> TrueTake:
    """Return the true take that some readings stand in: whose faces and backs are in the picture."""
    (take,) = true(*readings).takes
    name = take.file.removesuffix(".mov")
    seen = [Person(who, "face", sides[who]) for who in faces.split()]
    seen += [Person(who, "back", sides[who]) for who in backs.split()]
    return replace(
        take,
        scene="1",
        setup=setup or name.partition("-")[0],
        take=int(name.partition("-")[2].rstrip("b")),
        camera="B" if name.endswith("b") else "A",
        size=size,
        seen=tuple(seen),
        soft=tuple(soft),
        noise=noise,
    )


def playing(
    takes: Sequence[TrueTake], pictures: Sequence[Piece], sounds: Sequence[Piece] = (), **shows: Shows
) -> Playing:
    """Return a cut beside its truth: pieces end to end on V1, and on A1 (the same, where none are given).

    shows: what a picture is for, by its number: ``_2="reaction"``.
    """
    laid = [*_laid("V1", pictures), *_laid("A1", sounds or pictures)]
    named = {int(number.lstrip("_")): what for number, what in shows.items()}
    events = tuple(replace(event, shows=named.get(n, "line")) for n, event in enumerate(laid, start=1))
    return Playing(Truth(tuple(takes)), Cut("Made up", RATE, "classic", events))


def _laid(track: str, pieces: Sequence[Piece]) -> list[Event]:
    laid: list[Event] = []
    for line, take, start, end in pieces:
        source = Span(round(start * RATE), round(end * RATE), RATE)
        at = laid[-1].record.end if laid else 0
        record = Span(at, at + source.frames, RATE)
        laid.append(Event(track, line, f"{take}.mov", source, record, 1.0, False, ()))  # noqa: FBT003
    return laid
