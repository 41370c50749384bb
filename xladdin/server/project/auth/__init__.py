"""Who may call, in the two ways that xlwings Server is told of."""
