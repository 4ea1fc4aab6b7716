"""Where people look on the screen, clip by clip, and by whose word. Nobody is recognised.

It is known, the first that says something going before, from a person (the file of ``--on-camera``); from the
crew's notes (`rushes.picture.eyelines`); from faces, where they may be read: a face alone in the picture is
that of whoever is said to be on camera; and from who stands where in a wider shot.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from statistics import median
from typing import Final

from rushes.cut.on_camera import NOBODY_SAYS, InShot, OnCamera, Told, who_is
from rushes.footage.model import Clip
from rushes.picture.eyelines import AHEAD, LEFT, RIGHT, eyelines_of
from rushes.picture.framing import framing_of
from rushes.picture.model import Faces, Seen

Looks = tuple[tuple[str, int], ...]
"""Who looks where: names, sorted, with `LEFT`, `AHEAD` or `RIGHT`."""
WAYS: Final = {LEFT: "left", AHEAD: "along the line", RIGHT: "right"}


def called(characters: Sequence[str]) -> dict[str, str]:
    """Return the characters by their names, and by a part of a name that nobody else bears."""
    called = {who: who for who in characters}
    parts: dict[str, list[str]] = defaultdict(list)
    for who in characters:
        for part in dict.fromkeys(who.split()):
            parts[part].append(who)
    return {part: whose[0] for part, whose in parts.items() if len(whose) == 1 and len(part) > 2} | called


_PERSON, _LOG, _FACES, _PLACES = range(4)
_BY: Final = ("a person", "the log", "faces", "the log, from who stands where")

Vote = tuple[int, str, int]
"""By whom (the lower goes before), who, and where to."""


def votes_of(
    clip: Clip,
    cast: Mapping[str, str],
    seen: Mapping[str, OnCamera],
    pictures: Mapping[str, Seen],
    told: Told,
) -> Iterator[Vote]:
    """Yield what is said of looks in one clip."""
    people = told.get(clip.file, told.get(clip.slate.setup or ""))
    for name, towards in people.looks.items() if isinstance(people, InShot) else ():
        if who := who_is(name, cast.values()):
            yield _PERSON, who, towards
    on = seen.get(clip.file, NOBODY_SAYS).on
    noted = list(_noted(clip, cast, on))
    yield from noted
    if clip.file in pictures and pictures[clip.file].faces:
        stands = {who: towards for by, who, towards in noted if by == _PLACES}
        yield from _faced(pictures[clip.file].faces, on, stands)


def _noted(clip: Clip, cast: Mapping[str, str], on: frozenset[str]) -> Iterator[Vote]:
    """Yield what the notes say of those who are on camera; what names nobody is of whoever is there alone.

    Where nobody says who is on camera, a note that names somebody counts, unless several cameras rolled: it
    may be of another.
    """
    for note in clip.notes:
        for line in eyelines_of(note.text, tuple(cast)):
            who = cast.get(line.who) or (next(iter(on)) if len(on) == 1 and not line.stands else "")
            if who and (who in on if on else clip.angle is None):
                yield _PLACES if line.stands else _LOG, who, line.towards


_SURELY, _HARDLY = 0.15, 0.08
"""A nose so far from the middle of the eyes looks to that side; so near, at us (by hand: drawn faces in three
quarters give 0.2 to 0.7, all to the right side)."""
_LOOKS: Final = 2
"""One look at a face may fall on the instant in which somebody turns away."""


def _faced(faces: Sequence[Faces], on: frozenset[str], stands: Mapping[str, int]) -> Iterator[Vote]:
    """Yield where faces look: of one who is seen alone, or of two where it is said who is on the left."""
    looks = [one.boxes for one in faces if len(one.boxes) == len(on)]
    if len(looks) < _LOOKS or 2 * len(looks) <= len(faces):
        return
    order = sorted(on, key=lambda who: -stands.get(who, 0))
    if len(on) == 1 or (len(on) == 2 and sorted(stands.get(who, 0) for who in on) == [LEFT, RIGHT]):
        for at, who in enumerate(order):
            turned = [boxes[at].turned for boxes in looks]
            towards = _towards([one for one in turned if one is not None])
            if towards is not None:
                yield _FACES, who, towards


def _towards(turned: Sequence[float]) -> int | None:
    """Return where a face looks most of the time; None where it does not look one way."""
    if len(turned) < _LOOKS:
        return None
    middle = median(turned)
    if abs(middle) >= _SURELY:
        return RIGHT if middle > 0 else LEFT
    return AHEAD if abs(middle) <= _HARDLY else None


def agreed(votes: Sequence[Vote]) -> tuple[Looks, str]:
    """Return where everybody of a setup looks as its takes agree, and who says so."""
    looks, by = {}, set()
    for who in sorted({vote[1] for vote in votes}):
        best = min(vote[0] for vote in votes if vote[1] == who)
        ways = {towards for level, name, towards in votes if (level, name) == (best, who)}
        if len(ways) == 1:
            looks[who] = ways.pop()
            by.add(best)
    return tuple(looks.items()), ", ".join(_BY[level] for level in sorted(by))


def is_on_no_side(clip: Clip, looks: Looks, seen: Mapping[str, OnCamera]) -> bool:
    """Tell whether a picture lets the line be crossed: a detail, nobody, or all look along the line."""
    known = seen.get(clip.file, NOBODY_SAYS)
    texts = (PurePosixPath(clip.file).stem, *(note.text for note in clip.notes))
    nobody = bool(known.off) and not known.on and known.by.startswith("a person")
    along = bool(looks) and known.on <= {who for who, towards in looks if towards == AHEAD} == set(
        dict(looks)
    )
    return nobody or along or any(framing_of(text).kind == "insert" for text in texts)
