"""What the steps of a return share: it is found, its status follows, and its threads are told."""

from decimal import Decimal

from inventory.documents.customer_return import (
    RETURN_TRANSITIONS,
    CustomerReturn,
    Inspection,
    ReturnLine,
    ReturnStatus,
    status_of,
)
from inventory.documents.order import Order
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.item import Item
from inventory.order_errors import UnknownLine
from inventory.people import IMPORT
from inventory.stepping import notice_of, put_document, remark, require_step, the


def line_of(returned: CustomerReturn, number: int) -> ReturnLine:
    """Return a line of a return.

    Raises:
        UnknownLine: it has none of that number.
    """
    line = returned.line(number)
    if line is None:
        raise UnknownLine(number=returned.number, line=number)
    return line


def item_of(draft: Draft, line: ReturnLine) -> Item:
    """Return the item of a line; what came back stays known."""
    return the(draft, Item, line.item)


def replaced_with(draft: Draft, order: Order) -> CustomerReturn | None:
    """Return the return whose goods an order replaces, None for any other order."""
    returned = draft.current(CustomerReturn, order.reference) if order.reference else None
    return returned if returned and order.number in returned.replacements else None


def put_return(draft: Draft, returned: CustomerReturn) -> CustomerReturn:
    """Change a return; its status follows from its lines, and its message says how it stands.

    What an import brings in, years of it, is not told, and what is done at once has no message.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    settled = returned.model_copy(update={"status": status_of(returned)})
    require_step(draft.current(CustomerReturn, returned.number), settled, RETURN_TRANSITIONS)
    is_silent = draft.command.actor == IMPORT or settled.status is ReturnStatus.CLOSED
    if settled.thread is None and is_silent and not settled.is_announced:
        draft.put(settled)
    else:
        put_document(draft, settled)
    if draft.command.actor != IMPORT:
        tell_orders(draft, settled)
    return settled


def tell_orders(draft: Draft, returned: CustomerReturn) -> None:
    """Have the messages of its orders say what came back of them."""
    for number in returned.orders:
        order = draft.current(Order, number)
        if order and order.thread:
            draft.tell(notice_of(order), is_current=True)


def tell_of(  # noqa: PLR0913 - a fact, and where it is said
    draft: Draft,
    returned: CustomerReturn,
    line: ReturnLine,
    kind: RemarkKind,
    quantity: Decimal,
    *,
    other: str = "",
    words: str = "",
    location: str = "",
    link: str = "",
) -> None:
    """Say in the thread of a return, and in that of its order, what became of goods.

    The message that begins a thread says what began the return.
    """
    said = Remark(
        kind=kind,
        item=line.item,
        quantity=quantity,
        location=location,
        lot=line.lot,
        document=returned.number,
        other=other,
        words=words,
        actor=draft.command.actor,
        link=link,
    )
    if draft.command.actor == IMPORT:
        return
    is_begun = draft.book.get(CustomerReturn, returned.number) is not None
    if is_begun and has_thread(draft, returned):
        remark(draft, returned.number, said)
    if line.order and draft.current(Order, line.order):
        remark(draft, line.order, said)


def tell_inspected(
    draft: Draft, returned: CustomerReturn, line: ReturnLine, found: Inspection
) -> None:
    """Say in the thread of a return, and in that of its order, what condition goods are in."""
    tell_of(
        draft,
        returned,
        line,
        RemarkKind.INSPECTED,
        found.quantity,
        other=f"{found.condition.value} {found.disposition.value}",
        words=found.note,
        location=found.target,
        link=found.photo,
    )


def has_thread(draft: Draft, returned: CustomerReturn) -> bool:
    """Tell whether a return has a message of its own, or is about to get one."""
    current = draft.current(CustomerReturn, returned.number) or returned
    return returned.is_announced or current.thread is not None or current.is_open
