"""What the script says, and where."""
