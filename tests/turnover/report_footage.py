"""Footage for the report's tests: scenes, takes and a cut, written out as values with no file behind them."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from rushes.coverage.model import LinedScript, OffScript, Reading, ReadingKind, ReadWord, WordState
from rushes.cut.model import Alternate, Cut, Event, MissingLine, Reason
from rushes.errors import Finding
from rushes.footage.model import Angle, Behind, Clip, Recording, Slate
from rushes.screenplay.model import Element, Kind, Line, Scene, Screenplay
from rushes.screenplay.spoken import spoken_words
from rushes.timecode import Span
from rushes.turnover.report import report_page

RATE = Fraction(25)

Take = tuple[str, Sequence[tuple[int, str]]]
"""A take: its slate (``1A-2``, then ``*`` when circled) and what is said: (number of the line, words)."""


class Told(NamedTuple):
    """All that a report is made from."""

    screenplay: Screenplay
    lined: LinedScript
    cut: Cut
    findings: Sequence[Finding] = ()
    evidence: str = "11 of 11 clips heard"
    stills: Mapping[str, bytes] = {}

    def page(self) -> str:
        """Make the report."""
        return report_page(*self).decode()


CAST = (
    ("MAREN", "You kept the key."),
    ("TOM", "I kept a key. I never knew which door it was for."),
    ("MAREN", "It was for the boathouse, Tom."),
    ("TOM", "There is no boathouse."),
    ("MAREN", "There was, until Thursday."),
    ("TOM", "What happened on Thursday?"),
    ("MAREN", "Your brother sold it. To a man who paints ducks, and he paid in cash."),
    ("TOM", "He could have called me."),
    ("MAREN", "He did call you. I answered."),
    ("TOM", "And you said what, exactly?"),
    ("MAREN", "That you were out. On the water."),
    ("TOM", "I sold my boat in April."),
)
ACTIONS = {
    1: "A kitchen table, two chairs, one of them for coats. MAREN puts a brass key down between them.",
    5: "He turns the key over. There is paint on it, green, and not dry.",
    9: "Rain. Neither of them gets up to close the window.",
}
TAKES: tuple[Take, ...] = (
    ("1-1", [(n, CAST[n - 1][1]) for n in (1, 2, 3, 4, 5, 6, 7)]),
    ("1-2*", [(n, CAST[n - 1][1]) for n in range(1, 11)]),
    (
        "1A-1",
        [
            (1, "You kept the key."),
            (2, "I kept a key. I never knew what door it was for."),
            (4, "There is no boathouse."),
            (6, "What happened on Thursday?"),
            (8, "He could have called me."),
            (10, "And you said what?"),
        ],
    ),
    (
        "1A-2",
        [
            (2, CAST[1][1]),
            (3, CAST[2][1]),
            (4, CAST[3][1]),
            (2, "I kept a key. I never knew"),
            (2, CAST[1][1]),
            (3, CAST[2][1]),
            (4, CAST[3][1]),
            (5, CAST[4][1]),
            (6, CAST[5][1]),
        ],
    ),
    (
        "1A-3",
        [
            (6, CAST[5][1]),
            (7, CAST[6][1]),
            (8, "He could have just called me, you know."),
            (9, CAST[8][1]),
            (10, CAST[9][1]),
        ],
    ),
    ("1B-1", [(1, CAST[0][1]), (2, CAST[1][1]), (3, "It was for the boathouse."), (5, CAST[4][1])]),
    (
        "1B-2",
        [
            (3, CAST[2][1]),
            (4, CAST[3][1]),
            (5, CAST[4][1]),
            (6, CAST[5][1]),
            (7, "Your brother sold it. To a man who paints dogs, and he paid in cash."),
            (8, CAST[7][1]),
            (9, CAST[8][1]),
        ],
    ),
    ("1B-3*", [(7, CAST[6][1]), (8, CAST[7][1]), (9, CAST[8][1]), (10, CAST[9][1]), (11, "On the water.")]),
    ("1C-1", []),
)


def screenplay_of(
    title: str, scenes: Iterable[tuple[str, Sequence[tuple[str, str]], Mapping[int, str]]]
) -> Screenplay:
    """Write a screenplay; a scene is its heading, (character, words), and action by the line it precedes."""
    return Screenplay((("Title", title),), tuple(_scene(str(n), *scene) for n, scene in enumerate(scenes, 1)))


def _scene(number: str, heading: str, said: Sequence[tuple[str, str]], actions: Mapping[int, str]) -> Scene:
    lines = tuple(
        Line(f"{number}.{n}", number, who, words, parentheticals=("quietly",) if n % 9 == 4 else ())
        for n, (who, words) in enumerate(said, 1)
    )
    elements: list[Element] = []
    for n, line in enumerate(lines, 1):
        elements += [Element(Kind.ACTION, actions[n], n)] if n in actions else []
        elements += [
            Element(Kind.CHARACTER, line.character, n, line.id),
            Element(Kind.DIALOGUE, line.text, n, line.id),
        ]
    return Scene(number, heading, tuple(elements), lines, 1)


def clip_of(slate: str, roll: int, frames: int = 3000) -> Clip:
    """Make a clip with its slate in its name, ``*`` for circled."""
    setup, _, take = slate.rstrip("*").partition("-")
    scene = "".join(letter for letter in setup if letter.isdecimal())
    says = Slate(scene, setup, int(take), "A", circled=slate.endswith("*"), source="name")
    file = f"{slate.rstrip('*')}_A001C{roll:03}.mov"
    return Clip(
        Path("/rushes") / file,
        file,
        f"{roll:064x}",
        RATE,
        frames,
        (10 * 3600 + roll * 120) * 25,
        has_timecode=True,
        width=1280,
        height=720,
        channels=1,
        sample_rate=48000,
        slate=says,
    )


def read_words(written: str, spoken: str, in_s: float) -> tuple[ReadWord, ...]:
    """Lay what was spoken against what was written, a word every 0.3 s."""
    script, heard = spoken_words(written), spoken_words(spoken)
    words: list[ReadWord] = []
    for tag, i, j, k, m in SequenceMatcher(None, script, heard, autojunk=False).get_opcodes():
        both = min(j - i, m - k) if tag in ("equal", "replace") else 0
        times = [(in_s + 0.3 * at, in_s + 0.3 * at + 0.25) for at in range(k, m)]
        state: WordState = "said" if tag == "equal" else "changed"
        words += [ReadWord(script[i + n], state, heard[k + n], *times[n]) for n in range(both)]
        words += [ReadWord(word, "missing", None, None, None) for word in script[i + both : j]]
        words += [ReadWord(None, "added", heard[at], *times[at - k]) for at in range(k + both, m)]
    return tuple(words)


def reading_of(line: Line, clip: Clip, spoken: str, in_s: float, again: int) -> Reading:
    """Make a reading of a line from the words that were spoken."""
    words = read_words(line.text, spoken, in_s)
    good = sum(word.state == "said" for word in words)
    scripted = [word for word in words if word.text is not None]
    kind: ReadingKind = "as written" if good == len(words) else "altered"
    if scripted[-1].state == "missing" or scripted[0].state == "missing":
        kind = "partial"
    out_s = in_s + 0.3 * len(spoken_words(spoken))
    return Reading(
        line.id,
        clip.file,
        again,
        Span.around(in_s, out_s, clip.rate),
        in_s,
        out_s,
        kind,
        good / len(words),
        0.62 if kind == "altered" else 0.96,
        words,
        14.0 + 5 * (len(clip.sha256.lstrip("0")) + int(clip.sha256, 16)) % 17,
    )


def lined_from(screenplay: Screenplay, scene: Scene, takes: Iterable[Take], roll: int = 1) -> LinedScript:
    """Line a scene with its takes; each begins at 4 s, half a second lies between lines."""
    clips, readings = [], []
    for number, (slate, said) in enumerate(takes, roll):
        clip = clip_of(slate, number)
        clips.append(clip)
        at, passes = 4.0, dict.fromkeys(range(1, 1000), 0)
        for n, spoken in said:
            passes[n] += 1
            readings.append(reading_of(scene.lines[n - 1], clip, spoken, at, passes[n]))
            at = readings[-1].out_s + 0.5
    order = {line.id: n for n, line in enumerate(screenplay.lines)}
    readings.sort(key=lambda reading: (order[reading.line], reading.file, reading.in_s))
    spoken_lines = {reading.line for reading in readings}
    return LinedScript(
        tuple(clips),
        scene.lines,
        tuple(readings),
        missing=tuple(line.id for line in scene.lines if line.id not in spoken_lines),
    )


def cut_from(screenplay: Screenplay, lined: LinedScript) -> Cut:
    """Choose for each line the reading of greatest worth, simply, and lay picture and sound."""
    events: list[Event] = []
    missing: list[MissingLine] = []
    previous: Reading | None = None
    record = 0
    for line in lined.lines:
        weighed = [(reading, _reasons(reading, previous, lined)) for reading in lined.readings_of(line.id)]
        if not weighed:
            missing.append(MissingLine(line.id, line.character, line.text, record))
            continue
        weighed.sort(key=lambda pair: -sum(reason.worth for reason in pair[1]))
        (reading, reasons), *others = weighed
        span = _trim(reading, previous, events)
        event = Event(
            "V1",
            line.id,
            reading.file,
            span,
            Span(record, record + span.frames, RATE),
            _confidence(weighed),
            _confidence(weighed) < 0.53,
            reasons,
            tuple(
                Alternate(other.file, _handles(other.span), sum(r.worth for r in why), why)
                for other, why in others
            ),
            ("the next choice is as good",) if _confidence(weighed) < 0.53 else (),
        )
        events.append(event)
        record, previous = event.record.end, reading
    sound = [replace(event, track="A1") for event in events]
    used = {event.file for event in events}
    clips = tuple(clip for clip in lined.clips if clip.file in used)
    return Cut(screenplay.title, RATE, "classic", (*events, *sound), tuple(missing), clips)


def _reasons(reading: Reading, previous: Reading | None, lined: LinedScript) -> tuple[Reason, ...]:
    clip = lined.clip(reading.file)
    said = sum(word.state == "said" for word in reading.words)
    reasons = [Reason("as written", round(2 * reading.fidelity, 2), f"{said} of {len(reading.words)} words")]
    reasons += [
        Reason("clear sound", round(reading.clear_db / 30, 2), f"{reading.clear_db:.0f} dB above the room")
    ]
    if reading.kind != "as written":
        reasons += [Reason("left the text", -1.5 if reading.kind == "partial" else -0.75, reading.kind)]
    if clip.slate.circled:
        reasons += [Reason("circled", 0.5, "marked on the slate")]
    setup, scene = clip.slate.setup or "", clip.slate.scene or ""
    if previous is None:
        reasons += [
            Reason(
                "start wide",
                0.9 if setup == scene else -0.4,
                "the master" if setup == scene else "a closer setup",
            )
        ]
    elif previous.file == reading.file and 0 < reading.in_s - previous.out_s < 1:
        reasons += [Reason("whole performance", 0.6, f"stays in {clip.name}")]
    elif lined.clip(previous.file).slate.setup == setup:
        reasons += [Reason("jump cut", -1.2, f"same setup as {lined.clip(previous.file).name}")]
    if previous and setup[len(scene) :] == "AB"[int(reading.line.partition(".")[2]) % 2]:
        reasons += [Reason("on the speaker", 1.1, "the closer angle on who speaks")]
    return tuple(reasons)


def _confidence(weighed: Sequence[tuple[Reading, tuple[Reason, ...]]]) -> float:
    if len(weighed) == 1:
        return 0.7
    best, second = (sum(reason.worth for reason in weighed[at][1]) for at in (0, 1))
    return min(0.98, 0.5 + (best - second) / 1.6)


def _handles(span: Span) -> Span:
    return Span(max(0, span.start - 6), span.end + 6, span.rate)


def _trim(reading: Reading, previous: Reading | None, events: Sequence[Event]) -> Span:
    span = _handles(reading.span)
    if previous and previous.file == reading.file and 0 < reading.in_s - previous.out_s < 1:
        return Span(events[-1].source.end, span.end, span.rate)
    return span


def picture_of(label: str, shade: int, size: tuple[int, int] = (640, 360)) -> bytes:
    """Draw a still: two heads and a table, closer for later letters."""
    picture = Image.new("RGB", size, (shade, shade + 18, shade + 30))
    draw = ImageDraw.Draw(picture)
    wide, high = size
    near = 1 + (ord(label[-1]) - ord("A") + 1 if label[-1].isalpha() else 0) * 0.8
    for at, skin, coat in ((0.3, (196, 150, 122), (64, 92, 84)), (0.7, (226, 188, 160), (140, 62, 50))):
        across, r = wide * (0.5 + (at - 0.5) * near * (0.8 if near > 1 else 1)), high * 0.11 * near
        draw.ellipse((across - 2 * r, high * 0.5 + r, across + 2 * r, high * 1.4), fill=coat)
        draw.ellipse((across - r, high * 0.45 - r, across + r, high * 0.45 + r * 1.2), fill=skin)
    draw.rectangle((0, high * 0.88, wide, high), fill=(88, 66, 48))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=82)
    return written.getvalue()


def two_hander() -> Told:
    """Return a scene for two: nine takes of four setups, flubs, a reset, an ad-lib and two missing words."""
    screenplay = screenplay_of(
        "The Boathouse Key", [("INT. KITCHEN - NIGHT", CAST, ACTIONS), ("EXT. LANDING - DAWN", (), {})]
    )
    lined = lined_from(screenplay, screenplay.scenes[0], TAKES)
    lined = replace(
        lined,
        off_script=(
            OffScript("1B-1_A001C006.mov", Span(30, 66, RATE), 1.2, 2.64, "sorry can we go again"),
            OffScript("1A-2_A001C004.mov", Span(410, 450, RATE), 16.4, 18.0, "from the top", "crew"),
        ),
    )
    findings = (
        Finding(
            "ambiguous slate",
            "1C-1_A001C009.mov",
            "The name says setup 1C, the reel says 1D.",
            "Rename the file if 1D is right.",
        ),
        Finding(
            "nothing heard",
            "1C-1_A001C009.mov",
            "No word of the script was heard in this clip.",
            "It may be MOS or an insert.",
        ),
        Finding("nothing heard", "DSC_0001.MOV", "No word of the script was heard in this clip.", ""),
    )
    stills = {
        clip.file: picture_of(clip.slate.setup or "1", 40 + 14 * n) for n, clip in enumerate(lined.clips[:-1])
    }
    return Told(
        screenplay,
        lined,
        cut_from(screenplay, lined),
        findings,
        "8 of 9 clips heard, 1 without dialogue",
        stills,
    )


def double_system() -> Told:
    """Return the scene for two as it is mostly shot: with a recorder, and two cameras on one of the takes.

    No recording fits 1B-3, whose camera is heard; a wild track lies behind no picture.
    """
    told = two_hander()
    groups = {"1A-3": Angle("1A-3", 0.0), "1B-2": Angle("1A-3", 0.4, "clap", 8.0, ("Both see the sticks.",))}
    clips = {clip.file: _recorded(clip, groups.get(clip.slate.label)) for clip in told.lined.clips}
    wild = tuple(_wav("WT1", number, track, Slate("1", wild=True)) for number, track in enumerate(TRACKS, 1))
    lined = replace(told.lined, clips=tuple(clips.values()), loose=(Recording(wild),))
    sounds = [sound for event in told.cut.track("A1") for sound in _sounds_of(event, clips[event.file])]
    pictures = told.cut.track("V1")
    used = [clips[file] for file in dict.fromkeys(event.file for event in pictures)]
    played = dict.fromkeys(behind.sound for clip in used for behind in clip.behind)
    sounds.sort(key=lambda event: (event.track, event.record.start))
    cut = replace(told.cut, events=(*pictures, *sounds), clips=(*used, *played))
    return told._replace(lined=lined, cut=cut)


TRACKS = ("Boom", "Maren")


def _wav(name: str, number: int, track: str, slate: Slate) -> Clip:
    file = f"SOUND/{name}_{number}.WAV"
    return Clip(
        *(Path("/rushes") / file, file, f"{name}{number}", Fraction(48000), 130 * 48000, 36000 * 48000),
        has_timecode=True,
        reel="24Y07M31",
        channels=1,
        sample_rate=48000,
        slate=slate,
        is_sound=True,
        timecode_rate=RATE,
        tracks=(track,),
    )


def _recorded(clip: Clip, angle: Angle | None) -> Clip:
    """Put two microphones of a recorder behind a clip, which rolled two seconds before it."""
    if clip.slate.label == "1B-3":
        return clip
    if angle and angle.at_s:
        clip = replace(clip, slate=replace(clip.slate, camera="B"))
    evidence = ("Camera and recorder both read 10:02:04:11 at the sticks.", "The clap is 3 ms off.")
    files = [_wav(clip.slate.label, number, track, clip.slate) for number, track in enumerate(TRACKS, 1)]
    behind = tuple(Behind(file, -2.0, 14.5, "timecode", 3.2, evidence) for file in files)
    return replace(clip, behind=behind, angle=angle)


def _sounds_of(event: Event, clip: Clip) -> list[Event]:
    """Return the sound of an event: from each file behind its clip, from the sample that belongs there."""
    sounds = []
    for track, behind in enumerate(clip.behind, 1):
        first = round(behind.on_recorder(event.source.start_s) * 48000)
        source = Span(first, first + round(event.record.seconds * 48000), Fraction(48000))
        sounds.append(replace(event, track=f"A{track}", file=behind.sound.file, source=source))
    return sounds or [event]


NAMES = (
    "<script>alert('x')</script>",
    'She said "cut" & left <b>',
    "لقطة واسعة",
    "場面三 食堂の鍵",
    "🎬 take it 🦆",
    "{{ 7 * 7 }} {% raw %}",
    "-->]]></style>",
)
"""What people call their films, characters and files."""


def odd_names() -> Told:
    """Return a film in which everything that has a name has an odd one, in a scene of sixty takes."""
    said = [(NAMES[n % len(NAMES)], f"{NAMES[(n + 1) % len(NAMES)]} number {n} said") for n in range(14)]
    screenplay = screenplay_of(NAMES[0], [(NAMES[2], said, {1: NAMES[3], 6: NAMES[4] * 9})])
    scene = screenplay.scenes[0]
    letters = ("", *"ABCDEFGHJKL")
    takes: list[Take] = [
        (
            f"1{letter}-{take}" + ("*" if take == 2 else ""),
            [(n + 1, said[n][1]) for n in range(at % 5, 13 - take)],
        )
        for at, letter in enumerate(letters)
        for take in range(1, 6)
    ]
    lined = lined_from(screenplay, scene, takes)
    renamed = {clip.file: f"{NAMES[n % len(NAMES)]}/{clip.file}" for n, clip in enumerate(lined.clips)}
    lined = replace(
        lined,
        clips=tuple(replace(clip, file=renamed[clip.file]) for clip in lined.clips),
        readings=tuple(replace(reading, file=renamed[reading.file]) for reading in lined.readings),
        off_script=(OffScript(renamed["1-1_A001C001.mov"], Span(0, 9, RATE), 0.0, 0.36, NAMES[1]),),
    )
    findings = tuple(Finding(name, name, name, name) for name in NAMES)
    stills = {clip.file: picture_of("A", 90, (64, 36)) for clip in lined.clips if clip.slate.take == 1}
    return Told(screenplay, lined, cut_from(screenplay, lined), findings, NAMES[1], stills)


def long_film(scenes: int = 100, lines: int = 20) -> Told:
    """Return a feature: a scene of twenty lines in eight takes of four setups, told again and again."""
    said = [(CAST[n % len(CAST)][0], CAST[n % len(CAST)][1]) for n in range(lines)]
    screenplay = screenplay_of("A Long Film", [("INT. KITCHEN - NIGHT", said, ACTIONS)] * scenes)
    films = [
        lined_from(
            screenplay,
            scene,
            [
                (f"{scene.number}{letter}-{take}", [(n + 1, said[n][1]) for n in range(lines)])
                for letter in ("", *"ABC")
                for take in (1, 2)
            ],
            roll=1 + 8 * at,
        )
        for at, scene in enumerate(screenplay.scenes)
    ]
    lined = LinedScript(
        tuple(clip for film in films for clip in film.clips),
        screenplay.lines,
        tuple(reading for film in films for reading in film.readings),
    )
    cut = cut_from(screenplay, lined)
    doubted = tuple(
        replace(event, needs_look=n % 7 == 0, look_because=("two takes are as good",))
        for n, event in enumerate(cut.events)
    )
    return Told(
        screenplay, lined, replace(cut, events=doubted), (), f"{8 * scenes} of {8 * scenes} clips heard"
    )
