"""The stage's tests."""
