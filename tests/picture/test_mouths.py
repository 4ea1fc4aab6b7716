"""Mouths are watched only with a yes, told from nods and cuts, and say honestly where they tell nothing.

Faces are drawn, with a mouth that opens with a voice; a double stands in for what finds them. Real ones are
looked at where the shared material and the extra are there.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from rushes import errands
from rushes.callsheet import to_watch_mouths
from rushes.picture import Face, Mouth, Stretch, mouths
from rushes.picture.faces import NoFaces
from rushes.picture.mouths import follow_lips, watch_mouths
from rushes.picture.speaking import ACROSS, DOWN, MOUTH, Crop, Lips, movement, speaks, told
from rushes.rights import Grant, NotGranted
from rushes.sound.voicing import VOICE_STEP_S, voicing
from tests.picture.making import SIZE, Grey, a_clip, film
from tests.rights.making import a_grant

YES = a_grant("faces", "mouths")
ANNAS = a_grant("faces", "mouths", of="Anna")
FRAME_S = 0.04


def a_voice(seed: int, seconds: float = 4.0) -> list[float]:
    """Return levels every 10 ms: syllables and pauses as chance has them."""
    chance = np.random.default_rng(seed)
    said = np.repeat(chance.uniform(0, 1, round(seconds * 6)) ** 2, 17)[: round(seconds * 100)]
    return [float(one) for one in 20 + 50 * np.convolve(said, np.ones(5) / 5, "same")]


def opened_by(voice: list[float], at_s: float) -> float:
    """Return how far a mouth is open: as far as the voice is loud."""
    return (voice[min(len(voice) - 1, round(at_s * 100))] - 20) / 50


def a_face(opening: float, nod: float = 0.0, light: float = 0.0) -> Crop:
    """Draw a face as it is cut out: brows, eyes, a nose and a mouth."""
    image = Image.new("L", (4 * ACROSS, 4 * DOWN), 170)
    draw = ImageDraw.Draw(image)
    for x in (80, 176):
        draw.ellipse((x - 20, 88 + nod, x + 20, 112 + nod), fill=60)
        draw.rectangle((x - 26, 60 + nod, x + 26, 68 + nod), fill=40)
    draw.polygon([(128, 110 + nod), (112, 160 + nod), (144, 160 + nod)], fill=120)
    high = 2 + 26 * opening
    draw.ellipse((92, 4 * MOUTH - high + nod, 164, 4 * MOUTH + high + nod), fill=30)
    small = np.asarray(image.resize((ACROSS, DOWN), Image.Resampling.BOX), np.float32)
    return np.asarray(small + light, np.float32)


def lips_of(crops: list[Crop]) -> Lips:
    """Return how the mouth of crops moves, 25 of them a second from 0."""
    at_s = np.arange(1, len(crops), dtype=np.float64) * FRAME_S
    return Lips(0.0, len(crops) * FRAME_S, 1, 1, at_s, movement(crops))


def test_a_mouth_that_opens_with_the_voice_speaks_and_with_another_voice_does_not() -> None:
    """The same movement, two sounds: only that which it goes with is believed."""
    voice, other = a_voice(1), a_voice(2)
    lips = lips_of([a_face(opened_by(voice, number * FRAME_S)) for number in range(100)])
    assert (told(lips, voice, 0.01).speaks or 0) > 0.7
    assert (told(lips, other, 0.01).speaks or 0) < 0.3


def test_a_nod_and_a_change_of_light_are_no_speech() -> None:
    """They move mouth and brows alike; they are taken off, and what is left is little."""
    voice = a_voice(1)
    nodding = [
        a_face(0.0, nod=8 * opened_by(voice, n * FRAME_S), light=20 * opened_by(voice, n * FRAME_S))
        for n in range(100)
    ]
    speaking = [a_face(opened_by(voice, number * FRAME_S)) for number in range(100)]
    assert told(lips_of(nodding), voice, 0.01).moves < 0.25 * told(lips_of(speaking), voice, 0.01).moves


def test_a_cut_is_not_followed() -> None:
    """Where another picture begins nothing is measured; a stretch full of cuts tells nothing."""
    one, other = a_face(0.0), np.flipud(a_face(0.3))
    assert np.isnan(movement([one, one, other, other])[1])
    assert told(lips_of([one, other] * 50), a_voice(1), 0.01) == Mouth(
        0.0, 4.0, 1, 1, None, why_not="not followed"
    )


@pytest.mark.parametrize("voice", [[], [40.0] * 400])
def test_without_a_voice_that_varies_nothing_is_told(voice: list[float]) -> None:
    """Silence, or a hum: a mouth cannot go with it."""
    lips = lips_of([a_face(opened_by(a_voice(1), number * FRAME_S)) for number in range(100)])
    mouth = told(lips, voice, 0.01)
    assert (mouth.speaks, mouth.why_not) == (None, "no voice to go by")


def test_the_same_agreement_says_more_the_longer_it_lasts() -> None:
    """Half a second may agree by chance."""
    assert speaks(0.5, 1.0) < speaks(0.5, 2.0) < speaks(0.5, 4.0) == speaks(0.5, 9.0)


@pytest.mark.parametrize("grant", [None, ANNAS, a_grant("blur")])
def test_without_a_yes_no_frame_is_opened(grant: Grant | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One person's yes is not that of all in the picture."""
    monkeypatch.setattr("rushes.picture.faces.opened", lambda _: pytest.fail("a file was opened"))
    with pytest.raises(NotGranted):
        watch_mouths(Path("/a.mov"), [Stretch(0, 2)], [0.0], 0.01, grant)
    with pytest.raises(NotGranted):
        follow_lips(Path("/a.mov"), [Stretch(0, 2)], grant)


