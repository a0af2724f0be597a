"""What the bot's tabs say at one sequence number: pure functions of the journal and the book.

Every cell of a bot's tab comes from here, for writing, for checking and for mending, so that the
three cannot disagree.
"""

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.item import Item
from inventory.ports import Entered, LedgerRow
from inventory.problem import Problem
from inventory.stock_key import StockKey
from inventory.transaction import Reply
from sheets_schema.codec import Cell
from sheets_schema.journal_tabs import BODY_COLUMNS
from sheets_schema.packed import packed
from sheets_schema.rows import encode
from sheets_schema.tabs import AUDIT, LEDGER, STOCK

BODY_CELL: Final = 45_000
"""Characters of a body in one cell; Google's limit is 50,000 and it may count some twice."""

SHOWN_REPLY: Final = 500
LOW: Final = "low"
OUT: Final = "out"


class AuditLine(NamedTuple):
    """One row of Audit, before it becomes cells."""

    sequence: int
    id: str
    recorded_at: str
    actor: str
    kind: str
    key: str
    payload_hash: str
    reply: str
    thread: str
    hash: str
    previous_hash: str
    body_1: str = ""
    body_2: str = ""
    body_3: str = ""
    body_4: str = ""


class StockLine(NamedTuple):
    """One row of Stock, before it becomes cells."""

    item: str
    name: str
    location: str
    kind: str
    lot: str
    on_hand: Decimal
    unit: str
    expires_on: date | None
    value: Decimal | None
    minimum: Decimal | None
    status: str
    place: str
    lot_status: str


class ProblemLine(NamedTuple):
    """One row of Problems, before it becomes cells."""

    tab: str
    row_key: str
    column: str
    cell: str
    value: str
    reason: str
    mend: str
    status: str


def ledger_cells(row: LedgerRow) -> list[Cell]:
    """Return the cells of a ledger row."""
    return encode(LEDGER, row)


def audit_cells(entered: Entered) -> list[Cell]:
    """Return the cells of a transaction's row of Audit."""
    transaction, command = entered.transaction, entered.transaction.command
    place = command.place
    line = AuditLine(
        transaction.sequence,
        transaction.id,
        transaction.at.isoformat(),
        command.actor,
        command.kind,
        command.key,
        entered.payload_hash,
        _shown_reply(entered.reply),
        f"{place.channel} {place.thread}".strip() if place else "",
        entered.hash,
        entered.previous_hash,
        *_body_cells(entered),
    )
    return encode(AUDIT, line)


def stock_cells(book: Book, key: StockKey, status: str) -> list[Cell]:
    """Return the cells of a balance's row.

    `status` is the item's, by `stock_status`; handed in because it is the same for all its rows.
    """
    item, lot = book.get(Item, key.item), book.lot(key.item, key.lot)
    on_hand = book.on_hand(*key)
    cost = item.unit_cost if item else None
    line = StockLine(
        key.item,
        item.name if item else "",
        key.location,
        book.kind_of(key.location).value,
        key.lot,
        on_hand,
        item.unit if item else "",
        lot.expires_on if lot else None,
        None if cost is None else _rounded(cost * on_hand),
        item.minimum if item else None,
        status,
        place_name(key),
        "" if lot is None or lot.is_approved else lot.status.value,
    )
    return encode(STOCK, line)


def problem_line(_book: Book, _key: str, problem: Problem) -> ProblemLine:
    """Return what a problem's row says."""
    return ProblemLine(
        problem.tab,
        problem.row_key,
        problem.column,
        problem.cell,
        problem.value,
        problem.reason,
        problem.mend,
        "open" if problem.is_open else "solved",
    )


def stock_status(book: Book, sku: str) -> str:
    """Return `out`, `low` or nothing: what is available of an item against its minimum."""
    item = book.get(Item, sku)
    if item is None or item.minimum is None or not item.is_active:
        return ""
    available = book.available(sku)
    if available > item.minimum:
        return ""
    return LOW if available else OUT


def place_name(key: StockKey) -> str:
    """Return what names a row of Stock, for people and for checking."""
    return " | ".join(part for part in key if part)


def _body_cells(entered: Entered) -> list[str]:
    text = packed(entered.content, BODY_CELL * BODY_COLUMNS)
    return [text[start : start + BODY_CELL] for start in range(0, len(text), BODY_CELL)]


def _shown_reply(reply: Reply) -> str:
    told = "; ".join(
        f"{b.item} @{b.location}{f' lot {b.lot}' if b.lot else ''}: {b.before:f} → {b.after:f}"
        for b in reply.balances
    )
    return told if len(told) <= SHOWN_REPLY else f"{told[: SHOWN_REPLY - 1]}…"


def _rounded(value: Decimal) -> Decimal:
    """Money is shown to six decimals at most, which a double holds."""
    return round(value, 6)
