"""Footage and its manifests in the job: a clip that was denied is not used until a person says otherwise."""

from fractions import Fraction
from pathlib import Path

import pytest

from rushes.crew import Crew
from rushes.engine import Cache, Progress
from rushes.footage import find_footage
from rushes.footage.manifests import seal
from tests.footage.making import shoot


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Return a sealed card of three clips."""
    card = tmp_path / "A001"
    card.mkdir()
    for take in (1, 2, 3):
        shoot(card / f"27A-{take}.mov", rate=Fraction(25), frames=10 + take)
    seal(card)
    return card


def read(card: Path, *trusted: str, steps: list[Progress] | None = None) -> tuple[list[str], list[str]]:
    """Return the clips that are used and the kinds of what is found."""
    crew = Crew(1, Cache(card.parent / "cache"), None if steps is None else steps.append)
    gathered = crew.read(find_footage([card]), trusted)
    return [clip.file for clip in gathered.clips], [finding.kind for finding in gathered.findings]


def test_a_card_that_arrived_whole_is_no_news(card: Path) -> None:
    """Nothing is said, and nothing is written beside the originals."""
    before = {file: file.stat().st_mtime_ns for file in card.rglob("*")}
    assert read(card) == (["27A-1.mov", "27A-2.mov", "27A-3.mov"], [])
    assert {file: file.stat().st_mtime_ns for file in card.rglob("*")} == before


def test_a_clip_that_is_not_what_was_listed_waits_for_a_person(card: Path) -> None:
    """A flipped byte stops the clip; trusted by name it is used, and still told."""
    content = bytearray((card / "27A-2.mov").read_bytes())
    content[-100] ^= 1
    (card / "27A-2.mov").write_bytes(content)
    assert read(card) == (["27A-1.mov", "27A-3.mov"], ["hash mismatch"])
    assert read(card, "27A-2.mov")[0] == ["27A-1.mov", "27A-2.mov", "27A-3.mov"]
    assert read(card, "27A-2.mov")[1][0] == "hash mismatch"


def test_the_bytes_are_read_once_and_remembered(card: Path) -> None:
    """A second look at an untouched card reads no file again; its digests for the manifest are known."""
    steps: list[Progress] = []
    read(card, steps=steps)
    again: list[Progress] = []
    read(card, steps=again)
    found = [step for step in steps if step.name == "identify" and step.done]
    assert len(found) == 3
    assert not any(step.remembered for step in found)
    assert all(step.remembered for step in again if step.name == "identify" and step.done)


def test_a_clip_that_was_renamed_is_used_and_told(card: Path) -> None:
    """Found again by its content, it is neither missing nor strange."""
    (card / "27A-3.mov").rename(card / "27A-4.mov")
    assert read(card) == (["27A-1.mov", "27A-2.mov", "27A-4.mov"], ["moved"])
