"""Scripts and takes for the tests of the lined-script pages, with no file behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rushes.coverage.model import LinedScript, Reading
from rushes.screenplay import Screenplay, parse_fountain
from rushes.screenplay.spoken import spoken_words
from tests.turnover.report_footage import clip_of, reading_of

Said = str | tuple[str, str]
"""A line read as written, by its id, or the id and what was said instead."""

KEY = """Title: The Boathouse Key
Credit: Written by
Author: the table
Contact: nobody

INT. KITCHEN - NIGHT #27#

A kitchen table, two chairs, one of them for coats. MAREN puts a brass key down between them.

MAREN
You kept the key.

TOM
(not looking)
I kept a key. I never knew which door it was for.

MAREN
It was for the boathouse, Tom.

TOM
There is no boathouse.

He turns the key over. There is paint on it, green, and not dry.

MAREN (O.S.)
There was, until Thursday.

TOM
What happened on Thursday? (beat) Tell me.

MAREN ^
Your brother sold it.

TOM
He could have called me.

MAREN ^
He did call you.

> CUT TO:

EXT. LANDING - DAWN #28#

Mist. The boathouse, painted green.

TOM
Ducks.
"""

TAKES: tuple[tuple[str, Sequence[Said]], ...] = (
    ("27-1", ("27.1", "27.2", "27.3", "27.4", "27.5", "27.6")),
    ("27-2*", ("27.1", "27.2", "27.3", "27.4", "27.5", "27.6", "27.7")),
    (
        "27A-1",
        ("27.1", ("27.2", "I kept a key I never knew what door it was really for"), "27.4", "27.6"),
    ),
    ("27A-2", ("27.2", ("27.3", "it was for"), "27.2", "27.3", "27.4")),
    ("27B-1", (("27.6", "tell me"), "27.7")),
)


def lined_of(screenplay: Screenplay, takes: Iterable[tuple[str, Sequence[Said]]]) -> LinedScript:
    """Line a screenplay with takes: each its slate (``1A-2``, ``*`` when circled) and what was said."""
    lines = {line.id: line for line in screenplay.lines}
    clips, readings = [], list[Reading]()
    for roll, (slate, said) in enumerate(takes, 1):
        clip = clip_of(slate, roll)
        clips.append(clip)
        at, passes = 4.0, dict.fromkeys(lines, 0)
        for one in said:
            line, spoken = (one, lines[one].text) if isinstance(one, str) else one
            passes[line] += 1
            readings.append(reading_of(lines[line], clip, spoken, at, passes[line]))
            at = readings[-1].out_s + 0.5
    order = {line: n for n, line in enumerate(lines)}
    readings.sort(key=lambda reading: (order[reading.line], reading.file, reading.in_s))
    read = {reading.line for reading in readings}
    missing = tuple(line for line in lines if line not in read)
    return LinedScript(tuple(clips), tuple(lines.values()), tuple(readings), (), missing)


def key() -> tuple[Screenplay, LinedScript]:
    """Return a scene with all that a page must show: a reset, words changed, a part, what nobody read."""
    screenplay, _ = parse_fountain(KEY)
    lined = lined_of(screenplay, TAKES)
    doubted = lined.readings[0]
    microphones = [
        replace(
            reading,
            confidence=0.31 if reading is doubted else reading.confidence,
            microphone="Boom" if reading.file.startswith("27B") else "",
        )
        for reading in lined.readings
    ]
    return screenplay, replace(lined, readings=tuple(microphones))


def long_scene(
    lines: int, number: str = "1", words: str = "I said {n} times that I never went there."
) -> str:
    """Write a scene of so many lines for two."""
    cues = "\n\n".join(f"{'AB'[n % 2]}NNA\n{words.format(n=n)}" for n in range(1, lines + 1))
    return f"INT. ROOM - DAY #{number}#\n\nTwo chairs.\n\n{cues}\n"


def many_takes(screenplay: Screenplay, setups: int, takes: int) -> LinedScript:
    """Line every line of a screenplay with so many takes of so many setups."""
    scene = screenplay.scenes[0]
    ids = [line.id for line in scene.lines]
    letters = ["", *"ABCDEFGHJKLMNPQRSTUVWXYZ", *(f"A{letter}" for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ")]
    slates = [f"{scene.number}{letters[s]}-{t}" for s in range(setups) for t in range(1, takes + 1)]
    return lined_of(screenplay, [(slate, ids[n % 3 : len(ids) - n % 4]) for n, slate in enumerate(slates)])


def words_of(text: str) -> int:
    """Count the words of a line as they are heard."""
    return len(spoken_words(text))


WORLD = """Title: 世界 · עולם · العالم

INT. 台所 - 夜 #1#

机の上に鍵がある。雨の音がする、とても静かな夜で、誰も窓を閉めようとしない。「いいえ」と彼女は言った。

@真理
その鍵はまだ持っていたんですね。どの扉の鍵なのか、私は一度も知りませんでした。

@小王
你把那把黄色的钥匙放在哪里了？我从来不知道它是开哪扇门的，也没有问过任何人。

@נועה
איפה שמת את המפתח הצהוב? אף פעם לא ידעתי לאיזו דלת הוא שייך, 12 שנים.

@ليلى
أين وضعت المفتاح الأصفر؟ لم أعرف قط أي باب يفتح.

@JIŘÍ
Kde je ten žlutý klíč? Őrült čaj, Ωμέγα, Żółć, "naïve" — Привет.

@मीरा
वह चाबी कहाँ है? मुझे कभी पता नहीं चला।

@EMOJI
Well 🎬 then, 𐒀 and a letter nobody has: \U0010fffd.
"""  # noqa: RUF001 -- the marks of Chinese are the point


def world() -> tuple[Screenplay, LinedScript]:
    """Return a scene in many scripts, with two takes of it; one leaves the first word out."""
    screenplay, _ = parse_fountain(WORLD)
    ids = [line.id for line in screenplay.lines]
    late = [(line.id, " ".join(spoken_words(line.text)[1:]) or line.text) for line in screenplay.lines[:5]]
    return screenplay, lined_of(screenplay, [("1-1", ids), ("1A-1", late)])
