"""Whisper as an ear, by faster-whisper: any language, with a model that the user has fetched.

A guest: the package is the extra `whisper`, and neither it nor a model is ever fetched from here.
"""

import importlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from rushes.engine.writing import file_mark
from rushes.errors import Refusal
from rushes.sound.languages import writing_of
from rushes.sound.model import HeardWord
from rushes.sound.recogniser import Script
from rushes.sound.samples import Samples
from rushes.sound.transcripts.model import Piece
from rushes.sound.transcripts.said import words_of

_MOST_HOTWORDS: Final = 120
"""Whisper's prompt holds 224 tokens, of which these may take half."""

_VAD: Final = {"threshold": 0.35, "min_silence_duration_ms": 500}
"""A little readier than the library's own 0.5 to take a whisper for speech; not measured on rushes."""


class NoWhisper(Refusal):
    """The package is not installed."""

    sentence = "The ear 'whisper' needs the package faster-whisper: pip install 'rushes[whisper]'."


class NoModelNamed(Refusal):
    """Whisper hears nothing without a model."""

    sentence = (
        "The ear 'whisper' needs a model that you have fetched: name its folder with --ear-model PATH "
        "(model.bin, tokenizer.json and the rest of a faster-whisper model)."
    )


class NoSuchModel(Refusal):
    """A model is not on this machine, or not whole."""

    sentence = (
        "There is no whole faster-whisper model at '{0}' ({1}); fetch one, as Rushes never does, "
        "and name its folder with --ear-model."
    )


@dataclass(frozen=True)
class WhisperEar:
    """Hears with a model of Whisper. folder: where the model lies. name: signs what it heard."""

    folder: Path
    name: str

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:
        """Hear the samples; the script's rarer words are named to the model, never put in its mouth."""
        sound = samples.astype(np.float32) / 32768.0
        model, speech_in = _opened(self.folder)
        if not sound.size or not speech_in(sound):
            return ()
        segments, _ = model.transcribe(
            sound,
            language=writing_of(scenes).code,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=True,
            hotwords=_hotwords(scenes),
            vad_filter=True,
            vad_parameters=dict(_VAD),
        )
        return words_of(_pieces(segments), scenes)


def whisper_ear(model: str | None) -> WhisperEar:
    """Return the ear; `NoWhisper`, `NoModelNamed` or `NoSuchModel` when it cannot hear."""
    folder = _folder(model)
    version = importlib.import_module("faster_whisper").__version__
    return WhisperEar(folder, f"faster-whisper {version}, {Path(str(model)).name}")


def model_mark(model: str | None) -> object:
    """Return what can be seen of the package and the model's files; refuses as `whisper_ear` does."""
    ear = whisper_ear(model)
    files = sorted(file for file in ear.folder.iterdir() if file.is_file())
    return ear.name, [file_mark(file) for file in files]


def _folder(model: str | None) -> Path:
    """Return where the model lies: the folder that was named, or where its name was kept on this machine."""
    if importlib.util.find_spec("faster_whisper") is None:
        raise NoWhisper
    if not model:
        raise NoModelNamed
    folder = Path(model).expanduser()
    if not folder.is_dir():
        folder = _kept_under(model)
    # Without its tokenizer the package would go and fetch one.
    lacking = [name for name in ("model.bin", "tokenizer.json") if not (folder / name).is_file()]
    if lacking:
        raise NoSuchModel(model, f"it lacks {' and '.join(lacking)}")
    return folder.absolute()


def _kept_under(name: str) -> Path:
    """Return the folder of a model that was fetched by name before (``small``, ``large-v3``)."""
    package = importlib.import_module("faster_whisper")
    try:
        return Path(package.download_model(name, local_files_only=True))
    except (OSError, ValueError):
        raise NoSuchModel(name, "neither a folder, nor kept on this machine under that name") from None


@lru_cache(maxsize=1)
def _opened(folder: Path) -> tuple[Any, Any]:
    """Open a model once a process, and the package's own finder of speech, whose model is in its wheel."""
    package = importlib.import_module("faster_whisper")
    vad = importlib.import_module("faster_whisper.vad")
    model = package.WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    return model, lambda sound: vad.get_speech_timestamps(sound, vad.VadOptions(**_VAD))


def _hotwords(scenes: Script) -> str | None:
    """Return the words of the script that the fewest lines hold, each once: names, coinages, places."""
    lines = [set(line) for scene in scenes for line in scene]
    held = {word: sum(word in line for line in lines) for line in lines for word in line}
    rare = sorted((word for word in held if len(word) > 1), key=lambda word: (held[word], -len(word), word))
    return " ".join(rare[:_MOST_HOTWORDS]) or None


def _pieces(segments: Iterable[Any]) -> list[Piece]:
    return [
        Piece(word.word, float(word.start), float(word.end), float(word.probability))
        for segment in segments
        for word in segment.words or ()
    ]
