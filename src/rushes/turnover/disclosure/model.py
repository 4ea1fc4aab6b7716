"""What is disclosed, as values: counts, and who locked the picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from rushes.credentials.terms import CAPTURED, SYNTHETIC
from rushes.cut.model import Lock
from rushes.turnover.disclosure.credit import Credit

SCHEMA: Final = "rushes.disclosure/1"


@dataclass(frozen=True)
class Captured:
    """What was given. pictures, sounds: files; used: those that the film plays. days: ISO, first and last.

    staged: of the pictures and sounds those that say of themselves that Rushes' sound stage made them.
    """

    pictures: int
    sounds: int
    used: int
    seconds: float
    days: tuple[str, ...] = ()
    staged: int = 0

    @property
    def source(self) -> str:
        """The IPTC digital source type of what is cut from it."""
        return SYNTHETIC if self.staged else CAPTURED


@dataclass(frozen=True)
class ByMachine:
    """What the program did.

    heard: clips whose sound was followed along the script, by the ears of these names. free_speech: of them
    those whose speech was written down freely. seen: clips whose picture was measured (sharpness, exposure,
    movement); faces, mouths: those in which boxes around faces were found, and mouths were compared with the
    voice. synced: pictures with a recording laid behind them.
    readings: performances of lines that were found; alternates: choices that were weighed and not taken.
    unsure: pieces that it asks a person to look at. faces_allowed: somebody said yes to faces, so that
    some may have been looked for of which none was kept.
    """

    heard: int
    ears: tuple[str, ...]
    free_speech: int
    seen: int
    faces: int
    mouths: int
    synced: int
    readings: int
    alternates: int
    unsure: int
    faces_allowed: bool = False


@dataclass(frozen=True)
class Withholding:
    """What is covered and muted for those who did not say yes, in frames of the film."""

    covered: int = 0
    whole: int = 0
    muted: int = 0

    @property
    def any(self) -> bool:
        """Tell whether anything is withheld."""
        return bool(self.covered or self.whole or self.muted)


@dataclass(frozen=True)
class Disclosure:
    """All that is disclosed of a film.

    shots: on the picture tracks. choices: of what is seen (`V1`) and what is heard (`A1`), one for each
    event; human: those of them that a person's decision holds. acts: what people did by the journal, in
    counts by the name of the act; empty where nobody kept one. locked: by whom the picture is; None by
    nobody.
    """

    title: str
    frames: int
    rate: str
    seconds: float
    shots: int
    choices: int
    human: int
    captured: Captured
    machine: ByMachine
    acts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    locked: Lock | None = None
    withheld: Withholding = Withholding()

    @property
    def credit(self) -> Credit:
        """What the credit is written from; the names of those who decided are in the journal alone."""
        return Credit(self.choices, self.human, locked_by=self.locked.who if self.locked else "")
