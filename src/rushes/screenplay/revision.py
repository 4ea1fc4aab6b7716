"""A revised screenplay: lines that were lined before keep their ids, whatever was written around them.

Pages change while a film is being shot. Scenes are known again by what is said in them, by their
number and their heading; lines by who says them and the words. A line that was only changed keeps
its id; one that was put in gets a letter, as A-scenes do (``1.4A`` after ``1.4``); the id of one that
is gone is never given to another.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import count
from typing import Final

from rushes.errors import Finding
from rushes.screenplay.model import Line, Scene, Screenplay
from rushes.screenplay.spoken import spoken_words

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which look like numbers: slates leave them out too."""

_ALIKE, _ALIKE_ALONE, _ALIKE_OF_ANOTHER = 0.5, 0.34, 0.8
"""Share of words in common that makes a line a changed one and not a new one: among several; when one
line stands where one stood; and when another character says it."""
_KNOWN_ANYWHERE = 4
"""Words that a line must have to be known again in another scene: anybody says "Yes."."""
_SAME_NUMBER = _SAME_HEADING = 3
"""How many words in common the same number on the page, and the same heading, count for."""
_ANOTHER_FILM = 0.1
"""When no more than this share of the lines is known again, it is another screenplay."""

_ID = re.compile(r"(?s)(.*)\.(\d+)([A-Z]*)")
_Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Earlier:
    """What was lined before. lines: in story order. headings: by scene number. retired: ids once used."""

    lines: tuple[Line, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    retired: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revision:
    """What a revision did to the lines; each in story order.

    changed: pairs of the line as it was and as it is. retired: every id that no line may have again.
    renumbered: (heading, number it would have, number it keeps) of scenes without one on the page.
    another: it is another screenplay, whose ids begin anew.
    """

    unchanged: tuple[Line, ...] = ()
    changed: tuple[tuple[Line, Line], ...] = ()
    new: tuple[Line, ...] = ()
    gone: tuple[Line, ...] = ()
    retired: tuple[str, ...] = ()
    renumbered: tuple[tuple[str, str, str], ...] = ()
    another: bool = False

    def __str__(self) -> str:
        """Count it in words: ``24 lines unchanged, 1 changed, 2 new, 1 gone``."""
        unchanged = f"{len(self.unchanged)} line{'' if len(self.unchanged) == 1 else 's'} unchanged"
        return f"{unchanged}, {len(self.changed)} changed, {len(self.new)} new, {len(self.gone)} gone"

    @property
    def differs(self) -> bool:
        """Whether any line is not as it was."""
        return bool(self.changed or self.new or self.gone)


def revise(screenplay: Screenplay, earlier: Earlier) -> tuple[Screenplay, Revision]:
    """Return the screenplay with the ids of the lines that were lined before, and what is different."""
    paired = _paired(screenplay, earlier)
    numbers = _numbers(screenplay.scenes, paired, earlier)
    known = _known(screenplay, paired, earlier)
    if not earlier.lines or len(known) <= _ANOTHER_FILM * min(len(earlier.lines), len(screenplay.lines)):
        return screenplay, Revision(new=screenplay.lines, gone=earlier.lines, another=True)
    ids = _ids(screenplay, known, numbers, {line.id for line in earlier.lines} | {*earlier.retired})
    revised = replace(
        screenplay,
        scenes=tuple(
            _renamed(scene, number, ids) for scene, number in zip(screenplay.scenes, numbers, strict=True)
        ),
    )
    return revised, _revision(screenplay, revised, known, earlier)


def findings_of(revision: Revision) -> tuple[Finding, ...]:
    """Tell what a revision did, beginning with the counts; nothing where no line is different."""
    if revision.another:
        fact = "None of the lines that were lined here before is in this screenplay; its ids begin anew."
        return (Finding("another screenplay", "screenplay", fact),)
    found = [
        Finding(
            "scene keeps its number",
            f"scene {kept}",
            f"'{heading}' has no number on the page and would now be {would}; it stays {kept}.",
            "Number the scenes on the page as they were slated.",
        )
        for heading, would, kept in revision.renumbered
    ]
    if not revision.differs:
        return tuple(found)
    return (
        Finding("screenplay revised", "screenplay", f"Since it was lined last: {revision}."),
        *(
            Finding("line changed", now.id, f"{now.character}: {_quoted(now)}; it was {_quoted(was)}.")
            for was, now in revision.changed
        ),
        *(Finding("new line", line.id, f"{line.character}: {_quoted(line)}.") for line in revision.new),
        *(
            Finding("line gone", line.id, f"{line.character}: {_quoted(line)}. Its id is not used again.")
            for line in revision.gone
        ),
        *found,
    )


def _quoted(line: Line) -> str:
    return f"“{line.text}”"


def _key(line: Line) -> _Key:
    return line.character.casefold(), spoken_words(line.text)


def _paired(screenplay: Screenplay, earlier: Earlier) -> dict[str, str]:
    """Return for the number of each scene the one under which it was lined before; the surest pairs first."""
    scenes = {scene.number: scene for scene in reversed(screenplay.scenes)}
    headings = Counter(scene.heading for scene in scenes.values())
    told = Counter(earlier.headings.values())
    before, now = _said_by_scene(earlier.lines), _said_by_scene(screenplay.lines)
    old = dict.fromkeys([*earlier.headings, *before])
    scores = []
    for place, (page, scene) in enumerate(reversed(scenes.items())):
        once = headings[scene.heading] == told[scene.heading] == 1
        for at, number in enumerate(old):
            score = _words_in_common(now.get(page), before.get(number))
            score += _SAME_NUMBER * (scene.numbered and page.casefold() == number.casefold())
            score += _SAME_HEADING * (once and earlier.headings.get(number) == scene.heading)
            scores.append((-score, abs(place - at), page, number))
    paired: dict[str, str] = {}
    for score, _, page, number in sorted(scores):
        if score < 0 and page not in paired and number not in paired.values():
            paired[page] = number
    return paired


def _by_scene(lines: Sequence[Line]) -> dict[str, list[Line]]:
    scenes: dict[str, list[Line]] = {}
    for line in lines:
        scenes.setdefault(line.scene, []).append(line)
    return scenes


def _said_by_scene(lines: Sequence[Line]) -> dict[str, Counter[_Key]]:
    return {scene: Counter(map(_key, inside)) for scene, inside in _by_scene(lines).items()}


def _words_in_common(lines: Counter[_Key] | None, others: Counter[_Key] | None) -> int:
    """Count the words of the lines that stand in both."""
    both = (lines or Counter()) & (others or Counter())
    return sum(len(words) * times for (_, words), times in both.items())


def _numbers(scenes: Sequence[Scene], paired: Mapping[str, str], earlier: Earlier) -> list[str]:
    """Return each scene's number: its own, else the one under which it was lined, else one that is free."""
    taken = {scene.number.casefold() for scene in scenes if scene.numbered}
    kept = {
        place: paired[scene.number]
        for place, scene in enumerate(scenes)
        if not scene.numbered and paired.get(scene.number, "").casefold() not in {"", *taken}
    }
    taken |= {number.casefold() for number in (*earlier.headings, *kept.values())}
    taken |= {line.scene.casefold() for line in earlier.lines}
    numbers = [kept.get(place, scene.number) for place, scene in enumerate(scenes)]
    for place, scene in enumerate(scenes):
        if not scene.numbered and place not in kept and scene.number.casefold() in taken:
            after = next((numbers[at] for at in range(place + 1, len(scenes)) if at in kept), None)
            numbers[place] = _free_scene(after, taken)
        taken.add(numbers[place].casefold())
    return numbers


def _free_scene(after: str | None, taken: Collection[str]) -> str:
    """Name a scene put in before another: A4, B4; at the end the next whole number that is free."""
    names = (str(n) for n in count(1)) if after is None else (f"{letter}{after}" for letter in _letters())
    return next(name for name in names if name.casefold() not in taken)


def _known(screenplay: Screenplay, paired: Mapping[str, str], earlier: Earlier) -> dict[str, Line]:
    """Return the earlier line of each line that has one, by its id on the page."""
    before, now = _by_scene(earlier.lines), _by_scene(screenplay.lines)
    known: dict[str, Line] = {}
    for page, number in paired.items():
        known |= _matched(before.get(number, ()), now.get(page, ()))
    found = {line.id for line in known.values()}
    elsewhere: dict[_Key, list[Line]] = {}
    for line in earlier.lines:
        if line.id not in found and len(spoken_words(line.text)) >= _KNOWN_ANYWHERE:
            elsewhere.setdefault(_key(line), []).append(line)
    for line in screenplay.lines:
        if line.id not in known and elsewhere.get(_key(line)):
            known[line.id] = elsewhere[_key(line)].pop(0)
    return known


def _matched(before: Sequence[Line], now: Sequence[Line]) -> dict[str, Line]:
    """Match the lines of one scene in order: the same ones first, between them those that are alike."""
    if len(before) <= len(now) and (kept := _kept(before, now)):
        return {line.id: was for was, line in kept}
    if len(now) < len(before) and (kept := _kept(now, before)):
        return {line.id: was for line, was in kept}
    matcher = SequenceMatcher(
        None, [_key(line) for line in before], [_key(line) for line in now], autojunk=False
    )
    known: dict[str, Line] = {}
    for what, first, after, start, end in matcher.get_opcodes():
        if what == "equal":
            known |= {line.id: was for was, line in zip(before[first:after], now[start:end], strict=True)}
        elif what == "replace":
            known |= _alike(before[first:after], now[start:end])
    return known


def _kept(fewer: Sequence[Line], more: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Pair lines where one page has all of the other's in order, and only more of them; else none.

    Among lines that are all alike ("Yes." "Yes."), the longest common run would leave some without a pair.
    """
    pairs, left = [], iter(more)
    for line in fewer:
        found = next((other for other in left if _key(other) == _key(line)), None)
        if found is None:
            return []
        pairs.append((line, found))
    return pairs


def _alike(before: Sequence[Line], now: Sequence[Line]) -> dict[str, Line]:
    """Match changed lines in order so that as much as can be is in common (Needleman and Wunsch)."""
    enough = _ALIKE_ALONE if len(before) == len(now) == 1 else _ALIKE
    best = [[0.0] * (len(now) + 1) for _ in range(len(before) + 1)]
    shares = [[_share(was, line, enough) for line in now] for was in before]
    for i, row in enumerate(shares):
        for j, share in enumerate(row):
            best[i + 1][j + 1] = max(best[i][j] + share, best[i][j + 1], best[i + 1][j])
    known: dict[str, Line] = {}
    i, j = len(before), len(now)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            known[now[j].id] = before[i]
    return known


def _share(was: Line, line: Line, enough: float) -> float:
    """Return the share of words that two lines have in common (Dice); 0 when that is not enough."""
    (speaker, old), (who, new) = _key(was), _key(line)
    common = sum((Counter(old) & Counter(new)).values())
    share = 2 * common / max(1, len(old) + len(new))
    return share if share >= (enough if speaker == who else _ALIKE_OF_ANOTHER) else 0.0


def _ids(
    screenplay: Screenplay, known: Mapping[str, Line], numbers: Sequence[str], used: Collection[str]
) -> dict[str, str]:
    """Return the id of every line by its id on the page."""
    ids = {page: was.id for page, was in known.items()}
    taken = {*used, *ids.values()}
    for scene, number in zip(screenplay.scenes, numbers, strict=True):
        home = Counter(_parted(ids[line.id])[0] for line in scene.lines if line.id in ids).most_common(1)
        for place, line in enumerate(scene.lines):
            if line.id in ids:
                continue
            own = f"{number}.{line.id.rpartition('.')[2]}"
            before, after = _beside(scene, place, ids, home[0][0]) if home else (None, None)
            ids[line.id] = next(name for name in _names(before, after, own, taken) if name not in taken)
            taken.add(ids[line.id])
    return ids


def _beside(scene: Scene, place: int, ids: Mapping[str, str], home: str) -> tuple[str | None, str | None]:
    """Return the ids before and after a place, of lines that were in this scene before."""
    named = [ids.get(line.id) for line in scene.lines]
    own = [name if name and _parted(name)[0] == home else None for name in named]
    before = next((name for name in reversed(own[:place]) if name), None)
    return before, next((name for name in own[place + 1 :] if name), None)


def _names(before: str | None, after: str | None, own: str, taken: Collection[str]) -> Iterator[str]:
    """Yield the names that a line put in may have, the likeliest first.

    Between two lines the name of the one before with a letter; before all of them ``1.0A``; after all
    of them the next number that nobody ever had; in a new scene its own.
    """
    stem = own
    if after is None and before is not None:
        scene = _parted(before)[0]
        last = max(_parted(name)[1] for name in taken if _parted(name)[0] == scene)
        yield f"{scene}.{last + 1}"
    elif before is not None:
        stem = f"{_parted(before)[0]}.{_parted(before)[1]}"
    elif after is not None:
        stem = f"{_parted(after)[0]}.{max(0, _parted(after)[1] - 1)}"
    else:
        yield own
    yield from (f"{stem}{letter}" for letter in _letters())


def _parted(name: str) -> tuple[str, int]:
    """Part an id into its scene and its number, without letters."""
    found = _ID.fullmatch(name)
    return (found[1], int(found[2])) if found else (name, 0)


def _letters() -> Iterator[str]:
    """Yield A, B and so on to Z, then AA, AB and so on."""
    yield from _LETTERS
    yield from (f"{first}{second}" for first in _letters() for second in _LETTERS)


def _renamed(scene: Scene, number: str, ids: Mapping[str, str]) -> Scene:
    lines = tuple(replace(line, id=ids[line.id], scene=number) for line in scene.lines)
    elements = tuple(
        replace(element, line=ids[element.line]) if element.line else element for element in scene.elements
    )
    return replace(scene, number=number, lines=lines, elements=elements)


def _revision(page: Screenplay, revised: Screenplay, known: Mapping[str, Line], earlier: Earlier) -> Revision:
    unchanged: list[Line] = []
    changed: list[tuple[Line, Line]] = []
    new: list[Line] = []
    for on_page, line in zip(page.lines, revised.lines, strict=True):
        was = known.get(on_page.id)
        if was is None:
            new.append(line)
        elif _key(was) == _key(line):
            unchanged.append(line)
        else:
            changed.append((was, line))
    still = {was.id for was in known.values()}
    gone = tuple(line for line in earlier.lines if line.id not in still)
    retired = dict.fromkeys([*earlier.retired, *(line.id for line in gone)])
    renumbered = tuple(
        (scene.heading, before.number, scene.number)
        for before, scene in zip(page.scenes, revised.scenes, strict=True)
        if before.number != scene.number
    )
    return Revision(tuple(unchanged), tuple(changed), tuple(new), gone, tuple(retired), renumbered)
