"""From a typed order to a parcel on its way: every step bare, partial, whole and wrong."""

import pytest

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from inventory.correspondence_commands import NoteThread
from inventory.documents.order import Order, OrderStatus, Priority
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.order_commands import RecordPick, TickRule
from inventory.people import Person, Role
from inventory.place import Place
from tests.bot.conftest import STOCK
from tests.builders import a_customer, edit, fresh_key, ordered, place_order

USAGE = (
    "Write it as `/inv order CAFE-SOL 12 MUG-BLU; 3 pack TEE-BLK-M price:4.50 off:10 "
    'by:2026-12-01 ref:4711 priority:urgent req:"gift card" service:DHL-PAKET note:"rings twice"`'
)


@pytest.fixture
def desk(desk):
    """The warehouse with a customer."""
    desk.handle(edit(a_customer("CAFE-SOL")))
    desk.handle(edit(a_customer("CAFE-LUNA")))
    return desk


def order_of(desk, number="SO-1"):
    return desk.book.get(Order, number)


def test_a_bare_order_opens_its_form(ana):
    form = ana.types(STOCK, "/inv order").view

    assert form.title == "Order"
    assert form.labels == [
        "Customer", "Items", "Wanted by", "Priority", "Reference", "Requirements", "Service",
        "Note",
    ]  # fmt: skip


def test_a_partial_order_opens_the_form_filled_in(ana):
    form = ana.types(STOCK, '/inv order CAFE-SOL MUG-BLU price:4.50 req:"gift card"').view

    values = form.values
    assert values["customer"]["customer"]["selected_option"]["value"] == "CAFE-SOL"
    assert values["lines"]["lines"]["value"] == "MUG-BLU price:4.5"
    assert values["req"]["req"]["value"] == "gift card"


def test_a_whole_order_is_taken_and_keeps_what_is_there(ana, desk):
    seen = ana.types(
        STOCK, "/inv order CAFE-SOL 50 MUG-BLU; 2 metre ROPE-8 by:2026-12-01 priority:urgent"
    )

    assert seen.text.splitlines() == [
        "*Took order SO-1* for CAFE-SOL: 2 lines, 44 of 52 kept. *TX-22*",
        "Not there yet: 6 pieces of MUG-BLU",
        "Not there yet: 2 metres of ROPE-8",
        "*Order SO-1* for CAFE-SOL: part reserved, urgent",
        "1. 50 pieces of MUG-BLU Blue mug: 44 reserved, 6 to come",
        "2. 2 metres of ROPE-8 Rope 8 mm: all to come",
        "*Wanted by:* Tue 2026-12-01",
        "Placed by <@U0ANA> on Mon 2026-11-23",
        "Next: `/pick SO-1` to fetch what is there.",
    ]
    assert seen.message.is_ephemeral
    order = order_of(desk)
    assert (order.priority, str(order.requested_on)) == (Priority.URGENT, "2026-12-01")
    assert order.status is OrderStatus.PART_RESERVED


def test_an_order_is_shown_by_its_number(ana, desk):
    desk.handle(place_order((12, "MUG-BLU")))

    assert ana.types(STOCK, "/inv order so-1").text == (
        "*Order SO-1* for CAFE-SOL: reserved\n"
        "1. 12 pieces of MUG-BLU Blue mug: all reserved\n"
        "Placed by <@U0ANA> on Mon 2026-11-23\n"
        "Next: `/pick SO-1` to have it fetched."
    )
    assert ana.types(STOCK, "/inv order SO-9").text == ("There is no “SO-9”. Check the number.")


