"""Revised pages: what was lined before keeps its id, and an id that is gone is never used again."""

from hypothesis import given
from hypothesis import strategies as st

from rushes.screenplay import Screenplay, parse_fountain
from rushes.screenplay.revision import Earlier, Revision, findings_of, revise

KITCHEN = (
    "Where were you on Thursday night?",
    "I was at home, at nineteen minutes past ten.",
    "Nobody saw you there.",
    "Ask the woman across the street.",
)
STREET = ("Did you see him?", "I see everybody.", "That was not the question.")


def script(*scenes: tuple[str, ...], numbers: str = "") -> Screenplay:
    """Return a script of scenes of lines; two people speak in turn; ``12`` numbers them on the page."""
    pages = []
    for at, scene in enumerate(scenes):
        number = f" #{numbers[at]}#" if numbers else ""
        pages.append(f"INT. ROOM WHERE THEY SAY {scene[0].upper()} - DAY{number}")
        pages += [f"{('ANNA', 'BEN')[n % 2]}\n{line}" for n, line in enumerate(scene)]
    return parse_fountain("\n\n".join(pages))[0]


def earlier(screenplay: Screenplay, retired: tuple[str, ...] = ()) -> Earlier:
    headings = {scene.number: scene.heading for scene in screenplay.scenes}
    return Earlier(screenplay.lines, headings, retired)


def ids_of(screenplay: Screenplay) -> list[str]:
    return [line.id for line in screenplay.lines]


def spoken_by_one(*lines: str, number: str = "1", heading: str = "KITCHEN") -> str:
    return f"INT. {heading} #{number}#\n\n" + "\n\n".join(f"ANNA\n{line}" for line in lines)


def revised(before: str, *drafts: str) -> tuple[Screenplay, Revision]:
    """Line a script, then each draft after the other, and return the last one."""
    page = parse_fountain(before)[0]
    known, revision = earlier(page), Revision()
    for draft in drafts:
        page, revision = revise(parse_fountain(draft)[0], known)
        known = earlier(page, revision.retired)
    return page, revision


def test_an_unchanged_script_is_the_same() -> None:
    page = script(KITCHEN, STREET)
    assert revise(page, earlier(page))[0] == page


def test_a_line_put_in_gets_a_letter_and_the_others_keep_their_ids() -> None:
    """Between 1.2 and 1.3 stands 1.2A; another one after it, in the next draft, is 1.2B."""
    one, two, three, four = KITCHEN
    page, revision = revised(spoken_by_one(*KITCHEN), spoken_by_one(one, two, "And alone.", three, four))
    assert ids_of(page) == ["1.1", "1.2", "1.2A", "1.3", "1.4"]
    assert str(revision) == "4 lines unchanged, 0 changed, 1 new, 0 gone"
    page, _ = revised(
        spoken_by_one(*KITCHEN),
        spoken_by_one(one, two, "And alone.", three, four),
        spoken_by_one(one, two, "And alone.", "All night.", three, four),
    )
    assert ids_of(page) == ["1.1", "1.2", "1.2A", "1.2B", "1.3", "1.4"]


def test_what_stands_before_and_after_all_others() -> None:
    page, _ = revised(spoken_by_one(*KITCHEN), spoken_by_one("Sit down there.", *KITCHEN, "She knows."))
    assert ids_of(page) == ["1.0A", "1.1", "1.2", "1.3", "1.4", "1.5"]


def test_a_changed_line_keeps_its_id_and_is_told() -> None:
    draft = [line.replace("nineteen", "ninety") for line in KITCHEN]
    page, revision = revised(spoken_by_one(*KITCHEN), spoken_by_one(*draft))
    assert ids_of(page) == ["1.1", "1.2", "1.3", "1.4"]
    assert [finding.kind for finding in findings_of(revision)] == ["screenplay revised", "line changed"]
    assert "“I was at home, at ninety" in findings_of(revision)[1].fact
    assert "it was “I was at home, at nineteen" in findings_of(revision)[1].fact


def test_commas_and_directions_change_no_line() -> None:
    """What is heard is the same."""
    _, revision = revised(spoken_by_one("Well, I never!"), spoken_by_one("(softly) Well -- I never …"))
    assert not revision.differs
    assert findings_of(revision) == ()


def test_an_id_that_is_gone_is_never_used_again() -> None:
    """The last line is cut in one draft, and another one is written in its place two drafts later."""
    one, two, three, four = KITCHEN
    page, revision = revised(
        spoken_by_one(one, two, three, four),
        spoken_by_one(one, two, three),
        spoken_by_one(one, two, three, "Something else altogether."),
    )
    assert ids_of(page) == ["1.1", "1.2", "1.3", "1.5"]
    assert revision.retired == ("1.4",)


def test_a_line_that_was_rewritten_is_another_line() -> None:
    one, _, three, four = KITCHEN
    page, revision = revised(spoken_by_one(*KITCHEN), spoken_by_one(one, "Go away!", three, four))
    assert ids_of(page) == ["1.1", "1.1A", "1.3", "1.4"]
    assert [line.id for line in revision.gone] == ["1.2"]


def test_the_same_words_of_another_character_are_a_changed_line() -> None:
    page, revision = revised(spoken_by_one(*KITCHEN), spoken_by_one(*KITCHEN).replace("ANNA", "HANNAH"))
    assert ids_of(page) == ["1.1", "1.2", "1.3", "1.4"]
    assert len(revision.changed) == 4


