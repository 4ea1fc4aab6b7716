"""Shoot the scene that ships with Rushes on the sound stage, cut it, and say where to look: `make demo`."""

from pathlib import Path

from rushes import Assembly, assemble, stage
from rushes.screenplay import read_screenplay
from rushes.stage import StageTruth
from rushes.stage.telling import progress as filming
from rushes.telling import progress as cutting

SCREENPLAY = Path(__file__).with_name("lost-property.fountain")
DEMO = Path("demo")


def main() -> None:
    """Shoot, cut, and tell it in four lines."""
    screenplay, _ = read_screenplay(SCREENPLAY)
    with filming(quiet=False) as watch:
        shot = stage.make_rushes(screenplay, DEMO / "rushes", seed=1, takes=2, watch=watch)
    with cutting() as watch:
        made = assemble(SCREENPLAY, [DEMO / "rushes"], DEMO / "first-cut", watch=watch)
    tell(shot, made)


def tell(shot: StageTruth, made: Assembly) -> None:
    """Say what was done and where to look."""
    minutes, seconds = shot.seconds / 60, sum(made.seconds.values())
    film, choices = round(made.cut.frames / made.cut.rate), made.cut.track("V1")
    looks = sum(choice.needs_look for choice in choices)
    print(
        f"Shot {len(shot.takes)} takes, {minutes:.0f} minutes, of a scene drawn by machine, in {DEMO}/rushes."
    )
    print(f"Cut them in {seconds:.0f} s to {film} s of film: {len(choices)} choices, {looks} to look at.")
    print(f"Watch {made.out / 'preview.mp4'}, and read why in {made.out / 'report.html'}.")
    print(f"Open {made.out / 'first-cut.otio'} (or .xml, .edl) in your editing system,")
    print(f"or decide in the screening room: .venv/bin/rushes screen {made.out}")


if __name__ == "__main__":
    main()
