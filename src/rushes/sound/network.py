"""The network that the search walks: the lines of the script, a way in and out anywhere, and the world.

Each line is a chain of words with room for a pause after every word. From the *hub* a path may
enter a line at its beginning, or late; it may leave at its end, or break off; between two lines it
may say anything else from the free vocabulary, or sounds that are no known word. What a path pays
for each of these is a natural log-likelihood, so that a word outside the script is believed only
when the sound insists on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

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
    """What a path pays, in nats of likelihood. How they were chosen: `evaluation/tune_ear.py`."""

    line: float = 20.0
    follow: float = 4.0
    late: float = 70.0
    broken: float = 20.0
    skip: float = 80.0
    free: float = 60.0
    free_word: float = 25.0
    sound: float = 20.0
    pause: float = 1.0
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
        return np.maximum.reduceat(scores[:, self.members], self.blend_first, axis=1)


State = tuple[int, tuple[int, ...]]
"""A phone and the senones that one of its states may have."""


@dataclass
class _Weaver:
    """Collects arcs while a network is made."""

    model: AcousticModel
    number: dict[str, int]
    arcs: list[tuple[int, int, float, int, int, str, list[State]]] = field(default_factory=list)

    def phones(self, said: Pronunciation, lefts: Sequence[str], rights: Sequence[str]) -> list[State]:
        """Return the states of a pronunciation that may stand between any of these outer phones."""
        states: list[State] = []
        around = (lefts, *((name,) for name in said), rights)
        for at, name in enumerate(said):
            phone = self.number[name]
            where = (
                SINGLE if len(said) == 1 else BEGIN if at == 0 else END if at == len(said) - 1 else INTERNAL
            )
            met = [
                self.model.senones(phone, self.number[left], self.number[right], where)
                for left in around[at]
                for right in around[at + 2]
            ]
            states += [(phone, tuple(sorted({senones[turn] for senones in met}))) for turn in range(STATES)]
        return states

    def add(
        self, source: int, target: int, price: float, line: int, place: int, word: str, states: list[State]
    ) -> None:
        """Add one arc."""
        self.arcs.append((source, target, price, line, place, word, states))

    def add_pause(self, node: int, price: float, line: int, place: int) -> None:
        """Let a path rest at a node."""
        silence = self.model.silence
        states = [(silence, (senone,)) for senone in self.model.senones(silence, -1, -1, INTERNAL)]
        self.add(node, node, price, line, place, PAUSE, states)


def weave(
    model: AcousticModel, lines: Sequence[Sequence[str]], free: Sequence[str], prices: Prices | None = None
) -> Network:
    """Make the network of a script's lines (as words) and a free vocabulary."""
    prices = prices or Prices()
    weaver = _Weaver(model, {name: at for at, name in enumerate(model.phones)})
    said = pronunciations([*free, *(word for line in lines for word in line)])
    node = FREE + 1
    starts, ends, entry, exits = [], [], [0.0, prices.free], [0.0, 0.0]
    for index, line in enumerate(lines):
        starts.append(node)
        _weave_line(weaver, line, index, node, said, prices)
        ends.append(node + len(line))
        entry += [prices.line] + [prices.late] * (len(line) - 1) + [np.inf] * (len(line) > 0)
        exits += [np.inf] + [prices.broken] * (len(line) - 1) + [0.0] * (len(line) > 0)
        node += len(line) + 1
    for word in sorted(set(free)):
        for variant, phones in enumerate(said.get(word, ())):
            weaver.add(
                FREE,
                FREE,
                prices.free_word + prices.variant * variant,
                -1,
                -1,
                word,
                weaver.phones(phones, ["SIL"], ["SIL"]),
            )
    for name in model.phones:
        if name != "SIL":
            phone = weaver.number[name]
            states = [(phone, (senone,)) for senone in model.senones(phone, -1, -1, INTERNAL)]
            weaver.add(FREE, FREE, prices.sound, -1, -1, UNKNOWN, states)
    weaver.add_pause(HUB, 0.0, -1, -1)
    weaver.add_pause(FREE, prices.pause, -1, -1)
    return _as_arrays(weaver, starts, ends, entry, exits, prices)


def _weave_line(
    weaver: _Weaver,
    line: Sequence[str],
    index: int,
    node: int,
    said: dict[str, tuple[Pronunciation, ...]],
    prices: Prices,
) -> None:
    for place, word in enumerate(line):
        before = said.get(line[place - 1], ()) if place else ()
        after = said.get(line[place + 1], ()) if place + 1 < len(line) else ()
        left = sorted({"SIL", *(phones[-1] for phones in before)})
        right = sorted({"SIL", *(phones[0] for phones in after)})
        for variant, phones in enumerate(said.get(word, ())):
            states = weaver.phones(phones, left, right)
            weaver.add(node + place, node + place + 1, prices.variant * variant, index, place, word, states)
        weaver.add_pause(node + place + 1, prices.pause, index, place)


def _as_arrays(
    weaver: _Weaver,
    starts: list[int],
    ends: list[int],
    entry: list[float],
    exits: list[float],
    prices: Prices,
) -> Network:
    arcs = sorted(weaver.arcs, key=lambda arc: arc[1])
    states = [state for arc in arcs for state in arc[6]]
    lengths = np.array([len(arc[6]) for arc in arcs], dtype=np.int32)
    first = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int32)
    phone = np.array([state[0] for state in states], dtype=np.int32)
    blends = sorted({state[1] for state in states})
    number = {blend: at for at, blend in enumerate(blends)}
    wanted, column = np.unique([senone for blend in blends for senone in blend], return_inverse=True)
    sizes = np.array([len(blend) for blend in blends], dtype=np.int32)
    turn = np.tile(np.arange(STATES), len(states) // STATES)
    return Network(
        words=tuple(arc[5] for arc in arcs),
        source=np.array([arc[0] for arc in arcs], dtype=np.int32),
        target=np.array([arc[1] for arc in arcs], dtype=np.int32),
        price=np.array([arc[2] for arc in arcs], dtype=np.float32),
        line=np.array([arc[3] for arc in arcs], dtype=np.int32),
        place=np.array([arc[4] for arc in arcs], dtype=np.int32),
        first=first,
        last=(first + lengths - 1).astype(np.int32),
        blend=np.array([number[state[1]] for state in states], dtype=np.int32),
        stay=weaver.model.stay[phone, turn],
        leave=weaver.model.leave[phone, turn],
        wanted=wanted.astype(np.int32),
        members=column.astype(np.int32),
        blend_first=np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32),
        starts=np.array(starts, dtype=np.int32),
        ends=np.array(ends, dtype=np.int32),
        entry_price=np.array(entry, dtype=np.float32),
        exit_price=np.array(exits, dtype=np.float32),
        prices=prices,
    )
