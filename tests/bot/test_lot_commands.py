"""Lots as people ask for them: held, let go, looked at; typed, scanned and pressed."""

from datetime import date

import pytest

from inventory.documents.order import Order
from inventory.lot import LotStatus
from tests.bot.conftest import STOCK
from tests.builders import a_customer, an_item, edit, place_order, receive

JAM = an_item(
    "JAM-STR", name="Strawberry jam", is_lot_tracked=True, barcodes=("9506000134352",), packs=()
)


@pytest.fixture
def desk(desk):
    """Ten jars of L7 from the farm (their lot F-1), and four of L8."""
    for row in (JAM, a_customer("CAFE-SOL")):
        desk.handle(edit(row))
    facts = {"supplier_lot": "F-1", "made_on": date(2026, 11, 1), "document": "PO text"}
    desk.handle(receive(10, "JAM-STR", at="A-01", lot="L7", expires_on=date(2027, 11, 1), **facts))
    desk.handle(receive(4, "JAM-STR", at="A-03", lot="L8"))
    return desk


def status(desk, lot="L7"):
    return desk.book.lot_status("JAM-STR", lot)


def test_a_lot_is_held_with_what_follows(cleo, desk):
    desk.handle(place_order((6, "JAM-STR")))
    seen = cleo.types(STOCK, "/inv hold JAM-STR lot:L7 glass in one jar")

    assert seen.text.splitlines() == [
        "*Put lot L7 of JAM-STR on hold*. *TX-25*",
        "“glass in one jar”",
        "10 pieces on hand, not available now.",
        "Let go of what was kept: 6 for SO-1.",
    ]
    assert seen.message.buttons == ["Undo"]
    assert desk.book.get(Order, "SO-1").lines[0].reserved == 0


def test_undo_lets_it_go_again(cleo, desk):
    desk.handle(place_order((6, "JAM-STR")))
    seen = cleo.types(STOCK, "/inv hold JAM-STR lot:L7 glass")
    cleo.clicks(seen.message, "Undo")

    assert status(desk) is LotStatus.APPROVED
    assert desk.book.get(Order, "SO-1").lines[0].reserved == 6


def test_a_held_lot_is_released(cleo, desk):
    cleo.types(STOCK, "/inv hold JAM-STR lot:L7 glass")
    seen = cleo.types(STOCK, "/inv release JAM-STR lot:L7")

    assert seen.text.splitlines() == [
        "*Released lot L7 of JAM-STR*. *TX-25*",
        "10 pieces on hand, available again.",
    ]
    assert status(desk) is LotStatus.APPROVED


@pytest.mark.parametrize(
    "typed",
    [
        "JAM-STR L7 glass",
        "jam-str lot:l7 reason:glass",
        "JAM-STR slot:F-1 glass",
        "JAM-STR f-1 glass",
        "(01)09506000134352(10)L7 glass",
        "JAM-STR lot:(01)09506000134352(10)L7 glass",
        "BC:I:JAM-STR L7 glass",
    ],
)
def test_a_lot_is_named_in_many_ways(cleo, desk, typed):
    cleo.types(STOCK, f"/inv hold {typed}")

    lot = desk.book.lot("JAM-STR", "L7")
    assert (lot.status, lot.reason) == (LotStatus.HOLD, "glass")


def test_a_recall_quotes_the_suppliers_number(cleo, desk):
    cleo.types(STOCK, "/inv hold JAM-STR slot:F-1 status:recalled notice 4711")
    seen = cleo.types(STOCK, "/inv release JAM-STR L7")

    assert seen.text == (
        "Cannot release lot L7 of JAM-STR: it is recalled (“notice 4711”). "
        "When the recall is over, put it on hold first, then release it."
    )


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("hold JAM-STR glass", "JAM-STR has no lot “glass”. Known there: L7 or L8."),
        ("hold JAM-STR lot:L7", "Say why, in a few words, to hold."),
        ("hold", "Say which item to hold."),
        ("hold MUG-BLU lot:L7 x", "MUG-BLU is not tracked by lot. Leave lot and expiry out."),
        ("release JAM-STR", "JAM-STR is tracked by lot: say which, as lot:L7. There: L7 or L8."),
        ("release JAM-STR L8", "Nothing to do: lot L8 is approved already."),
        (
            "hold JAM-STR L7 status:gone x",
            "“gone” is not on the list. Choose hold, quarantine or recalled.",
        ),
        ("lots MUG-BLU", "MUG-BLU is not tracked by lot. Leave lot and expiry out."),
        ("lot MUG-GRN L1", "There is no item “MUG-GRN”. Check the code, or add it on Items."),
    ],
)
def test_a_mistake_is_named(cleo, typed, text):
    assert cleo.types(STOCK, f"/inv {typed}").text == text


def test_stray_words_are_refused_with_how_to_write_it(cleo):
    assert cleo.types(STOCK, "/inv lot JAM-STR L7 please").text.splitlines()[-1] == (
        "Write it as `/inv lot JAM-STR L7`"
    )


def test_who_may_not_is_told_who_may(ana, desk):
    seen = ana.types(STOCK, "/inv hold JAM-STR lot:L7 glass")

    assert seen.text.endswith("takes the role manager; you have the role operator. Ask <@U0CLEO>.")
    assert status(desk) is LotStatus.APPROVED


