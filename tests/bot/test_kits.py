"""Kits are built, taken apart and asked about where people talk."""

from datetime import date
from decimal import Decimal

import pytest

from bot.messages.low_stock import digest
from bot.messages.refusals import refusal
from bot.messages.text import as_plain
from inventory.documents.replenishment import Alert, LowItem
from inventory.item import ItemKind
from inventory.kit_errors import ComponentsUnusable, NotAKit
from inventory.quantity import ZERO
from tests.bot.conftest import STOCK
from tests.builders import (
    a_customer,
    a_desk,
    a_kit,
    a_location,
    an_item,
    edit,
    open_stock,
    place_order,
    receive,
)


@pytest.fixture
def desk(desk):
    """A gift set is two blue mugs and a red one; of 9 red ones one is kept for an order."""
    desk.handle(edit(a_kit("GIFT-SET", (2, "MUG-BLU"), (1, "MUG-RED"), packs=())))
    desk.handle(edit(a_customer()))
    desk.handle(open_stock(9, "MUG-RED", at="A-03"))
    desk.handle(place_order((1, "MUG-RED")))
    return desk


def test_a_built_kit_tells_every_balance_before_and_after(ana, desk):
    seen = ana.types(STOCK, "/inv build 5 GIFT-SET @B-01 from:A-01").text
    assert seen == (
        "Cannot build 5 GIFT-SET from A-01: 5 pieces of MUG-RED needed, 0 free there (A-03 9, "
        "1 kept for SO-1). Leave from: out, so that all bins count, or receive what is missing."
    )
    seen = ana.types(STOCK, "/inv build 5 GIFT-SET @B-01")
    assert seen.text == (
        "*Built 5 pieces of GIFT-SET*. *TX-24*\n"
        "MUG-BLU at A-01: 24 → 14\n"
        "MUG-RED at A-03: 9 → 4\n"
        "GIFT-SET at B-01: 0 → 5"
    )
    assert not seen.message.is_ephemeral
    assert ana.clicks(seen.message, "Undo").text.startswith("*Built 5 pieces of GIFT-SET*. *TX-24*")
    assert desk.book.balances("GIFT-SET") == {}


def test_too_many_are_refused_with_how_many_there_could_be(ana, desk):
    seen = ana.types(STOCK, "/inv build 40 GIFT-SET @B-01")
    assert seen.text == (
        "Cannot build 40 GIFT-SET: 80 pieces of MUG-BLU needed, 44 free (A-01 24, B-01 20); "
        "40 pieces of MUG-RED needed, 8 free (A-03 9, 1 kept for SO-1). "
        "Build 8, or receive what is missing."
    )
    assert seen.message.buttons == ["Build 8 GIFT-SET @B-01"]
    ana.clicks(seen.message, "Build 8 GIFT-SET @B-01")
    assert desk.book.on_hand("GIFT-SET", "B-01") == 8


def test_a_kit_comes_apart_again(ana):
    ana.types(STOCK, "/inv build 3 GIFT-SET @B-01")
    assert ana.types(STOCK, "/inv unbuild 1 gift-set B-01 > A-03").text == (
        "*Took apart 1 piece of GIFT-SET*. *TX-25*\n"
        "GIFT-SET at B-01: 3 → 2\n"
        "MUG-BLU at A-03: 0 → 2\n"
        "MUG-RED at A-03: 6 → 7"
    )


def test_what_a_kit_is_made_of_and_what_limits_it(ana):
    assert ana.types(STOCK, "/inv kit GIFT-SET").text == (
        "*GIFT-SET (Gift set)*: 8 pieces could be built now.\n"
        "2 pieces of MUG-BLU: 44 free, for 22\n"
        "1 piece of MUG-RED: 8 free, for 8\n"
        "What limits it: MUG-RED."
    )
    assert ana.types(STOCK, "/inv kit mug-red").text == (
        "*MUG-RED (Red mug)* is made of nothing. It goes into GIFT-SET."
    )
    assert ana.types(STOCK, "/inv kit ROPE-8").text == (
        "ROPE-8 is no kit: nothing says what it is made of. "
        "Fill in Made of on Items, as in MUG-BLU=2; CANDLE-PLR=1."
    )
    assert ana.types(STOCK, "/inv kit").text == "Say which item.\nWrite it as `/inv kit GIFT-SET`"


