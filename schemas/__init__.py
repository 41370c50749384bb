"""What may come in: readers, a model per table, and faults worded in Dutch."""
