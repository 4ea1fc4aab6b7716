"""The search: the likeliest path, whole and without a gap, whatever the scores are."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.sound.acoustics import acoustic_model
from rushes.sound.network import FREE, HUB, PAUSE, Network, Prices, weave
from rushes.sound.search import Step, best_path
from rushes.sound.spectrum import Floats

LINES = (("where", "were", "you"), ("out",), ("i", "read", "it"))
NETWORK = weave(acoustic_model(), LINES, ("cut", "you"))
CHEAP = weave(
    acoustic_model(),
    LINES,
    ("cut", "you"),
    Prices(line=5, follow=1, late=6, broken=4, skip=7, free=3, free_word=2, sound=1, pause=0),
)


def scored(frames: int, seed: int, spread: float) -> Floats:
    """Return random scores of every blend."""
    table = np.random.default_rng(seed).normal(size=(frames, len(NETWORK.blend_first))) * spread
    return table.astype(np.float32)


def states(network: Network, arc: int) -> slice:
    return slice(int(network.first[arc]), int(network.last[arc]) + 1)


def earned(network: Network, step: Step, scores: Floats) -> float:
    """Return what an arc earns in its frames on the likeliest way through its states."""
    own = states(network, step.arc)
    blend, stay, leave = network.blend[own], network.stay[own], network.leave[own]
    best = np.full(len(blend), -np.inf)
    best[0] = scores[step.start, blend[0]]
    for frame in range(step.start + 1, step.end):
        moved = np.concatenate([[-np.inf], best[:-1] + leave[:-1]])
        best = np.maximum(best + stay, moved) + scores[frame, blend]
    return float(best[-1] + leave[-1])


def passage(network: Network, before: int, after: int) -> float:
    """Return the least that it costs to come from one node to another between two arcs."""
    ways = [0.0] if before == after else []
    ways.append(float(network.exit_price[before] + network.entry_price[after]))
    ends, starts = network.ends.tolist(), network.starts.tolist()
    if before in ends[:-1] and after == starts[ends.index(before) + 1]:
        ways.append(network.prices.follow)
    if after == before + 1 and after not in (FREE, *starts) and before not in (HUB, FREE, *starts):
        ways.append(network.prices.skip)
    return min(ways)


def worth(network: Network, steps: tuple[Step, ...], scores: Floats) -> float:
    """Return the likelihood of a whole path from the hub to the hub, every price paid."""
    nodes = [HUB]
    for step in steps:
        nodes += [int(network.source[step.arc]), int(network.target[step.arc])]
    nodes.append(HUB)
    moves = sum(passage(network, a, b) for a, b in zip(nodes[::2], nodes[1::2], strict=True))
    prices = sum(float(network.price[step.arc]) for step in steps)
    return sum(earned(network, step, scores) for step in steps) - moves - prices


def best_worth(network: Network, scores: Floats) -> float:
    """Return the likelihood of the best path, state by state and node by node, slowly."""
    node = _through(network, {HUB: 0.0})
    inside = np.full(len(network.blend), -np.inf)
    for row in scores:
        came = np.full(len(network.blend), -np.inf)
        came[1:] = inside[:-1] + network.leave[:-1]
        for arc, first in enumerate(network.first):
            came[first] = node.get(int(network.source[arc]), -np.inf) - network.price[arc]
        inside = np.maximum(inside + network.stay, came) + row[network.blend]
        arrived: dict[int, float] = {}
        for arc, last in enumerate(network.last):
            target = int(network.target[arc])
            arrived[target] = max(arrived.get(target, -np.inf), float(inside[last] + network.leave[last]))
        node = _through(network, arrived)
    return node[HUB]


def _through(network: Network, arrived: dict[int, float]) -> dict[int, float]:
    """Let paths go wherever no sound is needed to go."""
    node = dict(arrived)
    for _ in range(4):
        for before, value in list(node.items()):
            for after in range(network.nodes):
                cost = passage(network, before, after)
                node[after] = max(node.get(after, -np.inf), value - cost)
    return node


def heard(network: Network, steps: tuple[Step, ...]) -> list[str]:
    return [network.words[step.arc] for step in steps if network.words[step.arc] != PAUSE]


def spoken(network: Network, *arcs_and_frames: tuple[int, int], against: float = -40.0) -> Floats:
    """Return scores that speak for these arcs in this order, so many frames each, and against all else."""
    rows = []
    for arc, frames in arcs_and_frames:
        blends = network.blend[states(network, arc)]
        for frame in range(frames):
            row = np.full(len(network.blend_first), against, np.float32)
            row[blends[frame * len(blends) // frames]] = 0.0
            rows.append(row)
    return np.array(rows)


def the(network: Network, line: int, place: int, variant: int = 0) -> int:
    """Return the arc of a word in its place, in its first or another way of being said."""
    found = [
        arc
        for arc in range(len(network.words))
        if (network.line[arc], network.place[arc]) == (line, place) and network.words[arc] != PAUSE
    ]
    return sorted(found, key=lambda arc: network.price[arc])[variant]


@settings(max_examples=40)
@given(st.integers(3, 60), st.integers(0, 1000), st.sampled_from([0.0, 1.0, 10.0, 60.0]))
def test_the_steps_tile_the_sound(frames: int, seed: int, spread: float) -> None:
    """From the first frame to the last without gap or overlap, and no word is shorter than its states."""
    steps = best_path(NETWORK, scored(frames, seed, spread))
    assert steps[0].start == 0
    assert steps[-1].end == frames
    assert all(one.end == other.start for one, other in pairwise(steps))
    for step in steps:
        own = states(NETWORK, step.arc)
        assert step.end - step.start >= own.stop - own.start
        assert np.isfinite(step.likelihood)


@settings(max_examples=25)
@given(st.integers(3, 40), st.integers(0, 1000), st.sampled_from([1.0, 10.0, 60.0]), st.booleans())
def test_no_other_path_is_likelier(frames: int, seed: int, spread: float, cheap: bool) -> None:  # noqa: FBT001
    """Found slowly, node by node, the best path is worth the same to the nat."""
    network, scores = CHEAP if cheap else NETWORK, scored(frames, seed, spread)
    steps = best_path(network, scores)
    assert worth(network, steps, scores) == pytest.approx(best_worth(network, scores), abs=0.05)


@settings(max_examples=25)
@given(st.integers(3, 60), st.integers(0, 1000), st.sampled_from([1.0, 10.0, 60.0]))
def test_a_step_says_what_its_own_sound_is_worth(frames: int, seed: int, spread: float) -> None:
    """A word's score stands on this, whatever path leads to the word."""
    scores = scored(frames, seed, spread)
    for step in best_path(NETWORK, scores):
        assert step.likelihood == pytest.approx(earned(NETWORK, step, scores), abs=0.05)


