"""Writing books and sheets: cells, styles, charts, the package, and files that appear whole or not at all."""
