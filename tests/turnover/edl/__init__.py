"""Edit decision lists: ours for each track, and anybody's."""
