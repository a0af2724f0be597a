"""What comes back without a name counts as back, until somebody says whose it is."""

from datetime import timedelta
from decimal import Decimal

import pytest

from inventory.base_command import Amount
from inventory.documents.recall import RecallStatus
from inventory.documents.recall_line import Balance
from inventory.documents.remark import RemarkKind
from inventory.errors import MissingPart, NothingChanged, NotPositive, UndoRefused
from inventory.order_errors import UnknownLine, WrongStep
from inventory.recall_commands import CloseRecall, NameReturned, RemindRecalls
from inventory.recall_errors import BeyondOutstanding, BeyondUnnamed, NotOnRecall
from tests.builders import fresh_key, receive, refusal_of, return_stock, undo
from tests.inventory.recalling.many_customers import a_lot_of, go_on
from tests.inventory.recalling.recalls import (
    JAM,
    SET,
    a_jam_house,
    asked,
    figures,
    lift,
    said_last,
    scrap_all,
    sell,
    start,
    the_recall,
)
from tests.memory_desk import START, MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    """CAFE-SOL has 4 jars and 2 sets, BISTRO 3 jars; two jars are back without a name."""
    desk = a_jam_house()
    desk.handle(start("L7"))
    desk.handle(return_stock(2, JAM, lot="L7"))
    return desk


def name(customer, quantity=None, number="RC-1", **parts):
    amount = None if quantity is None else Amount(number=Decimal(quantity))
    parts.setdefault("by", "U0ANA")
    return asked(NameReturned, number, customer=customer, amount=amount, **parts)


def test_it_counts_as_recovered_and_so_much_less_is_out(desk):
    found = the_recall(desk).balance

    assert found == Balance(shipped=9, recovered=0, unnamed=2, outstanding=7, written_off=0)
    assert found.percent == 22


def test_it_is_credited_to_the_customer_who_is_named(desk):
    desk.handle(name("bistro"))

    assert figures(the_recall(desk)) == [
        "CAFE-SOL JAM-STR L7 4: 0 back, 0 destroyed",
        "CAFE-SOL GIFT-SET S1 2: 0 back, 0 destroyed",
        "BISTRO JAM-STR L7 3: 2 back, 0 destroyed",
        " JAM-STR L7 0: 0 back, 0 destroyed",
    ]
    assert the_recall(desk).lines[2].returned_on == START.date()
    assert the_recall(desk).balance == Balance(9, 2, 0, 7, 0)
    [(thread, said)] = said_last(desk, RemarkKind.RECALL_NAMED)
    assert (thread, said.other, said.quantity) == ("RC-1", "BISTRO", 2)


def test_a_part_of_it_may_be_of_each(desk):
    desk.handle(name("CAFE-SOL", 1))
    desk.handle(name("BISTRO", 1))

    assert [line.returned for line in the_recall(desk).lines] == [1, 0, 1, 0]


def test_once_all_is_back_a_recall_ends_without_a_reason_though_nobody_knows_of_whom(desk):
    desk.handle(return_stock(5, JAM, lot="L7"))
    desk.handle(return_stock(2, SET, lot="S1"))
    assert the_recall(desk).recovered_percent == 100
    scrap_all(desk)
    desk.handle(asked(CloseRecall, "RC-1"))

    assert the_recall(desk).balance == Balance(9, 2, 7, 0, 0)


def test_goods_of_one_lot_make_up_for_none_of_another():
    desk = a_jam_house()
    sell(desk, 2, JAM, "L8", "BISTRO", "A-02")
    sell(desk, 2, JAM, "L8", "CAFE-SOL", "A-02")
    desk.handle(start("L7", "L8"))
    desk.handle(return_stock(4, JAM, lot="L8"))

    assert the_recall(desk).balance == Balance(13, 0, 4, 9, 0)


def test_more_than_anybody_had_makes_up_for_no_more_than_is_missing(desk):
    line = the_recall(desk).lines[-1].model_copy(update={"returned": Decimal(20)})

    assert the_recall(desk).with_line(line).balance == Balance(9, 0, 7, 2, 0)


def test_nobody_is_named_to_be_asked_once_nothing_is_out(desk):
    desk.handle(return_stock(5, JAM, lot="L7"))
    desk.handle(return_stock(2, SET, lot="S1"))
    later = START + timedelta(days=9)
    remind = RemindRecalls(key=fresh_key(), actor="job:recalls", at=later, on=later.date())

    assert isinstance(refusal_of(desk, remind), NothingChanged)