@pytest.mark.parametrize(
    ("typed", "text", "buttons"),
    [
        (
            "/inv order CAFE-SOLE 12 MUG-BLU",
            ("There is no customer “CAFE-SOLE”. Check the code, or add it on Customers."),
            ["Order CAFE-SOL 12 MUG-BLU", "Order CAFE-LUNA 12 MUG-BLU"],
        ),
        (
            "/inv order CAFE-SOL 12 MUG-BLUE",
            "There is no item “MUG-BLUE”. Check the code, or add it on Items.",
            ["Order CAFE-SOL 12 MUG-BLU", "Order CAFE-SOL 12 MUG-RED"],
        ),
        (
            "/inv order CAFE-SOL 12 MUG-BLU priority:urgnt",
            "“urgnt” is not on the list. Choose urgent, high, normal or low.",
            ["Order CAFE-SOL 12 MUG-BLU / priority:urgent"],
        ),
        (
            "/inv order CAFE-SOL 12 MUG-BLU service:DHL",
            "There is no service “DHL” in use. Choose another, or look at Carriers.",
            [],
        ),
        (
            "/inv order CAFE-SOL 0 MUG-BLU",
            "Cannot order 0 MUG-BLU: it has to be more than 0.",
            [],
        ),
        (
            "/inv order CAFE-SOL 12 MUG-BLU @A-01",
            (
                "To order has no use for a bin. It takes to, by, ref, priority, req, price, off, "
                f"service and note.\n{USAGE}"
            ),
            [],
        ),
        (
            "/inv order CAFE-SOL 1.200 MUG-BLU",
            f"1.200 can be 1,200 or 1.2. Write the one you mean.\n{USAGE}",
            ["Order CAFE-SOL 1,200 MUG-BLU", "Order CAFE-SOL 1.2 MUG-BLU"],
        ),
    ],
)
def test_a_wrong_order_is_named_with_what_to_do_next(ana, desk, typed, text, buttons):
    seen = ana.types(STOCK, typed)

    assert seen.text == text
    assert seen.message.buttons == buttons
    assert order_of(desk) is None


def test_everything_wrong_in_an_order_is_told_at_once_and_by_line(ana, desk):
    seen = ana.types(
        STOCK, "/inv order CAFE-SOLE\n12 MUG-BLU\n5 NOPE\n\nMUG-RED\n1.200 MUG-BLU\n3 crate MUG-BLU"
    )

    assert seen.text == (
        "*Nothing was posted:* 5 of 6 lines are wrong.\n"
        "*Line 1:* There is no customer “CAFE-SOLE”. Check the code, or add it on "
        "Customers.\n"
        "*Line 3:* There is no item “NOPE”. Check the code, or add it on Items.\n"
        "*Line 5:* Say how many to order.\n"
        "*Line 6:* 1.200 can be 1,200 or 1.2. Write the one you mean.\n"
        "*Line 7:* MUG-BLU is not counted in “crate”. It comes in dozen, gross, case or piece.\n"
        f"{USAGE}"
    )
    assert order_of(desk) is None


def test_a_suggestion_places_the_order_once(ana, desk):
    seen = ana.types(STOCK, "/inv order CAFE-SOLE 12 MUG-BLU; 3 MUG-RED")

    pressed = ana.double_clicks(seen.message, "Order CAFE-SOL 12 MUG-BLU / 3 MUG-RED")

    assert pressed.text.startswith("*Took order SO-1* for CAFE-SOL: 2 lines, 12 of 15 kept.")
    assert [line.ordered for line in order_of(desk).lines] == [12, 3]
    assert order_of(desk, "SO-2") is None


def test_an_order_of_a_hundred_lines_is_pasted_whole(ana, desk):
    lines = "\n".join(f"1 MUG-{'RED' if number % 2 else 'BLU'}" for number in range(100))

    seen = ana.types(STOCK, f"/inv order CAFE-SOL\n{lines}")

    assert seen.text.splitlines()[0] == (
        "*Took order SO-1* for CAFE-SOL: 100 lines, 44 of 100 kept. *TX-22*"
    )
    assert len(order_of(desk).lines) == 100


def test_who_may_not_take_orders_is_told_who_may(ana, desk):
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))

    for typed in ("/inv order", "/inv order CAFE-SOL 12 MUG-BLU"):
        assert ana.types(STOCK, typed).text == (
            "To take an order takes the role operator; you have the role viewer. "
            "Ask <@U0BEN>, <@U0CLEO>."
        )
    assert order_of(desk) is None


def test_what_is_open_is_listed_by_urgency(ana, desk):
    assert ana.types(STOCK, "/inv orders").text == (
        "No order is open. Take one with `/inv order CAFE-SOL 12 MUG-BLU`."
    )
    desk.handle(place_order((12, "MUG-BLU")))
    desk.handle(place_order((50, "MUG-RED"), customer="CAFE-LUNA", priority=Priority.HIGH))

    assert ana.types(STOCK, "/inv orders").text == (
        "*2 orders open, the most urgent first:*\n"
        "*SO-2* CAFE-LUNA: placed, high, 0 of 50 kept\n"
        "*SO-1* CAFE-SOL: reserved, 12 of 12 kept"
    )
    assert "SO-2" not in ana.types(STOCK, "/inv orders cafe-sol").text


