"""`python -m bincard` is the command `bincard`."""

from bincard.cli import main

main()
