"""The script: text in, scenes and lines out.

In: a screenplay as Fountain, as plain text laid out like one, or as a Final Draft document.
Out: a `Screenplay` of scenes, each with its elements in page order and its dialogue `Line`s with
stable ids, and the `Finding`s a person should know of.

Words to know: a *heading* begins a scene (``INT. KITCHEN - NIGHT``); a *cue* is the character's name
above a speech, its *extension* says where the voice is (``V.O.``, ``O.S.``); a *parenthetical* is a
stage direction inside a speech; a *note* and the *boneyard* are on the page but not in the film; a
*revision* is a screenplay written on after it was lined, whose known lines keep their ids.
"""

from rushes.screenplay.fdx import NotFinalDraft, parse_fdx
from rushes.screenplay.fountain import parse_fountain
from rushes.screenplay.model import Element, Kind, Line, Scene, Screenplay
from rushes.screenplay.read import (
    NoDialogue,
    NoSuchScreenplay,
    NotText,
    UnknownEnding,
    read_screenplay,
)
from rushes.screenplay.revision import Earlier, Revision, revise

__all__ = [
    "Earlier",
    "Element",
    "Kind",
    "Line",
    "NoDialogue",
    "NoSuchScreenplay",
    "NotFinalDraft",
    "NotText",
    "Revision",
    "Scene",
    "Screenplay",
    "UnknownEnding",
    "parse_fdx",
    "parse_fountain",
    "read_screenplay",
    "revise",
]
