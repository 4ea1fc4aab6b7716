"""What is told of one event: what it is, what told for and against it, and what lost to it on what."""

import json
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from rushes.telling.words import count

if TYPE_CHECKING:
    from rushes.cut.model import Cut, Event, Reason
    from rushes.cut.why import Chosen, Difference, NextBest, Why
    from rushes.screenplay import Line

WIDE = 80
"""Columns of the text; a terminal has them."""

_MINUS = "\N{MINUS SIGN}"
_NAMES = 22
"""Columns for the names of reasons; the longest of the table has 21."""


def why_told(why: "Why", cut: "Cut", lines: Mapping[str, "Line"]) -> str:
    """Say everything about one event, for a person at a terminal. lines: by id, as far as they are known."""
    told = [*_what(why, cut), *_words(why, lines)]
    if why.picture:
        told += ["", *_weighed(why.picture, "picture")]
    for sound in why.sounds:
        if why.picture and set(sound.event.reasons) <= set(why.picture.event.reasons):
            worth = _worth(sound.event.worth)
            told += [
                "",
                *_wrapped(f"Heard with it: the same take, chosen as one ({worth} as sound alone).", 0),
            ]
        elif sound.event.shows == "tone":
            told += ["", *_wrapped(f"Under it: room tone, {sound.event.reasons[0].fact}.", 0)]
        else:
            told += ["", *_weighed(sound, "sound")]
    return "\n".join([*told, "", *_doubt(why)])


def _what(why: "Why", cut: "Cut") -> Iterator[str]:
    """Yield what the event is and where it stands."""
    event = why.event
    length = float(event.record.seconds)
    yield (
        f"Event {why.number} of {why.count}: {event.track}, {_place(event, cut)} of the film, {length:.1f} s"
    )
    name = (why.picture or why.sounds[0]).name
    source = event.source
    of_clip = "samples" if cut.clip(event.file).is_sound else "frames"
    file = f" ({event.file})" if event.file != name else ""
    yield from _wrapped(f"{_shows(event)} {name}{file}, {of_clip} {source.start} to {source.end}.")
    if why.runs_on:
        yield from _wrapped("The take runs on from the event before it: there is no cut between them.")
    if event.leads:
        who = "picture comes first" if event.leads > 0 else "sound comes first"
        yield from _wrapped(f"Split edit: the {who}, by {count(abs(event.leads), 'frame')}.")


def _place(event: "Event", cut: "Cut") -> str:
    """Return where an event stands, in the timecode that the timelines and the report have."""
    from rushes.timecode import timecode_text  # noqa: PLC0415 -- open already when there is a cut
    from rushes.turnover.shots import film_start  # noqa: PLC0415

    begins, drops = film_start(cut)
    frames = (event.record.start, event.record.end)
    start, end = (timecode_text(begins + frame, cut.rate, drop=drops) for frame in frames)
    return f"{start} to {end}"


def _shows(event: "Event") -> str:
    if not event.track.startswith("V"):
        return f"Line {event.line}, heard under no picture:"
    kinds = {"line": "Line", "reaction": "A reaction over line", "beat": "A beat without words after line"}
    kinds |= {"tone": "Room tone by line"}
    return f"{kinds[event.shows]} {event.line}, from"


def _words(why: "Why", lines: Mapping[str, "Line"]) -> Iterator[str]:
    """Yield the lines that are heard."""
    for line in (lines[name] for name in why.heard if name in lines):
        yield from _wrapped(f"{line.id} {line.character}: {line.text}", 4, 8)


def _weighed(chosen: "Chosen", side: str) -> Iterator[str]:
    """Yield a picture or a sound on the scales."""
    yield f"Why this {side}: {chosen.name}, worth {_worth(chosen.event.worth)}"
    for fact in chosen.pinned:
        yield from _wrapped(f"Pinned: {fact}.", 2, 4)
    yield from _reasons("for it", chosen.reasons_for)
    yield from _reasons("against it", chosen.against)
    if not chosen.reasons_for and not chosen.against:
        yield "  No reason told for or against it."
    yield from _next_best(chosen, side)


def _reasons(head: str, reasons: Sequence["Reason"]) -> Iterator[str]:
    if reasons:
        yield f"  {head}"
        for reason in reasons:
            yield from _row(_worth(reason.worth), reason.name, reason.fact)


def _row(worth: str, name: str, fact: str) -> Iterator[str]:
    """Yield a reason: its worth, its name, the fact behind it."""
    head = f"    {worth:>6}  {name:{_NAMES}} "
    yield from wrap(head + fact, WIDE, subsequent_indent=" " * len(head), drop_whitespace=True)


def _next_best(chosen: "Chosen", side: str) -> Iterator[str]:
    best = chosen.next_best
    if best is None:
        left = "The pins leave no other" if chosen.pinned else "There was no other"
        yield f"  {left} {side} to choose from."
        return
    others = f", of {count(chosen.others, 'other')}" if chosen.others > 1 else ""
    where = best.alternate.span
    told = f"Next best{others}: {best.name}, frames {where.start} to {where.end}, worth "
    told += f"{_worth(best.alternate.worth)}: {_behind(best, pinned=bool(chosen.pinned))}"
    yield from _wrapped(told, 2, 4)
    yield from _lost("it lost on", best.lost_on)
    yield from _lost("it was ahead on", best.ahead_on)
    if best.alike:
        of_equals = "the later take" if side == "sound" else "the take that is heard, then the later take,"
        yield f"    Nothing tells them apart; {of_equals} goes first."


