"""What to buy, why, and what was decided."""

from bot.messages.figures import amount, counted, number, unit_of
from bot.messages.message import Button, Message
from bot.messages.text import Bold, Line, clipped, line, who
from inventory.book import Book
from inventory.documents.replenishment import Proposal, ProposalLine, ProposalStatus
from inventory.item import Item
from inventory.supplier import Supplier

APPROVE_ORDER = "approve_order"
CHANGE_ORDER = "change_order"
REJECT_ORDER = "reject_order"
LINES_MAX = 40


def proposal(book: Book, document: Proposal) -> Message:
    """Word a reorder proposal as it stands, with buttons while it is open."""
    lines = [_header(book, document)]
    lines += [_line(book, one) for one in document.lines[:LINES_MAX]]
    if len(document.lines) > LINES_MAX:
        lines.append(line(f"… and {len(document.lines) - LINES_MAX} more."))
    if document.status is not ProposalStatus.PROPOSED:
        return Message((*lines, _ended(document)))
    buttons = (
        Button("Approve", APPROVE_ORDER, document.number, "primary"),
        Button("Change…", CHANGE_ORDER, document.number),
        Button("Reject", REJECT_ORDER, document.number),
    )
    return Message(tuple(lines), buttons)


def _header(book: Book, document: Proposal) -> Line:
    supplier = book.get(Supplier, document.supplier)
    name = supplier.name if supplier and supplier.name else document.supplier
    source = clipped(name, 60) or "a supplier still to be chosen"
    lines = counted(len(document.lines), "item")
    return line(Bold(f"Order {document.number}"), f": {lines} from {source}.")


def _line(book: Book, one: ProposalLine) -> Line:
    item = book.get(Item, one.item)
    name = f" {clipped(item.name, 60)}" if item and item.name else ""
    coming = f" and {number(one.on_order)} proposed or on order" if one.on_order else ""
    waited = f", {number(one.back_ordered)} on back-order" if one.back_ordered else ""
    came = f", {number(one.received)} of it received" if one.received else ""
    return line(
        Bold(f"{amount(one.quantity, unit_of(book, one.item))} of {one.item}"),
        f"{name}{came}: {number(one.on_hand)} available{coming}{waited}, "
        f"minimum {number(one.minimum)}, fills up to {number(one.maximum)}.",
    )


def _ended(document: Proposal) -> Line:
    decided = {
        ProposalStatus.APPROVED: "Approved",
        ProposalStatus.REJECTED: "Rejected",
        ProposalStatus.RECEIVED: "Received in full; approved",
    }[document.status]
    note = f" “{clipped(document.note)}”" if document.note else ""
    made = f" Drafted as {document.purchase_order}." if document.purchase_order else ""
    return line(
        Bold(decided), " by ", who(document.decided_by), f" on {document.decided_on}.{note}{made}"
    )
