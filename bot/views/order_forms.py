"""Forms about an order: change it, cancel what is left, send another item instead."""

from typing import Final

from bot.messages.figures import amount, unit_of
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.stepping.asked import NONE
from bot.suggesting.typeahead import OPTIONS_MAX
from bot.views.blocks import day_input, field, search_select, text_input, words
from bot.views.step_fields import FormAbout, Option, select, step_form
from inventory.carriage.carrier import CarrierService
from inventory.documents.order import Order, Priority
from inventory.known import known
from inventory.order_errors import WrongStep

REASON_MAX: Final = 200
REQUIREMENTS_MAX: Final = 2000


def change_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that changes an order; what is left as it is stays."""
    order = open_order(telling, about.target.number, "change")
    priorities = [Option(str(one.value), one.name.capitalize()) for one in Priority]
    services = [Option(NONE, "The most efficient one")]
    services += [
        Option(one.code, f"{one.carrier} {one.service}".strip(), one.code)
        for one in telling.book.all(CarrierService)
        if one.is_active
    ][: OPTIONS_MAX - 1]
    wanted = order.requested_on.isoformat() if order.requested_on else ""
    demands = text_input(
        hint="One a line, as in: No peanuts",
        initial="\n".join(order.requirements),
        is_long=True,
        longest=REQUIREMENTS_MAX,
    )
    blocks = [
        field(
            "priority", "Priority", select(priorities, str(order.priority.value)), optional=False
        ),
        field("requested_on", "Wanted by", day_input(initial=wanted), optional=True),
        field("requirements", "Requirements", demands, optional=True),
        field("service", "Service", select(services, order.service or NONE), optional=False),
    ]
    return step_form("change", f"Change {order.number}", "Change", about, blocks)


def cancel_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that asks once more, and why."""
    order = open_order(telling, about.target.number, "cancel")
    left = [
        f"{amount(line.outstanding, unit_of(telling.book, line.item))} of {line.item}"
        for line in order.lines
        if line.outstanding
    ]
    told = clipped(", ".join(left), 1500)
    text = (
        f"Cancels {told}. What is reserved is free again; what was picked has to be carried back, "
        "the thread says where to."
    )
    reason = text_input(hint="The customer needs it no more", longest=REASON_MAX)
    blocks = [words("about", text), field("reason", "Why", reason, optional=False)]
    return step_form("cancel", f"Cancel {order.number}", "Cancel the order", about, blocks)


def substitute_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that sends another item instead of what is not picked yet of a line."""
    order = open_order(telling, about.target.number, "substitute")
    lines = [
        Option(
            str(line.number),
            f"{line.number}. {line.item}: "
            f"{amount(line.outstanding - line.picked, unit_of(telling.book, line.item))}",
        )
        for line in order.lines
        if line.outstanding > line.picked
    ]
    if not lines:
        raise WrongStep(number=order.number, action="substitute", status=order.status)
    quantity = text_input(hint="Empty: as much as is left of the line", longest=40)
    reason = text_input(hint="The customer agreed", longest=REASON_MAX)
    chosen = select(lines, lines[0].value)
    blocks = [
        field("line", "Instead of", chosen, optional=False),
        field("item", "Send", search_select(hint="Code, name or barcode"), optional=False),
        field("quantity", "How many", quantity, optional=True),
        field("reason", "Why", reason, optional=False),
    ]
    return step_form("substitute", f"Substitute in {order.number}", "Substitute", about, blocks)


def open_order(telling: Telling, number: str, action: str) -> Order:
    """Return an order of which something has still to leave.

    Raises:
        UnknownDocument, WrongStep: as they say.
    """
    order = known(telling.book, Order, number)
    if not order.is_open:
        raise WrongStep(number=number, action=action, status=order.status)
    return order
