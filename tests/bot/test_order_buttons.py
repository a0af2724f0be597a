"""An order goes from the form to the door by buttons alone, each judged when it is pressed."""

import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest
from pypdf import PdfReader

from inventory.correspondence_commands import RecordLetter
from inventory.customer import Contact
from inventory.documents.letter import LetterState
from inventory.documents.order import Order, OrderStatus, Priority
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment
from inventory.order_commands import ChangeOrder, ClaimPick, PlanPick, RecordPick
from inventory.people import Person, Role
from sandbox.slack.driver import ActError
from tests.bot.conftest import STOCK
from tests.bot.counter import SOL, Counter, a_sender, a_shop
from tests.builders import a_customer, edit, open_stock, ordered, place_order, receive, set_rule

ON_FRIDAY = date(2026, 11, 27)


@pytest.fixture
def desk():
    return a_shop()


@pytest.fixture
def contacts(contacts):
    contacts.put("CAFE-SOL", SOL)
    return contacts


@pytest.fixture
def sender(desk, options, contacts):
    return a_sender(desk, options, contacts)


@pytest.fixture
def counter(desk, sender, workspace):
    return Counter(desk, sender, workspace)


def test_three_people_bring_an_order_to_the_door_by_buttons_alone(
    desk, counter, workspace, ana, ben, cleo
):
    desk.handle(place_order((10, "MUG-BLU", "4.50"), (3, "MUG-RED", 5), requested_on=ON_FRIDAY))

    ana.clicks(counter.order(), "Start picking")
    ana.clicks(counter.pick_list(), "Claim")
    ana.clicks(counter.pick_list(), "Picked 1")
    ana.clicks(counter.pick_list(), "Picked 2")
    ben.clicks(counter.shipment(), "All right")
    cleo.clicks(counter.shipment(), "Tick 1")
    cleo.clicks(counter.shipment(), "Tick 2")
    cleo.clicks(counter.shipment(), "Packed")
    form = cleo.clicks(counter.shipment(), "Ship…").view
    sent = cleo.fills(form, {"Tracking number": "VAN-7"}).submits()
    assert (sent.errors, sent.views) == ({}, [])
    assert counter.shipment().text.splitlines()[0] == (
        "*Shipment SH-1* for SO-1, Café Sol (CAFE-SOL): shipped by <@U0CLEO>"
    )
    ben.clicks(counter.shipment(), "Delivered")

    assert desk.book.get(Order, "SO-1").status is OrderStatus.DELIVERED
    assert counter.order().text.splitlines()[:3] == [
        "*Order SO-1* for Café Sol (CAFE-SOL): delivered",
        "1. 10 pieces of MUG-BLU Blue mug at 4.50 EUR: all shipped",
        "2. 3 pieces of MUG-RED Red mug at 5.00 EUR: all shipped",
    ]
    assert counter.order().buttons == ["Return…"]
    assert counter.shipment().buttons == [
        "Packing slip again",
        "Label again",
        "Invoice again",
        "Credit…",
    ]
    shipment = desk.book.get(Shipment, "SH-1")
    assert (shipment.service, shipment.packages[0].kind) == ("POST", "BOX-S")


def picked(desk, counter, ana, *lines, **facts):
    """Have Ana pick a whole order."""
    desk.handle(place_order(*lines, **facts))
    ana.clicks(counter.order(), "Start picking")
    pick_list = desk.book.get(Order, "SO-1").pick_list
    for stop in desk.book.get(PickList, pick_list).lines:
        ana.clicks(counter.pick_list(), f"Picked {stop.number}")


def packed(desk, counter, ana, ben, *lines, **facts):
    """Have Ben check and pack what Ana picked."""
    picked(desk, counter, ana, *lines, **facts)
    for button in ("All right", "Tick 1", "Tick 2", "Packed"):
        ben.clicks(counter.shipment(), button)


