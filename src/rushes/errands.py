"""The errands of a job: what another process is sent to do. Each opens its own room when it is run.

So a worker that only reads bytes imports no codec, and one that only reads clips no recogniser.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rushes.errors import Refusal
from rushes.rights import check_grant, touches

if TYPE_CHECKING:
    from rushes.coverage.again import Scenes
    from rushes.footage import Clip, Probe
    from rushes.footage.model import Carried
    from rushes.picture import Faces, Mouth, Seen, Stretch
    from rushes.project import Film
    from rushes.rights import Grant
    from rushes.sound import Heard, Script
    from rushes.sound.transcripts import Transcript
    from rushes.sync.model import Fit, Sketch, Sticks


@dataclass(frozen=True)
class Hearing:
    """How the clips are heard.

    ear: the name of a recogniser (`rushes.sound.ears`). model: what it hears with, for an ear that
    brings none: a folder, or a name that it knows. transcripts: a folder of transcripts brought along;
    those beside the footage are found without it.
    """

    ear: str = "script"
    model: str | None = None
    transcripts: Path | None = None

    @classmethod
    def of_film(cls, film: "Film") -> Self:
        """Return how a film says that it is heard."""
        return cls(film.ear, film.ear_model, film.transcripts)


@dataclass(frozen=True)
class Material:
    """What a person brings beside the footage, or says about it.

    paper: reports and logs (ALE, CSV), beside those that lie in the footage folders. sync: a CSV that says
    which sound belongs behind which picture, and where. trusted: names of clips to be used although their
    content is not what the manifest says.
    """

    paper: tuple[Path, ...] = ()
    sync: Path | None = None
    trusted: tuple[str, ...] = ()

    @classmethod
    def of_film(cls, film: "Film") -> Self:
        """Return what a film says is brought beside its footage."""
        return cls(film.paper, film.sync, film.trust)


@dataclass(frozen=True)
class Still:
    """A picture out of a clip as JPEG bytes, or None where there is none."""

    jpeg: bytes | None


@dataclass(frozen=True)
class Loudness:
    """How loud a sound file is along its length, a byte a column as two hex digits; None without sound."""

    columns: str | None


class NotReadable(Refusal):
    """The disk refuses a file's bytes, for a reason in its own words."""

    sentence = "{0} cannot be read: {1}."


@touches()
def identify(file: Path, kinds: tuple[str, ...]) -> dict[str, str]:
    """Return digests of a file's content; `NotReadable` is not remembered, as the disk may be mended."""
    from rushes.footage.fingerprint import digests  # noqa: PLC0415

    try:
        return digests(file, kinds)
    except OSError as error:
        raise NotReadable(str(file), error.strerror or type(error).__name__) from error


@touches()
def probe(file: Path) -> "Probe":
    """Return what a file holds."""
    from rushes import footage  # noqa: PLC0415

    return footage.probe(file)


@touches()
def read_label(file: Path) -> "tuple[Carried, ...]":
    """Return what the content credentials come to that a file brought along; nothing without any."""
    from rushes.credentials import read_carried  # noqa: PLC0415

    return read_carried(file)


@touches()
def sketch_sound(file: Path) -> "Sketch":
    """Return what finding a file's mate needs of its sound."""
    from rushes.sync.sketch import sketch  # noqa: PLC0415

    return sketch(file)


@touches()
def lay_under(
    picture: Path, sound: Path, near_s: float, within_s: float, sketches: "tuple[Sketch, Sketch]"
) -> "Fit":
    """Return how a sound lies under a picture, near the place where it is thought to begin."""
    from rushes.sync.measure import measure  # noqa: PLC0415

    return measure(picture, sound, near_s, within_s, sketches)


@touches()
def watch_sticks(file: Path, rate: Fraction, frames: int) -> "tuple[Sticks, ...]":
    """Return where a slate's sticks close in a clip's picture."""
    from rushes.sync.sticks import sticks  # noqa: PLC0415

    return sticks(file, rate, frames)


