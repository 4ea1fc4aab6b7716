"""The unit at work: which cameras and recordings roll for each take, by which clock, under which names. Pure.

In come the takes as the shot list plans them, for one camera with a microphone; out they come with a roll for
each camera and each recording, and with what is recorded beside them.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from rushes.screenplay.model import Scene
from rushes.stage.extras import extras, verdicts
from rushes.stage.faults import Fault, Faults, in_order
from rushes.stage.guide import METRES
from rushes.stage.inserts import with_inserts
from rushes.stage.kit import Kit
from rushes.stage.model import CameraRoll, Place, Setup, SoundRoll, TakePlan
from rushes.stage.shotlist import roll_time
from rushes.timecode import frame_from, may_drop, nominal

LETTERS = "ABCD"
_DAY = date(2026, 1, 5)
_LEAPS = (1, 2, 7, 25, 250, 86)
"""By how many frames a camera's timecode jumps."""


@dataclass(frozen=True)
class Equipped:
    """A shoot with its kit. clock_off_s: how much later the recorder's clock says it is than the cameras'."""

    takes: tuple[TakePlan, ...]
    clock_off_s: float


def equipped(
    planned: Sequence[TakePlan], kit: Kit, seed: int, faults: Faults, scenes: Sequence[Scene] = ()
) -> Equipped:
    """Return the takes as the unit shoots them with its kit. scenes: of the page, to shoot its actions."""
    planned = tuple(replace(take, microphones=kit.microphones) for take in planned)
    if kit.plain:
        return Equipped(planned, 0.0)
    if kit.wild:
        planned = tuple(_with_extras(planned, seed))
    phone = planned[-1].setup.slate if kit.phone else ""
    if kit.action:
        planned = tuple(with_inserts(planned, scenes, seed))
    if kit.recorder or kit.paper:
        planned = verdicts(planned, seed)
    clocks = _Clocks.of(kit, planned[0].rate, seed, faults)
    unit = _Unit(kit, seed, clocks, phone)
    start = frame_from("10:00:00;00" if kit.drop else "10:00:00:00", planned[0].rate)
    takes = []
    for take in planned:
        takes.append(unit.rolls_for(replace(take, start=start, drop=kit.drop, clocked=kit.clocks != "none")))
        start += roll_time(take) * nominal(take.rate)
    return Equipped(tuple(takes), float(clocks.off_s))


def _with_extras(planned: Sequence[TakePlan], seed: int) -> Iterator[TakePlan]:
    for _, takes in groupby(planned, key=lambda take: take.setup.scene):
        yield from extras(tuple(takes), seed)


@dataclass(frozen=True)
class _Clocks:
    """How the recorder's clock stands to the cameras': what it adds, and how it counts.

    zero_s: what it shows, in real seconds since its midnight, when the cameras' show ten o'clock.
    """

    rate: Fraction
    drop: bool
    zero_s: Fraction
    camera_zero: int
    off_s: Fraction
    other: bool

    @classmethod
    def of(cls, kit: Kit, rate: Fraction, seed: int, faults: Faults) -> "_Clocks":
        """Set the clocks for a shoot."""
        counted = rate if rate <= 30 else rate / 2
        drop, other = kit.drop, Fault.OTHER_RATE in faults
        if other and may_drop(counted):
            drop = not drop
        elif other:
            counted = _OTHER_RATES[counted]
        digits = ("10:00:00:00", "10:00:00;00")
        camera_zero = frame_from(digits[kit.drop], rate)
        zero_s = frame_from(digits[drop], counted) / counted
        off_s = _jammed_apart(rate, seed) if kit.clocks == "jammed" else Fraction()
        return cls(counted, drop, zero_s, camera_zero, off_s, other)

    def at(self, take: TakePlan) -> Fraction:
        """Return the recorder's seconds since midnight at the beginning of a take."""
        return self.zero_s + (take.start - self.camera_zero) / take.rate + self.off_s


_OTHER_RATES = {
    Fraction(24): Fraction(24000, 1001),
    Fraction(24000, 1001): Fraction(24),
    Fraction(25): Fraction(24),
    Fraction(30): Fraction(30000, 1001),
}


def _jammed_apart(rate: Fraction, seed: int) -> Fraction:
    """Return how far two clocks were set apart: some frames and a part of one, now and then an hour too."""
    rng = random.Random(f"{seed}/jam")  # noqa: S311 - lots, not secrets
    frames = rng.choice((-1, 1)) * rng.randint(1, 15) + Fraction(rng.randint(-480, 480), 1000)
    hours = rng.choice((0, 0, 1, -1))
    return Fraction(round((frames / rate + hours * 3600) * 48000), 48000)


