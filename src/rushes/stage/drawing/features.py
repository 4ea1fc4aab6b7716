"""What moves in a face: eyes, brows and mouth, one state a drawing; and the glasses over them."""

from rushes.stage.drawing.anatomy import BLUSH, INK, Frontal
from rushes.stage.drawing.look import Face, Look
from rushes.stage.drawing.pen import (
    Colour,
    Point,
    Sheet,
    Stencil,
    Wash,
    darker,
    ellipse,
    lighter,
    mix,
    outline,
    ribbon,
    smooth,
)


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


def _eye(sheet: Sheet, look: Look, centre: Point, narrow: float, face: Face) -> None:
    across, down = 0.083 * narrow * look.eyes, 0.060 * look.eyes
    x, y = centre
    skin_lid = darker(mix(look.skin, BLUSH, 0.12), 0.16)
    if face.lids == "shut":
        sheet.shape(ellipse(centre, across * 1.06, down * 0.9), skin_lid, opacity=0.55, soft=0.006)
        _lashes(sheet, [(x - across, y + 0.008), (x, y + down * 0.62), (x + across, y + 0.008)], 0.020)
        return
    ball = sheet.shape(smooth(_almond(centre, across, down)), Wash((226, 218, 214), (250, 246, 240)))
    _iris(sheet, look, centre, face, narrow=narrow, ball=ball)
    sheet.shape(
        ellipse((x, y - down * 0.75), across * 1.1, down * 0.5), INK, opacity=0.28, soft=0.012, clip=ball
    )
    half = face.lids == "half"
    drop = 0.95 if half else 0.05
    if half:
        lid = outline("-1.1 -1.2, 1.1 -1.2, 1.1 -0.07, 0 -0.05, -1.1 -0.07", centre, (across, down))
        sheet.shape(smooth(lid), skin_lid, clip=ball)
    edge = [(-1.08, 0.1), (-0.5, drop - 0.84), (0.25, drop - 1), (1.04, -0.07)]
    _lashes(sheet, [(x + a * across, y + b * down) for a, b in edge], 0.021)
    for fold, width, part in (
        ("-0.9 -1.02, 0 -1.5, 0.95 -0.95", 0.010, 0.55),
        ("-0.8 0.75, 0 1.04, 0.85 0.6", 0.008, 0.5),
    ):
        line = ribbon(outline(fold, centre, (across, down)), width, (0.1, 0.1))
        sheet.shape(line, darker(look.skin, 0.45), opacity=part)


_LOOKS = {"across": (0.024, 0.0), "near": (-0.012, -0.002), "down": (0.014, 0.022), "up": (-0.004, -0.02)}
"""Where the iris stands for each gaze, from the middle of the eye."""


def _iris(
    sheet: Sheet, look: Look, centre: Point, face: Face, *, narrow: float, ball: Stencil | None
) -> None:
    """Paint iris, pupil and the light in them."""
    dx, dy = _LOOKS[face.gaze]
    x, y = centre[0] + dx * narrow, centre[1] + dy - 0.002
    size = 0.047 * look.eyes
    sheet.shape(ellipse((x, y), size * (0.55 + 0.45 * narrow), size), darker(look.iris, 0.35), clip=ball)
    sheet.shape(ellipse((x, y + 0.008), size * 0.72, size * 0.72), lighter(look.iris, 0.12), clip=ball)
    sheet.shape(ellipse((x, y), size * 0.5, size * 0.52), (18, 12, 20), clip=ball)
    sheet.shape(ellipse((x - 0.016, y - 0.018), 0.0125, 0.0135), (255, 255, 250), clip=ball)
    sheet.shape(ellipse((x + 0.015, y + 0.016), 0.006, 0.006), (255, 250, 240), opacity=0.7, clip=ball)


def _almond(centre: Point, across: float, down: float) -> list[Point]:
    x, y = centre
    return outline(
        "-1 0.12, -0.55 -0.72, 0.15 -1, 0.75 -0.62, 1 -0.05, 0.55 0.76, -0.15 0.94, -0.72 0.66",
        (x, y),
        (across, down),
    )


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
