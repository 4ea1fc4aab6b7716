"""The acoustic model: how likely each sound of English is, frame by frame.

The model is the `en-us` one that the PocketSphinx wheel carries (phonetically tied mixtures,
three streams of 13 features, 42 codebooks of 128 Gaussians, 5126 tied states called senones). It
is read here, rather than through PocketSphinx's decoder, because lining a script needs what that
decoder does not give: the likelihood of *every* hypothesis on the same stretch of sound.
File formats: the headers of the files describe themselves; S3 binary files as in SphinxTrain.
"""

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.spectrum import CEPSTRA, Floats

Ints = NDArray[np.int32]
Position = int
BEGIN, END, SINGLE, INTERNAL = 1, 2, 3, 0
"""Where a phone stands in its word, numbered as the model files do."""

STATES: Final = 3
STREAMS: Final = 3
_MIXTURE_UNIT = float(np.log(1.0001) * 1024)
"""Mixture weights are stored as bytes of -log base 1.0001, shifted right by ten bits."""
_FAINTEST = np.float32(-60.0)
"""Gaussians fainter than this (in nats below the best) count as this faint, so that no log is of zero."""
_LEAST_VARIANCE = 1e-4
_LEAST_TRANSITION = 1e-4


@dataclass(frozen=True)
class AcousticModel:
    """The model's tables.

    phones: names of the base phones, by number. silence: the number of SIL.
    senones: triphone -> its three senones. codebook: of each senone.
    weights: by codebook and stream, Gaussians x that codebook's senones, linear.
    stay, leave: natural logs of staying in and leaving each state, phones x 3.
    """

    phones: tuple[str, ...]
    silence: int
    tree: "ContextTree"
    codebook: Ints
    precision: Floats
    pull: Floats
    height: Floats
    weights: tuple[tuple[Floats, ...], ...]
    columns: Ints
    stay: Floats
    leave: Floats

    def senones(self, phone: int, left: int, right: int, position: Position) -> tuple[int, int, int]:
        """Return the senones of a phone between two others; of the phone alone where never met."""
        return self.tree.senones(phone, left, right, position)


class ContextTree:
    """Finds the senones of a phone in its context (position, phone, left, right)."""

    def __init__(self, nodes: NDArray[np.int32], sequence_of: Ints, sequences: Ints) -> None:
        """Keep the tree as it lies in the file: context, number of children, first child or phone."""
        self._nodes, self._sequence_of, self._sequences = nodes, sequence_of, sequences
        self._known: dict[tuple[int, int, int, int], tuple[int, int, int]] = {}

    def senones(self, phone: int, left: int, right: int, position: int) -> tuple[int, int, int]:
        """Return three senones, trying other positions in the word before giving up the context."""
        key = (phone, left, right, position)
        if key not in self._known:
            self._known[key] = self._look_up(*key)
        return self._known[key]

    def _look_up(self, phone: int, left: int, right: int, position: int) -> tuple[int, int, int]:
        for where in (position, INTERNAL, BEGIN, END, SINGLE):
            found = self._descend((where, phone, left, right))
            if found is not None:
                return self._of(found)
        return self._of(phone)

    def _of(self, phone: int) -> tuple[int, int, int]:
        first, second, third = self._sequences[self._sequence_of[phone]]
        return int(first), int(second), int(third)

    def _descend(self, path: tuple[int, int, int, int]) -> int | None:
        start, count = 0, 4
        for depth, context in enumerate(path):
            level = self._nodes[start : start + count]
            at = np.flatnonzero(level[:, 0] == context)
            if not at.size:
                return None
            _, count, start = (int(value) for value in level[at[0]])
            if depth == len(path) - 1:
                return start
        return None


def model_folder() -> Path:
    """Return where the PocketSphinx wheel keeps its English model."""
    import pocketsphinx  # noqa: PLC0415 -- a guest: the door opens when the model is read

    return Path(pocketsphinx.get_model_path()) / "en-us"


