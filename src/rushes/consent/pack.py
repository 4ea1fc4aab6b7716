"""The pack: all that is kept about one performer, as one .zip for them, and nothing about anybody else.

Their sheet, their entries of the register with the proof that they stand where they stood, their documents,
what was read of them, and where in the footage they may be seen or heard. No footage: it shows others, too.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec

from rushes.consent.known import Known
from rushes.consent.on_paper import sheet_pdf
from rushes.consent.on_screen import sheet_page
from rushes.consent.performers_sheet import sheet_of
from rushes.consent.receipt import receipt_json
from rushes.consent.released import Release
from rushes.rights import EVERYONE, Entry, Scope
from rushes.rights.chain import line_of
from rushes.rights.documents import PROOFS

SCHEMA: Final = "rushes.subject-access/1"

_README: Final = """\
{film}
All that is kept about {name} ({id}), as of {day}
{rule}

sheet.html, sheet.pdf   in plain words: where you may be, what was read, what left, what you can do
entries.jsonl           what was written about you in the register, each line as it stands there
chain.json              the hashes of all {count} entries, yours marked; of the others nothing else
receipts.json           what you said, in the fields of a consent record (ISO/IEC TS 27560)
footage.json            in which takes you may be seen or heard, the seconds, and how that is known
derived.json            what was read of you: by which yes, in which takes, in which cuts it stands
documents/              the papers that you signed, as they were kept; none, where you signed none

What is not in here
- No pictures and no sound: others are in them, too. Ask the production to see yours.
- No boxes of faces: they lie with what the program remembers, under nobody's name, and are deleted when a
  yes is taken back. derived.json says in which takes there are some.
- Nobody recognised you. Where a take has no slate and no notes, it is only known that you may be in it.
- Who asked you is named in your entries, as it was written down. No other performer is named.

How to see that nothing was changed
Each line of entries.jsonl ends with its hash: the SHA-256 of the line up to the comma before "hash". Each
carries the hash of the entry before it as "prev". In chain.json the same hashes stand in their order.
The last of them is the head of the register:
{head}
Keep it. If it is not in a later chain.json, something was taken out or changed.

How to say no
Tell anybody of the production; they write it down with: rushes consent refuse FILM {id} --all
It holds from that moment on, and what was made with your yes is deleted.
"""


def write_pack(known: Known, register: Path, made: datetime, to: BinaryIO) -> int:
    """Write the pack of what is known of a performer, and return how many files are in it.

    register: its folder, with the documents, which may be films: none is held in memory. made: the moment, in
    UTC, which stands in the receipts.
    """
    files = dict(_files(known, register, made))
    with zipfile.ZipFile(to, "w") as archive:
        for name, data in files.items():
            about = zipfile.ZipInfo(name, made.timetuple()[:6])
            with archive.open(about, "w", force_zip64=isinstance(data, Path)) as entry:
                if isinstance(data, Path):
                    with data.open("rb") as document:
                        shutil.copyfileobj(document, entry, 1 << 20)
                else:
                    entry.write(data)
    return len(files)


def _files(known: Known, register: Path, made: datetime) -> Iterator[tuple[str, bytes | Path]]:
    """Yield the files of a pack by name; a document as the file that it is."""
    sheet = sheet_of(known)
    yield "README.txt", _readme(known)
    yield "sheet.html", sheet_page(sheet)
    yield "sheet.pdf", sheet_pdf(sheet)
    yield "entries.jsonl", b"".join(map(line_of, known.entries))
    yield "chain.json", _json(_chain(known))
    scope = Scope(known.film, known.day)
    yield "receipts.json", receipt_json(known.film, known.register, scope, [known.person], made)
    yield "footage.json", _json(_footage(known))
    yield "derived.json", _json(_derived(known))
    for entry in known.entries:
        yield from _document(entry, register / PROOFS)


def _readme(known: Known) -> bytes:
    about = {"film": known.film, "name": known.name, "id": known.person.id, "day": known.day.isoformat()}
    rule = "=" * (len("All that is kept about  (), as of ") + sum(map(len, list(about.values())[1:])))
    count, head = len(known.register.entries), known.register.head
    return _README.format(**about, rule=rule, count=count, head=head).encode()


def _chain(known: Known) -> dict[str, Any]:
    theirs = {entry.seq for entry in known.entries}
    return {
        "schema": SCHEMA,
        "head": known.register.head,
        "entries": [
            {"seq": entry.seq, "hash": entry.hash, "yours": entry.seq in theirs}
            for entry in known.register.entries
        ],
    }


def _footage(known: Known) -> dict[str, Any]:
    return {"schema": SCHEMA, "film": known.film, "takes": [msgspec.to_builtins(one) for one in known.takes]}


def _derived(known: Known) -> dict[str, Any]:
    deleted = [entry for entry in known.entries if entry.kind == "deletion"]
    return {
        "schema": SCHEMA,
        "film": known.film,
        "cuts": [msgspec.to_builtins(one) for one in known.cuts],
        "releases": [_release(one, known.person.id) for one in known.releases],
        "not_clear": list(known.unclear),
        "deleted": [{"at": one.at, "entry": one.hash, "what": one.description} for one in deleted],
        "templates_of_face_or_voice": "none: nobody is recognised",
    }


def _release(one: Release, performer: str) -> dict[str, Any]:
    """Return a release copy without the others who are in it."""
    told: dict[str, Any] = msgspec.to_builtins(one)
    kept = {key: value for key, value in told.items() if key not in {"shown", "covered"}}
    return {**kept, "you": "covered and muted" if performer in told["covered"] else "seen and heard"}


def _document(entry: Entry, proofs: Path) -> Iterator[tuple[str, Path]]:
    """Yield the document of an entry, if it is there as it was kept; one for everyone is not theirs alone."""
    if not entry.proof_sha256 or entry.performer == EVERYONE or not proofs.is_dir():
        return
    for file in sorted(proofs.iterdir()):
        if file.name.startswith(entry.proof_sha256):
            with file.open("rb") as document:
                whole = hashlib.file_digest(document, "sha256").hexdigest() == entry.proof_sha256
            if whole:
                yield f"documents/{file.name}", file


def _json(told: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"
