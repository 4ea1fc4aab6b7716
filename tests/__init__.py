"""The tests of Rushes, room by room."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Threads of small matrices wait for each other on busy cores: 40 times slower than one, measured."""
