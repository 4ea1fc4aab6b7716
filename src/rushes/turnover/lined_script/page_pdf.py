"""The lined script as a PDF."""

from rushes.coverage.model import LinedScript
from rushes.errors import Finding
from rushes.screenplay.model import Screenplay
from rushes.turnover.lined_script.layout import lay_out
from rushes.turnover.lined_script.lining import NOBODY_KNOWS, OnCamera
from rushes.turnover.lined_script.paper import document


def as_pdf(
    screenplay: Screenplay, lined: LinedScript, *, evidence: str = "", on_camera: OnCamera = NOBODY_KNOWS
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return ``lined-script.pdf``, and findings about what it cannot show; the same values, the same bytes.

    evidence: how much of the footage was heard; counted here by default. on_camera: whether the speaker
    is seen in a reading, by file, line and pass.
    """
    return document(lay_out(screenplay, lined, evidence, on_camera))
