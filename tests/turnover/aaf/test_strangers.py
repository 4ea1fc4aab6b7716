"""AAFs that other systems wrote: what lies within what is laid out, and the clip behind it found."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from aaf2.mobid import MobID

from rushes.turnover.dialects import NotThisDialect, aaf
from rushes.turnover.model import Placed
from tests.turnover.aaf.stranger import HOUR, RATE, Stranger, made

TAPE = 10 * HOUR + 100
"""The timecode of the first frame of each clip: the tape's at ten, and a hundred frames into it."""


def placed(folder: Path, tell: Callable[[Stranger], object]) -> list[Placed]:
    return list(aaf.read(made(folder, tell)).placed)


def short(one: Placed) -> tuple[str, str, int, int, int]:
    """Return track, clip, first frame of the clip, and its place in the film."""
    return one.track, one.name, int(one.source_in) - TAPE, one.record_in, one.record_out


def test_a_film_has_its_rate_its_start_and_clips_with_reel_file_and_timecode(tmp_path: Path) -> None:
    data = made(tmp_path, lambda s: s.track(s.sequence(s.play(0, 20, 48), s.filler(12), s.play(1, 0, 24))))
    film = aaf.read(data)
    assert [film.title, film.rate, film.start, film.drop] == ["Stranger", RATE, HOUR, False]
    first, second = film.placed
    assert (first.file, first.reel, first.name) == ("/Volumes/media/one clip.mxf", "A001", "one")
    assert [first.source_in, first.source_out] == [TAPE + 20, TAPE + 68]
    assert (second.reel, second.record_in, second.record_out) == ("A002", 60, 84)


def test_a_sequence_that_does_not_say_its_length_is_as_long_as_what_is_in_it(tmp_path: Path) -> None:
    """As OpenTimelineIO's adapter writes them."""

    def tell(s: Stranger) -> None:
        one = s.sequence(s.play(0, 20, 48), s.play(1, 0, 24))
        one.length = 0
        s.track(one)

    assert [short(one) for one in placed(tmp_path, tell)] == [
        ("V1", "one", 20, 0, 48),
        ("V1", "two", 0, 48, 72),
    ]


