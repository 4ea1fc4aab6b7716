"""docs/tastes.md tells the tastes and the reasons as they are."""

import re
from collections.abc import Iterator
from pathlib import Path

from rushes.cut import TASTES, taste_of
from rushes.cut.idioms import NAMES, OF_A_JOIN, OF_A_PICTURE, OF_A_READING, OF_AN_OPENING, OF_GOING_ON
from rushes.cut.own_taste import SECTIONS, taste_from

PAGE = Path(__file__).parents[2] / "docs" / "tastes.md"
MARKS = {
    "tastes": (
        "<!-- the table of rushes.cut.TASTES, written by `make docs` -->",
        "<!-- end of the tastes -->",
    ),
    "reasons": (
        "<!-- the table of rushes.cut.idioms, written by `make docs` -->",
        "<!-- end of the reasons -->",
    ),
}
OF_SPLITS = {
    "picture leads": "Show the next speaker before the sound changes, where no mouth says anything else.",
    "sound leads": "Let the next speaker be heard before being seen, over the face of who has spoken.",
}
"""Those two are no idioms of their own: `rushes.cut.splits` gives them."""


def tastes() -> str:
    """Return a row for each taste."""
    rows = ["| taste | what for | median | hold | split |", "|---|---|---|---|---|"]
    for taste in TASTES.values():
        pace = f"{taste.pace.median_s:g} s | {taste.pace.hold_s:g} s | {taste.splits.share:.0%}"
        rows.append(f"| `{taste.name}` | {taste.why} | {pace} |")
    return "\n".join(rows)


def reasons() -> str:
    """Return a row for each reason: its weight in each taste, and the first sentence of its idiom."""
    rows = [f"| reason | {' | '.join(TASTES)} | what it asks |", f"|---|{'--:|' * len(TASTES)}---|"]
    told = dict(_told())
    for name in NAMES:
        weights = " | ".join(f"{taste.weights[name]:g}" for taste in TASTES.values())
        rows.append(f"| {name} | {weights} | {told[name]} |")
    return "\n".join(rows)


def _told() -> Iterator[tuple[str, str]]:
    says: list[tuple[str, object]] = [(idiom.name, idiom.say) for idiom in OF_A_PICTURE]
    says += [(idiom.name, idiom.say) for idiom in (*OF_A_READING, *OF_AN_OPENING)]
    says += [(idiom.name, idiom.say) for idiom in (*OF_A_JOIN, *OF_GOING_ON)]
    yield from ((name, (say.__doc__ or "").partition("\n")[0]) for name, say in says)
    yield from OF_SPLITS.items()


def test_the_page_shows_every_taste_and_every_reason(*, refresh: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for table, (begin, end) in zip((tastes(), reasons()), MARKS.values(), strict=True):
        before, _, rest = page.partition(f"{begin}\n")
        page = f"{before}{begin}\n\n{table}\n\n{end}{rest.partition(end)[2]}"
    if refresh:
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page
    assert {name for name, told in _told() if told} == set(NAMES)


def test_the_file_on_the_page_is_a_taste_and_sets_all_that_can_be_set(tmp_path: Path) -> None:
    """Whoever copies it has every part, and every line of it counts."""
    (block,) = re.findall(r"^```toml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    path = tmp_path / "mine.toml"
    path.write_text(block)
    assert taste_of(str(path)).name == "Sunday evening"
    for part, names in SECTIONS.items():
        section = block.partition(f"[{part}]")[2].partition("\n[")[0]
        assert re.findall(r"^(\w+) = ", section, re.MULTILINE) == list(names)
    lines = [
        line for line in block.splitlines() if " = " in line and not line.startswith(("name", "based_on"))
    ]
    whole = taste_from(block, "mine")
    for line in lines:
        assert taste_from(block.replace(line, ""), "mine") != whole, line
