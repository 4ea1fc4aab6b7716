"""A head in three-quarter view, looking to the right; the left-hand side of the line is its mirror.

Units are head heights: the crown is near (0, 0), the chin near y = 1. The skull and the hair are
drawn once; eyes, brows and mouth are laid on it per state.
"""

from dataclasses import dataclass, replace

from rushes.stage.drawing.look import Face, Look
from rushes.stage.drawing.pen import (
    Colour,
    Point,
    Relief,
    Sheet,
    Stencil,
    Wash,
    darker,
    each,
    ellipse,
    lighter,
    mix,
    ribbon,
    smooth,
)

BLUSH: Colour = (214, 84, 70)
INK: Colour = (38, 26, 40)
CURLS_BEHIND = [
    (-0.20, 0.72, 0.11), (-0.31, 0.62, 0.12), (-0.38, 0.48, 0.13), (-0.42, 0.33, 0.13), (-0.38, 0.18, 0.14),
    (-0.28, 0.06, 0.15), (-0.12, 0.00, 0.16), (0.06, -0.01, 0.15), (0.22, 0.05, 0.13), (0.32, 0.15, 0.10),
    (-0.10, 0.20, 0.25),
]  # fmt: skip
CURLS_IN_FRONT = [
    (-0.27, 0.46, 0.075), (-0.32, 0.36, 0.095), (-0.33, 0.24, 0.10), (-0.24, 0.30, 0.08), (-0.25, 0.13, 0.11),
    (0.335, 0.20, 0.065), (-0.15, 0.20, 0.10), (0.28, 0.115, 0.085), (-0.04, 0.165, 0.095), (0.19, 0.15, 0.085),
    (0.07, 0.15, 0.09), (-0.13, 0.05, 0.12), (0.02, 0.015, 0.11), (0.16, 0.03, 0.10),
]  # fmt: skip


@dataclass(frozen=True)
class Frontal:
    """Where the features stand for one turn of the head: 0 is frontal, 1 nearly profile."""

    turn: float

    @property
    def middle(self) -> float:
        """The x of the middle of the face."""
        return 0.02 + 0.17 * self.turn

    @property
    def near_eye(self) -> Point:
        """The centre of the eye nearer to the camera."""
        return (self.middle - 0.145 + 0.01 * self.turn, 0.515)

    @property
    def far_eye(self) -> Point:
        """The centre of the other eye."""
        return (self.middle + 0.145 - 0.035 * self.turn, 0.51)

    @property
    def foreshortened(self) -> float:
        """How much narrower the far half of the face is."""
        return 1 - 0.26 * self.turn

    @property
    def mouth(self) -> Point:
        """The centre of the mouth."""
        return (self.middle + 0.02 + 0.02 * self.turn, 0.805)


def skull(sheet: Sheet, look: Look, turn: float, relief: Relief) -> None:
    """Paint everything of a head that does not move: back hair, ear, face, hair, glasses."""
    place = Frontal(turn)
    _hair_behind(sheet, look, relief)
    face = _face(sheet, look, turn, relief)
    _colour_of_life(sheet, look, place, face)
    _nose(sheet, look, place, relief, face)
    _age(sheet, look, place, face)
    if look.beard or look.stubble:
        _beard(sheet, look, place, face, relief)
    _hair_in_front(sheet, look, turn, relief)
    if look.hair not in ("bob", "long"):
        _ear(sheet, look, turn, relief)
    if look.earrings:
        sheet.shape(ellipse((-0.295 + 0.09 * turn, 0.695), 0.02, 0.026), (226, 178, 84), relief=relief)
    if look.pencil:
        _pencil(sheet, turn)


def eyes(sheet: Sheet, look: Look, turn: float, face: Face) -> None:
    """Paint the eyes and brows in one state, and the glasses over them."""
    place = Frontal(turn)
    for centre, narrow in ((place.near_eye, 1.0), (place.far_eye, place.foreshortened)):
        _eye(sheet, look, centre, narrow, face)
        _brow(sheet, look, centre, narrow, face, far=narrow < 1)
    if look.glasses:
        _glasses(sheet, place)


