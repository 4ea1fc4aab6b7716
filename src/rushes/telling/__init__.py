"""What a person is told on the terminal: progress while it runs, a summary at the end."""

from rushes.telling.bars import EVERY_S, STAGES, PlainLines, progress
from rushes.telling.compare import compare_as_json, compare_told
from rushes.telling.first_cut import as_json, summary
from rushes.telling.lined_script import lining_as_json, lining_summary
from rushes.telling.log import log_as_json, log_summary
from rushes.telling.turnover import turnover_as_json, turnover_summary
from rushes.telling.why import why_as_json, why_told
from rushes.telling.words import findings_told

__all__ = [
    "EVERY_S",
    "STAGES",
    "PlainLines",
    "as_json",
    "compare_as_json",
    "compare_told",
    "findings_told",
    "lining_as_json",
    "lining_summary",
    "log_as_json",
    "log_summary",
    "progress",
    "summary",
    "turnover_as_json",
    "turnover_summary",
    "why_as_json",
    "why_told",
]
