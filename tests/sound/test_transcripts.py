# ruff: noqa: RUF001 -- signs of other writings are the point
"""Transcripts brought along: what each format tells, which times are measured, and what cannot be used."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.footage import Clip
from rushes.sound import HeardWord, follow
from rushes.sound.transcripts import Transcript, bring, find_transcripts, is_of_another_sound, words_of
from rushes.sound.transcripts.model import BadTranscript, NotATranscript, Piece
from rushes.sound.transcripts.subtitles import read_srt, read_vtt
from rushes.sound.transcripts.whisper_json import read_json
from tests.sound.making import clap, noise, pause, said, script, take, written

LINES = script("Where did you put the yellow kettle?", "Room 27, please.")


def told(transcript: Transcript) -> list[tuple[str, float, float, bool]]:
    """Return the words of a transcript: text, times, and whether the times are guessed."""
    words = words_of(transcript.pieces, LINES)
    return [(word.text, word.in_s, word.out_s, word.interpolated) for word in words]


def texts(transcript: Transcript) -> str:
    return " ".join(word for word, _, _, _ in told(transcript))


# Subtitles ---------------------------------------------------------------------------------

KETTLE = ["where", "did", "you", "put", "the", "yellow", "kettle", "room", "27"]

SRT = """\
1
00:00:01,000 --> 00:00:03,000
<i>Where did you put</i>
{\\an8}the yellow kettle?

2
00:00:04,500 --> 00:00:05,000
- ANNA: [door slams] Room 27!
"""


def test_a_cues_time_is_shared_out_by_letters_and_marked() -> None:
    """Nobody measured when a word of a subtitle is said; the edges of the cue stay what they are."""
    words = told(read_srt(SRT))
    assert [word for word, *_ in words] == KETTLE
    assert all(guessed for *_, guessed in words)
    assert (words[0][1], words[6][2], words[7][1], words[8][2]) == (1.0, 3.0, 4.5, 5.0)
    assert all(a[2] == b[1] for a, b in pairwise(words[:7]))
    where, did = words[0][2] - words[0][1], words[1][2] - words[1][1]
    assert where / did == pytest.approx(7 / 5, abs=0.02)  # two letters each besides their own


def test_what_is_on_the_screen_and_in_nobodys_mouth_is_left_out() -> None:
    """Sounds in brackets, the speaker's name, positions, notes of music."""
    page = SRT.replace("Room 27!", "♪ Room (softly) 27 ♪ （笑）【音樂】")
    assert texts(read_srt(page)).endswith("kettle room 27")


VTT = """\
WEBVTT - made by hand

STYLE
::cue { color: red }

NOTE nobody says this
nor this

intro
00:01.000 --> 00:03.000 line:80%
<v Anna>Where did you put the <u>yellow kettle</u>?

00:00:04.500 --> 00:00:05.000 align:start
Room 27
"""


def test_webvtt_holds_more_than_words() -> None:
    """Styles, notes, names of cues, voices and settings are not said; hours may be missing."""
    words = told(read_vtt(VTT))
    assert [word for word, *_ in words] == KETTLE
    assert (words[0][1], words[-1][2]) == (1.0, 5.0)


def test_words_that_webvtt_times_keep_their_times() -> None:
    page = "WEBVTT\n\n00:01.000 --> 00:02.500\nRoom <00:01.400>27, <00:02.000><c>please</c>\n"
    assert told(read_vtt(page)) == [
        ("room", 1.0, 1.4, False),
        ("27", 1.4, 2.0, False),
        ("please", 2.0, 2.5, False),
    ]


def test_a_cue_shown_once_for_each_word_is_said_once() -> None:
    """So Whisper writes on request: the same text again and again, another word underlined."""
    shown = ["<u>Room</u> 27, please", "Room <u>27,</u> please", "Room 27, <u>please</u>"]
    cues = [f"00:0{at}.000 --> 00:0{at + 1}.000\n{text}\n" for at, text in enumerate(shown, 1)]
    assert told(read_vtt("WEBVTT\n\n" + "\n".join(cues))) == [
        ("room", 1.0, 2.0, False),
        ("27", 2.0, 3.0, False),
        ("please", 3.0, 4.0, False),
    ]


