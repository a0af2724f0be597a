"""Taking in what comes back: it lies in returns, available to nobody, until it is inspected."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from inventory.base_command import Line
from inventory.documents.customer_return import CustomerReturn, ReturnLine
from inventory.documents.remark import RemarkKind
from inventory.draft import Draft
from inventory.errors import LotRefused, NothingChanged, NotPositive
from inventory.item import Item
from inventory.lines import place_of
from inventory.location import CUSTOMER, LocationKind
from inventory.lots.line_lots import LotParts, lots_at
from inventory.move import MoveKind
from inventory.quantity import ZERO, Amount
from inventory.return_commands import ReceiveReturn, ReturnedLine
from inventory.returning.announcing import announced_lines, customer_of
from inventory.returning.limits import Limits
from inventory.returning.stepping import item_of, line_of, put_return, tell_of
from inventory.stepping import the_open

RETURN_KINDS: Final = frozenset({LocationKind.RETURNS})


def plan_receive_return(draft: Draft, command: ReceiveReturn) -> None:
    """Bring what has come to returns.

    Raises:
        UnknownDocument, WrongStep, UnknownLine, NotPositive, FractionRefused: as they say.
        NothingChanged: nothing is said to have come.
        BeyondShipped, WindowClosed, LotNotShipped: more has come than may, or something else.
        LotRefused, UnknownLot, SerialsRefused: which lot has come is not clear.
        OtherCustomer: what came besides is of somebody else's order.
    """
    returned = the_open(draft, CustomerReturn, command.number, "receive")
    limits = Limits(draft, command.override)
    intake = Intake(draft, limits, returned, _place(draft, command, returned))
    for number, quantity in _quantities(draft, command, returned).items():
        for named, part in _lots_named(command, number, quantity):
            intake.take(number, part, named)
    besides = _besides(returned, limits, command.more)
    for line in announced_lines(draft, limits, besides):
        intake.take_besides(line)
    if not intake.arrived:
        raise NothingChanged(what=returned.number, state="received")
    put_return(draft, intake.returned.model_copy(update=_facts(draft, limits, intake, command)))
    for line in intake.arrived:
        kind = RemarkKind.CAME_BACK
        tell_of(draft, returned, line, kind, line.received, location=intake.place)


class Intake:
    """What comes of a return, line by line and lot by lot.

    Attributes:
        returned: the return as it stands by now.
        arrived: what has come, each as a line that has received no more than that.
        place: where it is put.
    """

    def __init__(self, draft: Draft, limits: Limits, returned: CustomerReturn, place: str) -> None:
        self._draft = draft
        self._limits = limits
        self.returned = returned
        self.place = place
        self.arrived: list[ReturnLine] = []

    def take(self, number: int, quantity: Decimal, named: str) -> None:
        """Move what has come of a line that was announced; `named` is its lot, or its pieces."""
        line = line_of(self.returned, number)
        item = item_of(self._draft, line)
        over = quantity - self.returned.to_come(line)
        if over > 0:
            self._limits.extend(item, over, line)
        for lot, part in _lots(self._draft, self._limits, item, line, quantity, named):
            self._limits.judge_lot(item, part, line, lot)
            self._move(item, number, lot, part)
        if over > 0:
            self._limits.judge_extended(item, line)

    def take_besides(self, line: ReturnLine) -> None:
        """Move what nobody had announced, as the next line; its limits were looked at."""
        number = next_number(self.returned)  # another lot may have made lines of its own by now
        unexpected = line.model_copy(update={"number": number, "expected": ZERO})
        lines = (*self.returned.lines, unexpected)
        self.returned = self.returned.model_copy(update={"lines": lines})
        item = item_of(self._draft, line)
        for lot, part in _lots(self._draft, self._limits, item, line, line.expected, line.lot):
            self._limits.judge_lot(item, part, line, lot)
            self._move(item, number, lot, part)

    def _move(self, item: Item, number: int, lot: str, quantity: Decimal) -> None:
        line = line_of(self.returned, number)
        self._draft.move(
            MoveKind.RETURN,
            item,
            quantity,
            CUSTOMER,
            self.place,
            lot=lot,
            reason=line.reason,
            document=self.returned.number,
            note=line.note,
        )
        self.returned, came = with_arrived(self.returned, number, lot, quantity, self.place)
        self.arrived.append(came.model_copy(update={"received": quantity}))


def _facts(
    draft: Draft, limits: Limits, intake: Intake, command: ReceiveReturn
) -> dict[str, object]:
    returned = intake.returned
    customer = customer_of(draft, limits, returned.customer, returned.lines)
    if not limits.is_overridden:
        return {"customer": customer}
    return {"customer": customer, "override": command.override, "override_by": command.actor}


def _place(draft: Draft, command: ReceiveReturn, returned: CustomerReturn) -> str:
    """Return where it is put: as named, else where the rest of it lies, else the first for returns."""
    if command.target:
        return place_of(draft, "return", command.target, kinds=RETURN_KINDS, part="target").code
    lies = next((line.location for line in returned.lines if line.waiting > 0), "")
    return lies or draft.place_of_kind(LocationKind.RETURNS)


def _quantities(
    draft: Draft, command: ReceiveReturn, returned: CustomerReturn
) -> Mapping[int, Decimal]:
    if not command.quantities:
        expected = {line.number: returned.to_come(line) for line in returned.lines}
        return {number: quantity for number, quantity in expected.items() if quantity}
    found: dict[int, Decimal] = {}
    for number, said in command.quantities.items():
        item = item_of(draft, line_of(returned, number))
        quantity = item.in_base_units(Amount(number=said))
        if quantity < 0:
            raise NotPositive(verb="return", item=item.sku, number=said)
        if quantity:
            found[number] = quantity
    return found


def _lots_named(
    command: ReceiveReturn, number: int, quantity: Decimal
) -> Iterator[tuple[str, Decimal]]:
    """Yield each lot that is named of a line with how much of it came, and what is left of none."""
    named = command.lots.get(number, "")
    lots = {named: quantity} if isinstance(named, str) else named
    yield from lots.items()
    if (rest := quantity - sum(lots.values(), ZERO)) > 0:
        yield "", rest


def _besides(
    returned: CustomerReturn, limits: Limits, more: Iterable[ReturnedLine]
) -> Iterator[ReturnedLine]:
    """Yield what came besides, by the order of this return that sent such an item."""
    for asked in more:
        sent = (number for number in returned.orders if _has_sent(limits, number, asked.item))
        yield asked if asked.order else asked.model_copy(update={"order": next(sent, "")})


def _has_sent(limits: Limits, number: str, item: str) -> bool:
    order = limits.order(number)
    return order is not None and any(
        line.item.casefold() == item.casefold() for line in order.lines
    )


def next_number(returned: CustomerReturn) -> int:
    """Return the number of a return's next line."""
    return max((line.number for line in returned.lines), default=0) + 1


