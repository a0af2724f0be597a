"""Forms about a purchase order: change it, cancel it, close it."""

from itertools import accumulate

from bot.language.purchase_draft import PurchaseDraftLine
from bot.language.purchase_written import written_wanted
from bot.language.written import decimal
from bot.messages.figures import amount, counted, unit_of
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.stepping.purchase_steps import LINES
from bot.views.blocks import day_input, field, text_input, words
from bot.views.goods import LINES_MAX
from bot.views.purchase import HINT, NOTE_MAX
from bot.views.step_fields import FormAbout, Option, select, step_form
from inventory.documents.purchase_order import (
    NOT_SENT,
    PurchaseLine,
    PurchaseOrder,
    PurchaseStatus,
)
from inventory.inbound.ending import CLOSED_FROM
from inventory.known import known
from inventory.order_errors import WrongStep
from inventory.quantity import Amount
from inventory.supplier import Supplier

REASON_MAX = 200


def change_po_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that changes what is open of an order; what is left as it is stays.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    order = the_purchase(telling, about.target.number)
    if not order.is_open:
        raise WrongStep(number=order.number, action="change", status=order.status)
    lines, left_out = _shown(order)
    freight = "" if order.freight is None else decimal(order.freight)
    day = order.expected_on.isoformat() if order.expected_on else ""
    blocks = [
        words("about", f"{_what_follows(order)}{left_out}"),
        *_supplier(order, telling),
        field(
            LINES,
            "Items",
            text_input(hint=HINT, initial=lines, is_long=True, longest=LINES_MAX),
            optional=False,
        ),
        field("expected_on", "Expected on", day_input(initial=day), optional=True),
        field(
            "reference",
            "Reference",
            text_input(hint="The supplier's own number for it", initial=order.reference),
            optional=True,
        ),
        field(
            "freight",
            "Freight",
            text_input(hint="What bringing it costs", initial=freight, longest=40),
            optional=True,
        ),
        field(
            "note",
            "Note",
            text_input(
                hint="Printed on the order", initial=order.note, is_long=True, longest=NOTE_MAX
            ),
            optional=True,
        ),
    ]
    return step_form("change_po", f"Change {order.number}", "Change", about, blocks)


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
    return known(telling.book, PurchaseOrder, number)


def _shown(order: PurchaseOrder) -> tuple[str, str]:
    """Return the lines as text, whole ones only, and what is said of those that find no room."""
    written = [_written(line) for line in order.lines if line.wanted]
    sizes = accumulate(len(line) + 1 for line in written)
    fitting = sum(size <= LINES_MAX for size in sizes)
    more = len(written) - fitting
    left_out = f" {counted(more, 'more line')} of it stay as they are." if more else ""
    return "\n".join(written[:fitting]), left_out


def _what_follows(order: PurchaseOrder) -> str:
    """Say what a change leads to, by how far the order has come."""
    taken_out = "A line taken out is let go; a line added is ordered besides."
    if order.status is PurchaseStatus.DRAFT:
        return taken_out
    anew = " What costs more has to be approved anew."
    return f"{taken_out}{anew}{_to_tell(order)}"


def _supplier(order: PurchaseOrder, telling: Telling) -> list[Block]:
    """Return the field of the supplier, while another one can be chosen."""
    if order.status not in NOT_SENT:
        return []
    there = [one for one in telling.book.all(Supplier) if one.is_active]
    there.sort(key=lambda one: (one.code != order.supplier, one.code))
    options = [Option(one.code, f"{one.code} {one.name}".strip()) for one in there]
    if not options:
        return []
    chosen = select(options, order.supplier)
    return [field("supplier", "Supplier", chosen, optional=not order.supplier)]


def _written(line: PurchaseLine) -> str:
    """Write a line as it is typed."""
    return written_wanted(
        PurchaseDraftLine(
            item=line.item, amount=Amount(number=line.wanted), unit_cost=line.unit_cost
        )
    )


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
