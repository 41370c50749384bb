"""Templates of one's own: what they must hold, and what would be lost."""
