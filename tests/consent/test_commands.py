"""An assistant director writes down what people said, with the command line that they have."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rushes.cli import mouth
from rushes.consent import form_page, shown
from rushes.consent.table import SCHEMA
from rushes.errors import Refusal
from rushes.project import CONSENT, REGISTER, Film, read_film, write_film
from rushes.rights import ABOUT, USES, Entry, Performer, Register, Use, decide, open_register
from rushes.rights.chain import chained, line_of
from rushes.turnover.delivery import check_out, delivery
from tests.conftest import ROOT
from tests.rights.making import ASKED, FILM

BY = ("--collected-by", "the assistant director")


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Return a film in which nobody said anything."""
    script = tmp_path / "lost-property.fountain"
    shutil.copy(ROOT / "examples" / "lost-property.fountain", script)
    write_film(Film(tmp_path / "film", script, (tmp_path,), FILM))
    return tmp_path / "film"


def say(command: str, film: Path, *words: object) -> Result:
    """Run a command of consent."""
    return CliRunner().invoke(mouth, ["consent", command, str(film), *map(str, words)])


def told(command: str, film: Path, *words: object) -> str:
    """Run one that is done, and return what it says."""
    ran = say(command, film, *words)
    assert ran.exit_code == 0, ran.output or ran.exception
    return ran.output


def refused(command: str, film: Path, *words: object) -> str:
    """Run one that is refused, and return the sentence."""
    ran = say(command, film, *words)
    if isinstance(ran.exception, Refusal):
        return str(ran.exception)
    assert ran.exit_code == 2
    return ran.output


def uses_of(film: Path, performer: str = "p-0001") -> set[str]:
    """Return what is allowed with a performer today."""
    register = open_register(film / CONSENT)
    return {use for use in USES if decide(register, performer, use, ASKED).allowed}


@pytest.fixture
def edith(film: Path) -> Path:
    """Return a film in which the actor of EDITH is entered, and said nothing."""
    told("add", film, "the actor of EDITH", "--character", "edith")
    return film


def test_a_day_in_the_office(film: Path, tmp_path: Path) -> None:
    """Somebody is entered, says yes to two uses, takes one back, refuses all; each time it holds at once."""
    said = told("add", film, "the actor of EDITH", "--character", "edith")
    assert "Entered: the actor of EDITH, EDITH (p-0001), entry 1" in said
    assert "--correct p-0001" in said
    said = told("grant", film, "EDITH", "mouths", "faces", *BY, "--how", "on paper", "--to", "2099-12-31")
    assert "says yes to faces and mouths for “Lost Property”, until 2099-12-31" in said
    assert re.search(r"To take it back: rushes consent revoke \S+ p-0001 faces mouths$", said, re.MULTILINE)
    assert uses_of(film) == {"faces", "mouths"}
    release = tmp_path / "release.pdf"
    release.write_bytes(b"%PDF signed")
    told("grant", film, "p-0001", "publish", *BY, "--proof", release, "--proof-kind", "release")
    assert uses_of(film) == {"faces", "mouths", "publish"}
    assert "takes back the yes to mouths, from now on" in told("revoke", film, "edith", "mouths")
    assert uses_of(film) == {"faces", "publish"}
    assert "says no to all uses, from now on" in told("refuse", film, "the actor of edith", "--all")
    assert uses_of(film) == set()
    assert told("note", film, "p-0001", "asked again next week").startswith("Wrote entry 8, a note")
    kinds = [entry.kind for entry in open_register(film / CONSENT).entries]
    assert kinds == [
        "performer",
        *("grant", "grant"),
        *("revoke", "deletion"),
        *("refuse", "deletion"),
        "note",
    ]


def test_everything_that_is_taken_back_is_what_was_given(edith: Path) -> None:
    """Without a use it is all of them; where nothing was given it is said how a no is written."""
    told("grant", edith, "edith", "faces", "blur", *BY)
    assert "takes back the yes to faces and blur" in told("revoke", edith, "edith")
    assert uses_of(edith) == set()
    sentence = refused("revoke", edith, "edith")
    assert "has given no yes, so there is none to take back" in sentence
    assert sentence.endswith("refuse " + str(edith) + " p-0001 --all.")
    assert "--all" in refused("refuse", edith, "edith")


