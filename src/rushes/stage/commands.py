"""The stage's command: `rushes stage`."""

from fractions import Fraction
from pathlib import Path
from typing import TypedDict, Unpack

import click

from rushes.stage.faults import Faults, faults_from
from rushes.stage.kit import Clocks
from rushes.timecode import rate_from


class Asked(TypedDict):
    """What a person asks of a shoot: as of `rushes.stage.make_rushes`."""

    takes: int
    faults: Faults
    rate: Fraction
    size: tuple[int, int]
    microphones: bool
    double_system: bool
    mono_files: bool
    timecode: Clocks
    drift_ppm: float
    cameras: int
    wild: bool
    drop: bool
    phone: bool
    paper: bool
    action: bool
    jobs: int | None


@click.command()
@click.argument("screenplay", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="The folder to make.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same number, the same rushes.")
@click.option(
    "--takes", type=click.IntRange(1, 9), default=3, show_default=True, help="Takes a setup, at most."
)
@click.option(
    "--faults",
    type=faults_from,
    default="all",
    show_default=True,
    metavar="NAMES",
    help="What goes wrong: names parted by commas, all, hard, rolls or none.",
)
@click.option(
    "--rate", type=rate_from, default="25", show_default=True, metavar="RATE", help="Frames a second."
)
@click.option("--size", type=(int, int), default=(960, 540), show_default=True, help="Width and height.")
@click.option("--microphones", is_flag=True, help="Record the boom, a lavalier on each and their mix apart.")
@click.option(
    "--double-system", is_flag=True, help="Record sound apart, as Broadcast WAVE; cameras keep a guide."
)
@click.option("--mono-files", is_flag=True, help="Give each microphone of the recorder a file of its own.")
@click.option(
    "--timecode",
    type=click.Choice(["shared", "jammed", "none"]),
    default="shared",
    show_default=True,
    help="One clock for all, clocks set apart by a constant, or none.",
)
@click.option(
    "--drift",
    "drift_ppm",
    type=click.FloatRange(0, 500),
    default=200,
    show_default=True,
    metavar="PPM",
    help="The most that the recorder's clock runs apart, unless one is shared.",
)
@click.option(
    "--cameras", type=click.IntRange(1, 4), default=1, show_default=True, help="Cameras that film each take."
)
@click.option("--wild", is_flag=True, help="Add wild tracks, room tone, false starts and a silent setup.")
@click.option("--drop", is_flag=True, help="Count drop-frame timecode (29.97 and 59.94).")
@click.option("--phone", is_flag=True, help="Film the last setup with a phone: variable rate, turned.")
@click.option("--paper", is_flag=True, help="Hand in the script log, the sound report and the camera report.")
@click.option("--action", is_flag=True, help="Shoot setups for actions of the page, slated after the others.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at work [default: all cores].")
@click.option("--json", "as_json", is_flag=True, help="Print the whole truth as JSON and nothing else.")
def stage(*, screenplay: Path | None, out: Path, seed: int, as_json: bool, **asked: Unpack[Asked]) -> None:
    """Make rushes of a screenplay, drawn and spoken, with the exact truth about them.

    SCREENPLAY is a Fountain, Final Draft or plain text file; without one, the scene that ships with
    Rushes is played. OUT receives a clip for each take and camera, the recorder's files in sound, the crew's
    in paper, and truth.json.

    What can go wrong, all of it unless you choose: flub, broken, dropped, reset, false-start, ad-lib, noise,
    soft, tail-slate, crew. Hard to hear, and only when asked for by name or as hard: whisper, shout,
    overlap (an answer begins into the line before; dual dialogue is said at once), chatter (the crew
    before and after the performance), swallowed (a word only begun). At the board, by name: slate (said by
    the assistant), wrong-slate (another take's), unnamed (said, and not in the file's name). And
    missing-line: a line that nobody says as written; wrong-side: setups shot from across the line, and a
    script log that says, of most setups, who looks where.

    With rolls, clocks, sticks and paper, by name or as rolls: late-roll (the recorder starts after the clap),
    short-roll (it ends before the picture), split-roll (it stops and starts within the take), missed-roll,
    wrong-sound-slate (its file says a neighbour's take), other-rate (its timecode counts another rate),
    no-guide (a camera without sound), no-clap, second-sticks, timecode-jump (inside a clip), wrong-paper.
    All but the last five need --double-system; wrong-paper needs --paper.
    """
    from rushes.stage import shoot, telling  # noqa: PLC0415 -- codecs and fonts; `--help` keeps them closed

    with telling.progress(quiet=as_json) as watch:
        made = shoot.make_rushes(telling.screenplay_from(screenplay), out, seed, **asked, watch=watch)
    click.echo(telling.as_json(made) if as_json else telling.summary(made, out))


COMMANDS: tuple[click.Command, ...] = (stage,)
