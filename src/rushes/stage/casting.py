"""Casting: from the page to drawn performers. What the page says of a character is kept to; the rest is drawn by lot."""

import random
import re
from collections.abc import Sequence

from rushes.screenplay.model import Kind, Scene, Screenplay
from rushes.stage.drawing.look import Hair, Look, Wear
from rushes.stage.drawing.pen import Colour, mix
from rushes.stage.drawing.scenery import SCHEMES, Scenery, mood_of
from rushes.stage.model import Performer, Side, Voice

_SKINS: tuple[Colour, ...] = (
    (238, 200, 174), (228, 180, 148), (214, 160, 122), (196, 140, 104), (172, 116, 82), (140, 92, 66), (112, 72, 52), (88, 58, 46),
)  # fmt: skip
_HAIRS: tuple[Colour, ...] = (
    (44, 32, 34),
    (62, 42, 36),
    (96, 60, 42),
    (140, 86, 50),
    (176, 126, 76),
    (150, 70, 44),
    (30, 26, 32),
)
_DARK_HAIRS: tuple[Colour, ...] = ((44, 32, 34), (30, 26, 32), (56, 40, 38))
_GREY: Colour = (188, 182, 184)
_IRISES: tuple[Colour, ...] = ((92, 62, 42), (70, 46, 34), (86, 118, 128), (96, 116, 78), (110, 84, 50))
_CLOTHS: tuple[Colour, ...] = (
    (44, 76, 94), (196, 140, 58), (142, 62, 54), (86, 104, 82), (104, 78, 108), (188, 120, 92), (72, 74, 88), (206, 190, 162),
)  # fmt: skip
_ACCENTS: tuple[Colour, ...] = ((196, 154, 92), (150, 52, 54), (60, 112, 112), (222, 186, 96), (120, 60, 60))
_NUMBERS = {
    "twenty": 24,
    "thirty": 30,
    "forty": 42,
    "fifty": 52,
    "sixty": 61,
    "seventy": 71,
    "eighty": 80,
    "teen": 18,
    "teenage": 17,
}
_AGES = {
    "old": 70,
    "elderly": 72,
    "young": 24,
    "child": 14,
    "girl": 16,
    "boy": 16,
    "grandmother": 72,
    "grandfather": 74,
}
_WEARS: tuple[tuple[str, Wear], ...] = (
    ("coat", "coat"), ("uniform", "coat"), ("cardigan", "cardigan"), ("suit", "jacket"), ("jacket", "jacket"), ("tie", "jacket"),
    ("sweater", "sweater"), ("jumper", "sweater"), ("turtleneck", "sweater"), ("shirt", "shirt"), ("blouse", "cardigan"),
)  # fmt: skip
VOICES: dict[str, tuple[str, ...]] = {
    "she": ("en-us+f2", "en-us+klatt4"),
    "he": ("en-us+klatt2", "en-us+klatt4"),
}
"""Variants of espeak-ng that a recogniser trained on people understands (86 to 88 of 89 words)."""
WORDS_PER_MINUTE = 136


def cast(screenplay: Screenplay, seed: int) -> tuple[Performer, ...]:
    """Cast everyone who speaks, in order of first line; no two share side and colours by the first lots drawn."""
    names: list[str] = []
    for line in screenplay.lines:
        if line.character not in names:
            names.append(line.character)
    rng = random.Random(f"{seed}/casting")  # noqa: S311 - lots, not secrets
    cloths = rng.sample(_CLOTHS, len(_CLOTHS))
    skins = rng.sample(_SKINS, len(_SKINS))
    performers: list[Performer] = []
    for number, name in enumerate(names):
        page = described(screenplay, name)
        told = random.Random(f"{seed}/casting/{number}/{name}")  # noqa: S311 - lots, not secrets
        pronoun = _pronoun(page) or ("she", "he")[(number + seed) % 2]
        colours = (skins[number % len(skins)], cloths[number % len(cloths)])
        look = _look(page, pronoun, colours, told)
        side: Side = "left" if number % 2 == 0 else "right"
        performers.append(Performer(name, look, _voice(pronoun, performers, told), side))
    return tuple(performers)


def described(screenplay: Screenplay, name: str) -> str:
    """Return the sentences of action that name a character, in lower case."""
    sentences: list[str] = []
    for scene in screenplay.scenes:
        for element in scene.elements:
            if element.kind is Kind.ACTION:
                sentences += re.split(r"(?<=[.!?])\s+", element.text)
    named = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    found: list[str] = []
    for sentence in sentences:
        where = named.search(sentence)
        if where:
            found.append(_own_part(sentence, where.start()))
    return " ".join(found).lower()


