"""A small grammar as a graph of words, and the likeliest way through it over a stretch of sound.

The network of the lines (`rushes.sound.network`) knows chains and what lies beside them; a slate is a
grammar, in which a number may be followed by a letter or by the take. Here any word may lead from any
node to any other. Sounds that are no known word may be heard at the node `AROUND`, where every path
begins and ends. Nothing is pruned, so several ways can be weighed on the same sound.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np

from rushes.sound.acoustics import BEGIN, END, INTERNAL, SINGLE, STATES, AcousticModel, Ints
from rushes.sound.lexicon import Pronunciation
from rushes.sound.network import State, best_of_each
from rushes.sound.spectrum import Floats

AROUND: Final = "around"
PAUSE: Final = ""
SOUND: Final = "*"
_NEVER: Final = np.float32(-1e30)
_FREELY: Final = -2
_FEW: Final = 3


class Arc(NamedTuple):
    """A word that leads from one node to another, and what hearing it costs in nats."""

    source: str
    target: str
    word: str
    price: float = 0.0


@dataclass(frozen=True, eq=False)
class Graph:
    """The graph as arrays: arcs by target, three states a phone, arc after arc, as in `network.Network`.

    free: from and to which node a path may pass without a word, in order. around: the number of `AROUND`.
    """

    arcs: tuple[Arc, ...]
    nodes: tuple[str, ...]
    source: Ints
    target: Ints
    price: Floats
    first: Ints
    last: Ints
    blend: Ints
    stay: Floats
    leave: Floats
    wanted: Ints
    members: Ints
    blend_first: Ints
    free: tuple[tuple[int, int], ...]
    around: int

    def emissions(self, scores: Floats) -> Floats:
        """Return frames x blends from frames x `wanted` log-likelihoods."""
        return best_of_each(scores, self.members, self.blend_first)

    def without(self, arcs: Iterable[int]) -> "Graph":
        """Return the graph in which these arcs cannot be gone."""
        price = self.price.copy()
        price[list(arcs)] = np.inf
        return replace(self, price=price)

    def only(self, arcs: Ints) -> "Graph":
        """Return the graph of these arcs alone, in their order."""
        sizes = self.last[arcs] - self.first[arcs] + 1
        states = np.concatenate([np.arange(self.first[arc], self.last[arc] + 1) for arc in arcs])
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
        return replace(
            self,
            arcs=tuple(self.arcs[arc] for arc in arcs),
            source=self.source[arcs],
            target=self.target[arcs],
            price=self.price[arcs],
            first=first,
            last=(first + sizes - 1).astype(np.int32),
            blend=self.blend[states],
            stay=self.stay[states],
            leave=self.leave[states],
        )


class Gone(NamedTuple):
    """One arc of a path: which, from which frame, to which (exclusive), and its likelihood in nats."""

    arc: int
    start: int
    end: int
    likelihood: float


def graph_of(
    model: AcousticModel,
    arcs: Sequence[Arc],
    free: Sequence[tuple[str, str]],
    said: Mapping[str, Sequence[Pronunciation]],
    *,
    sound_price: float,
) -> Graph:
    """Make the graph of a grammar's arcs; at every node may be a pause, and at `AROUND` any sound.

    said: how each word is pronounced; every pronunciation is an arc of its own.
    """
    number = {name: at for at, name in enumerate(model.phones)}
    left, right = _met(arcs, said)
    states = [
        (arc, _states(model, number, phones, left[arc.source], right[arc.target]))
        for arc in arcs
        for phones in said[arc.word]
    ]
    nodes = sorted({node for arc in arcs for node in (arc.source, arc.target)})
    states += [(Arc(node, node, PAUSE), _alone(model, model.silence)) for node in nodes]
    sounds = [phone for name, phone in number.items() if phone != model.silence and "+" not in name]
    states += [(Arc(AROUND, AROUND, SOUND, sound_price), _alone(model, phone)) for phone in sounds]
    return _as_arrays(model, states, free)


def _met(
    arcs: Sequence[Arc], said: Mapping[str, Sequence[Pronunciation]]
) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Return the phones that may be heard just before and just after each node."""
    before, after = defaultdict[str, set[str]](lambda: {"SIL"}), defaultdict[str, set[str]](lambda: {"SIL"})
    for arc in arcs:
        for phones in said[arc.word]:
            before[arc.target].add(phones[-1])
            after[arc.source].add(phones[0])
    return _few(before), _few(after)


