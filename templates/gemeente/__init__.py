"""The workbook of a municipality."""
