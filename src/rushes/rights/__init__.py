"""The register of consent: who said yes to what; silence means no.

In: what people said, as it was written down (`FILM/consent/`, or a hand-written `grants.toml`). Out: a
`Decision` to a question, and a `Grant` to hand to whatever needs one. What looks for faces takes a grant as
an argument and refuses without it.

- **use**: what somebody may be asked for (`USES`, told in `ABOUT`); none implies another.
- **scope**: for what is asked: which film, on which day, where and by what it goes.
- **entry**: one line of the register, linked to the one before by its hash; nothing is ever taken out.
- **grant**: the yes of all who are in a clip; only a `Register` makes one.
"""

from rushes.rights.decide import Proof, Register, decide
from rushes.rights.model import (
    EVERYONE,
    Decision,
    Entry,
    Grant,
    Kind,
    NotGranted,
    Performer,
    Scope,
    check_grant,
)
from rushes.rights.reading import NoRegister, NotARegister, read_register, register_from
from rushes.rights.uses import ABOUT, USES, About, Use

__all__ = [
    "ABOUT",
    "EVERYONE",
    "USES",
    "About",
    "Decision",
    "Entry",
    "Grant",
    "Kind",
    "NoRegister",
    "NotARegister",
    "NotGranted",
    "Performer",
    "Proof",
    "Register",
    "Scope",
    "Use",
    "check_grant",
    "decide",
    "read_register",
    "register_from",
]
