"""Three functions of C2PA's library that its Python package lacks: reserve, hash, sign in place. A door.

The package's own way to sign moves a film four times through Python in pieces of 8 kB: 500 MB took 3.3 times
the processor time of hashing them, by these three 2.1 times. They are of the library's public C interface
(`c2pa_builder_placeholder` and its two sisters in c2pa.h); the handles that they take are private to the
package, so its version is bounded in pyproject.toml.
"""

import ctypes
from typing import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    import c2pa

_FORM: Final = b"video/mp4"
_Bytes = ctypes.POINTER(ctypes.c_ubyte)


def reserve(builder: "c2pa.Builder") -> bytes:
    """Return a box as long as the label will be, to be put where it is to stand."""
    return _given(builder, "c2pa_builder_placeholder")


def hash_film(builder: "c2pa.Builder", film: BinaryIO) -> None:
    """Let the label know the content of a film in which its box is reserved."""
    import c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    call = _function("c2pa_builder_update_hash_from_stream")
    call.argtypes, call.restype = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p], ctypes.c_int
    stream = c2pa.Stream(film)
    try:
        handle = ctypes.cast(stream._stream, ctypes.c_void_p)  # noqa: SLF001 -- see above
        if call(_handle(builder), _FORM, handle) < 0:
            raise c2pa.C2paError(_error())
    finally:
        stream.close()


def sign_label(builder: "c2pa.Builder") -> bytes:
    """Return the signed label, exactly as long as the box that was reserved for it."""
    return _given(builder, "c2pa_builder_sign_embeddable")


def _given(builder: "c2pa.Builder", name: str) -> bytes:
    """Call a function of the library that gives bytes."""
    import c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    call, given = _function(name), _Bytes()
    call.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(_Bytes)]
    call.restype = ctypes.c_int64
    length = call(_handle(builder), _FORM, ctypes.byref(given))
    if length < 0:
        raise c2pa.C2paError(_error())
    try:
        return ctypes.string_at(given, length)
    finally:
        _library().c2pa_free(given)


def _handle(builder: "c2pa.Builder") -> ctypes.c_void_p:
    return ctypes.cast(builder._handle, ctypes.c_void_p)  # noqa: SLF001 -- see above


def _function(name: str) -> Any:  # noqa: ANN401 -- a function of C
    import c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    try:
        return getattr(_library(), name)
    except AttributeError as error:
        raise c2pa.C2paError(f"this version of c2pa-python lacks {name}; install 0.38") from error


def _library() -> Any:  # noqa: ANN401 -- a library of C
    import c2pa.c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    return c2pa.c2pa._lib  # noqa: SLF001 -- see above


def _error() -> str:
    import c2pa.c2pa  # noqa: PLC0415 -- heavy: 23 MB that only labels need

    return c2pa.c2pa._read_native_error() or "no reason was given"  # noqa: SLF001 -- see above