def mouth(sheet: Sheet, look: Look, turn: float, face: Face) -> None:
    """Paint the mouth in one state."""
    _mouth(sheet, look, Frontal(turn), face)


def face_outline(look: Look, turn: float) -> list[Point]:
    """Return the knots of the face: skull, cheek, chin, jaw."""
    j = look.jaw
    return [
        (-0.02, 0.03),
        (0.20, 0.07),
        (0.325, 0.22),
        (0.345, 0.39),
        (0.335 - 0.01 * turn, 0.475),
        (0.350, 0.60),
        (0.322, 0.76),
        (0.265 + 0.02 * turn, 0.900),
        (0.165 + 0.06 * turn, 0.990),
        (0.02 + 0.06 * turn, 1.000),
        (-0.115 * j + 0.02 * turn, 0.950),
        (-0.250 * j, 0.835),
        (-0.315, 0.66),
        (-0.36, 0.40),
        (-0.325, 0.20),
        (-0.19, 0.07),
    ]


def _face(sheet: Sheet, look: Look, turn: float, relief: Relief) -> Stencil:
    outline = smooth(face_outline(look, turn))
    paint = Wash(lighter(look.skin, 0.10), darker(look.skin, 0.06))
    stencil = sheet.shape(outline, paint, relief=relief)
    if stencil is None:
        raise ValueError("a head must lie on its sheet")
    return stencil


def _colour_of_life(sheet: Sheet, look: Look, place: Frontal, face: Stencil) -> None:
    """Blush on the cheeks, warmth on the nose, a soft shade under the brow and the lip."""
    warm = mix(look.skin, BLUSH, 0.55)
    for (x, y), wide in ((place.near_eye, 0.13), (place.far_eye, 0.09)):
        sheet.shape(ellipse((x - 0.005, y + 0.175), wide, 0.075), warm, opacity=0.42, soft=0.04, clip=face)
        sheet.shape(
            ellipse((x, y - 0.012), wide * 0.92, 0.072),
            darker(look.skin, 0.3),
            opacity=0.26,
            soft=0.03,
            clip=face,
        )
    x, y = place.mouth
    sheet.shape(
        ellipse((x, y + 0.105), 0.10, 0.022), darker(look.skin, 0.35), opacity=0.30, soft=0.018, clip=face
    )
    sheet.shape(
        ellipse((x + 0.01, 0.955), 0.11, 0.05), lighter(look.skin, 0.35), opacity=0.22, soft=0.03, clip=face
    )


def _nose(sheet: Sheet, look: Look, place: Frontal, relief: Relief, face: Stencil) -> None:
    n, x, t = look.nose, place.middle + 0.02, place.turn
    tip = (x + (0.045 + 0.075 * t) * n, 0.655)
    bridge = [(x - 0.012, 0.47), (x + 0.03 + 0.02 * t, 0.50), (x + 0.045 + 0.04 * t, 0.58), tip]
    under = [
        (tip[0] - 0.015, 0.697),
        (x + 0.02, 0.715),
        (x - 0.055 * n, 0.695),
        (x - 0.05 * n, 0.655),
        (x - 0.02, 0.58),
    ]
    cast = each([*bridge, *under], lambda a, b: (a + 0.022, b + 0.012))
    sheet.shape(smooth(cast), darker(look.skin, 0.34), opacity=0.34, soft=0.012, clip=face)
    shape = sheet.shape(smooth([*bridge, *under]), mix(look.skin, BLUSH, 0.10), soft=0.002, clip=face)
    sheet.shape(
        ellipse((tip[0] - 0.028, 0.648), 0.035 * n, 0.03),
        mix(look.skin, BLUSH, 0.42),
        opacity=0.5,
        soft=0.014,
        clip=shape,
    )
    sheet.shape(
        ribbon([(x + 0.006, 0.50), (x + 0.022 + 0.02 * t, 0.58), (tip[0] - 0.03, 0.638)], 0.022, (0.3, 0.9)),
        lighter(look.skin, 0.55),
        opacity=0.5,
        soft=0.007,
        clip=shape,
    )
    sheet.shape(
        ellipse((tip[0] - 0.055 * n, 0.70), 0.017 * n, 0.0085, -0.2), darker(look.skin, 0.62), opacity=0.8
    )
    sheet.shape(
        ribbon([(x - 0.05 * n, 0.655), (x - 0.062 * n, 0.685), (x - 0.04 * n, 0.706)], 0.010, (0.2, 0.2)),
        darker(look.skin, 0.45),
        opacity=0.55,
    )


