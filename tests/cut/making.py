"""Strategies that shoot whole days at random: several takes and rates, slips, crew, claps, overlaps."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from rushes.coverage.model import LinedScript
from rushes.screenplay import Screenplay
from tests.cut.shooting import a_reading, a_script, a_take, crew, heard, lined

RATES = [Fraction(25), Fraction(24000, 1001), Fraction(30), Fraction(120)]
TAKES = ["1-1", "1-2", "1A-1a", "1A-1b", "1A-2", "1B-1", "1C-3", "2-1", "2A-1", "no slate", "another"]
SECONDS = st.integers(0, 1400).map(lambda n: n / 100)

_speeches = st.sampled_from(["ANNA One two", "BEN One two three four", "ANNA Yes", "BEN^ One two three"])
_pauses = st.sampled_from(["", "(beat) / ", "> She looks away. / "])


@st.composite
def scripts(draw: st.DrawFn) -> Screenplay:
    """Return a script of one to three scenes, some without dialogue, some with dual dialogue."""
    scenes = draw(st.lists(st.lists(st.tuples(_pauses, _speeches), max_size=4), min_size=1, max_size=3))
    return a_script(*(" / ".join(p + s for p, s in scene) or "> Rain." for scene in scenes))


@st.composite
def days(draw: st.DrawFn) -> tuple[Screenplay, LinedScript]:
    """Return a script and what was heard of it: anything anywhere, short clips and all."""
    script = draw(scripts())
    clips = {
        take: a_take(
            take,
            frames=draw(st.sampled_from([40, 400, 2000])),
            rate=draw(st.sampled_from(RATES)),
            circled=draw(st.booleans()),
            variable_rate=draw(st.booleans()),
        )
        for take in draw(st.lists(st.sampled_from(TAKES), min_size=1, max_size=5, unique=True))
    }
    takes = st.sampled_from(sorted(clips))
    readings = []
    for line in script.lines:
        words = line.text.lower()
        for _ in range(draw(st.integers(0, 4))):
            take = draw(takes)
            readings.append(
                a_reading(
                    line.id,
                    take,
                    draw(SECONDS),
                    words=words,
                    slip=draw(st.sampled_from(["", "", words.split()[0]])),
                    sure=draw(st.sampled_from([1.0, 0.9, 0.5, 0.1])),
                    clear=draw(st.sampled_from([0.0, 12.0, 28.0, 40.0])),
                    rate=clips[take].rate,
                )
            )
    others = [crew(draw(takes), at, at + 0.3) for at in draw(st.lists(SECONDS, max_size=4))]
    strays = st.lists(SECONDS.map(lambda at: (at, at + 0.17)), max_size=6)
    ears = {
        take: heard(
            draw(strays), claps=draw(st.lists(SECONDS, max_size=1)), quiet=[(2.0, 3.5)], duration=16.0
        )
        for take in clips
    }
    return script, lined(script, *readings, *others, clips=list(clips.values()), ears=ears)


def shuffled(day: LinedScript) -> LinedScript:
    """Return the same day told in another order."""
    return replace(day, readings=day.readings[::-1], clips=day.clips[::-1], off_script=day.off_script[::-1])
