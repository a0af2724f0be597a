"""A return comes all its way by buttons and forms: from its order to a credit note."""

import pytest

from inventory.condition import Condition, DispositionRule
from inventory.documents.customer_return import ReturnStatus
from tests.bot.conftest import STOCK
from tests.bot.counter import a_sender
from tests.bot.returning import ReturnsCounter, a_shop_that_shipped
from tests.builders import edit, place_order, receive
from tests.journeys import shipped
from tests.returns import announce, back, inspect, lines_of, receive_back, the_return


@pytest.fixture
def desk():
    return a_shop_that_shipped()


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return ReturnsCounter(desk, a_sender(desk, options, contacts), workspace)


def arrived(desk):
    """RMA-1: two blue mugs and a red one of SO-1 lie in returns."""
    desk.handle(announce(back(2, remedy="refund"), back(1, "MUG-RED", remedy="replacement")))
    desk.handle(receive_back())


def about(person):
    """What the topmost form says first."""
    return person.views[-1].blocks[0]["text"]["text"]


# -- the order's form -----------------------------------------------------------------------------


def test_an_order_that_has_left_offers_what_may_come_back(desk, counter, ana):
    form = ana.clicks(counter.order(), "Return…").view
    assert about(ana) == (
        "SO-1 for CAFE-SOL left on Mon 2026-11-23, and may come back for 30 days. What comes back?"
    )
    assert counter.field(form, "1.") == "1. MUG-BLU Blue mug: of 3 pieces"

    filled = ana.fills(form, {"1. MUG-BLU Blue mug: of 3 pieces": "2", "Why": "Arrived broken"})
    assert filled.fills({"Wanted": "refund"}).submits().errors == {}

    told = counter.returned()
    assert told.channel == STOCK
    assert told.text.splitlines() == [
        "*Return RMA-1* of CAFE-SOL: waiting for the goods",
        "1. 2 pieces of MUG-BLU Blue mug of SO-1, refund wanted: all to come",
        "*Why:* Arrived broken",
        "Announced by <@U0ANA> on Mon 2026-11-23",
    ]
    assert told.buttons == ["All arrived", "Arrived in part…", "Cancel…"]


def test_the_order_says_what_comes_back_and_its_thread_hears_of_it(desk, counter, ana):
    counter.order()
    desk.handle(announce(back(2)))
    assert counter.order().text.splitlines()[1] == (
        "1. 3 pieces of MUG-BLU Blue mug at 4.99 EUR: all shipped; 2 to be returned, RMA-1"
    )
    desk.handle(receive_back(quantities={1: 1}))
    assert counter.order().text.splitlines()[1].endswith("; 1 returned, 1 to be returned, RMA-1")
    assert [one.text for one in counter.thread()][-2:] == [
        "RMA-1: 2 pieces of MUG-BLU to come back, says <@U0ANA>.",
        "RMA-1: 1 piece of MUG-BLU came back to RET, taken in by <@U0ANA>. To be inspected.",
    ]


def test_what_may_not_come_back_is_said_on_its_field(desk, counter, ana):
    form = ana.clicks(counter.order(), "Return…").view
    assert ana.fills(form, {}).submits().errors == {
        "quantity-1": "Say how many come back, of one line at least."
    }
    filled = ana.fills(form, {counter.field(form, "2."): "3"})
    assert filled.submits().errors == {
        "quantity-2": (
            "3 pieces of MUG-RED is more than may come back of SO-1: 2 were shipped. Take 2, or have "
            "a manager say why it is taken (override:goodwill)."
        )
    }
    over = {"Why it is taken all the same": "goodwill"}
    assert list(filled.fills(over).submits().errors) == ["override"]


def test_of_an_order_all_of_which_came_back_nothing_more_can(desk, counter, ana):
    message = counter.order()
    desk.handle(announce(back(3), back(2, "MUG-RED")))
    assert ana.clicks(message, "Return…").text == (
        "Cannot return SO-1: it is returned. All that left came back already, or is announced to."
    )


def test_an_order_that_has_not_left_has_no_such_button(desk, counter):
    desk.handle(place_order((1, "MUG-BLU")))
    assert "Return…" not in counter.order("SO-2").buttons


# -- the form of any goods ------------------------------------------------------------------------


