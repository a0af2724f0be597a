"""What a recall would reach, before anything is held: shown first, for it is hard to take back."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.messages.figures import counted, number
from bot.messages.message import VALUE_MAX, Button, Confirm, Message
from bot.messages.recall_customers import Concerned, concerned, goods, named
from bot.messages.recall_lots import lot_lines, much, scope_text, where_they_lie
from bot.messages.telling import Telling
from bot.messages.text import Bold, Line, clipped, line
from inventory.documents.pick_list import PickList
from inventory.documents.recall import Recall
from inventory.documents.remark import RemarkKind
from inventory.documents.shipment import Shipment
from inventory.notices import RemarkNotice
from inventory.quantity import ZERO
from inventory.transaction import Transaction

RECALL_NOW: Final = "recall_now"
HOLD_LATER: Final = "Hold it when it comes"
CUSTOMERS_MAX: Final = 10
ORDERS_MAX: Final = 8


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a recall would do.

    Attributes:
        recall: as it would stand, with what is new of it only.
        to: number of the open recall that would hold more; empty for a new one.
        kept: order -> what is kept for it now and would be let go.
        lists: numbers of pick lists and shipments that would change.
    """

    recall: Recall
    kept: dict[str, Decimal]
    lists: tuple[str, ...]
    to: str = ""

    @property
    def added(self) -> int:
        """How many lots would be held that are not yet."""
        return len(self.recall.lots)


def foreseen_in(transaction: Transaction, number: str = "") -> Foreseen:
    """Return what a transaction that nobody has posted would do.

    Args:
        transaction: that begins a recall or has one hold more.
        number: of the one that is to hold more; empty for a new one.

    Raises:
        LookupError: it is about no such recall.
    """
    after = recall_in(transaction, number)
    before = next((c.before for c in transaction.changes if c.after is after), None)
    kept: dict[str, Decimal] = {}
    for notice in transaction.notices:
        if isinstance(notice, RemarkNotice) and notice.remark.kind is RemarkKind.LOT_HELD:
            kept[notice.thread] = kept.get(notice.thread, ZERO) + notice.remark.quantity
    entries = (change.after for change in transaction.changes)
    lists = [one.number for one in entries if isinstance(one, PickList | Shipment)]
    recall = _less(after, before) if isinstance(before, Recall) else after
    return Foreseen(recall, kept, tuple(dict.fromkeys(lists)), to=number)


def recall_in(transaction: Transaction, number: str = "") -> Recall:
    """Return a recall as a transaction leaves it: the one of a number, or the one it begins.

    Raises:
        LookupError: there is none.
    """
    for change in transaction.changes:
        after = change.after
        if isinstance(after, Recall) and (after.number == number if number else not change.before):
            return after
    raise LookupError(number)


def recall_preview(found: Foreseen, telling: Telling, shown: str) -> Message:
    """Word what a recall would reach, with the button that begins it.

    Args:
        found: what it would do.
        telling: the book as it stands, and who customers are.
        shown: what its button carries.
    """
    return Message(
        (
            line(Bold(question(found)), " Nothing is held yet."),
            *what_it_reaches(found, telling),
        ),
        tuple(_buttons(found, telling, shown)),
    )


def held_when_it_comes(refusal: Message, found: Foreseen, shown: str) -> Message:
    """Say that none of it is here, and offer to hold it when it comes.

    Args:
        refusal: what was found instead.
        found: what would be noted.
        shown: what the button carries.
    """
    told = line(
        f"Is some of it still to come: {clipped(scope_text(found.recall.scopes[-1]), 200)}? Then have "
        "it held as soon as it is received."
    )
    button = Button(HOLD_LATER, RECALL_NOW, shown)
    return Message((*refusal.lines, told), (button,) if len(shown) <= VALUE_MAX else ())


def what_it_reaches(found: Foreseen, telling: Telling) -> Iterator[Line]:
    """Word the lots, the orders that have to let go, the customers, and what is to come back."""
    recall = found.recall
    if recall.reason:
        yield line(f"“{clipped(recall.reason)}”")
    yield from lot_lines(recall, where_they_lie(recall, telling.book), telling.book)
    yield from _what_comes_later(recall)
    yield _let_go(found)
    people = concerned(recall)
    if not people:
        yield line("None of it has left: no customer is concerned.")
        return
    yield line(Bold(f"{counted(len(people), 'customer')} got some:"))
    yield from (_customer(one, telling) for one in people[:CUSTOMERS_MAX])
    if len(people) > CUSTOMERS_MAX:
        yield line(f"… and {counted(len(people) - CUSTOMERS_MAX, 'more customer')}.")
    if recall.unlisted:
        yield line(
            f"These are not all: {counted(recall.unlisted, 'more line')} of customers and lots go on "
            "boards of their own. Every lot is held at once all the same."
        )
    yield line(Bold("To be recovered:"), f" {much(recall.outstanding, recall, telling.book)}.")


def question(found: Foreseen) -> str:
    """Ask whether lots are to be recalled."""
    return f"Add {these(found)} to {found.to}?" if found.to else f"Recall {these(found)}?"


def these(found: Foreseen) -> str:
    """Name how many lots are meant, as buttons do."""
    return "this lot" if found.added == 1 else f"these {found.added} lots"


def _less(after: Recall, before: Recall) -> Recall:
    """Return what of a recall was not there before."""
    lots, lines = after.lots[len(before.lots) :], after.lines[len(before.lines) :]
    unlisted = after.unlisted - before.unlisted
    return after.model_copy(update={"lots": lots, "lines": lines, "unlisted": unlisted})


def _what_comes_later(recall: Recall) -> Iterator[Line]:
    """Warn that days without a last one go on: goods that are sent instead would be held as well."""
    asked = recall.scopes[-1]
    if asked.since and not asked.until:
        yield line(
            "No last day is named, so whatever comes in from now on is held as well, until this "
            "recall ends. Name one with until: if that is too much."
        )


def _let_go(found: Foreseen) -> Line:
    if not (found.kept or found.lists):
        return line("No open order or pick is concerned.")
    shown = [
        f"{number(quantity)} for {order}"
        for order, quantity in list(found.kept.items())[:ORDERS_MAX]
    ]
    more = [f"{len(found.kept) - ORDERS_MAX} more"] if len(found.kept) > ORDERS_MAX else []
    lists = ", ".join(found.lists[:ORDERS_MAX])
    taken = f" Taken out of {lists}." if lists else ""
    kept = f" {', '.join([*shown, *more])}." if shown else ""
    return line(Bold("Let go:"), f"{kept}{taken}")


def _customer(one: Concerned, telling: Telling) -> Line:
    orders = f" ({', '.join(one.orders[:4])})" if one.orders else ""
    return line(f"• {named(one.customer, telling)}: {goods(one.lines, telling)}{orders}")


def _buttons(found: Foreseen, telling: Telling, shown: str) -> Iterator[Button]:
    if len(shown) > VALUE_MAX:
        return
    people = counted(len(concerned(found.recall)), "customer")
    shipped = much(found.recall.shipped, found.recall, telling.book)
    reaches = f" {people} got {shipped}." if found.recall.lines else ""
    confirm = Confirm(
        title=question(found),
        text=f"Held everywhere at once; orders and picks let go of it.{reaches}",
        confirm="Recall",
    )
    label = f"{'Add' if found.to else 'Recall'} {these(found)}"
    yield Button(label, RECALL_NOW, shown, "danger", confirm)
