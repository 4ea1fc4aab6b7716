"""The tour of the room names the keys that there are, and shows pictures that there are."""

import re
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
TOUR = ROOT / "docs" / "screening.md"
PICTURES = ROOT / "docs" / "pictures"
_KEY = re.compile(
    r'\{ key: "(?P<key>[^"]+)",(?P<shift> shift: true,)?(?P<command> command: true,)?(?P<late> shift: true,)?'
    r' does: "\w+", says: "(?P<says>[^"]+)", group: "(?P<group>\w+)" \}'
)
_SIGNS = re.compile(r'^  ("?)(?P<key>[^":]+)\1: "(?P<sign>[^"]+)",$', re.MULTILINE)


def keys_table() -> str:
    """Return the table of keys of the page, as a table of ours."""
    source = (ROOT / "frontend" / "src" / "keys.ts").read_text(encoding="utf-8")
    listed = source.split("export const KEYS")[1].split("];")[0]
    keys = list(_KEY.finditer(listed))
    assert len(keys) == listed.count("does:"), "a key is written otherwise than the others"
    signs = {
        one["key"]: one["sign"] for one in _SIGNS.finditer(source.split("const SHOWN")[1].split("};")[0])
    }
    groups = dict(re.findall(r'^  (\w+): "(.+)",$', source.split("GROUPS")[1].split("};")[0], re.MULTILINE))
    rows = ["| | key | what it does |", "| --- | --- | --- |"]
    last = ""
    for one in keys:
        sign = signs.get(one["key"]) or (one["key"].upper() if len(one["key"]) == 1 else one["key"])
        shift = one["shift"] or one["late"]
        pressed = " ".join(filter(None, ["Ctrl" if one["command"] else "", "⇧" if shift else "", sign]))
        group = groups[one["group"]]
        rows.append(f"| {f'**{group}**' if group != last else ''} | `{pressed}` | {one['says']} |")
        last = group
    return "\n".join(rows)


def test_the_keys_of_the_tour_are_those_of_the_page(*, refresh: bool) -> None:
    """What the tour says of a key is what the key does."""
    told = TOUR.read_text(encoding="utf-8")
    before, _, rest = told.partition("<!-- keys -->\n")
    after = rest.partition("<!-- /keys -->")[2]
    true = f"{before}<!-- keys -->\n\n{keys_table()}\n\n<!-- /keys -->{after}"
    if refresh:
        TOUR.write_text(true, encoding="utf-8")
    assert TOUR.read_text(encoding="utf-8") == true


def test_every_picture_is_shown_and_small() -> None:
    """The tour shows each picture of the folder, and none is a burden to fetch."""
    shown = re.findall(r"\]\(pictures/([\w-]+\.png)\)", TOUR.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(path.name for path in PICTURES.glob("*.png"))
    for name in shown:
        assert (PICTURES / name).stat().st_size < 400_000, name
        with Image.open(PICTURES / name) as picture:
            assert picture.width in {390, 1024, 1440}, name


def test_the_film_that_the_tour_writes_down_can_be_read(tmp_path: Path) -> None:
    """Its film.toml holds no word that the program does not know."""
    from rushes.project import read_film  # noqa: PLC0415 -- only this test reads films

    blocks = re.findall(r"^```toml\n(.*?)^```", TOUR.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "film.toml").write_text(blocks[0], encoding="utf-8")
    film = read_film(tmp_path)
    assert (film.title, film.usual is not None) == ("Lost Property", True)