def _few(met: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    """Leave out what is met where many sounds may be: the best of them all would fit anything."""
    few = {node: frozenset(phones) for node, phones in met.items() if len(phones) <= _FEW and node != AROUND}
    return defaultdict(lambda: frozenset({"SIL"}), few)


def _alone(model: AcousticModel, phone: int) -> list[State]:
    """Return the states of a sound whose neighbours are not known."""
    return [(phone, (senone,)) for senone in model.senones(phone, -1, -1, INTERNAL)]


def _states(
    model: AcousticModel,
    number: Mapping[str, int],
    said: Pronunciation,
    lefts: Iterable[str],
    rights: Iterable[str],
) -> list[State]:
    around = (tuple(lefts), *((name,) for name in said), tuple(rights))
    states: list[State] = []
    for at, name in enumerate(said):
        phone = number[name]
        place = SINGLE if len(said) == 1 else BEGIN if at == 0 else END if at == len(said) - 1 else INTERNAL
        met = [
            model.senones(phone, number[left], number[right], place)
            for left in around[at]
            for right in around[at + 2]
        ]
        states += [(phone, tuple(sorted({senones[turn] for senones in met}))) for turn in range(STATES)]
    return states


def _as_arrays(
    model: AcousticModel,
    states: Sequence[tuple[Arc, list[State]]],
    free: Sequence[tuple[str, str]],
) -> Graph:
    nodes = tuple(sorted({node for arc, _ in states for node in (arc.source, arc.target)}))
    place = {node: at for at, node in enumerate(nodes)}
    states = sorted(states, key=lambda one: place[one[0].target])
    flat = [state for _, of_arc in states for state in of_arc]
    sizes = np.array([len(of_arc) for _, of_arc in states])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
    blends = sorted({blend for _, blend in flat})
    known = {blend: at for at, blend in enumerate(blends)}
    wanted, members = np.unique([senone for blend in blends for senone in blend], return_inverse=True)
    phone = np.array([phone for phone, _ in flat])
    turn = np.tile(np.arange(STATES), len(flat) // STATES)
    starts = np.concatenate([[0], np.cumsum([len(blend) for blend in blends])[:-1]])
    return Graph(
        arcs=tuple(arc for arc, _ in states),
        nodes=nodes,
        source=np.array([place[arc.source] for arc, _ in states], dtype=np.int32),
        target=np.array([place[arc.target] for arc, _ in states], dtype=np.int32),
        price=np.array([arc.price for arc, _ in states], dtype=np.float32),
        first=first,
        last=(first + sizes - 1).astype(np.int32),
        blend=np.array([known[blend] for _, blend in flat], dtype=np.int32),
        stay=model.stay[phone, turn],
        leave=model.leave[phone, turn],
        wanted=wanted.astype(np.int32),
        members=members.astype(np.int32),
        blend_first=starts.astype(np.int32),
        free=tuple((place[source], place[target]) for source, target in free),
        around=place[AROUND],
    )


def likeliest(graph: Graph, scores: Floats) -> tuple[float, tuple[Gone, ...]]:
    """Return the likeliest path from `AROUND` to `AROUND` over all frames: its likelihood, and its arcs.

    scores: frames x blends (`Graph.emissions`). Where no path fits the frames, there are no arcs and
    the likelihood is minus infinity. (Viterbi 1967.)
    """
    search = _Search(graph, len(scores))
    for frame in range(len(scores)):
        search.advance(frame, scores[frame])
    total = float(search.value[-1, graph.around])
    if total <= float(_NEVER) / 2:
        return -np.inf, ()
    return total, _traced(graph, search.how, search.entered, search.value)


def within_reach(graph: Graph, scores: Floats, nats: float) -> Graph:
    """Return the graph without the arcs that never come within so many nats of the likeliest path."""
    search = _Search(graph, len(scores))
    near = np.full(len(graph.arcs), -np.inf, dtype=np.float32)
    for frame in range(len(scores)):
        ends = search.advance(frame, scores[frame])
        np.maximum(near, ends - ends.max(), out=near, where=ends > _NEVER / 2)
    return graph.only(np.flatnonzero(near >= -nats).astype(np.int32))


class _Search:
    """A search and what it remembers for the way back: the value of each node, and how it was reached."""

    def __init__(self, graph: Graph, frames: int) -> None:
        """Stand at `AROUND` before the first frame."""
        shape = frames + 1, len(graph.nodes)
        self.graph = graph
        self.how, self.entered = np.full(shape, -1, dtype=np.int32), np.zeros(shape, dtype=np.int32)
        self.value = np.full(shape, _NEVER, dtype=np.float32)
        self.value[0, graph.around] = 0.0
        self._score = np.full(len(graph.blend), _NEVER, dtype=np.float32)
        self._since = np.zeros(len(graph.blend), dtype=np.int32)
        self._came, self._came_since = np.empty_like(self._score), np.empty_like(self._since)
        self._groups = np.flatnonzero(np.diff(graph.target, prepend=-1))

    def advance(self, frame: int, scores: Floats) -> Floats:
        """Take one frame in, and return what each arc's end is worth."""
        graph, score, since = self.graph, self._score, self._since
        came, came_since = self._came, self._came_since
        np.add(score[:-1], graph.leave[:-1], out=came[1:])
        came[graph.first] = self.value[frame, graph.source] - graph.price
        came_since[1:] = since[:-1]
        came_since[graph.first] = frame
        np.add(score, graph.stay, out=score)
        moved = came > score
        np.copyto(score, came, where=moved)
        np.copyto(since, came_since, where=moved)
        score += scores[graph.blend]
        ends: Floats = score[graph.last] + graph.leave[graph.last]
        self._arrive(frame + 1, ends)
        return ends

    def _arrive(self, frame: int, ends: Floats) -> None:
        """Bring the ends of arcs to their nodes, then pass freely where that may be."""
        graph, node, how = self.graph, self.value[frame], self.how[frame]
        node[graph.target[self._groups]] = np.maximum.reduceat(ends, self._groups)
        arrived = np.flatnonzero(ends == node[graph.target])
        how[graph.target[arrived]] = arrived
        self.entered[frame, graph.target[arrived]] = self._since[graph.last[arrived]]
        for number, (source, target) in enumerate(graph.free):
            if node[source] > node[target]:
                node[target] = node[source]
                how[target] = _FREELY - number


def _traced(graph: Graph, how: Ints, entered: Ints, value: Floats) -> tuple[Gone, ...]:
    """Walk back from `AROUND` after the last frame."""
    frame, node = len(how) - 1, graph.around
    gone: list[Gone] = []
    while frame:
        arc = int(how[frame, node])
        if arc <= _FREELY:
            node = graph.free[_FREELY - arc][0]
            continue
        start, source = int(entered[frame, node]), int(graph.source[arc])
        likelihood = float(value[frame, node] - value[start, source] + graph.price[arc])
        gone.append(Gone(arc, start, frame, likelihood))
        frame, node = start, source
    return tuple(reversed(gone))
