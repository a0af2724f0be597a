"""Returns by typing: announced, taken in, inspected, made good, ended; and bad goods in stock."""

from datetime import date

import pytest

from inventory.documents.customer_return import CustomerReturn, ReturnStatus
from inventory.documents.order import Order
from inventory.documents.rejection import Outlet, Rejection
from tests.bot.conftest import STOCK
from tests.bot.counter import a_sender
from tests.bot.returning import ReturnsCounter, a_shop_that_shipped
from tests.builders import set_rule
from tests.returns import announce, back, inspect, lines_of, receive_back, the_return


@pytest.fixture
def desk():
    return a_shop_that_shipped()


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return ReturnsCounter(desk, a_sender(desk, options, contacts), workspace)


def answer(person, text):
    return person.types(STOCK, text).text.splitlines()


def last(desk):
    return f"*TX-{desk.last_sequence()}*"


# -- announced ------------------------------------------------------------------------------------


def test_a_return_is_announced_by_a_line(desk, ana):
    said = answer(ana, '/return SO-1 2 MUG-BLU; 1 MUG-RED reason:"arrived broken" want:refund')
    assert said == [
        f"*Announced RMA-1* of SO-1: 2 lines. {last(desk)}",
        "*Return RMA-1* of CAFE-SOL: waiting for the goods",
        "1. 2 pieces of MUG-BLU Blue mug of SO-1, refund wanted: all to come",
        "2. 1 piece of MUG-RED Red mug of SO-1, refund wanted: all to come",
        "*Why:* arrived broken",
        "Announced by <@U0ANA> on Mon 2026-11-23",
        "Next: `/return RMA-1 arrived` once the goods are here.",
    ]


def test_one_without_an_order_names_its_customer(desk, ana):
    answer(ana, "/return new 2 ROPE-8 customer:CAFE-SOL")
    found = the_return(desk)
    assert (found.customer, found.orders, found.source) == ("CAFE-SOL", (), "form")


def test_a_whole_order_opens_its_form(ana):
    assert ana.types(STOCK, "/return so-1").view.title == "Return of SO-1"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "SO-1 9 MUG-BLU; 1 ROPE-8",
            [
                "*Nothing was posted:* 2 of 2 lines are wrong.",
                (
                    "*Line 1:* 9 pieces of MUG-BLU is more than may come back of SO-1: 3 were "
                    "shipped. Take 3, or have a manager say why it is taken (`override:goodwill`)."
                ),
                (
                    "*Line 2:* ROPE-8 did not leave with SO-1, which shipped MUG-BLU, MUG-RED. "
                    "Check the item and the order, or leave the order out."
                ),
            ],
        ),
        ("SO-9", ["There is no “SO-9”. Check the number."]),
        ("SO-9 2 MUG-BLU", ["There is no “SO-9”. Check the number."]),
        (
            "SO-1 2 MUG-BLU want:money",
            ["“money” is not on the list. Choose refund or replacement."],
        ),
        (
            "SO-1 2 MUG-BLU @A-01",
            [
                (
                    "To return has no use for a bin. It takes order, to, lot, reason, want, photo, "
                    "by, carrier, track, override and note."
                ),
                (
                    "Write it as `/return SO-7 2 MUG-BLU; 1 TEE-BLK-M SO-9 "
                    'reason:"arrived broken" want:refund`'
                ),
            ],
        ),
    ],
)
def test_what_cannot_come_back_is_refused_in_words(desk, ana, typed, told):
    assert answer(ana, f"/return {typed}") == told
    assert desk.book.get(CustomerReturn, "RMA-1") is None


def test_an_item_that_may_be_meant_is_a_button(desk, ana):
    said = ana.types(STOCK, "/return SO-1 2 MUG-BLU; 1 MUG-REDD")
    ana.clicks(said.message, "Return new 2 MUG-BLU SO-1 / 1 MUG-RED SO-1")
    assert [line.item for line in the_return(desk).lines] == ["MUG-BLU", "MUG-RED"]


def test_a_manager_takes_more_for_a_reason_and_it_is_told(desk, cleo, counter):
    answer(cleo, '/return SO-1 4 MUG-BLU override:"goodwill"')
    assert "*Taken all the same:* “goodwill”, says <@U0CLEO>" in counter.returned().text


