"""Traces as people ask for them: typed, paged, pressed, and handed out as a file."""

import csv
import io

import pytest

from inventory.supplier import Supplier
from tests.bot.conftest import STOCK
from tests.builders import (
    a_customer,
    a_kit,
    a_line,
    an_item,
    build,
    count_stock,
    edit,
    pick,
    receive,
    return_stock,
    ship,
)


@pytest.fixture
def desk(desk):
    """Jam L7 of the farm, in a gift set, a basket without lots, and with two customers."""
    for row in (
        an_item("JAM-STR", name="Strawberry jam", unit="jar", is_lot_tracked=True, packs=()),
        an_item("TEA-EARL", name="Earl Grey", unit="tin", is_lot_tracked=True, packs=()),
        a_kit("GIFT-SET", (2, "JAM-STR"), (1, "TEA-EARL"), is_lot_tracked=True, packs=()),
        a_kit("BASKET", (1, "GIFT-SET"), name="Basket", packs=()),
        Supplier(code="FARM", name="Fruit Farm"),
        a_customer("CAFE-SOL"),
    ):
        desk.handle(edit(row))
    lines = [
        a_line(20, "JAM-STR", at="A-01", lot="L7", supplier_lot="F-1", document="PO 77"),
        a_line(9, "TEA-EARL", at="A-01", lot="T1", document="PO 77"),
    ]
    desk.handle(receive(lines=lines))
    desk.handle(build(4, "GIFT-SET", at="A-01", lot="G1"))
    desk.handle(build(2, "BASKET", at="A-01"))
    for quantity, item, lot, customer in (
        (5, "JAM-STR", "L7", "cafe-sol"),
        (1, "GIFT-SET", "G1", "Kim"),
        (1, "BASKET", "", "CAFE-SOL"),
    ):
        desk.handle(pick(quantity, item, at="A-01", lot=lot))
        desk.handle(ship(quantity, item, lot=lot, customer=customer))
    desk.handle(return_stock(1, "JAM-STR", lot="L7", condition="damaged"))
    return desk


JAM = """\
*JAM-STR lot L7* (Strawberry jam)
20 jars in all: 8 here, 8 in kits, 4 with customers. 100 % accounted for.
*Where it went*
Here: A-01 7, HOLD 1 (quarantine).
• *CAFE-SOL*: 5 with SH-1, 1 of it back
└ 8 jars in 4 *GIFT-SET lot G1*
      4 pieces built: 1 here, 2 in kits, 1 with customers. 100 % accounted for.
      Here: A-01 1.
      • *Kim*: 1 with SH-2
      └ at most 4 jars in 2 *BASKET without lots*: nobody can tell which of them
            All of them together: 1 here, 1 with customers.
            Here: A-01 1.
            • *CAFE-SOL*: 1 with SH-3"""
ORIGIN = """\
*Where it came from*
20 jars came with PO 77 (TX-26), the supplier's lot F-1.
With it came TEA-EARL lot T1 (9 tins, in GIFT-SET lot G1)."""


def test_a_lot_is_told_as_a_tree_both_ways(cleo):
    seen = cleo.types(STOCK, "/inv trace JAM-STR lot:L7")
    assert seen.text == f"{JAM}\n{ORIGIN}"
    assert seen.message.buttons == ["All of it as a file", "Recall…"]


@pytest.mark.parametrize("asked", ["slot:F-1", "F-1", "l7", "jam-str L7"])
def test_it_is_found_by_any_of_its_names(cleo, asked):
    assert cleo.types(STOCK, f"/inv trace {asked} forward").text == JAM


def test_a_kit_is_told_back_to_its_components(cleo):
    assert cleo.types(STOCK, "/inv trace GIFT-SET lot:G1 back").text.splitlines() == [
        "*GIFT-SET lot G1* (Gift set)",
        "4 pieces built: 1 here, 2 in kits, 1 with customers. 100 % accounted for.",
        "*Where it came from*",
        "Built here in TX-27.",
        "└ Made of 8 jars of *JAM-STR lot L7*",
        "      20 jars came with PO 77 (TX-26), the supplier's lot F-1.",
        "      With it came TEA-EARL lot T1 (9 tins, in GIFT-SET lot G1).",
        "└ Made of 4 tins of *TEA-EARL lot T1*",
        "      9 tins came with PO 77 (TX-26).",
        "      With it came JAM-STR lot L7 (20 jars, in GIFT-SET lot G1).",
    ]


def test_a_kit_without_lots_is_told_as_a_whole(cleo):
    lines = cleo.types(STOCK, "/inv trace BASKET back").text.splitlines()
    assert lines[0] == "*BASKET without lots* (Basket)"
    assert lines[4] == "└ Made of 2 pieces of *GIFT-SET lot G1*"


def test_a_shipment_is_told_by_the_lots_it_held(cleo):
    seen = cleo.types(STOCK, "/inv trace sh-2 forward")
    assert seen.text.splitlines()[:2] == ["*SH-2*: 1 lot.", "*GIFT-SET lot G1* (Gift set)"]