def test_a_scene_that_moved_takes_its_ids_with_it() -> None:
    """Numbered on the page or not: the scene is known by what is said in it."""
    before = script(KITCHEN, STREET)
    page, revision = revise(script(STREET, KITCHEN), earlier(before))
    assert ids_of(page) == ["2.1", "2.2", "2.3", "1.1", "1.2", "1.3", "1.4"]
    assert [scene.number for scene in page.scenes] == ["2", "1"]
    assert not revision.differs
    page, _ = revise(script(STREET, KITCHEN, numbers="21"), earlier(script(KITCHEN, STREET, numbers="12")))
    assert ids_of(page) == ["2.1", "2.2", "2.3", "1.1", "1.2", "1.3", "1.4"]


def test_a_scene_without_a_number_keeps_the_one_on_its_slates() -> None:
    """A scene is put in at the front: the clips of the old first scene still say 1 on their slates."""
    before = script(KITCHEN, STREET)
    page, revision = revise(script(("Who is there?", "Only me."), KITCHEN, STREET), earlier(before))
    assert [scene.number for scene in page.scenes] == ["A1", "1", "2"]
    assert ids_of(page)[:4] == ["A1.1", "A1.2", "1.1", "1.2"]
    assert [line.scene for line in page.lines][:3] == ["A1", "A1", "1"]
    assert "scene keeps its number" in {finding.kind for finding in findings_of(revision)}


def test_numbers_on_the_page_are_kept_and_ids_stay_single() -> None:
    """The writer's program counted the scenes anew: slates will say the new numbers, ids stay."""
    before = script(KITCHEN, STREET, numbers="12")
    page, _ = revise(script(("Who is there?", "Only me."), KITCHEN, STREET, numbers="123"), earlier(before))
    assert [scene.number for scene in page.scenes] == ["1", "2", "3"]
    assert ids_of(page) == ["1.1A", "1.2A", "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3"]
    assert [line.scene for line in page.lines][2:4] == ["2", "2"]


def test_a_line_that_moved_to_another_scene_keeps_its_id() -> None:
    """But not one that anybody says anywhere."""
    one, two, three, four = KITCHEN
    before = spoken_by_one(*KITCHEN, "Yes.") + "\n\n" + spoken_by_one(*STREET, number="2", heading="STREET")
    draft = (
        spoken_by_one(one, two, four)
        + "\n\n"
        + spoken_by_one(*STREET, three, "Yes.", number="2", heading="STREET")
    )
    page, revision = revised(before, draft)
    assert ids_of(page) == ["1.1", "1.2", "1.4", "2.1", "2.2", "2.3", "1.3", "2.4"]
    assert [line.id for line in revision.gone] == ["1.5"]


def test_elements_follow_their_lines() -> None:
    """Page and lines agree on the ids, so that the lined pages can be drawn."""
    one, two, three, four = KITCHEN
    page, _ = revised(spoken_by_one(*KITCHEN), spoken_by_one(one, "And alone.", two, three, four))
    told = [element.line for element in page.elements if element.line]
    assert list(dict.fromkeys(told)) == ids_of(page)


def test_another_screenplay_begins_anew() -> None:
    page, revision = revised(spoken_by_one(*KITCHEN), spoken_by_one("Who goes there?", "A friend."))
    assert ids_of(page) == ["1.1", "1.2"]
    assert revision.another
    assert [finding.kind for finding in findings_of(revision)] == ["another screenplay"]


WORDS = st.lists(st.sampled_from(("yes", "no", "the", "rain", "in", "spain", "stays", "we")), min_size=1)
SCENES = st.lists(st.lists(WORDS.map(" ".join), min_size=1, max_size=6).map(tuple), min_size=1, max_size=4)


@given(st.lists(SCENES, min_size=2, max_size=4))
def test_ids_are_single_and_gone_ones_stay_gone(
    drafts: list[list[tuple[str, ...]]],
) -> None:
    """Whatever is written: each line has one id, each scene one number, and lining again changes nothing."""
    page = script(*drafts[0])
    known = earlier(page)
    for draft in drafts[1:]:
        page, revision = revise(script(*draft), known)
        ids = ids_of(page)
        assert len(set(ids)) == len(ids)
        assert len({scene.number.casefold() for scene in page.scenes}) == len(page.scenes)
        assert all(line.scene == scene.number for scene in page.scenes for line in scene.lines)
        if not revision.another:
            assert not set(ids) & set(revision.retired)
            assert {line.id for line in known.lines} <= {*ids, *revision.retired}
        words = {line.id: (line.character, line.text) for line in known.lines}
        assert all(words[line.id] == (line.character, line.text) for line in revision.unchanged)
        known = earlier(page, revision.retired)
        assert revise(script(*draft), known)[0] == page


def test_a_line_put_among_lines_that_are_all_alike_takes_no_id_away() -> None:
    """Yes, yes, yes; then something new after the first of them."""
    before = parse_fountain(spoken_by_one("Yes.", "Yes.", "Yes."))[0]
    page, revision = revise(
        parse_fountain(spoken_by_one("Yes.", "No, wait.", "Yes.", "Yes."))[0], earlier(before)
    )
    assert ids_of(page) == ["1.1", "1.1A", "1.2", "1.3"]
    assert not revision.gone


@given(SCENES, st.data())
def test_lines_that_only_moved_up_or_down_keep_their_ids(
    scenes: list[tuple[str, ...]], data: st.DataObject
) -> None:
    """Lines put in anywhere, none taken away: every old line is still itself."""
    before = parse_fountain(spoken_by_one(*scenes[0]))[0]
    draft = list(scenes[0])
    for n in range(data.draw(st.integers(0, 4))):
        draft.insert(data.draw(st.integers(0, len(draft))), f"Novelty number {n} altogether.")
    page, revision = revise(parse_fountain(spoken_by_one(*draft))[0], earlier(before))
    assert [i for i in ids_of(page) if i in set(ids_of(before))] == ids_of(before)
    assert not revision.gone
