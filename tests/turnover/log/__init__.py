"""The log of what was shot, as files."""
