"""The receipt: what each performer said, for other programs and for the performers themselves.

The names of the fields are those of a consent record in ISO/IEC TS 27560:2023, as far as this product knows
what belongs in them; what a production must add (its address, a privacy notice) is left empty, and named.
The reservation beside it is in the words of the CAWG Training and Data Mining Assertion 1.1.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import msgspec

from rushes.consent.answers import Answer, Person
from rushes.rights import ABOUT, Entry, Register, Scope

SCHEMA: Final = "rushes.consent-receipt/1"
MODELLED_ON: Final = "ISO/IEC TS 27560:2023"
MINING: Final = "cawg.training-mining"
_PROPERTY: Final = "urn:sha256:"
_INFORMATION: Final = {
    "faces": "pictures of the face, as boxes",
    "mouths": "movement of the mouth, as numbers",
    "blur": "pictures of the face, as boxes",
    "transcribe": "what is said, as text",
    "rank": "how a take is played",
    "identify-faces": "biometric template of the face",
    "identify-voices": "biometric template of the voice",
}
_ALL: Final = "picture and voice as recorded"


def receipt_json(film: str, register: Register, scope: Scope, people: list[Person], made: datetime) -> bytes:
    """Write the receipts of some performers, and the reservation for machines, as JSON.

    film: what it is called. scope: for what the answers are asked. made: the moment, in UTC.
    """
    told = {
        "schema": SCHEMA,
        "modelled_on": MODELLED_ON,
        "film": film,
        "made_at": made.isoformat(timespec="seconds"),
        "register": {"entries": len(register.entries), "head": register.head},
        "left_to_the_production": ["privacy_notice", "party_address", "party_email", "party_phone"],
        "receipts": [_receipt(register, person, scope) for person in people],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def _receipt(register: Register, person: Person, scope: Scope) -> dict[str, Any]:
    entries = [entry for entry in register.entries if entry.performer == person.id]
    answered = [answer for answer in person.answers if answer.entry]
    asked_by = sorted({entry.collected_by for entry in entries if entry.collected_by})
    return {
        "record_header": {
            "schema_version": MODELLED_ON,
            "record_id": f"{_PROPERTY}{entries[-1].hash}" if entries else "",
            "pii_principal_id": person.id,
        },
        "pii_processing": {
            "privacy_notice": "",
            "language": "en",
            "purposes": [_purpose(answer, person) for answer in answered],
        },
        "party_identification": [
            *({"party_id": name, "party_name": name, "party_role": "pii controller"} for name in asked_by),
            *_principal(person),
        ],
        "events": list(_events(entries)),
        "refused_by_silence": [answer.use for answer in person.answers if answer.entry is None],
        MINING: mining(person, scope),
    }


def _principal(person: Person) -> Iterator[dict[str, str]]:
    about = person.about
    if about is None:
        return
    yield {"party_id": person.id, "party_name": about.screen_name, "party_role": "pii principal"}
    for role, name in (
        ("guardian", about.guardian),
        ("estate", about.estate),
        ("representative", about.representative),
    ):
        if name:
            yield {"party_id": name, "party_name": name, "party_role": role}


def _purpose(answer: Answer, person: Person) -> dict[str, Any]:
    """Return one use as a purpose with how it is done, where, and how to say no."""
    about, entry = ABOUT[answer.use], answer.entry
    assert entry is not None
    return {
        "purpose": answer.use,
        "purpose_description": about.asks,
        "purpose_type": about.level,
        "lawful_basis": "consent",
        "consent_holds": answer.decision.allowed,
        "because": answer.decision.because,
        "pii_information": [
            {"pii_type": _INFORMATION.get(answer.use, _ALL), "sensitive_pii": about.level == "biometric"}
        ],
        "pii_controllers": [entry.collected_by] if entry.collected_by else [],
        "collection_method": entry.collected_how,
        "processing_method": about.name,
        "storage_locations": ["on the production's own machines, beside the film"],
        "processing_locations": ["on the production's own machines"],
        "recipient_third_parties": [],
        "geographic_restrictions": list(entry.territory),
        "services": [entry.project] if entry.project else [],
        "retention_period": "until the yes ends or is taken back",
        "jurisdiction": entry.jurisdiction,
        "withdrawal_method": f"Tell the production, or: rushes consent revoke FILM {person.id} {answer.use}",
        "on_refusal": about.refused,
    }


def _events(entries: list[Entry]) -> Iterator[dict[str, Any]]:
    """Yield what was said, as events; one entry may hold several uses."""
    states = {"grant": "consent given", "refuse": "consent refused", "revoke": "consent withdrawn"}
    for entry in entries:
        if entry.kind in states:
            yield {
                "event_time": entry.at,
                "event_type": "explicit",
                "event_state": states[entry.kind],
                "entity_id": entry.performer,
                "validity_duration": {"from": entry.from_day or entry.day, "to": entry.to_day},
                "purposes": entry.uses,
                "proof_sha256": entry.proof_sha256,
                "entry": entry.hash,
            }


def mining(person: Person, scope: Scope) -> dict[str, Any]:
    """Return the reservation of one performer, as the data of a `cawg.training-mining` assertion.

    A yes to ``train`` holds only in its terms, so it makes training constrained, never allowed.
    """
    train = next(answer for answer in person.answers if answer.use == "train")
    no = {"use": "notAllowed"}
    learning = no
    if train.decision.allowed and train.entry:
        info = f"For {scope.project} only, as said in entry {train.entry.hash}: {train.entry.description}"
        learning = {"use": "constrained", "constraint_info": info}
    return {
        "entries": {
            "cawg.data_mining": no,
            "cawg.ai_inference": no,
            "cawg.ai_training": learning,
            "cawg.ai_generative_training": learning,
        }
    }