def test_everyone_is_attested_by_somebody_for_what_recognises_nobody(edith: Path) -> None:
    """And one who said no is stronger."""
    assert "everyone says yes to faces" in told("grant", edith, "everyone", "faces", *BY)
    assert "each one must be asked" in refused("grant", edith, "everyone", "rank", *BY)
    assert "does not say who asked" in refused("grant", edith, "everyone", "mouths")
    assert uses_of(edith, "everyone") == {"faces"}
    told("refuse", edith, "edith", "faces")
    assert uses_of(edith, "everyone") == set()
    assert "yes, but not of all" in told("show", edith)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("grant", "edith", "publish", *BY), "give it again, with --proof"),
        (("grant", "edith", "publish", *BY, "--proof", "none.pdf"), "none.pdf cannot be read"),
        (("grant", "edith", "train", *BY, "--proof", ROOT / "LICENSE"), "at least 20 characters"),
        (("grant", "edith", "faces", *BY, "--to", "2020-01-01"), "ended on 2020-01-01 already"),
        (("grant", "edith", "faces", *BY, "--to", "tomorrow"), "write 2026-11-22"),
        (("grant", "edith", "faces"), "does not say who asked"),
        (("grant", "edith", "voices", *BY), "'voices' is not one of 'faces'"),
        (("grant", "edith", "infer-emotion", *BY), "nothing that this program can do"),
        (("grant", "noah", "faces", *BY), "The register knows nobody called 'noah'"),
        (("add", "somebody", "--minor"), "no guardian is named"),
        (("add", "somebody", "--deceased"), "neither an estate nor a representative"),
        (("add", "everyone"), "cannot be a name"),
        (("show", "--noted", "0123456789abcdef"), "its end was cut off, or all of it was written anew"),
    ],
)
def test_what_is_not_clear_is_refused_with_what_would_cure_it(
    edith: Path, words: tuple[object, ...], sentence: str
) -> None:
    """And nothing is written, nor any document kept."""
    before = (edith / CONSENT / REGISTER).read_bytes()
    assert sentence in refused(str(words[0]), edith, *words[1:])
    assert (edith / CONSENT / REGISTER).read_bytes() == before
    assert not (edith / CONSENT / "proofs").exists()


def test_two_of_one_name_are_told_apart(edith: Path) -> None:
    """It is said when the second is entered, and a name that means two is refused from then on."""
    said = told("add", edith, "The Actor of Edith", "--character", "NOAH")
    assert "There is somebody else of that name: the actor of EDITH, EDITH (p-0001)" in said
    assert "Say which one, by the id" in refused("grant", edith, "the actor of edith", "faces", *BY)
    told("grant", edith, "noah", "faces", *BY)
    assert (uses_of(edith), uses_of(edith, "p-0002")) == (set(), {"faces"})


def test_a_performer_is_described_anew_and_stays_who_they_are(edith: Path) -> None:
    """What they said goes on; a character that the screenplay does not know is said."""
    told("grant", edith, "edith", "faces", *BY)
    said = told("add", edith, "Edith's actor", "--correct", "edith", "--character", "EDIHT")
    assert "Did you mean EDITH?" in said
    assert uses_of(edith) == {"faces"}
    assert open_register(edith / CONSENT).performers["p-0001"].screen_name == "Edith's actor"


def test_an_older_yes_that_goes_on_beside_a_new_one_is_said(edith: Path) -> None:
    """Who wants to be asked for less takes the old yes back first."""
    told("grant", edith, "edith", "faces", *BY)
    assert "goes on beside it" in told("grant", edith, "edith", "faces", *BY, "--to", "2099-01-01")


def test_the_table_says_who_said_what_until_when(edith: Path) -> None:
    """One line a breath; of one performer each use, and all that was ever written."""
    assert "1 performer, 1 entry, none of them changed" in told("show", edith)
    told("grant", edith, "edith", "faces", "blur", *BY, "--to", "2099-12-31")
    told("refuse", edith, "edith", "publish", "rank")
    table = told("show", edith)
    (faces,) = [line for line in table.splitlines() if "faces" in line]
    assert re.search(
        r"p-0001\)\s+faces, blur\s+yes\s+\d{4}-\d\d-\d\d\s+2099-12-31\s+said yes in entry 2", faces
    )
    (no,) = [line for line in table.splitlines() if "publish" in line]
    assert re.search(r"rank, publish\s+no\s+\d{4}-\d\d-\d\d\s+said no in entry 3", no)
    assert "10 others" in table
    whole = told("show", edith, "edith")
    assert all(use in whole for use in USES)
    assert "2. " in whole.partition("All that was written:")[2]


