"""The performer's own sheet, as words: where they may be, what was read, what was not, what left. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rushes.consent.answers import Answer
from rushes.consent.known import Known, Take
from rushes.consent.released import Release
from rushes.rights import ABOUT, EVERYONE, Entry, Use

_LISTED = 12
"""Takes of a scene that are named; of more, the others are counted."""

_READ: dict[Use, str] = {
    "faces": "where your face is (as a box)",
    "mouths": "whether your mouth moves with the words",
    "transcribe": "what you said, written down",
}


@dataclass(frozen=True)
class Row:
    """One thing and what is to be said of it; mark: ``yes``, ``no`` or nothing."""

    what: str
    told: str
    mark: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the sheet. columns: what its rows are about, and what they tell."""

    heading: str
    sentences: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    columns: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Sheet:
    """The whole sheet. facts: what stands at its head, by name."""

    film: str
    name: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def sheet_of(known: Known) -> Sheet:
    """Return the sheet of what is known of a performer."""
    facts = (
        ("Plays", ", ".join(known.characters) or "nobody that the register names"),
        ("In reports you are called", known.person.id),
        ("As of", known.day.isoformat()),
    )
    parts = (
        Part("In short", tuple(_in_short(known))),
        _where(known.takes),
        _said(known),
        Part("What was read of you", tuple(_read_lead(known)), tuple(_read(known)), ("cut", "what")),
        Part("What left the house", tuple(_left_lead(known)), tuple(_left(known)), ("file", "what it is")),
        Part("What was deleted", tuple(_deleted(known.entries))),
        Part("What you can do", tuple(_next(known))),
    )
    return Sheet(known.film, known.name, facts, tuple(one for one in parts if one.sentences or one.rows))


def _in_short(known: Known) -> Iterator[str]:
    used = sum(take.in_film for take in known.takes)
    yield from known.unclear
    if known.takes:
        scenes = len({take.scene for take in known.takes if take.scene})
        where = f" in {_many(scenes, 'scene')}" if scenes else ""
        yield (
            f"You may be seen or heard in {_many(len(known.takes), 'take')}{where}; "
            f"the cut as it stands plays {used or 'none'} of them."
        )
    elif not known.unclear:
        yield "No take in which you may be is known: nothing is cut yet, or the script gives you no scene."
    read = dict.fromkeys(one.use for cut in known.cuts for one in cut.read)
    if read:
        yield f"With a yes, this was read of you: {_all([_READ.get(use, use) for use in read])}."
    else:
        yield f"{_nothing(known)}."
    yield (
        "You were not recognised. No picture and no voice of you was made or changed: this program cannot."
    )
    yield "The cut follows the words of the script, the slates and the notes of the crew. That needs no yes."


def _where(takes: Sequence[Take]) -> Part:
    """Tell of the takes, scene by scene; those that are in the film are marked."""
    rows = [
        Row(_scene(scene), told, "yes" if any(one.in_film for one in group) else "")
        for scene, members in groupby(takes, key=lambda take: (take.scene, take.heading))
        if (group := tuple(members))
        for told in (_takes_told(group),)
    ]
    lead = "Who is in a take is told by slate, script, logs and people. “In the film” means the cut of today."
    return Part("Where you may be seen or heard", (lead,) if rows else (), tuple(rows), ("scene", "takes"))


def _scene(scene: tuple[str, str]) -> str:
    number, heading = scene
    return f"Scene {number} {heading}".strip() if number else "No scene on the slate"


def _takes_told(takes: Sequence[Take]) -> str:
    """Say which takes of a scene are in the film, how many of their lines are heard, and who says what."""
    told = [_named("In the film", [take for take in takes if take.in_film])]
    told.append(_named("Not in the film", [take for take in takes if not take.in_film]))
    heard = [take for take in takes if take.words]
    lines = sum(len(take.words) for take in heard)
    told.append(f"You are heard in {len(heard)} of them, with {_many(lines, 'line')}." if heard else "")
    by_seen: dict[str, list[Take]] = {}
    for take in takes:
        by_seen.setdefault(take.seen, []).append(take)
    told += [
        _named(_capital(seen), members) if len(by_seen) > 1 else f"{_capital(seen)}."
        for seen, members in by_seen.items()
    ]
    return " ".join(filter(None, told))


def _named(what: str, takes: Sequence[Take]) -> str:
    if not takes:
        return ""
    more = len(takes) - _LISTED
    names = [take.name for take in takes[:_LISTED]]
    return f"{what}: {_all([*names, f'{more} more'] if more > 0 else names)}."


def _said(known: Known) -> Part:
    """Tell of each use that this product does, or that was answered, what holds today."""
    rows = [
        Row(_capital(ABOUT[answer.use].name), " ".join(_answer(answer, known)), _mark(answer))
        for answer in known.person.answers
        if ABOUT[answer.use].has_job or answer.entry is not None
    ]
    rest = [answer for answer in known.person.answers if not ABOUT[answer.use].has_job and not answer.entry]
    sentences = ["Each answer stands for itself. What you did not answer is a no."]
    if rest:
        names = _all([ABOUT[answer.use].name for answer in rest])
        sentences.append(f"Nothing else was asked of you, and none of this is done: {names}.")
    columns = ("what you were asked for", "your answer, and what is done")
    return Part("What you said, and what it means", tuple(sentences), tuple(rows), columns)


