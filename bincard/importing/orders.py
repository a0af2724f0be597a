"""Orders from a file with the columns of New orders: rows of one reference are one order."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bincard.importing.plan import Plan
from bincard.importing.table import ImportFile
from bot.messages.refusals import refusal as worded
from bot.messages.text import as_plain
from inventory.book import Book
from inventory.decide import decide
from inventory.errors import LineErrors, StockError
from inventory.history import NOTHING
from inventory.order_commands import PlaceOrder
from inventory.people import IMPORT
from inventory.ports import JournalReader
from sheets_schema.inbox_form import RowsRefusedError
from sheets_schema.ordering import are_one_order, order_command
from sheets_schema.outbound_tabs import NEW_ORDERS
from sheets_schema.row_reading import faults_of
from sheets_schema.rows import read_row

Row = tuple[int, Mapping[str, str]]


def plan_orders(file: ImportFile, book: Book, reader: JournalReader, now: datetime) -> Plan:
    """Try the orders of a file on a copy of the book; nothing is posted."""
    runs = _runs(file)
    keys = [f"import:{file.id}:{run[0][0]}" for run in runs]
    recorded = reader.known_keys(keys)
    trial, plan = book.fork(), Plan()
    for key, run in zip(keys, runs, strict=True):
        if key in recorded:
            plan.unchanged += len(run)
            continue
        try:
            command = _command(run, key, now)
            trial.apply(decide(trial, NOTHING, command).transaction)
        except RowsRefusedError as refused:
            plan.errors |= {run[at][0]: said for at, said in refused.errors.items()}
        except StockError as error:
            plan.errors |= _by_line(error, run, trial)
        else:
            plan.commands[run[0][0]] = command
    return plan


def _runs(file: ImportFile) -> list[list[Row]]:
    runs: list[list[Row]] = []
    for row in file:
        if runs and are_one_order(runs[-1][-1][1], row[1]):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _command(run: Sequence[Row], key: str, now: datetime) -> PlaceOrder:
    readings = [read_row(NEW_ORDERS, row) for _, row in run]
    bad = {
        at: " ".join(faults_of(NEW_ORDERS, said)) for at, said in enumerate(readings) if said.bad
    }
    if bad:
        raise RowsRefusedError(bad)
    return order_command(readings, key=key, actor=IMPORT, at=now, source="import")


def _by_line(error: StockError, run: Sequence[Row], book: Book) -> dict[int, str]:
    if isinstance(error, LineErrors):
        return {run[number - 1][0]: as_plain(worded(one, book)) for number, one in error.errors}
    return {run[0][0]: as_plain(worded(error, book))}
