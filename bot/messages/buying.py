"""Purchase orders as answers to what was typed: one just drafted, and what is still to come."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.figures import counted, money
from bot.messages.message import Message, say
from bot.messages.naming import rest_of
from bot.messages.outbound import done
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Bold, Code, Line, clipped, line
from inventory.book import Book
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.rights import may
from inventory.supplier import Supplier
from inventory.transaction import Transaction

ORDERS_SHOWN: Final = 25
FEW: Final = 5
"""Of what waits, as the home tab shows it."""


def purchase_drafted(
    telling: Telling, order: PurchaseOrder, transaction: Transaction, prefix: str = ""
) -> Message:
    """Word a purchase order that was drafted: the same as its message, and what is next."""
    lines = counted(len(order.lines), "line")
    return done(
        line(Bold(f"Drafted {order.number}"), f": {lines}"), transaction, order, telling, prefix
    )


def listed(
    book: Book, found: Sequence[PurchaseOrder], today: date, *, supplier: str = "", prefix: str = ""
) -> Message:
    """Word open purchase orders, late ones first, then as they are expected."""
    whose = f" to {clipped(supplier, 60)}" if supplier else ""
    if not found:
        typed = Code(f"{prefixed(MENU, prefix)} buy CLAYCO 24 MUG-BLU")
        return say(line(f"No purchase order{whose} is open. Draft one with ", typed, "."))
    in_order = sorted(found, key=lambda order: (-days_late(order, today), due(order)))
    late = sum(bool(days_late(order, today)) for order in found)
    title = f"{counted(len(found), 'purchase order')}{whose} open"
    title += f", {late} of them late, the latest first:" if late else ", as they are expected:"
    lines = [line(Bold(title)), *(_row(book, one, today) for one in in_order[:ORDERS_SHOWN])]
    rest = rest_of(found, ORDERS_SHOWN, ", on the tab Purchase orders.")
    return Message((*lines, *rest))


def waiting(book: Book, user: str, today: date) -> Message | None:
    """Word what waits to be approved by somebody and what is late, None where nothing does."""
    found = list(book.open(PurchaseOrder))
    late = sorted((one for one in found if days_late(one, today)), key=due)
    lines: list[Line] = []
    if may(book, user, "approve_purchase"):
        drafts = [one for one in found if one.status is PurchaseStatus.DRAFT]
        lines += _few(book, "To be approved:", [one for one in drafts if one not in late], today)
    lines += _few(book, "Late:", late, today)
    return Message(tuple(lines)) if lines else None


def due(order: PurchaseOrder) -> date:
    """Return the day the first of what is still to come is expected; far away for none."""
    days = (order.expected(line) for line in order.lines if line.outstanding)
    return min((day for day in days if day), default=date.max)


def days_late(order: PurchaseOrder, today: date) -> int:
    """Return by how many days an order is late, 0 where it is not."""
    days = (order.expected(line) for line in order.late_lines(today))
    return max(((today - day).days for day in days if day), default=0)


def _few(book: Book, title: str, orders: Sequence[PurchaseOrder], today: date) -> list[Line]:
    if not orders:
        return []
    rows = [_row(book, one, today) for one in orders[:FEW]]
    return [line(Bold(title)), *rows, *rest_of(orders, FEW)]


def _row(book: Book, order: PurchaseOrder, today: date) -> Line:
    supplier = book.get(Supplier, order.supplier)
    name = (supplier.name if supplier else "") or order.supplier or "no supplier yet"
    facts = [plain(order.status.value), *_when(order, today)]
    if order.total is not None:
        facts.append(money(order.total, book.rules.currency))
    if order.reference:
        facts.append(f"their number {clipped(order.reference, 40)}")
    return line(Bold(order.number), f" {clipped(name, 60)}: {', '.join(facts)}")


def _when(order: PurchaseOrder, today: date) -> list[str]:
    late = days_late(order, today)
    if late:
        return [f"{counted(late, 'day')} late"]
    return [f"expected {day(due(order))}"] if due(order) != date.max else []
