"""The question: how often is a clip shot for action matched with the right one, by what a crew writes.

Unit: takes that the stage plans for action (`rushes stage --action`), each with its comment as the script log
has it; nothing is filmed, since only words are compared. *Right*: surely matched, with the action that the
truth names. *Wrong*: surely matched with another. *Open*: no match is sure, and the true action is among the
candidates. *Lost*: it is not. ``python -m evaluation.beats`` prints the counts for each script.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import click

from rushes.cut.action_clips import Match, matches
from rushes.cut.actions import Action, actions
from rushes.cut.doubt import OF_A_BEAT
from rushes.footage.model import Clip, Note, Slate
from rushes.screenplay import Screenplay, read_screenplay
from rushes.stage.inserts import with_inserts
from rushes.stage.model import TakePlan
from rushes.stage.shotlist import Shooting, plan

ROOT = Path(__file__).parents[1]
SCRIPTS = (
    ROOT / "examples" / "lost-property.fountain",
    *sorted((ROOT / "evaluation" / "screenplays").glob("*.fountain")),
)
RESULTS = ("right", "open", "wrong", "lost")


def matched(screenplay: Screenplay, seeds: Sequence[int]) -> Counter[str]:
    """Count the results of all takes that are shot for action with these seeds."""
    return Counter(result for seed in seeds for result in _results(screenplay, seed))


def _results(screenplay: Screenplay, seed: int) -> Iterator[str]:
    planned, _ = plan(screenplay, Shooting(seed, 1, frozenset(), Fraction(25), (96, 54)))
    shot = [take for take in with_inserts(planned, screenplay.scenes, seed) if take.shows]
    for scene, found in actions(screenplay):
        own = {_file(take): take for take in shot if take.setup.scene == scene.number}
        told = matches([_clip(take) for take in own.values()], found, screenplay.characters)
        yield from (_result(match, _meant(own[file], found)) for file, match in told.items())


def _file(take: TakePlan) -> str:
    return f"{take.setup.slate}-{take.number}.mov"


def _clip(take: TakePlan) -> Clip:
    slate = Slate(take.setup.scene, take.setup.slate, take.number, mos=take.mos)
    notes = (Note("script log", take.comment),)
    return Clip(Path("/") / _file(take), _file(take), "", take.rate, 1, slate=slate, notes=notes)


def _meant(take: TakePlan, found: Sequence[Action]) -> int:
    text = take.shows.text if take.shows else ""
    return next(action.number for action in found if text in action.text.split("\n"))


def _result(match: Match, meant: int) -> str:
    if match.sure is not None:
        return "right" if match.sure == meant else "wrong"
    return "open" if meant in match.maybe else "lost"


@click.command()
@click.option("--seeds", type=click.IntRange(1), default=10, show_default=True)
def main(*, seeds: int) -> None:
    """Print the counts for each script, and for all of them."""
    total: Counter[str] = Counter()
    for path in SCRIPTS:
        counts = matched(read_screenplay(path)[0], range(seeds))
        total += counts
        click.echo(f"{path.stem:16}" + "".join(f"{counts[name]:5} {name}" for name in RESULTS))
    click.echo(f"{'all':16}" + "".join(f"{total[name]:5} {name}" for name in RESULTS))
    sure = total["right"] + total["wrong"]
    click.echo(f"surely matched and right: {total['right']} of {sure}; told with {OF_A_BEAT:.2f}")


if __name__ == "__main__":
    main()
