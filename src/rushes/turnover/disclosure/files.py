"""The disclosure as files: a page, and the same for machines. The same values give the same bytes."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from rushes.turnover.disclosure.credit import credit_lines
from rushes.turnover.disclosure.model import SCHEMA, Disclosure
from rushes.turnover.disclosure.page import disclosure_page
from rushes.turnover.disclosure.wording import FORMS, NEVER, NOT_KNOWN, article_50

PAGE: Final = "disclosure.html"
DATA: Final = "disclosure.json"


def disclosure_files(told: Disclosure) -> Mapping[str, bytes]:
    """Return ``disclosure.html`` and ``disclosure.json`` by their names."""
    return {PAGE: disclosure_page(told), DATA: disclosure_json(told)}


def disclosure_json(told: Disclosure) -> bytes:
    """Write ``disclosure.json``."""
    return msgspec.json.format(msgspec.json.encode(_shape(told)), indent=1) + b"\n"


def _shape(told: Disclosure) -> dict[str, Any]:
    machine = msgspec.to_builtins(told.machine)
    return {
        "schema": SCHEMA,
        "title": told.title,
        "rate": told.rate,
        "frames": told.frames,
        "seconds": told.seconds,
        "shots": told.shots,
        "digital_source_type": told.captured.source,
        "generated": {"picture": False, "sound": False, "voice": False, "music": False},
        "captured": msgspec.to_builtins(told.captured),
        "machine": {"program": "rushes", "choices": told.credit.machine, **machine},
        "people": {
            "choices": told.human,
            "acts": dict(told.acts),
            "locked": {"by": told.locked.who, "at": told.locked.at} if told.locked else None,
        },
        "withheld": msgspec.to_builtins(told.withheld),
        "never": list(NEVER),
        "not_known": NOT_KNOWN,
        "if_a_form_asks": list(FORMS),
        "article_50": article_50(told),
        "end_credit": list(credit_lines(told.credit)),
    }