def test_what_left_long_ago_is_refused(desk, ana):
    desk.handle(set_rule("return_days", 5))
    desk.clock.advance(days=9)
    assert answer(ana, "/return SO-1 1 MUG-BLU") == [
        (
            "MUG-BLU of SO-1 left on Mon 2026-11-23 and could come back for 5 days, until Sat "
            "2026-11-28. To take it, have a manager say why it is taken (`override:goodwill`)."
        )
    ]


# -- taken in and inspected -----------------------------------------------------------------------


def test_it_is_shown_taken_in_and_inspected_by_lines(desk, ana, counter):
    desk.handle(announce(back(2), back(1, "MUG-RED")))
    assert answer(ana, "/return RMA-1")[-1].startswith("Next: `/return RMA-1 arrived`")

    assert answer(ana, "/return rma-1 arrived line:1 good:1") == [
        f"*Took in 1 piece of MUG-BLU of RMA-1*. RET: 0 → 1. {last(desk)}",
        "Next: `/return RMA-1 inspect line:1 new` for what has come.",
    ]
    answer(ana, "/return RMA-1 arrived")
    assert lines_of(desk) == [("MUG-BLU", "", 2, 2, 0, 2), ("MUG-RED", "", 1, 1, 0, 1)]

    assert answer(ana, '/return RMA-1 inspect line:1 1 damaged note:"chipped"') == [
        f"*Inspected 1 piece of MUG-BLU of RMA-1: damaged → scrap*. RET: 2 → 1. {last(desk)}",
        "“chipped”",
        "Next: `/return RMA-1 inspect line:1 new` or the condition it is in.",
    ]
    assert answer(ana, "/return RMA-1 inspect line:2 defective")[:3] == [
        (
            "*Inspected 1 piece of MUG-RED of RMA-1: defective → back to the supplier*. "
            f"RET: 1 → 0, HOLD: 0 → 1. {last(desk)}"
        ),
        "Rejected as *RJ-1*: 1 piece of MUG-RED, defective",
        "Next: `/return RMA-1 inspect line:1 new` or the condition it is in.",
    ]
    answer(ana, "/return RMA-1 inspect new @B-01")
    assert desk.book.on_hand("MUG-BLU", "B-01") == 21
    assert the_return(desk).status is ReturnStatus.INSPECTED
    assert counter.said_of()[-1].startswith("RMA-1: 1 piece of MUG-BLU found new, back to stock")


def test_goods_that_nobody_announced_come_besides(desk, ana):
    desk.handle(announce(back(2)))
    answer(ana, "/return RMA-1 arrived 1 MUG-BLU; 2 MUG-RED")
    assert lines_of(desk) == [("MUG-BLU", "", 2, 1, 0, 1), ("MUG-RED", "", 0, 2, 0, 2)]


def test_what_was_taken_in_is_taken_back_by_a_button(desk, ana):
    desk.handle(announce(back(2)))
    ana.clicks(ana.types(STOCK, "/return RMA-1 arrived").message, "Undo")
    assert lines_of(desk) == [("MUG-BLU", "", 2, 0, 0, 0)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("arrived line:7 1", "RMA-1 has no line 7. Look at its message for the numbers."),
        ("inspect 9 new", "2 pieces of RMA-1 line 1 wait to be inspected, not 9. Say 2 or less."),
        (
            "inspect damaged restock",
            (
                "MUG-BLU that is damaged cannot be restocked. It can be refurbished, put into "
                "quarantine, scrapped or sent back to the supplier."
            ),
        ),
        (
            "inspect opened restock",
            (
                "To restock what is not meant to be restocked takes the role manager; you have the "
                "role operator. Ask <@U0CLEO>."
            ),
        ),
        (
            "inspect shiny",
            (
                "“shiny” is no condition: it can be new, opened, damaged, defective, wrong item or "
                "expired."
            ),
        ),
        (
            "blah",
            "“blah” is no step: it can be arrived, inspect, refund, replace, close or cancel.",
        ),
        ("cancel", "Say why after RMA-1."),
        ("refund", "To refund or replace returned goods takes the role manager;"),
        (
            "close they keep it",
            "Cannot close RMA-1: goods of it wait to be inspected. Inspect them first, then close it.",
        ),
        (
            "cancel they keep it",
            "Cannot cancel RMA-1: goods of it wait to be inspected. Inspect them, then close it.",
        ),
    ],
)
def test_a_step_that_cannot_be_is_refused_in_words(desk, ana, typed, told):
    desk.handle(announce(back(2)))
    desk.handle(receive_back())
    before = desk.last_sequence()
    assert answer(ana, f"/return RMA-1 {typed}")[0].startswith(told)
    assert desk.last_sequence() == before


