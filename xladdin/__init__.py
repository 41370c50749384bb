"""Door 2, Excel: functions for the sheet, each one conversion in, one call of the core and one conversion out."""