@cache
def acoustic_model() -> AcousticModel:
    """Read the model once a process."""
    folder = model_folder() / "en-us"
    phones, silence, tree, senone_count, codebook = _read_definitions(folder / "mdef")
    means, variances = (_read_gaussians(folder / name) for name in ("means", "variances"))
    variances = np.maximum(variances, _LEAST_VARIANCE)
    stay, leave = _read_transitions(folder / "transition_matrices")
    weights, columns = _group_weights(_read_mixtures(folder / "sendump", senone_count), codebook, len(phones))
    return AcousticModel(
        phones=phones,
        silence=silence,
        tree=tree,
        codebook=codebook,
        precision=np.ascontiguousarray(-0.5 / variances),
        pull=np.ascontiguousarray(means / variances),
        height=np.asarray(
            -0.5 * (np.log(2 * np.pi * variances) + means**2 / variances).sum(axis=-1), dtype=np.float32
        ),
        weights=weights,
        columns=columns,
        stay=stay,
        leave=leave,
    )


def _read_definitions(path: Path) -> tuple[tuple[str, ...], int, ContextTree, int, Ints]:
    data = path.read_bytes()
    magic, _, length = struct.unpack_from("<4sii", data)
    if magic != b"BMDF":
        raise ValueError(f"{path} is no binary model definition")
    at = 12 + length
    ci, phone_count, _, _, senone_count, _, sequences, _, nodes, silence = struct.unpack_from(
        "<10i", data, at
    )
    at += 40
    names: list[str] = []
    for _ in range(ci):
        end = data.index(b"\0", at)
        names.append(data[at:end].decode("ascii"))
        at = end + 1
    at += -at % 4
    raw = np.frombuffer(data, np.dtype([("ctx", "<i2"), ("n", "<i2"), ("down", "<i4")]), nodes, at)
    tree = np.stack([raw["ctx"], raw["n"], raw["down"]], axis=1).astype(np.int32)
    at += nodes * 8
    phone_table = np.frombuffer(
        data, np.dtype([("ssid", "<i4"), ("tmat", "<i4"), ("a", "4u1")]), phone_count, at
    )
    at += phone_count * 12
    (total,) = struct.unpack_from("<i", data, at)
    table = np.frombuffer(data, "<i2", total, at + 4).reshape(sequences, -1).astype(np.int32)
    sequence_of = phone_table["ssid"].astype(np.int32)
    base = np.where(np.arange(phone_count) < ci, np.arange(phone_count), phone_table["a"][:, 1]).astype(
        np.int32
    )
    codebook = np.zeros(senone_count, dtype=np.int32)
    codebook[table[sequence_of].ravel()] = np.repeat(base, STATES)
    return tuple(names), silence, ContextTree(tree, sequence_of, table), senone_count, codebook


def _read_binary(path: Path) -> tuple[bytes, int]:
    """Return an S3 file's bytes and where its numbers begin, after the byte-order mark."""
    data = path.read_bytes()
    at = data.index(b"endhdr\n") + len(b"endhdr\n")
    if struct.unpack_from("<I", data, at)[0] != 0x11223344:
        raise ValueError(f"{path} was written with another byte order")
    return data, at + 4


def _read_gaussians(path: Path) -> Floats:
    """Return codebooks x streams x Gaussians x features."""
    data, at = _read_binary(path)
    books, streams, densities = struct.unpack_from("<3i", data, at)
    at += 12 + 4 * streams + 4
    shape = (books, streams, densities, CEPSTRA)
    return np.frombuffer(data, "<f4", int(np.prod(shape)), at).reshape(shape).astype(np.float32)