def test_a_document_without_lots_has_nothing_to_trace(cleo, desk):
    desk.handle(pick(1, "MUG-BLU", at="A-01"))
    desk.handle(ship(1, "MUG-BLU", customer="Kim"))
    seen = cleo.types(STOCK, "/inv trace SH-4")
    assert seen.text == "SH-4 is about no goods with lots, so there is nothing to trace."


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("L9", "No item, lot, serial number or supplier's lot is called “L9”."),
        ("JAM-STR lot:L9", "JAM-STR has no lot “L9”. Known there: L7."),
        (
            "MUG-BLU",
            "MUG-BLU has no lots, so there is nothing to trace. What moved of it: `/inv why",
        ),
        ("MUG-BLU lot:L7", "MUG-BLU is not tracked by lot"),
        ("SH-77", "There is no “SH-77”."),
        ("PK-1", "PK-1 is a pick list, and trace has no use for one."),
        ("SH-1 SH-2", "“SH-2” has no place here."),
        ("", "Say which lot, serial number or document."),
    ],
)
def test_what_cannot_be_traced_is_said(cleo, asked, told):
    assert cleo.types(STOCK, f"/inv trace {asked}").text.startswith(told)


def test_one_code_of_two_items_asks_which(cleo, desk):
    desk.handle(receive(3, "TEA-EARL", at="A-01", lot="L7"))
    seen = cleo.types(STOCK, "/inv trace lot:L7")
    assert seen.text == "Lot L7 is a lot of 2 items. Which one?"
    assert cleo.clicks(seen.message, "JAM-STR").text == f"{JAM}\n{ORIGIN}"


def test_a_long_trace_is_paged_in_place(cleo, desk):
    for number in range(12):
        desk.handle(build(1, "GIFT-SET", at="A-01", lot=f"N-{number}")) if number < 3 else None
        desk.handle(receive(1, "JAM-STR", at="A-01", lot="L7"))
    seen = cleo.types(STOCK, "/inv trace JAM-STR lot:L7")
    assert seen.message.buttons == ["More", "All of it as a file", "Recall…"]
    assert seen.text.splitlines()[-1] == "Page 1 of 2."
    more = cleo.clicks(seen.message, "More")
    assert more.text.splitlines()[-1] == "Page 2 of 2."
    assert more.message.buttons == ["Back", "All of it as a file", "Recall…"]


def test_all_of_it_comes_as_a_file(cleo, workspace):
    message = cleo.types(STOCK, "/inv trace JAM-STR lot:L7").message
    cleo.clicks(message, "All of it as a file")
    (file,) = workspace.state()["files"]
    rows = list(csv.DictReader(io.StringIO(workspace.file(file["id"]).decode("utf-8-sig"))))
    told = [(row["item"], row["what"], row["quantity"], row["party"]) for row in rows]
    assert ("JAM-STR", "shipped", "5", "CAFE-SOL") in told
    assert ("BASKET", "shipped", "1", "CAFE-SOL") in told
    assert ("JAM-STR", "came", "20", "") in told
    assert {row["sure"] for row in rows if row["item"] == "BASKET"} == {"cannot tell which"}


def test_a_lots_card_leads_to_its_trace(cleo):
    seen = cleo.types(STOCK, "/inv lot JAM-STR L7")
    assert cleo.clicks(seen.message, "Trace").text == f"{JAM}\n{ORIGIN}"


def test_a_trace_leads_to_the_form_of_a_recall(cleo):
    seen = cleo.types(STOCK, "/inv trace JAM-STR lot:L7")
    assert cleo.clicks(seen.message, "Recall…").view.title == "Recall"


def test_a_recalled_lot_leads_to_its_recall(cleo):
    cleo.types(STOCK, "/inv recall JAM-STR lot:L7 glass now")
    told = cleo.types(STOCK, "/inv trace JAM-STR L7").message

    assert told.text.splitlines()[0] == (
        "*JAM-STR lot L7* (Strawberry jam): recalled, RC-1, “glass”"
    )
    assert told.buttons == ["All of it as a file", "Recall RC-1"]
    assert cleo.clicks(told, "Recall RC-1").message.text.startswith("*Recall RC-1* of JAM-STR")


def test_what_is_missing_of_a_lot_is_named_with_how_much_is_accounted_for(cleo, desk):
    desk.handle(receive(40, "TEA-EARL", at="A-01", lot="T2"))
    desk.handle(count_stock(39, "TEA-EARL", at="A-01", lot="T2"))

    told = cleo.types(STOCK, "/inv trace TEA-EARL lot:T2").text.splitlines()[1]

    assert told == (
        "40 tins in all: 39 here, 1 not found when counted. 97 % accounted for, 1 missing."
    )


def test_more_than_ever_came_is_named_as_well(cleo, desk):
    desk.handle(receive(20, "TEA-EARL", at="A-01", lot="T2"))
    desk.handle(return_stock(1, "TEA-EARL", lot="T2"))

    told = cleo.types(STOCK, "/inv trace TEA-EARL lot:T2").text.splitlines()[1]

    assert told == (
        "20 tins in all: 21 here, 1 came back beyond what was shipped. 105 % accounted for, "
        "1 more than ever came."
    )