def test_two_cues_at_once_are_said_one_after_the_other() -> None:
    """Two speakers on the screen: their words are not shuffled, and both keep to the time that both had."""
    page = "WEBVTT\n\n00:01.000 --> 00:03.000\nthe yellow kettle\n\n00:01.000 --> 00:03.000\nRoom 27\n"
    words = told(read_vtt(page))
    assert " ".join(word for word, *_ in words) == "the yellow kettle room 27"
    assert (words[0][1], words[-1][2]) == (1.0, 3.0)


def test_a_cue_that_lingers_ends_where_the_next_begins() -> None:
    page = "WEBVTT\n\n00:01.000 --> 00:03.200\nthe yellow kettle\n\n00:03.000 --> 00:04.000\nRoom 27\n"
    words = told(read_vtt(page))
    assert (words[2][2], words[3][1]) == (3.0, 3.0)


@pytest.mark.parametrize("read", [read_srt, read_vtt], ids=["srt", "vtt"])
@pytest.mark.parametrize("text", ["", "hello", "1\nhello\n", "1\n00:00:01,000\nhello"])
def test_what_is_no_subtitle_is_refused(read: Any, text: str) -> None:
    """Nothing, prose, half a cue: with the reason."""
    with pytest.raises(BadTranscript, match="cannot be read"):
        read(text)


def test_a_cue_that_cannot_be_read_spoils_the_file() -> None:
    """Its words would silently be missing."""
    with pytest.raises(BadTranscript, match="only 1 of its 2 cues"):
        read_vtt("WEBVTT\n\n00:01.000 --> 00:02.000\nRoom\n\n00:02.000 --> soon\n27\n")


def test_a_drones_flight_log_is_no_transcript() -> None:
    """It lies beside each of its clips, under the clip's name, as SubRip."""
    log = "1\n00:00:00,000 --> 00:00:00,033\n[iso : 100] [shutter : 1/60.0] [latitude: 22.28]\n"
    with pytest.raises(NotATranscript):
        read_srt(log)


# Whisper and its kin -----------------------------------------------------------------------


def word(text: str, *times: float, **more: float) -> dict[str, Any]:
    return {"word": text, **dict(zip(("start", "end"), times, strict=False)), **more}


def segment(text: str, start: float, end: float, *words: dict[str, Any]) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text} | ({"words": list(words)} if words else {})


OPENAI = {
    "text": " Room twenty-seven, please.",
    "language": "en",
    "segments": [
        segment(
            " Room twenty-seven, please.",
            1.0,
            2.4,
            word(" Room", 1.0, 1.3, probability=0.98),
            word(" twenty", 1.3, 1.6, probability=0.9),
            word("-seven,", 1.6, 1.9, probability=0.7),
            word(" please.", 2.0, 2.4, probability=0.99),
        )
    ],
}


def test_whispers_words_keep_their_times_and_their_doubts() -> None:
    """Two words that the script writes as one figure are that figure, as sure as the less sure one."""
    words = words_of(read_json(json.dumps(OPENAI)).pieces, LINES)
    assert [(w.text, w.in_s, w.out_s, w.score, w.interpolated) for w in words] == [
        ("room", 1.0, 1.3, 0.98, False),
        ("27", 1.3, 1.9, 0.7, False),
        ("please", 2.0, 2.4, 0.99, False),
    ]


def test_a_dump_of_faster_whisper_may_be_the_list_alone() -> None:
    assert texts(read_json(json.dumps(OPENAI["segments"]))) == "room 27 please"


def test_segments_without_words_are_cues() -> None:
    segments = [segment(" Room 27, please.", 1.0, 2.4)]
    words = told(read_json(json.dumps({"segments": segments})))
    assert [text for text, *_ in words] == ["room", "27", "please"]
    assert all(guessed for *_, guessed in words)


def test_the_parts_of_a_word_are_joined() -> None:
    """Some programs cut words into tokens; only what begins with a space begins a word."""
    words = [word(" yel", 1.0, 1.2), word("low", 1.2, 1.4), word(" ket", 1.5, 1.6), word("tle", 1.6, 1.9)]
    transcript = read_json(json.dumps({"segments": [segment(" yellow kettle", 1, 2, *words)]}))
    assert told(transcript) == [("yellow", 1.0, 1.4, False), ("kettle", 1.5, 1.9, False)]


