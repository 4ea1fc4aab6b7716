"""log.json: a promise to other programs."""

import json

import pytest

from rushes.turnover import NotOurDocument
from rushes.turnover.log import rows_of
from rushes.turnover.log.as_json import log_json, log_shape, read_log
from tests.turnover.log.shot import day, odd


@pytest.mark.parametrize("log", [day(), odd()], ids=["day", "odd"])
def test_the_document_reads_back_as_it_was(log: object) -> None:
    told = read_log(log_json(log))  # type: ignore[arg-type]
    assert told == log_shape(log)  # type: ignore[arg-type]
    assert [file.file for file in told.files] == [row.file for row in rows_of(log)]  # type: ignore[arg-type]


def test_what_lies_behind_a_picture_is_told_with_its_evidence() -> None:
    told = json.loads(log_json(day()))
    files = {file["file"]: file for file in told["files"]}
    (sync,) = files["27A-3_B004C003.mov"]["sync"]
    assert sync["sound"] == "27A-T003.WAV"
    assert (sync["rung"], sync["at_s"], sync["error_ms"]) == ("waveform", -1.25, 3.1)
    assert sync["evidence"] == ["Their clocks agree."]
    assert files["27A-T003.WAV"]["behind"] == ["27A-3", "27A-3 B"]
    assert files["27A-3_B004C003.mov"]["angle"]["at_s"] == 0.48
    assert files["27A-4_A004C004.mov"]["because"] == "The file is empty (0 bytes)."
    assert [scene["name"] for scene in told["scenes"]] == ["27", "28", "no scene"]
    assert told["paper"][0]["columns"] == {"Sc/Take": "slate", "Notes": "comment", "Weather": ""}


def test_another_document_is_refused() -> None:
    with pytest.raises(NotOurDocument):
        read_log(b'{"schema": "rushes.cut/1"}')
    with pytest.raises(NotOurDocument):
        read_log(b"no json")
