"""Small scripts for the stage, written where they can be read."""

from fractions import Fraction
from pathlib import Path
from typing import Any

from rushes.screenplay import Screenplay, parse_fountain
from rushes.stage import ALL_FAULTS, Faults
from rushes.stage.exposures import exposures
from rushes.stage.kit import Kit
from rushes.stage.known import TakeTruth
from rushes.stage.model import TakePlan
from rushes.stage.performance import perform
from rushes.stage.shotlist import Shooting, plan
from rushes.stage.truth import Footage, truth_of
from rushes.stage.unit import equipped

TINY = (96, 54)

TWO_HANDER = """Title: Late Post

INT. POST OFFICE - DAY #7#

A counter with a letter. RUTH, sixty, in a green cardigan. She wears glasses. OLE, a young man in a coat.

RUTH
Name and date, please.

OLE
Ole Brand. The ninth of March.

RUTH
This letter has been here for a year.

OLE
(quietly)
I know. I walked past it every day.

RUTH
And what stopped you at the door?

OLE
The handwriting. I thought it was my father's.

RUTH
It is mine. I wrote it to say that he came here often.

OLE
Then read it to me.
"""

ALONE = """INT. ROOM - NIGHT

ADA
Nobody came to pick the apples, so I did.

ADA
That is all. Write soon.
"""

CROWD = """EXT. BUS STOP - EVENING

ADA
Is the last bus late?

BO
It is always late by an hour.

CY
They are strangers. Give them time.

ADA
I can hear you from over here.
"""

SHORT = """INT. HALL - DAY

ADA
Hold the door.

BO
Which door is it?
"""


def script(text: str) -> Screenplay:
    """Return the screenplay of a Fountain text."""
    screenplay, _ = parse_fountain(text)
    return screenplay


def shooting(**changes: Any) -> Shooting:
    """Return what a person asks of the stage, with the changes of one test."""
    asked: dict[str, Any] = {"seed": 1, "takes": 3, "faults": ALL_FAULTS, "rate": Fraction(25), "size": TINY}
    return Shooting(**{**asked, **changes})


def takes_of(text: str, **changes: Any) -> tuple[TakePlan, ...]:
    """Return the planned takes of a script."""
    return plan(script(text), shooting(**changes))[0]


def one_take(text: str = SHORT, faults: Faults = frozenset(), **changes: Any) -> TakePlan:
    """Return the first take of a script."""
    return takes_of(text, takes=1, faults=faults, **changes)[0]


def unit_takes(text: str = SHORT, faults: Faults = frozenset(), **asked: Any) -> tuple[TakePlan, ...]:
    """Return the takes of a script as a unit shoots them; what is not of the shooting is of its kit."""
    kit = Kit(**{key: asked.pop(key) for key in list(asked) if key in Kit.__dataclass_fields__})
    asked = {"seed": 1, "takes": 1, **asked}
    return equipped(takes_of(text, faults=faults, **asked), kit, asked["seed"], faults).takes


def truth_told(take: TakePlan) -> TakeTruth:
    """Return the truth about a take that its first camera would film."""
    performance, roll = perform(take), take.rolls[0]
    exposed = exposures(take, performance, roll)
    return truth_of(take, performance, Footage(roll, exposed, (), ()))


def clips(folder: Path) -> list[str]:
    """Return the names in a folder."""
    return sorted(path.name for path in folder.iterdir())