def _age(sheet: Sheet, look: Look, place: Frontal, face: Stencil) -> None:
    """Lines that come with years: beside the mouth, under and beside the eyes, on the forehead."""
    if look.age < 42:
        return
    part = min(1.0, (look.age - 36) / 30)
    line = darker(look.skin, 0.42)
    x, y = place.mouth
    folds = [
        [(place.middle - 0.09, 0.69), (x - 0.145, 0.755), (x - 0.150, 0.83)],
        [(place.middle + 0.135, 0.69), (x + 0.135, 0.755), (x + 0.135, 0.82)],
    ]
    for ex, ey in (place.near_eye, place.far_eye):
        folds.append([(ex - 0.06, ey + 0.085), (ex, ey + 0.105), (ex + 0.06, ey + 0.085)])
    ex, ey = place.near_eye
    folds += [
        [(ex - 0.115, ey - 0.01), (ex - 0.145, ey - 0.03)],
        [(ex - 0.115, ey + 0.012), (ex - 0.15, ey + 0.02)],
    ]
    folds += [
        [(place.middle - 0.14, at), (place.middle, at - 0.012), (place.middle + 0.13, at)]
        for at in (0.275, 0.32)
    ]
    for fold in folds:
        sheet.shape(ribbon(fold, 0.011, (0.1, 0.1)), line, opacity=0.5 * part, soft=0.002, clip=face)


def _ear(sheet: Sheet, look: Look, turn: float, relief: Relief) -> None:
    x = -0.305 + 0.09 * turn
    sheet.shape(ellipse((x, 0.575), 0.062, 0.105, -0.12), mix(look.skin, BLUSH, 0.14), relief=relief)
    sheet.shape(
        ellipse((x + 0.006, 0.572), 0.033, 0.066, -0.12), darker(look.skin, 0.3), opacity=0.6, soft=0.008
    )


