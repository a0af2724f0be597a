"""Forms of returns: what of an order comes back, what has come, what is given for it, why it ends."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from bot.messages.figures import amount, unit_of
from bot.messages.telling import Telling, day
from bot.messages.text import Block, clipped
from bot.stepping.asked import NONE
from bot.stepping.return_steps import ALL, LOT_OF, MORE
from bot.stepping.shelf_steps import QUANTITY_OF
from bot.views.blocks import field, search_select, text_input, words
from bot.views.order_forms import REASON_MAX
from bot.views.step_fields import FormAbout, Option, select, step_form
from inventory.documents.customer_return import CustomerReturn, Remedy, ReturnLine, ReturnStatus
from inventory.documents.order import Order, OrderLine
from inventory.documents.shipment import Shipment
from inventory.item import Item
from inventory.known import known
from inventory.order_errors import WrongStep
from inventory.return_errors import NothingToMakeGood
from inventory.returning.left_to_return import open_return, returnable
from inventory.returning.owed import owed_of

LINES_IN_FORM: Final = 40
LABEL_MAX: Final = 70
NOTE_MAX: Final = 500
PHOTO_MAX: Final = 500
MORE_MAX: Final = 1_000
WANTED: Final = (
    Option(NONE, "Not said yet"),
    Option(Remedy.REFUND.value, "A refund"),
    Option(Remedy.REPLACEMENT.value, "The same goods again"),
)
GIVES: Final = {
    Remedy.REFUND: (
        "Refund",
        "Credits what was paid for it on the invoice. A credit note has a number for ever.",
    ),
    Remedy.REPLACEMENT: (
        "Replace",
        "Takes an order for the same goods at no charge; what is there is kept for it at once.",
    ),
}
"""Remedy -> its button, and what comes of it."""


def return_so_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form of what an order has shipped and may still get back.

    Raises:
        UnknownDocument, NotShipped, WrongStep: there is none, nothing has left, or all is back.
    """
    order, left = returnable(telling.book, about.target.number)
    shown = [line for line in order.lines if line.number in left][:LINES_IN_FORM]
    blocks = [
        words("about", _left_when(order, telling)),
        *(_returned_field(line, left[line.number], telling) for line in shown),
        field(
            "reason",
            "Why",
            text_input(hint="Two arrived broken", longest=REASON_MAX),
            optional=True,
        ),
        field("want", "Wanted", select(WANTED, NONE), optional=False),
        photo_field("The customer's, as a link"),
        override_field(),
        _note("Sends it with DHL"),
    ]
    return step_form("return_so", f"Return of {order.number}", "Announce", about, blocks)


