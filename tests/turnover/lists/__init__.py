"""Lists for people and for other departments."""
