# ruff: noqa: RUF001 -- a line in Chinese has Chinese punctuation
"""Whisper as an ear: what it is asked, what is made of its answers, and what is refused before any work.

The package and its models are guests that no test fetches. A small double of the package, of the names
and arguments of faster-whisper 1.2, stands in for it; with a real one at hand, `RUSHES_WHISPER_MODEL`
names a model that sits the exam of every ear (`tests/sound/test_recognisers.py`).
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import numpy as np
import pytest

from rushes.errors import Refusal
from rushes.sound import check_ear, ear_mark, ear_named
from rushes.sound.whisper import NoModelNamed, NoSuchModel, NoWhisper, _opened
from tests.sound.making import noise, pause, script

SCENE = script("Where did you put the yellow kettle?", "Room 27, Mr. Ng.")


@dataclass
class Word:
    """A word as faster-whisper gives it."""

    start: float
    end: float
    word: str
    probability: float


@dataclass
class Segment:
    """A segment as faster-whisper gives it, as far as it is read."""

    words: list[Word] | None


@dataclass
class WhisperModel:
    """Stands in for the model: remembers how it was opened and asked, answers what it was told to."""

    model_size_or_path: str
    device: str = "auto"
    compute_type: str = "default"
    local_files_only: bool = False
    asked: ClassVar[list[dict[str, Any]]] = []
    opened: ClassVar[list["WhisperModel"]] = []
    answer: ClassVar[list[Segment]] = []

    def __post_init__(self) -> None:
        """Remember that a model was opened."""
        self.opened.append(self)

    def transcribe(
        self,
        audio: np.ndarray[Any, Any],
        language: str | None = None,
        *,
        temperature: float,
        condition_on_previous_text: bool,
        word_timestamps: bool,
        hotwords: str | None,
        vad_filter: bool,
        vad_parameters: dict[str, Any],
    ) -> tuple[Any, object]:
        """Remember what was asked, and answer."""
        self.asked.append({**locals(), "audio": audio})
        assert word_timestamps
        return iter(self.answer), object()


@dataclass
class VadOptions:
    """The settings of the package's own finder of speech."""

    threshold: float = 0.5
    min_silence_duration_ms: int = 2000
    more: dict[str, Any] = field(default_factory=dict)


def download_model(size_or_id: str, *, local_files_only: bool = False) -> str:
    """Find a model by name on this machine; the test fails if more is asked."""
    assert local_files_only, "a model would be fetched"
    if size_or_id == "enormous":
        raise ValueError("Invalid model size 'enormous', expected one of: tiny, base")
    raise FileNotFoundError("Cannot find the requested files in the disk cache.\nMore.")


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> type[WhisperModel]:
    """Put the double of the package in its place."""
    whisper, vad = ModuleType("faster_whisper"), ModuleType("faster_whisper.vad")
    whisper.__dict__.update(WhisperModel=WhisperModel, download_model=download_model, __version__="1.2.1")
    vad.__dict__.update(VadOptions=VadOptions, get_speech_timestamps=speech_in)
    spec = type("Spec", (), {"name": "faster_whisper"})()
    whisper.__spec__ = spec
    monkeypatch.setitem(sys.modules, "faster_whisper", whisper)
    monkeypatch.setitem(sys.modules, "faster_whisper.vad", vad)
    _opened.cache_clear()
    WhisperModel.asked.clear()
    WhisperModel.opened.clear()
    WhisperModel.answer[:] = []
    return WhisperModel


