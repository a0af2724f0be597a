"""Returns where something is out of the ordinary: other sites, imports, parcels, slips."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from inventory.condition import Condition, Disposition, DispositionRule
from inventory.correspondence_commands import NoteThread
from inventory.decide import decide
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.rejection import Rejection
from inventory.errors import Inactive, LineErrors, MissingPart, TooManyLines
from inventory.history import History
from inventory.inbound_errors import OtherSite
from inventory.location import LocationKind
from inventory.order_commands import CancelOrder, ChangeOrder
from inventory.order_errors import UnknownLine
from inventory.people import IMPORT
from inventory.place import Place
from inventory.return_errors import BeyondShipped
from inventory.returning.left_to_return import left_to_return
from inventory.row_errors import StillAwaited
from inventory.snapshot import dump_book, load_book
from tests.builders import (
    a_location,
    an_item,
    edit,
    move,
    ordered,
    pick,
    refusal_of,
    return_stock,
    ship,
    undo,
)
from tests.journeys import shipped, the_order
from tests.returns import (
    a_shop,
    a_shop_that_shipped,
    announce,
    back,
    inspect,
    lines_of,
    make_good,
    receive_back,
    the_return,
)

LATER = date(2026, 12, 24)


@pytest.fixture
def desk():
    """Two mugs of SO-1 have come back."""
    desk = a_shop_that_shipped()
    desk.handle(announce(back(2)))
    desk.handle(receive_back())
    return desk


def test_a_line_names_its_item_and_there_are_only_so_many():
    desk = a_shop_that_shipped()
    assert refusal_of(desk, announce(back(1, ""))) == MissingPart(verb="return", part="item")
    assert isinstance(refusal_of(desk, announce(*[back(1)] * 201)), TooManyLines)


def test_a_rule_that_restocks_what_is_no_good_is_none():
    with pytest.raises(ValidationError, match="only new and opened goods can be restocked"):
        DispositionRule(condition=Condition.DAMAGED, disposition=Disposition.RESTOCK)


def test_a_lot_that_is_named_is_the_one_of_the_line(desk):
    assert isinstance(refusal_of(desk, inspect("new", line=1, lot="L7")), UnknownLine)


def test_goods_are_restocked_at_their_own_site(desk):
    desk.handle(edit(a_location("S-RET", LocationKind.RETURNS, site="SOUTH")))
    desk.handle(edit(a_location("S-01", site="SOUTH")))
    desk.handle(edit(a_location("N-01", site="NORTH")))
    desk.handle(edit(an_item("MUG-BLU", home="N-01")))
    desk.handle(announce(back(1)))
    desk.handle(receive_back("RMA-2", target="S-RET"))
    other = inspect("new", number="RMA-2", target="N-01")
    assert isinstance(refusal_of(desk, other), OtherSite)
    desk.handle(inspect("new", number="RMA-2"))
    assert the_return(desk, "RMA-2").lines[0].inspections[0].target == "IN"


def test_without_a_dock_or_a_home_nothing_is_restocked(desk):
    desk.handle(edit(a_location("IN", LocationKind.RECEIVING, is_active=False)))
    assert refusal_of(desk, inspect("new")) == Inactive(what="kind", code="receiving")


def test_a_place_where_returns_wait_stays_one(desk):
    refusal = refusal_of(desk, edit(a_location("RET", LocationKind.STORAGE)))
    assert refusal == StillAwaited(location="RET", documents=("RMA-1",))


def test_what_comes_besides_of_an_order_that_is_named_has_its_limits(desk):
    asked = receive_back(more=(back(2),))
    assert isinstance(refusal_of(desk, asked), BeyondShipped)
    desk.handle(receive_back(more=(back(1),)))
    assert lines_of(desk)[1] == ("MUG-BLU", "", 0, 1, 0, 1)


def test_a_parcel_without_an_order_stands_for_itself():
    desk = a_shop()
    desk.handle(pick(3, at="A-01"))
    desk.handle(ship(2, customer="Mr Fox"))
    assert isinstance(refusal_of(desk, announce(back(3, order="sh-1"))), BeyondShipped)
    desk.handle(announce(back(2, order="sh-1")))
    assert (the_return(desk).customer, the_return(desk).orders) == ("Mr Fox", ("SH-1",))


def test_what_an_import_brings_back_is_told_to_nobody():
    desk = a_shop_that_shipped()
    posted = desk.handle(return_stock(1, document="SO-1", condition="damaged", by=IMPORT))
    assert posted.transaction.notices == ()
    assert desk.book.get(Rejection, "RJ-1").customer_return == "RMA-1"
    waiting = desk.handle(return_stock(1, document="SO-1", condition="opened", by=IMPORT))
    assert (waiting.transaction.notices, the_return(desk, "RMA-2").status) == ((), "received")


def test_the_message_of_an_order_says_what_came_back():
    desk = a_shop_that_shipped()
    thread = Place(channel="C1", thread="1.2")
    desk.handle(ordered(NoteThread, "SO-1", by="job:outbox", thread=thread))
    posted = desk.handle(announce(back(1)))
    assert [n.message for n in posted.transaction.notices if n.type == "document"] == [
        "RMA-1",
        "SO-1",
    ]


def test_goods_of_two_returns_leave_the_older_first(desk):
    desk.handle(announce(back(1)))
    desk.handle(receive_back("RMA-2"))
    desk.handle(move(2, at="RET", to="A-01", by="U0MIA"))
    assert [the_return(desk, n).lines[0].gone for n in ("RMA-1", "RMA-2")] == [2, 0]


def test_a_refund_of_all_leaves_out_what_was_never_invoiced():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(1), back(1, "TEE-BLK-M", "")))
    desk.handle(receive_back())
    for line in (1, 2):
        desk.handle(inspect("new", line=line))
    desk.handle(make_good("refund", note="sorry"))
    assert [line.refunded for line in the_return(desk).lines] == [1, 0]
    assert the_return(desk).status == "inspected"


def test_of_two_replacements_the_one_that_is_cancelled_is_taken_off():
    desk = a_shop_that_shipped()
    shipped(desk, (1, "TEE-BLK-M"))
    desk.handle(announce(back(2), back(1, "TEE-BLK-M")))
    desk.handle(receive_back())
    for line in (1, 2):
        desk.handle(inspect("new", line=line))
    desk.handle(make_good("replacement", line=1))
    desk.handle(make_good("replacement", line=2))
    desk.handle(ordered(CancelOrder, "SO-3"))
    assert [line.replaced for line in the_return(desk).lines] == [0, 1]


def test_a_replacement_that_is_only_put_off_replaces_as_before(desk):
    desk.handle(inspect("new"))
    desk.handle(make_good("replacement"))
    desk.handle(ordered(ChangeOrder, "SO-2", requested_on=LATER))
    assert the_return(desk).lines[0].replaced == 2


def test_what_may_still_come_back_of_an_order_is_told(desk):
    assert left_to_return(desk.book, the_order(desk, "SO-1")) == {1: Decimal(1), 2: Decimal(2)}


def test_a_return_that_was_brought_back_takes_nobody_s_place():
    desk = a_shop_that_shipped()
    came = desk.handle(return_stock(3, document="SO-1")).transaction.id
    gone = desk.handle(undo(came)).transaction.id
    desk.handle(return_stock(2, document="SO-1"))
    refusal = refusal_of(desk, undo(gone))
    assert (refusal.problem, desk.book.get(CustomerReturn, "RMA-1")) == ("returned", None)


def test_errors_of_several_lines_are_told_at_once():
    desk = a_shop_that_shipped()
    refusal = refusal_of(desk, announce(back(9), back(9, "TEE-BLK-M")))
    assert isinstance(refusal, LineErrors)
    assert [number for number, _ in refusal.errors] == [1, 2]


def test_what_came_back_before_returns_were_documents_counts_against_what_was_shipped():
    desk = a_shop_that_shipped((3, "MUG-BLU", "4.99"))
    return_as_before(desk, 2, document="so-1")
    return_as_before(desk, 1, document="SH-1")

    refused = refusal_of(desk, announce(back(1), by="U0MIA"))

    assert isinstance(refused, BeyondShipped)
    assert (refused.shipped, refused.returned) == (3, 3)
    assert left_to_return(desk.book, the_order(desk, "SO-1")) == {}
    again = load_book(dump_book(desk.book))
    assert again is not None
    assert again.trail.unlisted == desk.book.trail.unlisted

    desk.handle(undo(f"TX-{desk.last_sequence()}"))
    assert left_to_return(desk.book, the_order(desk, "SO-1")) == {1: 1}


def return_as_before(desk, quantity, **facts):
    """Take goods back as journals from before returns tell it: as moves, and no document."""
    posted = decide(desk.book, History(), return_stock(quantity, **facts))
    alone = posted.transaction.model_copy(update={"changes": (), "notices": ()})
    desk.enter(posted._replace(transaction=alone))