def test_everything_about_an_order_is_said_in_its_thread(desk, counter, ana):
    picked(desk, counter, ana, (10, "MUG-BLU"))

    last = desk.last_sequence()
    assert [one.text for one in counter.thread()] == [
        (
            "*Pick list PK-1* for SO-1, Café Sol (CAFE-SOL): done\n"
            "1. A-01: 10 pieces of MUG-BLU Blue mug, picked by <@U0ANA>"
        ),
        (
            "*Shipment SH-1* for SO-1, Café Sol (CAFE-SOL): to be checked, by somebody who did "
            "not pick it\n"
            "1. 10 pieces of MUG-BLU Blue mug, from A-01 by Ana"
        ),
        (
            "*Picked 10 pieces of MUG-BLU for SO-1* by <@U0ANA>. A-01: 24 → 14, PACK: 0 → 10. "
            f"*TX-{last}*"
        ),
    ]
    assert counter.thread()[-1].buttons == ["Undo"]
    order = desk.book.get(Order, "SO-1")
    assert (order.thread.channel, order.thread.thread) == (STOCK, counter.order().ts)


def test_the_message_pressed_says_at_once_what_came_of_it(desk, counter, ana):
    desk.handle(place_order((10, "MUG-BLU")))

    seen = ana.clicks(counter.order(), "Start picking")

    assert seen.changed[0].text.splitlines()[0] == (
        "*Order SO-1* for Café Sol (CAFE-SOL): picking (PK-1)"
    )
    assert seen.changed[0].buttons == ["Change…", "Substitute…", "Cancel…"]


def test_a_stop_pressed_twice_is_picked_once(desk, counter, ana):
    desk.handle(place_order((10, "MUG-BLU")))
    ana.clicks(counter.order(), "Start picking")
    message = counter.pick_list()
    before = desk.last_sequence()

    ana.double_clicks(message, "Picked 1")

    assert desk.book.on_hand("MUG-BLU", "PACK") == 10
    assert desk.last_sequence() == before + 1


def test_of_two_who_claim_at_once_one_has_it_and_the_other_is_told(desk, counter, ana, ben):
    desk.handle(place_order((10, "MUG-BLU")))
    ana.clicks(counter.order(), "Start picking")
    unclaimed = counter.pick_list()
    desk.handle(ordered(ClaimPick, "PK-1", by="U0ANA"))

    seen = ben.clicks(unclaimed, "Claim")

    assert seen.text == "PK-1 is in the hand of <@U0ANA>. They or a manager can release it."
    assert seen.message.is_ephemeral
    assert desk.book.get(PickList, "PK-1").claimed_by == "U0ANA"
    assert counter.pick_list().text.splitlines()[0] == (
        "*Pick list PK-1* for SO-1, Café Sol (CAFE-SOL): in the hand of <@U0ANA>, 0 of 1 stop done"
    )
    assert ben.clicks(counter.pick_list(), "Picked 1").text == seen.text
    assert desk.book.on_hand("MUG-BLU", "PACK") == 0


def test_two_who_press_at_the_same_moment_pick_a_stop_once(desk, counter, ana, ben):
    desk.handle(place_order((10, "MUG-BLU"), (3, "MUG-RED")))
    ana.clicks(counter.order(), "Start picking")
    message = counter.pick_list()

    def press(person):
        with suppress(ActError):  # the other was so quick that the button was gone
            person.clicks(message, "Picked 1")

    with ThreadPoolExecutor(2) as fingers:
        list(fingers.map(press, (ana, ben)))

    assert desk.book.on_hand("MUG-BLU", "PACK") == 10
    [pick] = [stop for stop in desk.book.get(PickList, "PK-1").lines if not stop.is_waiting]
    assert desk.book.get(PickList, "PK-1").claimed_by == pick.picked_by


