"""What of a cut stands in an edit decision list in another way than a person would expect. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from rushes.cut.model import Cut
from rushes.errors import Finding
from rushes.timecode import rate_text
from rushes.turnover.dialects.edl.tracks import all_reels, codes, laid_out
from rushes.turnover.dialects.reels import reel_of

MOST_EVENTS: Final = 999
"""Where the numbers of CMX 3600 end; today's systems count on."""
_TOLD: Final = 3


def tells_tracks(cut: Cut, letters: int) -> tuple[Finding, ...]:
    """Return findings about reels under other names, clips that count otherwise, and lists that are long."""
    return (*_renamed(cut, letters), *_other_rates(cut), *_long(cut))


def _renamed(cut: Cut, letters: int) -> Iterator[Finding]:
    """Yield what reels had to be called otherwise, and which of them only to tell them apart."""
    made = all_reels(cut, letters)
    whole = {clip.file: reel_of(clip, letters) for clip in cut.clips if clip.file in made}
    short = sorted({(whole[file], name) for file, name in made.items() if whole[file] != name})
    if short:
        said = [f"{name} for {full}" for full, name in short]
        fact = (
            f"{len(short)} reels have other names in the lists, of {letters} letters at most: {_named(said)}."
        )
        yield Finding(
            "reels renamed", short[0][0], fact, "The table at the end of each list names them in full."
        )


def _other_rates(cut: Cut) -> Iterator[Finding]:
    played = {event.file for event in cut.events}
    others = [c for c in cut.clips if c.file in played and not c.is_sound and c.rate != cut.rate]
    if others:
        said = [f"{clip.file} at {rate_text(clip.rate)}" for clip in others]
        fact = (
            f"{len(others)} clips count at another rate than the film, which no list knows: {_named(said)}."
        )
        advice = "Their timecode is their own, and a comment says its rate; check them after conforming."
        yield Finding("other rates in the list", others[0].file, fact, advice)


def _long(cut: Cut) -> Iterator[Finding]:
    for laid in laid_out(cut):
        count = sum(len(codes(shot)) for shot in laid.shots)
        if count > MOST_EVENTS:
            fact = f"The list of {laid.name} has {count:,} events; systems that keep to CMX 3600 stop at 999."
            yield Finding("long list", laid.name, fact)


def _named(said: Sequence[str]) -> str:
    return ", ".join(said[:_TOLD]) + (f" and {len(said) - _TOLD} more" if len(said) > _TOLD else "")