def test_of_a_dissolve_each_clip_keeps_its_part_up_to_the_cut(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        s.track(s.sequence(s.play(0, 0, 60), s.transition(12, 5), s.play(1, 100, 60)))

    first, second = placed(tmp_path, tell)
    assert short(first) == ("V1", "one", 0, 0, 53)
    assert short(second) == ("V1", "two", 105, 53, 108)
    assert second.effects == ("Dissolve, 12 frames",)


def test_what_an_effect_is_done_to_is_found_however_deep(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        inner = s.operation("Gain", 48, s.sequence(s.play(0, 7, 48)))
        s.track(s.sequence(s.filler(5), s.operation("Flop", 48, inner)))

    (one,) = placed(tmp_path, tell)
    assert short(one) == ("V1", "one", 7, 5, 53)
    assert one.effects == ("Flop", "Gain")


@pytest.mark.parametrize(
    ("ratio", "speed", "lasts"),
    [("1/2", Fraction(2), 96), ("2/1", Fraction(1, 2), 24), ("-1/1", Fraction(-1), -48)],
)
def test_a_speed_is_told(tmp_path: Path, ratio: str, speed: Fraction, lasts: int) -> None:
    def tell(s: Stranger) -> None:
        s.track(s.sequence(s.operation("Motion", 48, s.play(0, 100, 200), SpeedRatio=ratio)))

    (one,) = placed(tmp_path, tell)
    assert [one.speed, one.source_out - one.source_in] == [speed, lasts]
    assert (one.record_in, one.record_out) == (0, 48)


def test_a_still_plays_one_frame(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        s.track(s.sequence(s.operation("Motion", 48, s.play(0, 100, 1), SpeedRatio="48/1")))

    (one,) = placed(tmp_path, tell)
    assert [one.speed, one.source_in, one.source_out] == [0, TAPE + 100, TAPE + 100]


def test_a_muted_clip_is_there_and_switched_off(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        muted = s.make.Selector(media_kind="picture", length=48)
        muted["Selected"].value = s.filler(48)
        muted["Alternates"].append(s.play(0, 3, 48))
        s.track(s.sequence(muted, s.play(1, 0, 10)))

    assert [(one.name, one.off) for one in placed(tmp_path, tell)] == [("one", True), ("two", False)]


def test_a_group_plays_what_is_selected(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        group = s.make.Selector(media_kind="picture", length=48)
        group["Selected"].value = s.play(1, 3, 48)
        group["Alternates"].append(s.play(0, 3, 48))
        s.track(s.sequence(group))

    assert [short(one) for one in placed(tmp_path, tell)] == [("V1", "two", 3, 0, 48)]


def test_layers_of_one_slot_are_tracks(tmp_path: Path) -> None:
    """As Media Composer writes its picture tracks; the upper ones let see through."""

    def tell(s: Stranger) -> None:
        through = s.make.ScopeReference(media_kind="picture", length=30)
        through["RelativeScope"].value, through["RelativeSlot"].value = 0, 1
        scope = s.make.NestedScope(media_kind="picture", length=48)
        scope["Slots"].extend([s.sequence(s.play(0, 0, 48)), s.sequence(through, s.play(1, 0, 18))])
        s.track(scope)

    assert [short(one) for one in placed(tmp_path, tell)] == [
        ("V1", "one", 0, 0, 48),
        ("V2", "two", 0, 30, 48),
    ]


def test_within_a_track_the_uppermost_layer_plays_and_what_is_seen_through_it(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        through = s.make.ScopeReference(media_kind="picture", length=30)
        through["RelativeScope"].value, through["RelativeSlot"].value = 0, 1
        scope = s.make.NestedScope(media_kind="picture", length=48)
        scope["Slots"].extend([s.sequence(s.play(0, 0, 48)), s.sequence(s.play(1, 0, 18), through)])
        s.track(s.sequence(s.filler(10), scope))

    assert [short(one) for one in placed(tmp_path, tell)] == [
        ("V1", "two", 0, 10, 28),
        ("V1", "one", 18, 28, 58),
    ]


def test_a_sequence_in_a_sequence_is_laid_out_flat_and_told(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        inner = s.make.CompositionMob("Inner")
        slot = inner.create_timeline_slot(RATE)
        slot.segment = s.sequence(s.play(0, 0, 30), s.play(1, 50, 30))
        s.file.content.mobs.append(inner)
        s.track(
            s.sequence(
                s.play(1, 0, 10), inner.create_source_clip(1, start=20, length=30, media_kind="picture")
            )
        )

    film, findings = aaf.read_told(made(tmp_path, tell))
    assert [short(one) for one in film.placed] == [
        ("V1", "two", 0, 0, 10),
        ("V1", "one", 20, 10, 20),
        ("V1", "two", 50, 20, 40),
    ]
    assert [one.kind for one in findings] == ["sequence in a sequence"]


def test_several_films_in_a_file_are_told(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        s.track(s.sequence(s.play(0, 0, 30)))
        other = s.make.CompositionMob("Reel 2")
        other.usage = "Usage_TopLevel"
        s.file.content.mobs.append(other)

    film, findings = aaf.read_told(made(tmp_path, tell))
    assert film.title == "Stranger"
    assert [(one.kind, "Reel 2" in one.fact) for one in findings] == [("other sequences", True)]


def test_a_clip_whose_mobs_are_elsewhere_is_there_and_told(tmp_path: Path) -> None:
    """Media Composer leaves out what its other bins hold."""

    def tell(s: Stranger) -> None:
        lost = s.make.SourceClip(
            start=5, length=20, mob_id=s.clips[0].mob_id.new(), slot_id=1, media_kind="picture"
        )
        s.track(s.sequence(lost, s.play(0, 0, 10)))

    film, findings = aaf.read_told(made(tmp_path, tell))
    lost, _ = film.placed
    assert (lost.file, lost.record_in, lost.record_out) == ("", 0, 20)
    assert [one.kind for one in findings] == ["no file named"]


def test_marks_of_a_stranger_have_their_comment_for_a_name(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        slot = s.track(s.sequence(s.play(0, 0, 30), s.play(1, 0, 30)))
        events = s.make.EventMobSlot(1000)
        events["EditRate"].value, events["PhysicalTrackNumber"].value = RATE, 1
        markers = []
        for at, text in ((35, "too dark"), (70, "end")):
            one = s.make.DescriptiveMarker()
            one["Position"].value, one["Comment"].value, one["CommentMarkerUser"].value = at, text, "somebody"
            one["DescribedSlots"].value = {slot.slot_id}
            markers.append(one)
        inside = s.make.Sequence(media_kind="DescriptiveMetadata")
        inside.components.extend(markers)
        events.segment = inside
        s.film.slots.append(events)

    film = aaf.read(made(tmp_path, tell))
    assert [one.marks for one in film.placed] == [(), ("too dark",)]
    assert film.marks == ((70, "end"),)


def test_a_start_that_is_counted_at_the_rate_of_what_is_played_is_understood(tmp_path: Path) -> None:
    """The format counts it at the rate of who plays; some systems do not, and it lies far outside then."""

    def tell(s: Stranger) -> None:
        sound = s.make.MasterMob("sound")
        slot = sound.create_timeline_slot(48000)
        slot.segment = s.make.SourceClip(length=48000 * 100, media_kind="sound")
        s.file.content.mobs.append(sound)
        own = s.film.create_timeline_slot(RATE)
        own.segment = s.make.SourceClip(
            start=48000 * 50, length=RATE, mob_id=sound.mob_id, slot_id=slot.slot_id, media_kind="sound"
        )

    (one,) = placed(tmp_path, tell)
    assert [one.source_in, one.source_out] == [50 * RATE, 51 * RATE]


def test_what_plays_otherwise_or_not_at_all_is_told(tmp_path: Path) -> None:
    """An effect over the tracks below and a clip whose source nobody names are in no timeline."""

    def tell(s: Stranger) -> None:
        lost = s.play(0, 0, 24)
        lost.mob_id = MobID(int=0)
        slow = s.operation("Motion", 48, s.play(0, 100, 200), SpeedRatio="2/1")
        s.track(s.sequence(s.play(0, 0, 60), s.transition(12, 5), s.play(1, 100, 60), slow, lost))
        s.track(s.sequence(s.operation("Burn-In", 48, s.filler(48))))

    film, findings = aaf.read_told(made(tmp_path, tell))
    assert [one.name for one in film.placed] == ["one", "two", "one"]
    assert [(finding.kind, finding.fact) for finding in findings] == [
        ("transition", "1 was read as a cut at its cut point."),
        ("retimed", "1 clip does not play at its own speed."),
        (
            "nothing played",
            "2 parts play no file and were left out: a clip that leads nowhere (1), Burn-In (1).",
        ),
    ]


def test_clips_of_a_bin_are_no_film_and_told_as_such(tmp_path: Path) -> None:
    def tell(s: Stranger) -> None:
        s.file.content.mobs.pop(s.film.mob_id)

    with pytest.raises(NotThisDialect, match="2 clips of a bin and no sequence"):
        aaf.read(made(tmp_path, tell))
