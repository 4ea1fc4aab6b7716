"""What systems make of a cut when they save it is no change, and what an editor did there is one."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest

from rushes.footage.model import Clip
from rushes.turnover.brought.xmeml import read as read_xmeml
from rushes.turnover.conform import Conformed, OtherFilm
from rushes.turnover.conform.report.wording import said
from rushes.turnover.dialects import DIALECTS, fcpxml
from rushes.turnover.dialects.edl import read_list
from rushes.turnover.model import Placed, Timeline
from tests.turnover.conform.coming_back import (
    MARY,
    RATE,
    TAKES,
    WIDE,
    WILL,
    WILL_AGAIN,
    Take,
    back,
    kinds,
    placed,
    scene,
    sent,
    with_alternate,
)

MOVED = "/Volumes/Edit/Film.fcpbundle/Original Media"


def from_zero(timeline: Timeline, clips: tuple[Clip, ...] = (WIDE, WILL, WILL_AGAIN, MARY)) -> Timeline:
    """Return a timeline as MLT counts it, of media that lie elsewhere: each file from its first frame."""
    begins = {clip.file: clip.start for clip in clips}

    def counted(one: Placed) -> Placed:
        file = Path(one.file).name
        first, after = one.source_in - begins[file], one.source_out - begins[file]
        return replace(one, file=f"{MOVED}/{file}", source_in=first, source_out=after, reel="", name=file)

    return replace(timeline, placed=tuple(counted(one) for one in timeline.placed))


def test_sources_counted_from_zero_are_known_by_the_names_of_their_files() -> None:
    """Nothing was changed, and how the sources are counted is told."""
    found = back(scene(), from_zero(sent(scene())))
    assert found.changes == ()
    assert [one.kind for one in found.findings] == ["counted from zero"]
    assert "3 files from the first frame" in found.findings[0].fact


def test_what_was_done_to_a_timeline_that_counts_from_zero_is_told() -> None:
    """A trim, and a take that the cut knows as an alternate."""
    cut = with_alternate(scene(), "1.4", WILL_AGAIN, (500, 560))
    takes: list[Take] = [TAKES[0], ("1.2", WILL, 50, 122), TAKES[2], ("1.4", WILL_AGAIN, 500, 560), TAKES[4]]
    found = back(cut, from_zero(sent(scene(takes))))
    assert [said(one) for one in found.changes] == ["1A-2: tail 8 frames shorter", "1A-2 → 1A-3"]


def test_at_the_very_paths_of_the_film_it_is_not_taken_for_timecode() -> None:
    """A machine that has the media where they were: the path says which file, and not where in it."""
    theirs = from_zero(sent(scene()))
    here = tuple(replace(one, file=f"/rushes/{Path(one.file).name}") for one in theirs.placed)
    assert back(scene(), replace(theirs, placed=here)).changes == ()


def test_a_file_counted_from_zero_that_may_be_two_is_not_guessed() -> None:
    """Two cards hold a file of that name, and both are long enough; by timecode it would have been plain."""
    twin = replace(
        WILL,
        path=WILL.path.parent / "card 2" / WILL.file,
        file=f"card 2/{WILL.file}",
        sha256="1" * 64,
        start=5000,
    )
    first = scene([*TAKES, ("1.6", twin, 900, 960)])
    found = back(first, from_zero(sent(scene())))
    ambiguous = [one for one in found.findings if one.kind == "ambiguous clip"]
    assert [one.subject for one in ambiguous] == [WILL.file]
    assert {one.piece.name for change in found.changes if (one := change.after)} == {WILL.file}


def test_a_timeline_of_another_film_that_counts_from_zero_is_refused() -> None:
    """Its clips have the slates of this film, and other files."""
    theirs = from_zero(sent(scene()))
    other = tuple(replace(one, file=f"/else/{n}.mov", name="1A-2") for n, one in enumerate(theirs.placed))
    with pytest.raises(OtherFilm):
        back(scene(), replace(theirs, placed=other))


def test_media_that_media_composer_made_are_known_by_the_name_of_their_clip() -> None:
    """Transcoded media have names of the system's own; the clip in the bin has that of the camera's file."""
    theirs = sent(scene())
    avid = tuple(
        replace(one, file=f"/Avid MediaFiles/MXF/1/5F3A{n:04}.mxf", name=Path(one.file).stem)
        for n, one in enumerate(theirs.placed)
    )
    found = back(scene(), replace(theirs, placed=avid))
    assert found.changes == ()
    assert {piece.name for piece in found.after.pictures} == {"1-1", "1A-2", "1B-1"}


def with_storylines(data: bytes) -> bytes:
    """Return a project whose every clip was synchronised: a clip that holds a storyline of its own."""
    root = ET.fromstring(data)
    spine = root.find(".//sequence/spine")
    assert spine is not None
    assets = {one.get("id"): one for one in root.iter("asset")}
    for number, clip in enumerate(list(spine)):
        asset = assets[clip.get("ref")]
        at = {key: value for key in ("offset", "start", "duration") if (value := clip.get(key))}
        outer = ET.Element("sync-clip", {"name": "Synchronized", **at})
        whole = {
            "ref": asset.get("id", ""),
            "offset": asset.get("start", ""),
            "start": asset.get("start", ""),
        }
        inner = ET.SubElement(ET.SubElement(outer, "spine"), "asset-clip", whole)
        inner.set("duration", asset.get("duration", ""))
        spine[number] = outer
    return ET.tostring(root)


def test_synchronised_clips_that_hold_a_storyline_play() -> None:
    """Final Cut writes it so; the storyline counts as the clip does that it lies in."""
    (data,) = DIALECTS["fcpxml"].write(scene()).values()
    found = back(scene(), fcpxml.read(with_storylines(data)))
    assert found.changes == ()
    assert len(found.after.pictures) == len(found.after.sounds) == len(TAKES)


def in_fcp7(film: otio.schema.Timeline) -> Conformed:
    """Return what is different in what OpenTimelineIO's adapter writes for Final Cut Pro 7."""
    text = otio.adapters.write_to_string(film, "fcp_xml")
    return back(scene(), read_xmeml(text.encode(), "v2.xml")[0])


