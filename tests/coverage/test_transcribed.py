"""Real takes told by transcripts of what was truly said: how much of the lined script is the ear's."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from evaluation.readings import f1, match
from evaluation.truth import TrueTake, TrueWord, read_truth

from rushes.callsheet import script_of
from rushes.coverage import line_up
from rushes.footage.model import Clip
from rushes.footage.slate import read_slate
from rushes.screenplay import read_screenplay
from rushes.sound import Heard, HeardWord, follow
from rushes.sound.transcripts import Transcript, is_of_another_sound, words_of
from rushes.sound.transcripts.check import check
from rushes.sound.transcripts.subtitles import read_srt
from rushes.sound.transcripts.whisper_json import read_json

pytestmark = pytest.mark.material

RATE = Fraction(25)


def words_in(take: TrueTake) -> list[TrueWord]:
    return [word for reading in take.readings for word in reading.words]


def whisperx(take: TrueTake) -> Transcript:
    """Tell each reading as a segment; every sixth word could not be aligned."""
    segments: list[dict[str, Any]] = []
    for reading in take.readings:
        told: list[dict[str, Any]] = [
            {"word": word.text, "start": word.in_s, "end": word.out_s, "score": 0.9} for word in reading.words
        ]
        for word in told[5::6]:
            del word["start"], word["end"], word["score"]
        text = " ".join(word.text for word in reading.words)
        segments.append({"text": text, "start": reading.in_s, "end": reading.out_s, "words": told})
    return read_json(json.dumps({"segments": segments, "word_segments": []}))


def subtitles(take: TrueTake) -> Transcript:
    """Tell a take by cues of up to five seconds, several readings in one."""
    cues = [
        f"{n}\n{stamp(cue[0].in_s)} --> {stamp(cue[-1].out_s)}\n{' '.join(word.text for word in cue)}\n"
        for n, cue in enumerate(cues_of(words_in(take)), 1)
    ]
    return read_srt("\n".join(cues))


def cues_of(words: Sequence[TrueWord]) -> Iterator[list[TrueWord]]:
    cue: list[TrueWord] = []
    for word in words:
        if cue and (word.out_s - cue[0].in_s > 5.0 or word.in_s - cue[-1].out_s > 0.7):
            yield cue
            cue = []
        cue.append(word)
    yield cue


def stamp(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02},{whole % 1000:03}"


@pytest.mark.parametrize(("told_by", "least"), [(whisperx, 0.98), (subtitles, 0.97)])
def test_a_true_transcript_lines_the_script(
    material: Path, told_by: Callable[[TrueTake], Transcript], least: float
) -> None:
    """Thirty-five takes, 345 readings, one in seven altered; words without times find their places."""
    folder = material / "grid-scenes"
    truth = read_truth(folder / "truth.json")
    screenplay, _ = read_screenplay(folder / "screenplay.fountain")
    heard, clips = {}, []
    for take in truth.takes:
        path = folder / "rushes" / take.file
        clip = Clip(
            path, take.file, take.file, RATE, int(take.seconds * RATE), slate=read_slate(take.file)[0]
        )
        transcript = told_by(take)
        check(transcript, float(take.seconds))
        words = words_of(transcript.pieces, script_of(screenplay, clip))
        heard[clip.file] = Heard("transcript", float(take.seconds), words)
        clips.append(clip)
    lined, _ = line_up(screenplay, clips, heard)
    found = f1(match(truth, lined.readings)).value
    assert found is not None
    assert found >= least


def test_the_words_of_another_take_do_not_fit_the_sound(material: Path) -> None:
    """Eight takes of one scene, some in noise: each fits its own words, and refuses most of the others'."""
    folder = material / "grid-scenes"
    takes = [take for take in read_truth(folder / "truth.json").takes if take.scene == "1"][:8]
    sounds = {take.file: follow(folder / "rushes" / take.file, (), "transcript") for take in takes}
    told = {take.file: heard_words(take) for take in takes}
    assert not any(is_of_another_sound(replace(sounds[file], words=told[file])) for file in told)
    swapped = [
        is_of_another_sound(replace(sounds[file], words=words))
        for file in told
        for other, words in told.items()
        if other != file and words[-1].out_s < sounds[file].duration_s + 1.0
    ]
    assert sum(swapped) > 0.7 * len(swapped) > 10


def heard_words(take: TrueTake) -> tuple[HeardWord, ...]:
    return tuple(HeardWord(word.text, word.in_s, word.out_s) for word in words_in(take))
