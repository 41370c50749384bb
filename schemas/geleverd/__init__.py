"""What was delivered and comes back to be checked, a workbook or a letter: what it says, and how a reader sees it."""
