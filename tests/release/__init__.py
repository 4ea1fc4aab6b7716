"""Release copies."""
