"""The uses: what somebody may be asked for, in plain words, and what is done instead after a no."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Use = Literal[
    "faces",
    "mouths",
    "blur",
    "transcribe",
    "rank",
    "identify-faces",
    "identify-voices",
    "alter",
    "remote",
    "publish",
    "train",
    "synthesise-likeness",
    "synthesise-voice",
    "infer-emotion",
]
"""What somebody may be asked for. None of them implies another."""

Level = Literal["personal", "biometric", "likeness", "training", "never"]
"""How deep a use goes. ``never``: this product cannot do it, whoever says yes."""

USES: Final[tuple[Use, ...]] = get_args(Use)

LEAST_DESCRIBED: Final = 20
"""Characters that say what exactly is done, where a use asks for that: less is no reasonable description."""


@dataclass(frozen=True)
class About:
    """What is to be known of a use.

    name: in a few words. asks: the question to a performer. refused: what is done instead after a no, or
    silence. needs_proof: a yes counts only with a document that is kept. needs_description: and only when it
    says what exactly is done. for_everyone: a named person may say it for all who are in the pictures, from
    the papers that they signed. has_job: this product does it today, with a yes.
    """

    use: Use
    level: Level
    name: str
    asks: str
    refused: str
    needs_proof: bool = False
    needs_description: bool = False
    for_everyone: bool = False
    has_job: bool = False

    @property
    def never(self) -> bool:
        """Tell whether this product cannot do it at all."""
        return self.level == "never"


_TABLE: Final = (
    About(
        "faces",
        "personal",
        "find faces as boxes",
        "May the program find where faces are in your takes, as boxes, to tell a close shot from a wide one? "
        "Nobody is recognised.",
        "in those takes no face is looked for; sizes and sides come from slates, logs and notes",
        for_everyone=True,
        has_job=True,
    ),
    About(
        "mouths",
        "personal",
        "watch whose mouth moves with the words",
        "May the program watch in your takes which mouth moves with the words, to tell who is on camera? "
        "Nobody is recognised, and the mouth itself is not kept.",
        "in those takes no mouth is watched; who is on camera comes from slates, logs and people",
        for_everyone=True,
        has_job=True,
    ),
    About(
        "blur",
        "personal",
        "find faces in order to cover them",
        "May the program find your face in order to cover it, where you do not want to be seen?",
        "a face is covered only where a person draws the box, or else the whole picture is covered",
        for_everyone=True,
        has_job=True,
    ),
    About(
        "transcribe",
        "personal",
        "write down free speech",
        "May the program write down what you say, also what is not in the script?",
        "what is said outside the script is not written down; after an outspoken no those takes are not "
        "even followed in the script, but lined by their slates alone",
        for_everyone=True,
        has_job=True,
    ),
    About(
        "rank",
        "personal",
        "rank takes by how they are played",
        "May a program put your takes in an order by how they are played?",
        "takes are weighed by words, sound, picture and people's notes alone, as they are anyway",
    ),
    About(
        "identify-faces",
        "biometric",
        "recognise who somebody is by the face",
        "May a program recognise you by your face, and keep what it needs for that?",
        "nobody is recognised; who is in a take is told by slate, script and people, as it is anyway",
        needs_proof=True,
    ),
    About(
        "identify-voices",
        "biometric",
        "recognise who somebody is by the voice",
        "May a program recognise you by your voice, and keep what it needs for that?",
        "no voice is recognised; who speaks is told by the script, as it is anyway",
        needs_proof=True,
    ),
    About(
        "alter",
        "likeness",
        "change picture or voice beyond what was performed",
        "May your picture or your voice be changed beyond what you performed and what was recorded?",
        "picture and voice stay as they were recorded, as they do anyway",
        needs_proof=True,
        needs_description=True,
    ),
    About(
        "remote",
        "personal",
        "send takes to a machine elsewhere",
        "May your takes be sent to a machine outside the production?",
        "those takes stay on this machine, as they do anyway",
    ),
    About(
        "publish",
        "likeness",
        "show a copy outside the production",
        "May a copy of the film in which you are seen or heard be shown outside the production?",
        "no copy for outside is written, or only one in which the face is covered and the voice is muted",
        needs_proof=True,
        has_job=True,
    ),
    About(
        "train",
        "training",
        "teach a machine with it",
        "May your picture or your voice be used to teach a machine?",
        "nothing is taught with it, and every copy that leaves says that this is not allowed",
        needs_proof=True,
        needs_description=True,
    ),
    About(
        "synthesise-likeness",
        "never",
        "make a picture of somebody",
        "May a machine make pictures of you that were never taken?",
        "it is not done: this program cannot, whoever says yes",
        needs_proof=True,
        needs_description=True,
    ),
    About(
        "synthesise-voice",
        "never",
        "make a voice of somebody",
        "May a machine speak with your voice what you never said?",
        "it is not done: this program cannot, whoever says yes",
        needs_proof=True,
        needs_description=True,
    ),
    About(
        "infer-emotion",
        "never",
        "tell from somebody what they feel",
        "May a machine say what you feel from your face or your voice?",
        "it is not done: this program cannot, whoever says yes",
        needs_proof=True,
    ),
)

ABOUT: Final[dict[Use, About]] = {one.use: one for one in _TABLE}
"""Each use: what is to be known of it."""
