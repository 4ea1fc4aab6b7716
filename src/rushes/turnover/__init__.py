"""Turnover: handing the cut over. A `Cut` and what it stands on go in, a folder of files comes out.

`hand_over` writes the timelines, the preview, the report and the documents; `hand_over_lines` the lined
script alone; `check_out` and `check_rate`
refuse early what it would have to refuse late. Each timeline is read back by more than one reader and
compared with the cut; a file that differs is never handed over.

- **dialect**: a format of timelines; all of them say the same cut, as far as each can (`DIALECTS`).
- **shot**: a piece of a clip that runs through without a cut, over however many lines.
- **source**: frames of the clip. **record**: frames of the film. **handles**: what the clip has besides.
- **reel**: what a list calls the card or tape a clip is on. **mark**: a note on the timeline.
- **lane**: one track of a format in which every channel of sound has its own.
- **ruler**: the rate that frames are counted at; a recorder's sound, which has none, counts on the film's.
- **split edit**: picture and sound cut at different frames; a **reaction** shows who hears the line.
- **voice**: a shot that is heard; microphones that are in a recorder's mix already are switched off.
"""

from rushes.turnover.delivery import (
    ASSEMBLE,
    LINE,
    LOG,
    CannotWrite,
    ChangedByHand,
    OfAnotherJob,
    OutOccupied,
    check_out,
    files_in,
)
from rushes.turnover.dialects import DIALECTS, FIRST_CUT, Dialect, Feature, NotThisDialect
from rushes.turnover.documents import (
    NotOurDocument,
    cut_json,
    findings_json,
    lined_script_json,
    read_cut,
    read_findings,
    read_lined_script,
)
from rushes.turnover.hand_over import hand_over, hand_over_lines
from rushes.turnover.marks import to_look_at
from rushes.turnover.model import Mark, Placed, Shot, Timeline
from rushes.turnover.opening import VERSIONS, CutNotRead, NoCutThere, find_cut, lines_beside, open_cut
from rushes.turnover.options import AS_SHOT, Leaving, as_left
from rushes.turnover.preview import check_preview, make_preview
from rushes.turnover.shots import BrokenCut, NobodyCountsSo, check_rate, shots
from rushes.turnover.splits import Counted, counted, split_said
from rushes.turnover.verify import TurnoverDiffers, verify

__all__ = [
    "ASSEMBLE",
    "AS_SHOT",
    "DIALECTS",
    "FIRST_CUT",
    "LINE",
    "LOG",
    "VERSIONS",
    "BrokenCut",
    "CannotWrite",
    "ChangedByHand",
    "Counted",
    "CutNotRead",
    "Dialect",
    "Feature",
    "Leaving",
    "Mark",
    "NoCutThere",
    "NobodyCountsSo",
    "NotOurDocument",
    "NotThisDialect",
    "OfAnotherJob",
    "OutOccupied",
    "Placed",
    "Shot",
    "Timeline",
    "TurnoverDiffers",
    "as_left",
    "check_out",
    "check_preview",
    "check_rate",
    "counted",
    "cut_json",
    "files_in",
    "find_cut",
    "findings_json",
    "hand_over",
    "hand_over_lines",
    "lined_script_json",
    "lines_beside",
    "make_preview",
    "open_cut",
    "read_cut",
    "read_findings",
    "read_lined_script",
    "shots",
    "split_said",
    "to_look_at",
    "verify",
]
