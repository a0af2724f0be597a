"""What customers answer: that they know, and what they have thrown away."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from inventory.documents.recall import Recall
from inventory.documents.recall_line import RecallLine
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import MissingPart, NothingChanged, NotPositive
from inventory.item import Item
from inventory.order_errors import UnknownLine
from inventory.quantity import ZERO, trimmed
from inventory.recall_commands import RecordRecallReply
from inventory.recall_errors import BeyondOutstanding, NotOnRecall
from inventory.recalling.stepping import open_recall, put_recall, say
from inventory.stepping import the


def plan_record_reply(draft: Draft, command: RecordRecallReply) -> None:
    """Note what a customer has said.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
        NotOnRecall, UnknownLine: nobody of that name got any, or there is no such line.
        MissingPart: it is not said who, or which of several items was destroyed.
        NotPositive, BeyondOutstanding: less than nothing, or more than they still have.
        NothingChanged: all of it was noted before.
    """
    recall = open_recall(draft, command.number, "reply")
    lines = _lines_meant(recall, command)
    destroyed = _destroyed(draft, command, recall, lines)
    replied = tuple(
        _replied(draft, command, one, destroyed.get(one.number, ZERO)) if one in lines else one
        for one in recall.lines
    )
    if replied == recall.lines:
        raise NothingChanged(what=lines[0].customer or recall.number, state="noted")
    put_recall(draft, recall.model_copy(update={"lines": replied}))
    _say(draft, command, recall, lines, destroyed)


def customer_on(recall: Recall, name: str) -> str:
    """Return a customer of a recall as the lines call them, whatever the case.

    Raises:
        NotOnRecall: with those who are on it.
    """
    wanted = name.strip().casefold()
    found = next((one for one in recall.customers if one.casefold() == wanted), None)
    if found is None:
        raise NotOnRecall(number=recall.number, customer=name, known=recall.customers)
    return found


def _lines_meant(recall: Recall, command: RecordRecallReply) -> tuple[RecallLine, ...]:
    if not (command.line or command.customer.strip()):
        raise MissingPart(verb="recall", part="customer")
    customer = customer_on(recall, command.customer) if command.customer.strip() else ""
    if not command.line:
        return recall.lines_of(customer)
    line = recall.line(command.line)
    if line is None or customer not in ("", line.customer):
        raise UnknownLine(number=recall.number, line=command.line)
    return (line,)


def _destroyed(
    draft: Draft, command: RecordRecallReply, recall: Recall, lines: Sequence[RecallLine]
) -> dict[int, Decimal]:
    """Return how much of each line was thrown away, the oldest first."""
    if command.is_all_destroyed:
        return {line.number: line.outstanding for line in lines}
    if command.destroyed is None:
        return {}
    items = {line.item for line in lines if line.outstanding} or {lines[0].item}
    if len(items) > 1:
        raise MissingPart(verb="recall", part="line")
    sku = items.pop()
    item = the(draft, Item, sku)
    quantity = item.in_base_units(command.destroyed)
    if quantity <= 0:
        raise NotPositive(verb="recall", item=sku, number=command.destroyed.number)
    outstanding = sum((line.outstanding for line in lines), ZERO)
    if quantity > outstanding:
        raise BeyondOutstanding(
            number=recall.number,
            customer=lines[0].customer,
            item=sku,
            wanted=quantity,
            outstanding=outstanding,
        )
    return _shared(lines, quantity)


def _shared(lines: Iterable[RecallLine], quantity: Decimal) -> dict[int, Decimal]:
    shares: dict[int, Decimal] = {}
    for line in lines:
        shares[line.number] = min(quantity, line.outstanding)
        quantity -= shares[line.number]
    return shares


def _replied(
    draft: Draft, command: RecordRecallReply, line: RecallLine, destroyed: Decimal
) -> RecallLine:
    update: dict[str, object] = {"note": command.note.strip() or line.note}
    if command.is_acknowledged and line.acknowledged_on is None:
        update |= {"acknowledged_on": draft.today, "acknowledged_by": command.actor}
    if line.notified_on is None:  # whoever answers knows, however they have heard of it
        update["notified_on"] = draft.today
    if destroyed:
        update |= {
            "destroyed": trimmed(line.destroyed + destroyed),
            "destroyed_on": draft.today,
        }
    return line.model_copy(update=update)


def _say(
    draft: Draft,
    command: RecordRecallReply,
    recall: Recall,
    lines: Sequence[RecallLine],
    destroyed: dict[int, Decimal],
) -> None:
    """Say what was destroyed, line by line, or else that they know."""
    said = Remark(
        kind=RemarkKind.RECALL_REPLIED,
        document=recall.number,
        other=lines[0].customer,
        words=command.note.strip(),
        actor=command.actor,
    )
    gone = [line for line in lines if destroyed.get(line.number)]
    for line in gone:
        facts = {"item": line.item, "lot": line.lot, "quantity": destroyed[line.number]}
        say(draft, recall, said.model_copy(update=facts))
    if not gone:
        say(draft, recall, said)