def test_the_list_opens_a_form_that_finds_orders_that_have_left(desk, ana):
    form = ana.clicks(ana.types(STOCK, "/inv returns").message, "Announce a return…").view
    assert ana.options(form, "Order or return", "so-1") == ["SO-1 CAFE-SOL: shipped"]
    ana.fills(form, {"Order or return": "SO-1"})
    assert ana.views[-1].title == "Return of SO-1"


@pytest.mark.parametrize(
    ("comes", "title"),
    [(None, "Receive RMA-1"), ({1: 1}, "Inspect RMA-1"), ({1: 2}, "Inspect RMA-1")],
)
def test_a_return_that_is_chosen_there_goes_on_with_what_it_waits_for(desk, ana, comes, title):
    desk.handle(announce(back(2)))
    if comes:
        desk.handle(receive_back(quantities=comes))
    form = ana.types(STOCK, "/return new").view
    assert [one[:5] for one in ana.options(form, "Order or return", "")] == ["RMA-1", "SO-1 "]
    ana.fills(form, {"Order or return": "RMA-1"})
    assert ana.views[-1].title == title


def test_goods_of_several_orders_are_announced_in_one_form(desk, ana):
    shipped(desk, (2, "MUG-RED"))
    form = ana.types(STOCK, "/return new").view
    wrong = ana.fills(form, {"What comes back": "2 MUG-BLU SO-1\n5 MUG-RED SO-2"})
    assert wrong.submits().errors["lines"].startswith("Line 2: 5 pieces of MUG-RED is more than")

    filled = ana.fills(form, {"What comes back": "2 MUG-BLU SO-1\n1 MUG-RED SO-2", "Why": "late"})
    answer = filled.submits()

    assert answer.errors == {}
    assert the_return(desk).orders == ("SO-1", "SO-2")
    assert the_return(desk).reason == "late"
    assert "of SO-1, SO-2: 2 lines" in str(ana.views[-1].blocks)


def test_goods_without_a_quantity_open_the_form_filled_in(desk, ana):
    form = ana.types(STOCK, "/return new MUG-BLU SO-1 reason:broken").view
    assert "'initial_value': 'MUG-BLU SO-1'" in str(form.blocks)
    assert "'initial_value': 'broken'" in str(form.blocks)


# -- arrived --------------------------------------------------------------------------------------


def test_all_of_it_arrives_by_one_press(desk, counter, ana):
    desk.handle(announce(back(2), back(1, "MUG-RED")))
    ana.clicks(counter.returned(), "All arrived")

    assert (
        counter.returned().text.splitlines()[0] == "*Return RMA-1* of CAFE-SOL: 3 to be inspected"
    )
    said = counter.message("*Took in 2 items of RMA-1*")
    assert said.thread_ts == counter.returned().ts
    assert said.buttons == ["Undo"]


def test_a_double_click_takes_it_in_once(desk, counter, ana):
    desk.handle(announce(back(2)))
    message = counter.returned()
    before = desk.last_sequence()
    ana.double_clicks(message, "All arrived")
    assert desk.last_sequence() == before + 1
    assert lines_of(desk) == [("MUG-BLU", "", 2, 2, 0, 2)]


def test_the_second_to_press_hears_that_it_is_done(desk, counter, ana, ben):
    desk.handle(announce(back(2)))
    message = counter.returned()
    ben.types(STOCK, "/return RMA-1 arrived")
    assert ana.clicks(message, "All arrived").text == ("Nothing to do: RMA-1 is received already.")


def test_a_part_arrives_by_a_form_with_what_came_besides(desk, counter, ana):
    desk.handle(announce(back(2), back(1, "MUG-RED")))
    form = ana.clicks(counter.returned(), "Arrived in part…").view
    of = counter.field(form, "1."), counter.field(form, "2.")
    assert of == ("1. MUG-BLU of SO-1: of 2 pieces", "2. MUG-RED of SO-1: of 1 piece")
    nothing = ana.fills(form, {of[0]: "0", of[1]: ""})
    assert nothing.submits().errors == {"quantity-1": "Say how many have arrived; 0 for none."}

    filled = nothing.fills({of[0]: "1", "What came besides": "2 ROPE-8"})
    assert filled.submits().errors == {}

    assert lines_of(desk) == [
        ("MUG-BLU", "", 2, 1, 0, 1),
        ("MUG-RED", "", 1, 0, 0, 0),
        ("ROPE-8", "", 0, 2, 0, 2),
    ]
    assert counter.returned().text.splitlines()[0].endswith("3 of 5 have come, 3 to be inspected")


