"""Tracing a lot forward to whoever has some of it, and back to whoever delivered it."""

from decimal import Decimal

import pytest

from inventory.documents.purchase_order import PurchaseStatus
from inventory.documents.rejection import Outlet
from inventory.inbound_commands import SettleRejection
from inventory.order_commands import PlanPick
from inventory.recalling.keeping import Kept
from inventory.recalling.origins import Companion
from inventory.recalling.tracing import trace_back, trace_forward
from inventory.recalling.whereabouts import Consignee, Passed
from inventory.stock_key import LotKey
from tests.builders import (
    a_customer,
    a_desk,
    a_kit,
    a_line,
    adjust,
    an_item,
    build,
    count_stock,
    move,
    ordered,
    pick,
    place_order,
    receive,
    return_stock,
    ship,
    unbuild,
    undo,
)
from tests.journeys import packed, shipped
from tests.purchases import ACME, purchase, stands, wanted
from tests.purchases import place as place_purchase

JAM, OTHER, TEA = LotKey("JAM-STR", "L7"), LotKey("JAM-STR", "L8"), LotKey("TEA-EARL", "T1")
GIFT, BASKET, PALLET = LotKey("GIFT-SET", "G1"), LotKey("BASKET", ""), LotKey("PALLET", "P1")
GOODS = (
    an_item("TEA-EARL", is_lot_tracked=True),
    a_kit("GIFT-SET", (2, "JAM-STR"), (1, "TEA-EARL"), is_lot_tracked=True),
    a_kit("BASKET", (1, "GIFT-SET"), (1, "MUG-BLU")),
    a_kit("PALLET", (2, "BASKET"), is_lot_tracked=True),
    a_kit("RADIO", (1, "CHIP"), is_serial=True),
    an_item("CHIP", is_lot_tracked=True),
    ACME,
    a_customer(),
)


@pytest.fixture
def desk():
    """Jars, tins and mugs in A-01."""
    stock = [
        (12, "JAM-STR", "A-01", "L7"),
        (12, "TEA-EARL", "A-01", "T1"),
        (20, "MUG-BLU", "B-01"),
    ]
    return a_desk(*GOODS, stock=stock)


def sent(desk, quantity, item, lot="", customer="Zoë"):
    desk.handle(pick(quantity, item, at="A-01", lot=lot))
    desk.handle(ship(quantity, item, lot=lot, customer=customer))


def forward(desk, *lots):
    return {one.reached.lot: one for one in trace_forward(desk.book, lots or (JAM,)).lots}


def back(desk, *lots):
    return {one.reached.lot: one for one in trace_back(desk.book, lots).lots}


def test_a_lot_is_followed_through_kits_of_kits_with_how_much_of_it_is_in_each(desk):
    desk.handle(build(5, "GIFT-SET", at="A-01", lot="G1"))
    desk.handle(build(4, "BASKET", at="A-01"))
    desk.handle(build(1, "PALLET", at="A-01", lot="P1"))
    found = forward(desk)
    assert [(lot, one.reached.depth) for lot, one in found.items()] == [
        (JAM, 0),
        (GIFT, 1),
        (BASKET, 2),
        (PALLET, 3),
    ]
    assert [one.reached.shares[JAM] for one in found.values()] == [12, 10, 8, 8]
    (join,) = found[GIFT].reached.joins
    assert (join.part, join.quantity, join.kits) == (JAM, 10, 5)


def test_of_a_kit_without_lots_nobody_can_tell_which_pieces_are_concerned(desk):
    desk.handle(build(5, "GIFT-SET", at="A-01", lot="G1"))
    desk.handle(build(4, "BASKET", at="A-01"))
    desk.handle(build(1, "PALLET", at="A-01", lot="P1"))
    found = forward(desk)
    assert [one.reached.is_certain for one in found.values()] == [True, True, False, False]
    assert [one.reached.lot for one in found.values() if not one.reached.lot.code] == [BASKET]


def test_on_the_way_back_too_nobody_can_tell_what_went_through_a_kit_without_lots(desk):
    desk.handle(build(5, "GIFT-SET", at="A-01", lot="G1"))
    desk.handle(build(4, "BASKET", at="A-01"))
    desk.handle(build(1, "PALLET", at="A-01", lot="P1"))
    found = back(desk, PALLET)
    assert list(found) == [PALLET, BASKET, GIFT, JAM, TEA]
    assert [one.reached.shares[PALLET] for one in found.values()] == [1, 2, 4, 8, 4]
    assert [one.reached.is_certain for one in found.values()] == [True, *[False] * 4]


