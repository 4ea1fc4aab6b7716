"""Which words are readings of which lines."""
