"""Four weeks of a warehouse that plans by its own figures, an hour of the house at a time.

Two workers share the journal and look at the same minutes; what one has done the other leaves alone.
Every morning the house computes, warns and proposes; Cleo approves, changes, puts off and turns down;
Ana and Ben see to alerts. Customers come by chance of a fixed seed: one week they want nine times as many
cups, from then on no forks, and one delivery of plates is a week late. Alerts and proposals appear, are
acted on and end; nothing is said twice; at the end the sheet says what the journal says.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from inventory.documents.forecast import Forecast
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.documents.stock_alert import AlertStatus, Digest, StockAlert
from inventory.invariants import check_invariants
from inventory.stock_policy import AlertKind
from jobs.runner import JobRunner
from sandbox.slack.driver import Said
from tests.e2e.crew import TEAM, Crew
from tests.e2e.four_weeks import (
    MANAGERS,
    MONDAY,
    NORTH,
    TEAROOM,
    Town,
    at,
    furnish,
    scheduled_jobs,
    working_days,
)
from tests.e2e.shop import CHANNEL, Shop

SEED = 7
WEEKS = 4
EARLY = ((5, 20), (6, 35), (7, 20), (7, 35), (7, 50), (8, 25))
LATER = ((11, 5), (14, 5), (17, 5))


@pytest.fixture
def shop(tmp_path: Path):
    with Shop(tmp_path) as shop:
        furnish(shop)
        yield shop


@dataclass
class Weeks:
    """The house, its people, two workers, and what has been seen of them.

    Attributes:
        ran: job -> how often one of the workers ran it.
        asked_again: (item, site) proposed while it was proposed, ordered or resting: never.
    """

    shop: Shop
    town: Town
    crew: Crew
    workers: tuple[JobRunner, JobRunner]
    ran: Counter[str] = field(default_factory=Counter)
    late_order: str = ""

    def look(self) -> None:
        """Have both workers look at the minute, one after the other; the second finds nothing to do."""
        first, second = self.workers
        self.ran.update(first.run_due())
        first.stop()
        done = self.shop.journal.reader.last_sequence()
        assert second.run_due() == []
        second.stop()
        assert self.shop.journal.reader.last_sequence() == done

    def send(self) -> None:
        """Have everything leave that waits to be told."""
        self.shop.tells()

    def proposals(self, status: ProposalStatus) -> Iterator[Proposal]:
        return (one for one in self.shop.book.all(Proposal) if one.status is status)

    def proposal_message(self, number: str) -> Said:
        return self.shop.said(CHANNEL, rf"\*(Order|Bring) {number}\*")

    def alerts(self, about: AlertKind) -> list[StockAlert]:
        return [one for one in self.shop.book.all(StockAlert) if one.about is about]


def test_four_weeks(shop: Shop):
    for channel, name in ((MANAGERS, "managers"), (TEAROOM, "tearoom")):
        shop.slack.does("channels", id=channel, name=name, members=TEAM)
    town = Town(shop, SEED)
    town.live_the_year()
    shop.clock.now = at(MONDAY, 0)
    weeks = Weeks(shop, town, Crew(shop), scheduled_jobs(shop))
    for day in working_days(MONDAY, MONDAY + timedelta(weeks=WEEKS)):
        a_day(weeks, day)
    what_has_been_said(weeks)
    what_has_been_proposed(weeks)
    what_has_been_alerted(weeks)
    in_the_end(weeks)


def a_day(weeks: Weeks, day: date) -> None:
    """The house looks early; people decide at nine; customers and suppliers come; it looks again."""
    events(weeks, day)
    for hour, minute in EARLY:
        weeks.shop.clock.now = at(day, hour, minute)
        weeks.look()
    weeks.send()
    weeks.shop.clock.now = at(day, 9)
    cleo_decides(weeks, day)
    ana_and_ben_see_to_alerts(weeks, day)
    weeks.shop.clock.now = at(day, 10)
    weeks.town.suppliers_come()
    weeks.town.customers_come()
    for hour, minute in LATER:
        weeks.shop.clock.now = at(day, hour, minute)
        weeks.look()
    weeks.send()


def events(weeks: Weeks, day: date) -> None:
    """What is unusual about these weeks."""
    rates = weeks.town.rates
    if day == MONDAY + timedelta(weeks=1):
        rates["CUP"], rates["FORK"] = 9.0, 0.0
    if day == MONDAY + timedelta(weeks=2):
        rates["CUP"] = 1.0
