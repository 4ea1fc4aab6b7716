"""A version that came back from an editor: read, compared with the cut, told, and kept with the film. A door.

What a person brought is copied as it is into a folder of its own in the film's, and never over another.
"""

import contextlib
import hashlib
import re
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rushes.coverage.model import LinedScript
from rushes.errors import Refusal
from rushes.project import BROUGHT, is_film
from rushes.turnover.brought import read_timeline
from rushes.turnover.brought.bounds import read_bounded
from rushes.turnover.conform import conform
from rushes.turnover.conform.as_cut import cut_of, why_no_cut
from rushes.turnover.conform.compare import clips_of, lines_of
from rushes.turnover.conform.model import Conformed
from rushes.turnover.conform.report.as_json import conform_json
from rushes.turnover.conform.report.page import conform_page
from rushes.turnover.documents import NotOurDocument, cut_json, read_lined_script
from rushes.turnover.opening import find_cut, open_cut

PAGE: Final = "conform.html"
DATA: Final = "conform.json"
CUT: Final = "cut.json"
_OURS: Final = frozenset({"choice not taken"})
"""Findings of what we wrote ourselves, which nobody changed: auditions."""
_LONGEST: Final = 80
"""Letters of a version's name, which is a folder's."""


class ReportThere(Refusal):
    """A report would be written over a file."""

    sentence = "{0} is there already and is not written over. Name another file with -o."


class CannotKeep(Refusal):
    """A file that came back, or its report, cannot be written."""

    sentence = "{0} cannot be written: {1}. Free some space, or name another place with -o."


@dataclass(frozen=True)
class CameBack:
    """What came back. cut: the file it is compared with. page: where the report is, None where nobody asked.

    kept: the folder in the film's in which it is kept, None without a film. before: it was kept there
    already. no_cut: why it is kept as a file alone and is no cut as well; empty where it is one. by: whose
    version it is, empty where nobody said so. at: when it was kept, ISO time in UTC; empty where it was not.
    """

    found: Conformed
    cut: Path
    edited: Path
    sha256: str
    page: Path | None = None
    kept: Path | None = None
    before: bool = False
    no_cut: str = ""
    by: str = ""
    at: str = ""

    @property
    def data(self) -> str:
        """All that was found, as JSON."""
        files = str(self.cut), self.edited.name, self.sha256
        return conform_json(self.found, *files, self.by, self.at, self.no_cut)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def come_back(
    where: Path,
    edited: Path,
    page: Path | None = None,
    name: str = "",
    *,
    by: str = "",
    clock: Callable[[], str] = _now,
) -> CameBack:
    """Read an editor's later version of a cut, and say what they changed.

    where: a film's folder, a folder that holds a cut, or a cut.json. page: where the report is to be written.
    name: what the version is called, by default as the file. by: whose version it is, as a person says. Of a
    film it is kept in the film's folder. clock: tells the time, ISO in UTC.
    Refusals of `find_cut`, `read_timeline` and `conform`; `ReportThere`, `CannotKeep`.
    """
    if page is not None and page.exists():
        raise ReportThere(page)
    file = find_cut(where)
    cut, lined = open_cut(file), _lined_beside(file)
    timeline, findings = read_timeline(edited, cut.rate)
    sha256 = hashlib.sha256(read_bounded(edited)).hexdigest()
    found = conform(cut, timeline, lined)
    sure = (one for one in findings if one.kind not in _OURS)
    found = replace(found, findings=(*sure, *found.findings))
    back = CameBack(found, file, edited, sha256, page, no_cut=why_no_cut(found), by=by.strip())
    if page is not None:
        _write(page, conform_page(found, _called(file), edited.name, sha256))
    if not is_film(where):
        return back
    kept = (
        ()
        if back.no_cut
        else (cut_json(cut_of(found, cut, clips_of(cut, lined), lines_of(cut, lined), edited.name)),)
    )
    back = replace(back, at=clock())
    return _kept(back, where.absolute() / BROUGHT, _folder_name(name or edited.stem), kept)


def _kept(back: CameBack, folder: Path, name: str, as_cut: tuple[bytes, ...]) -> CameBack:
    """Keep a version in a folder of its own; one whose very file is kept already stays where it is."""
    number, place = 1, folder / name
    while place.exists():
        if any(_digest(one) == back.sha256 for one in place.iterdir() if one.is_file()):
            return replace(back, kept=place, before=True, at="")
        number += 1
        place = folder / f"{name}-{number}"
    staging = folder / f".{secrets.token_hex(6)}"
    try:
        staging.mkdir(parents=True)
        original = (
            back.edited.name if back.edited.name not in (PAGE, DATA, CUT) else f"brought-{back.edited.name}"
        )
        shutil.copyfile(back.edited, staging / original)
        (staging / PAGE).write_bytes(
            conform_page(back.found, _called(back.cut), back.edited.name, back.sha256)
        )
        (staging / DATA).write_text(back.data + "\n", encoding="utf-8")
        for data in as_cut:
            (staging / CUT).write_bytes(data)
        staging.rename(place)
    except OSError as error:
        raise CannotKeep(str(place), error.strerror or str(error)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return replace(back, kept=place)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _folder_name(name: str) -> str:
    """Return a name as a folder's: no path in it, nothing hidden."""
    plain = re.sub(r"[/\\:\x00-\x1f\x7f]+", "_", name).strip(" .")[:_LONGEST].strip(" .")
    return plain or "version"


def _called(file: Path) -> str:
    return file.absolute().parent.name


def _write(file: Path, data: bytes) -> None:
    """Write a report whole or not at all, and never over a file."""
    beside = file.with_name(f".{secrets.token_hex(6)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        if file.exists():
            raise ReportThere(file)
        beside.rename(file)
    except OSError as error:
        raise CannotKeep(str(file), error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _lined_beside(file: Path) -> LinedScript | None:
    """Return the lined script beside a cut, or of the film that it is a version of; None without one."""
    for folder in (file.parent, file.parent.parent.parent):
        try:
            return read_lined_script((folder / "lined-script.json").read_bytes())
        except (OSError, NotOurDocument):
            continue
    return None
