"""What MLT holds of a cut: every shot on its track, every source in frames of the film. Pure."""

from collections.abc import Mapping

from rushes.cut.model import Cut
from rushes.turnover.alternates import on_tracks
from rushes.turnover.dialects.mlt.channels import chosen
from rushes.turnover.dialects.mlt.clips import caption, resource
from rushes.turnover.dialects.mlt.document import title
from rushes.turnover.dialects.mlt.lanes import Lane, lanes
from rushes.turnover.dialects.mlt.marking import told_marks
from rushes.turnover.dialects.wording import one_line
from rushes.turnover.links import links
from rushes.turnover.marks import shot_marks
from rushes.turnover.model import Place, Placed, Shot, Timeline
from rushes.turnover.rulers import on_ruler
from rushes.turnover.shots import film_start


def holds(cut: Cut) -> Timeline:
    """Return what must be read back of a cut that was written."""
    start, drop = film_start(cut)
    whole = on_tracks(cut)
    made, channels, groups = lanes(whole), chosen(whole), links(cut)
    together: dict[object, list[str]] = {}
    for lane in made:
        for shot in lane.shots:
            together.setdefault(groups.get(shot.place, (lane.name, shot.place)), []).append(lane.name)
    placed = tuple(
        _placed(lane, shot, together[groups.get(shot.place, (lane.name, shot.place))], channels)
        for lane in made
        for shot in lane.shots
    )
    marks = tuple((at, one_line(mark.name)) for at, mark in told_marks(cut, made, shot_marks(cut)))
    return Timeline(title(cut), cut.rate, start, drop, placed, marks)


def _placed(lane: Lane, shot: Shot, together: list[str], channels: Mapping[Place, int]) -> Placed:
    """Return a clip as it must be; its source is not rounded where it lies between two frames."""
    clip, film = shot.clip, shot.record.rate
    first = on_ruler(shot.source_start, clip, film)
    mates = list(together)
    mates.remove(lane.name)
    return Placed(
        track=lane.name,
        name=caption(shot),
        file=resource(clip),
        reel=one_line(clip.reel or ""),
        rate=film,
        source_in=first,
        source_out=first + shot.record.frames,
        record_in=shot.record.start,
        record_out=shot.record.end,
        linked=tuple(sorted(mates)),
        off=lane.off,
        channel=0 if lane.is_picture else channels.get(shot.place, 0),
        sha256=clip.sha256,
    )
