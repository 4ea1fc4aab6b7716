"""Read the label of a file and judge it: what it says, whether it holds, and whose it is. A door."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from rushes.credentials.authority import anchors as known_here
from rushes.credentials.boxes import carries_label
from rushes.credentials.model import Anchors, House, Json, Judged, State, rows, table
from rushes.credentials.opening import context
from rushes.errors import Refusal

_STRANGER: Final = "signingCredential.untrusted"
_OVER: Final = frozenset(("signingCredential.expired", "claimSignature.outsideValidity"))
_OF_CONTENT: Final = (
    "bmffHash.mismatch",
    "dataHash.mismatch",
    "boxesHash.mismatch",
    "multiAssetHash.mismatch",
)
_OF_LABEL: Final = (
    "claimSignature.mismatch",
    "claimSignature.missing",
    "hashedURI.mismatch",
    "hashedURI.missing",
)
_LEFT_OUT: Final = frozenset(("/uuid", "/ftyp", "/mfra", "/free", "/skip"))
"""Parts of an MP4 that every label leaves out (C2PA Specification 2.2, "Hashing BMFF-based assets")."""


class NotReadable(Refusal):
    """A file cannot be read at all."""

    sentence = "{0} cannot be read: {1}."


def read_credentials(file: Path, anchors: Anchors | None = None) -> Judged:
    """Read a file's label and judge it; anchors: by default the certificates that are known here.

    The network is never asked. `NotReadable` when the disk refuses; a file that is no film, or that carries
    no label, is judged to have none.
    """
    try:
        with file.open("rb") as opened:
            opened.read(1)
    except OSError as error:
        raise NotReadable(str(file), error.strerror or type(error).__name__) from error
    anchors = known_here() if anchors is None else anchors
    judged = Judged("none")
    groups: tuple[tuple[House, bytes], ...] = (
        ("house", anchors.house),
        ("own", anchors.own),
        ("known", anchors.known),
    )
    for house, pem in groups:
        if pem:
            judged = _read(file, house, pem)
            if judged.state != "unknown signer":
                return judged
    return judged if judged.state != "none" else _read(file, "unknown", b"")


def read_label(label: bytes) -> Judged:
    """Judge a label by itself, without its film: whether it is whole and rightly signed."""
    import c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    film = BytesIO(b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + label)
    try:
        with (
            context([]) as settings,
            c2pa.Reader("video/mp4", film, context=settings) as reader,
        ):
            told = json.loads(reader.json())
    except c2pa.C2paError as error:
        return Judged("broken", faults=(str(error).partition(":")[0],))
    return judge(told, "unknown", film=False)


def read_beside(file: Path) -> Judged:
    """Judge a label that lies in a file of its own (``a.c2pa``), without its film."""
    import c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    try:
        with (
            file.open("rb") as label,
            context([]) as settings,
            c2pa.Reader("application/c2pa", label, context=settings) as reader,
        ):
            told = json.loads(reader.json())
    except OSError as error:
        raise NotReadable(str(file), error.strerror or type(error).__name__) from error
    except c2pa.C2paError as error:
        return Judged("broken", faults=(str(error).partition(":")[0],))
    return judge(told, "unknown", film=False)


def _read(file: Path, house: House, pem: bytes) -> Judged:
    """Judge a file by the certificates of one house."""
    import c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    try:
        with context([pem]) as settings, c2pa.Reader(str(file), context=settings) as reader:
            told, remote = json.loads(reader.json()), reader.get_remote_url()
    except c2pa.C2paError as error:
        state = _why_not(str(error))
        if state == "none" and carries_label(file):
            state = "broken"
        return Judged(state, faults=(str(error).partition(":")[0],))
    if remote and not told.get("manifests"):
        return Judged("elsewhere")
    return judge(told, house)


def _why_not(said: str) -> State:
    """Return what it means that the library could not read a file, by its words."""
    kind = said.partition(":")[0].strip()
    if kind in {"ManifestNotFound", "NotSupported"} or "could not be parsed" in said or kind == "Io":
        return "none"
    return "elsewhere" if kind.startswith("RemoteManifest") else "broken"


def judge(told: Json, house: House, *, film: bool = True) -> Judged:
    """Judge what the library told of a file. Pure.

    house: whose the certificates are by which the library knew, or did not know, the signer. film: whether
    the film was there, too; else only its label is judged.
    """
    manifest = _active(told)
    faults = tuple(_failures(told.get("validation_results")))
    if not film:
        faults = tuple(fault for fault in faults if not fault.endswith(_OF_CONTENT))
    broken = tuple(
        str(one.get("title", "an ingredient"))
        for one in rows(manifest.get("ingredients"))
        if set(_failures(one.get("validation_results"))) - {_STRANGER} - _OVER
    )
    said = str(told.get("validation_state", "")) if film else "Valid"
    state = _state(said, faults, broken=bool(broken))
    about = table(manifest.get("signature_info"))
    return Judged(
        state=state,
        signer=str(about.get("common_name") or about.get("issuer") or ""),
        house=house if _STRANGER not in faults else "unknown",
        faults=faults,
        manifest=manifest,
        uncovered=tuple(_uncovered(manifest)),
        ingredients=broken,
    )


def _active(told: Json) -> Json:
    return table(table(told.get("manifests")).get(told.get("active_manifest", "")))


def _failures(results: object) -> Iterator[str]:
    """Yield the codes of what failed: of the label itself, and of what it is made from."""
    for one in rows(table(table(results).get("activeManifest")).get("failure")):
        yield str(one.get("code"))
    for delta in rows(table(results).get("ingredientDeltas")):
        for one in rows(table(delta.get("validationDeltas")).get("failure")):
            if one.get("code") != _STRANGER:
                yield str(one.get("code"))


def _state(said: str, faults: tuple[str, ...], *, broken: bool) -> State:
    """Return how a label stands, the worst first."""
    if any(fault.endswith(_OF_LABEL) for fault in faults):
        return "altered"
    if any(fault.endswith(_OF_CONTENT) for fault in faults):
        return "changed"
    if set(faults) - {_STRANGER} - _OVER or broken:
        return "broken"
    if set(faults) & _OVER:
        return "expired"
    if _STRANGER in faults:
        return "unknown signer"
    return "holds" if said == "Trusted" else "unknown signer" if said == "Valid" else "broken"


def _uncovered(manifest: Json) -> Iterator[str]:
    """Yield what the signer left out beyond what every label leaves out."""
    for one in rows(manifest.get("assertions")):
        if not str(one.get("label", "")).startswith("c2pa.hash.bmff"):
            continue
        for exclusion in rows(table(one.get("data")).get("exclusions")):
            path = str(exclusion.get("xpath", "?"))
            if path not in _LEFT_OUT or exclusion.get("subset"):
                yield path