def test_a_lot_is_shown_with_everything_known_of_it(ana, desk):
    desk.handle(place_order((6, "JAM-STR")))
    seen = ana.types(STOCK, "/inv lot JAM-STR f-1")

    assert seen.text.splitlines() == [
        "*Lot L7 of JAM-STR (Strawberry jam)*: approved. 10 pieces on hand.",
        "Supplier's lot F-1, made on 2026-11-01, expires on 2027-11-01.",
        "Came first in TX-22, with PO text.",
        "A-01 lot L7: 10 pieces, expires 2027-11-01, kept: 6 for SO-1",
    ]
    assert seen.message.buttons == ["Hold…", "Trace"]


def test_the_lots_of_an_item_are_listed(cleo, ana):
    cleo.types(STOCK, "/inv hold JAM-STR L8 status:quarantine mould")

    assert ana.types(STOCK, "/inv lots JAM-STR").text.splitlines() == [
        "*JAM-STR (Strawberry jam)*: 2 lots, first expired first.",
        "*L7* (supplier's F-1): 10 pieces, expires 2027-11-01",
        "*L8*: 4 pieces, in quarantine, “mould”",
    ]


def test_single_pieces_are_listed_as_ranges(ana, desk):
    desk.handle(edit(an_item("LAPTOP", name="Laptop", is_serial=True, packs=())))
    desk.handle(receive(20, "LAPTOP", at="A-01", serials="100-119"))

    assert ana.types(STOCK, "/inv lots LAPTOP").text.splitlines() == [
        "*LAPTOP (Laptop)*: 20 serial numbers, by where they lie.",
        "*A-01*: 100-119",
    ]
    assert ana.types(STOCK, "/inv lot LAPTOP").text == (
        "LAPTOP goes by serial number: say which, as sn:100-119."
    )
    card = ana.types(STOCK, "/inv lot LAPTOP sn:107").text
    assert card.startswith("*Serial 107 of LAPTOP (Laptop)*: approved. 1 piece on hand.")


def test_the_buttons_hold_and_release(cleo, desk, sender, workspace):
    seen = cleo.types(STOCK, "/inv lot JAM-STR L7")
    form = cleo.clicks(seen.message, "Hold…").view
    sent = cleo.fills(form, {"How": "Quarantine", "Why": "mould"}).submits()
    sender.send_once()

    assert sent.views == []
    assert status(desk) is LotStatus.QUARANTINE
    assert workspace.messages(STOCK)[-1].text.startswith("*Put lot L7 of JAM-STR into quarantine*")

    seen = cleo.types(STOCK, "/inv lot JAM-STR L7")
    cleo.clicks(seen.message, "Release")
    assert status(desk) is LotStatus.APPROVED


def test_a_form_says_what_is_wrong(cleo, desk):
    seen = cleo.types(STOCK, "/inv lot JAM-STR L7")
    form = cleo.clicks(seen.message, "Hold…").view
    cleo.fills(form, {"How": "On hold", "Why": "mould"}).submits()
    form = cleo.clicks(seen.message, "Hold…").view
    sent = cleo.fills(form, {"How": "On hold", "Why": "mould"}).submits()

    assert sent.errors == {"status": "Nothing to do: lot L7 is on hold already."}


def test_stock_says_what_is_held_and_why(cleo, ana):
    cleo.types(STOCK, "/inv hold JAM-STR L7 glass")
    held = "A-01 lot L7: 10 pieces, expires 2027-11-01 (on hold, “glass”: not for picking)"

    assert held in ana.types(STOCK, "/stock JAM-STR").text.splitlines()
    assert held in ana.types(STOCK, "/inv why JAM-STR").text.splitlines()
    assert ana.types(STOCK, "/pick 1 JAM-STR @A-01").text == (
        "Cannot pick lot L7 of JAM-STR: it is on hold (“glass”). Take lot L8 at A-03, "
        "or have a manager release it (/inv release)."
    )


def test_several_of_our_lots_may_be_one_of_the_suppliers(cleo, desk):
    desk.handle(receive(2, "JAM-STR", at="B-01", lot="L9", supplier_lot="F-1"))

    assert cleo.types(STOCK, "/inv lot JAM-STR F-1").text.splitlines() == [
        "F-1 is 2 lots of JAM-STR:",
        "*L7* (supplier's F-1): 10 pieces, expires 2027-11-01",
        "*L9* (supplier's F-1): 2 pieces",
    ]
    assert cleo.types(STOCK, "/inv hold JAM-STR slot:F-1 glass").text == (
        "“F-1” is several lots of JAM-STR: say which, as lot:L7. There: L7 or L9."
    )


def test_an_item_without_goods_has_no_lots_to_show(cleo, desk):
    desk.handle(edit(an_item("JAM-FIG", name="Fig jam", is_lot_tracked=True)))

    assert cleo.types(STOCK, "/inv lots JAM-FIG").text == (
        "No lot of JAM-FIG (Fig jam) lies anywhere."
    )


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("hold JAM-STR lot:L7 lot:L8 x", "The lot stands there twice. Keep one."),
        (
            "lot LAPTOP sn:1-2",
            (
                "2 serial numbers are named (1-2), but 1 piece of LAPTOP. "
                "Mend one of them, or leave the quantity out."
            ),
        ),
        ("lot JAM-STR L99", "JAM-STR has no lot “L99”. Known there: L7 or L8."),
    ],
)
def test_a_lot_that_is_none_or_several_is_refused(cleo, desk, typed, text):
    desk.handle(edit(an_item("LAPTOP", name="Laptop", is_serial=True, packs=())))

    assert cleo.types(STOCK, f"/inv {typed}").text.splitlines()[0] == text