def test_no_job_is_written_without_a_yes_and_none_is_recalled_under_another() -> None:
    """What was seen with one yes is never told under another, or under none."""
    clip, stretches = a_clip("27A-1.mov"), (Stretch(0, 2),)
    with pytest.raises(NotGranted):
        to_watch_mouths(clip, stretches, None)
    with pytest.raises(NotGranted):
        to_watch_mouths(clip, stretches, ANNAS)
    later = replace(YES, yeses=("another",))
    assert to_watch_mouths(clip, stretches, YES).key != to_watch_mouths(clip, stretches, later).key


def test_an_errand_without_a_yes_opens_no_sound_and_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the voice is measured."""
    monkeypatch.setattr("rushes.sound.voicing.voicing", lambda _: pytest.fail("a sound was opened"))
    with pytest.raises(NotGranted):
        errands.watch_mouths(a_clip("27A-1.mov"), (Stretch(0, 2),), None)


@pytest.mark.parametrize("grant", [a_grant("faces"), a_grant("mouths"), a_grant("blur"), ANNAS])
def test_a_mouth_is_watched_only_with_both_yeses(grant: Grant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each layer asks for itself, whoever asked before it: the errand, and what reads the mouths."""
    with pytest.raises(NotGranted):
        watch_mouths(Path("/a.mov"), [Stretch(0, 2)], [0.0], 0.01, grant)
    with pytest.raises(NotGranted):
        follow_lips(Path("/a.mov"), [Stretch(0, 2)], grant)
    monkeypatch.setattr("rushes.sound.voicing.voicing", lambda _: [0.0])
    monkeypatch.setattr(mouths, "watch_mouths", lambda *_, **__: ())
    with pytest.raises(NotGranted):
        errands.watch_mouths(a_clip("27A-1.mov"), (Stretch(0, 2),), grant)


def test_without_the_extra_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to install."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(NoFaces, match=r"pip install 'rushes\[faces\]'"):
        follow_lips(Path("/a.mov"), [Stretch(0, 2)], YES)


LEFT = Face(0.2, 0.2, 0.15, 0.36, 0.9, 0.0, (0.275, 0.4512))
RIGHT = Face(0.6, 0.2, 0.15, 0.36, 0.9, 0.0, (0.675, 0.4512))
TINY = Face(0.9, 0.1, 0.03, 0.07, 0.9, 0.0, (0.915, 0.15))
LOW = Face(0.4, 0.7, 0.15, 0.3, 0.9, 0.0, (0.475, 0.99))


def two_shot(voices: tuple[list[float], list[float]], number: int) -> Grey:
    """Draw two faces, each of which speaks with its voice."""
    picture: Grey = np.full((SIZE[1], SIZE[0]), 128, np.uint8)
    for face, voice in zip((LEFT, RIGHT), voices, strict=True):
        wide, high = round(face.width * SIZE[0]), round(0.92 * face.height * SIZE[1])
        drawn = Image.fromarray(np.uint8(a_face(opened_by(voice, number * FRAME_S))))
        left, top = round(face.left * SIZE[0]), round((0.4512 - 0.62 * face.height) * SIZE[1])
        picture[top : top + high, left : left + wide] = np.asarray(drawn.resize((wide, high)))
    return picture


def test_of_two_faces_the_one_that_speaks_is_told_by_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second from the left says what is heard; who is small or cut off is not told, and why."""
    voices = a_voice(1, 5.0), a_voice(7, 5.0)
    path = film(tmp_path / "a.mp4", (two_shot(voices, number) for number in range(125)))
    monkeypatch.setattr("rushes.picture.faces.check_faces", lambda: None)
    monkeypatch.setattr(mouths, "boxes_in", lambda *_: (LEFT, LOW, RIGHT, TINY))
    found = watch_mouths(path, [Stretch(0.5, 4.0)], voices[1], 0.01, YES)
    assert [(one.number, one.of) for one in found] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [one.why_not for one in found] == ["", "cut off", "", "too small"]
    assert [one.speaks is not None and one.speaks > 0.5 for one in found] == [False, False, True, False]


def test_a_face_that_comes_and_goes_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody walks by in one look of many; what is no film shows none."""
    voices = a_voice(1), a_voice(2)
    looks = iter([(LEFT, RIGHT)] + [(LEFT,)] * 20)
    path = film(tmp_path / "a.mp4", (two_shot(voices, number) for number in range(100)))
    monkeypatch.setattr("rushes.picture.faces.check_faces", lambda: None)
    monkeypatch.setattr(mouths, "boxes_in", lambda *_: next(looks))
    assert [one.of for one in watch_mouths(path, [Stretch(0.0, 4.0)], voices[0], 0.01, YES)] == [1]
    (tmp_path / "b.mp4").write_bytes(b"no film")
    assert watch_mouths(tmp_path / "b.mp4", [Stretch(0.0, 4.0)], voices[0], 0.01, YES) == ()


@pytest.mark.material
@pytest.mark.needs("faces")
def test_in_a_film_of_1940_she_who_speaks_is_told(material: Path) -> None:
    """Two faces of three are found; she on the right asks whether the lord of the universe is in."""
    path = material / "film" / "friday.mp4"
    asks = watch_mouths(path, [Stretch(1.0, 3.1)], voicing(path), VOICE_STEP_S, YES)
    assert [one.number for one in asks] == [1, 2]
    assert (asks[1].speaks or 0) > 0.5 > (asks[0].speaks or 0)
