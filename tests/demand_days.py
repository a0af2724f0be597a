"""A house whose days go by: what is asked for on one may come back on another."""

from datetime import date, datetime, timedelta

from inventory.commands import Line
from inventory.demand.history import Demand, DemandHistory
from inventory.documents.forecast import Period
from inventory.ports import JournalReader
from inventory.transaction import Posted
from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    an_amount,
    edit,
    pick,
    receive,
    return_stock,
    ship,
)
from tests.memory_desk import START, MemoryDesk


def day(number: int) -> datetime:
    """Return the morning of a day; day 0 is a Monday."""
    return START + timedelta(days=number)


class House:
    """A house of which demand is asked on a day."""

    def __init__(self) -> None:
        self.desk = MemoryDesk()
        self.desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)])

    def receive(
        self, quantity: float, on: int = 0, item: str = "MUG-BLU", at: str = "A-01"
    ) -> Posted:
        return self.desk.handle(receive(quantity, item, at=at, when=day(on)))

    def sell(self, quantity: float, on: int, to: str = "", item: str = "MUG-BLU") -> Posted:
        self.desk.handle(pick(quantity, item, at="A-01", when=day(on)))
        return self.desk.handle(ship(quantity, item, customer=to, when=day(on)))

    def take_back(
        self, quantity: float, on: int, order: str = "", to: str = "", item: str = "MUG-BLU"
    ) -> Posted:
        line = Line(item=item, amount=an_amount(quantity), document=order, to=to, condition="new")
        return self.desk.handle(return_stock(lines=[line], when=day(on), by="U0MIA"))

    def demand(self, since: datetime | None = None) -> Demand:
        reader: JournalReader = self.desk
        return Demand(self.desk.book, reader.flows(since))

    def history(self, on: int, item: str = "MUG-BLU", period: Period = Period.DAY) -> DemandHistory:
        return self.demand().histories(on=today(on), period=period)[item]

    def values(self, on: int, item: str = "MUG-BLU") -> list[float]:
        return self.history(on, item).values.tolist()


def today(number: int) -> date:
    return day(number).date()
