"""Casting: from the page to drawn performers. What the page says is kept to; the rest is drawn by lot."""

import random
import re
from collections.abc import Iterator, Sequence

from rushes.screenplay.model import Kind, Scene, Screenplay
from rushes.stage.drawing.light import SCHEMES, Scenery, mood_of
from rushes.stage.drawing.look import Hair, Look, Wear
from rushes.stage.drawing.pen import Colour, mix
from rushes.stage.model import Performer, Side, Voice
from rushes.stage.wardrobe import (
    ACCENTS,
    AGES,
    CLOTHS,
    COLOUR_WORDS,
    DARK_HAIRS,
    GREY,
    HAIR_WORDS,
    HAIRS,
    IRISES,
    NUMBERS,
    SKINS,
    WEARS,
)

VOICES: dict[str, tuple[str, ...]] = {
    "she": ("en-us+f2", "en-us+klatt4"),
    "he": ("en-us+klatt2", "en-us+klatt4"),
}
"""Variants of espeak-ng that a recogniser trained on people understands (86 to 88 of 89 words)."""
WORDS_PER_MINUTE = 136


def cast(screenplay: Screenplay, seed: int) -> tuple[Performer, ...]:
    """Cast everyone who speaks, in order of first line; colours are dealt out before any comes twice."""
    names: list[str] = []
    for line in screenplay.lines:
        if line.character not in names:
            names.append(line.character)
    rng = random.Random(f"{seed}/casting")  # noqa: S311 - lots, not secrets
    cloths = rng.sample(CLOTHS, len(CLOTHS))
    skins = rng.sample(SKINS, len(SKINS))
    performers: list[Performer] = []
    for number, name in enumerate(names):
        page = described(screenplay, name)
        told = random.Random(f"{seed}/casting/{number}/{name}")  # noqa: S311 - lots, not secrets
        pronoun = _pronoun(page) or ("she", "he")[(number + seed) % 2]
        colours = (skins[number % len(skins)], cloths[number % len(cloths)])
        worn = [performer.look.wear for performer in performers]
        look = _look(page, pronoun, colours, worn, told)
        side: Side = "left" if number % 2 == 0 else "right"
        performers.append(Performer(name, look, _voice(pronoun, performers, told), side))
    return tuple(performers)


def described(screenplay: Screenplay, name: str) -> str:
    """Return what action says of a character, in lower case: where the name is, and a She or He after it."""
    named = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    found: list[str] = []
    for scene in screenplay.scenes:
        for element in scene.elements:
            if element.kind is Kind.ACTION:
                found += _about(named, re.split(r"(?<=[.!?])\s+", element.text))
    return " ".join(found).lower()


def _about(named: re.Pattern[str], sentences: Sequence[str]) -> Iterator[str]:
    """Yield what one paragraph says of a character; a pronoun goes on where it is nobody else's."""
    goes_on = False
    for sentence in sentences:
        where = named.search(sentence)
        if where:
            part = _own_part(sentence, where.start())
            goes_on = where.start() == 0 and part == sentence
            yield part
        elif goes_on and re.match(r"(She|He|Her|His)\b", sentence):
            yield sentence
        else:
            goes_on = False


def _own_part(sentence: str, start: int) -> str:
    """Return a sentence from the name on, up to the next name in capitals."""
    rest = sentence[start:]
    other = re.search(r"(?<!^)\b[A-Z]{2,}\b", rest[len(rest.split()[0]) :])
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
    for word, age in (*NUMBERS.items(), *AGES.items()):
        if re.search(rf"\b{word}(-\w+)?\b", page):
            return age
    return rng.choice((26, 31, 38, 45))


def _look(
    page: str, pronoun: str, colours: tuple[Colour, Colour], worn: Sequence[Wear], rng: random.Random
) -> Look:
    age = _age(page, rng)
    dark = sum(colours[0]) < 420
    hair_colour = rng.choice(DARK_HAIRS if dark else HAIRS)
    if age >= 52:
        hair_colour = mix(hair_colour, GREY, min(1.0, (age - 40) / 20))
    hairs: tuple[Hair, ...] = (
        ("bun", "bob", "long", "curls") if pronoun == "she" else ("curls", "parted", "short", "shaven")
    )
    if age >= 55:
        hairs = ("bun", "bob") if pronoun == "she" else ("receding", "parted")
    wears: tuple[Wear, ...] = ("cardigan", "jacket", "sweater", "shirt", "coat")
    wears = tuple(sorted(wears, key=worn.count))[:4]
    skin, cloth = colours
    any_hair, any_wear = rng.choice(hairs), rng.choice(wears)
    return Look(
        age=age,
        skin=skin,
        hair=_hair(page) or any_hair,
        hair_colour=hair_colour,
        iris=rng.choice(IRISES[:2] if dark else IRISES),
        wear=_wear(page) or any_wear,
        cloth=_cloth(page) or cloth,
        under=(238, 228, 210),
        accent=rng.choice(ACCENTS),
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
    for word, hair in HAIR_WORDS:
        if re.search(rf"\b{word}\b", page):
            return hair
    return None


def _wear(page: str) -> Wear | None:
    for word, wear in WEARS:
        if re.search(rf"\b{word}\b", page):
            return wear
    return None


def _cloth(page: str) -> Colour | None:
    """Return the colour of what is worn, where the page names it (a yellow raincoat)."""
    worn = "|".join(word for word, _ in WEARS)
    named = re.search(rf"\b({'|'.join(COLOUR_WORDS)})(?:\s+\w+)?\s+(?:{worn})\b", page)
    return COLOUR_WORDS[named[1]] if named else None


def _voice(pronoun: str, others: Sequence[Performer], rng: random.Random) -> Voice:
    """Give a voice that nobody has yet, or the same one at another pitch."""
    taken = [performer.voice.name for performer in others]
    name = min(VOICES[pronoun], key=lambda voice: (taken.count(voice), VOICES[pronoun].index(voice)))
    pitch = (52 if pronoun == "she" else 42) + 14 * taken.count(name) * (1 if pronoun == "she" else -1)
    return Voice(name, WORDS_PER_MINUTE + rng.randint(-4, 4), max(10, min(90, pitch + rng.randint(-3, 3))))
