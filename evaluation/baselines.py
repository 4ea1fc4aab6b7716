"""Naive ways of cutting, made as real cuts: each picks a reading for every line; trims and rounding are ours.

- *last take*: the last one in which the line was said, in the order of the day.
- *circled take*: a circled one (the last of them), else the last.
- *longest match*: the reading with most words of the script, the first of equals.
- *random*: by lot, from a seed.
- *idioms of 2017*: Leake, Davis, Truong, Agrawala, "Computational Video Editing for Dialogue-Driven Scenes",
  ACM TOG 36(4): start wide, speaker visible, no jump cut, short lines, zoom consistent, zoom by steps;
  one weight for each, the best path by Viterbi, the first of equals. It knows as much of the setups as ours.

Picture and sound of a line come from one reading, as in all of these.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Final

import numpy as np

from rushes.coverage import LinedScript, OffScript, Reading
from rushes.cut import Cut, Size, Taste, first_cut
from rushes.cut.on_camera import on_camera
from rushes.cut.pace import Pace, Splits
from rushes.cut.path import best_path
from rushes.cut.pauses import Pause, pause_between
from rushes.cut.selects import Bench, Select, lay_out
from rushes.footage import Clip
from rushes.screenplay import Scene, Screenplay

PLAIN: Final = Taste("plain", {}, pace=Pace(hold_s=inf), splits=Splits(share=0.0))
"""A taste that weighs nothing: the picture is that of the sound, and nothing is split."""

Choose = Callable[[str, Sequence[Reading]], Reading]
"""From the readings of a line the one that is taken."""


def baselines(script: Screenplay, lined: LinedScript, seed: int) -> Mapping[str, Cut]:
    """Return a cut by each naive way, by its name."""
    clips = {clip.file: clip for clip in lined.clips if not clip.slate.wild}
    path = _of_2017(script, lined)
    ways: dict[str, Choose] = {
        "last take": lambda _, found: max(found, key=lambda one: _shot_at(clips[one.file], one)),
        "circled take": lambda _, found: max(found, key=lambda one: _circled(clips[one.file], one)),
        "longest match": lambda _, found: max(found, key=lambda one: _match(clips[one.file], one)),
        "random": lambda line, found: random.Random(f"{seed}/{line}").choice(found),  # noqa: S311 -- lots
        "idioms of 2017": lambda line, _: path[line],
    }
    return {name: cut_of(script, lined, choose) for name, choose in ways.items()}


def cut_of(script: Screenplay, lined: LinedScript, choose: Choose) -> Cut:
    """Return the cut in which every line comes from the reading that is chosen for it."""
    pictured = {clip.file for clip in lined.clips if not clip.slate.wild}
    found = {
        line.id: [one for one in lined.readings_of(line.id) if one.file in pictured] for line in script.lines
    }
    chosen = [choose(line, sorted(readings, key=_place)) for line, readings in found.items() if readings]
    left = tuple(_as_other(one) for one in lined.readings if one not in chosen)
    alone = replace(lined, readings=tuple(chosen), off_script=(*lined.off_script, *left))
    return first_cut(script, alone, PLAIN)[0]


def _as_other(one: Reading) -> OffScript:
    """Return a reading that is not taken as speech between the others, so that no take runs on over it."""
    said = " ".join(word.heard for word in one.words if word.heard)
    return OffScript(one.file, one.span, one.in_s, one.out_s, said)


def _place(one: Reading) -> tuple[str, float]:
    return one.file, one.in_s


Order = tuple[float, ...]


def _shot_at(clip: Clip, one: Reading) -> Order:
    """Return when a reading was shot: by timecode, else by the take's number."""
    return (float(clip.clock_s) if clip.has_timecode else 0.0, float(clip.slate.take or 0), one.in_s)


def _circled(clip: Clip, one: Reading) -> Order:
    return (float(clip.slate.circled), *_shot_at(clip, one))


def _match(clip: Clip, one: Reading) -> Order:
    """Return how many words match, and of equals who was first."""
    said = sum(word.state == "said" for word in one.words)
    return (float(said), one.fidelity, *(-value for value in _shot_at(clip, one)))


def _of_2017(script: Screenplay, lined: LinedScript) -> dict[str, Reading]:
    """Return the reading of every line that the idioms of 2017 take."""
    seen = on_camera(lined.clips, script.characters)
    bench, _ = lay_out(script, lined, None, seen)
    return {line: select.reading for scene in script.scenes for line, select in _path(scene, bench).items()}


def _path(scene: Scene, bench: Bench) -> dict[str, Select]:
    lines = [line.id for line in scene.lines if bench.selects.get(line.id)]
    selects = [sorted(bench.selects[line], key=lambda one: _place(one.reading)) for line in lines]
    alone = [
        np.array([_alone(select, first=n == 0) for select in found], np.int64)
        for n, found in enumerate(selects)
    ]
    joins = []
    for n in range(1, len(lines)):
        pause = pause_between(scene, lines[n - 1], lines[n])
        joins.append(
            np.array([[_join(a, b, bench, pause) for b in selects[n]] for a in selects[n - 1]], np.int64)
        )
    chosen = best_path(alone, joins).chosen
    return {line: selects[n][chosen[n]] for n, line in enumerate(lines)}


def _alone(select: Select, *, first: bool) -> int:
    """Start wide; speaker visible."""
    return -int(first and select.size is not Size.WIDE) - int(select.speaker is False)


def _join(before: Select, now: Select, bench: Bench, pause: Pause) -> int:
    """No jump cut; short lines; zoom consistent; change zoom gradually."""
    if bench.runs_on(before, now, pause):
        return 0
    steps = abs(before.size - now.size) if before.size is not None and now.size is not None else 0
    jumps = before.setup is not None and before.setup == now.setup
    return -int(jumps) - int(before.is_short or now.is_short) - int(steps > 0) - int(steps > 1)