def test_an_order_is_picked_by_its_number_and_the_old_pick_still_picks(ana, desk):
    desk.handle(place_order((12, "MUG-BLU")))

    seen = ana.types(STOCK, "/pick SO-1")
    assert seen.text.splitlines()[0] == "*Made PK-1* for SO-1: 1 stop, the first at A-01. *TX-23*"
    shown = (
        "*Pick list PK-1* for SO-1, CAFE-SOL: nobody has it yet, 0 of 1 stop done\n"
        "1. A-01: 12 pieces of MUG-BLU Blue mug"
    )
    assert ana.types(STOCK, "/pick SO-1").text == shown
    assert ana.types(STOCK, "/pick pk-1").text == shown
    assert ana.types(STOCK, "/pick 2 MUG-BLU @B-01").text.startswith("*Picked 2 pieces")
    assert ana.types(STOCK, "/pick").view.title == "Pick"
    assert ana.types(STOCK, "/pick SH-1").text.splitlines()[0] == (
        "SH-1 is a shipment, and pick has no use for one."
    )
    assert ana.types(STOCK, "/pick SO-1 SO-1 SO-9").text == (
        "There is no “SO-9”. Check the number."
    )


def test_what_nothing_is_kept_for_cannot_be_picked(ana, desk):
    desk.handle(place_order((12, "MUG-RED")))

    assert ana.types(STOCK, "/pick SO-1").text == (
        "Nothing is reserved in any bin for SO-1. Receive what is missing first."
    )


def test_a_wave_is_proposed_by_urgency_and_planned_with_one_button(ana, ben, desk):
    assert ana.types(STOCK, "/inv wave").text == (
        "Nothing is kept for any order that nobody fetches yet. "
        "Take one with `/inv order CAFE-SOL 12 MUG-BLU`."
    )
    desk.handle(place_order((5, "MUG-BLU")))
    desk.handle(place_order((6, "MUG-BLU"), priority=Priority.URGENT))
    desk.handle(place_order((6, "MUG-RED")))

    proposal = ana.types(STOCK, "/inv wave")
    late = ben.types(STOCK, "/inv wave")
    assert proposal.text == (
        "*2 orders can be picked in one walk*:\n"
        "*SO-2* CAFE-SOL: reserved, urgent, 6 of 6 kept\n"
        "*SO-1* CAFE-SOL: reserved, 5 of 5 kept\n"
        "Or name them: `/pick SO-2 SO-1`"
    )
    seen = ana.double_clicks(proposal.message, "Pick these 2")
    assert seen.changed[0].text.startswith("*Made PK-1* for SO-2, SO-1: 2 stops")
    assert ben.clicks(late.message, "Pick these 2").text == (
        "Cannot pick SO-2: it is being picked. Finish PK-1 first, or give it up."
    )
    assert desk.book.get(PickList, "PK-2") is None


def test_a_wave_takes_twenty_orders_at_most(ana, desk):
    for _ in range(22):
        desk.handle(place_order((1, "MUG-BLU")))

    seen = ana.types(STOCK, "/inv wave")

    assert seen.text.startswith("*20 orders can be picked in one walk*, and 2 more after these:")
    assert seen.message.buttons == ["Pick these 20"]


@pytest.fixture
def picked(ana, desk):
    """SO-1 was picked by Ana from A-01."""
    desk.handle(place_order((12, "MUG-BLU"), requirements=("gift card",)))
    ana.types(STOCK, "/pick SO-1")
    desk.handle(ordered(RecordPick, "PK-1", line=1))
    return desk


def test_a_check_shows_first_and_is_made_by_somebody_else(ana, ben, picked):
    assert ben.types(STOCK, "/inv check SH-1").text == (
        "*Shipment SH-1* for SO-1, CAFE-SOL: to be checked, by somebody who did not pick it\n"
        "1. 12 pieces of MUG-BLU Blue mug, from A-01 by Ana\n"
        "If all of it is right: `/inv check SH-1 ok`"
    )
    assert ana.types(STOCK, "/inv check SH-1 ok").text == (
        "You picked SH-1, so somebody else checks it. Ask <@U0BEN>, <@U0CLEO>."
    )
    assert ben.types(STOCK, "/inv check SO-1 ok").text.splitlines()[0] == (
        "*Checked SH-1*: checking → packing. *TX-25*"
    )
    assert ben.types(STOCK, "/inv check SH-1 ok").text == (
        "Cannot check SH-1: it is still to be packed. Only what is picked and not packed yet can be checked."
    )


