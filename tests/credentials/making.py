"""Films, certificates and labels made for the tests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

from rushes.credentials import Authority, Label, authority, manifest_of, sign
from rushes.cut.model import Cut
from rushes.footage.fingerprint import fingerprint
from rushes.footage.model import Clip
from rushes.turnover.preview import make_preview
from tests.turnover.filming import film
from tests.turnover.making import spoken

E_MAIL, C2PA, WEB = "1.3.6.1.5.5.7.3.4", "1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.1"
PEM = serialization.Encoding.PEM
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def rush(path: Path, **other: object) -> Clip:
    """Film a second of a small picture; the clip knows its content."""
    clip = film(path, frames=25, size=(64, 36), **other)  # type: ignore[arg-type]
    return replace(clip, sha256=fingerprint(path))


def cut_of(*clips: Clip) -> Cut:
    """Return a cut that plays twenty frames of each clip."""
    return spoken([(f"1.{number}", clip, 2, 22) for number, clip in enumerate(clips, 1)])


def preview_of(cut: Cut, path: Path) -> Path:
    """Write the film of a cut, unsigned."""
    assert make_preview(cut, path) == ()
    return path


def signed(path: Path, label: Label | None = None, by: Authority | None = None) -> Path:
    """Film a rush, cut it, and write its signed preview."""
    cut = cut_of(rush(path.with_name(f"rush of {path.stem}.mov")))
    sign(preview_of(cut, path), manifest_of(cut, label or Label(), path.name), by or authority())
    return path


def flipped(path: Path, at: int, to: Path | None = None) -> Path:
    """Change one bit of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << at % 8
    to = to or path
    to.write_bytes(bytes(data))
    return to


@dataclass(frozen=True)
class Papers:
    """A certificate as two files, and the root that it stands on."""

    certificate: Path
    key: Path
    root: Path


def papers(
    folder: Path,
    *,
    purposes: Sequence[str] = (E_MAIL, C2PA),
    signs: bool = True,
    authority_itself: bool = False,
    says_whose: bool = True,
    begins: timedelta = timedelta(days=-1),
    ends: timedelta = timedelta(days=365),
    now: datetime | None = None,
    name: str = "An editing house",
) -> Papers:
    """Make a certificate as somebody else's authority would."""
    now = now or datetime.now(UTC)
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Somebody's authority")])
    root = (
        _begun(whose, whose, root_key, now + begins, now + max(ends, timedelta(days=700)))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    leaf = (
        _begun(subject, whose, key, now + begins, now + ends)
        .add_extension(x509.BasicConstraints(ca=authority_itself, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=signs, key_agreement=not signs), critical=True)
    )
    if purposes:
        oids = [ObjectIdentifier(one) for one in purposes]
        leaf = leaf.add_extension(x509.ExtendedKeyUsage(oids), critical=False)
    if says_whose:
        known_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
        leaf = leaf.add_extension(known_by, critical=False)
    certificate = leaf.sign(root_key, hashes.SHA256())
    folder.mkdir(parents=True, exist_ok=True)
    made = Papers(folder / "certificate.pem", folder / "key.pem", folder / "root.pem")
    made.root.write_bytes(root.public_bytes(PEM))
    made.certificate.write_bytes(certificate.public_bytes(PEM) + root.public_bytes(PEM))
    made.key.write_bytes(key_bytes(key))
    return made


def key_bytes(key: ec.EllipticCurvePrivateKey, password: str = "") -> bytes:
    """Write a key as PEM."""
    lock = (
        serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
    )
    return key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, lock)


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(
    *, digital_signature: bool = False, key_cert_sign: bool = False, key_agreement: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        key_cert_sign=key_cert_sign,
        key_agreement=key_agreement,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