def whisperx(*words: dict[str, Any], start: float = 1.0, end: float = 3.0) -> Transcript:
    text = " ".join(one["word"] for one in words)
    return read_json(json.dumps({"segments": [segment(text, start, end, *words)], "word_segments": []}))


def test_a_word_that_whisperx_could_not_align_stands_between_its_neighbours() -> None:
    """Figures have no phonemes: 27 comes without times, and is marked."""
    transcript = whisperx(word("Room", 1.0, 1.4, score=0.9), word("27,"), word("please.", 2.0, 2.5))
    assert told(transcript) == [
        ("room", 1.0, 1.4, False),
        ("27", 1.4, 2.0, True),
        ("please", 2.0, 2.5, False),
    ]
    assert transcript.maker == "whisperX JSON"


def test_words_without_times_at_the_edges_stay_in_their_segment() -> None:
    transcript = whisperx(word("27"), word("room", 1.5, 2.0), word("27"))
    assert told(transcript) == [("27", 1.0, 1.5, True), ("room", 1.5, 2.0, False), ("27", 2.0, 3.0, True)]


def test_where_there_is_no_room_the_word_before_gives_of_its_own() -> None:
    """Both are marked then: neither's times were measured."""
    transcript = whisperx(word("room", 1.0, 2.0), word("27"), word("please", 2.0, 2.5))
    room, figure, please = told(transcript)
    assert (room[1], figure[2], please) == (1.0, 2.0, ("please", 2.0, 2.5, False))
    assert room[2] == figure[1]
    assert room[3]
    assert figure[3]


def test_a_segment_no_word_of_which_was_aligned_is_a_cue() -> None:
    transcript = whisperx(word("room"), word("27"), word("please"))
    assert [guessed for *_, guessed in told(transcript)] == [True, True, True]
    assert (told(transcript)[0][1], told(transcript)[-1][2]) == (1.0, 3.0)


def cpp(
    text: str, tokens: list[dict[str, Any]] | None = None, ms: tuple[int, int] = (1000, 2400)
) -> dict[str, Any]:
    told = {"text": text, "offsets": {"from": ms[0], "to": ms[1]}}
    return told | ({"tokens": tokens} if tokens else {})


def token(text: str, first: int, last: int, p: float = 0.9) -> dict[str, Any]:
    return {"text": text, "offsets": {"from": first, "to": last}, "p": p}


def test_whisper_cpp_tells_tokens_in_milliseconds() -> None:
    tokens = [
        token("[_BEG_]", 1000, 1000),
        token(" yel", 1000, 1200, 0.8),
        token("low", 1200, 1400, 0.6),
        token(" kettle", 1500, 1900),
        token("?", 1900, 1900),
        token("[_TT_120]", 2400, 2400),
    ]
    transcript = read_json(json.dumps({"transcription": [cpp(" yellow kettle?", tokens)]}))
    words = words_of(transcript.pieces, LINES)
    assert [(w.text, w.in_s, w.out_s, w.score) for w in words] == [
        ("yellow", 1.0, 1.4, 0.6),
        ("kettle", 1.5, 1.9, 0.9),
    ]
    assert transcript.maker == "whisper.cpp JSON"


def test_tokens_that_cut_a_sign_into_bytes_are_not_believed() -> None:
    """A Chinese sign may be three tokens, none of them text; then the segment is a cue."""
    broken = [token(text, 1000, 1200) for text in ("\ufffd", "\ufffd", "好")]
    transcript = read_json(json.dumps({"transcription": [cpp("你好", broken)]}))
    assert [(text, guessed) for text, _, _, guessed in told(transcript)] == [("你", True), ("好", True)]


def test_segments_of_one_word_each_are_words() -> None:
    """`whisper.cpp -ml 1` writes a segment for each word."""
    told_apart = [cpp(" Room", ms=(1000, 1300)), cpp(" 27", ms=(1300, 1900))]
    transcript = read_json(json.dumps({"transcription": told_apart}))
    assert told(transcript) == [("room", 1.0, 1.3, False), ("27", 1.3, 1.9, False)]


