"""The measuring is measured: every metric meets empty, malformed, perfect and stored input."""
