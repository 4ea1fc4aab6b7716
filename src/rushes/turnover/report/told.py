"""What a picture is, in an editor's words: who is heard, who is seen, how picture and sound part. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rushes.cut.model import Event
from rushes.cut.reactions import PLAYED_ON_LISTENER
from rushes.turnover.report.heard import Spoken, who_speaks
from rushes.turnover.report.shelf import Shelf
from rushes.turnover.report.sync import in_sync
from rushes.turnover.splits import frames_said, split_said

KINDS = {"line": "", "reaction": "Reaction", "beat": "Beat", "tone": "Room tone"}
"""What a picture is called that does not show the line that is heard."""


@dataclass(frozen=True)
class Split:
    """A split edit as the page tells it: ``Picture first, 12 frames``, and what that means here.

    late: ``sound`` where the picture is cut first, ``picture`` where the sound is.
    """

    said: str
    meaning: str
    late: str


def split_of(event: Event, shelf: Shelf) -> Split | None:
    """Return how picture and sound part where an event begins; None for a straight cut."""
    if not event.leads:
        return None
    line, frames = shelf.lines.get(event.line), frames_said(abs(event.leads))
    who = line.character if line else f"line {event.line}"
    if event.leads > 0:
        meaning = f"The picture changes {frames} before the sound: it is here when {who} is heard."
    else:
        meaning = f"The sound changes {frames} before the picture: {who} is heard over the picture before."
    said = split_said(event.leads)
    return Split(said[0].upper() + said[1:], meaning, "sound" if event.leads > 0 else "picture")


def seen_in(files: Iterable[str], shelf: Shelf) -> str:
    """Say who is in the picture of some clips, and who says so; empty where nobody does or they disagree.

    ``TOM is in the picture, MAREN is not (the log)``.
    """
    known = {one for file in files if (one := shelf.seen.get(file))}
    if len({(one.on, one.off) for one in known}) != 1:
        return ""
    on, off = (sorted(names) for names in next((one.on, one.off) for one in known))
    by = " and ".join(sorted({one.by for one in known}))
    if not on:
        return f"Nobody who speaks is in the picture ({by})"
    rest = f", {_all(off)} {_is(off)} not" if off else ""
    return f"{_all(on)} {_is(on)} in the picture{rest} ({by})"


def told_of(
    picture: Event, before: Event | None, under: Sequence[Event], spoken: Sequence[Spoken], shelf: Shelf
) -> tuple[str, ...]:
    """Say what a person who was not there could not know from picture and words alone.

    before: the picture before it. under: the sounds that play under it. spoken: what is said there.
    """
    if picture.shows == "reaction":
        return tuple(_reaction(picture, under, spoken, shelf))
    if picture.shows == "beat":
        return (f"{_heard(spoken, shelf)}.",) if spoken else ()
    return tuple(_line(picture, before, under, shelf))


def _reaction(
    picture: Event, under: Sequence[Event], spoken: Sequence[Spoken], shelf: Shelf
) -> Iterator[str]:
    speakers = who_speaks(spoken, shelf)
    who = shelf.seen.get(picture.file)
    listeners = sorted(who.on - set(speakers)) if who else []
    told = [reason.fact for reason in picture.reasons if reason.name == "listener seen" and reason.fact]
    if listeners and who:
        yield f"{_heard(spoken, shelf)}, {_all(listeners)} {_is(listeners)} seen ({who.by} says so)."
    elif told:
        yield f"{_heard(spoken, shelf)}; {told[0]}."
    else:
        yield f"{_heard(spoken, shelf)}; who is seen in {shelf.name(picture.file)} is written nowhere."
    for reason in picture.reasons:
        if reason.name == PLAYED_ON_LISTENER:
            yield f"{reason.fact}."
    yield from _elsewhere(picture, under, shelf)


def _line(picture: Event, before: Event | None, under: Sequence[Event], shelf: Shelf) -> Iterator[str]:
    own = [sound for sound in under if sound.line == picture.line]
    line = shelf.lines.get(picture.line)
    if any(in_sync(sound, picture, shelf) for sound in own):
        heard = shelf.clips.get(own[0].file)
        if heard and not heard.is_sound and heard.file != picture.file:
            yield f"The same moment as {heard.name}, whose sound is heard, from another camera."
        if before and before.shows == "reaction" and before.line == picture.line and line:
            yield f"Back to the picture of {line.character}\N{RIGHT SINGLE QUOTATION MARK}s own words."
    else:
        yield from _elsewhere(picture, own, shelf)


def _elsewhere(picture: Event, under: Sequence[Event], shelf: Shelf) -> Iterator[str]:
    """Say which take is heard, where it is not the one that is seen."""
    names = {shelf.take_of(sound): None for sound in under if not in_sync(sound, picture, shelf)}
    if names:
        yield f"The words are from {_all(list(names))}, the picture is from {shelf.name(picture.file)}."


def _heard(spoken: Sequence[Spoken], shelf: Shelf) -> str:
    speakers = who_speaks(spoken, shelf)
    return f"{_all(speakers)} {_is(speakers)} heard" if speakers else "Nobody speaks"


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _all(names: Sequence[str]) -> str:
    """Write names as a sentence has them: ``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""
