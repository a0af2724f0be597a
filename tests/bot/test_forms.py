"""A form asks for what a line leaves out; its mistakes stand on their fields."""

from decimal import Decimal

import pytest

from inventory.people import Person, Role
from tests.bot.conftest import STOCK
from tests.builders import edit, move, pick, set_rule


def test_a_bare_command_opens_its_form(ana):
    form = ana.types(STOCK, "/receive").view

    assert form.title == "Receive"
    assert form.labels == [
        "Item", "Quantity", "Into", "Lot", "Supplier's lot", "Expires on", "Made on",
        "Serial numbers", "Purchase order", "Rejected", "Reason", "Link to a picture", "Unit cost",
        "Freight", "Note",
    ]  # fmt: skip


def test_a_partial_command_opens_the_form_filled_in(ana):
    form = ana.types(STOCK, '/pick 3 case MUG-BLU note:"for Sol"').view

    values = form.values
    assert values["item"]["item"]["selected_option"]["value"] == "MUG-BLU"
    assert values["quantity"]["quantity"]["value"] == "3 case"
    assert values["note"]["note"]["value"] == "for Sol"
    assert "MUG-BLU Blue mug: A-01 24 pieces; B-01 20 pieces." in form.words


def test_a_sent_form_posts_and_tells_the_channel(ana, desk, sender, workspace):
    form = ana.types(STOCK, "/receive").view

    sent = ana.fills(
        form, {"Item": "MUG-BLU", "Quantity": "2 case", "Into": "A-03", "Note": "<!channel>"}
    ).submits()
    sender.send_once()

    assert sent.views == []
    told = workspace.messages(STOCK)[-1]
    assert told.text == (
        "*Received 24 pieces of MUG-BLU* by <@U0ANA>. A-03: 0 → 24. *TX-20*\n“&lt;!channel&gt;”"
    )
    assert told.mentions == [("user", "U0ANA")]
    assert told.buttons == ["Undo", "Labels…"]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ("1.200", {"quantity": "1.200 can be 1,200 or 1.2. Write the one you mean."}),
        (
            "lots",
            {"quantity": "lots is no number we know: write 1,200 or 2.5 or 1/2."},
        ),
        ("0", {"quantity": "Cannot pick 0 MUG-BLU: it has to be more than 0."}),
        (
            "3 crate",
            {
                "quantity": "MUG-BLU is not counted in “crate”. "
                "It comes in dozen, gross, case or piece."
            },
        ),
        (
            "2.5",
            {
                "quantity": "2.5 pieces of MUG-BLU is not a whole number, and it comes in whole "
                "ones. Say a whole number, or tick Fractions on Items."
            },
        ),
    ],
)
def test_a_wrong_quantity_is_marked_on_its_field(ana, desk, typed, errors):
    form = ana.types(STOCK, "/pick MUG-BLU @A-01").view

    sent = ana.fills(form, {"Quantity": typed}).submits()

    assert sent.errors == errors
    assert desk.last_sequence() == 19


def test_stock_that_left_meanwhile_is_told_on_the_field(ana, desk):
    form = ana.types(STOCK, "/pick MUG-BLU @A-01").view
    filling = ana.fills(form, {"Quantity": "12"})
    desk.handle(pick(15, at="A-01", by="U0BEN"))

    sent = filling.submits()

    assert sent.errors == {
        "quantity": "Cannot pick 12 MUG-BLU at A-01: 9 pieces available. "
        "Pick 9, or take from B-01 (20 available)."
    }
    assert ana.fills(form, {"Quantity": "9"}).submits().views == []
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(0)


@pytest.mark.parametrize(
    ("blind", "figures"), [("yes", ""), ("no", ": the book said 24, it is 20 now")]
)
def test_a_count_of_stock_that_moved_meanwhile_is_to_be_counted_again(
    ana, desk, workspace, blind, figures
):
    desk.handle(set_rule("is_count_blind", blind))
    form = ana.types(STOCK, "/count").view
    for field, code in (("Item", "MUG-BLU"), ("Bin", "A-01")):
        ana.fills(form, {field: code})
    filling = ana.fills(form, {"Quantity": "24"})
    desk.handle(move(4, at="A-01", to="B-01", by="U0BEN"))

    sent = filling.submits()

    assert sent.errors == {
        "quantity": f"Stock moved here while you counted{figures}. "
        "Count again and open the form anew."
    }
    assert desk.last_sequence() == 21


def test_a_count_is_blind(ana):
    form = ana.types(STOCK, "/count MUG-BLU").view

    assert "MUG-BLU Blue mug: lies in 2 places." in form.words


def test_choosing_an_item_tells_where_it_lies_and_keeps_what_was_filled_in(ana):
    form = ana.types(STOCK, "/pick").view

    seen = ana.fills(form, {"Quantity": "5", "Item": "MUG-BLU"}).seen

    assert "MUG-BLU Blue mug: A-01 24 pieces; B-01 20 pieces." in seen.view.words
    assert seen.view.values["quantity"]["quantity"]["value"] == "5"


def test_the_field_of_the_lot_says_what_to_do_with_it(ana):
    form = ana.types(STOCK, "/pick").view
    assert hint_of(form, "lot") == "Choose the item first"

    assert hint_of(ana.fills(form, {"Item": "JAM-STR"}).seen.view, "lot") == "Code of the lot"
    seen = ana.fills(form, {"Item": "MUG-BLU"}).seen
    assert hint_of(seen.view, "lot") == "Leave it empty: MUG-BLU has no lots"


