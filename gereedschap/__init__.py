"""What makes the shipped templates, examples and pictures; not part of what is installed."""
