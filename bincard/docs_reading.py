"""The tables of the reading path in `docs/reading.md`, made from the files they name."""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

READING: Final = Path("docs/reading.md")
BLOCK: Final = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

CORE: Final = {
    "inventory/base_command.py": "what every request carries, and the key that makes it one",
    "inventory/transaction.py": "what one command did: moves, changed documents, notices",
    "inventory/move.py": "a row of the ledger",
    "inventory/book.py": "what is true now: balances and documents, and `apply`",
    "inventory/draft.py": "the book as a command would leave it; what a plan writes on",
    "inventory/decide.py": "the table of plans, and the one function that decides",
    "inventory/undo.py": "a posting taken back",
    "journal/desk.py": "one thread decides and commits for everybody, many to a commit",
    "sheets_schema/writer.py": "the sheet follows the journal, each batch once",
    "bot/answering/clerk.py": "what people ask, taken to the desk, and its outcome worded",
}
"""The files that everything else hangs on -> what is in them."""


def core_table() -> str:
    """The core, with about how long each file is."""
    rows = [f"| `{path}` | {_lines_of(path)} | {what} |" for path, what in CORE.items()]
    return "\n".join(("| file | lines, about | what it is |", "| --- | --- | --- |", *rows))


def rooms_table() -> str:
    """Every room of the domain, as its own first line says."""
    rooms = sorted(Path("inventory").rglob("__init__.py"))
    rows = [f"| `{room.parent.as_posix()}/` | {_first_line(room)} |" for room in rooms]
    return "\n".join(("| room | what it is for |", "| --- | --- |", *rows))


TABLES: Final[dict[str, Callable[[], str]]] = {"core": core_table, "rooms": rooms_table}


def with_reading_tables(text: str) -> str:
    """Return the page with both tables as they should be now."""
    return BLOCK.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}\n{found[3]}", text)


def write_reading() -> None:
    """Write the tables of the page anew."""
    READING.write_text(with_reading_tables(READING.read_text(encoding="utf-8")), encoding="utf-8")


def _lines_of(path: str) -> int:
    """Return how long a file is, to the nearest fifty, so that a small change makes no page stale."""
    return max(50, 50 * round(len(Path(path).read_text(encoding="utf-8").splitlines()) / 50))


def _first_line(room: Path) -> str:
    words = ast.get_docstring(ast.parse(room.read_text(encoding="utf-8"))) or ""
    return words.partition("\n\n")[0].replace("\n", " ")