def test_what_was_claimed_and_released_can_be_claimed_again(desk, counter, ana):
    desk.handle(place_order((10, "MUG-BLU")))
    ana.clicks(counter.order(), "Start picking")
    for button in ("Claim", "Release", "Claim"):
        ana.clicks(counter.pick_list(), button)

    assert desk.book.get(PickList, "PK-1").claimed_by == "U0ANA"


def test_a_pick_taken_back_can_be_made_again(desk, counter, ana):
    picked(desk, counter, ana, (10, "MUG-BLU"))
    ana.clicks(counter.thread()[-1], "Undo")

    assert counter.pick_list().buttons == ["Picked 1", "Claim", "Short…", "Give up"]
    ana.clicks(counter.pick_list(), "Picked 1")

    assert desk.book.on_hand("MUG-BLU", "PACK") == 10


def test_a_list_that_is_given_up_leaves_everything_reserved(desk, counter, ana):
    desk.handle(place_order((10, "MUG-BLU")))
    ana.clicks(counter.order(), "Start picking")

    ana.clicks(counter.pick_list(), "Give up")

    assert counter.pick_list().text.splitlines()[0] == (
        "*Pick list PK-1* for SO-1, Café Sol (CAFE-SOL): cancelled"
    )
    assert counter.pick_list().buttons == []
    assert counter.order().buttons == ["Start picking", "Change…", "Substitute…", "Cancel…"]
    assert desk.book.reserved("MUG-BLU", "A-01") == 10


def test_who_may_only_look_is_refused_and_the_message_stays(desk, counter, ben):
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(edit(Person(user="U0BEN", name="Ben", role=Role.VIEWER)))

    seen = ben.clicks(counter.order(), "Start picking")
    asked = ben.clicks(counter.order(), "Cancel…")

    assert seen.text == (
        "To make a pick list takes the role operator; you have the role viewer. "
        "Ask <@U0ANA>, <@U0CLEO>."
    )
    assert asked.text.startswith("To cancel an order takes the role operator")
    assert seen.message.is_ephemeral
    assert seen.changed == []
    assert "Start picking" in counter.order().buttons


def test_a_role_taken_away_since_counts_at_the_click(desk, counter, ana):
    desk.handle(place_order((10, "MUG-BLU")))
    message = counter.order()
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))

    assert ana.clicks(message, "Start picking").text.startswith("To make a pick list takes")


def test_a_stale_button_hears_where_its_document_stands_now(desk, counter, ana, ben):
    desk.handle(place_order((10, "MUG-BLU")))
    old = counter.order()
    desk.handle(ordered(PlanPick, orders=("SO-1",), by="U0BEN"))

    assert ana.clicks(old, "Start picking").text == (
        "Cannot pick SO-1: it is being picked. Finish PK-1 first, or give it up."
    )


def test_the_picker_does_not_check_his_own_work(desk, counter, ana):
    picked(desk, counter, ana, (10, "MUG-BLU"))

    assert ana.clicks(counter.shipment(), "All right").text == (
        "You picked SH-1, so somebody else checks it. Ask <@U0BEN>, <@U0CLEO>."
    )


def test_what_is_short_is_said_in_a_form_and_fetched_from_another_bin(desk, counter, ana):
    desk.handle(place_order((10, "MUG-BLU")))
    ana.clicks(counter.order(), "Start picking")

    form = ana.clicks(counter.pick_list(), "Short…").view
    assert form.title == "Short on PK-1"
    wrong = ana.fills(form, {"How many you have": "1.200", "Why": "Not there"}).submits()
    assert wrong.errors == {"quantity": "1.200 can be 1,200 or 1.2. Write the one you mean."}
    more = ana.fills(form, {"How many you have": "12", "Why": "Not there"}).submits()
    assert more.errors == {
        "quantity": "12 of MUG-BLU cannot be for PK-1: 0 to 10 would be possible."
    }
    ana.fills(form, {"How many you have": "7", "Why": "Not there", "Note": "shelf empty"}).submits()

    assert counter.pick_list().text.splitlines()[1:] == [
        "1. A-01: 10 pieces of MUG-BLU Blue mug, 7 picked by <@U0ANA>, 3 short (missing)",
        "2. B-01: 3 pieces of MUG-BLU Blue mug",
    ]
    assert (
        "Short of 3 pieces of MUG-BLU at A-01, says <@U0ANA>: “shelf empty”. "
        "It is fetched from B-01. The bin waits for a count."
    ) in [one.text for one in counter.thread()]


