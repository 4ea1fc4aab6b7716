"""Versions that come back from an editor."""
