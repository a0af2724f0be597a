"""Several processes count, take back and recall the same at the same moment: one does it, once."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bincard.house_jobs import house_jobs
from bincard.settings import Settings
from inventory.billing.issued import IssuedCredit
from inventory.count_commands import MoveFound
from inventory.documents.approval import Approval
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.recall import Recall, RecallScope
from inventory.documents.rejection import Outlet
from inventory.documents.replenishment import Proposal
from inventory.documents.stock_alert import StockAlert
from inventory.inbound_commands import SettleRejection
from inventory.invariants import check_invariants
from inventory.ports import Medium
from inventory.recall_commands import (
    CloseRecall,
    LiftRecall,
    NotifyRecall,
    RecordRecallReply,
    StartRecall,
)
from inventory.stock_policy import AlertKind
from jobs.runner import JobRunner
from journal.opening import Journal, open_journal
from journal.recount import recount_differences
from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    a_customer,
    an_item,
    approve,
    edit,
    open_stock,
    ordered,
    set_rule,
)
from tests.inventory.counting.sheets import claim, enter, plan
from tests.journal.test_dock_at_once import outcomes
from tests.journal.test_several import EIGHT, at_once
from tests.journeys import SOL, shipped
from tests.memory_desk import START, SettableClock
from tests.returns import announce, back, inspect, make_good, receive_back


@pytest.fixture
def desks(database: str):
    """Eight journals on one database; three mugs and two jars of L7 have left with SO-1."""
    journals = [open_journal(database, "journal-1") for _ in EIGHT]
    first = journals[0]
    sol = a_customer(contact=first.contacts.put("CAFE-SOL", SOL))
    first.desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS, sol)])
    first.desk.handle(set_rule("count_tolerance", 1))
    first.desk.handle(open_stock(24, at="A-01"))
    first.desk.handle(open_stock(9, "JAM-STR", at="A-02", lot="L7"))
    shipped(first.desk, (3, "MUG-BLU", "4.99"), (2, "JAM-STR", "2.50"))
    yield journals
    for journal in journals:
        journal.close()


def test_every_step_of_a_count_is_taken_by_one_of_eight(desks: list[Journal]):
    desks[0].desk.handle(plan(bins=("A-01", "A-02"), by="U0MIA"))
    steps = (
        (claim, "NothingChanged"),
        (lambda: enter((7, "JAM-STR", "A-02", "L7")), "CountedAlready"),
        (lambda: enter((11, "MUG-BLU", "A-01")), "OtherCounterNeeded"),
        (lambda: enter((11, "MUG-BLU", "A-01"), by="U0BEN"), "CountTaken"),
        (lambda: enter((2, "MUG-BLU", "A-02")), "OtherCounterNeeded"),
        (approve, "AlreadyDecided"),
        (lambda: ordered(MoveFound, "CC-1", line=3, source="A-01"), "WrongStep"),
    )
    check(desks, steps)
    (count,) = desks[0].desk.book.all(CycleCount)
    assert len(list(desks[0].desk.book.all(Approval))) == 1
    assert desks[0].desk.book.on_hand("JAM-STR", "A-02", "L7") == 7
    assert not count.is_open


def test_every_step_of_a_return_is_taken_by_one_of_eight(desks: list[Journal]):
    steps = (
        (lambda: announce(back(3)), "BeyondShipped"),
        (receive_back, "NothingChanged"),
        (lambda: inspect("new", "restock", quantity=2, target="A-01"), "NothingToInspect"),
        (lambda: inspect("defective", "return_to_vendor", by="U0MIA"), "NothingToInspect"),
        (make_good, "NothingToMakeGood"),
        (lambda: ordered(SettleRejection, "RJ-1", outlet=Outlet.SCRAP, by="U0MIA"), "WrongStep"),
    )
    check(desks, steps)
    book = desks[0].desk.book
    assert len(list(book.all(CustomerReturn))) == 1
    assert [credit.net for credit in book.all(IssuedCredit)] == [Decimal("-14.97")]
    assert (book.on_hand("MUG-BLU", "A-01"), book.on_hand("MUG-BLU", "SCRAP")) == (23, 1)


@pytest.mark.parametrize("end", [CloseRecall, LiftRecall])
def test_every_step_of_a_recall_is_taken_by_one_of_eight(desks: list[Journal], end: Any):
    scope = RecallScope(item="JAM-STR", lots=("L7",))
    steps = (
        (lambda: ordered(StartRecall, scope=scope, reason="glass", by="U0MIA"), "AlreadyRecalled"),
        (lambda: ordered(NotifyRecall, "RC-1", by="U0MIA"), "NothingChanged"),
        (
            lambda: ordered(RecordRecallReply, "RC-1", customer="CAFE-SOL", is_all_destroyed=True),
            "NothingChanged",
        ),
        (lambda: ordered(end, "RC-1", reason="no glass", by="U0MIA"), "WrongStep"),
    )
    check(desks, steps)
    (recall,) = desks[0].desk.book.all(Recall)
    assert recall.lines[0].destroyed == 2
    assert len(desks[0].outbox.pending(100, Medium.MAIL)) == 1


def test_what_is_due_is_done_by_one_of_eight_workers_and_by_no_other_later(desks: list[Journal]):
    desks[0].desk.handle(edit(an_item(minimum=Decimal(40), maximum=Decimal(60), supplier="CLAYCO")))
    clock = SettableClock(START - timedelta(hours=3))
    workers = [a_worker(journal, clock, f"worker-{n}") for n, journal in enumerate(desks)]
    clock.advance(hours=4)

    ran = at_once(lambda number: workers[number].run_due())
    for worker in workers:
        worker.stop()
    later = at_once(lambda number: workers[number].run_due())

    (done,) = [jobs for jobs in ran if jobs]
    assert {"plan", "counts", "alerts_daily", "weekly_report", "reorder", "alerts"} <= set(done)
    assert later == [[]] * len(EIGHT)
    book = desks[0].desk.catch_up()
    assert [one.number for one in book.all(Proposal)] == ["RP-1"]
    assert [one.item for one in book.open(StockAlert) if one.about is AlertKind.LOW] == ["MUG-BLU"]


def a_worker(journal: Journal, clock: SettableClock, holder: str) -> JobRunner:
    jobs = [job for job in house_jobs(Settings(), journal) if job.id != "verify"]
    doors = {"runs": journal.job_runs, "lease": journal.lease}
    return JobRunner(jobs, desk=journal.desk, clock=clock, holder=holder, **doors)


def check(desks: list[Journal], steps: tuple) -> None:
    """Have eight take each step at once, and hold that the books of all are one book."""
    for step, refusal in steps:
        assert outcomes(desks, *(step() for _ in EIGHT)) == {"done": 1, refusal: 7}, refusal
    books = [journal.desk.catch_up() for journal in desks]
    for book in books:
        check_invariants(book)
        assert (book.stock, book.sequence) == (books[0].stock, books[0].sequence)
    assert recount_differences(desks[0].engine, books[0]) == []