def test_a_wrong_line_goes_back_with_the_checkers_words(desk, counter, ana, ben):
    picked(desk, counter, ana, (10, "MUG-BLU"))

    form = ben.clicks(counter.shipment(), "Wrong 1…").view
    filled = {
        "What is wrong": "Another item",
        "How many are right": "7",
        "Tell the picker": "three are green",
    }
    assert ben.fills(form, filled).submits().errors == {}

    assert (
        counter.pick_list()
        .text.splitlines()[0]
        .endswith("in the hand of <@U0ANA>, 1 of 2 stops done")
    )
    assert counter.pick_list().text.splitlines()[-1] == (
        "2. A-01: 3 pieces of MUG-BLU Blue mug (once more: “three are green”)"
    )
    assert (
        "Sent 3 pieces of MUG-BLU from SH-1 back to A-01, says <@U0BEN>: “three are green”. "
        "The picker fetches once more."
    ) in [one.text for one in counter.thread()]


def test_nothing_is_packed_while_a_rule_is_not_ticked(desk, counter, ana, ben):
    picked(desk, counter, ana, (10, "MUG-BLU"))
    ben.clicks(counter.shipment(), "All right")
    ben.clicks(counter.shipment(), "Tick 2")

    assert counter.shipment().text.splitlines()[2:] == [
        "*Packing rules:* 1 of 2 to be ticked",
        "☐ No peanuts",
        "☑ Two layers of paper, by Ben",
        "*Proposed box:* BOX-S",
    ]
    assert ben.clicks(counter.shipment(), "Packed").text == (
        "SH-1 is not packed yet. First tick: No peanuts."
    )
    assert ben.clicks(counter.shipment(), "Packed…").text == (
        "SH-1 is not packed yet. First tick: No peanuts."
    )
    ben.clicks(counter.shipment(), "Untick 2")
    assert len(desk.book.get(Shipment, "SH-1").unticked) == 2


def test_the_box_that_was_taken_is_said_in_a_form(desk, counter, ana, ben):
    picked(desk, counter, ana, (10, "MUG-BLU"))
    for button in ("All right", "Tick 1", "Tick 2"):
        ben.clicks(counter.shipment(), button)

    form = ben.clicks(counter.shipment(), "Packed…").view
    ben.fills(form, {"Box": "Another box", "Weight in kg": "3.2", "Length in cm": "40"}).submits()

    assert counter.shipment().text.splitlines()[2] == "Package 1: another box, 3.2 kg"
    ben.clicks(counter.shipment(), "Unpack")
    assert counter.shipment().text.splitlines()[2] == "*Packing rules:* 2 of 2 to be ticked"