def _eye(sheet: Sheet, look: Look, centre: Point, narrow: float, face: Face) -> None:
    across, down = 0.083 * narrow * look.eyes, 0.060 * look.eyes
    x, y = centre
    skin_lid = darker(mix(look.skin, BLUSH, 0.12), 0.16)
    if face.lids == "shut":
        sheet.shape(ellipse(centre, across * 1.06, down * 0.9), skin_lid, opacity=0.55, soft=0.006)
        _lashes(sheet, [(x - across, y + 0.008), (x, y + down * 0.62), (x + across, y + 0.008)], 0.020)
        return
    ball = sheet.shape(smooth(_almond(centre, across, down)), Wash((226, 218, 214), (250, 246, 240)))
    dx, dy = {
        "across": (0.024, 0.0),
        "near": (-0.012, -0.002),
        "down": (0.014, 0.022),
        "up": (-0.004, -0.02),
    }[face.gaze]
    iris = (x + dx * narrow, y + dy - 0.002)
    size = 0.047 * look.eyes
    sheet.shape(ellipse(iris, size * (0.55 + 0.45 * narrow), size), darker(look.iris, 0.35), clip=ball)
    sheet.shape(
        ellipse((iris[0], iris[1] + 0.008), size * 0.72, size * 0.72), lighter(look.iris, 0.12), clip=ball
    )
    sheet.shape(ellipse(iris, size * 0.5, size * 0.52), (18, 12, 20), clip=ball)
    sheet.shape(
        ellipse((x, y - down * 0.75), across * 1.1, down * 0.5), INK, opacity=0.28, soft=0.012, clip=ball
    )
    sheet.shape(ellipse((iris[0] - 0.016, iris[1] - 0.018), 0.0125, 0.0135), (255, 255, 250), clip=ball)
    sheet.shape(
        ellipse((iris[0] + 0.015, iris[1] + 0.016), 0.006, 0.006), (255, 250, 240), opacity=0.7, clip=ball
    )
    drop = down * (0.95 if face.lids == "half" else 0.05)
    if face.lids == "half":
        lid = [
            (x - across * 1.1, y - down * 1.2),
            (x + across * 1.1, y - down * 1.2),
            (x + across * 1.1, y - 0.004),
            (x, y - down + drop),
            (x - across * 1.1, y - 0.004),
        ]
        sheet.shape(smooth(lid), skin_lid, clip=ball)
    top = y - down + drop
    _lashes(
        sheet,
        [
            (x - across * 1.08, y + 0.006),
            (x - across * 0.5, top + down * 0.16),
            (x + across * 0.25, top),
            (x + across * 1.04, y - 0.004),
        ],
        0.021,
    )
    crease = [(x - across * 0.9, y - down * 1.02), (x, y - down * 1.5), (x + across * 0.95, y - down * 0.95)]
    sheet.shape(ribbon(crease, 0.010, (0.1, 0.1)), darker(look.skin, 0.45), opacity=0.55)
    sheet.shape(
        ribbon(
            [(x - across * 0.8, y + down * 0.75), (x, y + down * 1.04), (x + across * 0.85, y + down * 0.6)],
            0.008,
            (0.1, 0.1),
        ),
        darker(look.skin, 0.45),
        opacity=0.5,
    )


def _almond(centre: Point, across: float, down: float) -> list[Point]:
    x, y = centre
    return [
        (x - across, y + down * 0.12),
        (x - across * 0.55, y - down * 0.72),
        (x + across * 0.15, y - down),
        (x + across * 0.75, y - down * 0.62),
        (x + across, y - down * 0.05),
        (x + across * 0.55, y + down * 0.76),
        (x - across * 0.15, y + down * 0.94),
        (x - across * 0.72, y + down * 0.66),
    ]


def _lashes(sheet: Sheet, line: list[Point], width: float) -> None:
    sheet.shape(ribbon(line, width, (0.45, 0.25)), INK)


def _brow(sheet: Sheet, look: Look, centre: Point, narrow: float, face: Face, *, far: bool) -> None:
    x, y = centre
    lift = {"calm": 0.0, "raised": -0.038, "drawn": 0.012}[face.brows]
    inner = {"calm": 0.0, "raised": -0.006, "drawn": 0.028}[face.brows]
    across = 0.105 * narrow * look.eyes
    base = y - 0.128 * look.eyes + lift
    inside, outside = (x - across, x + across) if far else (x + across, x - across)
    line = [(inside, base + 0.018 + inner), (x, base - 0.012), (outside, base + 0.022 - inner * 0.3)]
    colour = darker(look.hair_colour, 0.28) if look.age < 55 else mix(look.hair_colour, (112, 100, 104), 0.55)
    sheet.shape(ribbon(line, 0.036, (0.75, 0.15)), colour, opacity=0.95, soft=0.002)


_OPENINGS: dict[str, tuple[float, float, float]] = {
    # half width, opening above and below the lip line, in head heights
    "narrow": (0.088, 0.006, 0.016),
    "small": (0.085, 0.012, 0.032),
    "wide": (0.103, 0.014, 0.040),
    "open": (0.092, 0.020, 0.075),
    "round": (0.052, 0.024, 0.044),
    "bite": (0.080, 0.008, 0.018),
    "tongue": (0.085, 0.014, 0.038),
}


