r"""Reading lines: from a keyboard with history, or from a script whose lines are echoed.

A line that ends with a backslash goes on in the next; one that ends with `<<` takes everything up to a
line `>>`. Both keep their line breaks, which is how several postings are pasted at once.
"""

from typing import TextIO

_MORE = "... "
_BOLD = "\001\033[1m\002{}\001\033[0m\002"  # the inner marks tell readline what takes no room


class LineReader:
    """Asks for lines, one whole entry at a time.

    Args:
        stdin: a terminal, or any text with one entry a line.
        stdout: where the prompt appears; the entry too, if nobody typed it there.
    """

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._stdin = stdin
        self._stdout = stdout
        self._is_typed = stdin.isatty()
        if self._is_typed:
            import readline  # noqa: F401  # gives input() history and editing

    def read(self, prompt: str) -> str | None:
        """The next entry, or None when there are no more."""
        line = self._line(prompt)
        if line is None:
            return None
        if line.endswith("<<"):
            return self._block(line.removesuffix("<<").rstrip())
        while line.endswith("\\"):
            more = self._line(_MORE)
            line = line[:-1].rstrip() + "\n" + (more or "")
        return line

    def _block(self, first: str) -> str:
        lines = [first]
        while (line := self._line(_MORE)) is not None and line.strip() != ">>":
            lines.append(line)
        return "\n".join(lines)

    def _line(self, prompt: str) -> str | None:
        if self._is_typed:
            return self._typed(prompt)
        line = self._stdin.readline()
        shown = line.rstrip("\n")
        self._stdout.write(f"{prompt}{shown}".rstrip() + "\n")
        return shown if line else None

    def _typed(self, prompt: str) -> str | None:
        try:
            return input(_BOLD.format(prompt))
        except (EOFError, KeyboardInterrupt):
            self._stdout.write("\n")
            return None
