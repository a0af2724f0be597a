"""Four weeks of a warehouse that plans by its own figures, an hour of the house at a time.

Two workers share the journal and look at the same minutes; what one has done the other leaves alone.
Every morning the house computes, warns and proposes; Cleo approves, changes, puts off and turns down;
Ana and Ben see to alerts. Customers come by chance of a fixed seed: one week they want nine times as
many cups, never again a fork, and one delivery of plates is a week late. Alerts and proposals appear, are
acted on and end; nothing is said twice; at the end the sheet says what the journal says.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from inventory.documents.forecast import Forecast
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.documents.review import Review, ReviewStatus
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
    has_put_off: bool = False

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
        return self.shop.said(rf"\*(Order|Bring) {number}\*")

    def was_put_aside(self, number: str) -> bool:
        """Tell whether somebody had put an alert off, or said that it was seen to."""
        alert = self.shop.book.get(StockAlert, number)
        return bool(alert and (alert.snoozed_until or alert.handled_by))

    def supplier_of(self, alert: StockAlert) -> str:
        item = self.shop.book.item(alert.item)
        return item.supplier if item else alert.supplier

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
    cleo_decides(weeks)
    cleo_looks_at_changes(weeks)
    ana_and_ben_see_to_alerts(weeks)
    weeks.shop.clock.now = at(day, 10)
    weeks.town.suppliers_come()
    weeks.town.transfers_arrive()
    weeks.town.customers_come()
    for hour, minute in LATER:
        weeks.shop.clock.now = at(day, hour, minute)
        weeks.look()
    weeks.send()


def events(weeks: Weeks, day: date) -> None:
    """What is unusual about these weeks."""
    rates = weeks.town.rates
    if day == MONDAY:
        rates["FORK"] = 0.0
    if day == MONDAY + timedelta(weeks=1):
        rates["CUP"] = 9.0
    if day == MONDAY + timedelta(weeks=2):
        rates["CUP"] = 1.0
    if day == MONDAY + timedelta(days=3):
        late = next(one for one in weeks.shop.book.open(PurchaseOrder) if one.supplier == "CLAYCO")
        weeks.late_order = late.number
        weeks.town.bringing[late.number] = day + timedelta(days=12)


# -- what people do ---------------------------------------------------------------------------


def cleo_decides(weeks: Weeks) -> None:
    """She changes her first proposal, turns one down, puts one off, and approves the others."""
    for proposal in list(weeks.proposals(ProposalStatus.PROPOSED)):
        screen = weeks.proposal_message(proposal.number)
        if proposal.supplier == "PORCELLA" and not list(weeks.proposals(ProposalStatus.REJECTED)):
            weeks.crew.fill(weeks.crew.cleo, screen, "Reject…", {"note": "We run these out"})
        elif proposal.supplier == "LUMEN" and not weeks.has_put_off:
            weeks.has_put_off = True
            weeks.crew.press(weeks.crew.cleo, screen, "Snooze 7 days", times=2)
        elif proposal.from_site:
            weeks.crew.press(weeks.crew.cleo, screen, "Approve and send", times=2)
        else:
            weeks.crew.press(weeks.crew.cleo, screen, "Approve", times=2)
    for order in list(weeks.shop.book.open(PurchaseOrder)):
        if order.status is PurchaseStatus.DRAFT:
            title = f"Purchase order {order.number}"
            weeks.crew.press(weeks.crew.cleo, weeks.crew.message(title), "Approve")
            weeks.crew.press(weeks.crew.cleo, weeks.crew.message(title), "Sent by hand")


def cleo_looks_at_changes(weeks: Weeks) -> None:
    """After two weeks she lets figures act that have changed by much."""
    for review in list(weeks.shop.book.open(Review)):
        if weeks.shop.clock.now >= at(MONDAY + timedelta(weeks=2), 0):
            screen = weeks.shop.said(rf"\*Review {review.number}\*", MANAGERS)
            weeks.crew.press(weeks.crew.cleo, screen, "Use them all", times=2)


def ana_and_ben_see_to_alerts(weeks: Weeks) -> None:
    """Ana takes the first of each kind; Ben puts off what there is too much of."""
    for alert in list(weeks.shop.book.open(StockAlert)):
        if alert.status is not AlertStatus.OPEN:
            continue
        match alert.about:
            case AlertKind.LOW | AlertKind.OUT | AlertKind.STOCKOUT_AHEAD:
                weeks.crew.types(weeks.crew.ana, f"/inv ack {alert.number}")
            case AlertKind.OVERSTOCK:
                weeks.crew.types(weeks.crew.ben, f"/inv snooze {alert.number} 7")
            case AlertKind.DEAD:
                weeks.crew.types(weeks.crew.ben, f"/inv handled {alert.number} offered to a dealer")


# -- what has come of it ----------------------------------------------------------------------


def what_has_been_said(weeks: Weeks) -> None:
    """Every message has a key of its own and was posted once; nobody was told twice."""
    for channel in (CHANNEL, MANAGERS, TEAROOM):
        keys = Counter(
            said.raw["metadata"]["event_payload"]["key"]
            for said in weeks.shop.slack.messages(channel)
            if "metadata" in said.raw
        )
        assert keys
        assert set(keys.values()) == {1}
        texts = Counter(
            said.text for said in weeks.shop.slack.messages(channel) if not said.thread_ts
        )
        assert [text for text, times in texts.items() if times > 1] == []


def what_has_been_proposed(weeks: Weeks) -> None:
    """Everything proposed was decided about; what rested was left alone; nothing ran out for long."""
    proposals = list(weeks.shop.book.all(Proposal))
    outcomes = Counter(one.status for one in proposals)
    assert outcomes[ProposalStatus.REJECTED] == 1
    assert outcomes[ProposalStatus.APPROVED] >= 5
    brought = [one for one in proposals if one.from_site]
    assert {(one.from_site, one.lines[0].item) for one in brought} == {(NORTH, "MUG-BLU")}
    assert all(one.transfer for one in brought)
    assert all(
        earlier is None or not _overlap(earlier, later) for earlier, later in _pairs(proposals)
    )
    assert not list(weeks.proposals(ProposalStatus.PROPOSED))


def _pairs(proposals: list[Proposal]) -> Iterator[tuple[Proposal | None, Proposal]]:
    """Yield each proposal with the last before it that had one of its items, for its site."""
    last: dict[tuple[str, str], Proposal] = {}
    for one in proposals:
        for line in one.lines:
            yield last.get((line.item, one.site)), one
            last[line.item, one.site] = one


def _overlap(earlier: Proposal, later: Proposal) -> bool:
    """Tell whether something was proposed again while the earlier proposal rested."""
    return earlier.rests_until is not None and later.proposed_on < earlier.rests_until


def what_has_been_alerted(weeks: Weeks) -> None:
    """Each kind has appeared, in one digest a channel, and ended where its cause has."""
    seen = {one.about for one in weeks.shop.book.all(StockAlert)}
    assert seen >= {
        AlertKind.LOW,
        AlertKind.STOCKOUT_AHEAD,
        AlertKind.OUT,
        AlertKind.SUPPLIER_LATE,
        AlertKind.EXPIRING,
        AlertKind.DEMAND_JUMP,
        AlertKind.DEMAND_STOP,
        AlertKind.OVERSTOCK,
        AlertKind.DEAD,
    }
    told = Counter(
        (digest.channel, number)
        for digest in weeks.shop.book.all(Digest)
        for number in digest.alerts
    )
    again = {number for (_, number), times in told.items() if times > 1}
    came_back = {number for number in again if weeks.was_put_aside(number)}
    assert again == came_back
    late = {one.subject: one for one in weeks.alerts(AlertKind.SUPPLIER_LATE)}
    assert late[weeks.late_order].status is AlertStatus.RESOLVED
    for kind in (AlertKind.OUT, AlertKind.LOW):
        assert any(one.status is AlertStatus.RESOLVED for one in weeks.alerts(kind))
    in_tearoom = {number for channel, number in told if channel == TEAROOM}
    teas = [one for one in weeks.shop.book.all(StockAlert) if one.number in in_tearoom]
    assert teas
    assert {weeks.supplier_of(one) for one in teas} == {"TEAHOUSE"}


def in_the_end(weeks: Weeks) -> None:
    """Forecasts are kept, the house was told of its weeks, and book, ledger and sheet agree."""
    mugs = weeks.shop.book.get(Forecast, "MUG-BLU @ Main")
    assert mugs is not None
    assert 24 < mugs.mean < 36
    assert mugs.accuracy.origins >= 4
    reviews = list(weeks.shop.book.all(Review))
    decided = [one for one in reviews if one.status is ReviewStatus.DECIDED]
    assert any(line.item == "CUP" and line.is_accepted for one in decided for line in one.lines)
    assert weeks.ran["weekly_report"] == WEEKS
    check_invariants(weeks.shop.book)
    assert weeks.shop.differences() == []
