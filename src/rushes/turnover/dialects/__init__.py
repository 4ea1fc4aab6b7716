"""The dialects: one module or folder for each timeline format, one line for each in the table.

A writer is ``Cut, Leaving -> files`` (`model.Writer`). A check is somebody who reads the files back, and what
they must find: ours reads all that the format holds, a second opinion is a reader that we did not write.
Words to know: a *lane* is one track of a format in which every sound channel has its own; *record* is time in
the film; a *feature* is what a cut holds that a format may or may not.

To add one: a module with a `Dialect` and its features, and its line in `DIALECTS`.
"""

from rushes.turnover.dialects import aaf, edl, fcp7, fcpxml, lists, mlt, otio
from rushes.turnover.dialects.model import Check, Dialect, Feature, Files, Writer
from rushes.turnover.dialects.wording import NotThisDialect

__all__ = ["DIALECTS", "FIRST_CUT", "Check", "Dialect", "Feature", "Files", "NotThisDialect", "Writer"]

FIRST_CUT = {dialect.name: dialect for dialect in (otio.FIRST_CUT, fcp7.FIRST_CUT, edl.FLAT)}
"""The dialects of every first cut, whose bytes are a promise (docs/outputs.md)."""

DIALECTS = {
    dialect.name: dialect
    for dialect in (
        otio.PLAIN,
        otio.RESOLVE,
        fcp7.DIALECT,
        fcpxml.DIALECT,
        aaf.DIALECT,
        mlt.DIALECT,
        edl.TRACKS,
        edl.LONG,
        edl.MARKERS,
        lists.ALE,
        lists.SRT,
        lists.CSV,
    )
}
"""Every dialect that a cut can be handed over in, by its name."""