def _mouth(sheet: Sheet, look: Look, place: Frontal, face: Face) -> None:
    x, y = place.mouth
    lip = mix(look.skin, (176, 58, 62), 0.25 + 0.45 * look.lips)
    narrow = 1 - 0.12 * place.turn
    if face.mouth in ("rest", "closed"):
        _shut_lips(sheet, look, (x, y), lip, narrow, pressed=face.mouth == "closed")
        return
    half, above, below = _OPENINGS[face.mouth]
    half *= narrow
    full = 0.014 + 0.018 * look.lips
    outer = [
        (x - half - 0.008, y),
        (x - half * 0.5, y - above - full * 0.85),
        (x, y - above - full * 0.6),
        (x + half * 0.5, y - above - full * 0.85),
        (x + half + 0.008, y),
        (x + half * 0.55, y + below + full * 0.95),
        (x, y + below + full * 1.35),
        (x - half * 0.55, y + below + full * 0.95),
    ]
    sheet.shape(smooth(outer), Wash(darker(lip, 0.12), lighter(lip, 0.10)))
    inner = [
        (x - half, y),
        (x - half * 0.5, y - above),
        (x, y - above * 0.8),
        (x + half * 0.5, y - above),
        (x + half, y),
        (x + half * 0.5, y + below * 0.92),
        (x, y + below),
        (x - half * 0.5, y + below * 0.92),
    ]
    hole = sheet.shape(smooth(inner), Wash((58, 16, 26), (104, 32, 40)))
    _inside(sheet, face, (x, y), (half, above, below), hole)


def _inside(
    sheet: Sheet, face: Face, at: Point, opening: tuple[float, float, float], hole: Stencil | None
) -> None:
    """Teeth above, the tongue below, whatever the sound shows of them."""
    (x, y), (half, above, below) = at, opening
    if face.mouth in ("open", "wide", "tongue"):
        rise = 0.35 if face.mouth == "tongue" else 0.8
        sheet.shape(
            ellipse((x + 0.004, y + below * (0.75 + rise * 0.4)), half * 0.66, below * 0.72),
            (196, 92, 92),
            clip=hole,
        )
    if face.mouth != "round":
        edge = y - above + (above + below) * (0.66 if face.mouth in ("narrow", "bite") else 0.27)
        teeth = [
            (x - half, y - above - 0.02),
            (x + half, y - above - 0.02),
            (x + half * 0.9, edge - 0.004),
            (x, edge),
            (x - half * 0.9, edge - 0.004),
        ]
        sheet.shape(smooth(teeth), (240, 232, 222), clip=hole, soft=0.0015)


def _shut_lips(sheet: Sheet, look: Look, at: Point, lip: Colour, narrow: float, *, pressed: bool) -> None:
    x, y = at
    half = (0.086 if pressed else 0.094) * narrow
    full = (0.012 + 0.024 * look.lips) * (0.6 if pressed else 1)
    lower = [
        (x - half * 0.9, y + 0.002),
        (x, y + 0.004),
        (x + half * 0.9, y + 0.002),
        (x + half * 0.45, y + full),
        (x, y + full * 1.18),
        (x - half * 0.45, y + full),
    ]
    upper = [
        (x - half * 0.95, y),
        (x - half * 0.35, y - full * 0.72),
        (x, y - full * 0.45),
        (x + half * 0.35, y - full * 0.72),
        (x + half * 0.95, y),
        (x, y + 0.006),
    ]
    sheet.shape(smooth(lower), lighter(lip, 0.08))
    sheet.shape(smooth(upper), darker(lip, 0.10))
    lift = 0.0 if pressed else 0.010
    sheet.shape(
        ribbon(
            [
                (x - half * 1.08, y - lift),
                (x - half * 0.5, y + 0.004),
                (x, y + 0.002),
                (x + half * 0.5, y + 0.004),
                (x + half * 1.05, y - lift),
            ],
            0.012,
            (0.5, 0.35),
        ),
        darker(lip, 0.62),
    )


