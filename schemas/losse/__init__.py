"""A loose table: its head is found, its rows are put to participants, its figures held against the region."""
