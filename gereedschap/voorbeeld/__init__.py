"""Makes the shipped example from the published tables."""