def test_services_stand_by_price_with_day_and_reason_the_proposed_one_chosen(
    desk, counter, ana, ben
):
    packed(desk, counter, ana, ben, (10, "MUG-BLU"), requested_on=date(2026, 11, 24))

    assert counter.shipment().text.splitlines()[-2:] == [
        ("*Proposed:* Swift for 9.90 EUR, there by Tue 2026-11-24. No other arrives in time."),
        "*Cheapest:* Post for 4.90 EUR, there by Thu 2026-11-26, 2 days late",
    ]
    form = ben.clicks(counter.shipment(), "Ship…").view
    select = form.blocks[0]["element"]
    assert [
        (o["text"]["text"], o.get("description", {}).get("text")) for o in select["options"]
    ] == [
        ("4.90 EUR, Thu 2026-11-26, 2 d late: Post", "The cheapest"),
        ("9.90 EUR, Tue 2026-11-24: Swift", "Proposed. No other arrives in time"),
        ("Another carrier, named below", None),
    ]
    assert select["initial_option"]["value"] == "SWIFT"
    slip = ben.fills(form, {"Tracking number": "1Z5R89390357567128"}).submits()
    assert slip.errors == {
        "tracking": (
            "“1Z5R89390357567128” looks like a number of UPS with a slip in it: its last digit is "
            "8, and 7 would fit. Check it again."
        )
    }
    ben.fills(form, {"Tracking number": "1Z5R89390357567127", "Between": "14:00-16:00"}).submits()

    assert counter.shipment().text.splitlines()[3:] == [
        "*Carrier:* Swift, 9.90 EUR",
        ("*Tracking:* <https://www.ups.com/track?tracknum=1Z5R89390357567127|1Z5R89390357567127>"),
        "*Collected on:* Mon 2026-11-23, 14:00-16:00",
        "*Promised for:* Tue 2026-11-24",
    ]


def test_a_shipment_on_its_way_says_where_it_was_heard_of(desk, counter, ana, ben):
    packed(desk, counter, ana, ben, (10, "MUG-BLU"))
    form = ben.clicks(counter.shipment(), "Ship…").view
    ben.fills(form, {"Service": "Another carrier, named below"}).submits()
    assert ben.fills(form, {"Carrier": "Bike"}).submits().errors == {}

    form = ana.clicks(counter.shipment(), "On its way…").view
    ana.fills(form, {"What happened": "Failed attempt", "Where": "Madrid"}).submits()

    assert counter.shipment().text.splitlines()[-1] == (
        "*Last heard:* failed attempt at Madrid, 2026-11-23 08:00"
    )
    assert counter.thread()[-1].text == "SH-1 failed attempt at Madrid, says <@U0ANA>."


def test_an_order_is_changed_and_what_others_changed_meanwhile_stays(desk, counter, ana):
    desk.handle(place_order((10, "MUG-BLU")))
    form = ana.clicks(counter.order(), "Change…").view
    desk.handle(ordered(ChangeOrder, "SO-1", priority=Priority.HIGH, by="U0BEN"))

    ana.fills(
        form, {"Wanted by": "2026-11-27", "Requirements": "Gift card inside\n\nNo bill"}
    ).submits()

    order = desk.book.get(Order, "SO-1")
    assert (order.priority, order.requested_on) == (Priority.HIGH, ON_FRIDAY)
    assert counter.order().text.splitlines()[2:4] == [
        "*Wanted by:* Fri 2026-11-27",
        "*Requirements:* Gift card inside; No bill",
    ]
    again = ana.fills(ana.clicks(counter.order(), "Change…").view, {}).submits()
    assert again.errors == {"priority": "Nothing to do: SO-1 is so already."}


def test_cancelling_asks_why_and_says_what_goes_where(desk, counter, ana):
    picked(desk, counter, ana, (10, "MUG-BLU"))
    form = ana.clicks(counter.order(), "Cancel…").view
    assert "Cancels 10 pieces of MUG-BLU." in form.words

    ana.fills(form, {"Why": "changed his mind"}).submits()

    assert counter.order().text.splitlines()[0] == (
        "*Order SO-1* for Café Sol (CAFE-SOL): cancelled"
    )
    assert [one.text for one in counter.thread()][-2:] == [
        "Put 10 pieces of MUG-BLU from SH-1 back to A-01.",
        (
            "*Cancelled SO-1: changed his mind* by <@U0ANA>. PACK: 10 → 0, A-01: 14 → 24. "
            f"*TX-{desk.last_sequence()}*"
        ),
    ]
    assert counter.order().buttons == []


