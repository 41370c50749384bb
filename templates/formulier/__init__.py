"""The form in which a municipality gives its figures."""
