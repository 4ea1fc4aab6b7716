"""The tests of Rushes, room by room."""