@pytest.mark.parametrize(
    ("command", "refused"),
    [
        (name("BISTRO", 5), BeyondUnnamed("RC-1", JAM, Decimal(5), Decimal(2))),
        (name("BISTRO", 0), NotPositive(verb="recall", item=JAM, number=Decimal(0))),
        (name("HOTEL"), NotOnRecall("RC-1", "HOTEL", known=("CAFE-SOL", "BISTRO"))),
        (name("BISTRO", line=1), UnknownLine(number="RC-1", line=1)),
    ],
)
def test_what_cannot_be_is_refused(desk, command, refused):
    assert refusal_of(desk, command) == refused


def test_nobody_sends_back_more_than_they_had():
    desk = a_jam_house()
    desk.handle(start("L7"))
    desk.handle(return_stock(4, JAM, lot="L7"))

    refused = refusal_of(desk, name("BISTRO", 4))
    assert refused == BeyondOutstanding("RC-1", "BISTRO", JAM, Decimal(4), Decimal(3))
    desk.handle(name("BISTRO"))
    assert [line.returned for line in the_recall(desk).lines] == [0, 0, 3, 1]
    left = refusal_of(desk, name("BISTRO"))
    assert left == BeyondOutstanding("RC-1", "BISTRO", JAM, Decimal(1), Decimal(0))


def test_of_several_lots_a_quantity_needs_the_line():
    desk = a_jam_house()
    sell(desk, 2, SET, "S1", "BISTRO", "B-01")
    desk.handle(start("L7"))
    desk.handle(return_stock(2, JAM, lot="L7"))
    desk.handle(return_stock(1, SET, lot="S1"))

    assert refusal_of(desk, name("BISTRO", 1)) == MissingPart(verb="recall", part="line")
    desk.handle(name("BISTRO", 1, line=5))
    desk.handle(name("CAFE-SOL"))
    assert the_recall(desk).balance.unnamed == 0
    assert figures(the_recall(desk))[-2:] == [
        " JAM-STR L7 0: 0 back, 0 destroyed",
        " GIFT-SET S1 0: 0 back, 0 destroyed",
    ]


def test_once_everything_is_named_there_is_nothing_to_do(desk):
    desk.handle(name("BISTRO"))

    refused = refusal_of(desk, name("CAFE-SOL"))
    assert refused == NothingChanged(what="all that came back for RC-1", state="named")


def test_it_is_said_of_a_closed_recall_and_less_was_given_up(desk):
    desk.handle(asked(CloseRecall, "RC-1", reason="enough"))
    assert the_recall(desk).balance == Balance(9, 0, 2, 0, 7)
    desk.handle(name("CAFE-SOL"))

    recall = the_recall(desk)
    assert (recall.status, recall.balance) == (RecallStatus.CLOSED, Balance(9, 2, 0, 0, 7))


def test_nothing_is_said_of_a_lifted_recall(desk):
    desk.handle(lift())

    assert isinstance(refusal_of(desk, name("BISTRO")), WrongStep)


def test_taken_back_it_is_of_nobody_known_again_whatever_was_noted_since(desk):
    named = desk.handle(name("BISTRO"))
    desk.handle(return_stock(1, JAM, lot="L7", document="SH-1"))
    desk.handle(undo(named.transaction.id))

    assert [line.returned for line in the_recall(desk).lines] == [1, 0, 0, 2]


def test_the_return_itself_is_not_taken_back_before_that(desk):
    came = f"TX-{desk.last_sequence()}"
    named = desk.handle(name("BISTRO"))

    refused = refusal_of(desk, undo(came))
    assert isinstance(refused, UndoRefused)
    assert (refused.problem, refused.by) == ("changed_since", "RC-1")
    desk.handle(undo(named.transaction.id))
    desk.handle(undo(came))
    assert the_recall(desk).balance == Balance(9, 0, 0, 9, 0)


def test_a_customer_on_a_part_is_credited_there():
    desk = a_lot_of(1002)
    desk.handle(start("L7"))
    go_on(desk)
    desk.handle(receive(1, JAM, at="A-01", lot="L9"))
    desk.handle(return_stock(1, JAM, lot="L7"))
    [part] = [line.customer for line in the_recall(desk, "RC-2").lines][:1]

    desk.handle(name(part, number="RC-2"))

    assert the_recall(desk, "RC-2").lines[0].returned == 1
    assert the_recall(desk).balance.unnamed == 0
