"""Receiving: goods come from a supplier into receiving, a bin, or quarantine."""

from typing import Final

from inventory.commands import Line, OpenStock, ReceiveStock
from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.draft import Draft
from inventory.inbound.lots import lots_received
from inventory.item import Item
from inventory.lines import place_of, plan_lines, quantity_of
from inventory.location import OPENING, REAL_KINDS, SUPPLIER, LocationKind
from inventory.move import MoveKind
from inventory.quantity import ZERO, Quantity, trimmed

RECEIPT_KINDS: Final = frozenset(
    {LocationKind.RECEIVING, LocationKind.STORAGE, LocationKind.QUARANTINE}
)


def plan_receive(draft: Draft, command: ReceiveStock) -> None:
    """Move each line from the supplier to its place, or to receiving where none is named."""
    plan_lines(draft, command, _receive_line)


def plan_opening(draft: Draft, command: OpenStock) -> None:
    """Move each line from the opening location to its place."""
    plan_lines(draft, command, _opening_line)


def _receive_line(draft: Draft, line: Line, item: Item) -> None:
    quantity = quantity_of("receive", line, item)
    code = line.location or draft.place_of_kind(LocationKind.RECEIVING)
    target = place_of(draft, "receive", code, kinds=RECEIPT_KINDS)
    cost = line.unit_cost if line.unit_cost is not None else item.unit_cost
    for lot, part in lots_received(draft, line, item, quantity):
        draft.move(
            MoveKind.RECEIPT,
            item,
            part,
            SUPPLIER,
            target.code,
            lot=lot,
            document=line.document,
            note=line.note,
            unit_cost=cost,
        )
    _receive_on_order(draft, item, quantity)


def _opening_line(draft: Draft, line: Line, item: Item) -> None:
    quantity = quantity_of("open", line, item)
    target = place_of(draft, "open", line.location, kinds=REAL_KINDS)
    cost = line.unit_cost if line.unit_cost is not None else item.unit_cost
    for lot, part in lots_received(draft, line, item, quantity):
        draft.move(
            MoveKind.OPENING,
            item,
            part,
            OPENING,
            target.code,
            lot=lot,
            note=line.note,
            unit_cost=cost,
        )


def _receive_on_order(draft: Draft, item: Item, quantity: Quantity) -> None:
    """Count the receipt against approved proposals of the item, oldest first."""
    left = quantity
    for known in draft.book.open(Proposal):
        proposal = draft.current(Proposal, known.number)
        if left <= 0 or proposal is None or proposal.status is not ProposalStatus.APPROVED:
            continue
        lines = list(proposal.lines)
        for index, line in enumerate(lines):
            taken = min(left, line.outstanding) if line.item == item.sku else ZERO
            if taken:
                lines[index] = line.model_copy(update={"received": trimmed(line.received + taken)})
                left -= taken
        if tuple(lines) == proposal.lines:
            continue
        is_complete = not any(line.outstanding for line in lines)
        status = ProposalStatus.RECEIVED if is_complete else proposal.status
        draft.put(proposal.model_copy(update={"lines": tuple(lines), "status": status}))
