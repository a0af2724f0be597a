"""Whatever comes back, and whatever people do about it: no more than left, and only what is good is sold."""

from collections import defaultdict
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.condition import Condition, Disposition
from inventory.documents.customer_return import (
    RETURN_TRANSITIONS,
    CustomerReturn,
    status_of,
)
from inventory.documents.order import Order
from inventory.documents.rejection import Outlet, Rejection
from inventory.errors import StockError
from inventory.inbound_commands import SetLotStatus, SettleRejection
from inventory.lot import Lot, LotStatus, lot_key
from inventory.order_commands import CancelOrder
from inventory.return_commands import (
    CancelReturn,
    CloseReturn,
    InspectReturn,
    RejectStock,
    ReturnedLine,
)
from inventory.snapshot import dump_book, load_book
from tests.builders import (
    a_line,
    an_amount,
    count_stock,
    fresh_key,
    move,
    ordered,
    return_stock,
    undo,
)
from tests.inventory.outbound.test_fulfilment_laws import contents
from tests.journeys import shipped
from tests.memory_desk import START
from tests.returns import a_shop, announce, inspect, make_good, receive_back

PEOPLE = ("U0ANA", "U0BEN", "U0MIA")
GOODS = (("MUG-BLU", ""), ("JAM-STR", "L7"), ("JAM-STR", "L8"), ("TEE-BLK-M", ""))


class Counter:
    """Draws what somebody at the counter might do next."""

    def __init__(self, chance, desk):
        self._chance = chance
        self._desk = desk

    def next(self):
        acts = [self.announce] * 3 + [self.receive] * 5 + [self.inspect] * 6 + [self.quick] * 3
        acts += [self.make_good] * 3 + [self.end] * 2 + [self.judge, self.settle, self.reject]
        acts += [self.elsewhere] * 2 + [self.undo] * 3 + [self.sell]
        return self._chance.choice(acts)()

    def who(self):
        return {"by": self._chance.choice(PEOPLE)}

    def some(self, most=3):
        return Decimal(self._chance.randint(1, most))

    def order(self):
        return self._chance.choice(["SO-1", "SO-2", "SO-1", "Web-1", ""])

    def one(self, model=CustomerReturn):
        there = [document.number for document in self._desk.book.all(model)] or ["XX-1"]
        if model is CustomerReturn and self._chance.random() < 0.8:
            there = [document.number for document in self._desk.book.open(model)] or there
        return self._chance.choice(there[-4:])

    def line(self):
        item, lot = self._chance.choice(GOODS)
        amount, lot = an_amount(self.some()), self._chance.choice([lot, ""])
        return ReturnedLine(item=item, amount=amount, order=self.order(), lot=lot)

    def override(self):
        return {"override": self._chance.choice(["", "", "goodwill"]), **self.who()}

    def announce(self):
        return announce(
            *(self.line() for _ in range(self._chance.randint(1, 2))), **self.override()
        )

    def receive(self):
        if self._chance.random() < 0.3:
            return receive_back(self.one(), more=(self.line(),), **self.override())
        line = self._chance.randint(1, 2)
        lots = {line: self._chance.choice(["L7", "L8"])} if self._chance.random() < 0.5 else {}
        some = {line: self.some(4)} if self._chance.random() < 0.7 else {}
        return receive_back(self.one(), some, lots=lots, **self.override())

    def inspect(self):
        condition = self._chance.choice(list(Condition)).value
        disposition = self._chance.choice(["", "", *(one.value for one in Disposition)])
        some = None if self._chance.random() < 0.3 else self.some()
        line = self._chance.randint(0, 3)
        return inspect(
            condition, disposition, quantity=some, line=line, number=self.one(), **self.who()
        )

    def quick(self):
        item, lot = self._chance.choice(GOODS)
        condition = self._chance.choice(list(Condition)).value
        at = self._chance.choice(["", "", "A-01", "HOLD"])
        facts = {"lot": lot, "document": self.order(), "condition": condition, "at": at}
        return return_stock(self.some(), item, **facts, **self.who())

    def make_good(self):
        remedy = self._chance.choice(["refund", "replacement"])
        some = None if self._chance.random() < 0.5 else self.some()
        return make_good(remedy, number=self.one(), line=self._chance.randint(0, 2), quantity=some)

    def end(self):
        if self._chance.random() < 0.2:
            return ordered(CancelOrder, self.one(Order))
        return ordered(self._chance.choice([CancelReturn, CloseReturn]), self.one())

    def judge(self):
        status = self._chance.choice([LotStatus.HOLD, LotStatus.RECALLED, LotStatus.APPROVED])
        lot = self._chance.choice(["L7", "L8"])
        facts = {"item": "JAM-STR", "lot": lot, "status": status, "reason": "glass"}
        return ordered(SetLotStatus, by="U0MIA", **facts)

    def settle(self):
        outlet = self._chance.choice(list(Outlet))
        return ordered(SettleRejection, self.one(Rejection), outlet=outlet, **self.who())

    def reject(self):
        lines = (a_line(self.some(), "MUG-BLU", at="A-01", reason="defective"),)
        return RejectStock(key=fresh_key(), actor="U0ANA", at=START, lines=lines)

    def elsewhere(self):
        item, lot = self._chance.choice(GOODS)
        if self._chance.random() < 0.5:
            return count_stock(self._chance.randint(0, 3), item, at="RET", lot=lot)
        return move(self.some(), item, at="RET", to="A-01", lot=lot)

    def sell(self):
        return ordered(CancelOrder, "SO-3")

    def undo(self):
        back = self._chance.randint(0, 4)
        return undo(f"TX-{self._desk.last_sequence() - back}", by="U0MIA")