def test_what_came_besides_is_read_or_refused_on_its_field(desk, counter, ana):
    desk.handle(announce(back(2)))
    form = ana.clicks(counter.returned(), "Arrived in part…").view
    filled = ana.fills(form, {"What came besides": "ROPE-8"})
    assert filled.submits().errors == {
        "more": "Line 1: say how many of which item, as in 1 MUG-RED."
    }


def test_the_lot_is_asked_for_where_goods_have_lots(desk, counter, ana):
    desk.handle(receive(9, "JAM-STR", at="A-01", lot="L7"))
    shipped(desk, (3, "JAM-STR"))
    desk.handle(announce(back(2, "JAM-STR", order="SO-2")))
    form = ana.clicks(counter.returned(), "Arrived in part…").view
    assert ana.fills(form, {"1. Lot": "L9"}).submits().errors.keys() == {"lot-1"}
    assert ana.fills(form, {"1. Lot": "L7"}).submits().errors == {}
    assert lines_of(desk) == [("JAM-STR", "L7", 2, 2, 0, 2)]


# -- inspected ------------------------------------------------------------------------------------


def test_the_only_line_that_waits_goes_back_to_its_bin_by_one_press(desk, counter, ana):
    desk.handle(announce(back(2)))
    desk.handle(receive_back())
    assert counter.returned().buttons == ["All 2 as new → A-01", "Inspect…"]

    ana.clicks(counter.returned(), "All 2 as new → A-01")

    assert desk.book.on_hand("MUG-BLU", "A-01") == 23
    assert "    2 new → restocked in A-01, says <@U0ANA>" in counter.returned().text


def test_where_the_house_restocks_nothing_there_is_no_quick_way(desk, counter):
    desk.handle(edit(DispositionRule(condition=Condition.NEW, disposition="quarantine")))
    desk.handle(announce(back(2)))
    desk.handle(receive_back())
    assert counter.returned().buttons == ["Inspect…"]


def test_the_proposal_follows_the_condition_and_the_line(desk, counter, ana):
    arrived(desk)
    form = ana.clicks(counter.returned(), "Inspect 2…").view
    assert about(ana) == (
        "2. 1 piece of MUG-RED Red mug at RET. Proposed for what is new: restock in IN."
    )
    ana.fills(form, {"In which condition": "Damaged"})
    assert about(ana).endswith("what is damaged: scrap.")
    ana.fills(ana.views[-1], {"What": "1"})
    assert about(ana).startswith("1. 2 pieces of MUG-BLU")


def test_what_came_as_opened_is_inspected_as_that_unless_somebody_sees_otherwise(
    desk, counter, ana
):
    told = ana.types(STOCK, "/return 1 MUG-BLU condition:opened order:SO-1")
    assert "RMA-1" in told.text
    assert counter.returned().buttons == ["Inspect…"]
    form = ana.clicks(counter.returned(), "Inspect…").view
    assert about(ana).endswith("Proposed for what is opened: refurbish.")
    assert ana.fills(form, {}).submits().errors == {}
    [found] = the_return(desk).lines[0].inspections
    assert (found.condition, found.disposition) == ("opened", "refurbish")


def test_the_form_of_an_inspection_says_what_the_customer_said(desk, counter, ana):
    desk.handle(announce(back(2), reason="arrived broken"))
    desk.handle(receive_back())
    ana.clicks(counter.returned(), "Inspect…")
    assert "The customer says: “arrived broken”." in about(ana)


def test_an_inspection_takes_what_is_proposed_or_what_is_chosen(desk, counter, ana):
    arrived(desk)
    form = ana.clicks(counter.returned(), "Inspect 1…").view
    refused = ana.fills(form, {"In which condition": "Damaged", "What becomes of it": "Restock"})
    assert list(refused.submits().errors) == ["disposition"]

    filled = ana.fills(
        ana.views[-1],
        {
            "What becomes of it": "Refurbish",
            "How many": "1",
            "Note": "handle off",
            "Link to a picture": "https://example.com/p",
        },
    )
    assert filled.submits().errors == {}

    assert (
        "    1 damaged → to be refurbished, at HOLD (RJ-1), says <@U0ANA> “handle off” "
        "<https://example.com/p|Picture>"
    ) in counter.returned().text
    told = counter.message("*Rejection RJ-1*").text.splitlines()
    assert told[1:3] == [
        "Damaged, came back with RMA-1; it lies at HOLD.",
        "*Meant to be:* refurbished, then taken back to stock",
    ]


