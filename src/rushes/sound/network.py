"""The network that the search walks: the lines of the script, a way in and out anywhere, and the world.

Each line is a chain of words with room for a pause after every word. From the *hub* a path may
enter a line at its beginning, or late; it may leave at its end, or break off; between two lines it
may say anything else from the free vocabulary, or sounds that are no known word. What a path pays
for each of these is a natural log-likelihood, so that a word outside the script is believed only
when the sound insists on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from rushes.sound.acoustics import BEGIN, END, INTERNAL, SINGLE, STATES, AcousticModel, Ints
from rushes.sound.lexicon import Pronunciation, pronunciations
from rushes.sound.spectrum import Floats

HUB: Final = 0
FREE: Final = 1
PAUSE: Final = "<pause>"
UNKNOWN: Final = "<unknown>"


@dataclass(frozen=True)
class Prices:
    """What a path pays, in nats of likelihood.

    Found by `evaluation/tune_ear.py`, but for `skip`: that was lowered by hand until words left out were
    told (`tests/conditions`) and no good reading of real voices lost one.
    """

    line: float = 25.0
    follow: float = 4.0
    late: float = 70.0
    broken: float = 15.0
    skip: float = 60.0
    free: float = 30.0
    free_word: float = 15.0
    free_frame: float = 1.0
    sound: float = 15.0
    pause: float = 0.5
    variant: float = 1.0


@dataclass(frozen=True)
class Network:
    """The network as arrays.

    Arcs (words in their place, pauses, sounds): `source` and `target` nodes, `price`, the word,
    and where it belongs: `line` and `place` (-1 outside the script). Sorted by target.
    States, three a phone, arc after arc: `blend`, `stay` and `leave` logs. A blend is the best of
    the senones that a state may have where its neighbour is not known; its members are columns of
    the scores of `wanted`, from `blend_first` on in `members`.
    Nodes: `HUB`, `FREE`, then for each line its places 0 to n. `starts`: place 0 of each line.
    """

    words: tuple[str, ...]
    source: Ints
    target: Ints
    price: Floats
    line: Ints
    place: Ints
    first: Ints
    last: Ints
    blend: Ints
    stay: Floats
    leave: Floats
    wanted: Ints
    members: Ints
    blend_first: Ints
    starts: Ints
    ends: Ints
    entry_price: Floats
    exit_price: Floats
    prices: Prices

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.entry_price)

    def emissions(self, scores: Floats) -> Floats:
        """Return frames x blends from frames x `wanted` log-likelihoods."""
        return best_of_each(scores, self.members, self.blend_first)


def best_of_each(scores: Floats, members: Ints, first: Ints) -> Floats:
    """Return the best column of each blend: its members are columns of the scores, from `first` on.

    Most blends have one member, so that a few columns more cost less than a reduction over all.
    """
    best = scores[:, members[first]]
    sizes = np.diff(first, append=np.int32(len(members)))
    for member in range(1, sizes.max(initial=0)):
        more = np.flatnonzero(sizes > member)
        best[:, more] = np.maximum(best[:, more], scores[:, members[first[more] + member]])
    return best


State = tuple[int, tuple[int, ...]]
"""A phone and the senones that one of its states may have."""


class Arc(NamedTuple):
    """A word, a pause or a sound between two nodes, and where it belongs (see `Network`)."""

    source: int
    target: int
    word: str
    states: tuple[State, ...]
    price: float = 0.0
    line: int = -1
    place: int = -1


@dataclass
class _Weaver:
    """Collects nodes and arcs while a network is made."""

    model: AcousticModel
    prices: Prices
    said: Mapping[str, tuple[Pronunciation, ...]]
    arcs: list[Arc] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    entry: list[float] = field(default_factory=list)
    exits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.number = {name: at for at, name in enumerate(self.model.phones)}
        silence = self.model.silence
        senones = self.model.senones(silence, -1, -1, INTERNAL)
        self.silence: tuple[State, ...] = tuple((silence, (senone,)) for senone in senones)
        self.entry += [0.0, self.prices.free]
        self.exits += [0.0, 0.0]

    def line(self, index: int, line: Sequence[str]) -> None:
        """Add one line of the script as a chain, with a pause after every word."""
        node = len(self.entry)
        self.starts.append(node)
        self.ends.append(node + len(line))
        for place, word in enumerate(line):
            self._word(node + place, line, Arc(0, 0, word, (), 0.0, index, place))
            at = node + place + 1
            self.arcs.append(Arc(at, at, PAUSE, self.silence, self.prices.pause, index, place))
        inside = max(0, len(line) - 1)
        self.entry += [self.prices.line, *[self.prices.late] * inside, np.inf][: len(line) + 1]
        self.exits += [np.inf, *[self.prices.broken] * inside, 0.0][: len(line) + 1]

    def _word(self, node: int, line: Sequence[str], arc: Arc) -> None:
        """Add a word of a line in every way it may be said between its neighbours or pauses."""
        place = arc.place
        before = self.said.get(line[place - 1], ()) if place else ()
        after = self.said.get(line[place + 1], ()) if place + 1 < len(line) else ()
        lefts = sorted({"SIL", *(phones[-1] for phones in before)})
        rights = sorted({"SIL", *(phones[0] for phones in after)})
        for variant, phones in enumerate(self.said.get(arc.word, ())):
            states, price = self._states(phones, lefts, rights), self.prices.variant * variant
            self.arcs.append(arc._replace(source=node, target=node + 1, states=states, price=price))

    def free(self, words: Iterable[str]) -> None:
        """Add everything else that may be said: the free words, sounds that are none, and pauses."""
        prices = self.prices
        for word in sorted(set(words)):
            for variant, phones in enumerate(self.said.get(word, ())):
                states = self._states(phones, ("SIL",), ("SIL",))
                self.arcs.append(Arc(FREE, FREE, word, states, prices.free_word + prices.variant * variant))
        for name, phone in self.number.items():
            if name != "SIL":
                senones = self.model.senones(phone, -1, -1, INTERNAL)
                alone = tuple((phone, (senone,)) for senone in senones)
                self.arcs.append(Arc(FREE, FREE, UNKNOWN, alone, prices.sound))
        self.arcs.append(Arc(HUB, HUB, PAUSE, self.silence))
        self.arcs.append(Arc(FREE, FREE, PAUSE, self.silence, prices.pause))

    def _states(self, said: Pronunciation, lefts: Sequence[str], rights: Sequence[str]) -> tuple[State, ...]:
        """Return the states of a pronunciation that may stand between any of these outer phones."""
        states: list[State] = []
        around = (lefts, *((name,) for name in said), rights)
        for at, name in enumerate(said):
            phone = self.number[name]
            met = [
                self.model.senones(phone, self.number[left], self.number[right], _position(at, len(said)))
                for left in around[at]
                for right in around[at + 2]
            ]
            states += [(phone, tuple(sorted({senones[turn] for senones in met}))) for turn in range(STATES)]
        return tuple(states)


def _position(at: int, count: int) -> int:
    if count == 1:
        return SINGLE
    return BEGIN if at == 0 else END if at == count - 1 else INTERNAL


def weave(
    model: AcousticModel, lines: Sequence[Sequence[str]], free: Sequence[str], prices: Prices | None = None
) -> Network:
    """Make the network of a script's lines (as words) and a free vocabulary."""
    said = pronunciations([*free, *(word for line in lines for word in line)])
    weaver = _Weaver(model, prices or Prices(), said)
    for index, line in enumerate(lines):
        weaver.line(index, line)
    weaver.free(free)
    return _as_arrays(weaver)