def test_signs_share_out_the_time_of_a_word_of_several() -> None:
    """Where every sign is a word, Whisper's words of two signs are halved, and marked."""
    words = [word("你好", 1.0, 1.4), word("嗎", 1.4, 1.7)]
    transcript = read_json(json.dumps({"segments": [segment("你好嗎", 1.0, 1.7, *words)]}))
    assert told(transcript) == [("你", 1.0, 1.2, True), ("好", 1.2, 1.4, True), ("嗎", 1.4, 1.7, False)]


@pytest.mark.parametrize(
    "text",
    ["{}", "[1]", '{"segments": 3}', '{"segments": [{"a": 1}]}', '"text"', '{"transcription": [1]}', "null"],
)
def test_other_json_is_no_transcript(text: str) -> None:
    """Cameras write JSON beside their clips, too."""
    with pytest.raises(NotATranscript):
        read_json(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"segments": [', "broken"),
        ("[" * 100_000, "deep|broken"),
        (json.dumps({"segments": [{"text": "Room 27"}]}), "does not say when"),
        (json.dumps({"transcription": [{"text": "Room 27"}]}), "does not say when"),
    ],
)
def test_broken_json_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(BadTranscript, match=why):
        read_json(text)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([" Room", " 27", "low", "你好", "…", ""]),
            st.none() | st.floats(0, 5) | st.just(float("nan")),
            st.none() | st.floats(0, 5),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_words_come_in_order_whatever_a_transcript_says(
    rows: list[tuple[str, float | None, float | None]],
) -> None:
    """No two overlap, each lasts, and none is lost, whatever times are missing or odd."""
    words = [{"word": text, "start": start, "end": end} for text, start, end in rows]
    transcript = read_json(json.dumps({"segments": [segment("…", 0.0, 5.0, *words)]}))
    heard = words_of(transcript.pieces, LINES)
    assert all(one.out_s <= other.in_s + 1e-9 for one, other in pairwise(heard))
    assert all(one.in_s < one.out_s for one in heard)


# Which is whose, and which is good ---------------------------------------------------------


def clip(path: Path, seconds: int = 10, channels: int = 1) -> Clip:
    return Clip(path, path.name, path.name, Fraction(25), 25 * seconds, channels=channels)


def touched(folder: Path, *names: str) -> list[Path]:
    files = [folder / name for name in names]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SRT, encoding="utf-8")
    return files


@pytest.mark.parametrize(
    "name",
    [
        "27A-3.srt",
        "27a-3.SRT",
        "27A-3.mov.srt",
        "27A-3.en.vtt",
        "27A-3.zh-Hant-HK.json",
        "27A-3.whisperx.json",
    ],
)
def test_a_transcript_goes_by_its_clips_name(tmp_path: Path, name: str) -> None:
    (movie,) = touched(tmp_path, "27A-3.mov")
    (file,) = touched(tmp_path, f"subs/{name}")
    assert find_transcripts([movie]).of == {movie: (file,)}


def test_what_goes_by_another_name_is_nobodys(tmp_path: Path) -> None:
    """Beside the clips many files lie; in a folder of transcripts each should have its clip."""
    (movie,) = touched(tmp_path / "rushes", "27A-3.mov")
    touched(tmp_path / "rushes", "27A-4.srt", "notes.json", ".27A-3.srt")
    (stray,) = touched(tmp_path / "transcripts", "27B-1.srt")
    found = find_transcripts([movie], tmp_path / "transcripts")
    assert (found.of, found.strays) == ({}, (stray,))


def test_the_folder_of_transcripts_goes_before_what_lies_beside(tmp_path: Path) -> None:
    movie, _ = touched(tmp_path / "rushes", "27A-3.mov", "27A-3.vtt")
    (brought,) = touched(tmp_path / "mine", "27A-3.srt")
    assert find_transcripts([movie], tmp_path / "mine").of == {movie: (brought,)}


def test_two_clips_of_one_name_have_each_their_own(tmp_path: Path) -> None:
    """Two cards, two C001: what lies in the folder of one is of that one, what lies elsewhere of neither."""
    one, other = touched(tmp_path, "A/C001.mov", "B/C001.mov")
    (of_one,) = touched(tmp_path, "A/C001.srt")
    (somewhere,) = touched(tmp_path, "T/C001.srt")
    found = find_transcripts([one, other], tmp_path / "T")
    assert (found.of, found.doubtful) == ({one: (of_one,)}, (somewhere,))
    _, findings = bring([clip(one), clip(other)], found)
    assert [finding.fact for finding in findings] == ["Several clips go by its name."]


