"""What happens without words, to its shape in ``cut.json`` and back."""

from rushes.cut.model import ActionBeat
from rushes.turnover.clip_shapes import tidy
from rushes.turnover.shapes import BeatShape


def beat_shape(beat: ActionBeat) -> BeatShape:
    """Return the shape of a beat; its seconds keep four decimals."""
    return BeatShape(
        scene=beat.scene,
        number=beat.number,
        text=beat.text,
        how=beat.how,
        fact=beat.fact,
        record=beat.at,
        after=beat.after,
        before=beat.before,
        file=beat.file,
        in_s=tidy(beat.in_s),
        out_s=tidy(beat.out_s),
        candidates=list(beat.candidates),
    )


def beat_from(shape: BeatShape) -> ActionBeat:
    """Return the beat of a shape."""
    return ActionBeat(
        scene=shape.scene,
        number=shape.number,
        text=shape.text,
        how=shape.how,
        file=shape.file,
        in_s=shape.in_s,
        out_s=shape.out_s,
        candidates=tuple(shape.candidates),
        fact=shape.fact,
        after=shape.after,
        before=shape.before,
        at=shape.record,
    )