@pytest.mark.parametrize("frames", [0, 1, 2])
def test_sound_shorter_than_any_sound_has_no_steps(frames: int) -> None:
    """A phone has three states, and each takes a frame."""
    assert best_path(NETWORK, scored(frames, 1, 1.0)) == ()


def test_a_line_that_the_sound_speaks_for_is_found_to_the_frame() -> None:
    said = [(the(NETWORK, 0, 0), 20), (the(NETWORK, 0, 1), 15), (the(NETWORK, 0, 2), 31)]
    steps = best_path(NETWORK, spoken(NETWORK, *said))
    assert [(step.arc, step.end - step.start) for step in steps] == said


def test_two_lines_in_either_order_are_found() -> None:
    """Going on with the next line is cheap, any other order is possible."""
    out, read = [(the(NETWORK, 1, 0), 20)], [(the(NETWORK, 2, place), 20) for place in range(3)]
    for said in (out + read, read + out):
        assert [step.arc for step in best_path(NETWORK, spoken(NETWORK, *said))] == [arc for arc, _ in said]


def test_the_second_way_of_saying_a_word_is_found_when_it_is_what_sounds() -> None:
    """The actor says 'red', not 'reed', or the other way round."""
    for variant in (0, 1):
        said = [(the(NETWORK, 2, 0), 12), (the(NETWORK, 2, 1, variant), 24), (the(NETWORK, 2, 2), 15)]
        steps = best_path(NETWORK, spoken(NETWORK, *said))
        assert heard(NETWORK, steps) == ["i", "read", "it"]
        assert steps[1].arc == said[1][0]


def test_a_line_broken_off_and_one_begun_late_are_found() -> None:
    for places in ((0, 1), (1, 2)):
        said = [(the(NETWORK, 0, place), 30) for place in places]
        steps = best_path(NETWORK, spoken(NETWORK, *said))
        assert heard(NETWORK, steps) == [LINES[0][place] for place in places]
        assert {int(NETWORK.line[step.arc]) for step in steps} == {0}


@pytest.mark.parametrize(("skip", "expected"), [(30.0, ["where", "you"]), (200.0, ["where", "were", "you"])])
def test_a_word_is_left_out_only_when_it_costs_less_than_to_say_it(skip: float, expected: list[str]) -> None:
    """Six states that the sound speaks against by 20 nats each cost about 120."""
    network = weave(acoustic_model(), LINES, (), replace(Prices(), skip=skip, late=500.0, broken=500.0))
    said = [(the(network, 0, 0), 20), (the(network, 0, 2), 20)]
    steps = best_path(network, spoken(network, *said, against=-20.0))
    assert heard(network, steps) == expected
    assert {int(network.line[step.arc]) for step in steps} == {0}


def test_a_script_without_lines_is_searched_for_everything_else() -> None:
    network = weave(acoustic_model(), (), ("cut",))
    (cut,) = (arc for arc, word in enumerate(network.words) if word == "cut")
    assert heard(network, best_path(network, spoken(network, (cut, 30)))) == ["cut"]
