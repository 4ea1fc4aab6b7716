"""Where the finished cut crosses the line between those who talk: told, and left to a person.

The solver weighs pairs of pictures (`of_joins.crosses_the_line`). Here the whole scene is walked through as a
viewer sees it: the side on which the camera stood last is remembered over pictures of which nothing is known,
and forgotten over one that is on no side, which lets the line be crossed honestly.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rushes.cut.model import Cut, Event
from rushes.cut.sides import NOT_KNOWN, Side, crosses, turned_about
from rushes.errors import Finding
from rushes.screenplay.model import Screenplay

KIND = "crosses the line"


@dataclass(frozen=True)
class Crossing:
    """Two pictures of a scene from two sides of its line, the second a cut after the first or later."""

    before: Event
    now: Event
    fact: str


def looked_at(
    cut: Cut, sides: Mapping[str, Side], scenes: Mapping[str, str]
) -> tuple[Cut, tuple[Finding, ...]]:
    """Return a cut, of a film or of a scene, with a look asked for wherever it crosses the line.

    And a finding for each. sides: by `Clip.file`; nothing is claimed of a clip that is absent. scenes: by the
    line's id.
    """
    found = {id(one.now): one for one in crossings(cut, sides, scenes)}
    events = tuple(_looked_at(event, found.get(id(event))) for event in cut.events)
    return replace(cut, events=events) if found else cut, tuple(map(_told, found.values()))


def crossings(cut: Cut, sides: Mapping[str, Side], scenes: Mapping[str, str]) -> Iterator[Crossing]:
    """Yield where the cut crosses the line, in the order of the film. scenes: by the line's id."""
    names = {clip.file: clip.name for clip in cut.clips}
    scene, last = "", dict[int, tuple[Event, Side]]()
    for now in cut.track("V1"):
        side = sides.get(now.file, NOT_KNOWN)
        if scenes.get(now.line, "") != scene or side.neutral:
            scene, last = scenes.get(now.line, ""), {}
        if not side.line:
            continue
        before = last.get(abs(side.line))
        if before and crosses(before[1], side):
            fact = (
                f"{names[before[0].file]} to {names[now.file]}: {turned_about(before[1].looks, side.looks)}"
            )
            yield Crossing(before[0], now, f"{fact} ({side.by})")
        last[abs(side.line)] = now, side


def _looked_at(event: Event, crossing: Crossing | None) -> Event:
    if crossing is None:
        return event
    because = (*event.look_because, f"Crosses the line: {crossing.fact}.")
    return replace(event, needs_look=True, look_because=because)


def _told(crossing: Crossing) -> Finding:
    return Finding(
        KIND,
        crossing.now.line,
        f"{crossing.fact}.",
        "Put a picture along the line or an insert between them, or another setup for one of them.",
    )


def sides_not_known(screenplay: Screenplay, cut: Cut, sides: Mapping[str, Side]) -> Iterator[Finding]:
    """Tell for how many setups of dialogue it is not known who looks where, if it is of others."""
    scenes = {line.id: scene.number for scene in screenplay.scenes for line in scene.lines}
    talk = {scene.number for scene in screenplay.scenes if len({line.character for line in scene.lines}) > 1}
    used = dict.fromkeys(event.file for event in cut.track("V1") if scenes.get(event.line) in talk)
    named = {clip.file: clip.slate.setup or clip.name for clip in cut.clips}
    known = {named[file] for file in used if file in sides and (sides[file].line or sides[file].neutral)}
    unknown = [setup for setup in dict.fromkeys(named[file] for file in used) if setup not in known]
    if known and unknown:
        yield Finding(
            "sides not known",
            ", ".join(unknown),
            f"Who looks where is known of {len(known)} setups in the cut, and not of {', '.join(unknown)}: "
            "whether the cut crosses the line there, nobody can say.",
            "Note who looks left or right in the log, or in a file for --on-camera.",
        )
