"""How performers get a line wrong: pure changes of its words, chosen by a seeded chance."""

import random
from collections.abc import Sequence

from rushes.stage.model import Job, Slip

_EAR_EXCHANGES = {
    "a": "the",
    "the": "a",
    "an": "the",
    "is": "was",
    "was": "is",
    "in": "at",
    "at": "in",
    "on": "from",
    "from": "on",
    "my": "your",
    "your": "my",
    "he": "she",
    "she": "he",
    "his": "her",
    "it": "that",
    "that": "it",
    "this": "that",
    "and": "but",
    "but": "and",
    "can": "could",
    "will": "would",
    "not": "never",
    "never": "not",
    "some": "any",
    "every": "each",
    "do": "did",
    "has": "had",
    "have": "had",
    "me": "us",
    "i": "we",
    "you": "they",
    "if": "when",
    "when": "if",
    "what": "which",
}
"""What a performer who half knows the line says instead of its small words."""

_FILLERS = ("well", "you know", "I mean", "look", "really", "actually")
ADLIBS = (
    "Sorry, can we go on?",
    "No, wait, give me a moment.",
    "Was that my line?",
    "Honestly, who wrote this?",
    "Somebody moved my mark.",
    "I had it a second ago.",
    "Let me take that one more time.",
    "Is the kettle on?",
)
CHATTER_BEFORE: tuple[tuple[Job, str], ...] = (
    ("assistant", "Quiet, please."),
    ("assistant", "Last looks."),
    ("assistant", "Roll sound."),
    ("sound", "Speed."),
    ("camera", "Rolling."),
    ("director", "Whenever you are ready."),
)
CHATTER_AFTER: tuple[tuple[Job, str], ...] = (
    ("assistant", "That's a cut."),
    ("director", "Going again."),
    ("assistant", "Back to one, please."),
    ("assistant", "Reset."),
    ("camera", "Check the gate."),
    ("sound", "Good for sound."),
    ("director", "Lovely, one more for safety."),
)
"""What the crew says while the camera runs, in the order of a set: who says it, and the words."""
CREW = ("Keep rolling.", "Going again.", "Still rolling, from the top of that.", "Reset, please.")


def bare(word: str) -> str:
    """Return a word as the truth writes it: lower case, without the punctuation around it."""
    word = word.replace("\u2019", "'").lower()
    first = next((n for n, c in enumerate(word) if c.isalnum()), len(word))
    last = next((n for n, c in enumerate(reversed(word)) if c.isalnum()), 0)
    return word[first : len(word) - last]


def bare_words(text: str) -> list[str]:
    """Return the words of a text, bare; what holds no letter or digit is no word."""
    return [word for word in map(bare, text.split()) if word]


def slips_for(text: str) -> tuple[Slip, ...]:
    """Return the ways in which a line can go wrong and still be heard as that line."""
    words = len(bare_words(text))
    if words < 3:
        return ("added",)
    return ("changed", "missing", "added") if words < 5 else ("changed", "missing", "added", "repeated")


def slipped(text: str, slip: Slip, rng: random.Random, others: Sequence[str]) -> str:
    """Return a line said wrong; others: words of the script that may be said instead of one of its own.

    The result always differs from the text in its bare words.
    """
    words = text.split()
    if slip == "changed":
        return " ".join(_changed(words, rng, others))
    if slip == "missing":
        inner = range(1, len(words) - 1)
        at = max(inner, key=lambda n: (len(bare(words[n])) > 3 or rng.random() < 0.4, rng.random()))
        return " ".join(words[:at] + words[at + 1 :])
    if slip == "added":
        return " ".join(_added(words, rng))
    if slip == "repeated":
        at = rng.randrange(0, len(words) - 3)
        return " ".join(
            words[: at + 2] + [word.strip(",.;:!?") for word in words[at : at + 2]] + words[at + 2 :]
        )
    keep = max(1, min(len(words) - 1, round(len(words) * rng.uniform(0.3, 0.7))))
    return " ".join(words[:keep]).rstrip(",.;:!?")


def swallowable(text: str) -> tuple[int, ...]:
    """Return the places among a text's bare words that a performer may swallow: long ones, inside."""
    words = bare_words(text)
    return tuple(n for n, word in enumerate(words[1:-1], start=1) if len(word) > 3)


def _changed(words: list[str], rng: random.Random, others: Sequence[str]) -> list[str]:
    """Exchange one word: a small one for its like, else a long one for another of the script."""
    small = [n for n, word in enumerate(words) if bare(word) in _EAR_EXCHANGES]
    if small and rng.random() < 0.5:
        at = rng.choice(small)
        new = _EAR_EXCHANGES[bare(words[at])]
    else:
        at = max(range(len(words)), key=lambda n: (len(bare(words[n])) > 3, rng.random()))
        own = {bare(word) for word in words}
        new = rng.choice([word for word in others if word not in own] or ["something"])
    ending = words[at][len(words[at].rstrip(",.;:!?")) :]
    return [*words[:at], (new.capitalize() if at == 0 else new) + ending, *words[at + 1 :]]


def _added(words: list[str], rng: random.Random) -> list[str]:
    filler = rng.choice(_FILLERS)
    if len(words) < 4 or rng.random() < 0.5:
        return [filler.capitalize() + ",", words[0] if words[0] == "I" else words[0].lower(), *words[1:]]
    at = rng.randrange(2, len(words))
    return [*words[:at], rng.choice(("really", "actually", "maybe")), *words[at:]]
