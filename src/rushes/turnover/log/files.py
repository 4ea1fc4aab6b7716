"""All files of the log by their names, each read back and compared with it."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from rushes.errors import Finding
from rushes.turnover.documents import findings_json
from rushes.turnover.log.as_ale import log_ales
from rushes.turnover.log.as_csv import log_csv
from rushes.turnover.log.as_json import log_json
from rushes.turnover.log.model import Log
from rushes.turnover.log.page import log_page
from rushes.turnover.log.told import findings_in_order

NONE: Mapping[str, bytes] = MappingProxyType({})
"""No pictures, or no levels."""


def log_files(
    log: Log, stills: Mapping[str, bytes] = NONE, levels: Mapping[str, bytes] = NONE
) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """Return the files of a log, and findings about what some of them cannot hold.

    stills: a JPEG of a picture by `Clip.file`; levels: how loud a sound is along its
    length, a byte a column, the same way; both may lack some.
    `TurnoverDiffers` when a file does not say what the log says. The same values give the same bytes.
    """
    ales, unheld = log_ales(log)
    log = replace(log, findings=(*log.findings, *unheld))
    files = {
        "log.html": log_page(log, stills, levels, tuple(ales)),
        "log.csv": log_csv(log),
        "log.json": log_json(log),
        "findings.json": findings_json(findings_in_order(log.findings)),
    }
    return {**files, **ales}, unheld
