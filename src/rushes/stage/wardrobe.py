"""The colours and words that casting draws from: skins, hair, cloth, and what the page calls them."""

from rushes.stage.drawing.look import Hair, Wear
from rushes.stage.drawing.pen import Colour

SKINS: tuple[Colour, ...] = (
    (238, 200, 174),
    (228, 180, 148),
    (214, 160, 122),
    (196, 140, 104),
    (172, 116, 82),
    (140, 92, 66),
    (112, 72, 52),
    (88, 58, 46),
)
HAIRS: tuple[Colour, ...] = (
    (44, 32, 34),
    (62, 42, 36),
    (96, 60, 42),
    (140, 86, 50),
    (176, 126, 76),
    (150, 70, 44),
    (30, 26, 32),
)
DARK_HAIRS: tuple[Colour, ...] = ((44, 32, 34), (30, 26, 32), (56, 40, 38))
GREY: Colour = (188, 182, 184)
IRISES: tuple[Colour, ...] = ((92, 62, 42), (70, 46, 34), (86, 118, 128), (96, 116, 78), (110, 84, 50))
CLOTHS: tuple[Colour, ...] = (
    (44, 76, 94),
    (196, 140, 58),
    (142, 62, 54),
    (86, 104, 82),
    (104, 78, 108),
    (188, 120, 92),
    (72, 74, 88),
    (206, 190, 162),
)
ACCENTS: tuple[Colour, ...] = ((196, 154, 92), (150, 52, 54), (60, 112, 112), (222, 186, 96), (120, 60, 60))
NUMBERS = {
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
AGES = {
    "old": 70,
    "elderly": 72,
    "young": 24,
    "child": 14,
    "girl": 16,
    "boy": 16,
    "grandmother": 72,
    "grandfather": 74,
}
WEARS: tuple[tuple[str, Wear], ...] = (
    ("coat", "coat"),
    ("raincoat", "coat"),
    ("overcoat", "coat"),
    ("uniform", "coat"),
    ("cardigan", "cardigan"),
    ("suit", "jacket"),
    ("jacket", "jacket"),
    ("tie", "jacket"),
    ("sweater", "sweater"),
    ("jumper", "sweater"),
    ("turtleneck", "sweater"),
    ("shirt", "shirt"),
    ("blouse", "cardigan"),
)
HAIR_WORDS: tuple[tuple[str, Hair], ...] = (
    ("bald", "shaven"),
    ("shaven", "shaven"),
    ("curly", "curls"),
    ("curls", "curls"),
    ("bun", "bun"),
    ("bob", "bob"),
)
COLOUR_WORDS: dict[str, Colour] = {
    "yellow": (212, 168, 62),
    "red": (158, 56, 52),
    "blue": (52, 84, 128),
    "navy": (40, 54, 88),
    "green": (76, 108, 82),
    "black": (48, 46, 54),
    "white": (226, 220, 208),
    "grey": (122, 124, 130),
    "gray": (122, 124, 130),
    "brown": (120, 84, 60),
    "pink": (206, 138, 140),
    "purple": (104, 76, 116),
    "orange": (206, 124, 66),
}
