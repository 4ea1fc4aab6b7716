"""Whether a table is a report at all, and whose. Pure."""

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import Final

from rushes.footage.find import ENDINGS, SOUND
from rushes.footage.paper.columns import meanings_of, plain, sign_of
from rushes.footage.paper.model import Kind
from rushes.footage.paper.reading.headings import heads_of
from rushes.footage.paper.reading.tables import Table
from rushes.footage.rolls import roll_of

_TELLING = frozenset(
    (
        *("scene", "setup", "slate", "take", "camera", "reel", "sound reel", "lens", "filter", "comment"),
        *("circled", "no good", "false start", "hold", "status", "wild", "mos", "pickup", "series"),
        *("on camera", "off camera"),
    )
)
"""What is worth bringing to a clip; a table that only lists files tells nothing."""


def _said(kind: Kind, words: str) -> tuple[Kind, re.Pattern[str]]:
    return kind, re.compile(rf"\b(?:{words})", re.IGNORECASE)


_TITLES: Final = (
    _said("sound report", r"(?:sound|audio) ?(?:report|log)|sound mixer|tonbericht|tonprotokoll|"
                          r"(?:rapport|feuille) (?:de )?son|parte de sonido|wave ?agent|cantar"),
    _said("script log", r"(?:script|continuity|editors?|editor s|daily editor|daily) ?(?:log|report|notes)|"
                        r"script supervisor|cutterbericht|rapport (?:de )?(?:scripte|montage)|logbook"),
    _said("camera report", r"(?:camera|cam) ?(?:report|log)|(?:kamera|negativ|bild)bericht|parte de camara|"
                           r"rapport (?:de )?(?:image|camera)|zoe ?log|silverstack|pomfort|davinci resolve"),
)  # fmt: skip
"""What a paper is called, in its letterhead or its file's name; a film may be called The Script."""

_NAMES: Final = (
    _said("sound report", r"(?:sound|audio|mixer|ton|son|sonido|zax\w*|sr)\b"),
    _said("script log", r"(?:script|scripte|continuity|editors?|cutter|supervisor|montage|facing)\b"),
    _said("camera report", r"(?:camera|cam|kamera|dailies|dit|metadata|resolve)\b"),
)
"""Words that say it in a file's name alone, where nothing says it better."""


def tells_of_takes(table: Table) -> bool:
    """Tell whether a table is a report: its headings name takes or files, and say something of them."""
    meanings = meanings_of(table.headings)
    by_take = "take" in meanings and meanings & {"scene", "setup", "slate"}
    named_so = bool(meanings & {"file", "name", "slate"} or by_take or {"reel", "start"} <= meanings)
    sure = "file" in meanings or table.form == "ALE"
    return named_so and len(meanings & _TELLING) > (0 if sure else 1)


def kind_of(table: Table, name: str) -> Kind:
    """Return whose paper it is: by its title, its file's name, or its columns and the files it names."""
    file = plain(PurePosixPath(name).stem)
    for text, words in ((plain(table.title), _TITLES), (file, _TITLES), (file, _NAMES)):
        said = [kind for kind, pattern in words if pattern.search(text)]
        if len(said) == 1:
            return said[0]
    return _kind_by_columns(table)


def _kind_by_columns(table: Table) -> Kind:
    meanings = meanings_of(table.headings)
    signs: Counter[Kind] = Counter(sign for meaning in meanings if (sign := sign_of(meaning)))
    sounds, pictures = _files_named(table)
    signs["sound report"] += 3 * (sounds > pictures) + ("sound reel" in meanings and "reel" not in meanings)
    signs["camera report"] += 3 * (pictures > sounds)
    signs["script log"] += 2 * ({"sound reel", "reel"} <= meanings)
    if not any(signs.values()):
        return "camera report" if table.form == "ALE" or meanings & {"file", "start"} else "script log"
    order: tuple[Kind, ...] = ("script log", "sound report", "camera report")
    return max(order, key=lambda kind: signs[kind])


def _files_named(table: Table) -> tuple[int, int]:
    """Count the sound files and the pictures that a table names, by their endings or a camera's own names."""
    sounds = pictures = 0
    for block in table.blocks:
        heads = heads_of(block)
        for line in block.lines:
            for cell in (*heads.all(line, "file"), *heads.all(line, "name")):
                ending = PurePosixPath(cell).suffix.lower()
                sounds += ending in SOUND
                pictures += ending in ENDINGS - SOUND or (not ending and roll_of(cell)[0].reel is not None)
    return sounds, pictures
