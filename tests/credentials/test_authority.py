"""Who signs: this computer's authority, made by itself, or a person's own; never silently another."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rushes.credentials import (
    NoAuthority,
    anchors,
    authority,
    bring,
    given_to_others,
    identity,
    read_credentials,
    renew,
    sign_cut,
    trust,
)
from rushes.credentials.authority import place
from rushes.credentials.model import Label
from tests.credentials.making import C2PA, E_MAIL, NOW, WEB, cut_of, papers, preview_of, rush, signed


def test_a_house_is_made_on_first_use_and_stays(folder: Path) -> None:
    first = authority()
    assert first.house == "house"
    assert (folder / "house" / "root.pem").exists()
    assert authority() == first
    assert identity() == first.mark


def test_keys_are_their_owners_alone(folder: Path) -> None:
    authority()
    keys = {file.name for file in (folder / "house").iterdir() if file.stat().st_mode & 0o077 == 0}
    assert keys == {"key.pem", "root-key.pem"}
    assert folder.joinpath("house").stat().st_mode & 0o077 == 0


def test_without_a_name_it_is_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUSHES_CREDENTIALS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in place().parents


def test_two_houses_are_told_apart(folder: Path, tmp_path: Path) -> None:
    assert authority(folder).name != authority(tmp_path / "another").name


def test_a_lost_key_is_named_with_what_a_new_one_means(folder: Path) -> None:
    """Nothing is made anew by itself: whoever trusted the old certificate would not know the new one."""
    authority()
    (folder / "house" / "key.pem").unlink()
    with pytest.raises(NoAuthority) as refusal:
        authority()
    assert "key" in refusal.value.fact
    assert "rushes credentials --renew" in refusal.value.advice
    assert "must be given the new one" in refusal.value.advice


def test_what_was_signed_before_a_renewal_still_holds(folder: Path, tmp_path: Path) -> None:
    film = signed(tmp_path / "before.mp4")
    (folder / "house" / "key.pem").unlink()
    new = renew()
    old = read_credentials(film, anchors())
    assert (old.state, old.house) == ("holds", "known")
    assert old.signer != new.name
    assert read_credentials(signed(tmp_path / "after.mp4"), anchors()).house == "house"


def test_a_house_renews_its_certificate_before_it_ends(folder: Path) -> None:
    """Under the same root, so that whoever knows the house goes on knowing it."""
    first = authority(now=NOW)
    root = (folder / "house" / "root.pem").read_bytes()
    later = authority(now=NOW + timedelta(days=3652 - 100))
    assert later.mark != first.mark
    assert (folder / "house" / "root.pem").read_bytes() == root
    with pytest.raises(NoAuthority, match="renew"):
        authority(now=NOW + timedelta(days=7305 - 100))


def test_a_persons_own_certificate_signs_from_then_on(folder: Path, tmp_path: Path) -> None:
    theirs = papers(tmp_path / "theirs")
    authority()
    assert bring(theirs.certificate, theirs.key).house == "own"
    assert authority().name == "An editing house"
    assert folder.joinpath("own", "key.pem").stat().st_mode & 0o077 == 0
    found = read_credentials(signed(tmp_path / "film.mp4"), anchors())
    assert (found.state, found.house, found.signer) == ("holds", "own", "An editing house")
    assert given_to_others(authority()) == folder / "own" / "certificate.pem"


UNFIT: Mapping[str, tuple[dict[str, Any], str]] = {
    "no purposes": ({"purposes": ()}, "extended key usages emailProtection and C2PA"),
    "a web server's": ({"purposes": (WEB,)}, "extended key usages emailProtection and C2PA"),
    "no signature": ({"signs": False}, "digitalSignature"),
    "an authority's": ({"authority_itself": True}, "signs certificates and no films"),
    "nobody's": ({"says_whose": False}, "authority key identifier"),
    "ended": ({"begins": timedelta(days=-30), "ends": timedelta(days=-1)}, "ended on"),
    "of tomorrow": ({"begins": timedelta(days=1)}, "clock"),
}


@pytest.mark.parametrize("how", UNFIT)
def test_a_certificate_that_may_not_sign_is_refused_before_it_is_used(
    how: str, folder: Path, tmp_path: Path
) -> None:
    settings, said = UNFIT[how]
    theirs = papers(tmp_path / "theirs", **settings)
    with pytest.raises(NoAuthority) as refusal:
        bring(theirs.certificate, theirs.key)
    assert said in str(refusal.value)
    assert not (folder / "own").exists()


@pytest.mark.parametrize("purposes", [(E_MAIL,), (C2PA,), (E_MAIL, C2PA)])
def test_either_purpose_lets_a_certificate_sign(
    purposes: tuple[str, ...], folder: Path, tmp_path: Path
) -> None:
    theirs = papers(tmp_path / "theirs", purposes=purposes)
    bring(theirs.certificate, theirs.key)
    assert folder.is_dir()
    assert read_credentials(signed(tmp_path / "film.mp4"), anchors()).state == "holds"


def test_a_key_of_another_certificate_is_refused(folder: Path, tmp_path: Path) -> None:
    one, other = papers(tmp_path / "one"), papers(tmp_path / "other")
    with pytest.raises(NoAuthority, match="not that of the certificate"):
        bring(one.certificate, other.key)
    assert not folder.exists()


def test_files_that_are_no_certificates_are_refused_in_words(folder: Path, tmp_path: Path) -> None:
    theirs, text = papers(tmp_path / "theirs"), tmp_path / "text.pem"
    text.write_text("not a certificate")
    for wrong in ((text, theirs.key), (theirs.certificate, text), (tmp_path / "none.pem", theirs.key)):
        with pytest.raises(NoAuthority):
            bring(*wrong)
    with pytest.raises(NoAuthority, match="no certificate"):
        trust(text)
    assert not folder.exists()


def test_where_no_key_can_be_kept_the_film_stays_unsigned_and_that_is_said(
    folder: Path, tmp_path: Path
) -> None:
    folder.write_text("in the way")
    cut = cut_of(rush(tmp_path / "a.mov"))
    film = preview_of(cut, tmp_path / "preview.mp4")
    before = film.read_bytes()
    (finding,) = sign_cut(film, cut, Label())
    assert (finding.kind, finding.subject) == ("unsigned", "preview.mp4")
    assert "RUSHES_CREDENTIALS" in finding.advice
    assert film.read_bytes() == before
    assert "cannot be used" in identity()


def test_films_of_others_are_known_by_the_certificate_that_they_gave(folder: Path, tmp_path: Path) -> None:
    theirs = authority(tmp_path / "their folder")
    film = signed(tmp_path / "theirs.mp4", by=theirs)
    authority(folder)
    assert read_credentials(film, anchors()).state == "unknown signer"
    assert trust(tmp_path / "their folder" / "house" / "root.pem").startswith("House ")
    found = read_credentials(film, anchors())
    assert (found.state, found.house) == ("holds", "known")
