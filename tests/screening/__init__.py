"""Tests of the screening room."""