@touches()
def listen(clip: "Clip", script: "Script", hearing: Hearing, numbers: tuple[str, ...] = ()) -> "Heard":
    """Return where a clip follows the script; numbers: of all scenes, which a slate may say.

    `NotGranted` for an ear that writes down free speech: that is another errand, `write_down`.
    """
    from rushes import sound  # noqa: PLC0415

    if sound.writes_down(hearing.ear):
        check_grant(None, "transcribe")
    return sound.listen(clip, script, sound.ear_named(hearing.ear, hearing.model), numbers)


@touches("transcribe")
def write_down(
    clip: "Clip", script: "Script", hearing: Hearing, numbers: tuple[str, ...], grant: "Grant | None"
) -> "Heard":
    """Return what is heard in a clip by an ear that writes down whatever is said; as `listen` otherwise."""
    from rushes import sound  # noqa: PLC0415

    check_grant(grant, "transcribe", clip.file)
    return sound.listen(clip, script, sound.ear_named(hearing.ear, hearing.model), numbers)


@touches()
def listen_again(
    clip: "Clip", before: "Scenes", now: "Scenes", earlier: "Heard", hearing: Hearing
) -> "Heard":
    """Return what is heard in a clip after a revision; only what no longer holds is heard again.

    `NotGranted` for an ear that writes down free speech, as of `listen`.
    """
    from rushes import coverage, sound  # noqa: PLC0415
    from rushes.screenplay.spoken import spoken_words  # noqa: PLC0415

    if sound.writes_down(hearing.ear):
        check_grant(None, "transcribe")
    ear = sound.ear_named(hearing.ear, hearing.model)
    again = coverage.still_holds(before, now, clip, earlier)
    if again is None:
        script = tuple(tuple(spoken_words(line.text) for line in lines) for lines in now)
        return sound.listen(clip, script, ear)
    return sound.listen_again(clip, earlier, again, ear)


@touches()
def follow(clip: "Clip", script: "Script", transcript: "Transcript") -> "Heard":
    """Return what is heard in a clip whose words a transcript tells."""
    from rushes import sound  # noqa: PLC0415
    from rushes.sound.transcripts import words_of  # noqa: PLC0415

    words = words_of(transcript.pieces, script)
    return sound.follow(clip, words, f"transcript, {transcript.maker}")


@touches()
def look_at(file: Path, rate: Fraction, frames: int) -> "Seen":
    """Return what is seen of a clip."""
    from rushes.picture.look import look  # noqa: PLC0415

    return look(file, rate, frames)


@touches("faces")
def find_faces(clip: "Clip", grant: "Grant | None") -> "tuple[Faces, ...]":
    """Return the faces in a clip, as boxes; `NotGranted` without a grant."""
    from rushes.picture.faces import find_faces as found  # noqa: PLC0415

    return found(clip.path, grant, clip.file)


@touches("faces", "mouths")
def watch_mouths(
    clip: "Clip", stretches: "tuple[Stretch, ...]", grant: "Grant | None"
) -> "tuple[Mouth, ...]":
    """Return how mouths go with the voice in some stretches of a clip; `NotGranted` without a grant."""
    from rushes.picture.mouths import watch_mouths as watched  # noqa: PLC0415
    from rushes.sound.voicing import VOICE_STEP_S, voicing  # noqa: PLC0415

    check_grant(check_grant(grant, "faces", clip.file), "mouths", clip.file)
    return watched(clip.path, stretches, voicing(clip), VOICE_STEP_S, grant, clip=clip.file)


@touches()
def photograph(file: Path, second: float, height: int) -> Still:
    """Return a picture of a clip."""
    from rushes import footage  # noqa: PLC0415

    return Still(footage.still(file, second, height))


@touches()
def level(file: Path, columns: int) -> Loudness:
    """Return how loud a sound file is along its length."""
    from rushes.footage.loudness import loudness  # noqa: PLC0415

    measured = loudness(file, columns)
    return Loudness(measured.hex() if measured is not None else None)
