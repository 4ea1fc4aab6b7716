"""Are slates read as they were meant? Names written at random in every habit, and what a recorder typed.

Each way of writing is written down here from the customs themselves, without the patterns that read them:
scenes from 1 to 199, letters for a setup (never I or O), takes, cameras, marks. *Right* is every part as it
was meant; *doubted* is right, but told as a name of two readings; *not read* makes no claim; *flagged* is
wrong, and told; *wrong and silent* is what must never be.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from random import Random

from evaluation.score import Score, tally
from rushes.footage import Probe, RecorderNotes, Slate, gather, read_slate

DRAWS = 200
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Shot:
    """What is on the board. slate_number: where the film counts its slates instead of setups."""

    scene: int
    letter: str
    take: int
    camera: str
    slate_number: int

    @property
    def setup(self) -> str:
        """The setup as the American custom has it; the bare number is the master."""
        return f"{self.scene}{self.letter}"


@dataclass(frozen=True)
class Habit:
    """A way of writing. write: the name; tells: what of the board it tells, as a slate."""

    name: str
    write: Callable[[Shot], str]
    tells: Callable[[Shot], Slate]


@dataclass(frozen=True)
class Named:
    """How slates of one way of writing were read."""

    name: str
    scores: Mapping[str, Score]


def _american(shot: Shot) -> Slate:
    return Slate(str(shot.scene), shot.setup, shot.take)


def _with_camera(shot: Shot) -> Slate:
    return replace(_american(shot), camera=shot.camera)


def _british(shot: Shot) -> Slate:
    return Slate(None, str(shot.slate_number), shot.take)


def _british_with_scene(shot: Shot) -> Slate:
    return Slate(str(shot.scene), str(shot.slate_number), shot.take)


def _shots(shot: Shot) -> Slate:
    return Slate(str(shot.scene), f"{shot.scene}-{_number(shot)}", shot.take)


def _number(shot: Shot) -> int:
    return ord((shot.letter or "A")[-1]) - 64


def _roll(shot: Shot) -> str:
    return f"{shot.camera}{shot.scene % 20 + 1:03}C{shot.take:03}"


HABITS: tuple[Habit, ...] = (
    Habit("27A-3", lambda s: f"{s.setup}-{s.take}", _american),
    Habit("27A-3_A001C006", lambda s: f"{s.setup}-{s.take}_{_roll(s)}", _with_camera),
    Habit("27A-3B", lambda s: f"{s.setup}-{s.take}{s.camera}", _with_camera),
    Habit("27A-3_Cam B", lambda s: f"{s.setup}-{s.take}_Cam {s.camera}", _with_camera),
    Habit("027A-03-B", lambda s: f"{s.scene:03}{s.letter}-{s.take:02}-{s.camera}", _with_camera),
    Habit("27A_T03", lambda s: f"{s.setup}_T{s.take:02}", _american),
    Habit("27A T3", lambda s: f"{s.setup} T{s.take}", _american),
    Habit("Sc27A_Tk3", lambda s: f"Sc{s.setup}_Tk{s.take}", _american),
    Habit("Scene 27A Take 3", lambda s: f"Scene {s.setup} Take {s.take}", _american),
    Habit("S027_SH_A_T03", lambda s: f"S{s.scene:03}_SH_{s.letter[:1] or 'A'}_T{s.take:02}", lambda s: Slate(
        str(s.scene), f"{s.scene}{s.letter[:1] or 'A'}", s.take)),
    Habit("27A-3*", lambda s: f"{s.setup}-{s.take}*", lambda s: replace(_american(s), circled=True)),
    Habit("27A-3 PU", lambda s: f"{s.setup}-{s.take} PU", lambda s: replace(_american(s), pickup=True)),
    Habit("27A-3 MOS", lambda s: f"{s.setup}-{s.take} MOS", lambda s: replace(_american(s), mos=True)),
    Habit("27A-3_NG", lambda s: f"{s.setup}-{s.take}_NG", lambda s: replace(_american(s), no_good=True)),
    Habit("Film_27A-3_20230415", lambda s: f"MyFilm_{s.setup}-{s.take}_20230415", _american),
    Habit("Slate 123 Take 4", lambda s: f"Slate {s.slate_number} Take {s.take}", _british),
    Habit("SL123 T4 CamB", lambda s: f"SL{s.slate_number} T{s.take} Cam{s.camera}", lambda s: replace(
        _british(s), camera=s.camera)),
    Habit("Sc 27 Slate 123 Take 4", lambda s: f"Sc {s.scene} Slate {s.slate_number} Take {s.take}",
          _british_with_scene),
    Habit("Szene 12 Einstellung 3 Take 2",
          lambda s: f"Szene {s.scene} Einstellung {_number(s)} Take {s.take}", _shots),
    Habit("Séq 12 Plan 3 Prise 2", lambda s: f"Séq {s.scene} Plan {_number(s)} Prise {s.take}", _shots),
    Habit("Scene 12 Shot 34 Take 5", lambda s: f"Scene {s.scene} Shot {_number(s)} Take {s.take}", _shots),
    Habit("72-14T04", lambda s: f"{s.scene}-{_number(s)}T{s.take:02}", _shots),
    Habit("12场3镜4条", lambda s: f"{s.scene}场{_number(s)}镜{s.take}条", _shots),
    Habit("WT27A-1", lambda s: f"WT{s.setup}-{s.take}", lambda s: replace(_american(s), wild=True)),
)  # fmt: skip


def sit_slates(seed: int = 1) -> tuple[Named, ...]:
    """Read names of every habit, and what recorders typed, and count."""
    chance = Random(seed)  # noqa: S311 -- boards, not secrets
    named = []
    for habit in HABITS:
        boards = [_board(chance) for _ in range(DRAWS)]
        told = [(habit.tells(shot), *read_slate(habit.write(shot) + ".mov")) for shot in boards]
        named.append(_counted(habit.name, told))
    boards = [_board(chance) for _ in range(DRAWS)]
    named.append(_counted("recorder: scene 27A, take 3", [_typed(shot) for shot in boards]))
    return tuple(named)


def in_all(named: Sequence[Named]) -> dict[str, Score]:
    """Return the counts of all ways of writing together."""
    kinds = named[0].scores
    return {
        kind: tally(
            round(sum(one.scores[kind].value or 0 for one in named)),
            sum(one.scores[kind].count for one in named),
        )
        for kind in kinds
    }


def _board(chance: Random) -> Shot:
    return Shot(
        chance.randint(1, 199),
        chance.choice(["", "", *LETTERS, f"A{chance.choice(LETTERS)}"]),
        chance.randint(1, 29),
        chance.choice("ABC"),
        chance.randint(1, 999),
    )


def _typed(shot: Shot) -> tuple[Slate, Slate, Sequence[object]]:
    """Return what was meant and what a recording says whose file is called by the recorder's own counter."""
    notes = RecorderNotes(scene=shot.setup, take=f"{shot.take:02}", tape="26Y01M10")
    probe = Probe(1000, "wav", channels=2, sample_rate=48000, sound_streams=1, samples=480000, recorder=notes,
                  rate=Fraction(48000))  # fmt: skip
    made = gather([Path("/sound/26Y01M10_001.WAV")], [probe], ["content"])
    told = [one for one in made.findings if "slate" in one.kind]
    return _american(shot), made.recordings[0].slate, tuple(told)


def _counted(name: str, told: Sequence[tuple[Slate, Slate, Sequence[object]]]) -> Named:
    right = [_same(meant, read) for meant, read, _ in told]
    doubted = [bool(doubts) for *_, doubts in told]
    count = len(told)
    silent = [read.source == "none" for _, read, _ in told]
    seen = list(zip(right, doubted, silent, strict=True))
    return Named(
        name,
        {
            "right": tally(sum(right), count),
            "doubted": tally(sum(fine and doubt for fine, doubt, _ in seen), count),
            "not read": tally(sum(not fine and no for fine, _, no in seen), count),
            "flagged": tally(sum(not fine and doubt and not no for fine, doubt, no in seen), count),
            "wrong and silent": tally(sum(not (fine or doubt or no) for fine, doubt, no in seen), count),
        },
    )


_PARTS = ("scene", "setup", "take", "camera", "circled", "pickup", "mos", "no_good", "wild")


def _same(meant: Slate, read: Slate) -> bool:
    return all(getattr(meant, part) == getattr(read, part) for part in _PARTS)
