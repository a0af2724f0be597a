"""A recall of more customers than one board takes: all is held at once, the others go on parts."""

from collections import Counter

import pytest

from inventory.documents.recall import Recall
from inventory.documents.remark import RemarkKind
from inventory.errors import NothingChanged, UndoRefused, UnknownTransaction
from inventory.lot import LotStatus
from inventory.order_errors import WrongStep
from inventory.recall_commands import (
    CloseRecall,
    ContinueRecall,
    NotifyRecall,
    RecordRecallReply,
    WidenRecall,
)
from inventory.recall_errors import StillOutside
from inventory.recalling.parts import part_naming, unfinished, whole_of
from inventory.recalling.report import recall_report
from inventory.warning import ManagersWarning
from tests.builders import pick, receive, refusal_of, return_stock, ship, undo
from tests.inventory.recalling.campaign import remind
from tests.inventory.recalling.many_customers import a_lot_of, go_on
from tests.inventory.recalling.recalls import JAM, asked, lift, said_last, start, the_recall
from tests.memory_desk import START, MemoryDesk

LISTED, ON_PART = ("CUST-1", "SH-2"), ("CUST-1098", "SH-1099")
"""Who has two jars is on RC-1; of those who have one, the last are on RC-2."""


@pytest.fixture
def desk() -> MemoryDesk:
    """RC-1 has been begun, and its process has died before it went on."""
    desk = a_lot_of(1100)
    desk.handle(start("L7"))
    return desk


@pytest.fixture
def whole(desk) -> MemoryDesk:
    go_on(desk)
    return desk


def back(desk: MemoryDesk, document: str = "") -> str:
    done = desk.handle(return_stock(1, JAM, lot="L7", document=document))
    return done.transaction.id


def returned(desk: MemoryDesk) -> list[int]:
    return [int(sum(line.returned for line in one.lines)) for one in desk.book.all(Recall)]


def statuses(desk: MemoryDesk) -> list[str]:
    return [one.status.value for one in desk.book.all(Recall)]


def test_every_lot_is_held_at_once_and_every_customer_listed_once():
    desk = a_lot_of(2500)
    desk.handle(start("L7"))
    assert desk.book.lot_status(JAM, "L7") is LotStatus.RECALLED
    assert (len(the_recall(desk).lines), the_recall(desk).unlisted) == (1000, 1500)

    go_on(desk)
    recalls = list(desk.book.all(Recall))
    customers = Counter(line.customer for one in recalls for line in one.lines)

    assert [(one.number, len(one.lines), one.part_of) for one in recalls] == [
        ("RC-1", 1000, ""),
        ("RC-2", 1000, "RC-1"),
        ("RC-3", 500, "RC-1"),
    ]
    assert (len(customers), set(customers.values())) == (2500, {1})
    assert {line.shipped for line in recalls[0].lines} == {2}
    assert whole_of(desk.book, recalls[0]).shipped == 3750
    assert [line.number for line in recalls[2].lines] == list(range(1, 501))


def test_a_board_says_where_its_further_customers_are(desk):
    desk.handle(asked(ContinueRecall, "RC-1"))
    [(thread, said)] = said_last(desk, RemarkKind.RECALL_CONTINUED)

    assert (thread, said.link, said.quantity) == ("RC-1", "RC-2", 100)
    assert the_recall(desk, "RC-2").reason == "glass"


def test_going_on_twice_lists_nobody_twice(desk):
    first = asked(ContinueRecall, "RC-1")
    desk.handle(first)

    assert desk.handle(first).is_repeat
    assert refusal_of(desk, asked(ContinueRecall, "RC-1")) == NothingChanged("RC-1", state="whole")
    assert refusal_of(desk, asked(ContinueRecall, "RC-2")) == NothingChanged("RC-1", state="whole")
    assert len(list(desk.book.all(Recall))) == 2


