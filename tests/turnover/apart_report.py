"""The scene for two, cut as an editor does: a listener within a long line, picture first, sound first."""

from dataclasses import replace

from rushes.cut.model import Alternate, Event, Reason
from rushes.footage.model import Clip
from rushes.timecode import Span
from tests.turnover.report_footage import RATE, Told, two_hander

LISTENS = (Reason("listener seen", 1.5, "TOM listens while MAREN speaks"), Reason("pace", -0.3, "1.4 s"))
WHO = {"1A": ("TOM",), "1B": ("MAREN",)}


def apart() -> Told:
    """Return the scene for two with picture and sound apart.

    Line 1.7 is heard whole from 1B-3; TOM is seen in 1A-1 from frame 390 to 425, and MAREN again after him.
    Line 1.10 has its picture first, by 16 frames; 1.11 its sound, by 13.
    """
    told = two_hander()
    clips = {clip.file: _with_paper(clip) for clip in told.lined.clips}
    listener = next(clip for clip in clips.values() if clip.name == "1A-1")
    by_line = {event.line: event for event in told.cut.track("V1")}
    long, answer, end = by_line["1.7"], by_line["1.10"], by_line["1.11"]
    other = Alternate(long.file, Span(154, 189, RATE), 0.4, (Reason("own picture", 0.4, "1B-3 goes on"),))
    by_line["1.7"] = _until(long, 390)
    reaction = replace(
        _from(_until(long, 425), 390),
        file=listener.file,
        source=Span(600, 635, RATE),
        reasons=LISTENS,
        alternates=(other,),
        shows="reaction",
    )
    back = replace(_from(long, 425), reasons=(Reason("own picture", 1.0, "1B-3 is heard"),), alternates=())
    by_line["1.9"] = _until(by_line["1.9"], answer.record.start - 16)
    lead = Reason("picture leads", 0.6, "TOM is seen 16 frames before the sound changes")
    by_line["1.10"] = _until(_from(answer, answer.record.start - 16), end.record.start + 13)
    by_line["1.10"] = replace(by_line["1.10"], leads=16, reasons=(*answer.reasons, lead))
    by_line["1.11"] = replace(_from(end, end.record.start + 13), leads=-13)
    pictures = sorted((*by_line.values(), reaction, back), key=lambda event: event.record.start)
    known = {clip.file: clips[clip.file] for clip in (*told.cut.clips, listener)}
    cut = replace(told.cut, events=(*pictures, *told.cut.track("A1")), clips=tuple(known.values()))
    return told._replace(cut=cut, lined=replace(told.lined, clips=tuple(clips.values())))


def _with_paper(clip: Clip) -> Clip:
    return replace(clip, on_camera=WHO.get(clip.slate.setup or "", ()))


def _from(event: Event, frame: int) -> Event:
    """Let an event begin at another frame of the film, in sync with itself."""
    moved = frame - event.record.start
    source = Span(event.source.start + moved, event.source.end, event.source.rate)
    return replace(event, source=source, record=Span(frame, event.record.end, RATE))


def _until(event: Event, frame: int) -> Event:
    """Let an event end at another frame of the film, in sync with itself."""
    moved = frame - event.record.end
    source = Span(event.source.start, event.source.end + moved, event.source.rate)
    return replace(event, source=source, record=Span(event.record.start, frame, RATE))
