"""The words of the disclosure: each sentence says what was counted, and no more than is known. Pure."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from rushes.credentials.acts_told import acts_told
from rushes.timecode import rate_from
from rushes.turnover.disclosure.model import ByMachine, Disclosure
from rushes.turnover.numbers import many
from rushes.turnover.report.wording import length_text

NEVER: Final = (
    "No picture was generated, in part or whole.",
    "No sound, voice or music was generated, and no voice was altered, cloned or dubbed.",
    "Nothing was slowed down, sped up, stabilised, retouched or made prettier.",
    "Nobody was recognised: no face and no voice was compared with another to tell who somebody is.",
    "No feelings were read from faces or voices.",
    "Nothing was sent to another computer, and nothing was used to train a model.",
)
"""What the program cannot do, whatever it is asked; so it was not done."""

NOT_KNOWN: Final = (
    "Rushes takes the files that it is given for camera and sound originals. Whether something in them was "
    "made or changed by AI before, or will be after, it cannot tell; whoever hands in the film answers for "
    "that."
)

_ARTICLE_50: Final = (
    "EU AI Act, article 50, as we read it (no legal advice): nothing here is synthetic picture or sound that "
    "paragraph 2 wants marked; choosing and arranging takes assists ordinary editing. Nothing reads feelings "
    "or sorts people by their bodies (paragraph 3). Nothing is a deep fake (paragraph 4)."
)

_ARTICLE_50_STAGED: Final = (
    "EU AI Act, article 50, as we read it (no legal advice): the rushes are pictures and voices that a "
    "program made by rule, without a model of anybody; they say so, and so does the label of this cut. "
    "Choosing and arranging takes assists ordinary editing. Nothing is a deep fake (paragraph 4)."
)

FORMS: Final = (
    (
        "Used to assist editing: speech recognition that follows the script, measuring of pictures, and "
        "rules that propose cuts."
    ),
    "Not used by this program: anything that makes or alters picture, sound, voice, music or text.",
)
"""What to write where a form asks whether AI was used."""


def standing(told: Disclosure) -> str:
    """Say in two sentences what the film is made of, and what the program made of it."""
    given = "Camera pictures and recorded sound, as they were given to the program."
    if told.captured.staged:
        given = "Pictures and voices that Rushes' sound stage made: a rehearsal, with nobody in it."
    return f"{given} It proposed takes and cuts; it made nothing that is seen or heard."


def article_50(told: Disclosure) -> str:
    """Say what a European law asks, as we read it."""
    return _ARTICLE_50_STAGED if told.captured.staged else _ARTICLE_50


def captured(told: Disclosure) -> Iterator[str]:
    """Yield what was given."""
    given = told.captured
    length = length_text(round(given.seconds * 1000), Fraction(1000))
    sounds = f" and {many(given.sounds, 'file')} of sound recorders" if given.sounds else ""
    yield f"{many(given.pictures, 'camera file')} ({length}){sounds}."
    if given.staged:
        yield (
            f"{given.staged} of them, by their own word, were drawn and spoken by Rushes' sound stage: "
            "nobody was filmed, and it is nobody's likeness."
        )
    if given.days:
        when = f"on {given.days[0]}" if len(given.days) == 1 else f"from {given.days[0]} to {given.days[-1]}"
        yield f"Recorded {when}, as the files say."
    yield f"The film plays {given.used} of them. All were opened for reading only."


def done_by_machine(told: Disclosure) -> Iterator[str]:
    """Yield what the program did, in the order of the work."""
    yield from _listened(told.machine)
    yield from _looked(told.machine)
    yield (
        f"Proposed {many(told.shots, 'shot')}: which take, from where to where, in the order of the script. "
        f"It weighed {many(told.machine.alternates, 'other choice')} that it did not take."
    )
    if told.machine.unsure:
        yield f"Marked {many(told.machine.unsure, 'place')} as unsure, for a person to look at."
    yield from _withheld(told)


def _listened(did: ByMachine) -> Iterator[str]:
    if did.synced:
        yield f"Laid sound recordings behind {many(did.synced, 'picture')}, by timecode, clap and sound."
    if did.heard:
        clips, readings = many(did.heard, "clip"), many(did.readings, "reading")
        yield f"Followed the lines of the script in the sound of {clips}, and found {readings} of them."
    if did.free_speech:
        by = ", ".join(did.ears)
        yield f"In {many(did.free_speech, 'clip')} of these, wrote down freely what was said ({by})."


def _looked(did: ByMachine) -> Iterator[str]:
    if did.seen:
        yield f"Measured the picture of {many(did.seen, 'clip')}: sharpness, exposure, movement."
    if did.faces:
        clips = many(did.faces, "clip")
        yield f"Looked for faces in {clips}, with consent: where they are and how large, never whose."
    elif did.seen and did.faces_allowed:
        yield "Kept no face: where it was allowed to look for some, nothing of them went into this cut."
    elif did.seen:
        yield "Looked for no faces."
    if did.mouths:
        clips = many(did.mouths, "clip")
        yield f"In {clips} of these, watched which mouth moves with the voice, with consent."


def _withheld(told: Disclosure) -> Iterator[str]:
    kept, rate = told.withheld, rate_from(told.rate)
    if kept.covered or kept.whole:
        covered = length_text(kept.covered + kept.whole, rate)
        whole = f"; {length_text(kept.whole, rate)} of that is the whole picture" if kept.whole else ""
        yield f"Covered people who did not say yes with a plain grey field, for {covered}{whole}."
    if kept.muted:
        yield f"Muted them, for {length_text(kept.muted, rate)}."


def done_by_people(told: Disclosure) -> Iterator[str]:
    """Yield what people did and decided."""
    choices = f"{many(told.choices, 'choice')} of what is seen and heard"
    if told.human:
        others = "the others are as the program proposed" if told.credit.machine else "none is only proposed"
        yield f"Decided {told.human} of {choices}; {others}."
    else:
        are = "is" if told.choices == 1 else "are"
        yield f"Decided nothing yet: the {choices} {are} as the program proposed."
    if counted := acts_told(told.acts):
        yield f"By the journal of the screening room: {', '.join(counted)}."
    if told.locked is None:
        yield "Nobody has locked the picture: this is no final cut."
    else:
        yield f"{told.locked.who} locked the picture on {told.locked.at[:10]}."
