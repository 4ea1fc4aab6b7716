"""The ears there are, by name: who hears, what is missing for it, and how its results are marked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rushes.errors import Refusal
from rushes.sound.ear import ScriptEar
from rushes.sound.recogniser import Recogniser


class NoSuchEar(Refusal):
    """A name is no ear's."""

    sentence = "There is no ear called '{0}'; there are {1}."


class NoModelWanted(Refusal):
    """A model was named for an ear that brings its own."""

    sentence = "The built-in ear brings its model; leave --ear-model ('{0}') out, or hear with --ear whisper."


@dataclass(frozen=True)
class _Ear:
    """How an ear is made of a model's name, and what its results depend on besides the sound.

    writes_down: it writes down whatever is said, and not only where the script is spoken.
    """

    made: Callable[[str | None], Recogniser]
    mark: Callable[[str | None], object]
    writes_down: bool = False


def ear_named(name: str, model: str | None = None) -> Recogniser:
    """Return an ear; `NoSuchEar`, or a refusal that says what it needs."""
    return _ear(name).made(model)


def ear_mark(name: str, model: str | None = None) -> object:
    """Return what a result of this ear depends on besides the sound and the script, for a content key."""
    return name, _ear(name).mark(model)


def check_ear(name: str, model: str | None = None) -> None:
    """Refuse what would make hearing impossible: no such ear, no package, no model."""
    ear_mark(name, model)


def writes_down(name: str) -> bool:
    """Tell whether an ear writes down free speech, which takes a yes; the script's own ear only follows."""
    return _ear(name).writes_down


def _ear(name: str) -> _Ear:
    if name not in _EARS:
        raise NoSuchEar(name, ", ".join(_EARS))
    return _EARS[name]


def _script_ear(model: str | None) -> ScriptEar:
    if model is not None:
        raise NoModelWanted(model)
    return ScriptEar()


def _whisper(model: str | None) -> Recogniser:
    from rushes.sound.whisper import whisper_ear  # noqa: PLC0415 -- a guest: opened when it is asked for

    return whisper_ear(model)


def _whisper_mark(model: str | None) -> object:
    from rushes.sound.whisper import model_mark  # noqa: PLC0415 -- the same

    return model_mark(model)


_EARS: Mapping[str, _Ear] = {
    "script": _Ear(_script_ear, lambda model: _script_ear(model).name),
    "whisper": _Ear(_whisper, _whisper_mark, writes_down=True),
}
