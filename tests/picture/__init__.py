"""What is seen in pictures that are made where the claim is."""
