"""How fast the functions of the Excel add-in answer, against functions that do nothing, through the very same path."""
