"""The door: bytes on disk, in whatever encoding a person's editor left them."""

import pickle
from pathlib import Path

import pytest

from rushes.errors import Refusal
from rushes.screenplay import (
    NoDialogue,
    NoSuchScreenplay,
    NotFinalDraft,
    NotText,
    UnknownEnding,
    parse_fountain,
    read_screenplay,
)

PAGE = "INT. CAFÉ - DAY #1#\n\n@李雷\nVoilà, 你好 — \u201chello\u201d.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", [".fountain", ".SPMD", ".txt"])
def test_unicode_text_is_read_with_or_without_its_mark(tmp_path: Path, encoding: str, ending: str) -> None:
    path = tmp_path / f"prüfung 第一 🎬{ending}"
    path.write_bytes(PAGE.encode(encoding))
    assert read_screenplay(path) == parse_fountain(PAGE)


def test_utf_16_with_the_other_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.fountain"
    path.write_bytes(b"\xfe\xff" + PAGE.encode("utf-16-be"))
    assert read_screenplay(path) == parse_fountain(PAGE)


def test_final_draft_is_read_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "a.FDX"
    path.write_text(
        '<FinalDraft><Content><Paragraph Type="Character"><Text>BO</Text></Paragraph>'
        '<Paragraph Type="Dialogue"><Text>Hi.</Text></Paragraph></Content></FinalDraft>',
        encoding="utf-8",
    )
    assert read_screenplay(path)[0].lines[0].text == "Hi."


REFUSED: list[tuple[str, bytes | None, type[Refusal], str]] = [
    ("absent.fountain", None, NoSuchScreenplay, "check the path"),
    ("script.docx", b"PK", UnknownEnding, ".fountain, .spmd, .txt, .fdx"),
    ("no-ending", b"BO\nHi.\n", UnknownEnding, ".fountain"),
    ("windows.txt", "BO\nVoilà.\n".encode("cp1252"), NotText, "UTF-8"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NotText, "UTF-8"),
    ("zeros.txt", b"BO\0\0\0\0Hi", NotText, "UTF-8"),
    ("half.txt", b"\xff\xfeB\0O", NotText, "UTF-8"),
    ("empty.fountain", b"", NoDialogue, "capitals"),
    ("prose.txt", b"Once upon a time.\n", NoDialogue, "capitals"),
    ("broken {0}.fdx", b"<FinalDraft>", NotFinalDraft, "broken {0}.fdx"),
    ("silent.fdx", b"<FinalDraft><Content/></FinalDraft>", NoDialogue, "capitals"),
]


@pytest.mark.parametrize(("name", "data", "refusal", "says"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_cannot_be_read_is_refused_by_name(
    tmp_path: Path, name: str, data: bytes | None, refusal: type[Refusal], says: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(refusal) as refused:
        read_screenplay(path)
    assert says in str(refused.value)
    assert name in str(refused.value)
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)


def test_a_folder_is_no_screenplay(tmp_path: Path) -> None:
    with pytest.raises(NoSuchScreenplay, match="irectory"):
        read_screenplay(tmp_path)