def test_the_head_that_was_noted_finds_an_end_that_was_cut_off(edith: Path) -> None:
    """As a release or a person wrote it down, whole or its beginning."""
    told("refuse", edith, "edith", "--all")
    noted = open_register(edith / CONSENT).head
    assert noted in told("show", edith)
    assert told("show", edith, "--noted", noted[:12].upper())
    file = edith / CONSENT / REGISTER
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
    assert told("show", edith)
    assert "its end was cut off" in refused("show", edith, "--noted", noted)


def test_nobody_is_asked_yet(film: Path) -> None:
    """It is said what silence means, and what to do."""
    assert "silence means no to everything" in told("show", film)
    assert not (film / CONSENT).exists()


def test_another_program_reads_the_whole_of_it(edith: Path) -> None:
    """What stands today, by use, and every entry as it is on disk."""
    told("grant", edith, "edith", "faces", *BY)
    shown_ = json.loads(told("show", edith, "--json"))
    assert (shown_["schema"], shown_["film"]) == (SCHEMA, FILM)
    (performer,) = shown_["performers"]
    stands = {one["use"]: one["allowed"] for one in performer["uses"]}
    assert stands == {use: use == "faces" for use in USES}
    lines = (edith / CONSENT / REGISTER).read_text(encoding="utf-8").splitlines()
    assert shown_["entries"] == [json.loads(line) for line in lines]


def test_the_receipt_has_the_fields_of_a_consent_record(edith: Path, tmp_path: Path) -> None:
    """Who said what when, to whom, with the hash of each entry; and a reservation against machines."""
    told("grant", edith, "edith", "faces", *BY, "--how", "on paper", "--territory", "DE")
    told("refuse", edith, "edith", "publish")
    out = tmp_path / "receipt.json"
    assert "1 receipt;" in told("export", edith, "-o", out)
    (receipt,) = json.loads(out.read_text(encoding="utf-8"))["receipts"]
    assert receipt["record_header"]["pii_principal_id"] == "p-0001"
    faces, publish = receipt["pii_processing"]["purposes"]
    assert (faces["purpose"], faces["lawful_basis"], faces["collection_method"]) == (
        *("faces", "consent"),
        "on paper",
    )
    assert faces["geographic_restrictions"] == ["DE"]
    assert "rushes consent revoke" in faces["withdrawal_method"]
    assert publish["consent_holds"] is False
    states = [event["event_state"] for event in receipt["events"]]
    assert states == ["consent given", "consent refused"]
    hashes = {entry.hash for entry in open_register(edith / CONSENT).entries}
    assert {event["entry"] for event in receipt["events"]} <= hashes
    assert set(receipt["refused_by_silence"]) == set(USES) - {"faces", "publish"}
    entries = receipt["cawg.training-mining"]["entries"]
    assert {one["use"] for one in entries.values()} == {"notAllowed"}
    assert len(entries) == 4
    assert "is there already" in refused("export", edith, "-o", out)
    assert "neither a .json" in refused("export", edith, "-o", tmp_path / "receipt.pdf")


def test_a_yes_to_training_is_never_more_than_its_words(edith: Path, tmp_path: Path) -> None:
    """It makes training constrained, by what was said; mining stays closed."""
    what = "steadier subtitles for this film, no copies of the model leave"
    proof = ("--proof", ROOT / "LICENSE")
    told("grant", edith, "edith", "train", *BY, *proof, "--description", what)
    told("export", edith, "edith", "-o", tmp_path / "one.json")
    (receipt,) = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))["receipts"]
    entries = receipt["cawg.training-mining"]["entries"]
    assert entries["cawg.ai_training"]["use"] == "constrained"
    assert what in entries["cawg.ai_training"]["constraint_info"]
    assert entries["cawg.data_mining"] == {"use": "notAllowed"}


