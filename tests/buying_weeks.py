"""Weeks of buying as chance has them: stock, forecasts and rows change, jobs run, people decide."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from inventory.commands import Command
from inventory.documents.forecast import Forecast
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.replenishment import Proposal
from inventory.documents.review import Review
from inventory.documents.stock_alert import StockAlert
from inventory.inbound_commands import ApprovePurchase, CancelPurchase, SendPurchase
from inventory.planning_commands import (
    AcknowledgeAlert,
    CheckAlerts,
    DecideProposal,
    DecideReview,
    HandleAlert,
    KeepForecasts,
    SnoozeAlert,
    SnoozeProposal,
)
from inventory.record import Record
from inventory.stock_policy import PolicyKind, StockPolicy, Subscription
from inventory.supplier import Supplier
from tests.builders import a_desk, edit, fresh_key, ordered, pick, propose_reorders, receive, undo
from tests.inventory.replenishing.planned import forecast, planned_item
from tests.inventory.replenishing.test_bringing import SITES
from tests.memory_desk import START, MemoryDesk

SKUS = ("MUG-BLU", "TEE-BLK-M", "ROPE-9")
BINS = ("A-01", "B-01")
PEOPLE = ("U0ANA", "U0MIA", "U0ADA")


def a_buying_house(*, is_one: bool = False, least: int = 0, **rules: object) -> MemoryDesk:
    """Things of all sorts for one site or two, of a supplier that takes no less than `least`."""
    return a_desk(
        Supplier(code="ACME", minimum_order_value=Decimal(least), lead_time_days=5),
        Supplier(code="ZETA", order_days=("wed",)),
        Subscription(code="SB-1", channel="C0MUGS", kinds=()),
        planned_item("MUG-BLU", unit_cost=Decimal(3), pack_multiple=Decimal(6)),
        planned_item("TEE-BLK-M", supplier="ZETA", packs=(), unit_cost=Decimal(0)),
        planned_item(
            "ROPE-9", is_fractional=True, packs=(), minimum=Decimal("2.5"), maximum=Decimal(40)
        ),
        *(() if is_one else SITES),
        stock=[(20, "MUG-BLU", "A-01"), (30, "MUG-BLU", "B-01"), (9, "TEE-BLK-M", "A-01")],
        **rules,
    )


class BuyingWeeks:
    """What happens next.

    Args:
        random: chance.
        desk: of `a_buying_house`.
    """

    def __init__(self, random: Random, desk: MemoryDesk) -> None:
        self._random, self._desk, self._day = random, desk, 0
        self._steps: dict[Callable[[], Command | None], int] = {
            self._comes: 3,
            self._goes: 5,
            self._taken_back: 4,
            self._decided: 7,
            self._put_off: 2,
            self._ordered: 6,
            self._planned: 6,
            self._reviewed: 3,
            self._edited: 3,
            self._answered: 3,
            self._looked: 4,
            self.proposed: 7,
        }

    @property
    def now(self) -> datetime:
        return START + timedelta(days=self._day)

    def next(self) -> Command:
        """Return the next command; now and then a day passes, or some weeks."""
        self._day += self._random.choices((0, 1, 8, 30), (40, 12, 2, 1))[0]
        steps, weights = list(self._steps), list(self._steps.values())
        while True:
            command = self._random.choices(steps, weights)[0]()
            if command is not None:
                return command.model_copy(update={"at": self.now})

    def proposed(self) -> Command:
        return propose_reorders(self.now)

    def _comes(self) -> Command:
        return receive(self._upto(40), self._one(SKUS), at=self._one(BINS))

    def _goes(self) -> Command:
        return pick(self._upto(25), self._one(SKUS), at=self._one(BINS))

    def _taken_back(self) -> Command:
        last = self._desk.last_sequence() - self._random.randrange(6)
        return undo(f"TX-{last}", by=self._one(PEOPLE))

    def _decided(self) -> Command | None:
        proposal = self._some(Proposal)
        if proposal is None:
            return None
        quantities = {line.item: Decimal(self._upto(30) - 1) for line in proposal.lines}
        facts = {
            "number": proposal.number,
            "is_approved": self._random.random() < 0.7,
            "quantities": quantities if self._random.random() < 0.4 else {},
            "seen": proposal.changed_at if self._random.random() < 0.8 else 0,
            "rest_days": self._one((None, 0, 3)),
        }
        return self._asked(DecideProposal, **facts)

    def _put_off(self) -> Command | None:
        proposal = self._some(Proposal)
        facts = {"days": self._upto(4)}
        return self._asked(SnoozeProposal, number=proposal.number, **facts) if proposal else None

    def _ordered(self) -> Command | None:
        order = self._some(PurchaseOrder)
        if order is None:
            return None
        line = order.lines[0]
        come = receive(self._upto(40), line.item, at="IN", document=order.number)
        step = self._one((ApprovePurchase, SendPurchase, CancelPurchase, None))
        return come if step is None else ordered(step, order.number, by=self._one(PEOPLE))

    def _planned(self) -> Command:
        sites = sorted({one.site for one in SITES}) if "North" in self._sites() else [""]
        low, daily = self._upto(60), self._upto(6) - 1
        computed = forecast(
            self._one(SKUS),
            site=self._one(sites),
            daily=daily,
            s=low,
            big_s=low + self._upto(40),
        )
        on = self.now.date()
        gone = [one.key for one in self._desk.book.all(Forecast) if one.key != computed.key]
        return self._asked(
            KeepForecasts,
            by="job:plan",
            on=on,
            forecasts=(computed.model_copy(update={"computed_on": on}),),
            gone=(self._one(gone),) if gone and self._random.random() < 0.2 else (),
        )

    def _reviewed(self) -> Command | None:
        review = self._some(Review)
        is_accepted = self._random.random() < 0.5
        facts = {"is_accepted": is_accepted}
        return self._asked(DecideReview, number=review.number, **facts) if review else None

    def _edited(self) -> Command:
        item = self._desk.book.item(self._one(SKUS))
        changed = self._one(
            (
                {"is_active": False},
                {"is_active": True},
                {"supplier": self._one(("ACME", "ZETA", ""))},
                {"minimum": Decimal(12), "maximum": Decimal(30)},
                {"minimum_order_quantity": Decimal(90_000)},
                None,
            )
        )
        if changed is not None:
            return edit(item.model_copy(update=changed))
        kind = self._one(tuple(PolicyKind))
        levels = {"minimum": Decimal(5), "maximum": Decimal(20), "keep_at_least": Decimal(3)}
        return edit(StockPolicy(item=item.sku, policy=kind, order_quantity=Decimal(7), **levels))

    def _answered(self) -> Command | None:
        alert = self._some(StockAlert)
        kind = self._one((AcknowledgeAlert, SnoozeAlert, HandleAlert))
        return self._asked(kind, by=self._one(PEOPLE), number=alert.number) if alert else None

    def _looked(self) -> Command:
        daily = self._random.random() < 0.5
        return self._asked(CheckAlerts, by="job:alerts", on=self.now.date(), daily=daily)

    def _sites(self) -> set[str]:
        return {code.site for code in SITES if self._desk.book.get(type(code), code.code) == code}

    def _some(self, kind: type[Record]) -> Record | None:
        """Return one of the newest documents, open ones rather than others."""
        book = self._desk.book
        known = list(book.open(kind)) or list(book.all(kind))
        return self._one(known[-4:]) if known else None

    def _asked(self, kind: type[Command], *, by: str = "U0MIA", **facts: object) -> Command:
        return kind(key=fresh_key(), actor=by, at=self.now, **facts)

    def _upto(self, most: int) -> int:
        return self._random.randint(1, most)

    def _one(self, choices):
        return self._random.choice(choices)
