"""Readers of spreadsheets of every kind, to one raw form: what stood in each cell, before anything is made of it."""