def _beard(sheet: Sheet, look: Look, place: Frontal, face: Stencil, relief: Relief) -> None:
    x, y = place.mouth
    knots = [
        (-0.33, 0.56), (-0.26, 0.68), (-0.13, 0.735), (x - 0.12, 0.735), (x, 0.742), (x + 0.12, 0.735),
        (0.30, 0.70), (0.36, 0.66), (0.40, 0.9), (0.25, 1.04), (0.0, 1.05), (-0.3, 0.95), (-0.4, 0.7),
    ]  # fmt: skip
    if look.beard:
        sheet.shape(
            smooth(knots),
            Wash(darker(look.hair_colour, 0.1), look.hair_colour),
            clip=face,
            relief=relief,
            soft=0.004,
        )
        sheet.shape(ellipse((x, y + 0.012), 0.12, 0.05), mix(look.skin, BLUSH, 0.2), clip=face, soft=0.01)
    else:
        sheet.shape(
            smooth(knots),
            mix(look.skin, darker(look.hair_colour, 0.3), 0.55),
            clip=face,
            opacity=0.34,
            soft=0.03,
        )


def _glasses(sheet: Sheet, place: Frontal) -> None:
    frame: Colour = (58, 36, 38)
    (nx, ny), (fx, fy) = place.near_eye, place.far_eye
    for (x, y), wide in (((nx, ny), 0.122), ((fx, fy), 0.122 * place.foreshortened)):
        outer, inner = ellipse((x, y + 0.008), wide, 0.108), ellipse((x, y + 0.008), wide - 0.013, 0.095)
        ring = [*outer.tolist(), outer[0].tolist(), inner[0].tolist(), *inner[::-1].tolist()]
        sheet.shape(ring, frame)
        lens = sheet.stencil(inner)
        if lens:
            sheet.lay(lens, (214, 232, 240), 0.10)
        sheet.shape(
            ribbon([(x - wide * 0.5, y + 0.05), (x - wide * 0.1, y - 0.06)], 0.03, (0.6, 0.6)),
            (255, 255, 255),
            opacity=0.16,
            clip=lens,
        )
    sheet.shape(
        ribbon(
            [(nx + 0.118, ny), ((nx + fx) / 2 + 0.01, ny - 0.018), (fx - 0.118 * place.foreshortened, fy)],
            0.014,
        ),
        frame,
    )
    sheet.shape(ribbon([(nx - 0.118, ny - 0.02), (-0.27 + 0.09 * place.turn, 0.515)], 0.016), frame)


def _pencil(sheet: Sheet, turn: float) -> None:
    x = -0.235 + 0.09 * turn
    line = [(x - 0.20, 0.40), (x + 0.21, 0.475)]
    sheet.shape(ribbon(line, 0.034), (224, 164, 52), relief=Relief((0, -1), 0.012))
    sheet.shape(ribbon([(x - 0.235, 0.394), (x - 0.195, 0.401)], 0.036), (196, 88, 92))
    sheet.shape([(x + 0.205, 0.457), (x + 0.275, 0.487), (x + 0.20, 0.492)], (238, 210, 164))
    sheet.shape([(x + 0.250, 0.476), (x + 0.275, 0.487), (x + 0.25, 0.489)], INK)


