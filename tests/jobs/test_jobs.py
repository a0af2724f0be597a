"""What each job does through the desk."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.count_commands import ScheduleCounts
from inventory.counting.classes import classes_now
from inventory.counting.turns_today import turns_today
from inventory.documents.cycle_count import CycleCount
from inventory.documents.order import Order
from inventory.documents.recall import Recall
from inventory.documents.replenishment import Proposal
from inventory.documents.stock_alert import Digest, StockAlert
from inventory.errors import NothingChanged
from inventory.journey_commands import RecordProgress
from inventory.planning.running import computed
from inventory.planning_commands import Seen
from inventory.replenishing.costs import last_costs
from inventory.warning import ManagersWarning
from jobs.alerts import run_alerts, run_alerts_daily
from jobs.job import Occasion
from jobs.recalls import run_recall_parts, run_recalls
from jobs.runner import JobRunner
from jobs.schedule import job_table
from tests.builders import (
    ANA,
    a_customer,
    a_desk,
    an_item,
    edit,
    open_stock,
    ordered,
    pick,
    place_order,
    receive,
    set_rule,
    ship,
)
from tests.inventory.recalling.many_customers import a_lot_of, go_on
from tests.inventory.recalling.recalls import lift, start
from tests.journeys import shipped
from tests.memory_desk import START, SettableClock
from tests.purchases import change, place
from tests.returns import announce, back


class Comparison:
    """Stands for the comparison of workbook and journal."""

    def __init__(self):
        self.differences = []

    def __call__(self):
        return self.differences


@pytest.fixture
def desk():
    low = an_item(minimum=Decimal(10), maximum=Decimal(40))
    return a_desk(low, stock=[(4, "MUG-BLU", "A-01")], clock=SettableClock())


@pytest.fixture
def comparison():
    return Comparison()


@pytest.fixture
def runner(desk, comparison):
    return a_worker(desk, comparison, "worker-1")


def a_worker(desk, comparison, holder):
    return JobRunner(
        job_table(
            verify=comparison,
            classify=lambda on: classes_now(desk.book, desk, on),
            costs=lambda: last_costs(desk.book, desk),
            compute=lambda book, on: computed(book, desk, on),
            see=lambda _on: (),
            look_back=lambda *_: None,
        ),
        desk=desk,
        runs=desk,
        lease=desk,
        clock=desk.clock,
        holder=holder,
    )


def test_the_alerts_job_tells_once(desk, runner):
    runner.run_now("alerts")
    desk.clock.advance(hours=1)
    assert runner.run_now("alerts") == "nothing changed"
    assert [(a.number, a.item) for a in desk.book.all(StockAlert)] == [("AL-1", "MUG-BLU")]


def test_an_alert_is_over_when_the_goods_are_there(desk, runner):
    runner.run_now("alerts")
    desk.handle(receive(24, at="A-01"))
    desk.clock.advance(hours=1)
    runner.run_now("alerts")
    assert [a.status.value for a in desk.book.all(StockAlert)] == ["resolved"]


def test_of_two_workers_one_tells_what_is_wrong(desk, runner, comparison):
    other = a_worker(desk, comparison, "worker-2")
    desk.clock.advance(hours=1)
    assert "alerts" in runner.run_due()
    runner.stop()
    assert "alerts" not in other.run_due()
    assert other.run_now("alerts") == "nothing changed"
    assert [digest.number for digest in desk.book.all(Digest)] == ["DG-1"]


def test_the_daily_job_tells_what_was_seen_of_demand(desk):
    stop = Seen(about="demand_stop", item="MUG-RED", before=Decimal(9), after=Decimal(0))
    desk.handle(edit(an_item("MUG-RED")))
    occasion = Occasion(job="alerts_daily", slot="2026-11-23", at=START, on=START.date())
    run_alerts_daily(desk, occasion, see=lambda _on: [stop])
    kinds = [alert.about.value for alert in desk.book.all(StockAlert)]
    assert kinds == ["low", "demand_stop"]


def test_what_one_transaction_has_no_room_for_ends_in_the_next_of_the_same_run(desk):
    for number in range(501):
        desk.handle(edit(an_item(f"CUP-{number:03}", minimum=Decimal(1))))
    days = [Occasion(job="alerts", slot=str(n), at=START, on=START.date()) for n in range(7)]
    for occasion in days[:6]:
        run_alerts(desk, occasion)
    assert len(list(desk.book.open(StockAlert))) == 502
    for number in range(501):
        desk.handle(edit(an_item(f"CUP-{number:03}")))
    assert len(run_alerts(desk, days[6]).split(",")) == 2
    assert [alert.item for alert in desk.book.open(StockAlert)] == ["MUG-BLU"]


def test_the_reorder_job_proposes_once(desk, runner):
    runner.run_now("reorder")
    desk.clock.advance(days=1)
    assert runner.run_now("reorder") == "nothing changed"
    assert [p.lines[0].quantity for p in desk.book.all(Proposal)] == [36]


def test_a_run_that_is_repeated_for_its_slot_posts_nothing_new(desk, runner):
    desk.clock.advance(hours=1)  # 09:00
    assert "alerts" in runner.run_due()
    token = desk.acquire("jobs", "worker-1", 600)
    assert not desk.claim("alerts", "2026-11-23T09", token)
    before = desk.last_sequence()
    runner.run_due()
    assert desk.last_sequence() == before


def test_what_has_come_in_is_kept_for_who_waits(desk, runner):
    desk.handle(edit(a_customer()))
    desk.handle(place_order((10, "MUG-BLU")))
    assert runner.run_now("reserve") == "nothing changed"
    desk.handle(receive(24, at="A-02"))
    desk.clock.advance(minutes=15)
    runner.run_now("reserve")
    assert desk.book.get(Order, "SO-1").lines[0].reserved == 10
    desk.clock.advance(minutes=15)
    assert runner.run_now("reserve") == "nothing changed"


def test_a_late_shipment_is_said_and_the_warning_ends_by_itself(desk, runner):
    desk.handle(edit(a_customer()))
    shipped(desk, (4, "MUG-BLU"), promised_on=date(2026, 11, 24))
    assert runner.run_now("shipments") == "nothing changed"
    desk.clock.advance(days=2)
    runner.run_now("shipments")
    [warning] = desk.book.all(ManagersWarning)
    assert (warning.headline, warning.is_open) == ("1 shipment needs somebody to look.", True)

    desk.handle(ordered(RecordProgress, "SH-1", event="delivered", when=desk.clock()))
    desk.clock.advance(days=1)
    runner.run_now("shipments")
    assert [w.is_open for w in desk.book.all(ManagersWarning)] == [False]


def test_a_late_purchase_order_is_said_and_the_warning_ends_by_itself(desk, runner):
    desk.handle(place(supplier="", expected_on=date(2026, 11, 24)))
    assert runner.run_now("purchases") == "nothing changed"
    desk.clock.advance(days=2)
    runner.run_now("purchases")
    [warning] = desk.book.all(ManagersWarning)
    assert (warning.headline, warning.is_open) == ("1 purchase order is late.", True)

    desk.handle(change(expected_on=date(2026, 12, 1)))
    desk.clock.advance(days=1)
    runner.run_now("purchases")
    assert [w.is_open for w in desk.book.all(ManagersWarning)] == [False]


def test_a_return_that_does_not_come_is_said(desk, runner):
    desk.handle(announce(back(1, order="")))
    assert runner.run_now("returns") == "nothing changed"
    desk.clock.advance(days=20)
    runner.run_now("returns")
    [warning] = desk.book.all(ManagersWarning)
    assert (warning.topic, warning.is_open) == ("returns", True)


def test_a_recall_that_is_not_over_is_said_and_the_warning_ends_by_itself(runner, desk):
    desk.handle(edit(an_item("JAM-STR", is_lot_tracked=True)))
    desk.handle(receive(5, "JAM-STR", at="A-01", lot="L7"))
    desk.handle(pick(2, "JAM-STR", at="A-01", lot="L7"))
    desk.handle(ship(2, "JAM-STR", lot="L7", customer="CAFE-SOL"))
    assert runner.run_now("recalls") == "nothing changed"
    desk.handle(start("L7"))
    desk.clock.advance(days=1)
    runner.run_now("recalls")
    [warning] = desk.book.all(ManagersWarning)
    assert (warning.headline, warning.is_open) == ("1 recall is not over.", True)

    desk.handle(lift(when=desk.clock()))
    desk.clock.advance(days=1)
    runner.run_now("recalls")
    assert [w.is_open for w in desk.book.all(ManagersWarning)] == [False]


def test_a_recall_that_was_cut_short_by_a_crash_is_gone_on_with(runner, desk):
    assert runner.run_now("recall_parts") == "nothing changed"
    sold = a_lot_of(1100)
    sold.handle(start("L7"))
    once = Occasion(job="recall_parts", slot="08:15", at=START, on=START.date())

    assert run_recall_parts(sold, once) == f"posted TX-{sold.last_sequence()}"
    assert [len(one.lines) for one in sold.book.all(Recall)] == [1000, 100]
    with pytest.raises(NothingChanged):
        run_recall_parts(sold, once)


def test_customers_of_every_board_of_a_recall_are_named_on_one_day():
    desk = a_lot_of(1100)
    desk.handle(start("L7"))
    go_on(desk)
    before = desk.last_sequence()
    once = Occasion(job="recalls", slot="2026-11-23", at=START, on=START.date())

    assert run_recalls(desk, once) == f"posted TX-{before + 1}, TX-{before + 2}"
    assert run_recalls(desk, once) == f"posted TX-{before + 1}, TX-{before + 2}"
    assert all(line.named_on for one in desk.book.all(Recall) for line in one.lines)


def test_verify_warns_of_differences_and_ends_the_warning_when_clean(desk, runner, comparison):
    comparison.differences = ["Stock!C4 says 5, the journal says 4"]
    runner.run_now("verify")
    warning = next(desk.book.all(ManagersWarning))
    assert warning.headline == "The workbook and the journal differ in 1 place."
    assert warning.lines == ("Stock!C4 says 5, the journal says 4",)
    comparison.differences = []
    desk.clock.advance(days=1)
    runner.run_now("verify")
    assert [w.is_open for w in desk.book.all(ManagersWarning)] == [False]


def test_verify_says_nothing_while_all_is_well(desk, runner):
    assert runner.run_now("verify") == "nothing changed"
    assert list(desk.book.all(ManagersWarning)) == []


def test_a_long_list_of_differences_is_cut_and_counted(desk, runner, comparison):
    comparison.differences = [f"Ledger row {row} differs" for row in range(1, 31)]
    runner.run_now("verify")
    warning = next(desk.book.all(ManagersWarning))
    assert warning.headline == "The workbook and the journal differ in 30 places."
    assert (len(warning.lines), warning.lines[-1]) == (20, "Ledger row 20 differs")


def test_the_counts_of_a_day_are_planned_once_by_two_workers(desk, runner, comparison):
    desk.handle(edit(ANA.model_copy(update={"is_counter": True})))
    desk.handle(set_rule("count_days_c", 1))
    other = a_worker(desk, comparison, "worker-2")
    assert runner.run_now("counts").startswith("posted")
    desk.clock.advance(minutes=1)
    assert other.run_now("counts") == "nothing changed"
    [count] = desk.book.all(CycleCount)
    assert (count.counter, count.source, count.due_on) == ("U0ANA", "schedule", date(2026, 11, 23))


def test_a_morning_that_is_repeated_is_the_same_although_more_was_sold(desk):
    desk.handle(edit(ANA.model_copy(update={"is_counter": True})))
    desk.handle(set_rule("count_days_c", 1))
    asked = {"key": "job:counts:2026-11-23", "actor": "job:counts", "on": date(2026, 11, 23)}
    turns = turns_today(desk.book, {}, date(2026, 11, 23))
    first = desk.handle(ScheduleCounts(at=desk.clock(), turns=turns.keys, **asked))
    again = ScheduleCounts(at=desk.clock.advance(hours=1), turns=turns.keys[:1], **asked)
    assert desk.handle(again).is_repeat
    assert first.transaction.changes


def test_no_counts_are_planned_where_nobody_is_ticked(desk, runner):
    assert runner.run_now("counts") == "nothing changed"


def test_what_sells_most_is_counted_most_often(desk, runner):
    desk.handle(edit(ANA.model_copy(update={"is_counter": True})))
    desk.handle(set_rule("count_days_a", 1))
    desk.handle(open_stock(9, "TEE-BLK-M", at="A-02"))
    desk.handle(open_stock(4, at="PACK"))
    desk.handle(ship(4, at="PACK"))
    runner.run_now("counts")
    [count] = desk.book.all(CycleCount)
    assert [line.item for line in count.lines] == ["MUG-BLU"]