def test_components_that_cannot_be_used_are_told(ana, desk):
    desk.handle(edit(an_item("MUG-RED", name="Red mug", is_active=False)))
    desk.handle(edit(a_kit("GIFT-SET", (1, "MUG-RED"), ("0.5", "CARD"))))
    assert ana.types(STOCK, "/inv kit GIFT-SET").text == (
        "*GIFT-SET (Gift set)*: 0 pieces could be built now.\n"
        "1 piece of MUG-RED: out of use\n"
        "0.5 pieces of CARD: not on Items\n"
        "What limits it: MUG-RED, CARD."
    )
    assert ana.types(STOCK, "/inv build 1 GIFT-SET").text == (
        "GIFT-SET cannot be built: there is no item “CARD” and “MUG-RED” is out of use. "
        "Mend Made of on Items, or add them there."
    )


def test_a_bare_command_opens_its_form_and_the_form_builds(ana, desk):
    form = ana.types(STOCK, "/inv build").view
    assert form.title == "Build"
    assert form.labels == [
        "Item", "Quantity", "Into (where not its home)", "Lot", "Expires on", "Serial numbers",
        "Components from", "Note",
    ]  # fmt: skip
    filled = ana.types(STOCK, "/inv build GIFT-SET @B-01").view
    assert ana.fills(filled, {"Quantity": "2"}).submits().views == []
    assert desk.book.on_hand("GIFT-SET", "B-01") == 2


def test_a_wrong_field_of_the_form_is_told_on_it(ana):
    form = ana.types(STOCK, "/inv build GIFT-SET").view
    sent = ana.fills(form, {"Quantity": "1", "Components from": "Z-99"}).submits()
    assert sent.errors == {
        "from": "There is no bin “Z-99”. Check it, or add it on Locations.",
    }


def test_lots_that_come_out_are_asked_for_with_those_that_went_in_as_buttons(ana, desk):
    desk.handle(edit(a_kit("BRUNCH", (2, "JAM-STR"))))
    desk.handle(receive(4, "JAM-STR", at="A-01", lot="L1"))
    desk.handle(receive(4, "JAM-STR", at="A-01", lot="L2"))
    ana.types(STOCK, "/inv build 3 BRUNCH @B-01")
    seen = ana.types(STOCK, "/inv unbuild 1 BRUNCH @B-01")
    assert seen.text == (
        "Say which lots come out of BRUNCH: JAM-STR (L1, L2). Write it as parts:JAM-STR=L1"
    )
    assert seen.message.buttons == [
        'Unbuild 1 BRUNCH @B-01 parts:"JAM-STR=L1"',
        'Unbuild 1 BRUNCH @B-01 parts:"JAM-STR=L2"',
    ]
    ana.types(STOCK, "/inv unbuild 1 BRUNCH @B-01 > A-03 parts:JAM-STR=L1")
    assert desk.book.on_hand("JAM-STR", "A-03", "L1") == 2
    ana.clicks(seen.message, seen.message.buttons[1])
    assert desk.book.on_hand("JAM-STR", "IN", "L2") == 2


def test_two_kits_are_two_commands(ana, desk):
    before = desk.last_sequence()
    seen = ana.types(STOCK, "/inv build 1 GIFT-SET\n2 GIFT-SET").text
    assert seen == "2 lines are too many for one posting: 1 at most. Send it in parts."
    assert desk.last_sequence() == before


def test_the_nearest_kit_is_offered(ana):
    seen = ana.types(STOCK, "/inv build 1 GIFTSET")
    assert seen.message.buttons[0] == "Build 1 GIFT-SET"


def test_the_value_of_a_kit_is_asked_like_any_other(cleo, desk):
    desk.handle(receive(4, "MUG-RED", at="A-01", unit_cost=Decimal(2)))
    cleo.types(STOCK, "/inv build 1 GIFT-SET @B-01")
    assert cleo.types(STOCK, "/inv value").text.startswith("*The whole stock*: worth *8.00 EUR*")


def test_raw_material_is_told_as_such_and_pointed_out_on_an_order(ana, cleo, desk):
    desk.handle(edit(an_item("CLAY", name="Clay", kind=ItemKind.RAW, unit="kg", packs=())))
    desk.handle(receive(40, "CLAY", at="A-01", unit_cost=Decimal("1.25")))
    assert ana.types(STOCK, "/stock CLAY").text.startswith(
        "*CLAY (Clay)*, raw material: 40 kg available."
    )
    assert ana.types(STOCK, "/inv find raw").text == (
        "*CLAY* Clay, raw material: 40 kg available. A-01 40\n"
        "*JAM-STR* Strawberry jam: 0 pieces available. None lies anywhere"
    )
    assert ana.types(STOCK, "/inv find kit").text.startswith("*GIFT-SET* Gift set: ")
    taken = ana.types(STOCK, "/inv order CAFE-SOL 2 CLAY; 1 MUG-BLU").text.splitlines()
    assert taken[1] == (
        "CLAY is raw material, as a rule not for sale: change the order if that was a slip."
    )
    assert taken[3] == "1. 2 kg of CLAY Clay, raw material: all reserved"
    assert cleo.types(STOCK, "/inv value").text.splitlines()[1] == (
        "Of that 0.00 EUR in finished goods, 50.00 EUR in raw materials (by FIFO)."
    )
    assert cleo.types(STOCK, "/inv value CLAY").text.startswith(
        "*CLAY (Clay)*, raw material: 40 kg, worth *50.00 EUR* by FIFO"
    )