def _hair_behind(sheet: Sheet, look: Look, relief: Relief) -> None:
    c = Wash(darker(look.hair_colour, 0.10), darker(look.hair_colour, 0.42))
    shapes: dict[str, list[list[Point]]] = {
        "long": [
            [
                (-0.1, -0.05),
                (0.25, 0.0),
                (0.38, 0.25),
                (0.33, 0.7),
                (0.30, 1.15),
                (0.05, 1.2),
                (-0.25, 1.28),
                (-0.47, 1.1),
                (-0.44, 0.7),
                (-0.47, 0.35),
                (-0.38, 0.08),
            ]
        ],
        "bob": [
            [
                (-0.1, -0.04),
                (0.25, 0.0),
                (0.40, 0.25),
                (0.37, 0.6),
                (0.30, 0.86),
                (0.0, 0.9),
                (-0.3, 0.93),
                (-0.46, 0.86),
                (-0.45, 0.55),
                (-0.46, 0.3),
                (-0.36, 0.07),
            ]
        ],
        "bun": [
            ellipse((-0.37, 0.10), 0.165, 0.155).tolist(),
            [
                (-0.05, -0.02),
                (0.2, 0.02),
                (0.3, 0.3),
                (0.0, 0.8),
                (-0.28, 0.78),
                (-0.42, 0.55),
                (-0.44, 0.3),
                (-0.3, 0.06),
            ],
        ],
    }
    back = [
        (-0.05, -0.01),
        (0.2, 0.02),
        (0.25, 0.3),
        (0.0, 0.72),
        (-0.24, 0.80),
        (-0.36, 0.68),
        (-0.415, 0.42),
        (-0.34, 0.12),
    ]
    if look.hair == "shaven":
        return
    if look.hair == "receding":
        back = [
            (-0.2, 0.2),
            (0.0, 0.3),
            (0.0, 0.72),
            (-0.24, 0.80),
            (-0.37, 0.68),
            (-0.425, 0.44),
            (-0.36, 0.2),
        ]
    if look.hair == "curls":
        _curls(sheet, look, relief, CURLS_BEHIND)
        return
    for shape in shapes.get(look.hair, [back]):
        sheet.shape(smooth(shape), c, relief=relief)


def _curls(sheet: Sheet, look: Look, relief: Relief, curls: list[tuple[float, float, float]]) -> None:
    """Lay round curls one over another, the upper ones lighter."""
    for x, y, size in curls:
        tone = mix(
            darker(look.hair_colour, 0.25), lighter(look.hair_colour, 0.10), max(0.0, min(1.0, 0.75 - y))
        )
        sheet.shape(ellipse((x, y), size, size * 0.94), tone, relief=replace(relief, depth=size * 0.9))


