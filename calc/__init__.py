"""The rules, pure: tables in, tables out. No files but its own region files, no clock, no print, no Excel."""
