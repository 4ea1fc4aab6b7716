"""The search: the likeliest path of a stretch of sound through a network (Viterbi 1967).

Every state of the network is carried through every frame; nothing is pruned, so that two
hypotheses are always weighed on the same sound.
"""

from dataclasses import dataclass

import numpy as np

from rushes.sound.network import FREE, HUB, Network
from rushes.sound.spectrum import Floats

_NEVER = np.float32(-1e30)
_FROM_HUB, _SKIPPED, _FOLLOWED, _NOWHERE = -1, -2, -3, -4


@dataclass(frozen=True)
class Step:
    """One arc of the best path: which, from which frame to which, and its likelihood in nats."""

    arc: int
    start: int
    end: int
    likelihood: float


def best_path(network: Network, scores: Floats) -> tuple[Step, ...]:
    """Return the arcs of the likeliest path from the hub to the hub over all frames.

    scores: frames x blends, as `Network.emissions` gives them. Fewer frames than the shortest arc
    has states hold no path: then there are no steps.
    """
    frames = len(scores)
    trellis = _Trellis(network, frames)
    trellis.begin()
    for frame in range(frames):
        trellis.advance(frame, scores[frame])
    return trellis.trace(frames)


class _Trellis:
    """The state of a search, and what it remembers for the way back."""

    def __init__(self, network: Network, frames: int) -> None:
        self.network = network
        states = len(network.blend)
        self.score = np.full(states, _NEVER, dtype=np.float32)
        self.since = np.zeros(states, dtype=np.int32)
        self.how = np.full((frames + 1, network.nodes), _NOWHERE, dtype=np.int32)
        self.entered = np.zeros((frames + 1, network.nodes), dtype=np.int32)
        self.value = np.full((frames + 1, network.nodes), _NEVER, dtype=np.float32)
        self.node = np.full(network.nodes, _NEVER, dtype=np.float32)
        self._groups = np.flatnonzero(np.diff(network.target, prepend=-1)).astype(np.int32)
        self._reached = network.target[self._groups]
        self._inner = np.ones(network.nodes, dtype=bool)
        self._inner[[HUB, FREE, *network.starts.tolist()]] = False
        self._came = np.empty(states, dtype=np.float32)
        self._came_since = np.empty(states, dtype=np.int32)

    def begin(self) -> None:
        """Stand at the hub before the first frame."""
        self.node[HUB] = 0.0
        self._through_the_hub(0)

    def advance(self, frame: int, scores: Floats) -> None:
        """Take one frame in."""
        network, score, since = self.network, self.score, self.since
        came, came_since = self._came, self._came_since
        np.add(score[:-1], network.leave[:-1], out=came[1:])
        came[network.first] = self.node[network.source] - network.price
        came_since[1:] = since[:-1]
        came_since[network.first] = frame
        np.add(score, network.stay, out=score)
        moved = came > score
        np.copyto(score, came, where=moved)
        np.copyto(since, came_since, where=moved)
        score += scores[network.blend]
        self._arrive(frame + 1)

    def _arrive(self, frame: int) -> None:
        """Bring the ends of arcs to their nodes, then let paths change lines."""
        network = self.network
        ends = self.score[network.last] + network.leave[network.last]
        best = np.maximum.reduceat(ends, self._groups)
        node = self.node
        node.fill(_NEVER)
        node[self._reached] = best
        arrived = np.flatnonzero(ends == node[network.target])
        target = network.target[arrived]
        self.how[frame, target] = arrived
        self.entered[frame, target] = self.since[network.last[arrived]]
        self._skip(frame)
        self._through_the_hub(frame)

    def _skip(self, frame: int) -> None:
        """Let a path leave out one word of a line."""
        skipped = self.node[:-1] - np.float32(self.network.prices.skip)
        better = (skipped > self.node[1:]) & self._inner[1:]
        at = np.flatnonzero(better) + 1
        self.node[at] = skipped[at - 1]
        self.how[frame, at] = _SKIPPED

    def _through_the_hub(self, frame: int) -> None:
        """Let a path leave its line for the hub, enter another, or go on with the line that follows."""
        network, node = self.network, self.node
        leaving = node - network.exit_price
        leaver = int(np.argmax(leaving))
        if leaver != HUB and leaving[leaver] > node[HUB]:
            node[HUB] = leaving[leaver]
            self.how[frame, HUB] = -10 - leaver
        if len(network.starts) > 1:
            follow = node[network.ends[:-1]] - np.float32(network.prices.follow)
            node[network.starts[1:]] = follow
            self.how[frame, network.starts[1:]] = _FOLLOWED
        entering = node[HUB] - network.entry_price
        better = entering > node
        better[HUB] = False
        node[better] = entering[better]
        self.how[frame, better] = _FROM_HUB
        self.value[frame] = node

    def trace(self, frame: int) -> tuple[Step, ...]:
        """Walk back from the hub after the last frame."""
        network = self.network
        node, steps = HUB, list[Step]()
        if self.value[frame, HUB] <= _NEVER / 2:
            return ()
        while True:
            how = int(self.how[frame, node])
            if how >= 0:
                start = int(self.entered[frame, node])
                origin = int(network.source[how])
                # The value of a node after the changes of line may belong to another path than the
                # one that arrived; the arc's own gain is what it paid and earned between the two.
                gain = float(self.value[frame, node] - self.value[start, origin] + network.price[how])
                steps.append(Step(how, start, frame, gain))
                frame, node = start, origin
            elif how == _FROM_HUB:
                node = HUB
            elif how == _SKIPPED:
                node -= 1
            elif how == _FOLLOWED:
                node = int(network.ends[np.flatnonzero(network.starts == node)[0] - 1])
            elif how <= -10:
                node = -10 - how
            else:
                break
        return tuple(reversed(steps))