def test_a_recall_that_fits_has_no_parts(desk):
    desk = a_lot_of(10)
    desk.handle(start("L7"))

    assert unfinished(desk.book) == ()
    assert (the_recall(desk).unlisted, the_recall(desk).part_of) == (0, "")


def test_what_comes_back_counts_on_the_board_of_whoever_had_it(whole):
    back(whole, LISTED[1])
    taken = back(whole, ON_PART[1])
    [(thread, said)] = said_last(whole, RemarkKind.RECALL_CAME_BACK)

    assert (thread, said.other, returned(whole)) == ("RC-2", ON_PART[0], [1, 1])
    whole.handle(undo(taken))
    assert returned(whole) == [1, 0]


def test_what_comes_back_from_nobody_known_has_a_line_on_the_first_board(whole):
    back(whole)

    assert returned(whole) == [1, 0]
    assert (the_recall(whole).lines[-1].customer, the_recall(whole).lines[-1].shipped) == ("", 0)


def test_what_came_back_before_a_part_was_made_is_not_asked_for_again(desk):
    taken = back(desk, ON_PART[1])
    assert returned(desk) == [0]
    go_on(desk)
    assert not part_naming(desk.book, the_recall(desk), ON_PART[0]).part_of

    desk.handle(undo(taken))
    assert whole_of(desk.book, the_recall(desk)).shipped == 1650


def test_a_return_that_is_undone_before_its_part_is_made_is_listed_whole(desk):
    desk.handle(undo(back(desk, ON_PART[1])))
    go_on(desk)

    assert len(the_recall(desk, "RC-2").lines) == 100
    assert whole_of(desk.book, the_recall(desk)).shipped == 1650


def test_nothing_is_left_to_list_where_all_of_it_came_back(desk):
    for number in range(900, 1100, 2):
        back(desk, f"SH-{number + 1}")
    go_on(desk)

    assert [(one.number, one.unlisted) for one in desk.book.all(Recall)] == [("RC-1", 0)]


def test_the_steps_of_a_part_are_its_own(whole):
    whole.handle(asked(NotifyRecall, "RC-2", customer=ON_PART[0], how="told"))
    whole.handle(asked(RecordRecallReply, "RC-2", customer=ON_PART[0], is_all_destroyed=True))

    assert the_recall(whole, "RC-2").balance.recovered == 1
    assert part_naming(whole.book, the_recall(whole), "Cust-1098").number == "RC-2"
    assert part_naming(whole.book, the_recall(whole), "nobody").number == "RC-1"


@pytest.mark.parametrize("number", ["RC-1", "RC-2"])
def test_a_lift_lets_the_lots_go_and_ends_every_part(whole, number):
    whole.handle(lift(number))
    assert whole.book.lot_status(JAM, "L7") is LotStatus.APPROVED
    assert statuses(whole) == ["lifted", "open"]

    go_on(whole)
    assert statuses(whole) == ["lifted", "lifted"]
    assert the_recall(whole, "RC-2").ending == "another lot"


def test_a_recall_that_is_undone_is_lifted_with_its_parts(whole):
    begun = next(
        one for one in whole.entered_after(0, 50) if one.transaction.command.kind == "start_recall"
    )
    whole.handle(undo(begun.transaction.id, by="U0MIA"))
    go_on(whole)

    assert statuses(whole) == ["lifted", "lifted"]


def test_closing_names_what_is_out_on_every_board_and_ends_them_all(whole):
    refused = refusal_of(whole, asked(CloseRecall, "RC-2"))
    assert isinstance(refused, StillOutside)
    assert (refused.number, refused.outstanding, len(refused.customers)) == ("RC-1", 1650, 1100)

    whole.handle(asked(CloseRecall, "RC-1", reason="eaten"))
    go_on(whole)
    assert statuses(whole) == ["closed", "closed"]
    assert whole_of(whole.book, the_recall(whole)).outstanding == 0
    assert the_recall(whole, "RC-2").ending == "eaten"
    assert whole.book.lot_status(JAM, "L7") is LotStatus.RECALLED


