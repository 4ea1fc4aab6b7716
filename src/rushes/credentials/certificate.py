"""Certificates: made, read, and judged by what C2PA asks of those who sign. X.509 by `cryptography`.

What a signer's certificate needs: C2PA Technical Specification 2.2, "X.509 Certificates". Readers know
signers by either of two purposes, those elsewhere often by the first alone: a house's certificate has both.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID, ObjectIdentifier

from rushes.credentials.model import NoAuthority

Kind = TypeVar("Kind", bound=x509.ExtensionType)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey

E_MAIL: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.4")
C2PA: Final = ObjectIdentifier("1.3.6.1.4.1.62558.2.1")
_SIGNS_DAYS, _ROOT_DAYS = 3652, 7305
"""Ten years and twenty: without a clock on the network a signature lapses with its certificate."""
_SKEW: Final = timedelta(hours=1)
"""A house's certificate begins this much earlier, so that a clock set right does not make it of tomorrow."""

_CURVES: Final = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
_ASK: Final = (
    "Ask for one with the key usage digitalSignature and the extended key usages emailProtection and C2PA "
    "claim signing (1.3.6.1.4.1.62558.2.1), or let the certificate of this computer sign"
)


@dataclass(frozen=True)
class Pair:
    """A certificate with its key. chain: PEM, signer first. algorithm: as C2PA calls it. mark: SHA-256."""

    name: str
    chain: bytes
    key: bytes = field(repr=False)
    algorithm: str
    mark: str
    until: datetime


def make_root(number: str, now: datetime) -> Pair:
    """Make a house's authority; number: what tells it from the house of another computer."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "A house that cuts with Rushes"),
        x509.NameAttribute(NameOID.COMMON_NAME, f"House {number}"),
    ])  # fmt: skip
    until = now + timedelta(days=_ROOT_DAYS)
    made = (
        _begun(name, name, key.public_key(), now, until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _pair([made], key)


def issue(root: bytes, root_key: bytes, now: datetime) -> Pair:
    """Make a certificate that may sign films, under a house's authority."""
    issuer, issuer_key = _certificates(root, "root.pem")[0], _key(root_key, "root-key.pem")
    if not isinstance(issuer_key, ec.EllipticCurvePrivateKey):
        raise NoAuthority("The key of this computer's authority is another", "See docs/credentials.md")
    key = ec.generate_private_key(ec.SECP256R1())
    house = _name(issuer)
    name = x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "A house that cuts with Rushes"),
        x509.NameAttribute(NameOID.COMMON_NAME, f"{house}, films"),
    ])  # fmt: skip
    until = min(now + timedelta(days=_SIGNS_DAYS), issuer.not_valid_after_utc)
    made = (
        _begun(name, issuer.subject, key.public_key(), now, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([E_MAIL, C2PA]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
    )
    return _pair([made, issuer], key)


def paired(chain: bytes, key: bytes, where: str, now: datetime, *, check: bool = True) -> Pair:
    """Return a certificate with its key; `NoAuthority` when they do not belong together or may not sign.

    where: what is named in sentences. check: whether its time and usages are judged.
    """
    certificates, secret = _certificates(chain, where), _key(key, where)
    public = serialization.PublicFormat.SubjectPublicKeyInfo
    ours, theirs = (one.public_bytes(serialization.Encoding.DER, public) for one in (
        secret.public_key(), certificates[0].public_key()
    ))  # fmt: skip
    if ours != theirs:
        raise NoAuthority(
            f"The key is not that of the certificate in {where}", "Bring the two that belong together"
        )
    if check:
        _check(certificates[0], where, now)
    return _pair(certificates, secret)


def named(pem: bytes, where: str) -> str:
    """Return the name of a certificate; `NoAuthority` when the bytes are none."""
    return _name(_certificates(pem, where)[0])


def ends(pem: bytes) -> datetime:
    """Return when a certificate's time is over."""
    return _certificates(pem, "root.pem")[0].not_valid_after_utc


def _check(signer: x509.Certificate, where: str, now: datetime) -> None:
    """Refuse a certificate that no reader would take, before anything is signed with it."""
    if now > signer.not_valid_after_utc:
        ended = f"The certificate {where} ended on {signer.not_valid_after_utc:%Y-%m-%d}"
        raise NoAuthority(ended, "Bring a newer one, or let the certificate of this computer sign")
    if now < signer.not_valid_before_utc:
        begins = f"The certificate {where} is not valid before {signer.not_valid_before_utc:%Y-%m-%d}"
        raise NoAuthority(begins, "Look whether the clock of this computer is right")
    for fault in _missing(signer):
        raise NoAuthority(f"The certificate {where} may not sign films: {fault}", _ASK)


def _missing(signer: x509.Certificate) -> list[str]:
    """Return what a signer's certificate lacks, in words."""
    faults = []
    usage = _extension(signer, x509.KeyUsage)
    if usage is None or not usage.digital_signature:
        faults.append("it lacks the key usage digitalSignature")
    purposes = _extension(signer, x509.ExtendedKeyUsage)
    if purposes is None or not {E_MAIL, C2PA} & set(purposes):
        faults.append("it lacks the extended key usages emailProtection and C2PA claim signing")
    basic = _extension(signer, x509.BasicConstraints)
    if basic is not None and basic.ca:
        faults.append("it is an authority's, which signs certificates and no films")
    if signer.issuer == signer.subject:
        faults.append("it is signed by itself, and readers take no such thing")
    elif _extension(signer, x509.AuthorityKeyIdentifier) is None:
        faults.append("it does not say whose it is (authority key identifier)")
    return faults


def _extension(certificate: x509.Certificate, kind: type[Kind]) -> Kind | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    """Return what a key is for: to sign films, or to sign certificates."""
    return x509.KeyUsage(
        digital_signature=signs,
        key_cert_sign=not signs,
        crl_sign=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _certificates(pem: bytes, where: str) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise NoAuthority(f"{where} holds no certificate", "Name a file in PEM form") from error


def _key(pem: bytes, where: str) -> Key:
    try:
        key = serialization.load_pem_private_key(pem, None)
    except TypeError as error:
        raise NoAuthority(
            f"The key of {where} asks for a password", "Save it without one, for you alone"
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise NoAuthority(f"The key of {where} is no private key", "Name a file in PEM form") from error
    if not isinstance(key, Key) or not _algorithm(key):
        kinds = "P-256, P-384, P-521, Ed25519 or RSA of 2048 bits and more"
        raise NoAuthority(
            f"The key of {where} is of a kind that films are not signed with", f"Bring one of {kinds}"
        )
    return key


def _algorithm(key: Key) -> str:
    """Return what C2PA calls the signatures of a key; empty where it knows none."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return _CURVES.get(key.curve.name, "")
    if isinstance(key, rsa.RSAPrivateKey):
        return "ps256" if key.key_size >= 2048 else ""
    return "ed25519"


def _pair(certificates: list[x509.Certificate], key: Key) -> Pair:
    pem = serialization.Encoding.PEM
    signer = certificates[0]
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Pair(
        name=_name(signer),
        chain=b"".join(one.public_bytes(pem) for one in certificates),
        key=secret,
        algorithm=_algorithm(key),
        mark=hashlib.sha256(signer.public_bytes(serialization.Encoding.DER)).hexdigest(),
        until=signer.not_valid_after_utc,
    )


def _name(certificate: x509.Certificate) -> str:
    """Return what a certificate calls its owner."""
    for part in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for one in certificate.subject.get_attributes_for_oid(part):
            return str(one.value)
    return certificate.subject.rfc4514_string()