def part_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that says what of each line has come.

    Raises:
        UnknownDocument, WrongStep: there is none, or nothing more is expected of it.
    """
    found = open_return(telling.book, about.target.number, "receive")
    waiting = [line for line in found.lines if line.outstanding][:LINES_IN_FORM]
    fields = [one for line in waiting for one in _arrived_fields(line, telling)]
    besides = text_input(hint="One a line: 1 MUG-RED", is_long=True, longest=MORE_MAX)
    blocks = [
        *fields,
        field(MORE, "What came besides", besides, optional=True),
        field("target", "Into", search_select(hint="Empty: where returns lie"), optional=True),
        override_field(),
    ]
    return step_form("part_rma", f"Receive {found.number}", "Record", about, blocks)


def close_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that asks why nothing more is expected.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    found = open_return(telling.book, about.target.number, "close")
    if _only_waits(found):
        raise WrongStep(number=found.number, action="close", status=found.status)
    expected = ((line, found.to_come(line)) for line in found.lines)
    to_come = [_much(line, quantity, telling) for line, quantity in expected if quantity]
    waiting = [_much(line, line.waiting, telling) for line in found.lines if line.waiting > 0]
    unmade = any(owed_of(line) > 0 for line in found.lines)
    told = [
        f"No longer expects {', '.join(to_come)}." if to_come else "",
        f"It is closed once {', '.join(waiting)} are inspected." if waiting else "",
        "What was not refunded or replaced stays as it is." if unmade else "",
    ]
    text = clipped(" ".join(filter(None, told)) or "All of it is done.", 2000)
    reason = text_input(hint="The customer keeps the rest", longest=REASON_MAX)
    blocks = [words("about", text), field("reason", "Why", reason, optional=not to_come)]
    return step_form("close_rma", f"Close {found.number}", "Close", about, blocks)


def cancel_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that asks why a return is let go of which nothing has come.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    found = open_return(telling.book, about.target.number, "cancel")
    if found.status is not ReturnStatus.EXPECTED:
        raise WrongStep(number=found.number, action="cancel", status=found.status)
    goods = ", ".join(_much(line, line.expected, telling) for line in found.lines)
    text = f"No longer expects {clipped(goods, 2000)}. It may be announced anew."
    reason = text_input(hint="The customer keeps it", longest=REASON_MAX)
    blocks = [words("about", text), field("reason", "Why", reason, optional=False)]
    return step_form("cancel_rma", f"Cancel {found.number}", "Cancel the return", about, blocks)


def _remedy_form(remedy: Remedy, step: str) -> Callable[[FormAbout, Telling], Block]:
    """Return what makes the form that gives the customer something for what came back."""

    def form(about: FormAbout, telling: Telling) -> Block:
        found = _not_cancelled(telling, about.target.number)
        left = [line for line in found.lines if owed_of(line) > 0][:LINES_IN_FORM]
        if not left:
            is_inspected = any(line.inspected for line in found.lines)
            problem = "nothing" if is_inspected else "not_inspected"
            raise NothingToMakeGood(problem=problem, number=found.number)
        submit, does = GIVES[remedy]
        options = [Option(ALL, "All that is neither refunded nor replaced yet")]
        options += [Option(str(line.number), _line(line, telling)) for line in left]
        asked_for = [line for line in left if line.remedy is remedy]
        is_mixed = any(line.remedy not in (remedy, Remedy.NONE) for line in left)
        chosen = str(asked_for[0].number) if is_mixed and asked_for else ALL
        some = text_input(hint="Empty: all of it", longest=40)
        blocks = [
            words("about", does),
            field("line", "Of what", select(options, chosen), optional=False),
            field("quantity", "How many", some, optional=True),
            _note("Agreed on the phone"),
        ]
        return step_form(step, f"{submit} {found.number}", submit, about, blocks)

    return form


def _only_waits(found: CustomerReturn) -> bool:
    """Tell whether goods wait to be inspected and nothing more is to come."""
    is_waiting = any(line.waiting > 0 for line in found.lines)
    return is_waiting and not any(found.to_come(line) for line in found.lines)


def _not_cancelled(telling: Telling, number: str) -> CustomerReturn:
    found = known(telling.book, CustomerReturn, number)
    if found.status is ReturnStatus.CANCELLED:
        raise WrongStep(number=found.number, action="make_good", status=found.status)
    return found


RETURN_FORMS: Final = {
    "return_so": ("announce_return", return_so_form),
    "part_rma": ("receive_return", part_form),
    "refund_rma": ("make_good", _remedy_form(Remedy.REFUND, "refund_rma")),
    "replace_rma": ("make_good", _remedy_form(Remedy.REPLACEMENT, "replace_rma")),
    "close_rma": ("close_return", close_form),
    "cancel_rma": ("cancel_return", cancel_form),
}
"""Step -> the right it takes, and its form."""


def photo_field(hint: str) -> Block:
    """Return the field of a link to a picture."""
    element = text_input(hint=hint, longest=PHOTO_MAX)
    return field("photo", "Link to a picture", element, optional=True)


def override_field(initial: str = "") -> Block:
    """Return the field of why something is taken that may not be."""
    hint = "Goodwill: only for what is late, or more than was shipped"
    element = text_input(hint=hint, initial=initial, longest=REASON_MAX)
    return field("override", "Why it is taken all the same", element, optional=True)


def _left_when(order: Order, telling: Telling) -> str:
    days = [
        one.shipped_on
        for one in telling.book.found(Shipment, order.number)
        if one.has_left and one.shipped_on
    ]
    left = f" left on {day(max(days))}" if days else " has left"
    window = telling.book.rules.return_days
    until = f", and may come back for {window} days" if window else ""
    return f"{order.number} for {telling.customer(order.customer)}{left}{until}. What comes back?"


def _returned_field(line: OrderLine, left: Decimal, telling: Telling) -> Block:
    of = amount(left, unit_of(telling.book, line.item))
    label = f"{line.number}. {clipped(telling.item(line.item), 45)}: of {of}"
    element = text_input(hint="0", longest=40)
    return field(f"{QUANTITY_OF}{line.number}", clipped(label, LABEL_MAX), element, optional=True)


def _arrived_fields(line: ReturnLine, telling: Telling) -> list[Block]:
    there = text_input(hint="0", initial=f"{line.outstanding.normalize():f}", longest=40)
    label = clipped(_line(line, telling, of=amount_of(line, telling)), LABEL_MAX)
    fields = [field(f"{QUANTITY_OF}{line.number}", label, there, optional=True)]
    item = telling.book.get(Item, line.item)
    if item and item.has_lots and not line.lot:
        hint = "As on the goods" if not item.is_serial else "As on the goods, as 100-119 or A7,A9"
        named = text_input(hint=hint, longest=200)
        lot_label = f"{line.number}. Serial numbers" if item.is_serial else f"{line.number}. Lot"
        fields.append(field(f"{LOT_OF}{line.number}", lot_label, named, optional=True))
    return fields


def amount_of(line: ReturnLine, telling: Telling) -> str:
    """Write what is still to come of a line."""
    return f": of {amount(line.outstanding, unit_of(telling.book, line.item))}"


def _line(line: ReturnLine, telling: Telling, of: str = "") -> str:
    lot = f" lot {clipped(line.lot, 40)}" if line.lot else ""
    order = f" of {clipped(line.order, 40)}" if line.order else ""
    rest = of or f": {amount(owed_of(line), unit_of(telling.book, line.item))}"
    return f"{line.number}. {line.item}{lot}{order}{rest}"


def _much(line: ReturnLine, quantity: Decimal, telling: Telling) -> str:
    return f"{amount(quantity, unit_of(telling.book, line.item))} of {line.item}"


def _note(hint: str) -> Block:
    return field("note", "Note", text_input(hint=hint, longest=NOTE_MAX), optional=True)