def _hair_in_front(sheet: Sheet, look: Look, turn: float, relief: Relief) -> None:
    c = Wash(lighter(look.hair_colour, 0.06), darker(look.hair_colour, 0.16))
    t = 0.04 * turn
    fronts: dict[str, list[Point]] = {
        "short": [
            (-0.37, 0.50),
            (-0.42, 0.28),
            (-0.33, 0.06),
            (-0.12, -0.06),
            (0.14, -0.05),
            (0.32, 0.06),
            (0.365, 0.22),
            (0.34, 0.30),
            (0.27, 0.20),
            (0.10, 0.17),
            (-0.08, 0.21),
            (-0.22 + t, 0.30),
            (-0.245 + t, 0.42),
            (-0.27 + t, 0.52),
        ],
        "parted": [
            (-0.36, 0.52),
            (-0.42, 0.28),
            (-0.34, 0.05),
            (-0.10, -0.075),
            (0.18, -0.08),
            (0.37, 0.05),
            (0.385, 0.24),
            (0.345, 0.31),
            (0.31, 0.19),
            (0.16, 0.135),
            (0.00, 0.145),
            (-0.14 + t, 0.22),
            (-0.235 + t, 0.36),
            (-0.265 + t, 0.54),
        ],
        "bun": [
            (-0.34, 0.56),
            (-0.41, 0.30),
            (-0.33, 0.06),
            (-0.12, -0.05),
            (0.12, -0.035),
            (0.30, 0.06),
            (0.36, 0.26),
            (0.32, 0.25),
            (0.20, 0.13),
            (0.04, 0.15),
            (-0.12 + t, 0.27),
            (-0.22 + t, 0.40),
            (-0.27 + t, 0.55),
        ],
        "bob": [
            (-0.36, 0.80),
            (-0.44, 0.50),
            (-0.42, 0.22),
            (-0.28, 0.0),
            (-0.05, -0.07),
            (0.2, -0.04),
            (0.37, 0.10),
            (0.41, 0.34),
            (0.385, 0.56),
            (0.345, 0.62),
            (0.33, 0.40),
            (0.24, 0.24),
            (0.06, 0.20),
            (-0.10 + t, 0.30),
            (-0.21 + t, 0.48),
            (-0.23 + t, 0.72),
            (-0.28, 0.86),
        ],
        "long": [
            (-0.36, 0.95),
            (-0.45, 0.60),
            (-0.43, 0.24),
            (-0.28, 0.0),
            (-0.05, -0.075),
            (0.2, -0.045),
            (0.37, 0.08),
            (0.41, 0.34),
            (0.40, 0.70),
            (0.355, 0.80),
            (0.34, 0.44),
            (0.26, 0.25),
            (0.10, 0.16),
            (-0.08 + t, 0.29),
            (-0.20 + t, 0.50),
            (-0.235 + t, 0.80),
            (-0.27, 1.0),
        ],
        "receding": [
            (-0.35, 0.54),
            (-0.415, 0.36),
            (-0.385, 0.20),
            (-0.31, 0.13),
            (-0.255, 0.20),
            (-0.225 + t, 0.32),
            (-0.235 + t, 0.44),
            (-0.27 + t, 0.56),
        ],
    }
    if look.hair == "curls":
        _curls(sheet, look, relief, CURLS_IN_FRONT)
        return
    knots = fronts.get(look.hair)
    if knots is None:
        _shaven(sheet, look)
        return
    cast = each(knots, lambda x, y: (x + 0.012, y + 0.03))
    face = sheet.stencil(smooth(face_outline(look, turn)))
    sheet.shape(smooth(cast), darker(look.skin, 0.45), opacity=0.34, soft=0.018, clip=face)
    front = sheet.shape(smooth(knots), c, relief=relief)
    _strands(sheet, look, front)


def _strands(sheet: Sheet, look: Look, front: Stencil | None) -> None:
    """A few lighter and darker strokes that follow the skull."""
    shine = lighter(look.hair_colour, 0.42)
    for lift, part in ((0.0, 0.30), (0.07, 0.18)):
        arc = [
            (-0.37 + lift, 0.36),
            (-0.28 + lift, 0.14 + lift * 0.6),
            (-0.08, 0.03 + lift),
            (0.16, 0.03 + lift),
        ]
        sheet.shape(ribbon(arc, 0.045, (0.1, 0.1)), shine, opacity=part, soft=0.012, clip=front)
    for shift in (-0.04, 0.05, 0.13):
        arc = [(-0.36 + shift, 0.44), (-0.26 + shift, 0.20), (-0.04 + shift, 0.07), (0.20 + shift, 0.10)]
        sheet.shape(
            ribbon(arc, 0.012, (0.1, 0.1)),
            darker(look.hair_colour, 0.5),
            opacity=0.34,
            soft=0.003,
            clip=front,
        )


def _shaven(sheet: Sheet, look: Look) -> None:
    crown = [
        (-0.35, 0.50),
        (-0.37, 0.28),
        (-0.28, 0.09),
        (-0.08, 0.02),
        (0.14, 0.03),
        (0.29, 0.13),
        (0.33, 0.26),
        (0.2, 0.2),
        (0.0, 0.18),
        (-0.17, 0.27),
        (-0.22, 0.45),
    ]
    sheet.shape(smooth(crown), mix(look.skin, darker(look.hair_colour, 0.3), 0.6), opacity=0.45, soft=0.03)
