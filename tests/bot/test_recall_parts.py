"""A recall of more customers than one board takes, as people see it."""

import pytest

from bot.answering.going_on import go_on as keep_on
from bot.messages.message import Message
from bot.messages.recall_lists import recalls_listed
from bot.messages.recalls import recall_message
from bot.messages.refusals import refusal
from bot.messages.remarks import remark_line
from bot.messages.telling import Telling
from inventory.documents.recall import Recall
from inventory.documents.remark import RemarkKind
from inventory.order_errors import WrongStep
from inventory.recall_commands import CloseRecall, NotifyRecall
from inventory.recall_errors import ScopeUnclear
from inventory.recalling.parts import unfinished
from tests.bot.conftest import STOCK
from tests.bot.counter import a_shop
from tests.builders import receive
from tests.inventory.recalling.many_customers import a_lot_of, go_on, sell_to_many
from tests.inventory.recalling.recalls import asked, said_last, start


@pytest.fixture(scope="module")
def whole():
    desk = a_lot_of(1100)
    desk.handle(start("L7"))
    go_on(desk)
    return desk


@pytest.fixture
def desk():
    """The shop of the other tests, with a lot that 1,100 customers have got."""
    desk = a_shop()
    desk.handle(receive(3300, "JAM-STR", at="A-01", lot="L9"))
    sell_to_many(desk, "JAM-STR", "L9", 1100)
    return desk


def board(desk, number):
    return recall_message(desk.book.get(Recall, number), Telling(book=desk.book))


def words_of(error, desk):
    return Message((refusal(error, desk.book),)).text


def types(person, text):
    return person.types(STOCK, f"/inv {text}").message


def statuses(desk):
    return [one.status.value for one in desk.book.all(Recall)]


def test_the_first_board_tells_the_figures_of_all(whole):
    lines = board(whole, "RC-1").text.splitlines()

    assert lines[2:4] == [
        (
            "*Goes on in* RC-2 (100 customers not told yet): 1,100 customers in all. The figures here "
            "are of all boards together, the customers below those of this one."
        ),
        (
            "*Recovered:* 0 % ░░░░░░░░░░ 0 of 1,650 pieces back or destroyed; 1,650 still out with "
            "1,100 customers"
        ),
    ]
    assert "*1,000 customers, who has most first, 1 to 15:*" in lines
    assert lines[-1].startswith("*Managers:*") or lines[-1].endswith("Then go on with RC-2.")


def test_a_part_leads_to_the_first_and_is_not_ended_by_itself(whole):
    part = board(whole, "RC-2")

    assert part.text.splitlines()[2] == (
        "*Part of RC-1:* further customers of that recall, which holds the goods. Closing or lifting "
        "that one ends this board, too. Its board: `/inv recall RC-1`"
    )
    labels = [one.label for one in part.buttons]
    assert "Notify customers…" in labels
    assert not {"Add lots…", "Close…", "Lift…"} & set(labels)


def test_a_list_says_which_is_a_part_of_which(whole):
    told = recalls_listed(list(whole.book.open(Recall)), Telling(book=whole.book)).text

    assert "*RC-2* (part of RC-1) JAM-STR lot L7: " in told


def test_a_thread_hears_where_the_others_are():
    desk = a_lot_of(1100)
    desk.handle(start("L7"))
    before = board(desk, "RC-1").text
    go_on(desk)
    [(_, said)] = said_last(desk, RemarkKind.RECALL_CONTINUED)

    assert "100 more lines of customers and lots are about to go on a board of their own." in before
    assert Message((remark_line(said, Telling(book=desk.book)),)).text == (
        "One board does not take all who got some: 100 more customers on RC-2, with a thread of its "
        "own. The goods are all held here; whoever closes or lifts RC-1 ends both."
    )


def test_refusals_say_how_to_go_on(whole):
    early, wide = WrongStep("RC-1", "close", "not_listed"), ScopeUnclear("too_wide", "450")

    assert words_of(early, whole) == (
        "Cannot close RC-1: some of its customers are not listed yet. That is done by itself within "
        "minutes; look at its board, then try again."
    )
    assert words_of(wide, whole) == (
        "450 lots are more than one recall takes (300), so nothing is held yet. Recall them in "
        "several: by item, as in JAM-STR lots:L100..L399, or by days, as in supplier:FARM "
        "since:2026-10-01 until:2026-10-10. To hold a lot meanwhile: /inv hold with status:recalled."
    )


def test_a_recall_that_is_typed_lists_everybody_and_is_lifted_whole(desk, cleo):
    seen = types(cleo, "recall JAM-STR lot:L9 glass")
    assert "These are not all: 100 more lines of customers and lots go on boards" in seen.text

    told = cleo.clicks(seen, "Recall this lot", times=2).message.text
    assert "*Goes on in* RC-2 (100 customers not told yet)" in told
    assert [len(one.lines) for one in desk.book.all(Recall)] == [1000, 100]

    told = types(cleo, "recall RC-1 ack CUST-1098").text
    assert desk.book.get(Recall, "RC-2").lines[-1].acknowledged_on, told

    types(cleo, "recall RC-2 lift another lot")
    assert statuses(desk) == ["lifted", "lifted"]


def test_a_journal_that_is_away_leaves_the_rest_to_the_job():
    desk = a_lot_of(1100)
    command = start("L7")
    done = desk.handle(command)
    desk.is_available = False
    keep_on(desk, command, done)
    assert unfinished(desk.book) == ("RC-1",)

    desk.is_available = True
    keep_on(desk, command, done)
    keep_on(desk, command, done)
    assert [len(one.lines) for one in desk.book.all(Recall)] == [1000, 100]


def test_what_is_left_is_said_board_by_board(whole):
    desk = whole.copied()
    desk.handle(asked(NotifyRecall, "RC-2", customer="CUST-1098", how="told"))
    assert "99 customers not told yet" in board(desk, "RC-1").text

    desk.handle(asked(CloseRecall, "RC-1", reason="eaten"))
    go_on(desk)
    assert "*Goes on in* RC-2: 1,100 customers in all." in board(desk, "RC-1").text
    assert board(desk, "RC-2").text.splitlines()[2] == (
        "*Part of RC-1:* further customers of that recall, which holds the goods. Its board: "
        "`/inv recall RC-1`"
    )