def test_what_a_check_finds_wrong_is_typed_with_words(ben, picked):
    wrong = ben.types(STOCK, "/inv check SH-1 line:1 found:brocken good:10")
    assert wrong.text == ("“brocken” is not on the list. Choose ok, short, wrong item or damaged.")
    seen = ben.types(STOCK, '/inv check SH-1 line:1 found:damaged good:10 note:"two are chipped"')
    assert seen.text.splitlines()[0] == "*Checked SH-1*: checking → picking. *TX-25*"
    assert picked.book.on_hand("MUG-BLU", "HOLD") == 2


def test_a_shipment_is_packed_and_shipped_by_its_number(ana, ben, picked):
    ben.types(STOCK, "/inv check SH-1 ok")
    assert ana.types(STOCK, "/inv pack SH-1").text == (
        "SH-1 is not packed yet. First tick: gift card."
    )
    picked.handle(ordered(TickRule, "SH-1", rule=1))
    assert ana.types(STOCK, "/ship SH-1 carrier:Bike").text == (
        "Cannot ship SH-1: it is still to be packed. Only a packed shipment can leave: press Packed first."
    )
    packed = ana.types(STOCK, "/inv pack SH-1 weight:4.2")
    assert packed.text.splitlines()[0] == "*Packed SH-1*: packing → packed. *TX-27*"
    assert str(picked.book.get(Shipment, "SH-1").packages[0].weight) == "4.2"
    assert ana.types(STOCK, "/ship SH-1 carrier:UPS track:1Z5R89390357567128").text == (
        "“1Z5R89390357567128” looks like a number of UPS with a slip in it: its last digit is 8, "
        "and 7 would fit. Check it again."
    )
    shipped = ana.types(STOCK, "/ship SH-1 carrier:UPS track:1Z5R89390357567127")
    assert shipped.text.splitlines()[0] == "*Shipped SH-1*: packed → shipped. *TX-28*"
    assert picked.book.get(Shipment, "SH-1").status is ShipmentStatus.SHIPPED

    told = (
        "*SH-1* for SO-1 to CAFE-SOL: shipped\n"
        "By UPS, tracking <https://www.ups.com/track?tracknum=1Z5R89390357567127|"
        "1Z5R89390357567127>\n"
        "Handed over on 2026-11-23 08:00"
    )
    for asked in ("SH-1", "SO-1", "1z 5r8 939 03 5756 7127"):
        assert ana.types(STOCK, f"/inv track {asked}").text == told


def test_the_old_ship_still_ships(ana):
    ana.types(STOCK, "/pick 2 MUG-BLU @A-01")
    assert ana.types(STOCK, "/ship 2 MUG-BLU carrier:Bike").text.startswith("*Shipped 2 pieces")
    assert ana.types(STOCK, "/inv track SH-1").text == (
        "*SH-1*: shipped\nBy Bike, without a tracking number."
    )


def test_what_was_shipped_in_one_line_is_shown_where_a_check_is_asked_for(ana):
    ana.types(STOCK, "/pick 2 MUG-BLU @A-01")
    ana.types(STOCK, '/ship 2 MUG-BLU carrier:DHL to:"Cafe Sol"')

    assert ana.types(STOCK, "/inv check SH-1").text.splitlines()[0] == (
        "*Shipment SH-1* for Cafe Sol: shipped by <@U0ANA>"
    )


def test_a_number_of_no_shipment_here_is_recognised_as_far_as_it_can_be(ana):
    assert ana.types(STOCK, "/inv track 1Z5R89390357567127").text == (
        "No shipment here has the number 1Z5R89390357567127. It may be of UPS: "
        "<https://www.ups.com/track?tracknum=1Z5R89390357567127|look there>."
    )
    assert ana.types(STOCK, "/inv track VAN-7").text == (
        "No shipment here has the number “VAN-7”, and it has the shape of no carrier we know. "
        "Check it, or ask by SH-4."
    )


