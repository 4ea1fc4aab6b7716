"""A door to espeak-ng, for pronunciations and for the voices of the stage.

espeak-ng is a separate program under the GNU General Public License 3; it comes whole in the wheel
``espeakng_loader``. It only ever hands samples back: no sound device is opened. The library keeps
the state of its noise and flutter from one utterance to the next, so that the same words would
never sound twice the same; a fresh copy is loaded for every call (about 3 ms), which makes the same
call give the same samples.
"""

import contextlib
import ctypes
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from rushes.errors import Refusal

_LOCK = threading.Lock()
_SYNCHRONOUS, _PHONE_EVENTS, _NEVER_EXIT, _UTF8 = 2, 0x1, 0x8000, 1
_SPEED, _VOLUME, _PITCH, _PITCH_RANGE, _WORD_GAP = 1, 2, 3, 4, 7
_WORD, _PHONE = 1, 7
_IPA_PARTED_BY_UNDERSCORES = 0x2 | ord("_") << 8
_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0\0", "''\"\",,  ")  # keeps every offset


class NoEspeak(Refusal):
    """espeak-ng does not answer."""

    sentence = (
        "espeak-ng does not start ({0}); install it again with: pip install --force-reinstall espeakng-loader"
    )


class NoSuchVoice(Refusal):
    """espeak-ng has no such voice or variant."""

    sentence = (
        "espeak-ng has no voice '{0}'; write a language and a variant, such as en-us+klatt2 or en-us+f2."
    )


class UnspokenText(Refusal):
    """A text holds nothing that can be said."""

    sentence = "'{0}' holds no word that can be spoken; give a text with letters or digits."


@dataclass(frozen=True)
class SpokenWord:
    """One word of the text, parted by white space: its characters and its seconds.

    offset, length: characters of the text as given. in_s to out_s: from its first phone's onset to
    the onset of what follows it (the next word or a pause).
    """

    offset: int
    length: int
    in_s: float
    out_s: float


@dataclass(frozen=True)
class SpokenPhone:
    """One phone in espeak's own ASCII mnemonics (``'E`` stressed, ``_:`` a pause) and its seconds."""

    text: str
    in_s: float
    out_s: float


@dataclass(frozen=True, eq=False)
class Speech:
    """A spoken text: mono int16 samples at `rate` Hz, its words and phones in time order."""

    samples: NDArray[np.int16]
    rate: int
    words: tuple[SpokenWord, ...]
    phones: tuple[SpokenPhone, ...]

    @property
    def seconds(self) -> float:
        """How long the samples last."""
        return len(self.samples) / self.rate


