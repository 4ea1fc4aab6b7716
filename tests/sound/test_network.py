"""The network: the lines of the script, a way in and out anywhere, and everything else."""

import numpy as np
import pytest

from rushes.sound.acoustics import STATES, acoustic_model
from rushes.sound.lexicon import pronunciations
from rushes.sound.network import FREE, HUB, PAUSE, UNKNOWN, Network, Prices, weave

LINES = (("where", "were", "you"), ("out",), ("i", "read", "the", "letter"))
ANYTHING = ("cut", "read")


@pytest.fixture(scope="module")
def network() -> Network:
    return weave(acoustic_model(), LINES, ANYTHING)


def arcs(network: Network, **wanted: object) -> list[int]:
    """Return the arcs whose named columns hold these values."""
    return [
        arc
        for arc in range(len(network.words))
        if all(getattr(network, name)[arc] == value for name, value in wanted.items())
    ]


def test_each_line_is_a_chain_of_its_words(network: Network) -> None:
    """Every word stands between the node before it and the node after it."""
    for line, words in enumerate(LINES):
        start = int(network.starts[line])
        assert int(network.ends[line]) == start + len(words)
        for place, word in enumerate(words):
            found = arcs(network, line=line, place=place, words=word)
            assert len(found) == len(pronunciations([word])[word])
            assert {(int(network.source[a]), int(network.target[a])) for a in found} == {
                (start + place, start + place + 1)
            }


def test_a_pause_may_follow_every_word_of_a_line(network: Network) -> None:
    """A pause stays at its node, for a small price; before a line, waiting costs nothing."""
    inside = [arc for arc in arcs(network, words=PAUSE) if network.line[arc] >= 0]
    assert len(inside) == sum(map(len, LINES))
    assert all(network.source[arc] == network.target[arc] for arc in inside)
    (waiting,) = arcs(network, words=PAUSE, source=HUB)
    assert network.price[waiting] == 0.0


def test_a_line_is_entered_at_its_beginning_or_late_and_left_at_its_end_or_early(network: Network) -> None:
    """Beginning late and breaking off have their prices; one cannot enter after the last word."""
    prices = network.prices
    start, end = int(network.starts[0]), int(network.ends[0])
    assert network.entry_price[start : end + 1].tolist() == [prices.line, prices.late, prices.late, np.inf]
    assert network.exit_price[start : end + 1].tolist() == [np.inf, prices.broken, prices.broken, 0.0]


def test_a_line_of_one_word_has_no_middle(network: Network) -> None:
    """'Out.' is entered before its word and left after it."""
    start = int(network.starts[1])
    assert network.entry_price[start : start + 2].tolist() == [network.prices.line, np.inf]
    assert network.exit_price[start : start + 2].tolist() == [np.inf, 0.0]


def test_a_second_way_of_saying_a_word_costs_a_little(network: Network) -> None:
    """'Read' is said in two ways, in the line and outside it."""
    prices = network.prices
    in_line = arcs(network, line=2, place=1, words="read")
    outside = arcs(network, words="read", source=FREE)
    assert sorted(network.price[in_line].tolist()) == [0.0, prices.variant]
    assert sorted(network.price[outside].tolist()) == [prices.free_word, prices.free_word + prices.variant]


def test_outside_the_script_any_sound_may_be_heard(network: Network) -> None:
    """Every phone of the model stands for a voice that says no known word."""
    sounds = arcs(network, words=UNKNOWN)
    assert len(sounds) == len(acoustic_model().phones) - 1
    assert {(int(network.source[a]), int(network.target[a])) for a in sounds} == {(FREE, FREE)}
    assert {int(network.line[a]) for a in sounds} == {-1}


def test_a_word_that_nobody_can_pronounce_leaves_a_hole_in_its_chain() -> None:
    """The line can still be left before it and entered after it."""
    network = weave(acoustic_model(), [("tell", "你好", "now")], ())
    assert arcs(network, line=0, place=1, words="你好") == []
    assert len(arcs(network, line=0, place=2, words="now")) == 1
    assert network.nodes == 2 + 4


def test_an_empty_line_and_an_empty_script_can_be_woven() -> None:
    assert weave(acoustic_model(), [], ()).nodes == 2
    network = weave(acoustic_model(), [("yes",), (), ("no",)], ())
    assert (network.starts[1], network.exit_price[network.starts[1]]) == (network.ends[1], np.inf)


def test_states_lie_arc_after_arc_three_a_phone(network: Network) -> None:
    """Each arc's states follow those of the arc before; arcs are sorted by their target."""
    sizes = network.last - network.first + 1
    assert (sizes % STATES == 0).all()
    assert network.first.tolist() == np.concatenate([[0], np.cumsum(sizes)[:-1]]).tolist()
    assert len(network.blend) == len(network.stay) == len(network.leave) == sizes.sum()
    assert (np.diff(network.target) >= 0).all()
    (one,) = arcs(network, line=1, place=0, words="out")
    assert sizes[one] == STATES * len(pronunciations(["out"])["out"][0])


def test_a_word_between_words_sounds_as_the_likeliest_of_its_neighbourhoods(network: Network) -> None:
    """Whether an actor runs on or pauses is not known; each state may be any of a few senones."""
    scores = np.random.default_rng(0).normal(size=(4, len(network.wanted))).astype(np.float32)
    blended = network.emissions(scores)
    assert blended.shape == (4, len(network.blend_first))
    ends = np.append(network.blend_first[1:], len(network.members))
    for blend in range(0, blended.shape[1], 17):
        members = network.members[network.blend_first[blend] : ends[blend]]
        assert (blended[:, blend] == scores[:, members].max(axis=1)).all()


def test_the_same_script_gives_the_same_network(network: Network) -> None:
    """Nothing depends on the order of a set."""
    again = weave(acoustic_model(), LINES, tuple(reversed(ANYTHING)), Prices())
    assert again.words == network.words
    assert (again.blend == network.blend).all()
    assert (again.wanted == network.wanted).all()