class _Unit:
    """Hands out cards, counters and names, take by take."""

    def __init__(self, kit: Kit, seed: int, clocks: _Clocks, phone: str) -> None:
        rng = random.Random(f"{seed}/habits")  # noqa: S311 - lots, not secrets
        self._kit, self._seed, self._clocks, self._phone = kit, seed, clocks, phone
        self._day = _DAY + timedelta(days=seed % 300)
        self._tape = f"{self._day:%yY%mM%d}"
        self._lettered = kit.cameras > 1 and rng.random() < 0.5
        self._counted = rng.random() < 0.4
        self._other_rate = kit.clocks != "none" and clocks.other
        self._watch_s = rng.randint(-900, 900)
        self._cards: Counter[str] = Counter()
        self._recordings = 0
        self._names: set[str] = set()

    def rolls_for(self, take: TakePlan) -> TakePlan:
        """Return a take with the rolls of its cameras and its recorder."""
        rng = random.Random(f"{take.seed}/rolls")  # noqa: S311 - lots, not secrets
        cameras = () if take.only_sound else tuple(self._cameras(take, rng))
        sound = tuple(self._sound(take, rng)) if self._kit.recorder and not take.mos else ()
        faults = {*take.faults, *([Fault.OTHER_RATE] if sound and self._other_rate else [])}
        faults -= set() if any(camera.jump for camera in cameras) else {Fault.TIMECODE_JUMP}
        main = cameras[0] if cameras else None
        return replace(
            take,
            file=main.file if main else "",
            cameras=cameras,
            sound=sound,
            faults=in_order(faults),
        )

    def _cameras(self, take: TakePlan, rng: random.Random) -> Iterator[CameraRoll]:
        for number, letter in enumerate(LETTERS[: 1 if take.mos else self._kit.cameras]):
            yield self._camera(take, letter, number, rng)

    def _camera(self, take: TakePlan, letter: str, number: int, rng: random.Random) -> CameraRoll:
        self._cards[letter] += 1
        reel = letter + take.reel[1:]
        place = random.Random(f"{self._seed}/{take.setup.slate}/views").randrange(60)  # noqa: S311 - lots, not secrets
        setup = _other_view(take, number, place) if number else take.setup
        from_s, stays_s = _apart(take.rate, rng, locked=self._kit.clocks == "shared") if number else (0, 0.0)
        deaf = take.mos or (Fault.NO_GUIDE in take.faults and number == (self._kit.cameras > 1))
        phone = number == 0 and take.setup.slate == self._phone
        guided = self._kit.recorder or number > 0 or phone
        start = round(take.start + from_s * take.rate) if take.clocked and not phone else None
        return CameraRoll(
            letter=letter,
            file=self._named(take, letter, reel, phone=phone),
            reel=reel,
            setup=setup,
            start=start,
            from_s=Fraction(from_s),
            stays_s=stays_s,
            sound="none" if deaf else "guide" if guided else "production",
            metres=round(METRES[setup.size] * rng.uniform(0.85, 1.15), 2),
            jump=rng.choice(_LEAPS) if Fault.TIMECODE_JUMP in take.faults and number == 0 and start else 0,
            phone=phone,
            rotation=rng.choice((90, 180, 270)) if phone else 0,
        )

    def _named(self, take: TakePlan, letter: str, reel: str, *, phone: bool) -> str:
        """Return a clip's name in the shoot's habit: with roll and card, or slate and camera's letter."""
        slate = f"{take.setup.slate}-{take.number}" + ("_MOS" if take.mos else "")
        unnamed = Fault.UNNAMED in take.faults
        if phone:
            return ("" if unnamed else f"{slate}_") + f"IMG_{4100 + self._cards[letter]}.mp4"
        if self._lettered and not unnamed and not take.mos:
            return f"{slate}{letter}.mov"
        return ("" if unnamed else f"{slate}_") + f"{reel}C{self._cards[letter]:03}.mov"

    def _sound(self, take: TakePlan, rng: random.Random) -> Iterator[SoundRoll]:
        drift = 0.0 if self._kit.clocks == "shared" else round(rng.uniform(-1, 1) * self._kit.drift_ppm, 2)
        begins, ends = Place(0, -round(rng.uniform(2, 9), 3)), Place(1, round(rng.uniform(1, 6), 3))
        if take.only_sound:
            begins, ends = Place(0, 0), Place(1, 0)
        if Fault.LATE_ROLL in take.faults:
            begins = Place(0, round(rng.uniform(0.15, 0.6), 3), "clap")
        if Fault.SHORT_ROLL in take.faults:
            ends = Place(round(rng.uniform(0.45, 0.75), 3), 0)
        if Fault.MISSED_ROLL in take.faults:
            return
        stops = [(begins, ends)]
        if Fault.SPLIT_ROLL in take.faults:
            middle, gap = round(rng.uniform(0.4, 0.65), 3), round(rng.uniform(0.8, 2.5), 3)
            stops = [(begins, Place(middle, 0)), (Place(middle, gap), ends)]
        for part, (first, last) in enumerate(stops):
            yield self._recording(take, part, first, last, drift=drift, rng=rng)

    def _recording(
        self, take: TakePlan, part: int, begins: Place, ends: Place, *, drift: float, rng: random.Random
    ) -> SoundRoll:
        self._recordings += 1
        scene, number = _told(take, rng)
        clock_s = self._clocks.at(take) if take.clocked else None
        shown = clock_s if clock_s is not None else take.start / take.rate + self._watch_s
        clock = int(shown + Fraction(begins.plus_s).limit_denominator(1000)) % 86400
        return SoundRoll(
            file=f"sound/{self._tape}/{self._recording_name(take, scene, number, part)}",
            tape=self._tape,
            scene_told=scene,
            take_told=number,
            begins=begins,
            ends=ends,
            clock_s=clock_s,
            drift_ppm=drift,
            rate=self._clocks.rate,
            date=self._day.isoformat(),
            clock_text=f"{clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}",
            uid=f"RUSHES{self._seed:05}{self._day:%Y%m%d}{self._recordings:04}",
            drop=self._clocks.drop,
            mono_files=self._kit.mono_files,
            circled=take.circled,
            no_good=take.no_good,
            false_start=take.kind == "false start",
            wild_track=take.kind == "wild",
            note=f"part {part + 1}: stopped and started" if part else take.comment,
        )

    def _recording_name(self, take: TakePlan, scene: str, number: str, part: int) -> str:
        """Return the recorder's name for a file: its counter or the slate it was told, never one twice."""
        if self._counted:
            return f"{self._tape}_{self._recordings:03}"
        if take.kind == "false start":
            name = f"{scene}-T{int(number):02}_FS"
        else:
            name = f"{scene}-T{int(number):02}" + (f"_pt{part + 1}" if part else "")
        while name in self._names:
            name += "+"
        self._names.add(name)
        return name


