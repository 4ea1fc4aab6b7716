"""Paper: what was written on the set comes in; clips that know it go out, and whatever contradicts is told.

In come camera reports, sound reports and script supervisors' logs as ALE or CSV, in the words of many
programs and languages; out come `Paper`s, and the rushes with their slates, marks, notes, lenses and who is
on camera.

`find_papers` walks folders, `read_papers` reads, `apply_paper` brings what they say to the clips.

- **paper**: a report or log. **script log**: the script supervisor's; **camera report**, **sound report**:
  the others', also what is exported by whoever copies their cards.
- **row**: what one line says of one take. **meaning**: what a heading was taken for; `COLUMNS` is the table.
- **witness**: whoever says something of a slate: paper, a name, a recorder, a voice. `who_wins` is the rule.
"""

from rushes.footage.paper.apply import apply_paper
from rushes.footage.paper.columns import COLUMNS, Column
from rushes.footage.paper.model import Kind, Mapped, NoSuchPaper, NotAPaper, Paper, Row
from rushes.footage.paper.reading.read import find_papers, read_paper, read_papers
from rushes.footage.paper.witness import who_wins

__all__ = [
    "COLUMNS",
    "Column",
    "Kind",
    "Mapped",
    "NoSuchPaper",
    "NotAPaper",
    "Paper",
    "Row",
    "apply_paper",
    "find_papers",
    "read_paper",
    "read_papers",
    "who_wins",
]
