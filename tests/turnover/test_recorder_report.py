"""The report of a shoot with sound recorders and two cameras: what is heard, how surely, from where else."""

from dataclasses import replace

from rushes.turnover.report.cards import cards_of
from rushes.turnover.report.pictures import side_by_side
from rushes.turnover.report.shelf import Shelf, shelf_from
from rushes.turnover.report.strip import strip_of
from rushes.turnover.report.sync import Synced
from tests.turnover.report_footage import Told, double_system, two_hander


def shelf_of(told: Told) -> Shelf:
    return shelf_from(told.screenplay, told.lined, told.cut, {})


def test_a_card_says_by_which_recording_it_is_heard_and_how_surely() -> None:
    told = double_system()
    first = cards_of(told.cut, shelf_of(told))[0]
    assert first.tracks == "V1 A1 A2"
    assert first.synced == (
        Synced(
            "SOUND/1-2_1.WAV, SOUND/1-2_2.WAV",
            "Boom, Maren",
            "by timecode, \u00b13.2 ms, drift +14.5 ppm",
            ("Camera and recorder both read 10:02:04:11 at the sticks.", "The clap is 3 ms off."),
        ),
    )
    page = told.page()
    assert "Sound by timecode, \u00b13.2 ms, drift +14.5 ppm" in page
    assert "Camera and recorder both read 10:02:04:11 at the sticks." in page


def test_where_no_recording_fits_the_page_says_that_the_camera_is_heard() -> None:
    told = double_system()
    stopgaps = {card.name: card.stopgap for card in cards_of(told.cut, shelf_of(told))}
    assert stopgaps["1B-3"] == "The camera\u2019s own sound: no recording fits this take."
    assert stopgaps["1-2"] == ""
    assert "chip against" in told.page()
    assert '<p class="chip against">' not in two_hander().page(), "where nobody recorded, it is the sound"


def test_a_recorders_sounds_are_no_cards_of_their_own() -> None:
    plain, told = two_hander(), double_system()
    cards = cards_of(told.cut, shelf_of(told))
    assert len(cards) == len(cards_of(plain.cut, shelf_of(plain)))
    assert len(strip_of(told.cut, cards, (), shelf_of(told)).blocks) == len(cards)


def test_sound_that_stands_alone_still_knows_its_words() -> None:
    """Over a reaction the recording of another take is heard: its reading is that of its picture."""
    told = double_system()
    events = tuple(event for event in told.cut.events if event.track != "V1" or event.line != "1.1")
    card = cards_of(replace(told.cut, events=events), shelf_of(told))[0]
    assert card.event.file == "SOUND/1-2_1.WAV"
    assert card.spoken[0].note == "as written"
    assert card.source == ("10:00:05:19", "10:00:07:11"), "counted as the timelines count it"


def test_cameras_that_rolled_together_stand_side_by_side() -> None:
    told = double_system()
    together = side_by_side(shelf_of(told).setups)
    assert [[setup.label for setup in group] for group in together] == [
        ["1"],
        ["1A", "1B cam B"],
        ["1B cam A"],
        ["1C"],
    ]
    card = next(card for card in cards_of(told.cut, shelf_of(told)) if card.name == "1A-3")
    assert [(angle.name, angle.chosen) for angle in card.angles] == [("A", True), ("B", False)]
    assert "2 cameras rolled together" in told.page()


def test_the_same_moment_on_another_camera_is_called_an_angle() -> None:
    told = double_system()
    event = next(event for event in told.cut.events if event.file.startswith("1A-3"))
    angle = replace(event.alternates[0], file="1B-2_A001C007.mov")
    cut = replace(told.cut, events=(replace(event, alternates=(angle, *event.alternates[:1])),))
    (card,) = cards_of(cut, shelf_of(told))
    assert (card.others[0].name, card.others[0].angle) == ("1B-2 B", True)
    assert not card.others[1].angle


def test_what_lies_behind_no_picture_is_told() -> None:
    page = double_system().page()
    assert "Sound that lies behind no picture" in page
    assert "wild track, 2 min 10 s" in page
    assert "Sound that lies behind no picture" not in two_hander().page()