def _told(take: TakePlan, rng: random.Random) -> tuple[str, str]:
    """Return the scene and the take that the recordist typed in: a neighbour's where it is wrong."""
    scene = {"wild": "WT", "room tone": "RT"}.get(take.kind, "") + (
        take.setup.scene if take.kind in {"wild", "room tone"} else take.setup.slate
    )
    if Fault.WRONG_SOUND_SLATE not in take.faults:
        return scene, str(take.number)
    back = take.number > 1 and rng.random() < 0.4
    return scene, str(take.number - 1 if back else take.number + 1)


def _apart(rate: Fraction, rng: random.Random, *, locked: bool) -> tuple[Fraction, float]:
    """Return when another camera begins, in seconds of the take, and how much longer it rolls.

    With one clock its frames fall together with those of the first camera.
    """
    frames = Fraction(rng.randint(round(-1.5 * rate), round(rate / 3)))
    if not locked:
        frames += Fraction(rng.randint(-499, 499), 1000)
    return frames / rate, round(rng.uniform(-0.3, 1.2), 3)


def _other_view(take: TakePlan, number: int, first: int) -> Setup:
    """Return what another camera of a setup sees: nearer or wider, the same performer or the partner.

    first: a lot of the setup, so that a camera stands at one place for all of its takes.
    """
    setup, names = take.setup, [player.character for player in take.performers]
    if setup.size == "wide":
        ours = names[(number - 1 + first) % len(names)]
        return replace(setup, size="medium" if number % 2 else "close", sees=(ours,), over=None)
    partners = [name for name in names if name not in setup.sees] or list(setup.sees)
    sees = setup.sees if number % 2 else (partners[(number // 2 - 1) % len(partners)],)
    return replace(setup, size="close" if setup.size == "medium" else "medium", sees=sees, over=None)
