"""Goods go from the dock to their bins, and from site to site, by buttons, forms and scanned lines."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest

from inventory.documents.putaway import Putaway
from inventory.documents.transfer import Transfer, TransferStatus
from inventory.inbound_commands import (
    ClaimPutaway,
    PlacePurchase,
    PutAway,
    ReceiveTransfer,
    TransferStock,
    WantedLine,
)
from inventory.location import LocationKind
from inventory.supplier import Supplier
from sandbox.slack.driver import ActError
from tests.bot.conftest import STOCK, a_warehouse
from tests.bot.counter import Counter
from tests.builders import (
    _posting,
    a_customer,
    a_line,
    a_location,
    an_amount,
    an_item,
    edit,
    ordered,
    place_order,
    receive,
    set_rule,
    undo,
)


@pytest.fixture
def desk():
    """The warehouse of the other tests, its mugs at home in A-01; a second site in the north."""
    desk = a_warehouse()
    for row in (
        an_item("MUG-BLU", home="A-01"),
        an_item("MUG-RED", name="Red mug", home="A-03"),
        *(a_location(code, site="SOUTH") for code in ("A-01", "A-03", "B-01")),
        a_location("IN", LocationKind.RECEIVING, site="SOUTH"),
        a_location("N-IN", LocationKind.RECEIVING, site="NORTH"),
        a_location("N-01", site="NORTH"),
        a_location("TRUCK", LocationKind.TRANSIT),
    ):
        desk.handle(edit(row))
    return desk


@pytest.fixture
def counter(desk, sender, workspace):
    return Counter(desk, sender, workspace)


def two_lines(desk):
    """24 blue mugs and 6 red ones wait in receiving."""
    desk.handle(receive(lines=[a_line(24, "MUG-BLU"), a_line(6, "MUG-RED")]))


def the_putaway(counter, number="PA-1"):
    return counter.message(f"*Putaway {number}*")


def the_transfer(counter, number="TR-1"):
    return counter.message(f"*Transfer {number}*")


# -- the message ----------------------------------------------------------------------------------


def test_a_receipt_tells_what_goes_where_and_why(desk, counter, ana):
    two_lines(desk)

    told = the_putaway(counter)

    assert told.channel == STOCK
    assert told.text.splitlines() == [
        "*Putaway PA-1*: nobody has it yet, 0 of 2 lines done",
        "1. IN: 24 pieces of MUG-BLU Blue mug → A-01 (its home)",
        "2. IN: 6 pieces of MUG-RED Red mug → A-03 (its home)",
    ]
    assert told.buttons == [
        "Put in A-01",
        "Put in A-03",
        "All as proposed",
        "Other bin…",
        "I do it",
    ]


def test_a_line_is_put_away_by_one_press_and_can_be_taken_back(desk, counter, workspace, ana):
    two_lines(desk)

    ana.clicks(the_putaway(counter), "Put in A-01")

    assert the_putaway(counter).text.splitlines()[:2] == [
        "*Putaway PA-1*: nobody has it yet, 1 of 2 lines done",
        "1. 24 pieces of MUG-BLU Blue mug: 24 in A-01 by <@U0ANA>",
    ]
    said = counter.message("*Put away 24 pieces of MUG-BLU*")
    assert said.thread_ts == the_putaway(counter).ts
    assert "IN: 24 → 0, A-01: 24 → 48." in said.text
    ana.clicks(said, "Undo")
    assert desk.book.get(Putaway, "PA-1").line(1).outstanding == 24


def test_all_go_as_proposed(desk, counter, ben):
    two_lines(desk)

    ben.clicks(the_putaway(counter), "All as proposed")

    assert the_putaway(counter).text.splitlines()[0] == "*Putaway PA-1*: done"
    assert the_putaway(counter).buttons == []
    assert desk.book.on_hand("MUG-RED", "A-03") == 6


def test_the_second_to_press_a_line_hears_who_was_there_first(desk, counter, ben):
    two_lines(desk)
    message = the_putaway(counter)
    desk.handle(ordered(PutAway, "PA-1", line=1, by="U0ANA"))

    seen = ben.clicks(message, "Put in A-01")

    assert seen.text == "Line 1 of PA-1 is done: put away in A-01 by <@U0ANA>."
    assert seen.message.is_ephemeral


def test_two_who_press_at_the_same_moment_put_a_line_away_once(desk, counter, ana, ben):
    two_lines(desk)
    message = the_putaway(counter)

    def press(person):
        with suppress(ActError):  # the other was so quick that the button was gone
            person.clicks(message, "Put in A-01")

    with ThreadPoolExecutor(2) as both:
        list(both.map(press, (ana, ben)))

    assert desk.book.on_hand("MUG-BLU", "A-01") == 48
    assert desk.book.get(Putaway, "PA-1").line(1).done == 24


def test_a_double_click_puts_away_once(desk, counter, ana):
    two_lines(desk)
    message = the_putaway(counter)
    before = desk.last_sequence()

    ana.double_clicks(message, "Put in A-01")

    assert desk.last_sequence() == before + 1


def test_a_stale_message_does_nothing_to_a_receipt_that_was_taken_back(desk, counter, ana):
    received = desk.handle(receive(6, "MUG-RED"))
    message = the_putaway(counter)
    desk.handle(undo(received.transaction.id))

    assert "There is no “PA-1”" in ana.clicks(message, "Put in A-03").text
    assert counter.message("*PA-1* was taken back").buttons == []


def test_in_whose_hand_it_is_is_said_and_kept(desk, counter, ana, ben, cleo):
    two_lines(desk)
    ana.clicks(the_putaway(counter), "I do it")
    assert "in the hand of <@U0ANA>, 0 of 2 lines done" in the_putaway(counter).text

    assert ben.clicks(the_putaway(counter), "Put in A-01").text == (
        "PA-1 is in the hand of <@U0ANA>. They or a manager can release it."
    )
    cleo.clicks(the_putaway(counter), "Release")
    ben.clicks(the_putaway(counter), "Put in A-01")
    assert desk.book.get(Putaway, "PA-1").line(1).done_by == "U0BEN"


def test_another_bin_is_chosen_in_a_form(desk, counter, ana):
    two_lines(desk)

    form = ana.clicks(the_putaway(counter), "Other bin…").view
    filled = ana.fills(form, {"What": "2", "Into bin": "B-01", "How many": "4"})
    assert filled.submits().errors == {}

    assert the_putaway(counter).text.splitlines()[2] == (
        "2. IN: 2 pieces of MUG-RED Red mug → A-03 (its home), 4 done"
    )


def test_a_bin_without_room_is_said_on_its_field(desk, counter, ana, cleo):
    desk.handle(edit(a_location("B-01", capacity=Decimal(22), site="SOUTH")))
    two_lines(desk)
    form = ana.clicks(the_putaway(counter), "Other bin…").view
    filled = ana.fills(form, {"What": "2", "Into bin": "B-01"})

    assert filled.submits().errors == {
        "target": "B-01 has room for 2 more of MUG-RED. Put 2 there, name another bin, or have a "
        "manager name this one."
    }
    form = cleo.clicks(the_putaway(counter), "Other bin…").view
    assert cleo.fills(form, {"What": "2", "Into bin": "B-01"}).submits().errors == {}
    said = counter.message("*Put away 6 pieces of MUG-RED*")
    assert "B-01 holds 26, made for 22." in said.text


def test_a_line_without_a_bin_asks_for_one(desk, counter, ana):
    for code in ("A-01", "A-03", "B-01"):
        desk.handle(edit(a_location(code, site="SOUTH", takes=("raw",))))
    desk.handle(receive(6, "MUG-RED"))

    told = the_putaway(counter)
    assert "→ a bin of your choice (no bin has room)" in told.text
    assert told.buttons == ["Choose a bin…", "Other bin…", "I do it"]
    assert ana.clicks(told, "Choose a bin…").view is not None


def test_a_form_opened_too_late_says_that_it_is_done(desk, counter, ana):
    two_lines(desk)
    message = the_putaway(counter)
    desk.handle(ordered(PutAway, "PA-1", by="U0BEN"))

    assert ana.clicks(message, "Other bin…").text == "PA-1 is done: put away by <@U0BEN>."


def test_a_long_delivery_is_told_in_pages(desk, counter, ana):
    lines = []
    for number in range(1, 46):
        desk.handle(edit(an_item(f"SKU-{number:02}", name="Thing", home="B-01")))
        lines.append(a_line(1, f"SKU-{number:02}"))
    desk.handle(receive(lines=lines))

    told = the_putaway(counter)
    assert "Page 1 of 3" in told.text
    assert len(told.blocks) <= 50
    ana.clicks(told, "Later lines")
    assert "Page 2 of 3" in the_putaway(counter).text


def test_receiving_too_much_into_a_bin_is_remarked(desk, ana):
    desk.handle(edit(a_location("B-01", capacity=Decimal(25), site="SOUTH")))

    told = ana.types(STOCK, "/receive 24 MUG-RED @B-01").message

    assert "B-01 holds 44, made for 25." in told.text


# -- typed and scanned ----------------------------------------------------------------------------


def test_what_waits_is_listed_ones_own_first(desk, ana):
    two_lines(desk)
    desk.handle(receive(3, "MUG-RED"))
    desk.handle(ordered(ClaimPutaway, "PA-2", by="U0ANA"))

    told = ana.types(STOCK, "/inv putaway").message

    assert told.text.splitlines() == [
        "*3 lines to put away, in walking order:*",
        "PA-2 line 1. IN: 3 pieces of MUG-RED Red mug → A-03 (its home), with Ana",
        "PA-1 line 1. IN: 24 pieces of MUG-BLU Blue mug → A-01 (its home)",
        "PA-1 line 2. IN: 6 pieces of MUG-RED Red mug → A-03 (its home)",
        "Or scan the goods, then the bin: `/inv putaway MUG-RED @A-03`",
    ]
    assert told.is_ephemeral


def test_a_press_in_the_list_goes_on_with_the_rest(desk, ana):
    two_lines(desk)
    listed = ana.types(STOCK, "/inv putaway").message

    left = ana.clicks(listed, "Put in A-01").changed[0]

    assert left.text.splitlines() == [
        "*1 line to put away, in walking order:*",
        "PA-1 line 2. IN: 6 pieces of MUG-RED Red mug → A-03 (its home)",
    ]


def test_a_receipt_that_was_put_away_stands_and_says_why(desk, counter, ana):
    received = desk.handle(receive(6, "MUG-RED")).transaction.id
    desk.handle(ordered(PutAway, "PA-1", line=1))

    told = ana.types(STOCK, f"/inv undo {received}").message

    assert told.text == (
        f"Cannot take {received} back: some of what it brought has been put away (PA-1). "
        "Take that back first."
    )


def test_goods_kept_for_an_order_are_named_at_the_dock(desk, counter, ana):
    desk.handle(edit(a_customer()))
    desk.handle(receive(6, "MUG-RED"))
    desk.handle(place_order((4, "MUG-RED")))
    ana.clicks(the_putaway(counter), "Put in A-03")

    assert the_putaway(counter).text.splitlines()[1] == (
        "1. IN: 4 pieces of MUG-RED Red mug → A-03 (its home), 2 done, 4 of it kept for orders: "
        "to be picked from here"
    )


def test_forms_offer_bins_with_what_they_hold_and_sites(desk, counter, ana):
    desk.handle(edit(a_location("B-01", capacity=Decimal(30), site="SOUTH")))
    two_lines(desk)
    form = ana.clicks(the_putaway(counter), "Other bin…").view

    assert ana.options(form, "Into bin", "") == [
        "A-01: 24 in it",
        "A-03: empty",
        "B-01: 20 in it, made for 30",
    ]
    form = ana.types(STOCK, "/inv transfer").view
    assert ana.options(form, "To site or bin", "s")[0] == "Site SOUTH"


def test_nothing_waits(ana):
    told = ana.types(STOCK, "/inv putaway").message
    assert told.text == "Nothing waits to be put away."


def test_a_putaway_is_shown_and_a_line_of_it_put_elsewhere(desk, ana):
    two_lines(desk)

    shown = ana.types(STOCK, "/inv putaway pa-1").message
    assert shown.text.startswith("*Putaway PA-1*")
    told = ana.types(STOCK, "/inv putaway PA-1 line:2 good:4 @B-01").message

    assert told.text.splitlines() == [
        f"*Put away 4 pieces of MUG-RED*. IN: 6 → 2, B-01: 0 → 4. *TX-{desk.last_sequence()}*",
        "PA-1: 2 lines left. Next: 1. IN: 24 pieces of MUG-BLU Blue mug → A-01 (its home)",
    ]
    assert told.buttons == ["Undo"]
    assert not told.is_ephemeral


@pytest.mark.parametrize("line", ["MUG-RED @B-01", "BC:I:MUG-RED BC:B:B-01", "6 mug-red @b-01"])
def test_goods_and_a_bin_are_enough(desk, ana, line):
    two_lines(desk)

    told = ana.types(STOCK, f"/inv putaway {line}").message

    assert told.text.startswith("*Put away 6 pieces of MUG-RED*. IN: 6 → 0, B-01: 0 → 6.")


def test_the_code_of_a_lot_is_enough(desk, ana):
    desk.handle(receive(5, "JAM-STR", lot="L7"))

    told = ana.types(STOCK, "/inv putaway l7 @B-01").message

    assert told.text.startswith("*Put away 5 pieces of JAM-STR*. IN lot L7: 5 → 0")


def test_goods_without_a_bin_are_told_where_to_go(desk, ana):
    two_lines(desk)

    told = ana.types(STOCK, "/inv putaway MUG-RED").message

    assert told.text.splitlines()[1] == (
        "PA-1 line 2. IN: 6 pieces of MUG-RED Red mug → A-03 (its home)"
    )


def test_goods_that_do_not_wait_are_refused(desk, ana):
    told = ana.types(STOCK, "/inv putaway MUG-RED @B-01").message

    assert told.text == "Nothing of “MUG-RED” waits to be put away."


@pytest.mark.parametrize("line", ["6 MUG-BLU A-01 > B-01", "6 MUG-BLU @A-01 > B-01"])
def test_a_line_from_bin_to_bin_still_is_a_move(ana, line):
    told = ana.types(STOCK, f"/inv putaway {line}").message

    assert told.text.startswith("*Moved 6 pieces of MUG-BLU*. A-01: 24 → 18, B-01: 20 → 26.")


def test_what_cannot_be_read_is_named(desk, ana):
    two_lines(desk)

    told = ana.types(STOCK, "/inv putaway PA-1 line:2 @B-01 @A-03").message
    assert "twice" in told.text
    told = ana.types(STOCK, "/inv putaway MUG-RED note:x @B-01").message
    assert "note" in told.text
    told = ana.types(STOCK, "/inv putaway SO-1 line:2").message
    assert "SO-1" in told.text


# -- transfers ------------------------------------------------------------------------------------


def test_a_transfer_is_sent_shown_and_received(desk, counter, ana, ben):
    told = ana.types(STOCK, "/inv transfer 6 MUG-BLU A-01 > north").message
    assert told.text.startswith("*Sent 6 pieces of MUG-BLU*. A-01: 24 → 18, TRUCK: 0 → 6.")

    assert the_transfer(counter).text.splitlines() == [
        "*Transfer TR-1* from SOUTH to NORTH: on its way",
        "1. 6 pieces of MUG-BLU Blue mug from A-01",
        "Sent by <@U0ANA> on Mon 2026-11-23. Until it arrives it is in TRUCK: on hand, not available",
    ]
    ben.clicks(the_transfer(counter), "Arrived")

    assert the_transfer(counter).text.splitlines()[0].endswith("to NORTH: received")
    assert the_transfer(counter).buttons == []
    assert "1. N-IN: 6 pieces of MUG-BLU Blue mug → N-01" in the_putaway(counter).text


def test_the_second_to_receive_a_transfer_hears_that_it_is_there(desk, counter, ben):
    desk.handle(_posting(TransferStock, 6, "MUG-BLU", at="A-01", to="NORTH"))
    message = the_transfer(counter)
    desk.handle(ordered(ReceiveTransfer, "TR-1"))

    assert ben.clicks(message, "Arrived").text == (
        "Cannot receive TR-1: it is received. Its message says who received it."
    )


def test_a_transfer_arrives_in_part_by_a_form_and_the_rest_is_lost(desk, counter, ana, cleo):
    lines = [a_line(6, at="A-01", to="NORTH"), a_line(4, at="B-01", to="NORTH")]
    desk.handle(_posting(TransferStock, 1, "", lines=lines))

    form = ana.clicks(the_transfer(counter), "Arrived in part…").view
    sent = ana.fills(
        form,
        {
            "1. MUG-BLU: of 6 pieces": "5",
            "2. MUG-BLU: of 4 pieces": "0",
            "Into bin": "N-01",
            "What has not come": "coming",
        },
    ).submits()
    assert sent.errors == {}
    assert the_transfer(counter).text.splitlines()[1] == (
        "1. 6 pieces of MUG-BLU Blue mug from A-01, 5 arrived, 1 on the way"
    )

    told = cleo.types(STOCK, "/inv transfer TR-1 line:1 good:0 lost").message
    assert told.text.startswith("*Gave up 1 piece of MUG-BLU of TR-1*. TRUCK: 5 → 4.")
    assert "Still on the way: line 2." in told.text
    assert desk.book.get(Transfer, "TR-1").line(1).lost == 1


def test_transfers_are_typed(desk, ana):
    ana.types(STOCK, "/inv transfer 6 MUG-BLU A-01 > NORTH")

    listed = ana.types(STOCK, "/inv transfers").message
    assert listed.text.splitlines() == [
        "*1 transfer on the way:*",
        "*TR-1* SOUTH to NORTH: 6 pieces of MUG-BLU, sent Mon 2026-11-23",
    ]
    part = ana.types(STOCK, "/inv transfer TR-1 line:1 good:5 @N-01").message
    assert "TRUCK: 6 → 1, N-01: 0 → 5." in part.text
    assert part.text.splitlines()[-1] == "Still on the way: line 1."
    rest = ana.types(STOCK, "/inv transfer tr-1 arrived").message
    assert rest.text.splitlines()[-1] == "Nothing more of TR-1 is to come."
    assert rest.buttons == ["Undo"]
    assert desk.book.get(Transfer, "TR-1").status is TransferStatus.RECEIVED
    shown = ana.types(STOCK, "/inv transfer TR-1").message
    assert shown.text.startswith("*Transfer TR-1*")
    assert ana.types(STOCK, "/inv transfers").message.text.startswith("Nothing is on its way")


def test_what_is_in_transit_is_on_hand_and_not_for_picking(ana):
    ana.types(STOCK, "/inv transfer 6 MUG-BLU A-01 > NORTH")

    told = ana.types(STOCK, "/stock MUG-BLU").message

    assert "TRUCK" in told.text
    assert "transit: not for picking" in told.text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "move 6 MUG-BLU A-01 > N-01",
            (
                "N-01 is at another site than A-01: goods go there by a transfer, so that they are "
                "on the way until they arrive. Type /inv transfer, the goods, and A-01 &gt; N-01."
            ),
        ),
        (
            "transfer 6 MUG-BLU A-01 > B-01",
            (
                "B-01 is at the same site as A-01. Type /inv move for that, or name another site. "
                "Other sites: NORTH."
            ),
        ),
        (
            "transfer 6 MUG-BLU A-01 > EAST",
            "There is no site or bin “EAST”. Sites: NORTH or SOUTH.",
        ),
    ],
)
def test_a_way_that_cannot_be_gone_is_explained(ana, line, words):
    assert ana.types(STOCK, f"/inv {line}").message.text.splitlines()[0] == words


def test_a_house_without_transit_is_told_what_to_add(desk, ana):
    desk.handle(edit(a_location("TRUCK", LocationKind.TRANSIT, is_active=False)))

    told = ana.types(STOCK, "/inv transfer 6 MUG-BLU A-01 > NORTH").message

    assert told.text == (
        "Nowhere can goods be while they travel to NORTH. Add a row of kind transit on Locations, "
        "then send them."
    )


def test_more_than_a_trifle_is_written_off_by_managers_only(desk, ana):
    desk.handle(set_rule("count_tolerance", 1))
    ana.types(STOCK, "/inv transfer 6 MUG-BLU A-01 > NORTH")

    told = ana.types(STOCK, "/inv transfer TR-1 line:1 good:1 lost").message

    assert told.text.startswith(
        "To write off so much that did not arrive takes the role manager; you have the role"
    )


def test_what_came_on_an_order_is_put_away_in_its_thread(desk, counter, ana):
    desk.handle(edit(Supplier(code="CLAYCO", name="Clay & Co")))
    wanted = WantedLine(item="MUG-RED", amount=an_amount(6))
    sent_on = date(2026, 11, 20)
    desk.handle(
        ordered(PlacePurchase, supplier="CLAYCO", lines=(wanted,), ordered_on=sent_on, by="U0CLEO")
    )
    order = counter.message("*Purchase order PO-1*")
    desk.handle(receive(6, "MUG-RED", document="PO-1"))

    told = counter.message("*Putaway PA-1* of what came on PO-1")
    assert told.thread_ts == order.ts
    ana.clicks(told, "Put in A-03")
    assert counter.message("*Put away 6 pieces of MUG-RED*").thread_ts == order.ts


def test_a_form_of_a_line_that_is_done_says_who_did_it(desk, counter, ana):
    for code in ("A-01", "A-03", "B-01"):
        desk.handle(edit(a_location(code, site="SOUTH", takes=("raw",))))
    desk.handle(receive(6, "MUG-RED"))
    message = the_putaway(counter)
    desk.handle(ordered(PutAway, "PA-1", line=1, target="B-01", by="U0CLEO"))

    seen = ana.clicks(message, "Choose a bin…")

    assert seen.text == "Line 1 of PA-1 is done: put away in B-01 by <@U0CLEO>."


def test_a_form_of_a_transfer_that_has_arrived_or_was_taken_back_does_not_open(desk, counter, ana):
    sent = desk.handle(_posting(TransferStock, 6, "MUG-BLU", at="A-01", to="NORTH"))
    message = the_transfer(counter)
    form = ana.clicks(message, "Arrived in part…").view
    desk.handle(undo(sent.transaction.id))

    assert "There is no" in ana.clicks(message, "Arrived in part…").text
    assert ana.fills(form, {"1. MUG-BLU: of 6 pieces": "5"}).submits().errors != {}


def test_a_whole_line_of_a_transfer_arrives_by_its_number(desk, ana):
    ana.types(STOCK, "/inv transfer 6 MUG-BLU A-01 > NORTH")

    told = ana.types(STOCK, "/inv transfer TR-1 line:1").message

    assert told.text.startswith("*Received 6 pieces of MUG-BLU of TR-1*.")


def test_a_quantity_that_arrived_is_of_the_only_line_on_its_way(desk, ana):
    ana.types(STOCK, "/inv transfer 6 MUG-BLU A-01 > NORTH")

    told = ana.types(STOCK, "/inv transfer TR-1 good:5").message

    assert told.text.startswith("*Received 5 pieces of MUG-BLU of TR-1*. TRUCK: 6 → 1")


def test_a_quantity_that_arrived_of_one_of_several_lines_is_asked_about(desk, ana):
    lines = [a_line(6, at="A-01", to="NORTH"), a_line(4, at="B-01", to="NORTH")]
    desk.handle(_posting(TransferStock, 1, "", lines=lines))

    told = ana.types(STOCK, "/inv transfer TR-1 good:5").message

    assert told.text == "Say which line of TR-1 is meant, as in `line:1`."
    assert desk.book.on_hand("MUG-BLU", "TRUCK") == 10


@pytest.mark.parametrize("typed", ["1.5", "0"])
def test_a_line_that_no_document_can_have_is_refused_and_not_rounded(desk, ana, typed):
    desk.handle(_posting(TransferStock, 1, "", lines=[a_line(6, at="A-01", to="NORTH")]))

    told = ana.types(STOCK, f"/inv transfer TR-1 line:{typed} good:5").message

    expected = f"{typed} is no line: they are numbered 1, 2, 3, as in `line:2`."
    assert told.text.splitlines()[0] == expected
    assert desk.book.on_hand("MUG-BLU", "TRUCK") == 6


def test_a_form_of_a_transfer_that_says_of_no_line_what_has_arrived_records_nothing(
    desk, counter, ana
):
    desk.handle(_posting(TransferStock, 6, "MUG-BLU", at="A-01", to="NORTH"))
    form = ana.clicks(the_transfer(counter), "Arrived in part…").view

    sent = ana.fills(form, {"1. MUG-BLU: of 6 pieces": ""}).submits()

    assert list(sent.errors.values()) == ["Say how many have arrived; 0 for none."]
    assert desk.book.on_hand("MUG-BLU", "TRUCK") == 6
