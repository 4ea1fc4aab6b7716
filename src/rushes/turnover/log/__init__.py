"""The log of what was shot: pictures and sound alike, as files that editors, spreadsheets and people read.

A `Log` goes in; ``log.html``, ``log.csv``, ``log.ale``, ``log.json`` and ``findings.json`` come out, each
read back and compared with the log before it is handed over. `rows_of` says once what is told of each file;
every format is a way to write those rows.

- **log**: the list of everything that was shot. **row**: what it says of one file.
- **ALE**: Avid Log Exchange, the log that editing systems take into a bin.
"""

from rushes.turnover.log.files import log_files
from rushes.turnover.log.hand_over import hand_over_log
from rushes.turnover.log.model import Log, PaperRead, Row, Total, Under
from rushes.turnover.log.rows import by_recording, rows_of
from rushes.turnover.log.told import Told, findings_in_order, told
from rushes.turnover.log.totals import by_day, by_reel, by_scene, whole
from rushes.turnover.log.wording import span_text

__all__ = [
    "Log",
    "PaperRead",
    "Row",
    "Told",
    "Total",
    "Under",
    "by_day",
    "by_recording",
    "by_reel",
    "by_scene",
    "findings_in_order",
    "hand_over_log",
    "log_files",
    "rows_of",
    "span_text",
    "told",
    "whole",
]
