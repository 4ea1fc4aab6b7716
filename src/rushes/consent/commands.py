"""The commands of consent: `rushes consent add`, `grant`, `refuse`, `revoke`, `show` and the others."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rushes.rights.uses import USES, Use

if TYPE_CHECKING:
    from rushes.project import Film
    from rushes.rights import Entry

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType):
    """A day, as 2026-11-22."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 -- click's protocol
        """Return the day that is written; click says what is wrong with it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is no day; write 2026-11-22", param, ctx)


def _film(command: Command) -> Command:
    return click.argument("film", type=click.Path(path_type=Path), callback=_read)(command)


def _read(_ctx: click.Context, _param: click.Parameter, folder: Path) -> "Film":
    """Read the film of a folder."""
    from rushes.project import read_film  # noqa: PLC0415 -- `--help` does without

    return read_film(folder.absolute())


def _asked(command: Command) -> Command:
    """Give a command the options that say who asked, and in what way."""
    for option in (
        click.option("--how", default="", help="In what way: on paper, by e-mail, before a camera."),
        click.option("--collected-by", default="", metavar="NAME", help="Who asked, or was told."),
    ):
        command = option(command)
    return command


def _caches(command: Command) -> Command:
    """Give a command the folders of remembered results that it deletes from."""
    return click.option(
        "--cache",
        "caches",
        multiple=True,
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        metavar="DIR",
        help="Delete from this folder, too, that other runs were given; again.",
    )(command)


def _entry(**told: Any) -> "Entry":  # noqa: ANN401 -- the fields of an entry
    """Return a draft of what is said."""
    from rushes.rights import Entry  # noqa: PLC0415 -- `--help` does without

    return Entry(kind="note", performer="", **told)


@click.group()
def consent() -> None:
    """Write down who said yes to what, and read it; silence means no.

    FILM is a film's folder, as `rushes new` or `rushes assemble` made it; what is said is kept in its folder
    `consent`. PERFORMER is a name, a character or an id such as p-0001. USE is explained in docs/consent.md.
    """


@consent.command()
@_film
@click.argument("name")
@click.option("--character", "characters", multiple=True, help="Whom they play, as in the screenplay; again.")
@click.option("--legal-name", default="", help="The name on papers, if it is another.")
@click.option("--minor", is_flag=True, help="They are not of age; needs --guardian.")
@click.option("--guardian", default="", metavar="NAME", help="Who says yes for a minor.")
@click.option("--deceased", is_flag=True, help="They have died; needs --estate or --representative.")
@click.option("--estate", default="", metavar="NAME", help="Who says yes for somebody who died.")
@click.option("--representative", default="", metavar="NAME", help="Who speaks for them: agent, union.")
@click.option("--human-consent-id", default="", metavar="ID", help="Theirs in a registry of their own.")
@click.option("--correct", default="", metavar="PERFORMER", help="Describe this one anew; enter nobody.")
def add(*, film: "Film", name: str, correct: str, **about: Any) -> None:  # noqa: ANN401 -- the fields of a performer
    """Enter a performer: who is seen or heard, and whom they play.

    Two people of one name are told apart by their ids. Nothing is allowed with somebody who was entered: a
    yes is written by `rushes consent grant`.
    """
    from rushes.consent import enter  # noqa: PLC0415 -- `--help` does without
    from rushes.rights import Performer  # noqa: PLC0415

    click.echo(enter(film, Performer("", name.strip(), **about), correct=correct))


@consent.command()
@_film
@click.argument("performer")
@click.argument("uses", nargs=-1, required=True, type=click.Choice(USES), metavar="USE...")
@click.option("--project", default="", metavar="FILM", help="For which film [default: this one].")
@click.option("--from", "from_day", type=Day(), help="The first day [default: at once].")
@click.option("--to", "to_day", type=Day(), help="The last day [default: no end].")
@click.option("--territory", multiple=True, help="Where it holds; again for more [default: everywhere].")
@click.option("--medium", multiple=True, help="By what it holds, as cinema; again [default: by all].")
@click.option(
    "--description", default="", help="What exactly is done; train and alter need 20 letters at least."
)
@click.option(
    "--proof", type=click.Path(path_type=Path), metavar="FILE", help="The signed document; a copy is kept."
)
@click.option(
    "--proof-kind",
    type=click.Choice(("release", "rider", "email", "video slate", "other")),
    default="other",
    help="What the document is.",
)
@click.option("--notice", "notice_at", type=Day(), help="When they were first asked: time to think it over.")
@click.option("--separately-signed", is_flag=True, help="On a paper of its own, not within a contract.")
@click.option("--represented-by", default="", metavar="NAME", help="Who advised them: lawyer, agent.")
@click.option("--union-agreement", default="", help="The agreement that it falls under.")
@click.option("--compensation", "compensation_ref", default="", help="Where its pay is agreed.")
@click.option("--jurisdiction", default="", help="Whose law it is under.")
@_asked
def grant(
    *,
    film: "Film",
    performer: str,
    proof: Path | None,
    proof_kind: str,
    how: str,
    **terms: Any,  # noqa: ANN401 -- the fields of an entry
) -> None:
    """Write down a yes of PERFORMER to each USE that is named, and to no other.

    `everyone` as PERFORMER is for faces, mouths, blur and transcribe only: whoever --collected-by names
    stands in for it that all who are seen or heard agreed. It holds from now on, also for what was shot
    before.
    """
    from rushes.consent import say_yes  # noqa: PLC0415 -- `--help` does without

    draft = _entry(collected_how=how, proof_kind=proof_kind if proof else "", **terms)
    click.echo(say_yes(film, performer, draft, proof))


@consent.command()
@_film
@click.argument("performer")
@click.argument("uses", nargs=-1, type=click.Choice(USES), metavar="[USE]...")
@click.option("--all", "all_", is_flag=True, help="To all uses, also those that nobody asked for.")
@click.option("--project", default="", metavar="FILM", help="For one film only [default: each].")
@_asked
@_caches
def refuse(
    *,
    film: "Film",
    performer: str,
    uses: tuple[Use, ...],
    all_: bool,
    caches: tuple[Path, ...],
    how: str,
    **about: str,
) -> None:
    """Write down an outspoken no of PERFORMER: to each USE, or to --all.

    It holds at once and is stronger than any yes before it, also than one for everyone. After a no to
    `transcribe` their takes are not even followed in the script. What was made with a yes before it is
    deleted.
    """
    from rushes.consent import say_no  # noqa: PLC0415 -- `--help` does without

    said = _entry(collected_how=how, **about)
    click.echo(say_no(film, performer, USES if all_ else uses, said))
    _forget(film, caches)


@consent.command()
@_film
@click.argument("performer")
@click.argument("uses", nargs=-1, type=click.Choice(USES), metavar="[USE]...")
@_asked
@_caches
def revoke(
    *,
    film: "Film",
    performer: str,
    uses: tuple[Use, ...],
    collected_by: str,
    how: str,
    caches: tuple[Path, ...],
) -> None:
    """Write down that PERFORMER takes a yes back: to each USE, or to all that they said yes to.

    It holds at once and for good; only a new yes begins again. What was made with it is deleted, which is
    written down, and the cuts that stand on it are named.
    """
    from rushes.consent import take_back  # noqa: PLC0415 -- `--help` does without

    said = _entry(collected_by=collected_by, collected_how=how)
    click.echo(take_back(film, performer, uses, said))
    _forget(film, caches)


def _forget(film: "Film", caches: tuple[Path, ...]) -> None:
    """Delete what was made with a yes that has just ended, and say so; nothing where there was none."""
    from rushes.consent.forgetting import forget as forgotten  # noqa: PLC0415 -- `--help` does without

    made = forgotten(film, caches)
    if made.receipts or made.counts:
        click.echo(made)


@consent.command()
@_film
@_caches
def forget(*, film: "Film", caches: tuple[Path, ...]) -> None:
    """Delete what was made with any yes that holds no more: taken back, or its last day is over.

    `revoke` and `refuse` do it at once. This is for a yes that ended by itself, for another computer, for
    folders that a run was given with --cache, and after a machine that stopped in the middle.
    """
    from rushes.consent.forgetting import forget as forgotten  # noqa: PLC0415 -- `--help` does without

    click.echo(forgotten(film, caches))


@consent.command()
@_film
@click.argument("performer")
@click.argument("words")
@_asked
def note(*, film: "Film", performer: str, words: str, collected_by: str, how: str) -> None:
    """Write down WORDS about PERFORMER, such as "asked on set, will answer next week"; it allows nothing."""
    from rushes import consent as room  # noqa: PLC0415 -- `--help` does without

    click.echo(room.note(film, performer, words, _entry(collected_by=collected_by, collected_how=how)))


@consent.command()
@_film
@click.argument("performer", default="")
@click.option("--territory", default="", help="Ask for this territory.")
@click.option("--medium", default="", help="Ask for this medium.")
@click.option("--noted", default="", metavar="HEAD", help="Refuse if the register does not hold this head.")
@click.option("--json", "as_json", is_flag=True, help="Print what stands and every entry as JSON.")
def show(*, film: "Film", performer: str, territory: str, medium: str, noted: str, as_json: bool) -> None:
    """Say who said what to which use, since when and until when; of PERFORMER, all that was ever written.

    The chain is checked each time: one changed letter, and nothing is shown but that. An end that was cut off
    is found only by a head that was noted elsewhere: --noted.
    """
    from rushes import consent as room  # noqa: PLC0415 -- `--help` does without
    from rushes.rights import today  # noqa: PLC0415

    register = room.consent_of(film)
    room.check_noted(register, noted)
    whom = room.whom(register, performer)
    tell = room.shown_as_json if as_json else room.shown
    click.echo(tell(film, register, room.scope_of(film, territory, medium), whom))
    if not as_json:
        for warning in room.warnings_of(film, register, today()):
            click.echo(warning)


@consent.command()
@_film
@click.argument("performer")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An .html or a .pdf [default: sheet-p-0001.html, here].",
)
def sheet(*, film: "Film", performer: str, out: Path | None) -> None:
    """Write PERFORMER's own sheet: one page in plain words, to be given to them.

    Where they may be seen or heard and how that is known, what they said to what, what was read of them and
    what was not, what left the house, what was deleted, and how they say no.
    """
    from rushes.consent.handing import hand_sheet  # noqa: PLC0415 -- `--help` does without

    click.echo(hand_sheet(film, performer, out))


@consent.command()
@_film
@click.argument("performer")
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.zip",
    help="The file to write.",
)
def pack(*, film: "Film", performer: str, out: Path) -> None:
    """Write all that is kept about PERFORMER as one .zip, for them: what a request for access asks for.

    Their sheet, their entries of the register with the proof that none was changed, their documents, what was
    read of them and where, and the takes in which they may be. Nothing about anybody else, and no footage.
    """
    from rushes.consent.handing import hand_pack  # noqa: PLC0415 -- `--help` does without

    click.echo(hand_pack(film, performer, out))


@consent.command()
@_film
@click.argument("performer", default="")
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A .json for the receipts, an .html for the blank form.",
)
def export(*, film: "Film", performer: str, out: Path) -> None:
    """Write receipts for other programs (FILE.json), or blank forms to print (FILE.html).

    Receipts hold what was said, in the fields of a consent record (ISO/IEC TS 27560), and the reservation
    against training and mining (CAWG). The form is a page a performer to answer yes or no on, in plain words;
    with nobody entered, one page with room for a name. Of PERFORMER, only theirs.
    """
    from rushes.consent.exporting import export as written  # noqa: PLC0415 -- `--help` does without

    click.echo(written(film, performer, out))


COMMANDS: tuple[click.Command, ...] = (consent,)
