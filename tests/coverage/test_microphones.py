"""Several microphones on one clip: each line is read once, from the clearest, and nothing from afar."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.coverage import OffScript, Reading, line_clip, line_up, scenes_for
from rushes.footage.model import Clip
from rushes.footage.slate import read_slate
from rushes.screenplay import parse_fountain
from rushes.sound.model import Heard, HeardWord
from tests.coverage.making import heard

SCRIPT, _ = parse_fountain("""INT. KITCHEN - NIGHT #27#

ANNA
Where were you on Thursday night?

BEN
I was at home with my brother.

ANNA
Nobody saw you there.

BEN
Ask the woman who lives across the street.

INT. STREET - DAY #28#

ANNA
She moved to Chicago years ago.

BEN
Then who turned on the light?
""")
ROOM_DB, SPEECH_DB, BLEED_DB = -60.0, -20.0, -20.0
EXCHANGE = ("where were you on thursday night", "i was at home with my brother")
"""What Anna and Ben say first in every take, so that each microphone is known for whose it is."""


def clip(name: str = "27-1") -> Clip:
    slate, _ = read_slate(f"{name}.mov")
    path = Path("/rushes") / f"{name}.mov"
    return Clip(path, path.name, "0" * 64, Fraction(25), 1500, slate=slate, channels=4)


def sounding(levels: list[float], words: Sequence[HeardWord], db: float) -> None:
    for word in words:
        for step in range(int(word.in_s * 10), int(word.out_s * 10) + 1):
            levels[step] = max(levels[step], db)


def recorded(
    tracks: Mapping[str, Sequence[HeardWord]],
    spoken: Mapping[str, Sequence[HeardWord]],
    rooms: Mapping[str, float] | None = None,
) -> Heard:
    """Return what was heard on each track of a clip.

    tracks: the words that the ear made of each. spoken: who really spoke when; a track of that name is
    a lavalier, in which all others are 20 dB below; every other track hears all alike. rooms: the noise
    of a track, where it is not -60 dBFS.
    """
    words = sorted(
        (replace(word, track=n) for n, one in enumerate(tracks.values()) for word in one),
        key=lambda word: word.in_s,
    )
    by_track = []
    for name in tracks:
        levels = [(rooms or {}).get(name, ROOM_DB)] * 600
        for who, said in spoken.items():
            sounding(levels, said, SPEECH_DB + (BLEED_DB if name in spoken and who != name else 0.0))
        by_track.append(tuple(levels))
    return Heard(
        "made", 60.0, tuple(words), levels=by_track[0], tracks=tuple(tracks), track_levels=tuple(by_track)
    )


def take(
    hers: Sequence[str | float], his: Sequence[str | float], **more: Sequence[str | float]
) -> dict[str, tuple[HeardWord, ...]]:
    """Return what Anna and Ben say after their exchange, and what else is heard, from second 10 on."""
    said = {"Anna": (EXCHANGE[0], 1.0), "Ben": (EXCHANGE[1], 4.0)}
    spoken = {who: heard(line, at=at) for who, (line, at) in said.items()}
    for who, pieces in {"Anna": hers, "Ben": his}.items():
        spoken[who] += heard(*pieces, at=10.0)
    return spoken | {who: heard(*pieces, at=10.0) for who, pieces in more.items()}


def read(sound: Heard, name: str = "27-1") -> tuple[tuple[Reading, ...], tuple[OffScript, ...]]:
    return line_clip(scenes_for(SCRIPT, clip(name)), clip(name), sound)


def told(readings: Sequence[Reading]) -> list[tuple[str, str]]:
    return [(reading.line, reading.microphone) for reading in readings]


OPENING = [("27.1", "Anna"), ("27.2", "Ben")]


def together(spoken: Mapping[str, Sequence[HeardWord]]) -> tuple[HeardWord, ...]:
    """Return what a boom hears of all who do not speak at once."""
    return tuple(sorted((word for one in spoken.values() for word in one), key=lambda word: word.in_s))


def test_a_line_on_every_track_is_one_reading_from_the_speakers_own() -> None:
    """Boom, mix and lavalier as clear as one another: what belongs to the speaker can be mixed anew."""
    spoken = take(["nobody saw you there"], [])
    everything = together(spoken)
    sound = recorded({"Mix": everything, "Boom": everything, **spoken}, spoken)
    readings, aside = read(sound)
    assert told(readings) == [*OPENING, ("27.3", "Anna")]
    assert {reading.kind for reading in readings} == {"as written"}
    assert aside == ()


def test_the_boom_comes_before_the_mix() -> None:
    spoken = take(["nobody saw you there"], [])
    everything = together(spoken)
    readings, _ = read(recorded({"Mix": everything, "Boom": everything}, {"all": everything}))
    assert told(readings) == [("27.1", "Boom"), ("27.2", "Boom"), ("27.3", "Boom")]


def test_the_clearer_sound_is_taken() -> None:
    """Cloth rustles on her microphone all through the take: the boom is 20 dB clearer."""
    spoken = take(["nobody saw you there"], [])
    sound = recorded({"Boom": together(spoken), **spoken}, spoken, {"Anna": -40.0})
    readings, _ = read(sound)
    assert told(readings) == [("27.1", "Boom"), ("27.2", "Ben"), ("27.3", "Boom")]
    assert [round(reading.clear_db) for reading in readings] == [40, 40, 40]


def test_a_microphone_that_rustles_is_left_for_the_boom_while_it_does() -> None:
    """Her scarf brushes it during one line: that line is taken from the boom, the others are hers."""
    spoken = take(["nobody saw you there", 6.0, "nobody saw you there"], [])
    sound = recorded({"Boom": together(spoken), **spoken}, spoken)
    hers = [max(db, -40.0) if 80 <= step < 130 else db for step, db in enumerate(sound.track_levels[1])]
    rustling = replace(sound, track_levels=(sound.track_levels[0], tuple(hers), sound.track_levels[2]))
    assert told(read(rustling)[0]) == [*OPENING, ("27.3", "Boom"), ("27.3", "Anna")]


def test_what_was_heard_surely_comes_before_what_sounds_clearer() -> None:
    """Her transmitter drops out: the ear guesses, however clean the silence around it is."""
    spoken = take(["nobody saw you there"], [])
    guessed = tuple(replace(word, score=0.6 if word.in_s > 9 else 1.0) for word in spoken["Anna"])
    sound = recorded({"Boom": together(spoken), **spoken, "Anna": guessed}, spoken, {"Boom": -50.0})
    readings, _ = read(sound)
    assert told(readings) == [*OPENING, ("27.3", "Boom")]
    assert readings[-1].confidence == readings[0].confidence


def test_what_a_microphone_hears_from_afar_is_no_reading_of_its_own() -> None:
    """An ear makes another line of her voice in his microphone; it is 20 dB below hers."""
    spoken = take(["nobody saw you there", 1.0, "nobody saw you there"], [])
    misheard = spoken["Ben"] + heard("ask the woman who", at=10.0)
    readings, aside = read(recorded({**spoken, "Ben": misheard}, spoken))
    assert told(readings) == [*OPENING, ("27.3", "Anna"), ("27.3", "Anna")]
    assert aside == ()


def test_two_who_speak_at_once_are_both_read() -> None:
    """He begins before she has ended: each has a microphone, so there is nothing to untangle."""
    spoken = take(["nobody saw you there"], [0.4, "ask the woman who lives across the street"])
    tangled = spoken["Anna"][:6] + spoken["Ben"][:7] + heard("nobody saw … you … who lives", at=10.0)
    sound = recorded({"Boom": tuple(sorted(tangled, key=lambda word: word.in_s)), **spoken}, spoken)
    readings, _ = read(sound)
    assert told(readings) == [*OPENING, ("27.3", "Anna"), ("27.4", "Ben")]
    assert readings[3].in_s < readings[2].out_s
    assert {reading.kind for reading in readings} == {"as written"}


def test_a_third_line_that_a_boom_makes_of_two_voices_is_none() -> None:
    """Each of the two says a line into a microphone of their own; the boom hears neither, but another."""
    spoken = take(["nobody saw you there"], [0.2, "ask the woman who lives across the street"])
    boom = (*together(take([], [])), *heard("i was at home with my brother", at=10.2))
    readings, aside = read(recorded({"Boom": boom, **spoken}, spoken))
    assert told(readings) == [*OPENING, ("27.3", "Anna"), ("27.4", "Ben")]
    assert aside == ()


def test_somebody_without_a_microphone_is_read_on_the_boom() -> None:
    """His line is on the boom alone; in her microphone he is a murmur."""
    hers = take(["nobody saw you there"], [])["Anna"]
    his = heard(EXCHANGE[1], at=4.0) + heard("ask the woman who lives across the street", at=14.0)
    sound = recorded({"Boom": together({"a": hers, "b": his}), "Anna": hers}, {"Anna": hers, "": his})
    readings, _ = read(sound)
    assert told(readings) == [("27.1", "Anna"), ("27.2", "Boom"), ("27.3", "Anna"), ("27.4", "Boom")]


def test_an_ad_lib_is_told_once() -> None:
    """Heard on the boom, on her microphone, and of course in the mix."""
    spoken = take(["well you never know do you"], [])
    everything = together(spoken)
    _, aside = read(recorded({"Mix": everything, "Boom": everything, **spoken}, spoken))
    assert [speech.heard for speech in aside] == ["well you never know do you"]


def test_words_thrown_into_anothers_line_are_told() -> None:
    """He mutters while she speaks: in his microphone that is no bleed, and no part of her line."""
    spoken = take(["nobody saw you there"], [0.3, "oh come on"])
    readings, aside = read(recorded({"Boom": spoken["Anna"], **spoken}, spoken))
    assert told(readings) == [("27.1", "Anna"), ("27.2", "Ben"), ("27.3", "Anna")]
    assert [speech.heard for speech in aside] == ["oh come on"]


def test_a_line_that_one_microphone_understood_is_not_told_as_off_script_by_another() -> None:
    spoken = take(["nobody saw you there"], [])
    deaf = (*together(take([], [])), *heard("… … someone …", at=10.0))
    readings, aside = read(recorded({"Boom": deaf, **spoken}, spoken))
    assert told(readings) == [*OPENING, ("27.3", "Anna")]
    assert aside == ()


def test_passes_are_counted_over_all_microphones() -> None:
    """The first time on hers, the second on the boom after hers went dead: passes 1 and 2."""
    spoken = take(["nobody saw you there", 3.0, "nobody saw you there"], [])
    dead = spoken["Anna"][:-4]
    sound = recorded({"Boom": together(spoken), **spoken, "Anna": dead}, spoken)
    readings, _ = read(sound)
    again = [reading for reading in readings if reading.line == "27.3"]
    assert [(one.pass_number, one.microphone) for one in again] == [(1, "Anna"), (2, "Boom")]


def test_without_a_slate_all_microphones_together_tell_the_scene() -> None:
    """On either one alone it could be either scene."""
    hers, his = heard("she moved to chicago years ago", at=2.0), heard("then who turned on the light", at=6.0)
    spoken = {"Anna": hers, "Ben": his}
    readings, _ = read(recorded(spoken, spoken), "A001C003")
    assert told(readings) == [("28.1", "Anna"), ("28.2", "Ben")]


def test_a_clip_of_one_microphone_names_none() -> None:
    sound = Heard("made", 60.0, heard("nobody saw you there"), levels=(ROOM_DB,) * 600)
    assert [reading.microphone for reading in read(sound)[0]] == [""]


@pytest.mark.parametrize("tracks", [(), ("track 2",), ("TC 1", "TC 2")])
def test_timecode_on_a_sound_track_is_a_finding(tracks: tuple[str, ...]) -> None:
    """It would screech in the timeline: a person should mute it."""
    one = clip()
    sound = Heard("made", 60.0, heard("nobody saw you there"), timecode_tracks=tracks)
    _, findings = line_up(SCRIPT, [one], {one.file: sound})
    found = [finding for finding in findings if finding.kind == "timecode as sound"]
    assert [finding.subject for finding in found] == [one.file] * len(tracks)
    assert all(name in finding.fact for name, finding in zip(tracks, found, strict=True))
