"""The acoustic model: what the tables say is what PocketSphinx reads in them."""

import numpy as np
import pytest

from rushes.sound.acoustics import (
    BEGIN,
    END,
    INTERNAL,
    SINGLE,
    STATES,
    AcousticModel,
    Senones,
    acoustic_model,
)
from rushes.sound.lexicon import dictionary
from rushes.sound.spectrum import Floats, cepstra, features, mel_powers, without_noise
from tests.sound.making import Track, noise, take
from tests.sound.sphinx import Table, its_scores


@pytest.fixture(scope="module")
def model() -> AcousticModel:
    return acoustic_model()


def seen_in(sound: Track) -> Floats:
    """Return features as PocketSphinx itself makes them: less the plain mean of all frames."""
    table = cepstra(without_noise(mel_powers(sound.samples)))
    return features(table - table.mean(axis=0))


def correlation(ours: Floats, its: Table) -> Table:
    """Return, frame by frame, how well two tables of scores agree on what is likelier than what."""
    one, other = (table - table.mean(axis=1, keepdims=True) for table in (ours, its))
    sizes = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return np.asarray((one * other).sum(axis=1) / sizes)


@pytest.mark.parametrize(
    "sound",
    [
        take(0.3, "The quick brown fox jumps over the lazy dog.", 0.3),
        take(0.3, "She had your dark suit in greasy wash water.", 0.3, room_rms=150.0, voice="en-us+f2"),
    ],
    ids=["a quiet room", "a noisy room"],
)
def test_every_senone_is_as_likely_as_pocketsphinx_says(model: AcousticModel, sound: Track) -> None:
    """It counts the four best Gaussians and rounds to bytes, we count all 128 exactly; they agree."""
    count = model.codebook.size
    ours = Senones(model, np.arange(count, dtype=np.int32)).score(seen_in(sound))
    its = its_scores(sound.samples, count)[: len(ours)]
    agreement = correlation(ours, its)
    assert agreement.mean() > 0.95
    assert np.percentile(agreement, 5) > 0.85


def test_a_few_senones_score_as_among_all(model: AcousticModel) -> None:
    """What a small scene needs is computed alone; only the common height of a frame may differ."""
    seen = seen_in(noise(0.5, 1000.0))
    every = Senones(model, np.arange(model.codebook.size, dtype=np.int32)).score(seen)
    wanted = np.array([4000, 7, 2500, 7, 126], dtype=np.int32)
    few = Senones(model, wanted).score(seen)
    assert few.shape == (len(seen), 5)
    assert np.array_equal(few[:, 1], few[:, 3])
    difference = few[:, :1] - few[:, 1:2]
    assert np.allclose(difference, every[:, 4000:4001] - every[:, 7:8], atol=0.5)


def test_scores_are_finite_however_odd_the_sound(model: AcousticModel) -> None:
    """The faintest Gaussian still has a logarithm."""
    odd = np.array([np.zeros(39), np.full(39, 1e3), np.full(39, -1e3), np.eye(39)[0] * 1e4], np.float32)
    scores = Senones(model, np.arange(model.codebook.size, dtype=np.int32)).score(odd)
    assert np.isfinite(scores).all()


def test_every_phone_of_the_dictionary_is_in_the_model(model: AcousticModel) -> None:
    """A word that the dictionary pronounces can be looked for."""
    phones = {phone for said in dictionary().values() for one in said for phone in one}
    assert phones <= set(model.phones)
    assert model.phones[model.silence] == "SIL"
    assert "SIL" not in phones


def test_chances_of_staying_and_leaving_add_up_to_one(model: AcousticModel) -> None:
    """Three states a phone, left to right, none of them skipped for free."""
    assert model.stay.shape == model.leave.shape == (len(model.phones), STATES)
    total = np.exp(model.stay) + np.exp(model.leave)
    assert (total < 1.001).all()
    assert (total[:, :2] > 0.5).all()


def test_a_phone_depends_on_its_neighbours(model: AcousticModel) -> None:
    """The T of `at` and that of `two` are not one sound."""
    number = {name: at for at, name in enumerate(model.phones)}
    two = model.senones(number["T"], number["SIL"], number["UW"], BEGIN)
    at = model.senones(number["T"], number["AE"], number["SIL"], END)
    assert two != at


def test_a_phone_between_strangers_is_still_a_sound(model: AcousticModel) -> None:
    """A context that the model never met falls back: other places in the word, then the phone alone."""
    number = {name: at for at, name in enumerate(model.phones)}
    zh = number["ZH"]
    alone = model.senones(zh, -1, -1, INTERNAL)
    assert model.senones(zh, number["ZH"], number["OY"], SINGLE) == alone
    met = model.senones(number["T"], number["AE"], number["SIL"], END)
    assert model.senones(number["T"], number["AE"], number["SIL"], INTERNAL) == met


def test_a_phone_between_any_two_has_senones_of_its_own(model: AcousticModel) -> None:
    """No context, met or not, leads to another phone's states."""
    phones = range(len(model.phones))
    for phone in phones:
        found = {
            senone
            for left in phones
            for right in phones[::7]
            for senone in model.senones(phone, left, right, SINGLE)
        }
        assert set(model.codebook[sorted(found)].tolist()) == {phone}
