"""An import: first on a copy of the book, then, if every row is good, through the desk.

Each row's key comes from the file's content and the row's line, so that a second run of the same
file, or of a run that was killed, posts only what is missing.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from bincard.importing.customers import keep, split
from bincard.importing.documents import plan_documents
from bincard.importing.master import TABS, columns_of, edit_command
from bincard.importing.ordered import DOCUMENTS
from bincard.importing.plan import Plan as Plan
from bincard.importing.postings import (
    MOVE_COLUMNS,
    STOCK_COLUMNS,
    move_command,
    opening_command,
)
from bincard.importing.refusal import RowRefusedError
from bincard.importing.table import read_file
from bot.messages.refusals import refusal as worded
from bot.messages.text import as_plain
from inventory.book import Book
from inventory.commands import Command
from inventory.customer import Contacts, KeptContact
from inventory.decide import decide
from inventory.errors import NothingChanged, StockError
from inventory.history import NOTHING
from inventory.ports import Desk, JournalReader
from inventory.transaction import Posted
from sheets_schema.columns import Tab

ROWS_A_STEP: Final = 500
NOBODY_KEPT: Final[Mapping[str, KeptContact]] = {}

RowReader = Callable[[Mapping[str, str], str, datetime, date], Command]


def _reader_of(tab: Tab) -> RowReader:
    """Return the reader of a master tab, whose days are always written in full."""
    return lambda row, key, at, _today: edit_command(tab, row, key, at)


KINDS: Final[dict[str, tuple[Mapping[str, str], RowReader]]] = {
    **{name: (columns_of(tab), _reader_of(tab)) for name, tab in TABS.items()},
    "stock": (STOCK_COLUMNS, opening_command),
    "moves": (MOVE_COLUMNS, move_command),
}
"""What can be imported a row at a time -> its columns, and how a row is read."""


def plan_import(
    kind: str,
    path: Path,
    book: Book,
    reader: JournalReader,
    now: datetime,
    kept: Mapping[str, KeptContact] = NOBODY_KEPT,
) -> Plan:
    """Read a file and try it on a copy of the book; nothing is posted.

    Args:
        kind: what the file holds.
        path: of the file.
        book: what is known.
        reader: what was recorded.
        now: the moment the rows are posted at.
        kept: who customers are, to see what has changed.

    Raises:
        ImportFileError: the file as a whole cannot be used.
    """
    if kind in DOCUMENTS:
        document = DOCUMENTS[kind]
        return plan_documents(
            document, read_file(path, columns_of(document.tab)), book, reader, now
        )
    columns, read = KINDS[kind]
    file = read_file(path, columns)
    keys = {number: f"import:{file.id}:{number}" for number, _ in file}
    recorded = reader.known_keys(list(keys.values()))
    trial, plan = book.fork(), Plan()
    today = now.astimezone(book.rules.zone).date()
    for number, row in file:
        if keys[number] in recorded:
            plan.unchanged += 1
            continue
        try:
            command, contact = split(read(row, keys[number], now, today), row, trial, kept)
            trial.apply(decide(trial, NOTHING, command).transaction)
        except RowRefusedError as refusal:
            plan.errors[number] = str(refusal)
        except NothingChanged:
            plan.unchanged += 1
        except StockError as refusal:
            plan.errors[number] = as_plain(worded(refusal, trial))
        else:
            plan.commands[number] = command
            if contact is not None:
                plan.contacts[number] = contact
    return plan


def post_import(
    plan: Plan,
    desk: Desk,
    advance: Callable[[int], None],
    contacts: Contacts | None = None,
) -> tuple[int, int]:
    """Post what was planned, in the order of the file.

    Args:
        plan: without errors.
        desk: where it is posted.
        contacts: where who customers are is kept.
        advance: told how many rows are done since it was told last.

    Returns:
        How many rows were posted now, and how many had been before.

    Raises:
        StockError: somebody changed the book since the plan; rows before it are posted, and a
            second run goes on where this one stopped.
    """
    posted = repeated = 0
    numbers = list(plan.commands)
    for start in range(0, len(numbers), ROWS_A_STEP):
        step = [
            keep(plan.commands[number], plan.contacts.get(number), contacts)
            for number in numbers[start : start + ROWS_A_STEP]
        ]
        for result in desk.handle_all(step):
            if isinstance(result, NothingChanged):
                repeated += 1
                continue
            if isinstance(result, StockError):
                raise result
            posted, repeated = _counted(result, posted, repeated)
        advance(len(step))
    return posted, repeated


def _counted(result: Posted, posted: int, repeated: int) -> tuple[int, int]:
    return (posted, repeated + 1) if result.is_repeat else (posted + 1, repeated)
