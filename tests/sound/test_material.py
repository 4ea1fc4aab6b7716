"""Real voices: readers, a cold, and rushes with exact truth."""

import json
from pathlib import Path

import numpy as np
import pytest

from rushes.coverage.align import align
from rushes.screenplay.spoken import spoken_words
from rushes.sound import Heard, listen

pytestmark = pytest.mark.material

AUSTEN = "sense_and_sensibility_01_austen_64kb-"
SENTENCES = ("0870", "0880", "0890", "0920", "0930")


def sentences(material: Path) -> dict[str, tuple[str, ...]]:
    """Return the words of the five read sentences."""
    folder = material / "speech" / "librivox"
    return {name: spoken_words((folder / f"{AUSTEN}{name}.txt").read_text()) for name in SENTENCES}


def wave(material: Path, name: str) -> Path:
    return material / "speech" / "librivox" / f"{AUSTEN}{name}.wav"


def readings(scene: tuple[tuple[str, ...], ...], heard: Heard) -> dict[int, int]:
    """Return the lines that are read, and how many of each line's words were said."""
    read: dict[int, int] = {}
    for passage in align(scene, heard.words):
        line = scene[passage.line]
        said = sum(
            match.place is not None
            and match.heard is not None
            and heard.words[match.heard].text == line[match.place]
            for match in passage.matches
        )
        read[passage.line] = read.get(passage.line, 0) + said
    return read


@pytest.mark.parametrize("name", SENTENCES)
def test_a_read_sentence_is_heard_word_for_word(material: Path, name: str) -> None:
    """Against all five sentences, each reader's own is heard, and nothing else of the script."""
    words = sentences(material)
    heard = listen(wave(material, name), (tuple(words.values()),))
    assert tuple(word.text for word in heard.words if word.of_script) == words[name]


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_that_is_not_in_the_script_is_off_script(material: Path, name: str) -> None:
    """Take its line out of the script, and no other line is read into its sound.

    Two sentences share 'he might have been made': those words may be found, the line may not.
    """
    others = tuple(line for other, line in sentences(material).items() if other != name)
    heard = listen(wave(material, name), (others,))
    assert heard.words
    read = readings(others, heard)
    assert read == {} or name in {"0920", "0930"}
    assert all(said < 0.7 * len(others[line]) for line, said in read.items())


def aligned(material: Path, name: str) -> list[tuple[float, float]]:
    """Return the times of the words of a sentence as its recording's own alignment has them."""
    text = (material / "speech" / "librivox" / f"{AUSTEN}{name}.json").read_text()
    return [(word["b"], word["b"] + word["d"]) for word in json.loads(text)["w"] if word["t"] != "<sil>"]


def test_words_of_a_reader_stand_where_another_ear_puts_them(material: Path) -> None:
    """The alignments that come with the recordings were made by PocketSphinx knowing the very words."""
    words = sentences(material)
    errors = []
    for name in SENTENCES:
        heard = listen(wave(material, name), (tuple(words.values()),))
        errors += [
            (abs(one.in_s - start), abs(one.out_s - end))
            for one, (start, end) in zip(heard.words, aligned(material, name), strict=True)
        ]
    assert len(errors) == sum(map(len, words.values()))
    assert (np.median(errors, axis=0) <= 0.02).all()
    assert (np.percentile(errors, 95, axis=0) < 0.1).all()


def test_fast_and_slow_speech_with_its_slips_is_read_line_by_line(material: Path) -> None:
    """Twenty-seven seconds in lines of twelve words, ums and repeated words and all."""
    folder = material / "speech" / "same-reader"
    spoken = (folder / "acoustic_corpus.lab").read_text().split()
    scene = tuple(spoken_words(" ".join(spoken[at : at + 12])) for at in range(0, len(spoken), 12))
    heard = listen(folder / "acoustic_corpus.wav", (scene,))
    assert sum(readings(scene, heard).values()) >= 0.95 * len(spoken)


def test_a_cold_is_no_reason_to_be_misunderstood(material: Path) -> None:
    """The same reader with a cold in another room: most of it is still heard."""
    folder = material / "speech" / "same-reader"
    spoken = spoken_words((folder / "cold_corpus.lab").read_text())
    scene = tuple(tuple(spoken[at : at + 12]) for at in range(0, len(spoken), 12))
    heard = listen(folder / "cold_corpus.wav", (scene,))
    assert sum(readings(scene, heard).values()) >= 0.75 * len(spoken)