class _Event(ctypes.Structure):
    """`espeak_EVENT` of ``speak_lib.h``, API revision 12."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


def phonemes(text: str, voice: str = "en-us") -> str:
    """Return the pronunciation in IPA: words parted by spaces, phones by ``_``; raises `NoSuchVoice`.

    Stress stands before its vowel (U+02C8 primary, U+02CC secondary). Words that English runs together
    come as one: ``of the`` is ``ʌ_v_ð_ə``.
    """
    with _espeak(voice) as library:
        return _ipa(library, text.translate(_PLAIN))


def speak(
    text: str,
    *,
    voice: str = "en-us",
    words_per_minute: int = 150,
    pitch: int = 50,
    pitch_range: int = 50,
    volume: int = 100,
    word_gap: int = 0,
    seed: int = 1,
) -> Speech:
    """Speak a text; the same arguments give the same samples.

    words_per_minute: 80 to 450. pitch, pitch_range: 0 to 100. volume: 0 to 200. word_gap: extra
    pause between words in 10 ms. seed: of the breath noise. Raises `NoSuchVoice`, `UnspokenText`.
    """
    if not any(character.isalnum() for character in text):
        raise UnspokenText(text)
    settings = {
        _SPEED: words_per_minute,
        _VOLUME: volume,
        _PITCH: pitch,
        _PITCH_RANGE: pitch_range,
        _WORD_GAP: word_gap,
    }
    plain = text.translate(_PLAIN)
    with _espeak(voice, seed) as library:
        for number, value in settings.items():
            library.espeak_SetParameter(number, value, 0)
        rate: int = library.espeak_ng_GetSampleRate()
        samples, events = _retrieve(library, plain)
        phones = _phones(events, len(samples) / rate)
        words = _words(library, plain, events, phones)
    return Speech(samples, rate, words, phones)


@contextlib.contextmanager
def _espeak(voice: str, seed: int = 1) -> Iterator[ctypes.CDLL]:
    """Hold a fresh copy of the library with this voice; one at a time in the process."""
    with _LOCK:
        _check_variant(voice)
        library = _loaded()
        try:
            library.espeak_ng_SetRandSeed(ctypes.c_long(seed))
            if library.espeak_SetVoiceByName(voice.encode()) != 0:
                raise NoSuchVoice(voice)
            yield library
        finally:
            library.espeak_Terminate()
            _unload(library)


def _loaded() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path()
    except (OSError, RuntimeError) as error:
        raise NoEspeak(error) from None
    if library.espeak_Initialize(_SYNCHRONOUS, 0, str(data).encode(), _PHONE_EVENTS | _NEVER_EXIT) <= 0:
        raise NoEspeak(f"its data in {data} cannot be read")
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library


def _unload(library: ctypes.CDLL) -> None:
    """Let the copy go, so that the next one starts from its initial state."""
    import _ctypes  # noqa: PLC0415 - ctypes has no public way to close a library

    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)  # noqa: SLF001
    else:
        _ctypes.dlclose(library._handle)  # noqa: SLF001


def _check_variant(voice: str) -> None:
    """Refuse a variant without a file: espeak-ng itself would take the plain voice and say nothing."""
    _, plus, variant = voice.partition("+")
    if plus and variant not in {path.name for path in _variants().iterdir()}:
        raise NoSuchVoice(voice)


def _variants() -> Path:
    try:
        return Path(espeakng_loader.get_data_path()) / "voices" / "!v"
    except RuntimeError as error:
        raise NoEspeak(error) from None


def _ipa(library: ctypes.CDLL, plain: str) -> str:
    """Translate clause by clause, as the library does."""
    text = ctypes.c_char_p(plain.encode())
    rest = ctypes.cast(text, ctypes.c_void_p)
    clauses = []
    while rest.value:
        clause = library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA_PARTED_BY_UNDERSCORES)
        clauses.append((clause or b"").decode().strip())
    return " ".join(filter(None, clauses))


def _retrieve(
    library: ctypes.CDLL, plain: str
) -> tuple[NDArray[np.int16], list[tuple[int, int, float, str]]]:
    """Synthesise; return the samples and events as (type, character from 0, seconds, phone)."""
    pieces: list[bytes] = []
    events: list[tuple[int, int, float, str]] = []

    def take(samples: int | None, count: int, reported: Any) -> int:  # noqa: ANN401 - a ctypes pointer
        if samples and count:
            pieces.append(ctypes.string_at(samples, count * 2))
        index = 0
        while reported[index].type:
            event = reported[index]
            name = bytes(event.name).decode("utf-8", "replace") if event.type == _PHONE else ""
            events.append((event.type, event.text_position - 1, event.audio_position / 1000, name))
            index += 1
        return 0

    callback = _Callback(take)
    library.espeak_SetSynthCallback(callback)
    said = plain.encode() + b"\0"
    if library.espeak_Synth(said, len(said), 0, 1, 0, _UTF8, None, None) != 0:
        raise NoEspeak("it broke off while speaking")
    return np.frombuffer(b"".join(pieces), np.int16), events


def _phones(events: list[tuple[int, int, float, str]], end_s: float) -> tuple[SpokenPhone, ...]:
    onsets = [(at, name) for kind, _, at, name in events if kind == _PHONE]
    onsets.append((end_s, ""))
    return tuple(SpokenPhone(name, at, max(at, after)) for (at, name), (after, _) in pairwise(onsets))


def _words(
    library: ctypes.CDLL,
    plain: str,
    events: list[tuple[int, int, float, str]],
    phones: tuple[SpokenPhone, ...],
) -> tuple[SpokenWord, ...]:
    """Time every word of the text, whether espeak reports it alone, in parts or run together with others."""
    tokens = [token for token in _tokens(plain) if any(map(str.isalnum, plain[token[0] : token[1]]))]
    onsets: dict[int, float] = {}
    for kind, at, seconds, _ in events:
        if kind == _WORD:
            onsets.setdefault(_token_at(tokens, at), seconds)
    timed: list[SpokenWord] = []
    starts = sorted(onsets)
    for first, after in zip(starts, [*starts[1:], len(tokens)], strict=True):
        until = onsets.get(after, float("inf"))
        sounding = [
            phone
            for phone in phones
            if onsets[first] - 1e-6 <= phone.in_s < until - 1e-6 and not phone.text.startswith("_")
        ]
        run = tokens[first:after]
        timed += _parted(library, plain, run, sounding, (onsets[first], until))
    return tuple(timed)


def _tokens(plain: str) -> list[tuple[int, int]]:
    """Return (start, end) of every stretch between white space."""
    found, start = [], None
    for index, character in enumerate(plain + " "):
        if character.isspace() and start is not None:
            found.append((start, index))
            start = None
        elif not character.isspace() and start is None:
            start = index
    return found


def _token_at(tokens: list[tuple[int, int]], character: int) -> int:
    """Return the word that a character belongs to; the next one for a character between words."""
    return next((n for n, (_, end) in enumerate(tokens) if character < end), len(tokens) - 1)


def _parted(
    library: ctypes.CDLL,
    plain: str,
    run: list[tuple[int, int]],
    sounding: list[SpokenPhone],
    within: tuple[float, float],
) -> list[SpokenWord]:
    """Part the phones of words run together, by how many phones each has alone.

    The next word's event comes before its first phone by the closure of a stop: the word ends there.
    """
    onset, until = within
    if not sounding:
        return [SpokenWord(start, end - start, onset, onset) for start, end in run]
    counts = [max(1, _ipa(library, plain[start:end]).count("_") + 1) for start, end in run]
    bounds = np.rint(np.cumsum([0, *counts]) * len(sounding) / sum(counts)).astype(int)
    begins = [onset, *(sounding[min(b, len(sounding) - 1)].in_s for b in bounds[1:-1])]
    ends = [*begins[1:], min(sounding[-1].out_s, until)]
    return [
        SpokenWord(start, end - start, begin, stop)
        for (start, end), begin, stop in zip(run, begins, ends, strict=True)
    ]
