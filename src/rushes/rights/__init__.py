"""The register of consent: who said yes to what; silence means no.

In: a register that a person keeps (`grants.toml`). Out: a `Grant` to hand to whatever needs one.
"""

from rushes.rights.model import Grant, Use

__all__ = ["Grant", "Use"]
