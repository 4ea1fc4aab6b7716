# ruff: noqa: RUF001 -- screenplays in other writings have the punctuation of those
"""Other ears and any language, all the way to the lined script: what is heard, and what is said of it."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from rushes import assemble
from rushes.assembly import Assembly
from rushes.engine import Progress
from rushes.errands import Hearing
from rushes.errors import Refusal
from tests.conftest import Shoot

CANTONESE = """\
Title: 水煲

.內景 廚房 日 #1#

一張枱。水蒸氣。

阿明
你將個黃色水煲放咗喺邊度？

阿玲
喺爐頭，一路都喺嗰度，二十七年喇。

阿明
嗰個唔係爐頭，係鋼琴嚟㗎。

@阿玲
（笑）
係咩？
"""
JAPANESE = """\
.台所 昼 #1#

花子
黄色いやかんをどこに置いたの？

太郎
いつもの場所、コンロの上。

花子
それはコンロじゃない、ピアノよ。

太郎
そうか。
"""
ARABIC = """\
.داخلي. المطبخ - نهار #1#

ليلى
أين وَضَعْتَ الإبريقَ الأصفر؟

سامي
على الموقد، حيث هو دائمًا منذ ٢٧ سنة.

ليلى
هذا ليس موقدًا، هذا بيانو.

سامي
حقًّا؟
"""
HEBREW = """\
.פנים. מטבח - יום #1#

דנה
איפה שמת את הקומקום הצהוב?

יוסי
על הכיריים, איפה שהוא תמיד נמצא.

דנה
אלה לא כיריים, זה פסנתר.

