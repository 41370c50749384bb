"""No scripts: what the task pane does in a workbook, it does itself."""
