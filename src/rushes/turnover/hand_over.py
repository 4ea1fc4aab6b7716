"""Hand over: write every file, read each one back, and only then let them appear."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from rushes.coverage.model import LinedScript
from rushes.credentials import Label, sign_cut
from rushes.cut.model import Cut
from rushes.engine.model import Watch
from rushes.errors import Finding
from rushes.screenplay.model import Screenplay
from rushes.turnover.alternates import with_clips_of_alternates
from rushes.turnover.asked import DOCUMENT, Asked, asked_json
from rushes.turnover.delivery import LINE, delivery, files_in
from rushes.turnover.dialects import FIRST_CUT
from rushes.turnover.disclosure import disclosure_files, disclosure_of
from rushes.turnover.disclosure.tally import NO_ACTS
from rushes.turnover.documents import cut_json, findings_json, lined_script_json
from rushes.turnover.lined_script import lined_script_pages
from rushes.turnover.opening import VERSIONS
from rushes.turnover.preview import check_preview, make_preview
from rushes.turnover.report import report_page
from rushes.turnover.verify import verify
from rushes.turnover.withheld import NOBODY, Refusals, Withheld, as_actions, count_withheld

NO_STILLS: Mapping[str, bytes] = MappingProxyType({})
NO_VERSIONS: Mapping[str, Cut] = MappingProxyType({})
PREVIEWED_S = 600
"""Versions of longer films have no preview: it would take minutes to write each."""


def hand_over(  # noqa: PLR0917 -- all that a turnover is made of, in the order in which it came to be
    cut: Cut,
    lined: LinedScript,
    screenplay: Screenplay,
    findings: Sequence[Finding],
    out: Path,
    watch: Watch | None = None,
    *,
    evidence: str = "",
    stills: Mapping[str, bytes] = NO_STILLS,
    tell: Callable[[Finding], None] = lambda _: None,
    versions: Mapping[str, Cut] = NO_VERSIONS,
    label: Label | None = None,
    refusals: Refusals = NOBODY,
    asked: Asked | None = None,
) -> tuple[Path, ...]:
    """Write the turnover into the folder `out` and return its files; all of them or none.

    versions: other cuts, each for a folder of that name in ``versions``. watch: told of the preview's
    frames. evidence: how much of the footage was heard; by default counted here. stills: a JPEG by
    `Clip.file` for the report. tell: told of what could not be shown in the preview or on the lined script,
    which stands in findings.json and the report too. label: what the credentials of the preview say beside
    the cut; where it cannot be signed, it is left unsigned and `tell` is told. refusals: who is
    covered and muted in the previews, because they said no to being shown. asked: who may be in the footage
    and what they said; None where nobody keeps a register.
    Raises `BrokenCut` or `NobodyCountsSo` for a cut that is no timeline, `TurnoverDiffers` when a file
    does not say what the cut says, `OutOccupied`, `ChangedByHand` or `CannotWrite` for the folder.
    """
    cut = with_clips_of_alternates(cut, lined)
    timelines = dict(_timelines(cut))
    with delivery(out) as folder:
        timelines["cut.json"] = cut_json(cut)
        acts = label.people if label else NO_ACTS
        timelines |= disclosure_files(disclosure_of(cut, lined, acts, refusals.in_(cut, lined), asked))
        unseen = _write_preview(cut, folder, watch, timelines, label, refusals.in_(cut, lined))
        evidence = evidence or _evidence(lined)
        pages, unshown = lined_script_pages(screenplay, lined, evidence=evidence)
        found = (*findings, *unseen, *unshown)
        documents = {
            "lined-script.json": lined_script_json(lined),
            "findings.json": findings_json(found),
            "report.html": report_page(screenplay, lined, cut, found, evidence, stills, asked),
            **({DOCUMENT: asked_json(asked)} if asked else {}),
        }
        for name, data in (timelines | documents | dict(pages)).items():
            (folder / name).write_bytes(data)
        for name, other in versions.items():
            version = with_clips_of_alternates(other, lined)
            kept_back = refusals.in_(version, lined)
            unseen += _write_version(version, folder / VERSIONS / name, watch, label, kept_back)
        names = files_in(folder)
    for finding in dict.fromkeys((*unseen, *unshown)):
        tell(finding)
    return tuple(out / name for name in names)


def _write_preview(  # noqa: PLR0917 -- the same
    cut: Cut,
    folder: Path,
    watch: Watch | None,
    timelines: Mapping[str, bytes],
    label: Label | None,
    kept_back: Withheld,
) -> tuple[Finding, ...]:
    """Write the preview, play it from end to end, and sign it as the last step; return what is to be told."""
    preview = folder / "preview.mp4"
    unseen = make_preview(cut, preview, watch, kept_back)
    if not cut.frames:
        return unseen
    check_preview(preview, cut)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in timelines.items()}
    known = label or Label()
    further = (*known.further, *as_actions(count_withheld(cut, kept_back)))
    return (*unseen, *sign_cut(preview, cut, replace(known, beside=digests, further=further)))


def _write_version(
    cut: Cut, folder: Path, watch: Watch | None, label: Label | None, kept_back: Withheld
) -> tuple[Finding, ...]:
    """Write another cut into a folder of its own, which names its timelines; return what is to be told."""
    folder.mkdir(parents=True)
    named = replace(cut, title=f"{cut.title} {folder.name}".strip())
    timelines = {name.replace("first-cut", folder.name): data for name, data in _timelines(named)}
    timelines["cut.json"] = cut_json(cut)
    for name, data in timelines.items():
        (folder / name).write_bytes(data)
    if not 0 < cut.frames <= PREVIEWED_S * cut.rate:
        return ()
    return _write_preview(cut, folder, watch, timelines, label, kept_back)


def hand_over_lines(
    lined: LinedScript,
    screenplay: Screenplay,
    findings: Sequence[Finding],
    out: Path,
    *,
    evidence: str = "",
    tell: Callable[[Finding], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Write the lined script alone into the folder `out` and return its files; all of them or none.

    evidence, tell: as for `hand_over`. Raises `OutOccupied`, `OfAnotherJob`, `ChangedByHand` or
    `CannotWrite` for the folder.
    """
    with delivery(out, LINE) as folder:
        pages, unshown = lined_script_pages(screenplay, lined, evidence=evidence or _evidence(lined))
        documents = {
            "lined-script.json": lined_script_json(lined),
            "findings.json": findings_json((*findings, *unshown)),
            **dict(pages),
        }
        for name, data in documents.items():
            (folder / name).write_bytes(data)
    for finding in unshown:
        tell(finding)
    return tuple(out / name for name in sorted(documents))


def _timelines(cut: Cut) -> Sequence[tuple[str, bytes]]:
    """Return the cut in the dialects of every first cut, each read back and compared."""
    written = [(dialect, dialect.write(cut)) for dialect in FIRST_CUT.values()]
    for dialect, files in written:
        verify(cut, dialect, files)
    return [(f"first-cut{behind}", data) for _, files in written for behind, data in files.items()]


def _evidence(lined: LinedScript) -> str:
    return f"{len(lined.heard)} of {len(lined.clips)} clips heard"
