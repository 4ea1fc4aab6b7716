"""Which way people look on the screen, setup by setup, and so from which side of the line each was filmed.

The line runs between those who talk (the 180-degree rule: Katz, "Shot by Shot"; Mascelli, "The Five C's").
From one side of it each of them always looks the same way, and two who talk look opposite ways. Where it is
known who looks where, the setups of a scene fall into those from the one side and those from the other.

What is known of who looks where (`rushes.cut.looking`) in one take holds for its setup and camera; where two
takes contradict each other nothing is known. Cameras of one setup are taken to stand on one side, as else
each would be in the other's picture.

Of the other setups nothing is claimed. They are presumed to stand where most do, since crews keep to one
side: that weighs half in the choice, and is told as what it is.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rushes.cut.looking import WAYS, Looks, agreed, called, is_on_no_side, votes_of
from rushes.cut.on_camera import OnCamera, Told
from rushes.footage.model import Clip
from rushes.picture.eyelines import AHEAD
from rushes.picture.model import Seen
from rushes.screenplay.model import Screenplay


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
    cast = called(screenplay.characters)
    setups: dict[Place, list[Clip]] = defaultdict(list)
    for clip in clips:
        setups[_place(clip)].append(clip)
    watched = {
        place: agreed(
            [vote for clip in group for vote in votes_of(clip, cast, seen, pictures or {}, told or {})]
        )
        for place, group in setups.items()
    }
    lines, usual = _lines({place: looks for place, (looks, _) in watched.items()}, talk)
    found: dict[str, Side] = {}
    for place, (looks, by) in watched.items():
        neutral = all(is_on_no_side(clip, looks, seen) for clip in setups[place])
        side = Side(looks, lines.get(place, 0), usual.get(place, 0), neutral=False, by=by)
        if neutral:
            side = Side(looks, neutral=True, by=by)
        found |= {clip.file: side for clip in setups[place] if side != NOT_KNOWN}
    return found


def _place(clip: Clip) -> Place:
    slate = clip.slate
    return (slate.scene or "", slate.setup, slate.camera or "A") if slate.setup else ("", "", clip.file)


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
