"""The cut: a reading for every line, trimmed and laid on the record, with reasons and doubt.

In come a `Screenplay`, its `LinedScript` and a `Taste`; out comes a `Cut`, and findings. All of it
is pure: the same rushes and taste give the same cut.

Words to know. A *select* is a reading on the bench that can be used. An *idiom* is a small rule of
the craft that gives a *reason*: a name, a worth, the fact behind it. A *shot* is what one take plays
without a cut, over one line or several; where it passes from one line's event to the next there is
a *seam* and no cut. A *pin* is what a person decided, which no cut breaks; a *version* is another cut of
the same rushes. A *part* is a stretch of a line over which the picture does not change. A *beat* is what
happens without words. *Air* is the quiet left around speech. A *taste* weighs the reasons.

To read it in the order in which a film is cut:

- `first` strings scenes together (`strung`), each cut by itself (`scene`) from what is `known` of the film;
- `selects` lays readings on the bench: how near they are seen (`framed`), who is in the picture (`on_camera`,
  `by_mouth`), from which side (`sides`), where it is quiet (`speech`); `settle` sees that `pins` can be kept;
- `weighing` adds up what the `idioms` of a taste say (`of_readings`, `of_joins`, `of_pictures`), `path` finds
  the best way through, and `choose` tells why: that is what is heard;
- `trim` and `laying` make whole frames of it, `microphone` takes the nearest, `sound` what recorders have;
- `parts`, `on_offer` and `pictures` choose what is seen over it, in the same way; `pictured` makes events,
  with their doubts (`doubt`); `splits` moves cuts of the picture (`overlap`), where no mouth says something
  else (`lips`);
- `beats` and `beat_pictures` add what happens without words, `room_tone` what is heard where nobody speaks;
- of a finished cut `why` explains one choice, `compare` two cuts; `versions` and `moves` make others.
"""

from rushes.cut.angles import Size, sizes_by_custom
from rushes.cut.beats import action_beats
from rushes.cut.first import first_cut
from rushes.cut.model import ActionBeat, Alternate, Cut, Event, MissingLine, Reason
from rushes.cut.own_taste import NotATaste, doubts_about, taste_of
from rushes.cut.pace import Pace, Splits
from rushes.cut.pins import Named, Pin, Pins, forbid, keep
from rushes.cut.pins_toml import read_pins
from rushes.cut.tastes import TASTES, Air, Taste, UnknownReason, UnknownTaste, taste_named
from rushes.cut.versions import Version

__all__ = [
    "TASTES",
    "ActionBeat",
    "Air",
    "Alternate",
    "Cut",
    "Event",
    "MissingLine",
    "Named",
    "NotATaste",
    "Pace",
    "Pin",
    "Pins",
    "Reason",
    "Size",
    "Splits",
    "Taste",
    "UnknownReason",
    "UnknownTaste",
    "Version",
    "action_beats",
    "doubts_about",
    "first_cut",
    "forbid",
    "keep",
    "read_pins",
    "sizes_by_custom",
    "taste_named",
    "taste_of",
]
