"""Where the files of a film lie now: the same clips under other paths. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.footage.model import Clip

Places = Mapping[str, Path]
"""Where files lie, by the digest of their content (`Clip.sha256`)."""


def files_of(lined: LinedScript) -> tuple[Clip, ...]:
    """Return every file of a film, once: its clips, the sounds behind them, and recordings behind none."""
    behind = (one.sound for clip in lined.clips for one in clip.behind)
    loose = (file for recording in lined.loose for file in recording.files)
    return tuple({clip.file: clip for clip in (*lined.clips, *behind, *loose)}.values())


def lined_at(lined: LinedScript, places: Places) -> LinedScript:
    """Return a lined script whose files lie at these places; those that no place is known of stay."""
    loose = (replace(one, files=tuple(clip_at(file, places) for file in one.files)) for one in lined.loose)
    return replace(lined, clips=clips_at(lined.clips, places), loose=tuple(loose))


def cut_at(cut: Cut, places: Places) -> Cut:
    """Return a cut whose files lie at these places; those that no place is known of stay."""
    return replace(cut, clips=clips_at(cut.clips, places))


def clips_at(clips: Iterable[Clip], places: Places) -> tuple[Clip, ...]:
    """Return clips that lie at these places, and the sounds behind them."""
    return tuple(clip_at(clip, places) for clip in clips)


def clip_at(clip: Clip, places: Places) -> Clip:
    """Return a clip that lies at its place, and the sounds behind it."""
    behind = tuple(replace(one, sound=clip_at(one.sound, places)) for one in clip.behind)
    return replace(clip, path=places.get(clip.sha256, clip.path), behind=behind)
