"""`python -m cli` is the command too."""

from cli import main

main()
