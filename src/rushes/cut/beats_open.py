"""What the actions of the page leave open, for a person: findings for each scene, not for each action."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rushes.coverage.model import LinedScript
from rushes.cut.beats import is_open, named, short
from rushes.cut.model import ActionBeat, Cut
from rushes.errors import Finding
from rushes.footage.model import Clip

_QUOTED = 3
"""How many actions a finding quotes."""


def beats_left_open(cut: Cut, lined: LinedScript) -> tuple[Finding, ...]:
    """Return what the actions of each scene leave open: those not covered, those not shown."""
    return left_open(cut, {clip.file: clip for clip in lined.clips})


def left_open(cut: Cut, clips: Mapping[str, Clip]) -> tuple[Finding, ...]:
    """Do as `beats_left_open` does, for a film or a scene; clips: all that were shot, by `Clip.file`."""
    scenes: dict[str, list[ActionBeat]] = defaultdict(list)
    for beat in cut.beats:
        scenes[beat.scene].append(beat)
    shown = {event.file for event in cut.track("V1") if event.shows == "beat"}
    findings = []
    for scene, found in scenes.items():
        unshown = [one for one in found if one.how == "shot for it" and one.file not in shown]
        findings += [_left_open(scene, found, clips)] if any(map(_to_tell, found)) else []
        findings += [_not_shown(scene, unshown, clips)] if unshown else []
    return tuple(findings)


def _to_tell(beat: ActionBeat) -> bool:
    """Tell whether a finding says something new; a scene of which there is nothing is told of as a whole."""
    return is_open(beat) and bool(beat.after or beat.before or beat.candidates)


def _left_open(scene: str, beats: Sequence[ActionBeat], shot: Mapping[str, Clip]) -> Finding:
    left = [beat for beat in beats if is_open(beat)]
    quoted = "; ".join(f"{_place(beat)}\u201c{short(beat.text)}\u201d" for beat in left[:_QUOTED])
    more = f"; and {len(left) - _QUOTED} more" if len(left) > _QUOTED else ""
    clips = [shot[file].name for file in dict.fromkeys(file for beat in left for file in beat.candidates)]
    many = f"{len(beats)} actions" if len(beats) > 1 else "one action"
    return Finding(
        "action not covered",
        scene,
        f"The page has {many} in scene {scene}; not surely covered: {quoted}{more}.",
        f"Look at {named(clips)}, and lay in what shows it." if clips else "Shoot an insert, or do without.",
    )


def _not_shown(scene: str, beats: Sequence[ActionBeat], clips: Mapping[str, Clip]) -> Finding:
    shot = [f"{clips[beat.file].name} for \u201c{short(beat.text, 40)}\u201d" for beat in beats]
    return Finding(
        "shot and not shown",
        scene,
        f"In scene {scene} pictures were shot for action that the film does not show: {named(shot)}.",
        "The report says why each was not laid in; lay in by hand what you want.",
    )


def _place(beat: ActionBeat) -> str:
    return f"after line {beat.after}, " if beat.after else f"before {beat.before}, " if beat.before else ""