def test_customers_are_named_with_what_they_still_have(desk):
    desk.handle(build(2, "GIFT-SET", at="A-01", lot="G1"))
    sent(desk, 3, "JAM-STR", "L7")
    sent(desk, 2, "JAM-STR", "L7", customer="cafe-sol")
    sent(desk, 1, "JAM-STR", "L7")
    sent(desk, 1, "GIFT-SET", "G1", customer="Kim")
    desk.handle(return_stock(1, "JAM-STR", lot="L7", condition="damaged", document="elsewhere"))
    trace = trace_forward(desk.book, (JAM,))
    assert trace.consignees == (
        (JAM, Consignee("Zoë", Decimal(4), Decimal(0), (), ("SH-1", "SH-3"))),
        (JAM, Consignee("CAFE-SOL", Decimal(2), Decimal(0), (), ("SH-2",))),
        (JAM, Consignee("", Decimal(0), Decimal(1), (), ())),
        (GIFT, Consignee("Kim", Decimal(1), Decimal(0), (), ("SH-4",))),
    )


def test_what_was_shipped_for_an_order_is_the_customers_and_so_is_what_comes_back_of_it(desk):
    shipped(desk, (4, "JAM-STR"))
    back_again = return_stock(1, "JAM-STR", lot="L7", condition="damaged", document="SO-1")
    desk.handle(back_again)
    whereabouts = forward(desk)[JAM].whereabouts
    assert whereabouts.shipped == (Passed("SH-1", "CAFE-SOL", "SO-1", Decimal(4)),)
    (consignee,) = whereabouts.consignees
    assert (consignee.shipped, consignee.returned, consignee.outstanding) == (4, 1, 3)
    assert consignee.orders == ("SO-1",)


def test_what_orders_hold_is_told_with_who_works_on_it(desk):
    packed(desk, (2, "JAM-STR"), (1, "MUG-BLU"))
    desk.handle(place_order((3, "JAM-STR")))
    desk.handle(ordered(PlanPick, orders=("SO-2",)))
    desk.handle(place_order((4, "JAM-STR")))
    assert forward(desk)[JAM].whereabouts.kept == (
        Kept("SO-1", "PACK", Decimal(2), is_picked=True, document="SH-1"),
        Kept("SO-2", "A-01", Decimal(3), is_picked=False, document="PK-2"),
        Kept("SO-3", "A-01", Decimal(4), is_picked=False, document=""),
    )


def test_a_lot_is_accounted_for_to_the_last_piece(desk):
    desk.handle(build(2, "GIFT-SET", at="A-01", lot="G1"))
    sent(desk, 3, "JAM-STR", "L7")
    desk.handle(return_stock(1, "JAM-STR", lot="L7", condition="damaged"))
    desk.handle(return_stock(1, "JAM-STR", lot="L7", condition="expired"))
    desk.handle(move(1, "JAM-STR", at="A-01", to="VAN", lot="L7"))
    desk.handle(adjust(-1, "JAM-STR", at="A-01", lot="L7", reason="damaged", by="U0MIA"))
    desk.handle(count_stock(2, "JAM-STR", at="A-01", lot="L7", by="U0ADA"))
    rejected = a_line(0, "JAM-STR", at="A-01", lot="L7", rejected=a_line(4).amount, reason="other")
    desk.handle(receive(lines=[rejected]))
    desk.handle(ordered(SettleRejection, "RJ-2", outlet=Outlet.RETURN_TO_VENDOR, by="U0MIA"))
    jam = forward(desk)[JAM].whereabouts
    assert (jam.came, jam.built, jam.used, jam.scrapped, jam.sent_back) == (16, 0, 4, 2, 4)
    assert [(one.location, one.quantity) for one in jam.lying] == [
        ("A-01", 2),
        ("HOLD", 1),
        ("VAN", 1),
    ]
    gone = jam.used + jam.scrapped + jam.sent_back + jam.lost + jam.outstanding
    assert jam.came + jam.built == jam.here + gone


def test_what_was_taken_apart_is_in_the_kit_no_more(desk):
    built = desk.handle(build(3, "GIFT-SET", at="A-01", lot="G1")).transaction.id
    apart = desk.handle(unbuild(1, "GIFT-SET", at="A-01", lot="G1", to="B-01")).transaction.id
    (join,) = forward(desk)[GIFT].reached.joins
    assert (join.quantity, join.kits, join.builds) == (4, 2, (built, apart))
    desk.handle(unbuild(2, "GIFT-SET", at="A-01", lot="G1", to="B-01"))
    assert list(forward(desk)) == [JAM]


def test_of_a_kit_made_of_two_lots_nobody_can_tell_which_pieces_hold_which(desk):
    desk.handle(receive(2, "JAM-STR", at="A-02", lot="L8"))
    desk.handle(build(7, "GIFT-SET", at="A-01", lot="G1"))
    found = forward(desk, OTHER)
    assert found[GIFT].reached.shares == {OTHER: 2}
    assert not found[GIFT].reached.is_certain
    assert forward(desk, TEA)[GIFT].reached.is_certain


