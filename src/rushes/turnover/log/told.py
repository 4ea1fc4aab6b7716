"""Findings as a person wants them: the most serious first, and what is said of many files said once. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from rushes.errors import Finding

STOPS, CHECK, KNOW = 0, 1, 2
"""A file cannot be used; a person should look; it is good to know."""

_STOPS = frozenset(
    (
        *("unreadable", "empty", "unknown rate", "truncated", "damaged", "unclosed recording"),
        *("hash mismatch", "hash unreadable", "broken chain", "missing from the card", "manifest unreadable"),
    )
)
_KNOW = frozenset(
    (
        *("no sound", "no picture", "mixed rates", "same content", "same recording", "split recording"),
        *("wild sound", "moved", "recorder drifts", "no timecode", "tracks by name", "not on paper"),
        *("not in the manifest", "variable rate", "not in the ALE"),
    )
)
"""Kinds of findings that tell how serious they are; any other should be looked at."""


@dataclass(frozen=True)
class Told:
    """Findings of one kind.

    gravity: `STOPS`, `CHECK` or `KNOW`. facts: what was seen and what to do, each with all it is about.
    """

    kind: str
    gravity: int
    facts: tuple[tuple[str, str, tuple[str, ...]], ...]

    @property
    def count(self) -> int:
        """How many findings these are."""
        return sum(len(subjects) for _, _, subjects in self.facts)


def gravity_of(finding: Finding) -> int:
    """Return how serious a finding is: `STOPS`, `CHECK` or `KNOW`."""
    if finding.kind in _KNOW:
        return KNOW
    return STOPS if finding.kind in _STOPS else CHECK


def by_gravity(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with the most serious first, else in their order."""
    return tuple(sorted(findings, key=gravity_of))


def findings_in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with the most serious kind first, those of a kind together."""
    kinds = list(dict.fromkeys(finding.kind for finding in findings))
    return tuple(sorted(findings, key=lambda one: (gravity_of(one), kinds.index(one.kind))))


def told(findings: Sequence[Finding]) -> tuple[Told, ...]:
    """Return findings by kind, the most serious first; what is said of several files is said once."""
    kinds: dict[str, dict[tuple[str, str], list[str]]] = {}
    for finding in findings_in_order(findings):
        facts = kinds.setdefault(finding.kind, {})
        facts.setdefault((finding.fact, finding.advice), []).append(finding.subject)
    return tuple(
        Told(
            kind,
            gravity_of(Finding(kind, "", "")),
            tuple((fact, advice, tuple(subjects)) for (fact, advice), subjects in facts.items()),
        )
        for kind, facts in kinds.items()
    )