def _read_transitions(path: Path) -> tuple[Floats, Floats]:
    data, at = _read_binary(path)
    phones, states, targets, total = struct.unpack_from("<4i", data, at)
    counts = np.frombuffer(data, "<f4", total, at + 16).reshape(phones, states, targets).astype(np.float64)
    chances = counts / counts.sum(axis=2, keepdims=True)
    here = np.arange(states)
    floor = np.log(_LEAST_TRANSITION)
    with np.errstate(divide="ignore"):
        stay = np.maximum(np.log(chances[:, here, here]), floor)
        leave = np.maximum(np.log(chances[:, here, here + 1]), floor)
    return stay.astype(np.float32), leave.astype(np.float32)


def _read_mixtures(path: Path, senones: int) -> NDArray[np.uint8]:
    """Return streams x Gaussians x senones, as stored."""
    data = path.read_bytes()
    size = STREAMS * 128 * senones
    return np.frombuffer(data, np.uint8, size, len(data) - size).reshape(STREAMS, 128, senones)


def _group_weights(
    mixtures: NDArray[np.uint8], codebook: Ints, books: int
) -> tuple[tuple[tuple[Floats, ...], ...], Ints]:
    """Return the linear weights by codebook and stream, and each senone's column in its codebook."""
    columns = np.zeros(codebook.size, dtype=np.int32)
    grouped: list[tuple[Floats, ...]] = []
    for book in range(books):
        members = np.flatnonzero(codebook == book)
        columns[members] = np.arange(members.size)
        linear = np.exp(-_MIXTURE_UNIT * mixtures[:, :, members].astype(np.float32))
        grouped.append(tuple(np.ascontiguousarray(stream) for stream in linear))
    return tuple(grouped), columns


class Senones:
    """Log-likelihoods of the senones that a search needs, computed together for many frames."""

    def __init__(self, model: AcousticModel, wanted: Ints) -> None:
        """Prepare for `wanted`, the senone numbers in the order of the columns that `score` gives."""
        books = np.unique(model.codebook[wanted])
        columns = [np.flatnonzero(model.codebook[wanted] == book) for book in books]
        self._weights = [
            tuple(np.ascontiguousarray(stream[:, own]) for stream in model.weights[book])
            for book, own in zip(books, (model.columns[wanted[at]] for at in columns), strict=True)
        ]
        self._order = np.argsort(np.concatenate(columns)) if columns else np.zeros(0, dtype=np.intp)
        self._gaussians = [_side_by_side(model, books, stream) for stream in range(STREAMS)]

    def score(self, features: Floats) -> Floats:
        """Return frames x wanted: natural log-likelihoods relative to each frame's likeliest Gaussians."""
        scores = np.empty((len(features), len(self._order)), dtype=np.float32)
        for first in range(0, len(features), _BLOCK):
            scores[first : first + _BLOCK] = self._of_block(features[first : first + _BLOCK])
        return scores

    def _of_block(self, features: Floats) -> Floats:
        total = np.zeros((len(features), len(self._order)), dtype=np.float32)
        for stream in range(STREAMS):
            seen = features[:, stream * CEPSTRA : (stream + 1) * CEPSTRA]
            logs = np.hstack([seen * seen, seen, np.ones_like(seen[:, :1])]) @ self._gaussians[stream]
            logs -= logs.max(axis=1, keepdims=True)
            np.maximum(logs, _FAINTEST, out=logs)
            likelihoods = np.exp(logs, out=logs).reshape(len(logs), len(self._weights), -1)
            mixed = [likelihoods[:, at] @ weights[stream] for at, weights in enumerate(self._weights)]
            total += np.log(np.hstack(mixed))
        return np.asarray(total[:, self._order])


_BLOCK: Final = 128
"""Frames scored together: all Gaussians of so many fit a processor's cache; twice as fast as all at once."""


def _side_by_side(model: AcousticModel, books: Ints, stream: int) -> Floats:
    """Return what squared features, features and a one are weighed with, for all Gaussians of some books."""
    precision, pull = (np.concatenate(table[books, stream]).T for table in (model.precision, model.pull))
    return np.ascontiguousarray(np.vstack([precision, pull, np.concatenate(model.height[books, stream])]))
