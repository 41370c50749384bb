"""What is said of a file that came in: the verdict, as page, data and marked copy."""
