"""The screening room: watch a cut, compare, swap, pin, lock. People decide, and a journal keeps it.

In: a film (a folder with a `film.toml`, or what `rushes assemble` made), and a person's acts. Out: new cuts,
a lock, and the journal from which every one of them can be made again.

- **act**: something that a person does; all of them stand in one table (`acts`), read by server and page.
- **journal**: every act with who, when and on top of what; it only grows (`journal`).
- **decisions**: what holds after an entry of the journal (`decide`); what they ask of the cut are its pins.
- **relink**: find footage again that is not where it was, by its content; the journal keeps where.
- **take over**: have a line as an editor's version has it, by an act of the room (`taking_over`).
- **stale**: an act of somebody who looked at an older cut; it is refused, with what happened since.
"""

from rushes.screening.acts import AnyAct, NotAnAct, act_from
from rushes.screening.journal import Journal
from rushes.screening.model import Decisions, Entry, OpenFilm
from rushes.screening.room import ScreeningRoom
from rushes.screening.standing import Done, Standing

__all__ = [
    "AnyAct",
    "Decisions",
    "Done",
    "Entry",
    "Journal",
    "NotAnAct",
    "OpenFilm",
    "ScreeningRoom",
    "Standing",
    "act_from",
]
