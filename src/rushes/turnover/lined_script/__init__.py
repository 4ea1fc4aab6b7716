"""The lined script as a script supervisor draws it: the screenplay's pages, and a line for each take.

In: the `Screenplay` and its `LinedScript`. Out: one self-contained HTML page, and a PDF that says the same.
A line runs from where a take starts to where it stops, with its slate at the top: straight where the speaker
is on camera, wavy where not. `page` sets the type, `lining` finds where lines run, `drawing` draws them,
`paper` and the page's own sheet show them.

- **stretch**: a run of a take without going back. **pass**: the same words again in the same take.
- **lane**: where on the page a line runs. **note**: what was said where a reading left the text.
- **tally**: what is covered in a scene, and what is not. **log**: what each take holds.
"""

from rushes.turnover.lined_script.files import as_html, as_pdf, lined_script_pages

__all__ = ["as_html", "as_pdf", "lined_script_pages"]
