"""The report page: the lined script, the cut and the findings go in; one HTML page comes out.

A *card* tells one event of the picture with its sound; a *gap* is a line nobody spoke; a *bar* is the
vertical line of a script supervisor: where a take ran through the page. The words in the typewriter face
are the writer's; everything in the plain face is the machine's.
"""

from rushes.turnover.report.page import report_page

__all__ = ["report_page"]