def test_bins_are_offered_for_what_is_restocked(desk, counter, ana):
    arrived(desk)
    form = ana.clicks(counter.returned(), "Inspect…").view
    offered = ana.options(form, "Into bin, if it is restocked", "")
    assert any(one.startswith("A-01") for one in offered)
    assert not any(one.startswith(("RET", "HOLD", "PACK")) for one in offered)


def test_a_form_opened_too_late_says_that_nothing_waits(desk, counter, ana):
    desk.handle(announce(back(2)))
    desk.handle(receive_back())
    message = counter.returned()
    desk.handle(inspect("new", by="U0BEN"))
    assert ana.clicks(message, "Inspect…").text.startswith("Nothing of RMA-1 waits to be inspected")


def test_home_names_what_waits_and_opens_its_form(desk, ana):
    arrived(desk)
    ana.opens_home()
    assert "RMA-1" in str(ana.home.blocks)
    assert ana.clicks(ana.home, "Inspect RMA-1…").view.title == "Inspect RMA-1"


# -- made good and ended --------------------------------------------------------------------------


def inspected(desk):
    arrived(desk)
    desk.handle(inspect("damaged", line=1))
    desk.handle(inspect("new", line=2))


def test_each_line_gets_what_its_customer_wants(desk, counter, cleo):
    inspected(desk)
    form = cleo.clicks(counter.returned(), "Refund…").view
    assert form.title == "Refund RMA-1"
    assert cleo.submits(form).errors == {}
    assert the_return(desk).line(1).refunded == 2
    assert the_return(desk).line(2).refunded == 0

    form = cleo.clicks(counter.returned(), "Replace…").view
    assert cleo.fills(form, {"Note": "with our regrets"}).submits().errors == {}

    told = counter.returned()
    assert told.text.splitlines()[0] == "*Return RMA-1* of CAFE-SOL: closed"
    assert told.buttons == []
    assert counter.said_of()[-2:] == [
        "RMA-1: 2 pieces of MUG-BLU credited with CN-1 by <@U0CLEO>.",
        "RMA-1: 1 piece of MUG-RED to be sent again with SO-2, says <@U0CLEO>.",
    ]


def test_a_part_is_made_good_of_one_line(desk, counter, cleo):
    inspected(desk)
    form = cleo.clicks(counter.returned(), "Refund…").view
    all_of_it = cleo.fills(form, {"Of what": "0", "How many": "1"})
    assert all_of_it.submits().errors == {"line": "Choose the line of which you give so much."}
    too_much = all_of_it.fills({"Of what": "1", "How many": "7"})
    assert list(too_much.submits().errors) == ["quantity"]
    assert too_much.fills({"How many": "1"}).submits().errors == {}
    assert the_return(desk).line(1).refunded == 1


def test_only_those_with_the_right_give_money_back(desk, counter, ana):
    inspected(desk)
    assert ana.clicks(counter.returned(), "Refund…").text == (
        "To refund or replace returned goods takes the role manager; you have the role operator. "
        "Ask <@U0CLEO>."
    )


def test_it_is_closed_or_cancelled_with_a_reason(desk, counter, ana):
    desk.handle(announce(back(2)))
    form = ana.clicks(counter.returned(), "Cancel…").view
    assert about(ana) == "No longer expects 2 pieces of MUG-BLU. It may be announced anew."
    assert ana.fills(form, {"Why": "keeps it"}).submits().errors == {}
    assert the_return(desk).status is ReturnStatus.CANCELLED

    desk.handle(announce(back(2)))
    desk.handle(receive_back("RMA-2", quantities={1: 1}))
    desk.handle(inspect("new", number="RMA-2"))
    form = ana.clicks(counter.returned("RMA-2"), "Close…").view
    assert about(ana).startswith("No longer expects 1 piece of MUG-BLU. What was not refunded")
    assert ana.fills(form, {"Why": "keeps the rest"}).submits().errors == {}
    assert the_return(desk, "RMA-2").status is ReturnStatus.CLOSED
