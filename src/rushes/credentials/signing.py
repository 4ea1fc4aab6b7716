"""Sign: the last step of every film that leaves, its label written into it. A door."""

import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rushes.credentials import native
from rushes.credentials.authority import authority
from rushes.credentials.making_room import NoRoom, copy_with
from rushes.credentials.manifest import definition, manifest_of
from rushes.credentials.model import Anchors, Authority, Judged, Label, Manifest, NoAuthority
from rushes.credentials.opening import context
from rushes.credentials.reading import read_credentials, read_label
from rushes.credentials.terms import BadTerms
from rushes.cut.model import Cut
from rushes.errors import Finding, Refusal

if TYPE_CHECKING:
    import c2pa

UNSIGNED = "unsigned"
READ_BACK_MB = 100
"""Films up to this size are read back whole once they are signed; of larger ones the label alone."""


class NotSigned(Refusal):
    """The label could not be written, or does not hold when it is read back."""

    sentence = "{0} could not be signed: {1}."


def clock() -> str:
    """Return the time of signing as this computer tells it, in ISO form."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def sign_cut(film: Path, cut: Cut, label: Label) -> tuple[Finding, ...]:
    """Sign the film of a cut in place; where that cannot be it stays as it is, and a finding says why.

    The label is given the time, where it has none.
    """
    try:
        sign(film, manifest_of(cut, replace(label, at=label.at or clock()), film.name), authority())
    except NoAuthority as refusal:
        return (Finding(UNSIGNED, film.name, f"It carries no credentials: {refusal.fact}", refusal.advice),)
    except (NotSigned, BadTerms) as refusal:
        advice = "The film itself is whole; it can be shown and handed over, but nothing vouches for it."
        return (Finding(UNSIGNED, film.name, f"It carries no credentials: {refusal}", advice),)
    return ()


def sign(film: Path, manifest: Manifest, by: Authority) -> None:
    """Write a label into an MP4 or MOV, in place; `NotSigned` when it cannot be, and the film is as it was.

    What was written is read back as anybody would, before it takes the place of the film; of a film above
    `READ_BACK_MB` the label alone, as reading takes nearly as long as signing.
    """
    signed = film.with_name(f".{secrets.token_hex(4)}-{film.name}")
    try:
        label = _sign(film, signed, manifest, by)
        whole = signed.stat().st_size <= READ_BACK_MB * 1_000_000
        _check(film, read_credentials(signed, Anchors()) if whole else read_label(label))
        signed.replace(film)
    except NoRoom as error:
        raise NotSigned(film.name, str(error)) from error
    except OSError as error:
        raise NotSigned(film.name, error.strerror or type(error).__name__) from error
    finally:
        signed.unlink(missing_ok=True)


def _sign(film: Path, signed: Path, manifest: Manifest, by: Authority) -> bytes:
    """Write a film with its label beside the film, and return the label."""
    import c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    about = c2pa.C2paSignerInfo(by.algorithm.encode(), by.chain, by.key, None)
    try:
        with (
            context([], c2pa.Signer.from_info(about)) as settings,
            c2pa.Builder(json.dumps(definition(manifest)), settings) as builder,
        ):
            _add_signed(builder, manifest)
            reserved = native.reserve(builder)
            place = copy_with(film, reserved, signed)
            with signed.open("r+b") as written:
                native.hash_film(builder, written)
                label = native.sign_label(builder)
                if len(label) != len(reserved):
                    raise NotSigned(film.name, "its label has another length than was reserved for it")
                written.seek(place)
                written.write(label)
    except c2pa.C2paError as error:
        raise NotSigned(film.name, str(error)) from error
    return label


def _add_signed(builder: "c2pa.Builder", manifest: Manifest) -> None:
    """Give the library the rushes whose own credentials go with the film."""
    for one in manifest.ingredients:
        if one.signed is None:
            continue
        told = {"title": one.title, "relationship": "componentOf", "label": one.label}
        with one.signed.open("rb") as rush:
            builder.add_ingredient(told, one.form, rush)


def _check(film: Path, found: Judged) -> None:
    if not found.unchanged:
        why = ", ".join(found.faults or found.ingredients) or found.state
        raise NotSigned(film.name, f"read back, its label does not hold ({why})")
