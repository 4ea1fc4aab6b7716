"""FCPXML: what is written, what is read back, and what Final Cut itself wrote."""
