"""What is heard: from samples to words in time."""
