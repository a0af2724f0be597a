"""A day with a hand scanner, on every surface: what people see."""

from decimal import Decimal

import pytest

from tests.bot.conftest import STOCK
from tests.bot.test_codes import JAM, JAM_L7, a_scanning_warehouse
from tests.builders import receive


@pytest.fixture
def desk():
    return a_scanning_warehouse()


def test_a_working_day_with_a_scanner(ana, desk):
    typed = [
        f"/receive 6 {JAM_L7} BC:B:A-01",
        "/pick 2 010950600013435210L7\x1d17270301 BC:B:A-01",
        "/inv move 1 BC:L:JAM-STR:L7 BC:B:A-01 > BC:B:B-01",
        f"/count 3 {JAM}(10)L7 BC:B:A-01",
        "/return 1 https://id.gs1.org/01/09506000134352/10/L7 condition:damaged",
        f"/stock {JAM}",
        "/inv find BC:B:B-01",
    ]

    assert [ana.types(STOCK, line).text for line in typed] == [
        "*Received 6 pieces of JAM-STR*. A-01 lot L7: 0 → 6. *TX-24*",
        "*Picked 2 pieces of JAM-STR*. A-01 lot L7: 6 → 4, PACK lot L7: 0 → 2. *TX-25*",
        "*Moved 1 piece of JAM-STR*. A-01 lot L7: 4 → 3, B-01 lot L7: 0 → 1. *TX-26*",
        "*Counted JAM-STR*. A-01 lot L7: 3, as the book says. *TX-27*",
        "*Returned 1 piece of JAM-STR*. HOLD lot L7: 0 → 1. *TX-28*",
        (
            "*JAM-STR (Strawberry jam)*: 4 pieces available, 3 more held.\n"
            "A-01 lot L7: 3 pieces, expires 2027-03-01\n"
            "B-01 lot L7: 1 piece, expires 2027-03-01\n"
            "PACK lot L7: 2 pieces, expires 2027-03-01 (packing: not for picking)\n"
            "HOLD lot L7: 1 piece, expires 2027-03-01 (quarantine: not for picking)"
        ),
        (
            "*B-01*, storage:\n"
            "JAM-STR (Strawberry jam): lot L7, 1 piece\n"
            "MUG-BLU (Blue mug): 20 pieces"
        ),
    ]


def test_refusals_say_what_the_code_says_and_what_to_do(ana, desk):
    before = desk.last_sequence()
    typed = [
        "/receive 6 4006381333931",
        "/receive 6 4006381333932",
        f"/receive 6 {JAM_L7} lot:L8",
        "/receive 6 MUG-BLU @BC:I:MUG-BLU",
        "/receive 6 BC:I:%ZZ",
        "/stock 4006381333931",
        f"/receive 6 {JAM_L7}\n6 (01)04006381333931\n6 NOPE",
    ]

    assert [ana.types(STOCK, line).text.split("\nWrite it as")[0] for line in typed] == [
        "No item has the barcode 4006381333931: put it on the Items tab.",
        "“4006381333932” has a wrong check digit. Scan it again.",
        "The lot is L7 on the code, and the line says L8. Leave out the one that is wrong.",
        "The code “BC:I:MUG-BLU” names no bin. Scan the bin.",
        "The code “BC:I:%ZZ” cannot be read. Scan it again, or type what it names.",
        "No item has the barcode 4006381333931: put it on the Items tab.",
        (
            "*Nothing was posted:* 2 of 3 lines are wrong.\n"
            "*Line 2:* No item has the barcode 04006381333931: put it on the Items tab.\n"
            "*Line 3:* There is no item “NOPE”. Check the code, or add it on Items."
        ),
    ]
    assert desk.last_sequence() == before


def test_a_code_opens_the_form_with_what_it_holds(ana, desk):
    form = ana.types(STOCK, f"/receive {JAM_L7}").view

    assert form.values["item"]["item"]["selected_option"]["value"] == "JAM-STR"
    assert form.values["lot"]["lot"]["value"] == "L7"
    assert form.values["exp"]["exp"]["selected_date"] == "2027-03-01"


def test_a_code_scanned_into_a_form_offers_what_it_names(ana, desk):
    form = ana.types(STOCK, "/pick").view

    assert ana.options(form, "Item", "0614141123452") == ["PEN-BLK Black pen: 0 pieces"]
    assert ana.options(form, "Item", JAM_L7) == ["JAM-STR lot L7, until 2027-03-01: 0 pieces"]
    assert ana.options(form, "Item", "(01)0950600013435") == []
    assert ana.options(form, "Item", "61414112345") == ["PEN-BLK Black pen: 0 pieces"]
    assert ana.options(form, "Item", "BC:B:A-01") == []
    assert ana.options(form, "From bin", "BC:B:A-01") == ["A-01"]
    assert ana.options(form, "From bin", "BC:B:Z-99") == []
    assert ana.options(form, "Lot", "BC:L:JAM-STR:L7") == ["L7"]


def test_a_form_sent_with_codes_posts_all_that_they_hold(ana, desk):
    desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7"))
    form = ana.types(STOCK, "/pick").view
    scanned = f"{JAM}(10)L7"

    sent = ana.fills(form, {"Item": scanned, "Quantity": "2", "From bin": "A-01"}).submits()

    assert sent.views == []
    assert desk.book.on_hand("JAM-STR", "A-01", "L7") == Decimal(4)


def test_a_code_at_odds_with_its_form_is_refused_on_its_field(ana, desk):
    form = ana.types(STOCK, "/receive").view
    filled = {"Item": "JAM-STR", "Quantity": "2", "Lot": "BC:L:MUG-BLU:L7"}

    assert ana.fills(form, filled).submits().errors == {
        "item": (
            "The item is MUG-BLU on the code, and the line says JAM-STR. "
            "Leave out the one that is wrong."
        )
    }


def test_a_scanned_item_tells_its_form_where_it_lies(ana, desk):
    desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7"))
    form = ana.types(STOCK, "/pick").view

    (changed,) = ana.fills(form, {"Item": f"{JAM}(10)L7"}).seen.views
    assert "JAM-STR Strawberry jam: A-01 lot L7 6 pieces." in changed.words
