"""The register of consent: who said yes to what; silence means no.

In: what people said, as it was written down (`FILM/consent/`, or a hand-written `grants.toml`). Out: a
`Decision` to a question, and a `Grant` to hand to whatever needs one. What looks for faces takes a grant as
an argument and refuses without it.

- **use**: what somebody may be asked for (`USES`, told in `ABOUT`); none implies another.
- **scope**: for what is asked: which film, on which day, where and by what it goes.
- **entry**: one line of the register, linked to the one before by its hash; nothing is ever taken out.
- **touches**: what an errand says that it needs a yes to.
- **grant**: the yes of all who are in a clip; only a `Register` makes one.
"""

from rushes.rights.admit import (
    ClockSetBack,
    NobodyOfThatName,
    NotAPerformer,
    NotAYes,
    NotLegible,
    SeveralOfThatName,
    called,
    next_id,
    performer_called,
)
from rushes.rights.decide import Proof, Register, decide, same_name
from rushes.rights.documents import CannotKeep, Document, NoProof, keep_document
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
from rushes.rights.register_file import (
    BrokenRegister,
    NewerRegister,
    SomebodyWritesRegister,
    Writing,
    now,
    open_register,
    today,
    writing,
)
from rushes.rights.touching import Undeclared, check_touched, touches, uses_of
from rushes.rights.uses import ABOUT, USES, About, Use

__all__ = [
    "ABOUT",
    "EVERYONE",
    "USES",
    "About",
    "BrokenRegister",
    "CannotKeep",
    "ClockSetBack",
    "Decision",
    "Document",
    "Entry",
    "Grant",
    "Kind",
    "NewerRegister",
    "NoProof",
    "NoRegister",
    "NobodyOfThatName",
    "NotAPerformer",
    "NotARegister",
    "NotAYes",
    "NotGranted",
    "NotLegible",
    "Performer",
    "Proof",
    "Register",
    "Scope",
    "SeveralOfThatName",
    "SomebodyWritesRegister",
    "Undeclared",
    "Use",
    "Writing",
    "called",
    "check_grant",
    "check_touched",
    "decide",
    "keep_document",
    "next_id",
    "now",
    "open_register",
    "performer_called",
    "read_register",
    "register_from",
    "same_name",
    "today",
    "touches",
    "uses_of",
    "writing",
]
