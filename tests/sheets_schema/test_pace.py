"""Turns: never so many that Google has to say no, and the loops that live by them."""

import threading

import pytest

from sheets_schema.errors import SchemaError
from sheets_schema.pace import Pace
from sheets_schema.verify import compare
from sheets_schema.writer import Outcome, WriteResult
from tests.builders import HOUSE, ITEMS, PEOPLE, edit, move, receive
from tests.sheets_schema.conftest import TOKEN, Office


class Stopwatch:
    """Seconds that pass only while somebody rests."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def rest(self, seconds: float) -> None:
        self.now += seconds


def test_no_minute_sees_more_than_48_writes() -> None:
    watch = Stopwatch()
    pace = Pace(elapsed=watch, rest=watch.rest)
    begun = []
    for _ in range(200):
        with pace.turn():
            begun.append(watch.now)
            watch.rest(0.2)

    worst = max(sum(1 for t in begun if start <= t < start + 60) for start in begun)
    assert worst == 48


def test_doubts_wait_longer_each_time_and_success_forgets_them() -> None:
    watch = Stopwatch()
    pace = Pace(elapsed=watch, rest=watch.rest)
    waits = []
    for _ in range(8):
        pace.back_off()
        waits.append(pace.wait_s())
        watch.rest(pace.wait_s())

    assert waits == [2.5, 5, 10, 20, 20, 20, 20, 20]
    pace.went_well()
    pace.back_off()
    assert pace.wait_s() == 2.5


def test_a_refusal_for_quota_lets_the_minute_pass() -> None:
    watch = Stopwatch()
    pace = Pace(elapsed=watch, rest=watch.rest)
    pace.hold_off_a_minute()

    assert (pace.wait_s(), pace.is_open) == (61, False)


def test_the_loop_writes_until_it_is_told_to_stop(office: Office) -> None:
    for row in (*HOUSE, *PEOPLE, *ITEMS):
        office.desk.handle(edit(row))
    office.desk.handle(receive(24, "MUG-BLU", at="A-01"))
    stop, reports = threading.Event(), []
    office.pace = Pace(0.01)
    office.writer = office.new_writer()
    loop = threading.Thread(target=office.writer.run, args=(stop, lambda: TOKEN, reports.append))
    loop.start()
    while (last := office.desk.last_batch(office.id)) is None or not last.is_confirmed:
        stop.wait(0.01)
    stop.set()
    loop.join(timeout=10)

    assert not loop.is_alive()
    assert reports == []
    assert office.tab("Stock!F2") == [[24]]


def test_the_loop_reports_a_workbook_it_may_not_write(office: Office) -> None:
    office.writer = office.new_writer("journal-2")
    stop, reports = threading.Event(), []

    def report(trouble: WriteResult | SchemaError) -> None:
        reports.append(type(trouble).__name__)
        stop.set()

    office.writer.run(stop, lambda: TOKEN, report)

    assert reports == ["WorkbookOwnedElsewhere"]


@pytest.mark.parametrize("kind", ["429", "502", "disconnect", "applied_then_dropped"])
@pytest.mark.parametrize("call", range(5))
def test_whichever_call_fails_sheet_and_journal_agree_in_the_end(
    office: Office, kind: str, call: int
) -> None:
    for row in (*HOUSE, *PEOPLE, *ITEMS):
        office.desk.handle(edit(row))
    office.fault(kind, "", skip=call)
    for quantity in (24, 6):
        office.desk.handle(receive(quantity, "MUG-BLU", at="A-01"))
        office.write()
    office.desk.handle(move(4, "MUG-BLU", at="A-01", to="A-02"))
    office.clock.advance(seconds=201)
    outcomes = [office.write().outcome for _ in range(12)]

    assert outcomes[-1] is Outcome.NOTHING
    assert compare(office.workbook, office.desk, office.desk, rest=office.rest) == []
