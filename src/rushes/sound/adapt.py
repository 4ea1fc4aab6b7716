"""Meeting the speaker half way: the constant by which this voice and room differ from the model's.

A first search says which sounds were probably made where; the features are then moved by the one
vector that brings them nearest to those sounds (signal bias removal: Rahim and Juang 1996), and the
search is made again. On the real takes of the evaluation this raised the altered readings that were
found from 91 to 96 of 100, at the same precision, and halved the error of late ends.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from rushes.sound.acoustics import STREAMS, AcousticModel, Ints
from rushes.sound.network import PAUSE, Network
from rushes.sound.search import Step
from rushes.sound.spectrum import CEPSTRA, Floats

_DOUBT: Final = 200.0
"""Frames' worth of belief that nothing differs, so that two words alone move little."""


def bias(
    model: AcousticModel, network: Network, path: Sequence[Step], scores: Floats, features: Floats
) -> Floats:
    """Return the 39 constants to add to the features; zeros where the path holds no script.

    scores: the emissions that the path was found with, frames x blends. Pauses count as script, for
    they show the room; free speech does not, for what was said there is a guess.
    """
    blends = _probable_blends(network, path, scores)
    frames = np.flatnonzero(blends >= 0)
    moved = np.zeros(STREAMS * CEPSTRA, dtype=np.float32)
    if not frames.size:
        return moved
    senones = network.wanted[network.members[network.blend_first[blends[frames]]]]
    pull, weight = np.zeros_like(moved), np.full_like(moved, 1e-9)
    for book in np.unique(model.codebook[senones]):
        of_book = model.codebook[senones] == book
        for stream in range(STREAMS):
            part = slice(stream * CEPSTRA, (stream + 1) * CEPSTRA)
            towards, precision = _pull(
                model, int(book), stream, model.columns[senones[of_book]], features[frames[of_book], part]
            )
            pull[part] += towards
            weight[part] += precision
    return np.asarray(pull / (weight * (1.0 + _DOUBT / frames.size)), dtype=np.float32)


def _probable_blends(network: Network, path: Sequence[Step], scores: Floats) -> Ints:
    """Return for each frame the likeliest state of the word it belongs to, -1 in free speech."""
    probable = np.full(len(scores), -1, dtype=np.int32)
    for step in path:
        if network.line[step.arc] >= 0 or network.words[step.arc] == PAUSE:
            states = network.blend[network.first[step.arc] : network.last[step.arc] + 1]
            probable[step.start : step.end] = states[scores[step.start : step.end, states].argmax(axis=1)]
    return probable


def _pull(model: AcousticModel, book: int, stream: int, columns: Ints, seen: Floats) -> tuple[Floats, Floats]:
    """Return how strongly the Gaussians of one codebook pull at the features seen, and their precision."""
    logs = (
        (seen * seen) @ model.precision[book, stream].T
        + seen @ model.pull[book, stream].T
        + model.height[book, stream]
    )
    share = np.exp(logs - logs.max(axis=1, keepdims=True)) * model.weights[book][stream][:, columns].T
    share /= np.maximum(share.sum(axis=1, keepdims=True), np.float32(1e-30))
    precision = share @ (np.float32(-2.0) * model.precision[book, stream])
    towards = share @ model.pull[book, stream] - precision * seen
    return towards.sum(axis=0), precision.sum(axis=0)
