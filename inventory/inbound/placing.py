"""Drafting purchase orders."""

from datetime import date, timedelta

from inventory.base_command import LINES_MAX
from inventory.book import Book
from inventory.documents.purchase_order import PurchaseLine, PurchaseOrder, PurchaseStatus
from inventory.documents.replenishment import Proposal, ProposalLine
from inventory.draft import Draft
from inventory.errors import (
    DateRefused,
    Inactive,
    LineErrors,
    NotPositive,
    StockError,
    TooManyLines,
    UnknownItem,
)
from inventory.inbound_commands import PlacePurchase, WantedLine
from inventory.inbound_errors import UnknownSupplier
from inventory.item import Item
from inventory.quantity import Quantity
from inventory.rights import require
from inventory.stepping import put_purchase
from inventory.supplier import Supplier


def plan_purchase(draft: Draft, command: PlacePurchase) -> None:
    """Draft an order, or bring in one that was sent long ago.

    Raises:
        UnknownSupplier, DateRefused, NotAllowed, NotPositive: as they say.
        LineErrors: every line that is no good.
    """
    supplier = supplier_of(draft, command.supplier)
    sent_on = command.ordered_on
    if sent_on is not None:
        require(draft.book, command.actor, "back_date")
        if sent_on > draft.today:
            raise DateRefused(problem="future", day=sent_on, limit=draft.today)
    refuse_negative_freight("the order", command.freight)
    lines = wanted_lines(draft, command.lines)
    order = PurchaseOrder(
        number=draft.next_number(PurchaseOrder, "PO"),
        status=PurchaseStatus.DRAFT if sent_on is None else PurchaseStatus.SENT,
        supplier=supplier.code if supplier else "",
        lines=lines,
        reference=command.reference,
        expected_on=command.expected_on
        or (expected_on(draft.book, supplier, lines, sent_on) if sent_on else None),
        freight=command.freight,
        note=command.note,
        source=command.source,
        requested_by=command.actor,
        requested_on=sent_on or draft.today,
        sent_on=sent_on,
        sent_how="posted" if sent_on else "",
    )
    put_purchase(draft, order)


def place_proposed(draft: Draft, proposal: Proposal) -> str:
    """Draft the order that an approved proposal asks for, in its approver's name.

    A supplier that is no longer on its tab is left to be chosen.

    Returns:
        Its number; empty where nothing is left to buy.

    Raises:
        UnknownItem, Inactive: an item is not bought any more since it was proposed.
    """
    wanted = (line for line in proposal.lines if line.quantity)
    lines = tuple(_proposed_line(draft, *one) for one in enumerate(wanted, start=1))
    if not lines:
        return ""
    supplier = draft.book.supplier(proposal.supplier)
    if supplier is not None and not supplier.is_active:
        supplier = None
    order = PurchaseOrder(
        number=draft.next_number(PurchaseOrder, "PO"),
        supplier=supplier.code if supplier else "",
        lines=lines,
        note=proposal.note,
        expected_on=proposal.expected_on,
        source="proposal",
        proposal=proposal.number,
        requested_by=draft.command.actor,
        requested_on=draft.today,
    )
    return put_purchase(draft, order).number


def _proposed_line(draft: Draft, number: int, line: ProposalLine) -> PurchaseLine:
    item = _bought_item(draft, line.item)
    return PurchaseLine(
        number=number,
        item=item.sku,
        ordered=line.quantity,
        unit_cost=item.unit_cost if line.unit_cost is None else line.unit_cost,
    )


def supplier_of(draft: Draft, code: str) -> Supplier | None:
    """Return a supplier by its code, None where none is named.

    Raises:
        UnknownSupplier: there is none, or it is out of use.
    """
    if not code:
        return None
    found = draft.book.supplier(code)
    if found is None or not found.is_active:
        raise UnknownSupplier(supplier=code)
    return found


def refuse_negative_freight(order: str, freight: Quantity | None) -> None:
    """Refuse to be paid for having goods brought.

    Raises:
        NotPositive: it is below zero.
    """
    if freight is not None and freight < 0:
        raise NotPositive(verb="freight", item=order, number=freight)


def wanted_lines(
    draft: Draft, asked: tuple[WantedLine, ...], *, after: int = 0
) -> tuple[PurchaseLine, ...]:
    """Return lines of an order as asked for, numbered after those it has.

    Raises:
        TooManyLines: it would have too many in all.
        LineErrors: every line that is no good, by its place among those asked for.
    """
    if after + len(asked) > LINES_MAX:
        raise TooManyLines(lines=after + len(asked), most=LINES_MAX)
    lines: list[PurchaseLine] = []
    errors: list[tuple[int, StockError]] = []
    for place, wanted in enumerate(asked, start=1):
        try:
            lines.append(wanted_line(draft, after + place, wanted))
        except StockError as error:
            errors.append((place, error))
    if errors and len(asked) == 1:
        raise errors[0][1]
    if errors:
        raise LineErrors(errors=tuple(errors), lines=len(asked))
    return tuple(lines)


def wanted_line(draft: Draft, number: int, wanted: WantedLine) -> PurchaseLine:
    """Return a line of an order as asked for, at the item's cost where none is named.

    Raises:
        UnknownItem, Inactive, NotPositive: as they say.
    """
    item = _bought_item(draft, wanted.item)
    quantity = item.in_base_units(wanted.amount)
    if quantity <= 0:
        raise NotPositive(verb="purchase", item=item.sku, number=wanted.amount.number)
    if wanted.unit_cost is not None and wanted.unit_cost < 0:
        raise NotPositive(verb="cost", item=item.sku, number=wanted.unit_cost)
    return PurchaseLine(
        number=number,
        item=item.sku,
        ordered=quantity,
        unit_cost=item.unit_cost if wanted.unit_cost is None else wanted.unit_cost,
        expected_on=wanted.expected_on,
        note=wanted.note,
    )


def _bought_item(draft: Draft, sku: str) -> Item:
    """Return an item that may be bought.

    Raises:
        UnknownItem, Inactive: it is not on its tab any more, or out of use.
    """
    item = draft.book.item(sku)
    if item is None:
        raise UnknownItem(item=sku)
    if not item.is_active:
        raise Inactive(what="item", code=item.sku)
    return item


def expected_on(
    book: Book, supplier: Supplier | None, lines: tuple[PurchaseLine, ...], sent_on: date
) -> date | None:
    """Return the day an order should come by lead times, None where nobody knows one."""
    days = _longest_lead(book, supplier, lines)
    return None if days is None else sent_on + timedelta(days=days)


def lead_time_days(book: Book, order: PurchaseOrder) -> int | None:
    """Return how long after its sending an order should come, None where nobody knows."""
    return _longest_lead(book, book.supplier(order.supplier), order.lines)


def _longest_lead(
    book: Book, supplier: Supplier | None, lines: tuple[PurchaseLine, ...]
) -> int | None:
    """Return the longest lead time of what is on an order.

    An item's own counts before its supplier's.
    """
    items = (book.item(line.item) for line in lines)
    usual = supplier.lead_time_days if supplier else None
    days = [
        lead
        for item in items
        if (lead := (item.lead_time_days if item else None) or usual) is not None
    ]
    return max(days) if days else None
