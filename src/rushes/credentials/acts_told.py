"""What people did in the screening room, counted, in plain words: for labels and disclosures alike. Pure."""

from collections.abc import Mapping
from typing import Final

ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "swap": ("take exchanged", "takes exchanged"),
    "keep": ("take kept on purpose", "takes kept on purpose"),
    "picture": ("other picture put over a line", "other pictures put over lines"),
    "trim": ("trim", "trims"),
    "split": ("split edit set", "split edits set"),
    "react": ("decision about a listener", "decisions about listeners"),
    "forbid": ("take ruled out", "takes ruled out"),
    "free": ("decision taken back", "decisions taken back"),
    "star": ("take starred", "takes starred"),
    "taste": ("way of cutting chosen", "ways of cutting chosen"),
    "bring back": ("version brought back", "versions brought back"),
    "comment": ("comment", "comments"),
    "resolve": ("comment settled", "comments settled"),
    "look": ("place looked at", "places looked at"),
    "version": ("version named", "versions named"),
    "relink": ("folder of moved footage named", "folders of moved footage named"),
    "lock": ("picture lock", "picture locks"),
    "unlock": ("lock opened again", "locks opened again"),
    "undo": ("step undone", "steps undone"),
    "redo": ("step done again", "steps done again"),
}
"""What a person does in the screening room, in plain words: one, and several."""


def acts_told(acts: Mapping[str, int]) -> tuple[str, ...]:
    """Return what was done at least once, by the names of acts: ``2 takes exchanged``, ``1 trim``."""
    return tuple(
        f"{count} {one if count == 1 else several}"
        for name, count in acts.items()
        if count
        for one, several in (ACTS.get(name, (name, name)),)
    )
