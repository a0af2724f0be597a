"""Documents from a file: rows under each other that belong together are one, all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bincard.importing.plan import Plan
from bincard.importing.table import ImportFile
from bot.messages.refusals import refusal as worded
from bot.messages.text import as_plain
from inventory.book import Book
from inventory.commands import Command
from inventory.decide import decide
from inventory.errors import LineErrors, StockError
from inventory.history import NOTHING
from inventory.ports import JournalReader
from sheets_schema.codec import Cell
from sheets_schema.columns import Tab
from sheets_schema.inbox_form import RowsRefusedError
from sheets_schema.row_reading import Reading, faults_of
from sheets_schema.rows import read_row

Row = tuple[int, Mapping[str, str]]


@dataclass(frozen=True)
class DocumentFile:
    """A kind of document that comes in by a file.

    Attributes:
        tab: whose columns the file has.
        are_one: whether a row belongs to the document of the one above it.
        command: (rows, key, now) -> what they ask for.
    """

    tab: Tab
    are_one: Callable[[Mapping[str, Cell], Mapping[str, Cell]], bool]
    command: Callable[[Sequence[Reading], str, datetime], Command]


def plan_documents(
    kind: DocumentFile, file: ImportFile, book: Book, reader: JournalReader, now: datetime
) -> Plan:
    """Try the documents of a file on a copy of the book; nothing is posted."""
    runs = _runs(kind, file)
    keys = [f"import:{file.id}:{run[0][0]}" for run in runs]
    recorded = reader.known_keys(keys)
    trial, plan = book.fork(), Plan()
    for key, run in zip(keys, runs, strict=True):
        if key in recorded:
            plan.unchanged += len(run)
            continue
        try:
            command = _command(kind, run, key, now)
            trial.apply(decide(trial, NOTHING, command).transaction)
        except RowsRefusedError as refused:
            plan.errors |= {run[at][0]: said for at, said in refused.errors.items()}
        except StockError as error:
            plan.errors |= _by_line(error, run, trial)
        else:
            plan.commands[run[0][0]] = command
    return plan


def _runs(kind: DocumentFile, file: ImportFile) -> list[list[Row]]:
    runs: list[list[Row]] = []
    for row in file:
        if runs and kind.are_one(runs[-1][-1][1], row[1]):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _command(kind: DocumentFile, run: Sequence[Row], key: str, now: datetime) -> Command:
    readings = [read_row(kind.tab, row) for _, row in run]
    bad = {at: " ".join(faults_of(kind.tab, said)) for at, said in enumerate(readings) if said.bad}
    if bad:
        raise RowsRefusedError(bad)
    return kind.command(readings, key, now)


def _by_line(error: StockError, run: Sequence[Row], book: Book) -> dict[int, str]:
    if isinstance(error, LineErrors):
        return {run[number - 1][0]: as_plain(worded(one, book)) for number, one in error.errors}
    return {run[0][0]: as_plain(worded(error, book))}
