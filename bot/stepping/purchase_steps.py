"""The steps of purchase orders: agreed to, sent, changed, closed, let go."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from bot.language.purchase_draft import PurchaseDraft, PurchaseDraftLine
from bot.language.purchase_parse import parse_purchase
from bot.language.usage import BlockErrors
from bot.messages.text import as_plain
from bot.messages.usage import mistake
from bot.stepping.asked import Asked, Fields, Press, Reader, numbered, reasoned
from bot.target import Target
from inventory.book import Book
from inventory.documents.letter import LetterKind
from inventory.documents.purchase_order import PurchaseLine, PurchaseOrder
from inventory.errors import UnknownItem
from inventory.known import known
from inventory.notices import PaperKind
from inventory.quantity import ZERO, Amount, Quantity

LINES: Final = "lines"
NO_DAY: Final = date(2000, 1, 1)
"""Lines name no days of their own: nothing is reckoned from it."""

L = TypeVar("L", PurchaseLine, PurchaseDraftLine)
Slot = tuple[str, int]
"""An item, and which of its lines it is, from 0: lines are told apart by this as people edit them."""


def read_change_po(target: Target, fields: Fields, book: Book) -> Asked:
    """Read what was changed in the form; what others changed meanwhile stays theirs."""
    order = known(book, PurchaseOrder, target.number)
    wanted: dict[str, Any] = {
        "supplier": fields.chosen("supplier"),
        "reference": fields.text("reference"),
        "expected_on": fields.day("expected_on"),
        "freight": fields.number("freight") if fields.text("freight") else ZERO,
        "note": fields.text("note"),
    }
    facts = {n: v for n, v in wanted.items() if fields.text(n) != fields.opened.get(n, "")}
    lines = _changed_lines(order, fields, book) if fields.text(LINES) != _opened(fields) else {}
    return Asked("change_purchase", {"number": target.number, **facts, **lines})


def _approve_as_seen(target: Target) -> Asked:
    return Asked("approve_purchase", {"number": target.number, "seen": target.seen})


PURCHASE_PRESSES: Final[Mapping[str, Press]] = {
    "approve_po": _approve_as_seen,
    "mail_po": numbered("send_purchase", how="mail"),
    "hand_po": numbered("send_purchase", how="posted"),
    "resend_po": numbered("resend_letter", letter=LetterKind.PURCHASE),
    "print_po": numbered("print_paper", paper=PaperKind.PURCHASE_ORDER),
}
"""Step -> the request of its button."""

PURCHASE_READERS: Final[Mapping[str, Reader]] = {
    "change_po": read_change_po,
    "cancel_po": reasoned("cancel_purchase"),
    "close_po": reasoned("close_purchase"),
}
"""Step -> what reads its form."""


def _changed_lines(order: PurchaseOrder, fields: Fields, book: Book) -> dict[str, Any]:
    """Return the quantities, costs and further lines that differ from what the form showed."""
    before = _read(fields, _opened(fields))
    after = _read(fields, fields.text(LINES))
    if before is None or after is None:
        return {}
    there = dict(_slots(tuple(line for line in order.lines if line.wanted), lambda line: line.item))
    shown, now = _drafted(before, book), _drafted(after, book)
    quantities: dict[int, Quantity] = {}
    costs: dict[int, Quantity] = {}
    for slot, line in shown.items():
        if slot not in there:
            continue
        number, wish = there[slot].number, now.get(slot)
        if wish is None:
            quantities[number] = there[slot].received
            continue
        if wish.amount and wish.amount != line.amount:
            quantities[number] = _base_units(book, wish.item, wish.amount)
        if wish.unit_cost is not None and wish.unit_cost != line.unit_cost:
            costs[number] = wish.unit_cost
    more = tuple(line.wanted() for slot, line in now.items() if slot not in shown)
    return {"quantities": quantities, "unit_costs": costs, "more": more}


def _read(fields: Fields, text: str) -> PurchaseDraft | None:
    try:
        read = parse_purchase(text, today=NO_DAY, has_supplier=False)
    except BlockErrors as error:
        told = (f"Line {fault.number}: {as_plain(mistake(fault.error))}" for fault in error.faults)
        fields.errors[LINES] = " ".join(told)
        return None
    for index, line in enumerate(read.lines, start=1):
        if line.missing:
            fields.errors[LINES] = f"Line {index}: say how many of which item, as in 24 MUG-BLU."
    return read


def _drafted(draft: PurchaseDraft, book: Book) -> dict[Slot, PurchaseDraftLine]:
    def sku(line: PurchaseDraftLine) -> str:
        found = book.item(line.item)
        return found.sku if found else line.item

    return dict(_slots(draft.lines, sku))


def _slots(lines: tuple[L, ...], sku: Callable[[L], str]) -> Iterator[tuple[Slot, L]]:
    """Yield lines with what tells them apart."""
    seen: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        yield (sku(line), seen[sku(line)]), line
        seen[sku(line)] += 1


def _opened(fields: Fields) -> str:
    return fields.opened.get(LINES, "").strip()


def _base_units(book: Book, sku: str, amount: Amount) -> Quantity:
    item = book.item(sku)
    if item is None:
        raise UnknownItem(item=sku)
    return item.in_base_units(amount)
