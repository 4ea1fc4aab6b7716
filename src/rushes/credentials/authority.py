"""Who signs: the house's own authority, made on first use, or a certificate that a person brought. A door.

In the user's folder of settings (``RUSHES_CREDENTIALS`` names another)::

    house/    root.pem and root-key.pem, certificate.pem and key.pem: this computer's, made by itself
    own/      certificate.pem (a chain, the signer first) and key.pem: a person's; where they are, they sign
    known/    certificates of others that a person trusts, and the house's from before a renewal

Keys are readable by their owner alone. No other place is read and nothing is sent.
"""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from rushes.credentials.model import Anchors, Authority, House, NoAuthority

if TYPE_CHECKING:
    from rushes.credentials.certificate import Pair

PLACE: Final = "RUSHES_CREDENTIALS"
"""Names the folder of certificates where it is not the user's own."""
HOUSE, OWN, KNOWN = "house", "own", "known"
_CERTIFICATE, _KEY, _ROOT, _ROOT_KEY = "certificate.pem", "key.pem", "root.pem", "root-key.pem"
RENEWED_DAYS: Final = 180
"""A house's certificate that ends sooner than this is made anew: a film should be verifiable for a while."""


_RENEW: Final = (
    "`rushes credentials --renew` makes a new one. Films that the old one signed are still known here; "
    "whoever trusts the old one elsewhere must be given the new one, too."
)
_PUT_BACK: Final = (
    "Put the key back, bring another certificate with `rushes credentials --certificate FILE --key FILE`, or "
    "remove the folder, and the certificate of this computer signs."
)


def place() -> Path:
    """Return the folder of certificates; it may not be there yet."""
    named = os.environ.get(PLACE)
    return (
        Path(named)
        if named
        else Path(platformdirs.user_config_dir("rushes", appauthor=False)) / "credentials"
    )


def authority(folder: Path | None = None, now: datetime | None = None) -> Authority:
    """Return who signs; the house's authority is made when there is none.

    folder: of certificates. now: the clock. `NoAuthority` when a key is lost, a certificate may not sign, its
    time is over, or the folder cannot be written.
    """
    folder, now = folder or place(), now or datetime.now(UTC)
    try:
        if (folder / OWN / _CERTIFICATE).exists():
            return _own(folder / OWN, now)
        return _house(folder, now)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NoAuthority(
            f"The folder of certificates {folder} cannot be used ({why})",
            f"Let it be written to, or name another one in {PLACE}",
        ) from error


def renew(folder: Path | None = None, now: datetime | None = None) -> Authority:
    """Make a new authority of the house; the certificates of the old one stay known."""
    folder, now = folder or place(), now or datetime.now(UTC)
    house = folder / HOUSE
    try:
        if (house / _ROOT).exists():
            _keep(folder, (house / _ROOT).read_bytes())
        for name in (_ROOT, _ROOT_KEY, _CERTIFICATE, _KEY):
            (house / name).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return authority(folder, now)


