"""The form of a receipt, filled in with what is still to come of a purchase order."""

from bot.messages.telling import Telling
from bot.messages.text import Block
from bot.requests import Posting
from bot.views.posting import posting_form
from bot.views.purchase_forms import the_purchase
from bot.views.step_fields import FormAbout
from inventory.commands import Line
from inventory.order_errors import WrongStep
from inventory.quantity import Amount


def receive_po_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form; the first line of which something is to come stands in it.

    Raises:
        UnknownDocument, WrongStep: there is no such order, or goods cannot come for it now.
    """
    order = the_purchase(telling, about.target.number)
    if not order.is_receivable:
        raise WrongStep(number=order.number, action="receive", status=order.status)
    to_come = next((line for line in order.lines if line.outstanding), None)
    line = Line(
        item=to_come.item if to_come else "",
        amount=Amount(number=to_come.outstanding) if to_come else None,
        document=order.number,
    )
    return posting_form(
        telling.book, "receive", about.place, Posting(verb="receive", lines=(line,))
    )
