"""What goes out: the .xlsx templates and example inputs, and the code that fills, proves and checks workbooks."""