def test_what_a_typed_step_moved_is_told_in_the_thread_as_after_a_button(desk, counter, ana):
    picked(desk, counter, ana, (10, "MUG-BLU"))

    ana.types(STOCK, "/inv cancel SO-1 they phoned")

    told = counter.thread()[-1]
    assert told.text == (
        "*Cancelled SO-1: they phoned* by <@U0ANA>. PACK: 10 → 0, A-01: 14 → 24. "
        f"*TX-{desk.last_sequence()}*"
    )
    assert told.buttons == ["Undo"]


def test_another_item_is_sent_instead(desk, counter, ana):
    desk.handle(place_order((10, "MUG-BLU")))
    form = ana.clicks(counter.order(), "Substitute…").view
    assert "MUG-RED Red mug: 9 pieces" in ana.options(form, "Send", "red")

    ana.fills(form, {"Send": "MUG-RED", "How many": "4", "Why": "customer agreed"}).submits()

    assert counter.order().text.splitlines()[1:3] == [
        "1. 10 pieces of MUG-BLU Blue mug: all cancelled",
        "2. 4 pieces of MUG-RED Red mug instead of line 1: all reserved “customer agreed”",
    ]


def test_the_order_of_somebody_forgotten_is_named_by_the_code(desk, counter, contacts, ana):
    desk.handle(place_order((10, "MUG-BLU")))
    contacts.forget("CAFE-SOL")

    assert counter.order().text.splitlines()[0] == "*Order SO-1* for CAFE-SOL: reserved"


def test_a_wave_has_a_message_of_its_own(desk, counter, ana):
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(place_order((3, "MUG-RED")))
    desk.handle(ordered(PlanPick, orders=("SO-1", "SO-2")))

    wave = counter.pick_list()

    assert wave.thread_ts is None
    assert wave.text == (
        "*Pick list PK-1* for SO-1, SO-2: nobody has it yet, 0 of 2 stops done\n"
        "1. A-01: 10 pieces of MUG-BLU Blue mug for SO-1\n"
        "2. A-03: 3 pieces of MUG-RED Red mug for SO-2"
    )


def test_a_letter_in_doubt_is_resent_by_a_person(desk, counter, ana, ben):
    desk.handle(edit(a_customer(contact="mark")))
    desk.handle(set_rule("writes_to_customers", "yes"))
    picked(desk, counter, ana, (10, "MUG-BLU"))
    for button in ("All right", "Packed"):
        ben.clicks(counter.shipment(), button)
    ben.submits(ben.clicks(counter.shipment(), "Ship…").view)
    key = desk.book.get(Shipment, "SH-1").letters[0].key
    in_doubt = {"letter": key, "state": LetterState.UNKNOWN, "said": "timed out"}
    desk.handle(ordered(RecordLetter, "SH-1", by="job:mail", **in_doubt))

    assert counter.shipment().text.splitlines()[-1] == (
        "*E-mail “shipped”:* perhaps sent, perhaps not (timed out). Ask the customer before you "
        "resend it: it may arrive twice."
    )
    ana.clicks(counter.shipment(), "Resend the letter (shipped)")

    assert counter.shipment().text.splitlines()[-1] == "*E-mail “shipped”:* about to be sent"
    assert "Resend the letter (shipped)" not in counter.shipment().buttons


def test_a_long_list_is_shown_page_by_page_from_where_somebody_has_still_to_go(desk, counter, ana):
    for number in range(1, 31):
        desk.handle(open_stock(2, "JAM-STR", at="A-01", lot=f"L{number:02}"))
    desk.handle(place_order((60, "JAM-STR")))
    ana.clicks(counter.order(), "Start picking")
    first = counter.pick_list()
    assert len(first.buttons) == 25 + len(["Claim", "Short…", "Give up", "Later stops"])
    assert first.text.splitlines()[-1] == "Page 1 of 2"

    seen = ana.clicks(first, "Later stops")

    later = seen.changed[0]
    assert later.text.splitlines()[1] == "26. A-01 lot L26: 2 pieces of JAM-STR Strawberry jam"
    assert later.buttons[-1] == "Earlier stops"
    for number in range(26):
        stop = {"line": number + 1, "by": "U0ANA"}
        desk.handle(ordered(RecordPick, "PK-1", **stop))
    assert counter.pick_list().text.splitlines()[-1] == "Page 2 of 2"