def test_without_a_condition_it_is_asked_for(desk, ana):
    desk.handle(announce(back(2)))
    desk.handle(receive_back())
    assert answer(ana, "/return RMA-1 inspect line:1")[-1] == (
        "Say in which condition (new, opened, damaged, defective, wrong item, expired), as in "
        "`/return RMA-1 inspect line:1 2 damaged`."
    )


# -- made good and ended --------------------------------------------------------------------------


def an_inspected_return(desk):
    desk.handle(announce(back(2, remedy="refund"), back(1, "MUG-RED", remedy="replacement")))
    desk.handle(receive_back())
    desk.handle(inspect("damaged", line=1))
    desk.handle(inspect("new", line=2))


def test_it_is_refunded_and_replaced(desk, cleo, counter):
    an_inspected_return(desk)
    assert answer(cleo, "/return RMA-1 refund line:1")[0] == (
        f"*Refunded RMA-1* with CN-1 (9.98 EUR). {last(desk)}"
    )
    assert answer(cleo, "/return RMA-1 replace")[0] == (
        f"*Replaced RMA-1* with SO-2: inspected → closed. {last(desk)}"
    )
    told = counter.returned().text.splitlines()
    assert told[0] == "*Return RMA-1* of CAFE-SOL: closed"
    assert "*Refunded by:* CN-1" in told
    assert "*Replaced by:* SO-2" in told
    assert desk.book.get(Order, "SO-2").lines[0].item == "MUG-RED"
    assert "Credit note of SH-1." in [one.text for one in counter.thread()]


def test_it_is_closed_with_what_was_not_made_good(desk, ana, counter):
    an_inspected_return(desk)
    answer(ana, "/return RMA-1 close they were paid in cash")
    assert the_return(desk).status is ReturnStatus.CLOSED
    assert "“they were paid in cash”" in counter.said_of()[-1]


def test_what_will_not_come_is_cancelled_and_its_order_hears_of_it(desk, ana, counter):
    desk.handle(announce(back(2)))
    answer(ana, "/return RMA-1 cancel they keep it")
    assert counter.returned().text.splitlines()[:2] == [
        "*Return RMA-1* of CAFE-SOL: cancelled",
        "1. 2 pieces of MUG-BLU Blue mug of SO-1: nothing has come",
    ]
    assert counter.order().text.splitlines()[1].endswith("all shipped")
    assert "will not come back" in counter.thread()[-1].text


# -- lists, and goods that just came --------------------------------------------------------------


def test_open_returns_are_listed_by_what_they_wait_for(desk, ana):
    assert answer(ana, "/inv returns") == ["No return is open."]
    desk.handle(announce(back(1)))
    desk.handle(announce(back(2)))
    desk.handle(receive_back("RMA-2"))
    assert answer(ana, "/inv returns") == [
        "*2 returns open, the oldest first:*",
        "To be inspected:",
        ("*RMA-2* CAFE-SOL, SO-1: 2 to be inspected (2 pieces of MUG-BLU), since Mon 2026-11-23"),
        "Waiting for the goods:",
        "*RMA-1* CAFE-SOL, SO-1: waiting for the goods (1 piece of MUG-BLU), since Mon 2026-11-23",
    ]
    assert answer(ana, "/inv returns BAR-LUNA") == ["No return of BAR-LUNA is open."]


def test_the_list_names_what_waits_of_a_return_and_how_long_it_has(desk, ana):
    lines = back(2, remedy="refund"), back(1, "MUG-RED")
    desk.handle(announce(*lines, expected_on=date(2026, 11, 24)))
    desk.handle(receive_back(quantities={1: 2}))
    desk.handle(inspect("new", line=1))
    desk.clock.advance(days=3)
    assert answer(ana, "/inv returns") == [
        "*1 return open, the oldest first:*",
        "Waiting for the goods:",
        (
            "*RMA-1* CAFE-SOL, SO-1: 2 of 3 have come (1 piece of MUG-RED), since Mon 2026-11-23, "
            "3 days ago; late, expected by Tue 2026-11-24"
        ),
    ]
    desk.handle(receive_back())
    desk.handle(inspect("new", line=2))
    assert answer(ana, "/inv returns")[1:] == [
        "To be refunded, replaced or closed:",
        (
            "*RMA-1* CAFE-SOL, SO-1: inspected, to be refunded (2 pieces of MUG-BLU, 1 piece of "
            "MUG-RED), since Mon 2026-11-23, 3 days ago"
        ),
    ]


