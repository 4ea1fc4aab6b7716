"""PocketSphinx as a witness: what its own front end and its own acoustic scorer make of samples."""

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pocketsphinx import Decoder

from rushes.sound.samples import Samples
from rushes.sound.spectrum import CEPSTRA

Table = NDArray[np.float64]


def its_cepstra(samples: Samples) -> Table:
    """Return frames x 13 cepstra by PocketSphinx."""
    with tempfile.TemporaryDirectory() as folder:
        _decode(samples, mfclogdir=folder)
        content = _log_in(folder)
    return np.frombuffer(content, ">f4", offset=4).reshape(-1, CEPSTRA).astype(np.float64)


def its_scores(samples: Samples, senones: int) -> Table:
    """Return frames x senones log-likelihoods by PocketSphinx, in its own unit, best 0, as it computed them.

    It logs a frame again when it looks at it again, so there are about twice as many rows as frames.
    """
    with tempfile.TemporaryDirectory() as folder:
        _decode(samples, senlogdir=folder, compallsen=True, pl_window=0)
        content = _log_in(folder)
    begin = content.index(b"endhdr\n") + len(b"endhdr\n") + 4
    rows = np.frombuffer(content, "<i2", offset=begin)
    rows = rows[: rows.size // (senones + 1) * (senones + 1)].reshape(-1, senones + 1)
    return -rows[:, 1:].astype(np.float64)


def _decode(samples: Samples, **settings: object) -> None:
    decoder = Decoder(loglevel="FATAL", ds=1, lm=None, keyphrase="silence", **settings)
    decoder.start_utt()
    decoder.process_raw(samples.tobytes(), full_utt=True)
    decoder.end_utt()


def _log_in(folder: str) -> bytes:
    (log,) = Path(folder).iterdir()
    return log.read_bytes()