def printed(counter):
    """The files in the thread of the order, in order."""
    return [file for one in counter.thread() for file in one.raw.get("files", [])]


@pytest.mark.parametrize("fault", ["applied_then_dropped", "error_500", "html_502", "disconnect"])
def test_a_paper_whose_sharing_is_in_doubt_is_looked_for_before_it_is_sent_again(
    desk, counter, workspace, ana, ben, fault
):
    packed(desk, counter, ana, ben, (10, "MUG-BLU"))
    ben.clicks(counter.shipment(), "Packing slip again")
    workspace.breaks(fault, "api:files.completeUploadExternal")

    assert [file["name"] for file in printed(counter)] == ["packing-slip SH-1.pdf"] * 2


def test_a_customer_who_was_forgotten_is_a_code_on_paper_too(
    desk, counter, workspace, ana, ben, contacts
):
    contacts.put("CAFE-SOL", Contact(name="Luna <!channel>"))
    packed(desk, counter, ana, ben, (10, "MUG-BLU"))
    counter.order()
    contacts.forget("CAFE-SOL")
    ben.clicks(counter.shipment(), "Packing slip again")

    before, after = (texts_of(workspace, file) for file in printed(counter))

    assert "Luna <!channel>" in before
    assert "Luna" not in after
    assert "CAFE-SOL" in after


def texts_of(workspace, file):
    return PdfReader(io.BytesIO(workspace.file(file["id"]))).pages[0].extract_text()


def test_papers_arrive_in_the_thread_and_can_be_read(desk, counter, workspace, ana, ben):
    packed(desk, counter, ana, ben, (10, "MUG-BLU", "4.50"))
    form = ben.clicks(counter.shipment(), "Ship…").view
    ben.fills(form, {"Tracking number": "VAN-7"}).submits()

    files = printed(counter)

    assert [file["name"] for file in files] == [
        "packing-slip SH-1.pdf",
        "label SH-1-1.pdf",
        "invoice INV-1.pdf",
    ]
    slip, label, invoice = (texts_of(workspace, file) for file in files)
    assert "Café Sol" in slip
    assert "MUG-BLU" in slip
    assert "VAN-7" in label
    assert "45.00" in invoice
    ana.clicks(counter.shipment(), "Label again")
    ana.clicks(counter.shipment(), "Label again")
    again = [file for one in counter.thread() for file in one.raw.get("files", [])]
    assert [file["name"] for file in again[3:]] == ["label SH-1-1.pdf"] * 2


def test_a_manager_takes_a_part_of_an_invoice_back(desk, counter, workspace, ana, ben, cleo):
    packed(desk, counter, ana, ben, (10, "MUG-BLU", "4.50"))
    form = ben.clicks(counter.shipment(), "Ship…").view
    ben.fills(form, {"Tracking number": "VAN-7"}).submits()
    refused = ben.clicks(counter.shipment(), "Credit…")
    assert "manager" in refused.messages[0].text
    form = cleo.clicks(counter.shipment(), "Credit…").view
    goods, why = "What, an item a line (empty: all of it)", "Two arrived broken"
    sent = cleo.fills(form, {goods: "two mugs", "Why": why}).submits()
    assert "goods" in sent.errors
    sent = cleo.fills(form, {goods: "2 MUG-BLU"}).submits()
    assert (sent.errors, sent.views) == ({}, [])

    assert "*Invoice:* INV-1, credited by CN-1" in counter.shipment().text
    file = printed(counter)[-1]
    assert file["name"] == "credit-note CN-1.pdf"
    text = texts_of(workspace, file)
    assert "9.00" in text
    assert "Two arrived broken" in text
    cleo.clicks(counter.shipment(), "Credit note again")
    assert [one["name"] for one in printed(counter)[-2:]] == ["credit-note CN-1.pdf"] * 2


