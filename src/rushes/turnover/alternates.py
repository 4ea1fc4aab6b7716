"""The choices not taken, as clips that a timeline can lead to. Pure."""

from dataclasses import replace

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.turnover.clip_shapes import sounds_behind


def with_clips_of_alternates(cut: Cut, lined: LinedScript) -> Cut:
    """Let the cut know the clips of the choices not taken too, so that a timeline can lead to them."""
    known = {clip.file for clip in cut.clips}
    named = {alternate.file for event in cut.events for alternate in event.alternates} - known
    others = dict.fromkeys(clip for clip in (*lined.clips, *sounds_behind(lined.clips)) if clip.file in named)
    return replace(cut, clips=(*cut.clips, *others))
