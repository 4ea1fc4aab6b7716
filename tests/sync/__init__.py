"""Sync: what rolled together."""