def _lots(
    draft: Draft, limits: Limits, item: Item, line: ReturnLine, quantity: Decimal, named: str
) -> LotParts:
    """Return which lots have come: as named, announced, or the only one that was sent."""
    if not item.has_lots and not named:
        return (("", quantity),)
    text = named or line.lot or _only_lot(limits, item, line)
    names = {"serials": text} if item.is_serial and text else {"lot": text}
    return lots_at(draft, Line(item=item.sku, **names), item, CUSTOMER, quantity)


def _only_lot(limits: Limits, item: Item, line: ReturnLine) -> str:
    """Return the one lot that is still out for a line's order; that is no guess."""
    out = limits.lots_out(item, line)
    if len(out) > 1 and not item.is_serial:
        raise LotRefused(problem="missing", item=item.sku, known=out)
    return out[0] if len(out) == 1 else ""


def with_arrived(
    returned: CustomerReturn, number: int, lot: str, quantity: Decimal, place: str
) -> tuple[CustomerReturn, ReturnLine]:
    """Return the return with what came of a line, and the line it came on.

    A line is of one lot in one place: what comes of another, or to another, gets a line of its own,
    and takes what was expected of it along.
    """
    line = line_of(returned, number)
    is_first = not line.received and (line.lot in ("", lot) or quantity >= line.expected)
    if is_first or (line.received and (line.lot, line.location) == (lot, place)):
        update = {"lot": lot, "location": place, "received": line.received + quantity}
        came = line.model_copy(update=update)
        return returned.with_line(came), came
    moved = min(quantity, line.outstanding)
    other = line.model_copy(
        update={
            "number": next_number(returned),
            "lot": lot,
            "location": place,
            "expected": moved,
            "received": quantity,
            "gone": ZERO,
            "inspections": (),
            "refunded": ZERO,
            "replaced": ZERO,
        }
    )
    less = returned.with_line(line.model_copy(update={"expected": line.expected - moved}))
    return less.model_copy(update={"lines": (*less.lines, other)}), other