def _as_arrays(weaver: _Weaver) -> Network:
    arcs = sorted(weaver.arcs, key=lambda arc: arc.target)
    states = [state for arc in arcs for state in arc.states]
    first = _offsets([len(arc.states) for arc in arcs])
    phone = np.array([state[0] for state in states], dtype=np.int32)
    blends = sorted({state[1] for state in states})
    number = {blend: at for at, blend in enumerate(blends)}
    wanted, column = np.unique([senone for blend in blends for senone in blend], return_inverse=True)
    turn = np.tile(np.arange(STATES), len(states) // STATES)
    outside = [arc.line < 0 and arc.word != PAUSE for arc in arcs for _ in arc.states]
    frame_price = np.where(outside, np.float32(weaver.prices.free_frame), np.float32(0))
    return Network(
        words=tuple(arc.word for arc in arcs),
        source=_ints(arc.source for arc in arcs),
        target=_ints(arc.target for arc in arcs),
        price=np.array([arc.price for arc in arcs], dtype=np.float32),
        line=_ints(arc.line for arc in arcs),
        place=_ints(arc.place for arc in arcs),
        first=first,
        last=np.append(first[1:], np.int32(len(states))) - np.int32(1),
        blend=_ints(number[state[1]] for state in states),
        stay=weaver.model.stay[phone, turn] - frame_price,
        leave=weaver.model.leave[phone, turn] - frame_price,
        wanted=wanted.astype(np.int32),
        members=column.astype(np.int32),
        blend_first=_offsets([len(blend) for blend in blends]),
        starts=_ints(weaver.starts),
        ends=_ints(weaver.ends),
        entry_price=np.array(weaver.entry, dtype=np.float32),
        exit_price=np.array(weaver.exits, dtype=np.float32),
        prices=weaver.prices,
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int32)


def _offsets(sizes: Sequence[int]) -> Ints:
    """Return where each of several runs begins when they lie one after the other."""
    return np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
