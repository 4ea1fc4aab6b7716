"""What was written down when a card was copied, and whether it holds."""