def test_a_recall_is_not_closed_before_all_its_customers_are_listed(desk):
    refused = refusal_of(desk, asked(CloseRecall, "RC-1", reason="eaten"))

    assert refused == WrongStep("RC-1", "close", "not_listed")


def test_an_end_is_not_undone_once_parts_have_ended_with_it(whole):
    ended = whole.handle(asked(CloseRecall, "RC-1", reason="eaten")).transaction.id
    go_on(whole)
    last = whole.entered_after(whole.last_sequence() - 1, 1)[0].transaction.id

    refused = refusal_of(whole, undo(ended, by="U0MIA"))
    assert isinstance(refused, UndoRefused)
    assert (refused.by, refused.since) == ("RC-2", last)
    assert refusal_of(whole, undo(last, by="U0MIA")) == UnknownTransaction(last)


def test_an_end_is_undone_while_its_parts_stand(whole):
    ended = whole.handle(asked(CloseRecall, "RC-1", reason="eaten")).transaction.id
    whole.handle(undo(ended, by="U0MIA"))

    assert (statuses(whole), unfinished(whole.book)) == (["open", "open"], ())


def test_what_is_added_goes_on_a_part_where_the_board_is_full(whole):
    whole.handle(receive(9, JAM, at="A-02", lot="L8"))
    # L8 left before it is added: one jar to somebody who has none of L7
    whole.handle(pick(1, JAM, at="A-02", lot="L8"))
    whole.handle(ship(1, JAM, lot="L8", customer="HOTEL"))
    whole.handle(asked(WidenRecall, "RC-2", scope={"item": JAM, "lots": ("L8",)}))
    assert whole.book.lot_status(JAM, "L8") is LotStatus.RECALLED
    assert (len(the_recall(whole).lines), the_recall(whole).unlisted) == (1000, 1)

    go_on(whole)
    third = the_recall(whole, "RC-3")
    assert (third.part_of, [line.customer for line in third.lines]) == ("RC-1", ["HOTEL"])


def test_another_recall_that_takes_the_lot_over_lists_everybody(whole):
    whole.handle(receive(5, JAM, at="A-02", lot="L9"))
    whole.handle(start("L7", "L9", item=JAM, reason="label"))
    whole.handle(lift("RC-1"))
    go_on(whole)
    other = the_recall(whole, "RC-3")

    assert whole.book.lot(JAM, "L7").reason == "RC-3: label"
    assert len(whole_of(whole.book, other).customers) == 1100
    assert the_recall(whole, "RC-4").part_of == "RC-3"


def test_customers_of_every_board_are_named_some_boards_at_a_time(whole):
    whole.handle(remind(1))
    assert [line.named_on is not None for line in the_recall(whole, "RC-2").lines[:1]] == [False]

    whole.handle(remind(1))
    assert all(line.named_on for line in the_recall(whole, "RC-2").lines)
    assert isinstance(refusal_of(whole, remind(1)), NothingChanged)


def test_managers_hear_of_the_boards_whose_customers_still_have_some():
    desk = a_lot_of(1002)
    desk.handle(start("L7"))
    go_on(desk)
    for line in the_recall(desk, "RC-2").lines:
        reply = {"line": line.number, "is_all_destroyed": True}
        desk.handle(asked(RecordRecallReply, "RC-2", **reply))
    desk.handle(remind(1))

    [warning] = desk.book.open(ManagersWarning)
    assert [line.partition(" ")[0] for line in warning.lines] == ["RC-1"]


def test_the_report_of_the_first_has_the_customers_of_all(whole):
    report = recall_report(whole.book, the_recall(whole), on=START.date())

    assert len(report.rows) == 1100
    assert len(recall_report(whole.book, the_recall(whole, "RC-2"), on=START.date()).rows) == 100
