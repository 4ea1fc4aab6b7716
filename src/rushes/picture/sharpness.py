"""How sharp a picture is, place by place, whatever its contrast. Pure: grey pictures in, numbers out.

Short lines of pixels that cross an edge are sought, across and down. An edge is as sharp as its steepest step
is a large part of its whole height: 1 where black meets white from one pixel to the next, about a fifth where
the change takes five. High edges count most, for what a line holds of a low one may be a part of it. The
height itself falls out, so a low contrast is not taken for a lack of focus (the idea is that of edge width as
by Marziliano and others, "A no-reference perceptual blur metric", 2002). What varies where nothing is to be
seen is noise, and is taken off steps and heights alike; edges lower than thrice the noise are passed over,
and so are the edges of compression's blocks.
"""

import numpy as np
from numpy.typing import NDArray

from rushes.picture.model import GRID

Grey = NDArray[np.uint8]
"""A grey picture, 0 black to 255 white: (height, width)."""

Lines = NDArray[np.int16]

LINE = 32
"""Pixels of a line: wide enough for all of a badly blurred edge at 640 pixels across. Of 16 and 32 pixels, a
high rank or the mean, and of ratios of differences near and far (1 to 4, 1 to 8, 2 to 8), this fell most with
blur and least with noise and contrast on real faces, film and drawings: by 24 to 55 % at 0.3 % of the height,
by at most 12 % in noise of 4 shades, by at most 7 % at a third of the contrast."""
_LOWEST, _HIGHEST = 10, 24
"""Shades that an edge must rise at least, however clean or noisy the picture is; blocks of compression are
lower, faces and clothes higher."""
_FEWEST = 8
"""Edges below which a cell is not judged."""


def sharpness(picture: Grey) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return sharpness and detail of each cell of `GRID`, row by row; sharpness is 0 where none can be told.

    Detail is the share of a cell's lines that cross an edge.
    """
    if min(picture.shape) < LINE:
        return (0.0,) * (GRID[0] * GRID[1]), (0.0,) * (GRID[0] * GRID[1])
    across = _edges(_paired(picture))
    down = _edges(_paired(picture.T))
    noise = float(np.percentile(np.concatenate([across[0].ravel(), down[0].ravel()]), 10))
    columns, rows = GRID
    told = [
        _cell(
            noise,
            _part(across, (row, rows), (column, columns)),
            _part(down, (column, columns), (row, rows)),
        )
        for row in range(rows)
        for column in range(columns)
    ]
    return tuple(sharp for sharp, _ in told), tuple(detail for _, detail in told)


def _paired(picture: Grey) -> Lines:
    """Add each two lines, which halves the noise that the eye would not see; shades go from 0 to 510."""
    even = picture[: len(picture) // 2 * 2]
    return even[0::2].astype(np.int16) + even[1::2]


def _edges(lines: Lines) -> tuple[Lines, Lines]:
    """Return height and steepest step of every short line, (rows, lines in a row) each."""
    count = lines.shape[1] // LINE
    pixels = lines[:, : count * LINE].reshape(len(lines), count, LINE)
    pixels = np.ascontiguousarray(pixels.transpose(2, 0, 1))
    steps = np.abs(np.diff(pixels, axis=0))
    return pixels.max(axis=0) - pixels.min(axis=0), steps.max(axis=0)


def _part(edges: tuple[Lines, Lines], rows: tuple[int, int], columns: tuple[int, int]) -> tuple[Lines, Lines]:
    """Return the edges of one of so many parts of the rows, and of the columns."""
    height, width = edges[0].shape
    here = np.s_[
        rows[0] * height // rows[1] : (rows[0] + 1) * height // rows[1],
        columns[0] * width // columns[1] : (columns[0] + 1) * width // columns[1],
    ]
    return edges[0][here].ravel(), edges[1][here].ravel()


def _cell(noise: float, across: tuple[Lines, Lines], down: tuple[Lines, Lines]) -> tuple[float, float]:
    heights, steps = (np.concatenate(pair).astype(np.float32) for pair in zip(across, down, strict=True))
    if not heights.size:
        return 0.0, 0.0
    edges = heights >= np.clip(3 * noise, 2 * _LOWEST, 2 * _HIGHEST)
    detail = round(float(edges.mean()), 4)
    if edges.sum() < _FEWEST:
        return 0.0, detail
    high, steep = heights[edges] - noise / 2, steps[edges] - noise / 2
    return round(float(np.clip((high * steep).sum() / (high**2).sum(), 0, 1)), 4), detail
