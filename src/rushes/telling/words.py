"""The words that every summary shares: findings, counts, lengths."""

from collections.abc import Iterator, Mapping, Sequence

from rushes.errors import Finding

NAMED = 3
"""Subjects that the summary names for one kind of finding; the report names all."""


def findings_told(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield two lines for each kind of finding, however many there are of it."""
    by_kind: dict[str, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(finding.kind, []).append(finding)
    for kind, same in by_kind.items():
        yield f"  {kind} ({len(same)}): {some([finding.subject for finding in same])}"
        yield f"    {same[0].fact} {same[0].advice}".rstrip()


def some(names: Sequence[str]) -> str:
    """Name the first few, and count the rest."""
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


def count(number: int, thing: str) -> str:
    """Write a number of things: ``1 line``, ``3 lines``."""
    return f"{number} {thing}" + ("" if number == 1 else "s")


def took(seconds: Mapping[str, float]) -> str:
    """Write how long all stages took together."""
    whole = sum(seconds.values())
    return f"{whole:.{0 if whole >= 10 else 1}f} s"
