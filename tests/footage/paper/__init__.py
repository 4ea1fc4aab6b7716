"""What was written on the set: read, and brought to the clips."""
