"""What is said once in a purchase order's thread: one sentence each."""

from decimal import Decimal

from bot.messages.figures import price
from bot.messages.telling import Telling, day
from bot.messages.text import Line, clipped, line, who
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.remark import Remark, RemarkKind
from inventory.supplier import Supplier

MAIL = "mail"


def agree_anew(said: Remark, telling: Telling) -> Line:
    """Word that a change undoes what was agreed to; the supplier may know the order as it was."""
    currency = telling.book.rules.currency
    figures = ""
    if said.other and said.quantity:
        before = price(Decimal(said.other), currency)
        figures = f": {before} before, {price(said.quantity, currency)} now"
    sent = (
        " The supplier has it as it was: send it anew then."
        if said.kind is RemarkKind.SEND_ANEW
        else ""
    )
    return line(
        "Changed by ", who(said.actor), f"{figures}. It has to be approved once more.{sent}"
    )


def overdue(said: Remark, telling: Telling) -> Line:
    """Word that an expected day has passed and something is still to come."""
    order = telling.book.get(PurchaseOrder, said.document)
    supplier = telling.book.get(Supplier, order.supplier) if order else None
    name = clipped(supplier.name, 60) if supplier and supplier.name else "the supplier"
    due = f" expected {day(said.day)}, and" if said.day else ""
    return line(
        f"Late:{due} still to come are {clipped(said.words, 300)}. "
        f"Ask {name} for a new day, and note it here."
    )


def sent(said: Remark, _telling: Telling) -> Line:
    """Word that an order was sent, and how."""
    if said.other == MAIL:
        return line(who(said.actor), " sends it by mail.")
    return line("Handed over by ", who(said.actor), ".")


def not_sent(said: Remark, _telling: Telling) -> Line:
    """Word that a letter did not leave, and what to do."""
    why = f": {clipped(said.words, 200)}" if said.words else ""
    return line(f"The mail did not leave{why}. It is still to be sent.")


def closed(said: Remark, telling: Telling) -> Line:
    """Word that nothing more is expected."""
    return line("Closed by ", who(said.actor), f"{_why(said)}.{_to_tell(said, telling)}")


def cancelled(said: Remark, telling: Telling) -> Line:
    """Word that an order was let go."""
    return line("Cancelled by ", who(said.actor), f"{_why(said)}.{_to_tell(said, telling)}")


def _why(said: Remark) -> str:
    return f": “{clipped(said.words, 200)}”" if said.words else ""


def _to_tell(said: Remark, telling: Telling) -> str:
    """Say whom it has to be told who still means to deliver."""
    if not said.other:
        return ""
    found = telling.book.supplier(said.other)
    name = found.name if found and found.name else said.other
    return f" {clipped(name, 60)} has the order: tell them not to deliver the rest."
