"""Forms about a purchase order: cancel it, close it."""

from bot.messages.figures import amount, unit_of
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.views.blocks import field, text_input, words
from bot.views.step_fields import FormAbout, step_form
from inventory.documents.purchase_order import PurchaseOrder
from inventory.errors import UnknownDocument
from inventory.inbound.ending import CLOSED_FROM
from inventory.order_errors import WrongStep

REASON_MAX = 200


def cancel_po_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that asks once more, and why.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    order = the_purchase(telling, about.target.number)
    if not order.is_open:
        raise WrongStep(number=order.number, action="cancel", status=order.status)
    text = f"Cancels {_left(order, telling)}. What has come stays.{_to_tell(order)}"
    reason = text_input(hint="We found it elsewhere", longest=REASON_MAX)
    blocks = [words("about", text), field("reason", "Why", reason, optional=False)]
    return step_form("cancel_po", f"Cancel {order.number}", "Cancel the order", about, blocks)


def close_po_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that asks why nothing more is expected.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    order = the_purchase(telling, about.target.number)
    if order.status not in CLOSED_FROM:
        raise WrongStep(number=order.number, action="close", status=order.status)
    is_left = any(line.outstanding for line in order.lines)
    text = f"All of {order.number} has come. Nothing more is expected then."
    if is_left:
        text = f"No longer expects {_left(order, telling)}.{_to_tell(order)}"
    reason = text_input(hint="They have no more of it", longest=REASON_MAX)
    blocks = [words("about", text), field("reason", "Why", reason, optional=not is_left)]
    return step_form("close_po", f"Close {order.number}", "Close", about, blocks)


def the_purchase(telling: Telling, number: str) -> PurchaseOrder:
    """Return a purchase order.

    Raises:
        UnknownDocument: there is none of that number.
    """
    order = telling.book.get(PurchaseOrder, number)
    if order is None:
        raise UnknownDocument(number=number)
    return order


def _left(order: PurchaseOrder, telling: Telling) -> str:
    left = [
        f"{amount(line.outstanding, unit_of(telling.book, line.item))} of {line.item}"
        for line in order.lines
        if line.outstanding
    ]
    return clipped(", ".join(left) or order.number, 1500)


def _to_tell(order: PurchaseOrder) -> str:
    if order.sent_on is None:
        return ""
    how = "by mail" if order.sent_how == "mail" else "by hand"
    return f" The supplier was sent the order {how} on {order.sent_on}: tell them as well."
