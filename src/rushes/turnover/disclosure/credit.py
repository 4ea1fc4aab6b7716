"""The line for the end credits, from counts. Pure: whoever needs one asks here."""


def end_credit(shots: int, decided: int, locked_by: str = "") -> str:
    """Return what the credits of a film may say of how it was cut, in three short sentences.

    shots: of the film. decided: those that people decided. locked_by: who locked the picture; empty for
    nobody, and then the line says so: such a film is no final cut.
    """
    lock = f"Picture locked by {locked_by}." if locked_by else "The picture is not locked."
    cut = f"Cut with Rushes from camera and sound originals; {_who(shots, decided)}."
    return f"{cut} {lock} The program generated no picture and no sound."


def _who(shots: int, decided: int) -> str:
    if decided and decided == shots:
        return "every shot decided by people"
    if decided:
        return f"{decided} of {shots} shots decided by people, the others proposed by the program"
    return (
        f"all {shots} shots proposed by the program" if shots != 1 else "its one shot proposed by the program"
    )
