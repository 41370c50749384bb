"""The workbook of the region."""
