"""Which way people look on the screen, setup by setup, and so from which side of the line each was filmed.

The line runs between those who talk (the 180-degree rule: Katz, "Shot by Shot"; Mascelli, "The Five C's").
From one side of it each of them always looks the same way, and two who talk look opposite ways. Where it is
known who looks where, the setups of a scene fall into those from the one side and those from the other.

It is known, the first that says something going before, from a person (the file of ``--on-camera``); from the
crew's notes (`rushes.picture.eyelines`); from faces, where they may be read: a face alone in the picture is
that of whoever is said to be on camera; and from who stands where in a wider shot. Nobody is recognised. What
is known of one take holds for its setup and camera; where two takes contradict each other nothing is known.
Cameras of one setup are taken to stand on one side, as they would be in each other's picture.

Of the other setups nothing is claimed. They are presumed to stand where most do, since crews keep to one
side: that weighs half in the choice, and is told as what it is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from statistics import median
from typing import Final, overload

from rushes.cut.on_camera import NOBODY_SAYS, OnCamera, Told, who_is
from rushes.footage.model import Clip
from rushes.picture.eyelines import AHEAD, LEFT, RIGHT, eyelines_of
from rushes.picture.framing import framing_of
from rushes.picture.model import Faces, Seen
from rushes.screenplay.model import Screenplay

Looks = tuple[tuple[str, int], ...]
"""Who looks where: names, sorted, with `LEFT`, `AHEAD` or `RIGHT`."""
WAYS: Final = {LEFT: "left", AHEAD: "along the line", RIGHT: "right"}


@dataclass(frozen=True)
class Side:
    """From where a clip was filmed.

    line: n and -n are two sides of one line; 0 where that is not known. usual: whether it is presumed to be
    the side on which most setups stand (1) or the other (-1); 0 for neither. neutral: nobody looks to a side:
    an insert, or all along the line. by: who says where people look, in words.
    """

    looks: Looks = ()
    line: int = 0
    usual: int = 0
    neutral: bool = False
    by: str = ""


NOT_KNOWN: Final = Side()


@dataclass(frozen=True)
class InShot(Sequence[str]):
    """Who is on camera as a person says it, with where some of them look."""

    on: tuple[str, ...]
    looks: Mapping[str, int] = field(default_factory=dict)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """Return whom the list names at a place."""
        return self.on[at]

    def __len__(self) -> int:
        """Return how many are on camera."""
        return len(self.on)


Place = tuple[str, str, str]
"""A place of a camera: scene, setup and camera; of a clip without a slate its file."""


def sides_of(
    screenplay: Screenplay,
    clips: Sequence[Clip],
    seen: Mapping[str, OnCamera],
    pictures: Mapping[str, Seen] | None = None,
    told: Told | None = None,
) -> dict[str, Side]:
    """Return the side of every clip of which something is known, by `Clip.file`.

    seen: who is on camera; pictures: what was seen; both by `Clip.file`. told: what a person says.
    """
    talk = {scene.number: frozenset(line.character for line in scene.lines) for scene in screenplay.scenes}
    cast = _called(screenplay.characters)
    setups: dict[Place, list[Clip]] = defaultdict(list)
    for clip in clips:
        setups[_place(clip)].append(clip)
    watched = {
        place: _agreed(
            [vote for clip in group for vote in _votes(clip, cast, seen, pictures or {}, told or {})]
        )
        for place, group in setups.items()
    }
    lines, usual = _lines({place: looks for place, (looks, _) in watched.items()}, talk)
    found: dict[str, Side] = {}
    for place, (looks, by) in watched.items():
        neutral = all(_is_neutral(clip, looks, seen) for clip in setups[place])
        side = Side(looks, lines.get(place, 0), usual.get(place, 0), neutral=False, by=by)
        if neutral:
            side = Side(looks, neutral=True, by=by)
        found |= {clip.file: side for clip in setups[place] if side != NOT_KNOWN}
    return found


def _place(clip: Clip) -> Place:
    slate = clip.slate
    return (slate.scene or "", slate.setup, slate.camera or "A") if slate.setup else ("", "", clip.file)


def _called(characters: Sequence[str]) -> dict[str, str]:
    """Return the characters by their names, and by a part of a name that nobody else bears."""
    called = {who: who for who in characters}
    parts: dict[str, list[str]] = defaultdict(list)
    for who in characters:
        for part in dict.fromkeys(who.split()):
            parts[part].append(who)
    return {part: whose[0] for part, whose in parts.items() if len(whose) == 1 and len(part) > 2} | called


# Who looks where, by whom

_PERSON, _LOG, _FACES, _PLACES = range(4)
_BY: Final = ("a person", "the log", "faces", "the log, from who stands where")

Vote = tuple[int, str, int]
"""By whom (the lower goes before), who, and where to."""


def _votes(
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


def _agreed(votes: Sequence[Vote]) -> tuple[Looks, str]:
    """Return where everybody of a setup looks as its takes agree, and who says so."""
    looks, by = {}, set()
    for who in sorted({vote[1] for vote in votes}):
        best = min(vote[0] for vote in votes if vote[1] == who)
        ways = {towards for level, name, towards in votes if (level, name) == (best, who)}
        if len(ways) == 1:
            looks[who] = ways.pop()
            by.add(best)
    return tuple(looks.items()), ", ".join(_BY[level] for level in sorted(by))


def _is_neutral(clip: Clip, looks: Looks, seen: Mapping[str, OnCamera]) -> bool:
    """Tell whether a picture lets the line be crossed: a detail, nobody, or all look along the line."""
    known = seen.get(clip.file, NOBODY_SAYS)
    texts = (PurePosixPath(clip.file).stem, *(note.text for note in clip.notes))
    nobody = bool(known.off) and not known.on and known.by.startswith("a person")
    along = bool(looks) and known.on <= {who for who, towards in looks if towards == AHEAD} == set(
        dict(looks)
    )
    return nobody or along or any(framing_of(text).kind == "insert" for text in texts)


# The two sides of a line

Node = tuple[str, ...]


class _Ties:
    """Cameras and people, tied by who looks where: each is on one of two sides, as the one it is tied to."""

    def __init__(self) -> None:
        self._tied: dict[Node, tuple[Node, int]] = {}
        self.broken: set[Node] = set()

    def root(self, node: Node) -> tuple[Node, int]:
        """Return what a node hangs together with, and whether it is on the same side (1) or not (-1)."""
        sign = 1
        while node in self._tied:
            node, other = self._tied[node]
            sign *= other
        return node, sign

    def tie(self, one: Node, other: Node, sign: int) -> None:
        """Tie two; where they are tied otherwise already, nothing of it all holds."""
        (first, a), (second, b) = self.root(one), self.root(other)
        if first != second:
            self._tied[second] = first, a * b * sign
            self.broken |= {first} if second in self.broken else set()
        elif a * b != sign:
            self.broken.add(first)

    def allows(self, one: Node, other: Node, sign: int) -> bool:
        """Tell whether two may be tied so."""
        (first, a), (second, b) = self.root(one), self.root(other)
        return first != second or a * b == sign


def _lines(
    watched: Mapping[Place, Looks], talk: Mapping[str, frozenset[str]]
) -> tuple[dict[Place, int], dict[Place, int]]:
    """Return the known and the presumed side of every place that has one (`Side.line`, `Side.usual`).

    talk: who speaks in a scene. Where two do, they look opposite ways, unless a picture shows otherwise.
    """
    ties = _tied(watched, talk)
    hang: dict[Node, dict[Place, int]] = defaultdict(dict)
    for place in watched:
        root, sign = ties.root(("camera", *place))
        if root not in ties.broken and len(talk.get(place[0], ())) > 1:
            hang[root][place] = sign
    lines: dict[Place, int] = {}
    usual: dict[Place, int] = {}
    for number, group in enumerate(hang.values(), start=1):
        if any(towards != AHEAD for place in group for _, towards in watched[place]):
            lines |= {place: sign * number for place, sign in group.items()}
        most = _most(group, watched)
        usual |= {place: sign * most for place, sign in group.items()}
    return lines, usual


def _most(group: Mapping[Place, int], watched: Mapping[Place, Looks]) -> int:
    """Return the side on which most of some places stand; of as many the one of the widest, else 0."""
    total = sum(group.values())
    if total:
        return 1 if total > 0 else -1
    widest = max(len(watched[place]) for place in group)
    wide = {sign for place, sign in group.items() if len(watched[place]) == widest > 1}
    return wide.pop() if len(wide) == 1 else 0


def _tied(watched: Mapping[Place, Looks], talk: Mapping[str, frozenset[str]]) -> _Ties:
    """Tie everybody to the cameras that see them, and then what may well be tied."""
    ties = _Ties()
    for place, looks in watched.items():
        for who, towards in looks:
            if towards != AHEAD:
                ties.tie(("person", place[0], who), ("camera", *place), towards)
    for scene, people in talk.items():
        if len(people) == 2:
            one, other = (("person", scene, who) for who in sorted(people))
            if ties.allows(one, other, -1):
                ties.tie(one, other, -1)
    first: dict[tuple[str, str], Node] = {}
    for place in sorted(watched):
        node, setup = ("camera", *place), first.setdefault(place[:2], ("camera", *place))
        if place[1] and ties.allows(node, setup, 1):
            ties.tie(node, setup, 1)
    return ties


# What a crossing is, in words


def crosses(before: Side, now: Side) -> bool:
    """Tell whether two pictures are known to be of two sides of one line."""
    return before.line != 0 and before.line == -now.line


def may_cross(before: Side, now: Side) -> bool:
    """Tell whether two pictures are presumed to be of two sides, and it is not known."""
    return before.usual * now.usual < 0 and abs(before.line) != abs(now.line)


def turned_about(before: Looks, now: Looks) -> str:
    """Say what is seen where the line is crossed."""
    later = dict(now)
    for who, towards in before:
        if later.get(who, AHEAD) == -towards != AHEAD:
            return f"{who} looks {WAYS[towards]}, then {WAYS[later[who]]}"
    for who, towards in before:
        for other, way in now:
            if who != other and towards == way != AHEAD:
                return f"{who} looks {WAYS[towards]}, and so does {other}"
    return "it is seen from the other side of the line"
