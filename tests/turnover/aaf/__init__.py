"""Tests of the AAF that is handed over, and of those that people bring."""
