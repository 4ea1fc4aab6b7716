"""The register of consent: who said yes to what; silence means no.

In: a register that a person keeps (`grants.toml`). Out: a `Grant` to hand to whatever needs one. What looks
for faces takes a grant as an argument and refuses without it.
"""

from rushes.rights.model import EVERYONE, USES, Grant, NotGranted, Register, Use, check_grant
from rushes.rights.reading import NoRegister, NotARegister, read_register, register_from

__all__ = [
    "EVERYONE",
    "USES",
    "Grant",
    "NoRegister",
    "NotARegister",
    "NotGranted",
    "Register",
    "Use",
    "check_grant",
    "read_register",
    "register_from",
]
