"""The inbox New purchase orders: rows of one supplier under one reference are one order."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.documents.purchase_order import PurchaseOrder
from inventory.inbound_commands import PlacePurchase, WantedLine
from inventory.people import SHEET
from inventory.quantity import Amount
from inventory.transaction import Posted
from sheets_schema.codec import Cell
from sheets_schema.columns import Tab
from sheets_schema.inbound_tabs import NEW_PURCHASES
from sheets_schema.inbox_form import DONE
from sheets_schema.ordering import are_alike, refuse_contradictions
from sheets_schema.row_reading import Reading

OF_THE_ORDER: Final = ("freight", "ordered_on")
"""What an order has once: rows may repeat it or leave it out, not contradict it."""


class NewPurchasesForm:
    """How rows of New purchase orders are read and answered."""

    name = "new_purchase_orders"
    tab = NEW_PURCHASES
    noun = "order"
    keeps_unknown = False

    def belongs(self, above: Mapping[str, Cell], row: Mapping[str, Cell]) -> bool:
        return are_one_purchase(above, row)

    def command(self, rows: Sequence[Reading], key: str, at: datetime) -> PlacePurchase:
        return purchase_command(rows, key=key, actor=SHEET, at=at, source="sheet")

    def answers(self, posted: Posted, rows: int) -> list[str]:
        after = (c.after for c in posted.transaction.changes)
        order = next(one for one in after if isinstance(one, PurchaseOrder))
        start = f"{DONE} {order.number} ({posted.transaction.id})"
        return [f"{start}: line {line.number}, to be approved" for line in order.lines]

    def news(self, book: Book, cells: Mapping[str, Cell], status: str) -> str | None:
        """The row is done once the order is drafted; the order's own message tells the rest."""
        return None


def are_one_purchase(above: Mapping[str, Cell], row: Mapping[str, Cell]) -> bool:
    """Tell whether two rows, one under the other, are of one order."""
    return are_alike("supplier", above, row)


def purchase_command(
    rows: Sequence[Reading],
    *,
    key: str,
    actor: str,
    at: datetime,
    source: str,
    tab: Tab = NEW_PURCHASES,
) -> PlacePurchase:
    """Return the order that rows ask for, a line each.

    A day that all rows share (or leave out) is the order's, others are the lines' own.

    Raises:
        RowsRefusedError: they contradict each other.
    """
    refuse_contradictions(rows, tab, OF_THE_ORDER)
    told = {name: v for row in rows for name in OF_THE_ORDER if (v := _said(row, name)) is not None}
    shared = _shared_day(rows)
    return PlacePurchase(
        key=key,
        actor=actor,
        at=at,
        supplier=str(rows[0].values.get("supplier", "")),
        reference=str(rows[0].values.get("reference", "")),
        lines=tuple(_line_of(row, shared) for row in rows),
        expected_on=shared,
        freight=told.get("freight"),
        ordered_on=told.get("ordered_on"),
        source=source,
    )


def _shared_day(rows: Sequence[Reading]) -> date | None:
    days = {day for row in rows if isinstance(day := _said(row, "expected_on"), date)}
    return days.pop() if len(days) == 1 else None


def _line_of(row: Reading, shared: date | None) -> WantedLine:
    number = Decimal(str(row.values["quantity"]))
    cost, day = _said(row, "unit_cost"), _said(row, "expected_on")
    return WantedLine(
        item=str(row.values["item"]),
        amount=Amount(number=number, unit=str(row.values.get("unit", ""))),
        unit_cost=None if cost is None else Decimal(str(cost)),
        expected_on=day if shared is None and isinstance(day, date) else None,
        note=str(row.values.get("note", "")),
    )


def _said(row: Reading, name: str) -> object:
    return row.values.get(name)
