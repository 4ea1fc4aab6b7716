"""What a person is told of a timeline that was verified, and the same as plain values. Pure."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from rushes.errors import Finding
from rushes.turnover.numbers import many
from rushes.turnover.verified.model import Compared

_SHOWN: Final = 12
_WIDE: Final = 100


def told(one: Compared) -> str:
    """Return a few paragraphs: what was compared, what differs, what could not be compared."""
    parts = [_block("Compared with the cut" if one.cut else "Looked at in itself", _counted(one))]
    if one.differences:
        parts.append(_block(f"What differs ({len(one.differences)})", _some(one.differences)))
    if one.could_not:
        parts.append(_block("What could not be compared", _some(one.could_not)))
    if one.findings:
        said = [f"{_named(finding)}: {finding.fact} {finding.advice}".strip() for finding in one.findings]
        parts.append(_block("What else is known", _some(said)))
    return "\n\n".join(parts)


def _named(finding: Finding) -> str:
    return finding.kind[:1].upper() + finding.kind[1:]


def as_value(one: Compared) -> dict[str, Any]:
    """Return the same as plain values, whole."""
    return {
        "kind": one.kind,
        "cut": str(one.cut) if one.cut else None,
        "holds": one.holds,
        "events": one.events,
        "frames": one.frames,
        "frames_exact": one.exact,
        "sounds": one.sounds,
        "sounds_by_content": one.by_content,
        "media": one.files,
        "encoded_anew": list(one.anew),
        "differences": list(one.differences),
        "could_not": list(one.could_not),
        "not_held": list(one.not_held),
        "findings": [
            {"kind": finding.kind, "subject": finding.subject, "fact": finding.fact, "advice": finding.advice}
            for finding in one.findings
        ],
    }


def _counted(one: Compared) -> Iterator[str]:
    """Yield what was counted, a sentence each."""
    if one.cut is None:
        yield (
            f"Read as {one.kind}, of {many(one.events, 'event')}; media found: {one.files}. There was no cut "
            "to compare it with: no cut.json lies beside it. Name one with --cut."
        )
        return
    yield f"Read as {one.kind}; {many(one.events, 'event was', 'events were')} compared with {one.cut}."
    yield (
        f"Frames fingerprinted against the source: {one.frames}, of which {one.exact} have every pixel of "
        f"it. Sounds: {one.sounds}, of which {one.by_content} play the same place of the very same file. "
        f"Media: {one.files}."
    )
    if one.anew:
        yield f"Encoded anew: {', '.join(one.anew[:_SHOWN])}{_more(one.anew)}. They are not the originals."
    if one.not_held:
        yield f"Such a file cannot hold, and nothing was compared of: {', '.join(one.not_held)}."


def _some(sentences: Sequence[str]) -> Iterator[str]:
    yield from sentences[:_SHOWN]
    if len(sentences) > _SHOWN:
        yield f"And {len(sentences) - _SHOWN} more; all of them with --json."


def _more(names: Sequence[str]) -> str:
    return f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""


def _block(head: str, sentences: Iterable[str]) -> str:
    plain = ("".join(sign for sign in one if sign.isprintable()) for one in sentences)
    folded = (textwrap.fill(one, _WIDE, initial_indent="  ", subsequent_indent="    ") for one in plain)
    return "\n".join([head, *folded])
