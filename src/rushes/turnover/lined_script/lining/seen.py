"""Who is on camera when a line is read, as the paper says."""

from collections.abc import Sequence

from rushes.coverage.model import LinedScript
from rushes.cut.on_camera import NOBODY_SAYS, on_camera
from rushes.screenplay.model import Line
from rushes.turnover.lined_script.lining.stretches import OnCamera


def on_camera_by_paper(lines: Sequence[Line], lined: LinedScript) -> OnCamera:
    """Return for each reading whether its speaker is seen, where the clip's paper tells."""
    speakers = {line.id: line.character for line in lines}
    clips = on_camera(lined.clips, speakers.values())
    seen: dict[tuple[str, str, int], bool] = {}
    for reading in lined.readings:
        sees = clips.get(reading.file, NOBODY_SAYS).sees(speakers.get(reading.line, ""))
        if sees is not None:
            seen[reading.file, reading.line, reading.pass_number] = sees
    return seen
