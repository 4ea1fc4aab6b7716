"""What a crew calls around a take, so that it is not taken for an ad-lib. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from rushes.footage.spoken_slate import spoken_slates

_CALLS: Final = """
roll | roll sound | roll camera | roll cameras | rolling | camera rolling | sound rolling | we're rolling
still rolling | keep rolling | we are rolling | speed | sound speed | camera speed | speeding | camera set
action | background action | background | cut | cut it | cut there | cut and print | that's a cut
going again | go again | we're going again | let's go again | one more time | reset | resetting | let's reset
back to one | back to ones | first positions | back to first | back to first positions | from the top
from the top of that | stand by | standby | quiet please | quiet on set | settle | settle please | lock it up
last looks | picture's up | moving on | we're moving on | check the gate | gate is good | good gate
print it | print that | hold the roll | mark | mark it | marker | a mark | b mark | c mark | common mark
second sticks | soft sticks | tail slate | end board | tail sticks | end sticks | end slate | wild track
room tone
"""
_SMALL: Final = "and|please|okay|alright|all right|everybody|everyone|thank you|thanks|ready"
_CALL: Final = "|".join(
    re.escape(call.strip()) for call in sorted(re.split(r"[|\n]", _CALLS.strip()), key=len, reverse=True)
)
_ONLY_CALLS: Final = re.compile(rf"(?:(?:{_SMALL}) )*(?:{_CALL})(?: (?:{_SMALL}|{_CALL}))*")


def called(words: Sequence[str]) -> str:
    """Return what words from outside the script surely are: ``slate``, ``crew``, or an empty text.

    Crew it is only where nothing else is said between the calls. A voice that says no known word is an
    empty text among the words.
    """
    plain = [re.sub(r"[^\w']", "", word.lower()) or "…" for word in words]
    if spoken_slates(words):
        return "slate"
    return "crew" if _ONLY_CALLS.fullmatch(" ".join(plain)) else ""