def _mark(answer: Answer) -> str:
    return "yes" if answer.decision.allowed else "no"


def _answer(answer: Answer, known: Known) -> Iterator[str]:
    entry = answer.entry
    if entry is None:
        yield "You said nothing, so it is a no."
    elif answer.says == "no":
        yield f"No, you said so on {entry.day} (entry {entry.seq})."
    else:
        yield from _yes(entry)
        if not answer.decision.allowed:
            yield _misfit(answer, entry, known.person.id)
    if not answer.decision.allowed:
        so = "Where it does not hold," if answer.says in {"not now", "not of all"} else "So"
        yield f"{so} {answer.decision.effect or ABOUT[answer.use].refused}."


def _yes(entry: Entry) -> Iterator[str]:
    """Tell a yes with its terms, who asked, and the document."""
    whose = "Yes, said for everyone in the pictures" if entry.performer == EVERYONE else "Yes"
    until = f" until {entry.to_day}" if entry.to_day else ", without an end"
    where = f", in {', '.join(entry.territory)}" if entry.territory else ""
    by = f", by {', '.join(entry.medium)}" if entry.medium else ""
    asked = f", asked by {entry.collected_by}" if entry.collected_by else ""
    yield f"{whose}, since {entry.from_day or entry.day}{until}{where}{by}{asked} (entry {entry.seq})."
    if entry.proof_name:
        yield f"The document {entry.proof_name} is kept."


def _misfit(answer: Answer, entry: Entry, performer: str) -> str:
    """Say why a yes does not count here and now."""
    told = answer.decision.because
    for whose in (performer, entry.performer):
        told = told.replace(f"The yes of {whose} to '{answer.use}' (entry {entry.seq})", "It")
    return told.replace(performer, "You", 1)


def _read_lead(known: Known) -> Iterator[str]:
    if not any(cut.read for cut in known.cuts):
        yield f"{_nothing(known)}; that goes for each cut that lies here."


def _nothing(known: Known) -> str:
    """Say that nothing was read; where it may have been once, that nothing of it is in a cut any more."""
    asked = any(entry.kind == "grant" and set(entry.uses) & set(_READ) for entry in known.entries)
    return "Nothing that was read of you stands in a cut any more" if asked else "Nothing was read of you"


def _read(known: Known) -> Iterator[Row]:
    for cut in known.cuts:
        told = []
        for one in cut.read:
            told.append(f"{_capital(_READ.get(one.use, one.use))}, in {_many(len(one.takes), 'take')}.")
            told += ["The yes to it holds no more: the cut must be made anew."] * (one.use in cut.over)
        if told:
            yield Row(cut.name, " ".join(told), "yes")
        if not cut.clear:
            yield Row(cut.name, "It cannot be read on whose yes it stands.", "no")


def _left_lead(known: Known) -> Iterator[str]:
    if not known.releases and not any(cut.left for cut in known.cuts):
        nothing = "Nothing that is known here."
        yield "Nothing that could be read here." if known.unclear else nothing
        yield "Somebody may have copied files by hand; that no program can know."
    else:
        yield "What was handed over from this folder. Copies that somebody made by hand no program can know."


def _left(known: Known) -> Iterator[Row]:
    for cut in known.cuts:
        if cut.left:
            locked = f", locked by {cut.locked.who}" if cut.locked else ", locked by nobody"
            again = " It stands on a yes that holds no more." if cut.over else ""
            yield Row(cut.name, f"The cut for other editing systems, {cut.day}{locked}.{again}")
    for one in known.releases:
        yield Row(one.file, _release_told(one, known.person.id), "")


def _release_told(one: Release, performer: str) -> str:
    how = "you are covered and muted in it" if performer in one.covered else "you are seen and heard in it"
    where = f", for {one.territory}" if one.territory else ""
    by = f", by {one.medium}" if one.medium else ""
    locked = f"locked by {one.locked_by}" if one.locked_by else "locked by nobody"
    return f"A copy for outside, {one.at[:10]}{where}{by}, {locked}; {how}."


def _deleted(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.kind == "deletion":
            yield f"{entry.day}, entry {entry.seq}: {entry.description}"


def _next(known: Known) -> Iterator[str]:
    number = known.person.id
    yield "Say no at any time, to one thing or to all, without a reason: tell anybody of the production."
    yield (
        f"They write it down with: rushes consent revoke FILM {number}, or rushes consent refuse FILM "
        f"{number} --all. It holds from that moment on, and what was made with your yes is deleted."
    )
    yield "The film is cut whatever you answer. For a copy that is shown outside, you are asked first."
    yield (
        f"Ask for all that is kept about you: rushes consent pack FILM {number}. Ask for the name of whoever "
        "keeps the register, and for a copy of every paper that you signed."
    )
    yield f"Note this number; with it anybody can check that nothing was changed since: {known.register.head}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _all(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