def bring(certificate: Path, key: Path, folder: Path | None = None, now: datetime | None = None) -> Authority:
    """Let a person's certificate sign from now on; `NoAuthority` when it may not, and nothing is changed."""
    from rushes.credentials.certificate import paired  # noqa: PLC0415 -- heavy, and only needed to sign

    folder, now = folder or place(), now or datetime.now(UTC)
    chain, secret = _read(certificate), _read(key)
    pair = paired(chain, secret, str(certificate), now)
    try:
        _write(folder / OWN / _CERTIFICATE, pair.chain, secret=False)
        _write(folder / OWN / _KEY, pair.key, secret=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return _authority(pair, "own")


def trust(certificate: Path, folder: Path | None = None) -> str:
    """Know the films of others by their certificate from now on; return its name."""
    from rushes.credentials.certificate import named  # noqa: PLC0415 -- heavy, and only needed here

    folder, pem = folder or place(), _read(certificate)
    name = named(pem, str(certificate))
    try:
        _keep(folder, pem)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return name


def anchors(folder: Path | None = None) -> Anchors:
    """Return the certificates that signatures are known by; what cannot be read knows nobody."""
    folder = folder or place()
    own = _last_of(_lenient(folder / OWN / _CERTIFICATE))
    known = b"".join(_lenient(file) for file in _listed(folder / KNOWN))
    return Anchors(_lenient(folder / HOUSE / _ROOT), own, known)


def given_to_others(signer: Authority, folder: Path | None = None) -> Path:
    """Return the file with the certificate that others know a signer's films by."""
    folder = folder or place()
    return folder / OWN / _CERTIFICATE if signer.house == "own" else folder / HOUSE / _ROOT


def identity(folder: Path | None = None) -> str:
    """Return what tells one signer from another, or why nobody signs; for keys of what was handed over."""
    try:
        return authority(folder).mark
    except NoAuthority as refusal:
        return str(refusal)


def _house(folder: Path, now: datetime) -> Authority:
    """Return this computer's authority, made where there is none, renewed where its time is nearly over."""
    from rushes.credentials import certificate as paper  # noqa: PLC0415 -- heavy, and only needed to sign

    house = folder / HOUSE
    if not (house / _ROOT).exists():
        _make_house(house, now)
    if not (house / _KEY).exists():
        raise NoAuthority(f"The key of this computer's certificate is gone ({house / _KEY})", _RENEW)
    pair = paper.paired(
        (house / _CERTIFICATE).read_bytes(), (house / _KEY).read_bytes(), str(house), now, check=False
    )
    if pair.until - now > timedelta(days=RENEWED_DAYS):
        return _authority(pair, "house")
    if not (house / _ROOT_KEY).exists() or paper.ends(_lenient(house / _ROOT)) - now < timedelta(
        days=RENEWED_DAYS
    ):
        raise NoAuthority(f"The certificate of this computer ends on {pair.until:%Y-%m-%d}", _RENEW)
    made = paper.issue((house / _ROOT).read_bytes(), (house / _ROOT_KEY).read_bytes(), now)
    _write(house / _KEY, made.key, secret=True)
    _write(house / _CERTIFICATE, made.chain, secret=False)
    return _authority(made, "house")


def _make_house(house: Path, now: datetime) -> None:
    """Make a root and the certificate that signs; the root is written last, as it says that all is there."""
    from rushes.credentials import certificate as paper  # noqa: PLC0415 -- heavy, and only needed to sign

    root = paper.make_root(secrets.token_hex(4), now)
    made = paper.issue(root.chain, root.key, now)
    for name, data in ((_ROOT_KEY, root.key), (_KEY, made.key)):
        _write(house / name, data, secret=True)
    for name, data in ((_CERTIFICATE, made.chain), (_ROOT, root.chain)):
        _write(house / name, data, secret=False)


def _own(own: Path, now: datetime) -> Authority:
    from rushes.credentials.certificate import paired  # noqa: PLC0415 -- heavy, and only needed to sign

    if not (own / _KEY).exists():
        raise NoAuthority(f"The key of your certificate is gone ({own / _KEY})", _PUT_BACK)
    pair = paired((own / _CERTIFICATE).read_bytes(), (own / _KEY).read_bytes(), str(own / _CERTIFICATE), now)
    return _authority(pair, "own")


def _authority(pair: "Pair", house: House) -> Authority:
    until = pair.until.date().isoformat()
    return Authority(house, pair.name, pair.chain, pair.key, pair.algorithm, pair.mark, until)


def _keep(folder: Path, pem: bytes) -> None:
    """Keep a certificate among the known ones."""
    _write(folder / KNOWN / f"{hashlib.sha256(pem).hexdigest()[:16]}.pem", pem, secret=False)


def _write(file: Path, data: bytes, *, secret: bool) -> None:
    """Write a file whole or not at all; a secret one is its owner's from its first byte on."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o644), "wb"
        ) as out:
            out.write(data)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NoAuthority(f"{file} cannot be read ({why})", "Name a file in PEM form") from error


def _lenient(file: Path) -> bytes:
    with contextlib.suppress(OSError):
        return file.read_bytes()
    return b""


def _listed(folder: Path) -> Iterable[Path]:
    with contextlib.suppress(OSError):
        return sorted(folder.glob("*.pem"))
    return ()


def _last_of(chain: bytes) -> bytes:
    """Return the last certificate of a chain: the one that the others stand on."""
    begin = b"-----BEGIN CERTIFICATE-----"
    return begin + chain.rpartition(begin)[2] if begin in chain else b""


def _unwritable(folder: Path, error: OSError) -> NoAuthority:
    why = error.strerror or type(error).__name__
    return NoAuthority(
        f"The folder of certificates {folder} cannot be written ({why})",
        f"Let it be written to, or name another one in {PLACE}",
    )
