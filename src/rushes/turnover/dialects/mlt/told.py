"""What of a cut is found or heard otherwise by MLT than a person would expect. Pure."""

from collections.abc import Iterator

from rushes.cut.model import Cut
from rushes.errors import Finding
from rushes.turnover.dialects.mlt.channels import tells_channels
from rushes.turnover.dialects.mlt.clips import resource
from rushes.turnover.options import Leaving, as_left


def tells(cut: Cut, leaving: Leaving) -> tuple[Finding, ...]:
    """Return findings about files of many channels, and names that MLT does not take for names of files."""
    return (*tells_channels(cut), *_colons(as_left(cut, leaving)))


def _colons(cut: Cut) -> Iterator[Finding]:
    """Yield what has a colon in a relative name: MLT takes it for an address, and adds no folder."""
    for clip in cut.clips:
        name = resource(clip)
        if ":" in name and not name.startswith("/") and name[1:3] != ":/":
            yield Finding(
                "colon in a relative name",
                clip.file,
                f"{name} stands relative to the project; MLT takes it for an address and will not find it.",
                "Give the file another name, or hand over with `--media absolute`.",
            )
