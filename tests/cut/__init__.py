"""What the cut chooses, where it cuts, and how sure it says it is."""