def test_what_was_closed_or_cancelled_by_mistake_is_taken_back(desk, ana):
    desk.handle(announce(back(2)))
    for ends in ("cancel wrong number", "close wrong number"):
        ended = ana.types(STOCK, f"/return RMA-1 {ends}")
        assert not the_return(desk).is_open
        taken_back = f"TX-{desk.last_sequence()}"
        assert f"Undo {taken_back}" in str(ended.raw)
        answer(ana, f"/inv undo {taken_back}")
        assert the_return(desk).status is ReturnStatus.EXPECTED


def test_a_replacement_says_in_the_place_of_which_return_it_is(desk, ana, cleo, counter):
    an_inspected_return(desk)
    answer(cleo, "/return RMA-1 replace line:2")
    placed = counter.order("SO-2").text.splitlines()[-1]
    assert placed == "Placed by <@U0CLEO> on Mon 2026-11-23, in the place of RMA-1"


def test_more_than_is_left_is_not_refunded(desk, cleo):
    an_inspected_return(desk)
    assert answer(cleo, "/return RMA-1 refund line:1 3") == [
        "2 pieces of MUG-BLU are left to refund or replace on RMA-1 line 1, not 3. Say 2 or less."
    ]


def test_what_comes_back_is_not_put_into_a_bin_before_it_is_inspected(desk, ana):
    desk.handle(announce(back(2)))
    assert answer(ana, "/return RMA-1 arrived @A-01") == [
        (
            "What comes back is inspected before it goes to A-01, which is a storage place. Leave the "
            "place out, or name one for returns."
        )
    ]


def test_rejected_goods_are_settled_in_the_words_of_their_inspection(desk, ana):
    desk.handle(announce(back(2)))
    desk.handle(receive_back())
    desk.handle(inspect("opened", quantity=1))
    desk.handle(inspect("defective"))
    assert answer(ana, "/inv settle RJ-1 refurbished @A-01")[0].endswith(last(desk))
    assert answer(ana, "/inv settle RJ-2 vendor")[0].endswith(last(desk))
    assert list(desk.book.open(Rejection)) == []


def test_what_just_came_is_a_return_all_the_same(desk, ana, cleo):
    assert answer(ana, "/return 1 MUG-BLU condition:opened order:SO-1") == [
        f"*Returned 1 piece of MUG-BLU*. RET: 0 → 1. {last(desk)}",
        "Noted as return *RMA-1* of SO-1: 1 to be inspected.",
    ]
    too_much = "/return 3 MUG-BLU condition:opened order:SO-1"
    assert "is more than may come back of SO-1" in answer(ana, too_much)[0]
    assert answer(cleo, f"{too_much} override:goodwill")[0].startswith("*Returned 3 pieces")
    assert the_return(desk, "RMA-2").override == "goodwill"


def test_bad_goods_are_taken_out_of_stock_for_their_supplier(desk, ana, counter):
    assert answer(ana, '/inv reject 5 MUG-BLU @A-01 reason:defective note:"handles off"') == [
        f"*Rejected 5 pieces of MUG-BLU*. A-01: 21 → 16, HOLD: 0 → 5. {last(desk)}",
        "Rejected as *RJ-1*: 5 pieces of MUG-BLU, defective",
        "“handles off”",
    ]
    assert desk.book.get(Rejection, "RJ-1").planned is Outlet.RETURN_TO_VENDOR
    told = counter.message("*Rejection RJ-1*")
    assert "*Meant to be:* sent back to the supplier" in told.text
    assert told.buttons == ["Return to vendor…", "Refurbish…", "Scrap…"]
    assert answer(ana, "/inv rejections")[1] == (
        "*RJ-1* 5 pieces of MUG-BLU at HOLD: defective, to be sent back to the supplier, "
        "since Mon 2026-11-23"
    )


def test_goods_are_rejected_with_a_reason_or_by_the_form(desk, ana):
    form = ana.types(STOCK, "/inv reject 5 MUG-BLU @A-01").view
    assert ana.fills(form, {"Reason": "damaged"}).submits().errors == {}
    assert desk.book.on_hand("MUG-BLU", "HOLD") == 5
