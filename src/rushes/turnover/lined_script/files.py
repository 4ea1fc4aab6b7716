"""The two files: the lined script for a browser and for paper."""

from collections.abc import Mapping

from rushes.coverage.model import LinedScript
from rushes.errors import Finding
from rushes.screenplay.model import Screenplay
from rushes.turnover.lined_script.layout import Layout, lay_out
from rushes.turnover.lined_script.lining import NOBODY_KNOWS, OnCamera
from rushes.turnover.lined_script.read_back import check_pages
from rushes.turnover.lined_script.web import web_page


def as_html(
    screenplay: Screenplay, lined: LinedScript, *, evidence: str = "", on_camera: OnCamera = NOBODY_KNOWS
) -> str:
    """Return ``lined-script.html``, self-contained; the same values give the same text.

    evidence: how much of the footage was heard; counted here by default. on_camera: whether the speaker
    is seen in a reading, by file, line and pass.
    """
    return web_page(lay_out(screenplay, lined, evidence, on_camera))


def as_pdf(
    screenplay: Screenplay, lined: LinedScript, *, evidence: str = "", on_camera: OnCamera = NOBODY_KNOWS
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return ``lined-script.pdf``, and findings about what it cannot show; the same values, the same bytes.

    The arguments are those of `as_html`. Letters that Courier has not are set in fonts of this machine.
    """
    return _printed(lay_out(screenplay, lined, evidence, on_camera))


def lined_script_pages(
    screenplay: Screenplay, lined: LinedScript, *, evidence: str = "", on_camera: OnCamera = NOBODY_KNOWS
) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """Return both files by name, read back and checked, and findings about what they cannot show.

    `TurnoverDiffers` when a page, a slate or a line never covered is not in one of them.
    """
    layout = lay_out(screenplay, lined, evidence, on_camera)
    html = web_page(layout)
    pdf, findings = _printed(layout)
    check_pages(layout, html, pdf)
    return {"lined-script.html": html.encode(), "lined-script.pdf": pdf}, findings


def _printed(layout: Layout) -> tuple[bytes, tuple[Finding, ...]]:
    from rushes.turnover.lined_script.paper import document  # noqa: PLC0415 -- a second of fonts and drawing

    return document(layout)