יוסי
באמת?
"""


@pytest.fixture
def spoken(shot_once: Shoot, shoot: Shoot) -> list[tuple[float, float]]:
    """Return when each of the three lines is spoken in the first take."""
    first = clips(shoot)[0].name
    told = json.loads((shot_once.screenplay.parent / "cut" / "lined-script.json").read_bytes())
    return [(one["in_s"], one["out_s"]) for one in told["readings"] if one["file"] == first]


def clips(shoot: Shoot) -> list[Path]:
    return sorted(file for file in shoot.rushes.iterdir() if file.suffix == ".mov")


def cut_of(shoot: Shoot, out: Path, **more: Any) -> Assembly:
    told: dict[str, Any] = {"footage": [shoot.rushes], "jobs": 1, "cache": shoot.cache} | more
    return assemble(shoot.screenplay, out=out, **told)


def stamp(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"


def vtt(spoken: Sequence[tuple[float, float]], *cues: str) -> str:
    times = zip(spoken, cues, strict=False)
    return "WEBVTT\n\n" + "".join(f"{stamp(a)} --> {stamp(b)}\n{text}\n\n" for (a, b), text in times)


@pytest.mark.parametrize(
    ("screenplay", "cues", "kinds"),
    [
        (
            CANTONESE,
            # In simplified signs, with a figure, and with a word that is not the script's.
            ("你将个黄色水煲放咗喺边度", "喺爐頭一路都喺嗰度27年喇", "嗰個唔係爐頭係結他嚟㗎"),
            ["as written", "as written", "altered"],
        ),
        (
            JAPANESE,
            ("黄色いやかんをどこに置いたの", "いつもの場所、ｺﾝﾛの上", "それはコンロじゃない"),
            ["as written", "as written", "partial"],
        ),
        (
            ARABIC,
            ("اين وضعت الابريق الاصفر", "على الموقد حيث هو دائما منذ 27 سنة", "هذا ليس موقدا هذا بيانو"),
            ["as written", "as written", "as written"],
        ),
        (
            HEBREW,
            ("איפה שמת את הקומקום הצהוב", "על הכיריים, איפה שהוא נמצא", "אלה לא כיריים זה פסנתר"),
            ["as written", "altered", "as written"],
        ),
    ],
    ids=["Cantonese", "Japanese", "Arabic", "Hebrew"],
)
def test_a_screenplay_in_any_writing_is_lined_by_a_transcript(
    shoot: Shoot, spoken: list[tuple[float, float]], screenplay: str, cues: tuple[str, ...], kinds: list[str]
) -> None:
    """Three lines are covered as they were said, the fourth is missing; the take without words is told."""
    shoot.screenplay.write_text(screenplay, encoding="utf-8")
    first, second = clips(shoot)
    first.with_suffix(".vtt").write_text(vtt(spoken, *cues), encoding="utf-8")
    made = cut_of(shoot, shoot.screenplay.parent / "cut")
    readings = made.lined.readings
    assert [(reading.line, reading.kind) for reading in readings] == list(
        zip(["1.1", "1.2", "1.3"], kinds, strict=True)
    )
    assert [reading.in_s for reading in readings] == pytest.approx([start for start, _ in spoken], abs=0.002)
    assert all(word.interpolated for reading in readings for word in reading.words if word.in_s is not None)
    assert made.lined.missing == ("1.4",)
    assert made.evidence.startswith("1 of 2 clips heard, 1 not heard; ")
    (used,) = [finding for finding in made.findings if finding.kind == "words of a transcript"]
    assert used.fact.startswith("In 1 of 2 clips the words are those of a transcript")
    (unheard,) = [finding for finding in made.findings if finding.kind == "not heard"]
    assert unheard.subject == second.name
    assert "--ear whisper" in unheard.advice
    assert {event.line for event in made.cut.track("V1")} == {"1.1", "1.2", "1.3"}


@pytest.mark.parametrize(
    ("screenplay", "language"),
    [(CANTONESE, "Chinese"), (JAPANESE, "Japanese"), (ARABIC, "Arabic letters"), (HEBREW, "Hebrew letters")],
)
def test_a_language_that_the_ear_does_not_know_is_refused_before_any_work(
    shoot: Shoot, tmp_path: Path, screenplay: str, language: str
) -> None:
    """One sentence names what would hear it; nothing is written."""
    shoot.screenplay.write_text(screenplay, encoding="utf-8")
    steps = list[Progress]()
    with pytest.raises(Refusal) as refused:
        cut_of(shoot, tmp_path / "cut", watch=steps.append)
    assert str(refused.value) == (
        f"The script is in {language}; the built-in ear hears English only. Bring transcripts (beside the "
        "clips, or in a folder named by --transcripts), or hear with --ear whisper."
    )
    assert steps == []
    assert not (tmp_path / "cut").exists()


def test_of_a_bilingual_film_the_ear_hears_its_half(shoot: Shoot, tmp_path: Path) -> None:
    """The English scene is lined as ever; of the other it is said how much nobody will be heard saying."""
    english = shoot.screenplay.read_text(encoding="utf-8")
    shoot.screenplay.write_text(
        f"{english}\n.內景 街 夜 #2#\n\n@阿明\n返屋企。\n\n@阿玲\n好。\n", encoding="utf-8"
    )
    made = cut_of(shoot, tmp_path / "cut")
    assert {reading.line for reading in made.lined.readings} == {"1.1", "1.2", "1.3"}
    assert made.lined.missing == ("2.1", "2.2")
    (doubt,) = [finding for finding in made.findings if finding.kind == "language not heard"]
    assert doubt.fact.startswith("2 lines are in Chinese")


def test_a_transcript_goes_before_the_ear(
    shoot: Shoot, spoken: list[tuple[float, float]], tmp_path: Path
) -> None:
    """One take has a transcript and the other is heard; both line the same script."""
    first, second = clips(shoot)
    cues = ("Where did you put the yellow kettle?", "On the stove.", "That is not a stove, that's a piano.")
    (tmp_path / "said").mkdir()
    (tmp_path / "said" / f"{first.stem}.en.vtt").write_text(vtt(spoken, *cues), encoding="utf-8")
    made = cut_of(shoot, tmp_path / "cut", hearing=Hearing(transcripts=tmp_path / "said"), jobs=2)
    assert made.lined.heard[first.name].ear == "transcript, WebVTT"
    assert made.lined.heard[second.name].ear.startswith("script ear")
    kinds = [(r.line, r.kind) for r in made.lined.readings if r.file == first.name]
    assert kinds == [("1.1", "as written"), ("1.2", "partial"), ("1.3", "altered")]
    words = json.loads((tmp_path / "cut" / "lined-script.json").read_bytes())["readings"]
    marked = {one["file"]: [word.get("interpolated") for word in one["words"]] for one in words}
    assert marked[first.name][0] is True
    assert set(marked[second.name]) == {None}


def test_a_changed_transcript_is_read_again_and_the_rest_remembered(
    shoot: Shoot, spoken: list[tuple[float, float]], tmp_path: Path
) -> None:
    """What is remembered of a clip depends on what its transcript says, not on when it was written."""
    first, _ = clips(shoot)
    page = vtt(spoken, "Where did you put the yellow kettle?", "On the stove.", "That is a piano.")
    remembered = []
    for text in (page, page, page.replace("stove", "shelf"), page):
        first.with_suffix(".vtt").write_text(text, encoding="utf-8")
        steps = list[Progress]()
        cut_of(shoot, tmp_path / "cut", watch=steps.append)
        remembered.append({step.name: step.remembered for step in steps if step.subject}["follow"])
    assert remembered == [False, True, False, True]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda page: page.replace(":", ";"), "only 0 of its 3 cues"),
        (lambda _: "WEBVTT\n\n00:59:00.000 --> 00:59:01.000\nLate\n", "runs to 3541.0 s"),
        (lambda page: page + "00:00:00.100 --> 00:00:00.200\nBack\n", "run backwards"),
        (
            lambda _: "WEBVTT\n\n00:00.000 --> 00:00.050\nWhere did you put the yellow kettle\n",
            "nobody speaks",
        ),
    ],
    ids=["broken", "past the end", "backwards", "over silence"],
)
def test_a_bad_transcript_is_told_and_the_ear_hears_the_clip(
    shoot: Shoot, spoken: list[tuple[float, float]], tmp_path: Path, change: Any, why: str
) -> None:
    """The lined script is the one without the transcript, and a finding says what was wrong with it."""
    without = cut_of(shoot, tmp_path / "without")
    first, _ = clips(shoot)
    page = vtt(spoken, "Where did you put the yellow kettle?", "On the stove.", "That is a piano.")
    first.with_suffix(".vtt").write_text(change(page), encoding="utf-8")
    made = cut_of(shoot, tmp_path / "with")
    (finding,) = [finding for finding in made.findings if finding.kind == "transcript ignored"]
    assert finding.subject == first.name
    assert re.search(why, finding.fact)
    assert made.lined == without.lined


def test_a_folder_of_transcripts_that_is_not_there_is_refused(shoot: Shoot, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no folder of transcripts at"):
        cut_of(shoot, tmp_path / "cut", hearing=Hearing(transcripts=tmp_path / "lost"))
    assert not (tmp_path / "cut").exists()


def test_an_ear_that_is_not_there_is_refused_before_any_work(shoot: Shoot, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"faster-whisper|--ear-model"):
        cut_of(shoot, tmp_path / "cut", hearing=Hearing(ear="whisper"))
    assert not (tmp_path / "cut").exists()


FRIDAY = """\
INT. NEWSROOM - DAY #1#

BRUCE
Hildy!

HILDY
How are you? Tell me, is the lord of the universe in?

LOUIE
Yes, he's in -- in a bad humour.

HILDY
Somebody must have stolen the crown jewels.

LOUIE
Nobody ever says this.
"""


@pytest.mark.material
def test_a_real_film_is_lined_by_its_subtitles(material: Path, tmp_path: Path) -> None:
    """Six seconds of 1940, three people in the shot, music of voices no ear of ours would part; five cues."""
    (tmp_path / "friday.fountain").write_text(FRIDAY, encoding="utf-8")
    movie = material / "film" / "friday.mp4"
    made = assemble(tmp_path / "friday.fountain", [movie], tmp_path / "cut", jobs=1)
    assert [(r.line, r.kind, r.in_s, r.out_s) for r in made.lined.readings] == [
        ("1.1", "as written", 0.0, 0.999),
        ("1.2", "as written", 1.0, 2.999),
        ("1.3", "as written", 3.0, 4.299),
        ("1.4", "altered", 4.3, 6.0),
    ]
    assert made.lined.missing == ("1.5",)
    assert made.lined.heard["friday.mp4"].ear == "transcript, WebVTT"
    assert not [finding for finding in made.findings if finding.kind == "transcript ignored"]