def test_any_of_two_lots_may_be_in_any_of_the_pieces_that_were_built_of_both(desk):
    desk.handle(receive(2, "CHIP", at="A-01", lot="C1"))
    desk.handle(receive(1, "CHIP", at="A-01", lot="C2"))
    desk.handle(build(3, "RADIO", at="A-01", serials="R1-R3"))
    found = forward(desk, LotKey("CHIP", "C1"))
    assert list(found)[1:] == [LotKey("RADIO", f"R{number}") for number in (1, 2, 3)]
    assert all(not one.reached.joins[0].is_certain for one in list(found.values())[1:])
    desk.handle(unbuild(1, "RADIO", at="A-01", serials="R2", named="CHIP=C2"))
    assert list(forward(desk, LotKey("CHIP", "C2"))) == [LotKey("CHIP", "C2")]
    assert list(back(desk, LotKey("RADIO", "R1"))) == [
        LotKey("RADIO", "R1"),
        LotKey("CHIP", "C1"),
    ]


def test_each_piece_built_of_one_lot_holds_it_for_sure(desk):
    desk.handle(receive(3, "CHIP", at="A-01", lot="C1"))
    desk.handle(build(2, "RADIO", at="A-01", serials="R1-R2"))
    pieces = list(forward(desk, LotKey("CHIP", "C1")).values())[1:]
    assert [(one.reached.shares, one.reached.is_certain) for one in pieces] == [
        ({LotKey("CHIP", "C1"): 1}, True),
        ({LotKey("CHIP", "C1"): 1}, True),
    ]


def test_what_came_out_of_a_kit_that_was_bought_leads_to_the_kit(desk):
    desk.handle(receive(2, "GIFT-SET", at="A-01", lot="G9"))
    named = "JAM-STR=L9;TEA-EARL=T9"
    desk.handle(unbuild(2, "GIFT-SET", at="A-01", lot="G9", to="B-01", named=named))
    bought, jam = LotKey("GIFT-SET", "G9"), LotKey("JAM-STR", "L9")
    assert list(forward(desk, bought)) == [bought, jam, LotKey("TEA-EARL", "T9")]
    assert list(back(desk, jam)) == [jam, bought]
    assert back(desk, jam)[bought].reached.joins[0].is_apart


def test_a_lot_is_traced_back_to_its_orders_suppliers_and_what_came_with_it(desk):
    desk.handle(place_purchase(wanted(20, "JAM-STR"), wanted(9, "TEA-EARL"), by="U0MIA"))
    stands(desk, status=PurchaseStatus.SENT)
    lines = [
        a_line(4, "JAM-STR", at="A-02", lot="L8", supplier_lot="AC-88", document="PO-1"),
        a_line(9, "TEA-EARL", at="A-02", lot="T8", document="PO-1"),
    ]
    receipt = desk.handle(receive(lines=lines)).transaction.id
    desk.handle(build(2, "GIFT-SET", at="A-02", lot="G2", source="A-02"))
    assert purchase(desk).supplier == "ACME"
    tea, kit = LotKey("TEA-EARL", "T8"), LotKey("GIFT-SET", "G2")
    found = back(desk, kit)
    assert list(found) == [kit, OTHER, tea]
    assert found[kit].origin.builds == (f"TX-{desk.book.sequence}",)
    assert [found[lot].reached.shares[kit] for lot in (OTHER, tea)] == [4, 2]
    origin = found[OTHER].origin
    assert origin.supplier_lot == "AC-88"
    (brought,) = origin.receipts
    assert (brought.transaction, brought.document, brought.supplier) == (receipt, "PO-1", "ACME")
    assert brought.companions == (Companion(tea, Decimal(9), (kit,)),)


def test_what_was_there_when_the_book_began_came_with_nothing(desk):
    (brought,) = back(desk, JAM)[JAM].origin.receipts
    assert (brought.is_opening, brought.document, brought.companions) == (True, "", ())


def test_a_receipt_that_was_undone_brought_nothing(desk):
    receipt = desk.handle(receive(5, "JAM-STR", at="A-01", lot="L8")).transaction.id
    desk.handle(undo(receipt))
    assert back(desk, OTHER)[OTHER].origin.receipts == ()


def test_a_label_that_was_mixed_up_leads_round_in_a_circle_and_the_trace_ends(desk):
    desk.handle(receive(12, "JAM-STR", at="A-02", lot="L8"))
    desk.handle(receive(3, "TEA-EARL", at="A-02", lot="T1"))
    for place, kit, wrong in (("A-01", "G1", "L8"), ("A-02", "G2", "L7")):
        desk.handle(build(3, "GIFT-SET", at=place, lot=kit, source=place))
        named = f"JAM-STR={wrong}"
        desk.handle(unbuild(1, "GIFT-SET", at=place, lot=kit, to="B-01", named=named))
    other_kit = LotKey("GIFT-SET", "G2")
    assert list(forward(desk)) == [JAM, GIFT, OTHER, other_kit]
    assert list(back(desk, JAM)) == [JAM, other_kit, OTHER, TEA, GIFT]
