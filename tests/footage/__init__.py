"""What was shot: finding it, reading its facts, its slates."""
