"""From what was written to what the turnover sheet says of it. Pure."""

import hashlib
from collections.abc import Mapping, Sequence

from rushes.cut.model import Cut
from rushes.turnover.dialects import Dialect, Feature, Files
from rushes.turnover.features import counted_features
from rushes.turnover.options import Leaving
from rushes.turnover.turnover_sheet.model import Counted, Handed, What, WrittenFile
from rushes.turnover.verify import Compared


def handed(
    cut: Cut,
    dialect: Dialect,
    files: Files,
    compared: Sequence[Compared],
    leaving: Leaving,
    *,
    name: str,
    what: What = "cut",
    of: str = "",
) -> Handed:
    """Return what is said of a film in a dialect.

    files: by what stands behind its name; name: from the folder of the turnover.
    """
    has = counted_features(cut, leaving)
    return Handed(
        title=cut.title,
        name=name,
        what=what,
        of=of,
        dialect=dialect.name,
        called=dialect.called or dialect.name,
        files=tuple(_written(f"{name}{behind}", data) for behind, data in files.items()),
        compared=tuple(compared),
        kept=tuple(_counted(one, has) for one in has if one in dialect.holds),
        said=tuple(_counted(one, has, dialect.says[one]) for one in has if one in dialect.says),
        lost=tuple(_counted(one, has) for one in has if one in dialect.loses and _asked_of(one, dialect)),
        dropped=tuple(_counted(one, has, dialect.dropped[one]) for one in has if one in dialect.dropped),
    )


def _asked_of(feature: Feature, dialect: Dialect) -> bool:
    """Tell whether anybody looks for it there: for words as spoken in lists alone, which are for reading."""
    return feature is not Feature.WORDS or dialect.is_list


def _written(name: str, data: bytes) -> WrittenFile:
    return WrittenFile(name, len(data), hashlib.sha256(data).hexdigest())


def _counted(feature: Feature, has: Mapping[Feature, int], how: str = "") -> Counted:
    return Counted(feature.value, has[feature], how)
