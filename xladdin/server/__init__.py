"""The server of the add-in: xlwings Server behind a guard of our own. Only imported where the extra is installed."""
