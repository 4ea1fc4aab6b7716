"""The mouth of the library: collects each room's commands; holds no logic.

A command's room is opened when the command is asked for, so that ``rushes --help`` answers at once.
"""

import contextlib
import importlib
import io
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import NoReturn

import click

from rushes import __version__
from rushes.errors import Refusal

COMMANDS: Mapping[str, tuple[str, str]] = {
    "assemble": ("rushes.commands", "Make a first cut from a screenplay and a folder of rushes."),
    "line": ("rushes.commands", "Line a script: find which take covers which line, and how."),
    "log": (
        "rushes.commands",
        "Log what was shot: every clip and sound file, what is known of it, and what to look at.",
    ),
    "new": (
        "rushes.screening.commands",
        "Make a film: a folder whose film.toml says what it is made from.",
    ),
    "screen": (
        "rushes.screening.commands",
        "Open the screening room: watch a cut, compare takes, decide, lock.",
    ),
    "turnover": (
        "rushes.screening.commands",
        "Hand over a film as people left it: timelines, preview, report, documents.",
    ),
    "consent": (
        "rushes.consent.commands",
        "Write down who said yes to what, and read it; silence means no.",
    ),
    "release": (
        "rushes.release.commands",
        "Write a copy that may leave the house: nobody is in it who did not say yes.",
    ),
    "verify": (
        "rushes.turnover.verified.commands",
        "Say whether a film or a timeline is what it claims to be, and what nothing proves.",
    ),
    "credentials": ("rushes.credentials.commands", "Say who signs the films that leave, and change it."),
    "why": (
        "rushes.commands",
        "Say everything about one event of a cut: what told for it and against it, and what lost to it.",
    ),
    "conform": (
        "rushes.turnover.commands",
        "Say what an editor changed in a cut, and how far their version is from it.",
    ),
    "compare": (
        "rushes.commands",
        "Say in what a cut differs from another: takes, sound, trims, pictures, split edits, beats, length.",
    ),
    "seal": (
        "rushes.footage.commands",
        "Write down the hash of every file in a folder, as an ASC MHL manifest.",
    ),
    "stage": (
        "rushes.stage.commands",
        "Make rushes of a screenplay, drawn and spoken, with the exact truth about them.",
    ),
}
"""Each command: the module that holds it, and the short help it would give (a test compares)."""


class Mouth(click.Group):
    """A group whose commands are imported one by one, when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's protocol
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Open the room of a command, or return None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        _one_thread()
        commands: tuple[click.Command, ...] = importlib.import_module(COMMANDS[cmd_name][0]).COMMANDS
        return next(command for command in commands if command.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table, without opening any room."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


@click.group(cls=Mouth, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def mouth() -> None:
    """Turn a screenplay and a folder of rushes into a first cut; leave the final cut to people."""


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Answer a command line and leave: 0 done, 2 refused, 130 stopped by Ctrl-C."""
    _speak_any_language()
    signal.signal(signal.SIGTERM, _leave)
    try:
        code = mouth.main(words, prog_name="rushes", standalone_mode=False) or 0
        sys.stdout.flush()
    except Refusal as refusal:
        code = _refuse(str(refusal))
    except click.ClickException as mistake:
        mistake.show()
        code = mistake.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; what is done is remembered.", err=True)
        code = 130
    except BrokenPipeError:
        code = _hush()
    sys.exit(code)


def _one_thread() -> None:
    """Keep the number crunchers of the room that opens next to one thread, unless a person said otherwise."""
    from rushes.engine.pool import ONE_THREAD  # noqa: PLC0415 -- `--help` does without an engine

    for name, count in ONE_THREAD.items():
        os.environ.setdefault(name, count)


def _refuse(sentence: str) -> int:
    click.echo(f"rushes: {sentence}", err=True)
    return 2


def _hush() -> int:
    """Say nothing more to a reader who left, not even on the way out."""
    with contextlib.suppress(OSError):
        sys.stdout.close()
    sys.stdout = io.StringIO()
    return 141


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind on a polite request to end, so that workers end too."""
    sys.exit(128 + number)


def _speak_any_language() -> None:
    """Escape what the terminal's alphabet lacks, where it would otherwise be an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
