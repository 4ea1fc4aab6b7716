"""Consent: where an assistant director writes down what performers said, and anybody reads it.

In: a film's folder, and what somebody said to which use. Out: entries of the register beside the film
(`rushes.rights`), a table of what holds, receipts for other programs, and a form to answer on.

- **to grant**, **to refuse**, **to revoke**: a yes; an outspoken no; a yes that is taken back.
- **answer**: what holds of a use today, with the entry that decides it.
- **receipt**: what was said, in the fields of a consent record (ISO/IEC TS 27560).
- **form**: the questions in plain words, blank; what is left open is a no.
"""

from rushes.consent.answers import Answer, Person, answers_of, everybody, history
from rushes.consent.forgetting import Forgotten, NotForgotten, StillThere, forget, warnings_of
from rushes.consent.form import form_page
from rushes.consent.receipt import mining, receipt_json
from rushes.consent.saying import (
    ByHand,
    EndCutOff,
    NothingSaid,
    NothingToTakeBack,
    Said,
    check_noted,
    consent_of,
    enter,
    note,
    register_of,
    say_no,
    say_yes,
    scope_of,
    take_back,
    whom,
)
from rushes.consent.table import shown, shown_as_json

__all__ = [
    "Answer",
    "ByHand",
    "EndCutOff",
    "Forgotten",
    "NotForgotten",
    "NothingSaid",
    "NothingToTakeBack",
    "Person",
    "Said",
    "StillThere",
    "answers_of",
    "check_noted",
    "consent_of",
    "enter",
    "everybody",
    "forget",
    "form_page",
    "history",
    "mining",
    "note",
    "receipt_json",
    "register_of",
    "say_no",
    "say_yes",
    "scope_of",
    "shown",
    "shown_as_json",
    "take_back",
    "warnings_of",
    "whom",
]