def test_what_does_not_divide_is_told_as_one_layer(cleo, desk):
    desk.handle(edit(an_item("WAX", name="Wax", packs=())))
    desk.handle(edit(a_kit("THIRD", ("0.5", "ROPE-8"), is_fractional=True)))
    desk.handle(receive("0.7", "ROPE-8", at="A-01", unit_cost=Decimal("0.01")))
    cleo.types(STOCK, "/inv build 1.4 THIRD @B-01")
    lines = cleo.types(STOCK, "/inv value THIRD").text.splitlines()
    assert lines[2] == "1.4 pieces since 2026-11-23: 0.005 EUR each, 0.01 EUR"
    assert cleo.types(STOCK, "/inv value ROPE-8").text.splitlines()[-2] == (
        "Cost of goods in 2026-11 (by FIFO): 0.01 EUR consumed."
    )


def test_a_kit_that_would_outlive_its_components_is_refused_with_the_day(ana, desk):
    desk.handle(edit(a_kit("BRUNCH", (1, "JAM-STR"), is_lot_tracked=True)))
    desk.handle(receive(4, "JAM-STR", at="A-01", lot="L1", expires_on=date(2027, 3, 1)))
    seen = ana.types(STOCK, "/inv build 1 BRUNCH @B-01 lot:K1 exp:2027-06-01")
    assert seen.text == (
        "Lot K1 of BRUNCH would expire on 2027-06-01, and its JAM-STR on 2027-03-01. "
        "Leave exp: out, or name another lot."
    )
    ana.clicks(seen.message, seen.message.buttons[0])
    assert desk.book.lot("BRUNCH", "K1").expires_on == date(2027, 3, 1)


def test_an_item_that_is_made_of_itself_is_shown_the_way(desk):
    error = NotAKit("BOX", ("BOX", "SET", "BOX"))
    assert as_plain(refusal(error, desk.book)) == (
        "BOX would be made of itself: BOX → SET → BOX. Mend Made of on Items."
    )
    error = ComponentsUnusable("BOX", ("CARD",))
    assert as_plain(refusal(error, desk.book)) == (
        "BOX cannot be built: there is no item “CARD”. Mend Made of on Items, or add them there."
    )
    error = ComponentsUnusable("BOX", (), ("CARD", "PEN"))
    assert as_plain(refusal(error, desk.book)) == (
        "BOX cannot be built: “CARD”, “PEN” are out of use. "
        "Mend Made of on Items, or add them there."
    )


def test_one_s_own_builds_are_named_by_the_kit(ana):
    ana.types(STOCK, "/inv build 2 GIFT-SET @B-01")
    ana.types(STOCK, "/inv unbuild 1 GIFT-SET @B-01")
    first, second = ana.types(STOCK, "/inv undo").text.splitlines()[1:3]
    assert first == "*TX-25* 2026-11-23 08:00 Took apart 1 piece of GIFT-SET"
    assert second == "*TX-24* 2026-11-23 08:00 Built 2 pieces of GIFT-SET"


def test_goods_of_two_sites_are_not_counted_together(ana, desk):
    desk.handle(edit(a_location("N-01", site="NORTH")))
    desk.handle(receive(30, "MUG-RED", at="N-01"))
    desk.handle(receive(18, "MUG-BLU", at="N-01"))
    assert ana.types(STOCK, "/inv kit GIFT-SET").text.splitlines()[:3] == [
        "*GIFT-SET (Gift set)*: 9 pieces could be built now at NORTH.",
        "2 pieces of MUG-BLU: 18 free, for 9",
        "1 piece of MUG-RED: 30 free, for 30",
    ]


def test_the_low_stock_digest_says_how_many_of_a_kit_can_be_built():
    low = LowItem(
        item="TRIO", available=ZERO, on_order=ZERO, minimum=Decimal(5), buildable=Decimal(4)
    )
    alert = Alert(number="AL-1", opened_on=date(2026, 11, 23), items=(low,))
    assert digest(a_desk().book, alert).text.splitlines()[1] == (
        "*TRIO*: none available, minimum 5; 4 can be built now."
    )
