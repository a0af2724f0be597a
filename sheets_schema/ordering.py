"""The inbox New orders: rows of one customer under one reference are one order, all or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.documents.order import Order, Priority
from inventory.order_commands import AskedLine, PlaceOrder
from inventory.people import SHEET
from inventory.quantity import Amount
from inventory.transaction import Posted
from sheets_schema.codec import Cell, shown
from sheets_schema.columns import Tab
from sheets_schema.inbox_form import DONE, RowsRefusedError
from sheets_schema.outbound_tabs import NEW_ORDERS
from sheets_schema.row_reading import Reading

OF_THE_ORDER: Final = ("requested_on", "priority")
"""What an order has once: rows may repeat it or leave it out, not contradict it."""


class NewOrdersForm:
    """How rows of New orders are read and answered."""

    name = "new_orders"
    tab = NEW_ORDERS
    noun = "order"
    keeps_unknown = False

    def belongs(self, above: Mapping[str, Cell], row: Mapping[str, Cell]) -> bool:
        return are_one_order(above, row)

    def command(self, rows: Sequence[Reading], key: str, at: datetime) -> PlaceOrder:
        return order_command(rows, key=key, actor=SHEET, at=at, source="sheet")

    def answers(self, posted: Posted, rows: int) -> list[str]:
        after = [c.after for c in posted.transaction.changes if isinstance(c.after, Order)]
        order = next(one for one in after if len(one.lines) == rows and one.source == "sheet")
        start = f"{DONE} {order.number} ({posted.transaction.id})"
        return [
            f"{start}: "
            + ", ".join(
                f"{quantity:f} {word}"
                for quantity, word in ((line.reserved, "reserved"), (line.missing, "to come"))
                if quantity
            )
            for line in order.lines
        ]

    def news(self, book: Book, cells: Mapping[str, Cell], status: str) -> str | None:
        """Nothing that is ordered waits for an approval."""
        return None


def are_one_order(above: Mapping[str, Cell], row: Mapping[str, Cell]) -> bool:
    """Tell whether two rows, one under the other, are of one order."""
    return are_alike("customer", above, row)


def are_alike(party: str, above: Mapping[str, Cell], row: Mapping[str, Cell]) -> bool:
    """Tell whether two rows name the same party and the same reference, which is not blank."""
    names = (party, "reference")
    ours, theirs = ([shown(cells.get(name)).strip() for name in names] for cells in (above, row))
    return bool(ours[1]) and ours == theirs


def order_command(
    rows: Sequence[Reading], *, key: str, actor: str, at: datetime, source: str
) -> PlaceOrder:
    """Return the order that rows ask for, a line each.

    Raises:
        RowsRefusedError: they contradict each other.
    """
    refuse_contradictions(rows, NEW_ORDERS, OF_THE_ORDER)
    told = {name: v for row in rows for name in OF_THE_ORDER if (v := row.values.get(name))}
    requirements = (each for row in rows for each in _texts(row.values.get("requirements")))
    return PlaceOrder(
        key=key,
        actor=actor,
        at=at,
        customer=str(rows[0].values["customer"]),
        reference=str(rows[0].values.get("reference", "")),
        lines=tuple(map(_line_of, rows)),
        requested_on=told.get("requested_on"),
        priority=Priority[str(told.get("priority", Priority.NORMAL.name)).upper()],
        requirements=tuple(dict.fromkeys(requirements)),
        source=source,
    )


def _line_of(row: Reading) -> AskedLine:
    number = Decimal(str(row.values["quantity"]))
    price = row.values.get("unit_price")
    return AskedLine(
        item=str(row.values["item"]),
        amount=Amount(number=number, unit=str(row.values.get("unit", ""))),
        unit_price=None if price is None else Decimal(str(price)),
        note=str(row.values.get("note", "")),
    )


def refuse_contradictions(rows: Sequence[Reading], tab: Tab, names: Sequence[str]) -> None:
    """Refuse rows of one order that say different things of all of it.

    Raises:
        RowsRefusedError: naming each row that differs from the first.
    """
    errors: dict[int, str] = {}
    for name in (one for one in names if one in tab.by_field):
        said = [(at, row.values[name]) for at, row in enumerate(rows) if row.values.get(name)]
        header = tab.by_field[name].header
        for at, value in said[1:]:
            if value != said[0][1]:
                errors[at] = (
                    f"{header}: {value} is not {said[0][1]}, as another row of this order says. "
                    "Make them the same, or leave it blank."
                )
    if errors:
        raise RowsRefusedError(errors)


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
