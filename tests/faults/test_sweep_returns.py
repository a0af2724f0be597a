"""Goods are counted, come back and are recalled while every operation outside the house fails once.

People do each step again until the book says that it is done. However it went, each document is there
once, each has one message, and the report of the recall came once.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from inventory.base_command import Line
from inventory.book import Book
from inventory.condition import Condition
from inventory.documents.count_scope import CountScope
from inventory.documents.customer_return import CustomerReturn, ReturnStatus
from inventory.documents.cycle_count import CountStatus, CycleCount
from inventory.documents.recall import Recall, RecallScope, RecallStatus
from inventory.people import IMPORT
from inventory.quantity import Amount
from inventory.return_commands import ReturnedLine
from tests.builders import an_item, edit, receive
from tests.faults.failing import Failure, counted, failing
from tests.faults.house import SCALE, SEED, STOCK, House, Town
from tests.faults.test_sweep_orders import Step, do, open_for_orders

TRIED = 25
"""Failures tried at scale 1."""

FOUND = (Line(item="MUG-BLU", amount=Amount(number=Decimal(9)), location="A-01"),)
SENT_BACK = (ReturnedLine(item="MUG-BLU", amount=Amount(number=Decimal(2))),)


def count_is(status: CountStatus) -> Callable[[Book], bool]:
    return lambda book: [one.status for one in book.all(CycleCount)] == [status]


def return_is(*statuses: ReturnStatus) -> Callable[[Book], bool]:
    return lambda book: any(one.status in statuses for one in book.all(CustomerReturn))


def recall_is(status: RecallStatus) -> Callable[[Book], bool]:
    return lambda book: [one.status for one in book.all(Recall)] == [status]


STEPS: Sequence[Step] = (
    (
        "plan_count",
        "U0CLEO",
        {"scope": CountScope(bins=("A-01",))},
        lambda book: book.get(CycleCount, "CC-1") is not None,
    ),
    ("enter_count", "U0ANA", {"number": "CC-1", "lines": FOUND}, count_is(CountStatus.RECOUNT)),
    ("enter_count", "U0BEN", {"number": "CC-1", "lines": FOUND}, count_is(CountStatus.APPROVAL)),
    (
        "decide_approval",
        "U0CLEO",
        {"number": "AP-1", "is_approved": True},
        count_is(CountStatus.DONE),
    ),
    ("announce_return", "U0ANA", {"lines": SENT_BACK}, return_is(ReturnStatus.EXPECTED)),
    ("receive_return", "U0BEN", {"number": "RMA-1"}, return_is(ReturnStatus.RECEIVED)),
    (
        "inspect_return",
        "U0BEN",
        {"number": "RMA-1", "condition": Condition.NEW, "target": "A-01"},
        return_is(ReturnStatus.INSPECTED, ReturnStatus.CLOSED),
    ),
    (
        "start_recall",
        "U0CLEO",
        {"scope": RecallScope(item="JAM-STR", lots=("L7",)), "reason": "glass"},
        recall_is(RecallStatus.OPEN),
    ),
    (
        "close_recall",
        "U0CLEO",
        {"number": "RC-1", "reason": "burned"},
        recall_is(RecallStatus.CLOSED),
    ),
)


def furnish(house: House) -> None:
    open_for_orders(house)
    house.journal.desk.handle(edit(an_item("JAM-STR", is_lot_tracked=True), by=IMPORT))
    house.journal.desk.handle(receive(5, "JAM-STR", at="A-02", lot="L7"))


def live(house: House) -> None:
    for kind, user, facts, is_done in STEPS:
        do(house, kind, user, facts, is_done)
        house.work_once()
    house.settle_doubts()


def test_counts_returns_and_recalls_are_told_once_whatever_fails(town: Town):
    with town.house() as house:
        furnish(house)
        with counted(house) as count_of:
            live(house)
        assert_once(house, "nothing failed")
    for failure in chosen(count_of.failures):
        with town.house() as house:
            furnish(house)
            with failing(house, failure):
                live(house)
            assert_once(house, f"seed {SEED}, {failure}")


def chosen(failures: Sequence[Failure]) -> Sequence[Failure]:
    most = min(len(failures), int(TRIED * SCALE))
    return random.Random(f"{SEED} returns").sample(failures, most)


def assert_once(house: House, why: str) -> None:
    book = house.journal.desk.catch_up()
    assert book.on_hand("MUG-BLU", "A-01") == 11, why
    assert [one.number for one in book.all(CycleCount)] == ["CC-1"], why
    assert [one.number for one in book.all(CustomerReturn)] == ["RMA-1"], why
    assert [one.number for one in book.all(Recall)] == ["RC-1"], why
    said = house.town.slack.messages(STOCK)
    for start in ("*Count CC-1*", "*Return RMA-1*", "*Recall RC-1*"):
        assert sum(one.text.startswith(start) for one in said) == 1, (why, start)
    files = Counter(file["name"] for one in said for file in one.raw.get("files", []))
    assert files == {"RC-1.pdf": 1}, why
    assert house.differences() == [], why
