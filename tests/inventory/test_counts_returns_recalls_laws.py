"""Counts, returns and recalls together: whatever people do, what is held back is for nobody.

The machine that counts goes on as it does alone, and its own laws hold; customers send goods back
meanwhile, and lots are recalled and let go.
"""

from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from inventory.condition import Condition, Disposition
from inventory.decide import decide
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.recall import Recall
from inventory.documents.rejection import Outlet, Rejection
from inventory.errors import StockError
from inventory.history import NOTHING
from inventory.inbound_commands import SettleRejection
from inventory.location import LocationKind
from inventory.lot import Lot
from inventory.quantity import Amount
from inventory.recall_commands import CloseRecall, LiftRecall
from inventory.return_commands import (
    AnnounceReturn,
    CloseReturn,
    InspectReturn,
    ReceiveReturn,
    RejectStock,
    ReturnedLine,
)
from tests.builders import a_line, fresh_key, ordered, pick, return_stock, ship
from tests.inventory.counting import test_count_laws as counting
from tests.inventory.counting.sheets import START
from tests.inventory.recalling.recalls import asked, start

HELD_BACK = (LocationKind.RETURNS, LocationKind.QUARANTINE)
LET_GO = {"inspect_return", "return", "settle_rejection"}
"""Requests by which a person says that goods from there are good again."""


class EverythingAtOnce(counting.Counting):
    """A house that counts, takes goods back and recalls lots, all on one day."""

    def ask(self, command):
        posted = super().ask(command)
        for moved in posted.transaction.moves if posted else ():
            self.nothing_slips_out(command, moved)
        return posted

    def nothing_slips_out(self, command, moved):
        """What is held back becomes available by a person's word only, or as it was before."""
        book = self.desk.book
        came_from = book.kind_of(moved.source)
        if moved.reverses or came_from not in HELD_BACK:
            return
        if book.kind_of(moved.target).is_available:
            assert command.kind in LET_GO
            is_restocked = (
                command.kind != "settle_rejection"
            )  # a recalled lot stays so where it goes
            assert not is_restocked or is_approved(book, moved.item, moved.lot)

    # -- goods come back ----------------------------------------------------------------------

    @rule(quantity=counting.FEW, goods=counting.GOODS, condition=st.sampled_from(Condition))
    def come_back_unannounced(self, quantity, goods, condition):
        self.ask(return_stock(quantity, goods[0], lot=goods[1], condition=condition.value))

    @rule(quantity=counting.FEW, goods=counting.GOODS)
    def come_back_as_announced(self, quantity, goods):
        wanted = ReturnedLine(item=goods[0], amount=Amount(number=Decimal(quantity)), lot=goods[1])
        announced = self.ask(
            ordered(AnnounceReturn, by="U0MIA", customer="CAFE-SOL", lines=(wanted,), override="ok")
        )
        if announced:
            number = f"RMA-{len(list(self.desk.book.all(CustomerReturn)))}"
            self.ask(ordered(ReceiveReturn, number, by="U0MIA", override="ok"))

    @rule(
        data=st.data(),
        quantity=counting.FEW,
        condition=st.sampled_from(Condition),
        disposition=st.sampled_from([None, *Disposition]),
        to=st.sampled_from(["", "A-01", "B-01"]),
    )
    def inspect(self, data, quantity, condition, disposition, to):
        parts = {"condition": condition, "disposition": disposition, "target": to}
        amount = data.draw(st.sampled_from([None, Amount(number=Decimal(quantity))]))
        number = self.one_of(data, CustomerReturn)
        self.ask(ordered(InspectReturn, number, by="U0MIA", amount=amount, **parts))

    @rule(data=st.data())
    def close_a_return(self, data):
        self.ask(ordered(CloseReturn, self.one_of(data, CustomerReturn), by="U0MIA"))

    @rule(quantity=counting.FEW, goods=counting.GOODS, at=counting.BINS)
    def find_no_good(self, quantity, goods, at):
        line = a_line(quantity, goods[0], at=at, lot=goods[1], reason="defective")
        asked_for = {"key": fresh_key(), "actor": "U0MIA", "at": START}
        self.ask(RejectStock(lines=(line,), **asked_for))

    @rule(data=st.data(), outlet=st.sampled_from(Outlet))
    def settle(self, data, outlet):
        number = self.one_of(data, Rejection)
        self.ask(ordered(SettleRejection, number, by="U0MIA", outlet=outlet))

    # -- lots are recalled --------------------------------------------------------------------

    @rule(lot=st.sampled_from(["L7", "L8"]))
    def recall(self, lot):
        self.ask(start(lot))

    @rule(data=st.data(), kind=st.sampled_from([LiftRecall, CloseRecall]))
    def end_a_recall(self, data, kind):
        self.ask(asked(kind, self.one_of(data, Recall), reason="all of it is back"))

    def one_of(self, data, model):
        numbers = [one.number for one in self.desk.book.open(model)]
        return data.draw(st.sampled_from(numbers)) if numbers else "none"

    # -- what holds at every moment -----------------------------------------------------------

    @invariant()
    def what_is_held_back_is_neither_kept_nor_picked_nor_shipped(self):
        for lot in self.desk.book.all(Lot):
            for (place, code), _ in self.desk.book.balances(lot.item).items():
                if code == lot.code and not lot.is_approved:
                    assert not self.desk.book.reserved(lot.item, place, code)
                    self.leaves_nowhere(lot, place)

    def leaves_nowhere(self, lot, place):
        for command in (pick, ship):
            try:
                decide(self.desk.book.fork(), NOTHING, command(1, lot.item, at=place, lot=lot.code))
            except StockError:
                continue
            raise AssertionError(f"{lot.item} {lot.code} leaves from {place}")

    @invariant()
    def what_is_available_is_good_and_on_a_shelf(self):
        book = self.desk.book
        for sku in ("MUG-BLU", "TEE-BLK-M", "JAM-STR"):
            good = sum(
                quantity - book.reserved(sku, place, lot)
                for (place, lot), quantity in book.balances(sku).items()
                if place in ("IN", "A-01", "A-02", "B-01") and is_approved(book, sku, lot)
            )
            assert book.available(sku) == good


def is_approved(book, sku, code):
    lot = book.lot(sku, code)
    return lot is None or lot.is_approved


TestEverythingAtOnce = EverythingAtOnce.TestCase
TestEverythingAtOnce.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
