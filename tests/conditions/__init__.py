"""Readings under the conditions of a real set: from the sound to the lined script."""
