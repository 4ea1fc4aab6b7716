"""A take played for one test: written line by line, heard from its file, lined, and told as text.

What is played comes from the voices of the stage or from recordings; what is found is told as
``4: ask the woman _who_ lives>lived across +the the street``: the line's number in the scene, then its
words: said, missing, changed, added.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from rushes.coverage import LinedScript, line_up, scenes_for
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.footage.slate import read_slate
from rushes.screenplay import Screenplay
from rushes.screenplay.spoken import spoken_words
from rushes.sound import listen
from rushes.sound.samples import Samples
from rushes.sound.spectrum import SAMPLE_RATE
from rushes.stage.mixing import RATE, sound_of
from rushes.stage.model import Noise, Utterance
from rushes.stage.performance import Spoken, perform
from tests.coverage.making import reading_told
from tests.sound.making import written
from tests.stage.pages import one_take, script

FRAMES_A_SECOND = Fraction(25)

SCENE = """INT. KITCHEN - NIGHT #27#

ANNA
Where were you on Thursday night?

BEN
I was at home with my brother.

ANNA
Nobody saw you there.

BEN
Ask the woman who lives across the street.

ANNA
She moved to Chicago three years ago.
"""


@dataclass(frozen=True)
class Story:
    """What was found in a take. spoken: what the stage played in it, with its times."""

    found: LinedScript
    findings: tuple[Finding, ...]
    spoken: tuple[Spoken, ...] = ()

    @property
    def told(self) -> list[str]:
        """The readings in time order, as text."""
        readings = sorted(self.found.readings, key=lambda reading: reading.in_s)
        return [f"{one.line.partition('.')[2]}: {reading_told(one)}" for one in readings]

    @property
    def passes(self) -> list[tuple[str, int]]:
        """The readings in time order: the line's number, and which time it was played."""
        readings = sorted(self.found.readings, key=lambda reading: reading.in_s)
        return [(one.line.partition(".")[2], one.pass_number) for one in readings]

    def read_within(self, in_s: float, out_s: float) -> float:
        """Return how many of these seconds readings claim."""
        return sum(max(0.0, min(out_s, one.out_s) - max(in_s, one.in_s)) for one in self.found.readings)

    def off_within(self, in_s: float, out_s: float) -> float:
        """Return how many of these seconds are reported as off script."""
        return sum(max(0.0, min(out_s, one.out_s) - max(in_s, one.in_s)) for one in self.found.off_script)

    def of_crew(self) -> list[tuple[float, float]]:
        """Return when the crew spoke."""
        return [(one.in_s, one.out_s) for one in self.spoken if one.utterance.who == "crew"]

    def ad_libbed(self) -> list[tuple[float, float]]:
        """Return when a character said what is no line."""
        return [(one.in_s, one.out_s) for one in self.spoken if one.utterance.kind == "adlib"]


@dataclass(frozen=True)
class Set:
    """A scene to play, and where its takes are recorded."""

    folder: Path
    page: str = SCENE

    @property
    def screenplay(self) -> Screenplay:
        """What is written."""
        return script(self.page)

    def line(self, number: int, said: str | None = None, **how: object) -> Utterance:
        """Return a line as it is played; said: the words, where they are not simply the script's."""
        written_line = self.screenplay.lines[number - 1]
        spoken = Utterance(
            written_line.character, said or written_line.text, "good", written_line.id, written_line.text
        )
        return replace(spoken, **how)  # type: ignore[arg-type]

    def play(self, *said: Utterance, noise: Noise | None = None) -> Story:
        """Play a take on the stage, hear it and line it."""
        plan = replace(one_take(self.page), said=said, noise=noise)
        performance = perform(plan)
        return replace(self.heard(sound_of(plan, performance), RATE), spoken=performance.spoken)

    def heard(self, samples: Samples, rate: int = SAMPLE_RATE) -> Story:
        """Hear and line the sound of a take of scene 27."""
        path = written(self.folder / "27-1.wav", samples, rate=rate)
        frames = int(samples.size / rate * FRAMES_A_SECOND)
        slate, _ = read_slate(path.name)
        clip = Clip(path, path.name, "0" * 64, FRAMES_A_SECOND, frames, slate=slate, channels=1)
        scenes = scenes_for(self.screenplay, clip)
        heard = listen(path, tuple(tuple(spoken_words(one.text) for one in scene) for scene in scenes))
        return Story(*line_up(self.screenplay, [clip], {clip.file: heard}))


def crew(said: str, job: str = "director", **how: object) -> Utterance:
    """Return a call of the crew."""
    return replace(Utterance("crew", said, "crew"), job=job, **how)  # type: ignore[arg-type]


def ad_lib(who: str, said: str, **how: object) -> Utterance:
    """Return something that a character says beside the script."""
    return replace(Utterance(who, said, "adlib"), **how)  # type: ignore[arg-type]
