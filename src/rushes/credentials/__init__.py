"""Content credentials: an honest label on every film that leaves, and what the labels of others say.

In: a `Cut` with what people decided and what the register of consent said. Out: a signed C2PA manifest in
the film's own file; and of any file, what its label says and whether it holds (`rushes verify`). The network
is never asked.

- **label**: what a file says of itself, signed (C2PA calls it a manifest; content credentials are the whole).
- **ingredient**: a rush that a film is made from. **beside**: files handed over with it, by their hashes.
- **authority**: whose certificate signs: this computer's, made on first use (*house*), or a person's *own*.
- **known**: certificates of others that a person trusts. **carried**: the label that a rush brought along.
"""

from rushes.credentials.authority import anchors, authority, bring, given_to_others, identity, renew, trust
from rushes.credentials.boxes import carries_label, without_label
from rushes.credentials.carried import for_models, not_for_models, read_carried, reserved, with_carried
from rushes.credentials.manifest import consent_of, definition, manifest_of
from rushes.credentials.model import (
    Anchors,
    Answer,
    Authority,
    Consent,
    Ingredient,
    Judged,
    Label,
    Manifest,
    NoAuthority,
)
from rushes.credentials.reading import NotReadable, read_credentials
from rushes.credentials.signing import NotSigned, clock, sign, sign_cut
from rushes.credentials.terms import BadTerms, check_terms
from rushes.credentials.verifying import Verified, verify

__all__ = [
    "Anchors",
    "Answer",
    "Authority",
    "BadTerms",
    "Consent",
    "Ingredient",
    "Judged",
    "Label",
    "Manifest",
    "NoAuthority",
    "NotReadable",
    "NotSigned",
    "Verified",
    "anchors",
    "authority",
    "bring",
    "carries_label",
    "check_terms",
    "clock",
    "consent_of",
    "definition",
    "for_models",
    "given_to_others",
    "identity",
    "manifest_of",
    "not_for_models",
    "read_carried",
    "read_credentials",
    "renew",
    "reserved",
    "sign",
    "sign_cut",
    "trust",
    "verify",
    "with_carried",
    "without_label",
]
