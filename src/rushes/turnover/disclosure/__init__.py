"""The disclosure: what was captured, what the machine did, what people decided, what was never done.

In: a `Cut`, the lined script that it stands on, what people did by the journal, and what is withheld. Out:
one page for festivals and broadcasters (``disclosure.html``), the same for machines (``disclosure.json``,
schema ``rushes.disclosure/1``) and the line for the end credits. Every number is counted, none estimated.
"""

from rushes.turnover.disclosure.credit import Credit, credit_lines, credit_text
from rushes.turnover.disclosure.files import disclosure_files
from rushes.turnover.disclosure.model import Disclosure
from rushes.turnover.disclosure.tally import disclosure_of

__all__ = ["Credit", "Disclosure", "credit_lines", "credit_text", "disclosure_files", "disclosure_of"]
