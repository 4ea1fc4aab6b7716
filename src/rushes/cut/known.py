"""What is known of a film before anything is cut, gathered once for all of its cuts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from rushes.coverage.model import LinedScript
from rushes.cut.angles import Size
from rushes.cut.beats import Silent
from rushes.cut.by_mouth import mouths_told, seen_by_mouth
from rushes.cut.faces_against import faces_against
from rushes.cut.framed import Framings
from rushes.cut.lips import Voices, voices_of
from rushes.cut.microphone import Booth
from rushes.cut.on_camera import OnCamera, Told, on_camera
from rushes.cut.quiet import Quiet
from rushes.cut.selects import Bench, lay_out
from rushes.cut.sides import Side, sides_of
from rushes.cut.tastes import Taste
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.screenplay.model import Line, Scene, Screenplay


@dataclass(frozen=True)
class Known:
    """A film on the bench; arguments as of `rushes.cut.first.first_cut`."""

    screenplay: Screenplay
    lined: LinedScript
    taste: Taste
    sizes: Mapping[str, Size] | None = None
    told: Told | None = None

    @property
    def bench(self) -> Bench:
        """Every reading that can be used."""
        return self._laid_out[0]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should know before anything is cut."""
        of_mouths = mouths_told(self.lined, self._written)
        against = faces_against(self.framings, self.seen, self.screenplay.characters)
        return (*self._laid_out[1], *against, *of_mouths)

    @cached_property
    def seen(self) -> Mapping[str, OnCamera]:
        """Who is on camera, by `Clip.file`."""
        return seen_by_mouth(self.lined, self._written)

    @cached_property
    def framings(self) -> Framings:
        """How close every clip is seen."""
        return Framings.of(self.lined, self.screenplay.characters, self.sizes, self.told)

    @cached_property
    def sides(self) -> Mapping[str, Side]:
        """From which side of the line clips are seen, by `Clip.file`."""
        return sides_of(self.screenplay, self.lined.clips, self.seen, self.lined.seen, self.told)

    @cached_property
    def quiet(self) -> Quiet:
        """Where rooms alone are heard."""
        return Quiet(self.lined)

    @cached_property
    def booth(self) -> Booth:
        """Where microphones are compared."""
        return Booth(self.bench, self.lined.heard, self.taste)

    @cached_property
    def voices(self) -> Voices:
        """Who speaks when in every clip."""
        return voices_of(self.bench)

    @cached_property
    def silent(self) -> Silent:
        """What happens without words."""
        return Silent.of(self.screenplay, self.lined)

    @cached_property
    def clips(self) -> Mapping[str, Clip]:
        """All clips by file."""
        return {clip.file: clip for clip in self.lined.clips}

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """All lines by id."""
        return {line.id: line for line in self.screenplay.lines}

    @cached_property
    def scene_of(self) -> Mapping[str, str]:
        """The number of the scene of every line."""
        return {line.id: scene.number for scene in self.screenplay.scenes for line in scene.lines}

    @cached_property
    def monologues(self) -> frozenset[str]:
        """The scenes in which one person has all lines."""
        scenes = self.screenplay.scenes
        return frozenset(one.number for one in scenes if len({line.character for line in one.lines}) == 1)

    @cached_property
    def turns_before(self) -> Sequence[int]:
        """How many changes of speaker the scenes before each have, of lines that can be heard."""
        return [0, *accumulate(map(self._turns, self.screenplay.scenes))]

    def _turns(self, scene: Scene) -> int:
        heard = [line.character for line in scene.lines if self.bench.selects.get(line.id)]
        return sum(one != other for one, other in pairwise(heard))

    @cached_property
    def _written(self) -> Mapping[str, OnCamera]:
        speakers = (line.character for line in self.screenplay.lines)
        return on_camera(self.lined.clips, speakers, self.told)

    @cached_property
    def _laid_out(self) -> tuple[Bench, tuple[Finding, ...]]:
        return lay_out(self.screenplay, self.lined, self.framings, self.seen, self.sides)