def test_an_invoice_keeps_its_currency_when_the_house_takes_another(desk, counter, ana, ben, cleo):
    packed(desk, counter, ana, ben, (10, "MUG-BLU", "4.50"))
    form = ben.clicks(counter.shipment(), "Ship…").view
    ben.fills(form, {"Tracking number": "VAN-7"}).submits()
    desk.handle(set_rule("currency", "USD"))

    form = cleo.clicks(counter.shipment(), "Credit…").view

    assert "INV-1 came to 45.00 EUR." in form.words


def test_the_lot_is_read_off_the_goods_and_another_than_the_listed_one_takes_a_reason(
    desk, counter, ana
):
    for lot, expires in (("L7", date(2027, 1, 1)), ("L9", date(2027, 3, 1))):
        desk.handle(receive(4, "JAM-STR", at="A-03", lot=lot, expires_on=expires))
    desk.handle(place_order((3, "JAM-STR"), (1, "JAM-STR")))
    ana.clicks(counter.order(), "Start picking")

    form = ana.clicks(counter.pick_list(), "Picked 1…").view
    wrong = ana.fills(form, {"Lot": "L8"}).submits()
    assert wrong.errors == {"lot": "JAM-STR has no lot “L8”. Known there: L7 or L9."}
    other = ana.fills(form, {"Lot": "L9"}).submits()
    assert list(other.errors) == ["reason"]
    sent = ana.fills(form, {"Lot": "L9", "If it is another lot: why": "Damaged"}).submits()
    assert (sent.errors, sent.views) == ({}, [])
    assert desk.book.on_hand("JAM-STR", "PACK", "L9") == 3
    form = ana.clicks(counter.pick_list(), "Picked 2…").view
    assert ana.fills(form, {"Lot": "l7"}).submits().errors == {}
    assert desk.book.on_hand("JAM-STR", "PACK", "L7") == 1


def test_a_house_that_does_not_ask_takes_the_listed_lot(desk, counter, ana):
    desk.handle(set_rule("asks_for_lot", "no"))
    desk.handle(receive(4, "JAM-STR", at="A-03", lot="L7"))
    desk.handle(place_order((3, "JAM-STR")))
    ana.clicks(counter.order(), "Start picking")
    ana.clicks(counter.pick_list(), "Picked 1")
    assert desk.book.on_hand("JAM-STR", "PACK", "L7") == 3


def test_the_checkers_picture_is_linked_in_the_thread(desk, counter, ana, ben):
    picked(desk, counter, ana, (10, "MUG-BLU"))
    form = ben.clicks(counter.shipment(), "Wrong 1…").view
    wrong = {
        "What is wrong": "Damaged",
        "How many are right": "8",
        "Tell the picker": "two are chipped",
        "Link to a picture": "https://example.com/p1",
    }
    assert ben.fills(form, wrong).submits().errors == {}
    told = [one.text for one in counter.thread() if one.text.startswith("Put 2 pieces")]
    assert told == [
        (
            "Put 2 pieces of MUG-BLU into HOLD as damaged, says <@U0BEN>: “two are chipped”. "
            "Others are fetched if there are any. <https://example.com/p1|Picture>"
        )
    ]


def test_what_one_person_alone_is_told_in_a_thread_is_told_in_that_thread(desk, counter, ana, ben):
    desk.handle(place_order((10, "MUG-BLU")))
    ana.clicks(counter.order(), "Start picking")
    ana.clicks(counter.pick_list(), "Claim")

    told = ben.clicks(counter.pick_list(), "Picked 1").messages[-1]

    assert told.raw["ephemeral_for"] == "U0BEN"
    assert told.thread_ts == counter.order().ts