def a_counter(chance, steps):
    """Two orders have left, one of them invoiced; then people do things at the counter."""
    desk = a_shop(count_tolerance=100)
    shipped(desk, (3, "MUG-BLU", "4.99"), (2, "MUG-BLU", "3.99"), (4, "JAM-STR", "2.50"))
    shipped(desk, (2, "MUG-BLU"), (9, "JAM-STR"))  # L7 ends, L8 begins
    counter = Counter(chance, desk)
    for _ in range(steps):
        before = availability(desk.book)
        statuses = {one.number: one.status for one in desk.book.all(CustomerReturn)}
        command = counter.next()
        try:
            posted = desk.handle(command)
        except StockError:
            continue
        agree(desk.book)
        steps_are_known(desk.book, statuses, is_undo=command.kind == "undo")
        only_what_is_restocked_is_available(desk.book, before, command, posted)
    return desk


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(10, 50))
def test_returns_agree_with_what_was_shipped_whatever_people_do(chance, steps):
    """The desk itself checks after every step that goods are conserved and nothing is overdrawn."""
    desk = a_counter(chance, steps)
    assert contents(load_book(dump_book(desk.book))) == contents(desk.book)


def agree(book):
    no_more_is_back_than_left(book)
    what_waits_lies_there(book)
    no_more_is_credited_than_invoiced(book)
    for returned in book.all(CustomerReturn):
        assert returned.status == status_of(returned), returned
        for line in returned.lines:
            assert line.waiting >= 0, line
            assert 0 <= line.made_good <= line.inspected, line


def no_more_is_back_than_left(book):
    back = defaultdict(Decimal)
    for returned in book.all(CustomerReturn):
        for line, quantity in returned.claims:
            if not returned.override and line.order_line:
                back[line.order, line.order_line] += quantity
    for (order, number), quantity in back.items():
        assert quantity <= book.get(Order, order).line(number).shipped, (order, number)


def what_waits_lies_there(book):
    waiting = defaultdict(Decimal)
    for returned in book.open(CustomerReturn):
        for line in returned.lines:
            waiting[line.item, line.location, line.lot] += line.waiting
    for (item, location, lot), quantity in waiting.items():
        assert quantity <= (book.on_hand(item, location, lot) if location else 0)


def no_more_is_credited_than_invoiced(book):
    charged, credited = defaultdict(Decimal), defaultdict(Decimal)
    for invoice in book.all(IssuedInvoice):
        charged[invoice.number] += invoice.gross
    for credit in book.all(IssuedCredit):
        credited[credit.invoice] -= credit.gross
    assert all(credited[number] <= charged[number] for number in credited)


def steps_are_known(book, before, *, is_undo):
    for returned in book.all(CustomerReturn):
        was = before.get(returned.number, returned.status)
        assert is_undo or returned.status in (was, *RETURN_TRANSITIONS[was]), returned


def availability(book):
    return {item: book.available(item, START.date()) for item in {item for item, _ in GOODS}}


def only_what_is_restocked_is_available(book, before, command, posted):
    after = availability(book)
    more = {item for item, quantity in after.items() if quantity > before[item]}
    if isinstance(command, InspectReturn):
        moved = posted.transaction.moves[0]
        lot = book.get(Lot, lot_key(moved.item, moved.lot)) if moved.lot else None
        is_restocked = book.kind_of(moved.target).is_available
        assert not (is_restocked and lot and not lot.is_approved), moved
        assert not more or (more == {moved.item} and is_restocked)
    elif command.kind not in ("undo", "move", "set_lot_status", "settle_rejection", "cancel_order"):
        straight = {m.item for m in posted.transaction.moves if book.kind_of(m.target).is_available}
        assert more <= straight, (command, more)
        assert not straight or command.kind in ("return", "count"), command