def _own_part(sentence: str, start: int) -> str:
    """Return a sentence from the name on, up to the next name in capitals."""
    rest = sentence[start:]
    other = re.search(r"(?<!^)\b[A-Z]{3,}\b", rest[len(rest.split()[0]) :])
    return rest[: len(rest.split()[0]) + other.start()] if other else rest


def scenery_for(screenplay: Screenplay, scene: Scene, seed: int) -> Scenery:
    """Build the set of a scene from its heading and action; the same place keeps its colours and things."""
    heading, place = scene.heading.upper(), _place(scene)
    there = [other for other in screenplay.scenes if _place(other) == place]
    page = " ".join([heading, *(e.text for other in there for e in other.elements if e.kind is Kind.ACTION)])
    rng = random.Random(f"{seed}/{place}")  # noqa: S311 - lots, not secrets
    return Scenery(
        scheme=rng.choice(SCHEMES),
        mood=mood_of(heading),
        words=frozenset(re.findall(r"[a-z]+", page.lower())),
        outdoors=heading.startswith("EXT"),
        seed=f"{seed}/{place}",
    )


def _place(scene: Scene) -> str:
    return re.split(r"\s+-+\s+", re.sub(r"^(INT|EXT|I/E|EST)[./ ]+", "", scene.heading.upper()))[0]


def _pronoun(page: str) -> str | None:
    she = len(re.findall(r"\b(she|her|woman|girl|mother|waitress)\b", page))
    he = len(re.findall(r"\b(he|his|him|man|boy|father|waiter)\b", page))
    return None if she == he else "she" if she > he else "he"


def _age(page: str, rng: random.Random) -> int:
    number = re.search(r"\b(1[5-9]|[2-9]\d)s?\b", page)
    if number:
        return int(number[1])
    for word, age in (*_NUMBERS.items(), *_AGES.items()):
        if re.search(rf"\b{word}(-\w+)?\b", page):
            return age
    return rng.choice((26, 31, 38, 45))


def _look(page: str, pronoun: str, colours: tuple[Colour, Colour], rng: random.Random) -> Look:
    age = _age(page, rng)
    dark = sum(colours[0]) < 420
    hair_colour = rng.choice(_DARK_HAIRS if dark else _HAIRS)
    if age >= 52:
        hair_colour = mix(hair_colour, _GREY, min(1.0, (age - 40) / 20))
    hairs: tuple[Hair, ...] = (
        ("bun", "bob", "long", "curls") if pronoun == "she" else ("curls", "parted", "short", "shaven")
    )
    if age >= 55:
        hairs = ("bun", "bob") if pronoun == "she" else ("receding", "parted")
    wears: tuple[Wear, ...] = ("coat", "cardigan", "jacket", "sweater", "shirt")
    wear = next((wear for word, wear in _WEARS if re.search(rf"\b{word}\b", page)), None)
    skin, cloth = colours
    return Look(
        age=age,
        skin=skin,
        hair=_hair(page) or rng.choice(hairs),
        hair_colour=hair_colour,
        iris=rng.choice(_IRISES[:2] if dark else _IRISES),
        wear=wear or rng.choice(wears),
        cloth=cloth,
        under=(238, 228, 210),
        accent=rng.choice(_ACCENTS),
        glasses="glasses" in page or "spectacles" in page or (age >= 55 and rng.random() < 0.75),
        beard="beard" in page or (pronoun == "he" and rng.random() < 0.25),
        stubble=pronoun == "he" and rng.random() < 0.5,
        pencil="pencil" in page,
        earrings=pronoun == "she" and rng.random() < 0.7,
        scarf="scarf" in page,
        lips=rng.uniform(0.55, 0.85) if pronoun == "she" else rng.uniform(0.3, 0.5),
        jaw=rng.uniform(0.94, 1.0) if pronoun == "she" else rng.uniform(1.0, 1.08),
        nose=rng.uniform(0.9, 1.12),
        eyes=rng.uniform(0.96, 1.06),
    )


def _hair(page: str) -> Hair | None:
    words: tuple[tuple[str, Hair], ...] = (
        ("bald", "shaven"), ("shaven", "shaven"), ("curly", "curls"), ("curls", "curls"), ("bun", "bun"), ("bob", "bob"),
    )  # fmt: skip
    return next((hair for word, hair in words if re.search(rf"\b{word}\b", page)), None)


def _voice(pronoun: str, others: Sequence[Performer], rng: random.Random) -> Voice:
    """Give a voice that nobody has yet, or the same one at another pitch."""
    taken = [performer.voice.name for performer in others]
    name = min(VOICES[pronoun], key=lambda voice: (taken.count(voice), VOICES[pronoun].index(voice)))
    pitch = (52 if pronoun == "she" else 42) + 14 * taken.count(name) * (1 if pronoun == "she" else -1)
    return Voice(name, WORDS_PER_MINUTE + rng.randint(-4, 4), max(10, min(90, pitch + rng.randint(-3, 3))))
