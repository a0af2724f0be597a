"""Rejecting a part of a delivery: it goes to quarantine, and somebody has to decide about it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from inventory.base_command import Line
from inventory.documents.rejection import Rejection
from inventory.draft import Draft
from inventory.errors import MissingPart, NotPositive, UnknownReason
from inventory.item import Item
from inventory.location import SUPPLIER, Location, LocationKind
from inventory.move import MoveKind
from inventory.quantity import ZERO, Quantity
from inventory.reasons import REJECT_REASONS, SHORT_DATED
from inventory.stepping import put_document


class Ordered(NamedTuple):
    """For which line of which purchase order goods came; of no order of ours where 0."""

    document: str = ""
    line: int = 0
    supplier: str = ""


def rejected_quantity(line: Line, item: Item) -> Decimal:
    """Return how much of a line is rejected, in base units.

    Raises:
        NotPositive: less than nothing.
        MissingPart: rejected without a reason, or a reason or picture of nothing.
        UnknownReason: no reason to reject anything.
    """
    quantity = ZERO if line.rejected is None else item.in_base_units(line.rejected)
    if quantity < 0:
        raise NotPositive(verb="reject", item=item.sku, number=quantity)
    if quantity and not line.reason:
        raise MissingPart(verb="reject", part="reason")
    if line.reason and line.reason not in REJECT_REASONS:
        raise UnknownReason(reason=line.reason, known=REJECT_REASONS)
    if not quantity and (line.photo or line.reason not in ("", SHORT_DATED)):
        raise MissingPart(verb="receive", part="rejected")
    return quantity


def reject(  # noqa: PLR0913 - what was rejected, where it was to go, and for whom
    draft: Draft,
    line: Line,
    item: Item,
    lots: Iterable[tuple[str, Decimal]],
    target: Location,
    ordered: Ordered,
    unit_cost: Quantity | None,
) -> None:
    """Bring rejected goods to quarantine, a rejection for each lot."""
    is_there = target.kind is LocationKind.QUARANTINE
    place = target.code if is_there else draft.place_of_kind(LocationKind.QUARANTINE, target.site)
    for lot, quantity in lots:
        draft.move(
            MoveKind.RECEIPT,
            item,
            quantity,
            SUPPLIER,
            place,
            lot=lot,
            reason=line.reason,
            document=ordered.document,
            note=line.note,
            unit_cost=unit_cost,
        )
        rejection = Rejection(
            number=draft.next_number(Rejection, "RJ"),
            item=item.sku,
            lot=lot,
            location=place,
            quantity=quantity,
            unit_cost=unit_cost,
            reason=line.reason,
            note=line.note,
            photo=line.photo,
            purchase_order=ordered.document,
            purchase_line=ordered.line,
            supplier=ordered.supplier or item.supplier,
            receipt=draft.id,
            rejected_by=draft.command.actor,
            rejected_on=draft.today,
        )
        put_document(draft, rejection)
