"""What people said, written down and read back."""
