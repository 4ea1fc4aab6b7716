"""Note beside the film that a copy left the house, so that each performer can be told. A door."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rushes.consent.forgetting import still_there
from rushes.consent.released import Release, film_of, note_release
from rushes.errors import Finding
from rushes.project import read_film
from rushes.rights import Register, Scope


def note_left(  # noqa: PLR0917 -- all that is told of a copy
    where: Path,
    copy: Path,
    register: Register,
    scope: Scope,
    shown: Sequence[str],
    covered: Sequence[str],
    locked_by: str = "",
) -> tuple[Finding, ...]:
    """Write down which copy left and who is in it, by number; return what a person should know.

    where: what the copy was made from. A cut that lies in no film's folder has nowhere to note it.
    """
    folder = film_of(where)
    if folder is None:
        return (
            Finding(
                "not noted",
                copy.name,
                "It was made from a cut that lies in no film's folder, so no performer's sheet tells of it.",
                "Keep a note of it yourself, or release from the film's folder.",
            ),
        )
    with copy.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    told = (tuple(shown), tuple(covered), scope.territory, scope.medium, locked_by)
    try:
        note_release(folder, Release(at, copy.name, digest, register.head, *told))
    except OSError as error:
        why = f"It could not be noted beside the film ({error.strerror}), so no sheet tells of it."
        return (Finding("not noted", copy.name, why, "Keep a note of it yourself."),)
    return tuple(_stands_on_what_is_over(where, folder, register, scope))


def _stands_on_what_is_over(where: Path, film: Path, register: Register, scope: Scope) -> list[Finding]:
    """Say that the takes of a cut were chosen with a yes that holds no more."""
    made_from = where.absolute() if where.is_dir() else where.absolute().parent
    told = read_film(film)
    places = {made_from, told.cut_folder} if made_from == film else {made_from}
    return [
        Finding(
            "made with a yes that is over",
            one.folder.name,
            f"Takes were chosen with a yes to {' and '.join(one.uses) or 'something'} that holds no more.",
            "Make the cut anew with `rushes assemble`, and release that.",
        )
        for one in still_there(told, register, scope.on)
        if one.folder in places
    ]
