"""Other ears behind the same coverage code: PocketSphinx as it comes, in two ways.

`GeneralEar` knows English and nothing of the script (the wheel's own language model). `LinesEar`
knows nothing but the lines that may be spoken: a trigram model of them with fixed back-off, by the
package's own builder. Both give words in time, which `rushes.coverage` lines up like ours.
"""

import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from pocketsphinx import Decoder
from pocketsphinx.lm import ArpaBoLM

from evaluation.matches import OURS
from rushes.sound import HeardWord, Recogniser, Script, ScriptEar
from rushes.sound.lexicon import pronunciations
from rushes.sound.samples import Samples

_FRAMES_A_SECOND: Final = 100
_NO_WORDS: Final = ("<", "[", "+")
"""How the names of fillers begin: ``<sil>``, ``[NOISE]``, ``++UM++``."""


class GeneralEar:
    """PocketSphinx with its model of general English."""

    name = "general English"

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:  # noqa: ARG002 -- a Recogniser
        """Hear the samples without knowing the script."""
        return _decoded(_general_decoder(), samples, of_script=False)


class LinesEar:
    """PocketSphinx with a model of the lines and no background."""

    name = "the lines alone"

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:
        """Hear the samples as if nothing but the lines could be said."""
        return _decoded(_lines_decoder(scenes), samples, of_script=True)


RIVALS: Final[tuple[Recogniser, ...]] = (GeneralEar(), LinesEar())


_EARS: Final[Mapping[str, Recogniser]] = {OURS: ScriptEar(), **{rival.name: rival for rival in RIVALS}}


def warmed(name: str, scenes: Script) -> Recogniser:
    """Return an ear by name with its models loaded: a second of nothing is heard. KeyError for no ear."""
    ear = _EARS[name]
    ear.words(np.zeros(16000, dtype=np.int16), scenes)
    return ear


@lru_cache(maxsize=1)
def _general_decoder() -> Any:  # noqa: ANN401 -- the package has no types
    return Decoder(loglevel="FATAL")


@lru_cache(maxsize=4)
def _lines_decoder(scenes: Script) -> Any:  # noqa: ANN401 -- the package has no types
    lines = [line for scene in scenes for line in scene if line]
    model = ArpaBoLM(text="\n".join(" ".join(line) for line in lines), add_start=True)
    model.compute()
    with tempfile.TemporaryDirectory() as folder:
        grams, dictionary = Path(folder) / "lines.arpa", Path(folder) / "lines.dict"
        model.write_file(str(grams))
        dictionary.write_text("".join(_entries({word for line in lines for word in line})), encoding="utf-8")
        return Decoder(lm=str(grams), dict=str(dictionary), loglevel="FATAL")


def _entries(words: set[str]) -> list[str]:
    """Return the dictionary of some words as the package reads it: variants are numbered."""
    return [
        f"{word}{f'({number})' if number > 1 else ''} {' '.join(phones)}\n"
        for word, said in pronunciations(words).items()
        for number, phones in enumerate(said, 1)
    ]


def _decoded(decoder: Any, samples: Samples, *, of_script: bool) -> tuple[HeardWord, ...]:  # noqa: ANN401
    decoder.start_utt()
    decoder.process_raw(samples.tobytes(), full_utt=True)
    decoder.end_utt()
    return tuple(
        HeardWord(
            segment.word.partition("(")[0],
            segment.start_frame / _FRAMES_A_SECOND,
            (segment.end_frame + 1) / _FRAMES_A_SECOND,
            of_script=of_script,
        )
        for segment in decoder.seg() or ()
        if not segment.word.startswith(_NO_WORDS)
    )
