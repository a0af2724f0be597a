"""Which lots a document is about: those it brought, held, sent, took back or recalls."""

import pytest

from inventory.documents.purchase_order import PurchaseStatus
from inventory.errors import UnknownDocument
from inventory.recalling.carried import lots_carried
from inventory.stock_key import LotKey
from tests.builders import a_line, an_item, edit, place_order, receive, return_stock
from tests.inventory.recalling.recalls import JAM, SET, a_jam_house, start
from tests.journeys import shipped
from tests.purchases import ACME, place, stands, wanted

L7, L8, SETS = LotKey(JAM, "L7"), LotKey(JAM, "L8"), LotKey(SET, "S1")


@pytest.fixture
def desk():
    """Jam of two lots and sets of one of them; three parcels have left."""
    return a_jam_house()


def test_a_shipment_is_about_what_it_holds_or_has_taken_away(desk):
    assert lots_carried(desk.book, "SH-2") == (SETS,)
    shipment = shipped(desk, (2, JAM), (1, "MUG-BLU"))
    assert lots_carried(desk.book, shipment) == (L7,)


def test_an_order_is_about_what_left_for_it_and_what_it_holds(desk):
    shipped(desk, (2, JAM))
    desk.handle(place_order((3, JAM)))
    assert lots_carried(desk.book, "SO-1") == lots_carried(desk.book, "SO-2") == (L7,)


def test_a_return_is_about_what_came_back_with_it(desk):
    desk.handle(return_stock(1, JAM, lot="L7", condition="damaged"))
    assert lots_carried(desk.book, "RMA-1") == (L7,)


def test_a_purchase_order_is_about_what_came_for_it(desk):
    for row in (ACME, an_item(JAM, is_lot_tracked=True, packs=())):
        desk.handle(edit(row))
    desk.handle(place(wanted(20, JAM), by="U0MIA"))
    stands(desk, status=PurchaseStatus.SENT)
    line = a_line(4, JAM, at="A-02", lot="L9", document="PO-1")
    desk.handle(receive(lines=[line]))
    assert lots_carried(desk.book, "PO-1") == (LotKey(JAM, "L9"),)


def test_a_recall_is_about_the_lots_that_were_named(desk):
    desk.handle(start("L8"))
    desk.handle(start("L7"))
    assert lots_carried(desk.book, "RC-2") == (L7,)


@pytest.mark.parametrize("number", ["SH-9", "SO-9", "RMA-9", "PO-9", "RC-9", "XX-1"])
def test_a_document_that_is_not_there_is_about_nothing(desk, number):
    with pytest.raises(UnknownDocument):
        lots_carried(desk.book, number)