def _behind(best: "NextBest", *, pinned: bool) -> str:
    split = ", the split edit left out" if best.afterwards else ""
    if abs(best.behind) < _least():
        return f"as good in this place{split}."
    if best.behind > 0:
        return f"{best.behind:.2f} less{split}."
    around = "a person decided" if pinned else "the film around it is better without"
    return f"{-best.behind:.2f} more in this place alone{split}; {around}."


def _least() -> float:
    from rushes.cut.why import LEAST  # noqa: PLC0415 -- open already when there is a cut

    return LEAST


def _lost(head: str, found: Sequence["Difference"]) -> Iterator[str]:
    told = [one for one in found if abs(one.ahead) >= _least()]
    if told:
        yield f"    {head}"
    for one in told:
        yield from _row(_worth(abs(one.ahead)), one.name, _facts(one))


def _facts(one: "Difference") -> str:
    """Say what was so of the choice and what of the other."""
    if one.fact == one.other_fact:
        return f"{one.fact}, here and there"
    both = [("here", one.fact), ("there", one.other_fact)]
    return "; ".join(f"{where}: {fact}" for where, fact in both if fact)


def _doubt(why: "Why") -> Iterator[str]:
    yield from _wrapped(_sure(why) + ("." if why.look_because else "; nothing asks for a look."), 0, 2)
    for cause in why.look_because:
        yield from _wrapped(f"Look: {cause}", 2, 4)


def _sure(why: "Why") -> str:
    """Say how sure it is; of picture and sound apart where that is not the same."""
    told = [(f"sound {sound.event.confidence:.2f}", sound.event.confidence) for sound in why.sounds]
    if why.picture:
        sure, line = why.picture.event.confidence, why.picture.event.shows == "line"
        unknown = " (nobody says who is in it)" if line and not why.picture.shows_whom else ""
        told.insert(0, (f"picture {sure:.2f}{unknown}", sure))
    if len({round(sure, 2) for _, sure in told}) < 2:
        return f"Confidence {why.confidence:.2f}"
    return f"Confidence {why.confidence:.2f}: {', '.join(said for said, _ in told)}"


def _worth(worth: float) -> str:
    return ("+" if worth >= 0 else _MINUS) + f"{abs(worth):.2f}"


def _wrapped(text: str, first: int = 2, rest: int = 4) -> list[str]:
    return wrap(text, WIDE, initial_indent=" " * first, subsequent_indent=" " * rest)


def why_as_json(why: "Why", lines: Mapping[str, "Line"]) -> str:
    """Write everything about one event, the event itself as in cut.json but for its alternates."""
    told = {
        "schema": "rushes.why/1",
        "number": why.number,
        "count": why.count,
        "runs_on": why.runs_on,
        "heard": [
            {
                "line": name,
                **({"character": lines[name].character, "text": lines[name].text} if name in lines else {}),
            }
            for name in why.heard
        ],
        "picture": _chosen_json(why.picture) if why.picture else None,
        "sounds": [_chosen_json(sound) for sound in why.sounds],
        "confidence": why.confidence,
        "look_because": list(why.look_because),
    }
    return json.dumps(told, ensure_ascii=False)


def _chosen_json(chosen: "Chosen") -> Mapping[str, object]:
    event = chosen.event
    return {
        "track": event.track,
        "line": event.line,
        "shows": event.shows,
        "leads": event.leads,
        "name": chosen.name,
        "file": event.file,
        "in": event.source.start,
        "out": event.source.end,
        "record_in": event.record.start,
        "record_out": event.record.end,
        "worth": round(event.worth, 3),
        "confidence": event.confidence,
        "reasons_for": _reasons_json(chosen.reasons_for),
        "against": _reasons_json(chosen.against),
        "pinned": list(chosen.pinned),
        "others": chosen.others,
        "next_best": _next_json(chosen.next_best) if chosen.next_best else None,
    }


def _reasons_json(reasons: Sequence["Reason"]) -> list[Mapping[str, object]]:
    return [{"name": reason.name, "worth": reason.worth, "fact": reason.fact} for reason in reasons]


def _next_json(best: "NextBest") -> Mapping[str, object]:
    return {
        "name": best.name,
        "file": best.alternate.file,
        "in": best.alternate.span.start,
        "out": best.alternate.span.end,
        "worth": best.alternate.worth,
        "behind": best.behind,
        "afterwards": best.afterwards,
        "lost_on": [_difference_json(one) for one in best.lost_on],
        "ahead_on": [_difference_json(one) for one in best.ahead_on],
    }


def _difference_json(one: "Difference") -> Mapping[str, object]:
    return {
        "name": one.name,
        "ahead": one.ahead,
        "chosen": one.chosen,
        "other": one.other,
        "fact": one.fact,
        "other_fact": one.other_fact,
    }
