"""Who said yes, and to what."""
