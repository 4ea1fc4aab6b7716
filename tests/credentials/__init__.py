"""Content credentials."""