def test_a_sound_that_is_named_by_the_id_of_its_picture_is_there() -> None:
    """OpenTimelineIO's adapter writes a clip once, and names it where the sound is cut alike."""
    film = otio.schema.Timeline("v2", global_start_time=otio.opentime.RationalTime(90000, 25))
    span = otio.opentime.TimeRange
    at = otio.opentime.RationalTime
    for kind in ("Video", "Audio"):
        track = otio.schema.Track(kind, kind=kind)
        for _, clip, first, after in TAKES:
            media = otio.schema.ExternalReference(
                f"file:///rushes/{clip.file}", span(at(clip.start, 25), at(clip.frames, 25))
            )
            played = span(at(clip.start + first, 25), at(after - first, 25))
            track.append(otio.schema.Clip(clip.name, media, played))
        film.tracks.append(track)
    assert in_fcp7(film).changes == ()


def listed(timeline: Timeline, join: int, frames: int) -> str:
    """Return a list of pictures with a dissolve over a join, as systems write one."""

    def text(frame: Fraction) -> str:
        second, rest = divmod(int(frame), 25)
        return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}:{rest:02}"

    pictures = [one for one in timeline.placed if one.track == "V1"]
    half, lines = frames // 2, ["TITLE: v2", "FCM: NON-DROP FRAME"]
    for number, one in enumerate(pictures):
        early, short = half * (number == join + 1), half * (number == join)
        record = [Fraction(90000 + at) for at in (one.record_in - early, one.record_out - short)]
        times = [one.source_in - early, one.source_out - short, *record]
        reel, kind = Path(one.file).stem[-8:], "C        "
        if early:
            before = pictures[join]
            goes = (before.source_out - half, before.source_out - half, times[2], times[2])
            lines.append(f"{number:03}  {Path(before.file).stem[-8:]} V C        {' '.join(map(text, goes))}")
            kind = f"D    {frames:03} "
        lines.append(f"{number:03}  {reel} V {kind}{' '.join(map(text, times))}")
        lines += [f"* FROM CLIP NAME: {pictures[join].name}"] if early else []
        lines.append(f"* {'TO' if early else 'FROM'} CLIP NAME: {one.name}")
    return "\n".join(lines)


def test_a_dissolve_in_a_list_is_a_dissolve_and_nothing_else() -> None:
    """Twelve frames over the cut between the second and the third shot: no cut was rolled."""
    timeline, _ = read_list(listed(sent(scene()), 1, 12).encode(), RATE)
    found = back(scene(), timeline)
    assert [said(one) for one in found.changes] == ["1B-1: dissolve, 12 frames"]
    assert kinds(found) == ["effect"]


def test_a_dissolve_on_picture_and_sound_is_one_act() -> None:
    """Media Composer calls it otherwise on sound; it lasts as long."""
    theirs = placed(sent(scene()), "V1", 2, effects=("Dissolve, 12 frames",))
    theirs = placed(theirs, "A1", 2, effects=("Mono Audio Dissolve, 12 frames",))
    (one,) = back(scene(), theirs).changes
    assert (one.kind, one.sides, said(one)) == ("effect", ("picture", "sound"), "1B-1: Dissolve, 12 frames")


def test_other_effects_on_picture_and_sound_are_two_acts() -> None:
    """A blur is no equaliser."""
    theirs = placed(sent(scene()), "V1", 2, effects=("Gaussian Blur",))
    theirs = placed(theirs, "A1", 2, effects=("EQ",))
    assert kinds(back(scene(), theirs)) == ["effect", "effect"]