def speech_in(audio: np.ndarray[Any, Any], options: VadOptions) -> list[dict[str, int]]:
    """Find speech where there is any sound."""
    assert options.threshold < 0.5
    return [{"start": 0, "end": audio.size}] if np.abs(audio).max() > 0.01 else []


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return the folder of a model, whole as far as can be seen from outside."""
    folder = tmp_path / "small"
    folder.mkdir()
    for name in ("model.bin", "tokenizer.json", "config.json"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("package")
def test_the_ear_signs_with_package_and_model(model: Path) -> None:
    assert ear_named("whisper", str(model)).name == "faster-whisper 1.2.1, small"


def test_words_come_with_times_doubts_and_the_scripts_spelling(
    package: type[WhisperModel], model: Path
) -> None:
    """What Whisper writes as mister and twenty-seven is what the script writes."""
    package.answer[:] = [
        Segment(
            [Word(0.5, 0.8, " Room", 0.9), Word(0.8, 1.1, " twenty", 0.8), Word(1.1, 1.5, "-seven,", 0.7)]
        ),
        Segment(None),
        Segment([Word(1.6, 1.9, " Mister", 0.95), Word(1.9, 2.2, " Ng.", 0.4)]),
    ]
    heard = ear_named("whisper", str(model)).words(noise(3.0, 2000.0).samples, SCENE)
    assert [(word.text, word.in_s, word.out_s, word.score) for word in heard] == [
        ("room", 0.5, 0.8, 0.9),
        ("27", 0.8, 1.5, 0.7),
        ("mr", 1.6, 1.9, 0.95),
        ("ng", 1.9, 2.2, 0.4),
    ]
    assert all(word.of_script and not word.interpolated for word in heard)


def test_it_is_asked_for_the_same_answer_every_time(package: type[WhisperModel], model: Path) -> None:
    """No chance, no memory of the last piece, sound as the model wants it, the script's words as a hint."""
    samples = noise(1.0, 2000.0).samples
    ear_named("whisper", str(model)).words(samples, SCENE)
    (asked,) = package.asked
    assert (asked["temperature"], asked["condition_on_previous_text"]) == (0.0, False)
    assert asked["audio"].dtype == np.float32
    assert np.allclose(asked["audio"], samples / 32768)
    assert set(asked["hotwords"].split()) >= {"kettle", "yellow", "ng"}
    assert asked["language"] is None
    (opened,) = package.opened
    assert (opened.model_size_or_path, opened.local_files_only) == (str(model), True)


def test_the_language_is_named_where_the_letters_tell_it(package: type[WhisperModel], model: Path) -> None:
    """Japanese is Japanese; Chinese signs may be Cantonese or Mandarin, and the model has to find out."""
    ear = ear_named("whisper", str(model))
    for line in ("どこへ行くの？", "要個菠蘿油"):
        ear.words(noise(1.0, 2000.0).samples, script(line))
    assert [asked["language"] for asked in package.asked] == ["ja", None]


def test_silence_is_not_even_asked_about(package: type[WhisperModel], model: Path) -> None:
    """Asked about silence, Whisper thanks you for watching."""
    ear = ear_named("whisper", str(model))
    assert ear.words(pause(2.0).samples, SCENE) == ()
    assert ear.words(np.zeros(0, np.int16), SCENE) == ()
    assert package.asked == []


@pytest.mark.usefixtures("package")
def test_another_model_makes_another_mark(model: Path) -> None:
    """Results are remembered for the model that made them."""
    before = ear_mark("whisper", str(model))
    assert ear_mark("whisper", str(model)) == before
    (model / "model.bin").write_text("a newer one", encoding="utf-8")
    assert ear_mark("whisper", str(model)) != before


def test_without_the_package_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, model: Path
) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(NoWhisper, match=r"pip install 'rushes\[whisper\]'"):
        check_ear("whisper", str(model))


@pytest.mark.usefixtures("package")
def test_without_a_model_one_sentence_says_what_to_name() -> None:
    with pytest.raises(NoModelNamed, match="--ear-model"):
        check_ear("whisper")


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("lost", ["model.bin", "tokenizer.json"])
def test_a_model_that_is_not_whole_is_refused(model: Path, lost: str) -> None:
    """Without its tokenizer the package would go and fetch one."""
    (model / lost).unlink()
    with pytest.raises(NoSuchModel, match=f"lacks {lost}"):
        check_ear("whisper", str(model))


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("name", ["small", "enormous", "no/where"])
def test_a_model_that_is_not_here_is_refused_and_never_fetched(name: str) -> None:
    """One whole sentence, whatever the package says."""
    with pytest.raises(NoSuchModel, match="neither a folder, nor kept on this machine"):
        check_ear("whisper", name)


def test_other_ears_are_refused_by_name() -> None:
    with pytest.raises(Refusal, match="'dog'; there are script, whisper"):
        check_ear("dog")
    with pytest.raises(Refusal, match="leave --ear-model"):
        check_ear("script", "small")