def brought(tmp_path: Path, text: str | bytes, name: str = "1A-1.srt", **more: Any) -> tuple[Any, list[str]]:
    """Bring one transcript to a clip of ten seconds; return it and what the findings say."""
    (movie,) = touched(tmp_path, "1A-1.mov")
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    transcripts, findings = bring([clip(movie, **more)], find_transcripts([movie]))
    assert all(finding.kind == "transcript ignored" for finding in findings)
    return transcripts, [finding.fact for finding in findings]


def test_a_good_transcript_is_brought_without_a_word(tmp_path: Path) -> None:
    transcripts, facts = brought(tmp_path, SRT)
    assert list(transcripts) == ["1A-1.mov"]
    assert facts == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (SRT.replace("00:00:04,500", "00:00:00,500"), "run backwards, from 1.0 s to 0.5 s"),
        (SRT.replace("00:00:05,000", "00:00:04,000"), "run backwards at 4.5 s"),
        (SRT.replace("00:00:05,000", "00:00:15,000"), "it runs to 15.0 s, and the clip ends at 10.0 s"),
        ("1\n00:00:01,000 --> 00:00:03,000\n[music]\n", "there is not one word in it"),
        ("just text", "cannot be read"),
        ("  \n", "it is empty"),
        (SRT.replace("kettle", "théière").encode("latin-1"), "not text in UTF-8"),
        ("1\n00:00:00,000 --> 00:00:00,033\n[iso : 100] GPS(22.2,114.1)\n", "a drone's flight log"),
    ],
)
def test_a_bad_transcript_is_ignored_with_the_reason(tmp_path: Path, text: str | bytes, why: str) -> None:
    transcripts, facts = brought(tmp_path, text)
    assert transcripts == {}
    assert len(facts) == 1
    assert why in facts[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_transcript_may_come_from_any_machine(tmp_path: Path, encoding: str) -> None:
    """With a mark of its encoding, and with the line ends of Windows."""
    transcripts, facts = brought(tmp_path, SRT.replace("\n", "\r\n").encode(encoding))
    assert (len(transcripts), facts) == (1, [])
    assert texts(transcripts["1A-1.mov"]).startswith("where did you")


def test_a_camera_that_writes_json_is_not_spoken_of(tmp_path: Path) -> None:
    assert brought(tmp_path, '{"lens": "35 mm"}', "1A-1.json") == ({}, [])


def test_a_last_word_may_end_a_little_after_the_clip(tmp_path: Path) -> None:
    """Whisper's last word often does, and subtitlers round up."""
    transcripts, facts = brought(tmp_path, SRT.replace("00:00:05,000", "00:00:10,900"))
    assert (len(transcripts), facts) == (1, [])


def test_a_clip_without_sound_has_nothing_to_transcribe(tmp_path: Path) -> None:
    _, (fact,) = brought(tmp_path, SRT, channels=0)
    assert "its clip has no sound" in fact


def test_of_several_that_say_the_same_the_most_exact_is_taken(tmp_path: Path) -> None:
    """Whisper writes all its formats at once."""
    (tmp_path / "1A-1.json").write_text(json.dumps(OPENAI), encoding="utf-8")
    transcripts, facts = brought(tmp_path, "1\n00:00:01,000 --> 00:00:02,400\nRoom twenty-seven, please.\n")
    assert (transcripts["1A-1.mov"].maker, facts) == ("Whisper JSON", [])


def test_two_that_say_different_things_are_both_ignored(tmp_path: Path) -> None:
    """Two languages, or two takes: only a person knows."""
    (tmp_path / "1A-1.fr.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nBonjour\n", encoding="utf-8")
    transcripts, (fact,) = brought(tmp_path, SRT)
    assert transcripts == {}
    assert fact == "1A-1.fr.vtt and 1A-1.srt all claim this clip and say different things."


def test_one_transcript_under_two_names_is_of_another_clip(tmp_path: Path) -> None:
    """Somebody copied it for both takes; word for word at the same times, one of them cannot be right."""
    one, other = touched(tmp_path, "1A-1.mov", "1A-2.mov")
    touched(tmp_path, "1A-1.srt", "1A-2.srt")
    transcripts, findings = bring([clip(one), clip(other)], find_transcripts([one, other]))
    assert transcripts == {}
    assert [finding.subject for finding in findings] == ["1A-1.mov", "1A-2.mov"]
    assert "belongs to another clip" in findings[0].fact


# With the sound of the clip ----------------------------------------------------------------


def test_all_but_the_words_is_heard_in_the_clip(tmp_path: Path) -> None:
    """Levels, the clap before the first line and the pauses are the sound's own; the words were brought."""
    line = said("where did you put the yellow kettle")
    sound = take(0.5, clap(), 1.0, line, 0.8)
    at = 0.5 + 0.15 + 1.0
    words = tuple(
        HeardWord(text, round(a + at, 3), round(b + at, 3), 0.9, of_script=True, interpolated=True)
        for text, a, b in line.words
    )
    heard = follow(written(tmp_path / "take.wav", sound.samples), words, "transcript, SubRip")
    assert (heard.ear, heard.words) == ("transcript, SubRip", words)
    assert list(heard.claps) == pytest.approx([0.5], abs=0.01)
    assert heard.duration_s == pytest.approx(sound.seconds, abs=0.01)
    assert heard.speech_db > heard.noise_db + 20
    assert heard.quiet[0].out_s == words[0].in_s
    assert not is_of_another_sound(heard)


def test_words_that_stand_in_silence_are_of_another_clip(tmp_path: Path) -> None:
    """The transcript of a long take, under the name of one where somebody says a word and nothing more."""
    sound = take(3.0, said("kettle"), 6.0)
    words = tuple(HeardWord("word", at / 2, at / 2 + 0.4) for at in range(1, 18))
    assert is_of_another_sound(follow(written(tmp_path / "take.wav", sound.samples), words, "transcript"))


def test_words_out_of_sync_do_not_fit_the_sound(tmp_path: Path) -> None:
    """The right words of the right take, two seconds late: they stand in the pauses."""
    line = said("where did you put the yellow kettle")
    sound = take(1.0, line, 2.5, line, 2.5, line, 3.0)
    path = written(tmp_path / "take.wav", sound.samples)
    for late, fits in ((0.0, True), (0.05, True), (2.0, False)):
        words = [HeardWord(text, a + late, b + late) for text, a, b in sound.words]
        assert is_of_another_sound(follow(path, words, "transcript")) is not fits


@pytest.mark.parametrize("rms", [60.0, 400.0])
def test_noise_does_not_make_a_transcript_another_clips(tmp_path: Path, rms: float) -> None:
    """Wind, traffic: the words stand out of it, if only a little."""
    line = said("where did you put the yellow kettle")
    sound = take(1.0, line, 2.0, room_rms=rms)
    words = tuple(HeardWord(text, a + 1.0, b + 1.0) for text, a, b in line.words)
    assert not is_of_another_sound(follow(written(tmp_path / "take.wav", sound.samples), words, "transcript"))


def test_a_clip_of_nothing_can_be_followed(tmp_path: Path) -> None:
    heard = follow(written(tmp_path / "take.wav", np.zeros(0, np.int16)), (), "transcript")
    assert (heard.duration_s, heard.words) == (0.0, ())


def test_words_of_a_line_are_known_from_chatter() -> None:
    """What claps and levels are sought around: words beside each other as in a line, not each word of one."""
    pieces = [Piece("scene 27 the take", 0.0, 1.0), Piece("the yellow kettle", 2.0, 3.0)]
    marks = [(word.text, word.of_script) for word in words_of(pieces, LINES)]
    assert [text for text, of_script in marks if of_script] == ["the", "yellow", "kettle"]
    assert len(marks) == 7


def test_a_room_without_voice_is_no_transcripts_fault(tmp_path: Path) -> None:
    """Without a word nothing can stand in silence."""
    path = written(tmp_path / "take.wav", (pause(1.0) + noise(1.0, 20.0)).samples)
    assert not is_of_another_sound(follow(path, (), "transcript"))
