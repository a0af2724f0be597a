"""The customers of a recall as people ask about them: who still has most comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.messages.figures import amount, number, unit_of
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Line, Part, clipped, line
from inventory.documents.letter import LetterState, SentLetter
from inventory.documents.recall import Recall
from inventory.documents.recall_line import RecallLine
from inventory.order_errors import UnknownLine
from inventory.quantity import ZERO
from inventory.recall_errors import NotOnRecall
from inventory.recalling.notifying import NOT_LEFT, to_be_reminded, untold

PAGE_CUSTOMERS: Final = 15
ORDERS_MAX: Final = 4
GOODS_MAX: Final = 3
UNKNOWN: Final = "somebody unknown"
"""What is said of goods that left without anybody's name."""

FATES: Final = {
    LetterState.WAITING: "letter about to leave",
    LetterState.REFUSED: "letter not sent",
    LetterState.UNKNOWN: "letter perhaps sent: ask before you send it again",
    LetterState.NO_ADDRESS: "no e-mail address: call them",
}
"""State of a letter -> what is said of it; that it was sent goes without saying."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """One customer of a recall, with all that they have got.

    Attributes:
        lines: what they have got, at least one.
        letter: the last that was written to them.
    """

    customer: str
    lines: tuple[RecallLine, ...]
    letter: SentLetter | None = None

    @property
    def shipped(self) -> Decimal:
        return sum((one.shipped for one in self.lines), ZERO)

    @property
    def returned(self) -> Decimal:
        return sum((one.returned for one in self.lines), ZERO)

    @property
    def destroyed(self) -> Decimal:
        return sum((one.destroyed for one in self.lines), ZERO)

    @property
    def written_off(self) -> Decimal:
        return sum((one.written_off for one in self.lines), ZERO)

    @property
    def outstanding(self) -> Decimal:
        return sum((one.outstanding for one in self.lines), ZERO)

    @property
    def told_on(self) -> date | None:
        """The first day they were told of all of it; None while they do not know of something."""
        days = [one.notified_on for one in self.lines]
        return max((day for day in days if day), default=None) if all(days) else None

    @property
    def is_answered(self) -> bool:
        return all(one.acknowledged_on for one in self.lines)

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders it was shipped for; shipments where there were none."""
        orders = dict.fromkeys(order for one in self.lines for order in one.orders)
        return tuple(orders or dict.fromkeys(sent for one in self.lines for sent in one.shipments))


def concerned(recall: Recall) -> list[Concerned]:
    """Return the customers of a recall, worst first: who has most, was not told, has not answered."""
    lines: dict[str, list[RecallLine]] = {}
    for one in filter(_was_sent, recall.lines):
        lines.setdefault(one.customer, []).append(one)
    letters = {letter.reader: letter for letter in recall.letters}
    found = [Concerned(code, tuple(own), letters.get(code)) for code, own in lines.items()]
    found.sort(
        key=lambda one: (-one.outstanding, one.told_on is not None, one.is_answered, one.customer)
    )
    return found


def customer_at(recall: Recall, line_number: int) -> str:
    """Return the customer of a line.

    Raises:
        UnknownLine: there is none of that number.
        NotOnRecall: nobody knows whose it is.
    """
    found = recall.line(line_number)
    if found is None:
        raise UnknownLine(number=recall.number, line=line_number)
    if not found.customer:
        raise NotOnRecall(number=recall.number, customer="", known=recall.customers)
    return found.customer


def came_back_beyond(recall: Recall) -> Decimal:
    """Return what came back although nobody can have had it, all items together."""
    beyond = sum((max(ZERO, one.returned - one.shipped) for one in recall.lines), ZERO)
    return beyond - recall.balance.unnamed


def to_be_told(recall: Recall) -> list[Concerned]:
    """Return who has some and was never told; whoever is not known cannot be written to."""
    waiting = set(untold(recall))
    return [one for one in concerned(recall) if one.customer in waiting]


def to_be_asked_again(recall: Recall, on: date | None = None) -> list[Concerned]:
    """Return who was told and still has some.

    Args:
        recall: as it stands.
        on: a day; whoever was asked again on it is left out.
    """
    waiting = set(to_be_reminded(recall))
    return [
        one
        for one in concerned(recall)
        if one.customer in waiting
        and not any(on and entry.reminded_on == on for entry in one.lines)
    ]


def named(customer: str, telling: Telling) -> str:
    """Name a customer, also where nobody knows who it was."""
    return telling.customer(customer) if customer else UNKNOWN


def customer_line(position: int, one: Concerned, telling: Telling) -> Line:
    """Word one customer: what they got, what became of it, and what they know."""
    return line(
        f"{position}. ",
        Bold(named(one.customer, telling)),
        f": {goods(one.lines, telling)} shipped{_for(one.orders)}{_came_of(one)}",
        *_left(one, telling),
        f". {knows(one)}",
    )


def goods(lines: Iterable[RecallLine], telling: Telling) -> str:
    """Write what was shipped, item by item, lots together."""
    totals: dict[str, Decimal] = {}
    for one in lines:
        totals[one.item] = totals.get(one.item, ZERO) + one.shipped
    told = [
        f"{amount(quantity, unit_of(telling.book, item))} of {clipped(item, 60)}"
        for item, quantity in list(totals.items())[:GOODS_MAX]
    ]
    more = [f"{len(totals) - GOODS_MAX} more items"] if len(totals) > GOODS_MAX else []
    return " and ".join([*told, *more])


def knows(one: Concerned) -> str:
    """Say whether they were told, and whether they have answered."""
    fate = FATES.get(one.letter.state, "") if one.letter else ""
    if one.told_on is None:
        return f"{fate[0].upper()}{fate[1:]}" if fate else "Not told yet"
    is_lost = one.letter is not None and one.letter.state in NOT_LEFT  # then they were called
    told = f"Told {day(one.told_on)}" + (f" ({fate})" if fate and not is_lost else "")
    answers = [entry.acknowledged_on for entry in one.lines if entry.acknowledged_on]
    if one.is_answered:
        return f"{told}, answered {day(max(answers))}"
    reminded = [entry.reminded_on for entry in one.lines if entry.reminded_on]
    again = f", asked again {day(max(reminded))}" if reminded else ""
    return f"{told}{again}, no answer yet"


def _was_sent(entry: RecallLine) -> bool:
    """Tell whether a line is somebody's: what came back from nobody known has one, too."""
    return bool(entry.shipped)


def _for(orders: tuple[str, ...]) -> str:
    shown = [clipped(order, 40) for order in orders[:ORDERS_MAX]]
    more = [f"{len(orders) - ORDERS_MAX} more"] if len(orders) > ORDERS_MAX else []
    return f" ({', '.join([*shown, *more])})" if shown else ""


def _came_of(one: Concerned) -> str:
    facts = (
        (one.returned, "back"),
        (one.destroyed, "destroyed"),
        (one.written_off, "given up"),
    )
    return "".join(f", {number(quantity)} {word}" for quantity, word in facts if quantity)


def _left(one: Concerned, telling: Telling) -> tuple[Part, ...]:
    if not one.outstanding:
        return () if one.written_off else (", nothing left",)
    units = {unit_of(telling.book, entry.item) for entry in one.lines}
    left = amount(one.outstanding, units.pop()) if len(units) == 1 else number(one.outstanding)
    return (", ", Bold(f"{left} still out"))
