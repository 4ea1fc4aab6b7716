"""C2PA's own library, opened in this one place: what it is told of trust, the network and memory. A door."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from rushes.credentials.terms import CONSENT, MINING, RUSHES, STANDING, TURNOVER

if TYPE_CHECKING:
    import c2pa

PURPOSES: Final = ("1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36")
"""Extended key usages that a signer may have: C2PA's own, e-mail, documents. By itself the library takes the
second alone."""

IN_MEMORY_MB: Final = 50
"""What is larger is worked on by way of the disk."""


def context(anchors: Iterable[bytes], signer: "c2pa.Signer | None" = None) -> "c2pa.Context":
    """Return the library set up: known by these certificates, without the network, sparing with memory.

    signer: who signs what is built with it.
    """
    import c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    trusted = b"\n".join(one for one in anchors if one).decode("ascii", "replace")
    trust = {"trust_config": "\n".join(PURPOSES), **({"user_anchors": trusted} if trusted else {})}
    created = ["c2pa.actions", RUSHES, STANDING, CONSENT, TURNOVER, MINING]
    settings = {
        "version": 1,
        "core": {"backing_store_memory_threshold_in_mb": IN_MEMORY_MB},
        "verify": {"verify_trust": True, "remote_manifest_fetch": False, "ocsp_fetch": False},
        "trust": trust,
        "builder": {"thumbnail": {"enabled": False}, "created_assertion_labels": created},
    }
    return c2pa.Context.from_json(json.dumps(settings), signer)