def hint_of(form, block_id):
    (block,) = [one for one in form.blocks if one["block_id"] == block_id]
    return block["element"]["placeholder"]["text"]


def test_a_form_sent_twice_posts_once(ana, desk, workspace):
    form = ana.types(STOCK, "/receive MUG-BLU").view
    ana.fills(form, {"Quantity": "24"}).submits()
    submissions = [
        number
        for number, one in enumerate(workspace.deliveries(), start=1)
        if one["payload"].get("type") == "view_submission"
    ]

    workspace.does(f"deliveries/{submissions[-1]}/replay")

    assert desk.last_sequence() == 20


def test_items_are_offered_with_what_is_free(ana):
    form = ana.types(STOCK, "/pick").view

    assert ana.options(form, "Item", "mug") == [
        "MUG-BLU Blue mug: 44 pieces",
        "MUG-RED Red mug: 0 pieces",
    ]


def test_bins_with_the_item_are_offered_first_and_lots_by_expiry(ana):
    ana.types(STOCK, "/receive 5 JAM-STR @A-03 lot:L8 exp:2027-06-01")
    ana.types(STOCK, "/receive 7 JAM-STR @B-01 lot:L7 exp:2027-03-01")

    form = ana.types(STOCK, "/pick 1 JAM-STR").view

    assert ana.options(form, "From bin", "")[:2] == ["A-03: 5 pieces", "B-01: 7 pieces"]
    assert ana.options(form, "Lot", "") == [
        "L7 until 2027-03-01: B-01 7 pieces",
        "L8 until 2027-06-01: A-03 5 pieces",
    ]


def test_a_return_and_an_adjustment_are_posted_by_form(ana, desk):
    form = ana.types(STOCK, "/return 1 MUG-BLU").view
    ana.fills(form, {"Condition": "wrong item"}).submits()
    form = ana.types(STOCK, "/inv adjust -2 MUG-BLU @A-01").view
    ana.fills(form, {"Reason": "damaged"}).submits()

    assert desk.book.on_hand("MUG-BLU", "RET") == Decimal(1)
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(22)


def test_the_stock_form_answers_in_its_place(ana):
    form = ana.types(STOCK, "/stock").view

    assert ana.submits(form).errors == {"item": "Choose an item or a bin."}
    answer = ana.fills(form, {"Item": "MUG-BLU"}).submits()
    assert "A-01: 24 pieces" in answer.view.words


@pytest.mark.parametrize(
    ("typed", "fields", "errors"),
    [
        (
            "/inv move 1 MUG-BLU @A-01 >A-01",
            None,
            {"target": "MUG-BLU is at A-01 already. Name another bin."},
        ),
        (
            "/pick 1 MUG-BLU @HOLD",
            {"Note": "x"},
            {
                "location": "Cannot pick at HOLD: it is a quarantine place. "
                "Name a receiving or storage one."
            },
        ),
        (
            "/receive 1 JAM-STR",
            {"Expires on": "2027-03-01"},
            {"lot": "JAM-STR is tracked by lot: say which, as lot:L7."},
        ),
        (
            "/receive 1 MUG-BLU",
            {"Unit cost": "cheap"},
            {"cost": "cheap is no number we know: write 1,200 or 2.5 or 1/2."},
        ),
        (
            "/receive 1 MUG-BLU",
            {"Unit cost": "-3.20"},
            {"cost": "-3.20 is below zero: nothing costs less than nothing."},
        ),
    ],
)
def test_a_mistake_stands_on_its_field(ana, desk, typed, fields, errors):
    """The forms are opened by leaving the quantity out, and sent with it."""
    verb, _, rest = typed.partition(" 1 ")
    form = ana.types(STOCK, f"{verb} {rest}").view

    sent = ana.fills(form, {"Quantity": "1", **(fields or {})}).submits()

    assert sent.errors == errors
    assert desk.last_sequence() == 19


def test_a_full_disk_is_told_on_the_form(ana, desk):
    form = ana.types(STOCK, "/receive MUG-BLU").view
    desk.is_available = False

    sent = ana.fills(form, {"Quantity": "24"}).submits()

    assert sent.errors == {
        "quantity": "The journal cannot record right now. Nothing was posted; "
        "try again in a minute."
    }


def test_the_expiry_a_lot_has_already_is_not_changed_by_a_form(ana):
    ana.types(STOCK, "/receive 5 JAM-STR @A-03 lot:L8 exp:2027-06-01")
    form = ana.types(STOCK, "/receive JAM-STR @A-03 lot:L8").view

    sent = ana.fills(form, {"Quantity": "5", "Expires on": "2027-07-01"}).submits()

    assert sent.errors == {
        "exp": "Lot L8 of JAM-STR expires on 2027-06-01 by the book. "
        "Leave exp: out, or use another lot code."
    }
    assert ana.fills(form, {"Expires on": "2027-06-01", "Lot": "L9"}).submits().errors == {}


def test_nobody_without_a_role_is_offered_anything(ana, desk):
    form = ana.types(STOCK, "/pick").view
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.NONE)))

    assert ana.options(form, "Item", "mug") == []
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.OPERATOR)))
    filling = ana.fills(form, {"Item": "MUG-BLU", "From bin": "A-01", "Quantity": "1"})
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))
    assert filling.submits().errors == {
        "quantity": "To pick takes the role operator; you have the role viewer. Ask Ben, Cleo."
    }