def test_an_order_is_cancelled_with_a_reason_and_everything_goes_back(ana, picked):
    assert ana.types(STOCK, "/inv cancel SO-1").text.splitlines()[0] == ("Say why after SO-1.")
    seen = ana.types(STOCK, "/inv cancel SO-1 ordered by mistake")
    assert seen.text.splitlines()[0] == "*Cancelled SO-1*: packing → cancelled. *TX-25*"
    assert picked.book.on_hand("MUG-BLU", "A-01") == 24
    assert ana.types(STOCK, "/inv cancel SO-1 again").text == (
        "Cannot cancel SO-1: it is cancelled. Nothing is left to do."
    )


def test_what_is_left_of_a_pick_list_is_given_up(ana, desk):
    desk.handle(place_order((12, "MUG-BLU")))
    ana.types(STOCK, "/pick SO-1")
    seen = ana.types(STOCK, "/inv cancel PK-1")
    assert seen.text.splitlines()[0] == "*Gave up PK-1*: open → cancelled. *TX-24*"
    assert order_of(desk).status is OrderStatus.RESERVED


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/inv check", "Say which one, as SH-4."),
        ("/inv pack", "Say which one, as SH-4."),
        ("/inv track", "Say which one, as SH-4."),
        ("/inv cancel", "Say which one, as SO-7."),
        ("/inv pack SH-9", "There is no “SH-9”. Check the number."),
        ("/inv pack PK-1", "PK-1 is a pick list, and pack has no use for one."),
        ("/inv wave SH-1", "SH-1 is a shipment, and wave has no use for one."),
        ("/inv pack SO-1", "SO-1 has no shipment to pack: pick it first."),
        (
            "/pick 2 MUG-BLU @A-01 order:this",
            "Slack does not tell in which thread a command is typed. Name the document, as SO-7.",
        ),
        (
            "/ship this",
            "Slack does not tell in which thread a command is typed. Name the document, as SO-7.",
        ),
    ],
)
def test_a_step_without_its_document_says_which_is_wanted(ana, desk, typed, text):
    desk.handle(place_order((12, "MUG-BLU")))

    assert ana.types(STOCK, typed).text.splitlines()[0] == text


def test_this_is_the_order_of_the_thread_where_the_thread_is_known(bot, desk):
    desk.handle(place_order((12, "MUG-BLU")))
    thread = Place(channel=STOCK, thread="1764000000.000100")
    desk.handle(ordered(NoteThread, "SO-1", thread=thread, by="job:outbox"))
    hearing, asker = a_hearing(desk), an_asker(thread)

    assert hearing.hear("order", "this", asker).message.text.startswith("*Order SO-1* for CAFE-SOL")
    assert hearing.hear("pick", "this", asker).message.text.startswith("*Made PK-1* for SO-1")
    picked = hearing.hear("pick", "2 MUG-BLU @A-01 order:this", an_asker(thread))
    assert (
        picked.message.text
        == "Cannot pick SO-1: it is being picked. Finish PK-1 first, or give it up."
    )
    elsewhere = an_asker(Place(channel=STOCK, thread="1764000000.000999"))
    assert hearing.hear("order", "this", elsewhere).message.text.startswith(
        "This thread belongs to no such document. Name it, as SO-7."
    )


def test_help_tells_all_that_an_order_takes(ana):
    assert ana.types(STOCK, "/inv help order").text.splitlines() == [
        (
            "`/inv order CAFE-SOL 12 MUG-BLU; 3 TEE-BLK-M by:tomorrow` "
            "Take a customer's order; what is there is kept for it."
        ),
        f"In full: {USAGE.removeprefix('Write it as ')}",
        "Or: `/inv order SO-7` Shows an order.",
        "*to:* to whom it goes",
        "*by:* the day it should be there",
        "*ref:* the customer's or supplier's own number for it",
        "*priority:* how soon it is served",
        "*req:* what has to be done before it is packed; may be said several times",
        "*price:* of one unit of that line, before tax",
        "*off:* percent off that line",
        "*service:* a code from the tab Carriers",
        "*note:* anything worth remembering",
        (
            "A day is written as 2027-03-01, today, yesterday, tomorrow, friday, 7d, 2w, +7d, -7d or "
            "eom; by:friday is the next one."
        ),
    ]


def a_hearing(desk):

    return Hearing(Clerk(desk, desk, desk.clock))


def an_asker(place):
    return Asker(user="U0ANA", key=fresh_key(), place=place)