def test_the_form_asks_everything_that_a_yes_is_possible_to(edith: Path, tmp_path: Path) -> None:
    """A page a performer, nothing answered; names are escaped; without anybody, one with room for a name."""
    told("add", edith, "<b>Ben</b>", "--character", "NOAH", "--minor", "--guardian", "the mother of Ben")
    told("export", edith, "-o", tmp_path / "form.html")
    page = (tmp_path / "form.html").read_text(encoding="utf-8")
    assert page.count('<article class="form">') == 2
    assert "<b>Ben</b>" not in page
    assert "signature of the mother of Ben, guardian" in page
    assert "checked" not in page
    for use in USES:
        assert page.count(ABOUT[use].asks) == (0 if ABOUT[use].never else 2), use
    alone = form_page(FILM, ()).decode()
    assert alone.count('<article class="form">') == 1
    assert form_page(FILM, [Performer("p-0001", "Ben")]) == form_page(FILM, [Performer("p-0001", "Ben")])


def test_a_register_by_hand_is_not_written_into(edith: Path) -> None:
    """It is a person's file, and stays one; it is read like any other, where it is the only one."""
    (edith / "grants.toml").write_text(
        '[[grant]]\nperson = "everyone"\nuses = ["faces"]\nby = "the production"\non = 2026-11-02\n',
        encoding="utf-8",
    )
    with (edith / "film.toml").open("a", encoding="utf-8") as opened:
        opened.write('grants = "grants.toml"\n')
    assert "has a register of consent of its own" in refused("show", edith)
    assert "has a register of consent of its own" in refused("grant", edith, "edith", "faces", *BY)
    (edith / "consent").rename(edith.parent / "put away")
    assert "is written by hand. Write the answer there" in refused("grant", edith, "edith", "faces", *BY)
    assert "everyone in the pictures" in told("show", edith)


def test_a_run_never_writes_over_what_people_said(edith: Path) -> None:
    """The folder of consent is nobody's in the way, and no run takes it away."""
    check_out(edith)
    with delivery(edith) as staging:
        (staging / "cut.json").write_text("{}")
    with delivery(edith) as staging:
        (staging / "other.json").write_text("{}")
    assert (edith / CONSENT / REGISTER).is_file()
    assert not (edith / "cut.json").exists()


def test_who_says_yes_for_somebody_is_named(film: Path) -> None:
    """A child says no for itself, and its guardian says yes; so the sentence, and what was written, tell."""
    told("add", film, "Kim", "--character", "EDITH", "--minor", "--guardian", "the mother of Kim")
    said = told("grant", film, "edith", "faces", *BY)
    assert "the mother of Kim says for Kim, EDITH (p-0001), who is a minor, yes to faces" in said
    assert "entered, or described anew; Kim, EDITH (p-0001); a minor; says yes: the mother of Kim" in told(
        "show", film, "edith"
    )
    told("add", film, "Jo", "--deceased", "--estate", "the heirs of Jo")
    assert "the heirs of Jo says for Jo (p-0002), who has died, yes to" in told(
        "grant", film, "jo", "faces", *BY
    )


def test_a_terminal_is_not_driven_by_a_name(film: Path) -> None:
    """It is not written, and where an earlier program wrote one, its controls are shown as such."""
    assert "a sign that nobody can see" in refused("add", film, "Ben\x1b[2J", "--character", "EDITH")
    about = Performer("p-0001", "Ben\x1b[2J", characters=("EDITH",))
    entry = chained(
        Entry(seq=1, at="2026-11-20T10:00:00.000+00:00", kind="performer", performer=about.id, about=about),
        "",
    )
    (film / CONSENT).mkdir(exist_ok=True)
    (film / CONSENT / REGISTER).write_bytes(line_of(entry))
    assert "\x1b" not in told("show", film)
    assert "\x1b" not in told("show", film, "edith")


def test_an_empty_register_is_told_as_wide_as_asked(film: Path) -> None:
    """It has no table."""
    assert len(shown(read_film(film), Register(), ASKED, width=40).splitlines()) == 2


@pytest.mark.parametrize("use", USES)
def test_the_page_explains_every_use(use: Use) -> None:
    """Whoever reads docs/consent.md finds each use by its word."""
    page = (ROOT / "docs" / "consent.md").read_text(encoding="utf-8")
    assert f"| `{use}` |" in page
