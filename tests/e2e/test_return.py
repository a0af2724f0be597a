"""A return of five mugs that go five ways, by the people who handle it.

Cafe Sol has bought of two orders and writes that things are wrong. Ana announces the return in one line,
Ben takes the parcel in and inspects it piece by piece, Cleo refunds and replaces. One mug is sold again, one
is repaired first, one waits for somebody to look at it, one is thrown away, one goes back to its maker.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from inventory.billing.issued import IssuedCredit
from inventory.condition import Condition, Disposition, DispositionRule
from inventory.customer import Contact
from inventory.documents.customer_return import CustomerReturn, ReturnStatus
from inventory.documents.order import Order
from inventory.documents.rejection import Outlet, Rejection
from inventory.invariants import check_invariants
from inventory.location import SCRAP, SUPPLIER, LocationKind
from inventory.people import Person, Role
from inventory.supplier import Supplier
from tests.builders import a_customer, a_location, an_item, edit, open_stock, set_rule
from tests.e2e.crew import Crew
from tests.e2e.shop import CHANNEL, Shop
from tests.journeys import shipped

MUG = "MUG-BLU"


@pytest.fixture
def shop(tmp_path: Path):
    with Shop(tmp_path) as shop:
        furnish(shop)
        yield shop


def furnish(shop: Shop) -> None:
    sol = Contact(name="Cafe Sol", email="sol@example.com")
    for row in (
        Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
        Person(user="U0BEN", name="Ben", role=Role.OPERATOR),
        Person(user="U0CLEO", name="Cleo", role=Role.MANAGER),
        Supplier(code="CLAYCO", name="Clay & Co"),
        a_location("A-01"),
        a_location("IN", LocationKind.RECEIVING),
        a_location("PACK", LocationKind.PACKING),
        a_location("BACK", LocationKind.RETURNS),
        a_location("HOLD", LocationKind.QUARANTINE),
        an_item(MUG, price=Decimal(10), unit_cost=Decimal(4), supplier="CLAYCO", home="A-01"),
        a_customer("CAFE-SOL", contact=shop.journal.contacts.put("CAFE-SOL", sol)),
        DispositionRule(condition=Condition.DAMAGED, disposition=Disposition.SCRAP),
    ):
        shop.handle(edit(row))
    for name, value in {"stock_channel": CHANNEL, "tax_percent": 20}.items():
        shop.handle(set_rule(name, value))
    shop.handle(open_stock(20, MUG, at="A-01"))
    shipped(shop.journal.desk, (4, MUG))
    shipped(shop.journal.desk, (3, MUG))


def test_a_return_of_five_that_go_five_ways(shop: Shop):
    crew = Crew(shop)
    ana_announces_it(crew)
    ben_takes_it_in(crew)
    ben_inspects_each(crew)
    cleo_makes_it_good(crew)
    what_waits_in_quarantine_is_settled(crew)
    more_just_comes(crew)
    in_the_evening(crew)


def the_return(crew: Crew) -> CustomerReturn:
    return crew.shop.book.get(CustomerReturn, "RMA-1")


def ana_announces_it(crew: Crew) -> None:
    """Of two orders in one line; more than was shipped is refused with what there was."""
    told = crew.types(crew.ana, "/return SO-1 5 MUG-BLU")
    assert "4" in told
    told = crew.types(crew.ana, '/return SO-1 3 MUG-BLU; 2 MUG-BLU SO-2 reason:"not what we hoped"')
    assert "RMA-1" in told
    assert the_return(crew).orders == ("SO-1", "SO-2")
    assert "RMA-1" in "\n".join(crew.shop.thread("SO-2"))


def ben_takes_it_in(crew: Crew) -> None:
    """It lies in returns, on hand and nobody's, after one press or two."""
    free = crew.shop.book.available(MUG)
    crew.press(crew.ben, crew.message("Return RMA-1"), "All arrived", times=2)
    assert the_return(crew).status is ReturnStatus.RECEIVED
    assert crew.shop.book.on_hand(MUG, "BACK") == 5
    assert crew.shop.book.available(MUG) == free


def ben_inspects_each(crew: Crew) -> None:
    """New, opened, damaged, defective, and one that is not ours to judge."""
    free = crew.shop.book.available(MUG)
    refused = crew.types(crew.ben, "/return RMA-1 inspect line:1 1 damaged restock @A-01")
    assert "damaged" in refused
    for said in (
        "line:1 1 new",
        "line:1 1 opened refurbish",
        'line:1 1 wrong_item quarantine note:"whose is this?"',
        'line:2 1 damaged note:"handle off" photo:https://example.com/mug.jpg',
        "line:2 1 defective vendor",
    ):
        told = crew.types(crew.ben, f"/return RMA-1 inspect {said}")
        assert "TX-" in told, told
    found = [one for line in the_return(crew).lines for one in line.inspections]
    assert [one.disposition for one in found] == [
        Disposition.RESTOCK,
        Disposition.REFURBISH,
        Disposition.QUARANTINE,
        Disposition.SCRAP,
        Disposition.RETURN_TO_VENDOR,
    ]
    book = crew.shop.book
    assert book.available(MUG) == free + 1
    assert (book.on_hand(MUG, "BACK"), book.on_hand(MUG, "HOLD")) == (0, 3)
    assert book.on_hand(MUG, SCRAP) == 1
    assert the_return(crew).status is ReturnStatus.INSPECTED


def cleo_makes_it_good(crew: Crew) -> None:
    """Three are credited at what was invoiced, two replaced by an order of their own."""
    assert "manager" in crew.types(crew.ana, "/return RMA-1 refund line:1")
    crew.types(crew.cleo, "/return RMA-1 refund line:1")
    crew.types(crew.cleo, "/return RMA-1 replace line:2")
    book = crew.shop.book
    (credit,) = book.all(IssuedCredit)
    assert (credit.net, credit.gross) == (-30, -36)
    replacement = book.get(Order, "SO-3")
    assert (replacement.customer, replacement.reference) == ("CAFE-SOL", "RMA-1")
    assert [(line.item, line.ordered, line.unit_price) for line in replacement.lines] == [
        (MUG, 2, 0)
    ]
    assert replacement.line(1).reserved == 2
    assert the_return(crew).status is ReturnStatus.CLOSED


def what_waits_in_quarantine_is_settled(crew: Crew) -> None:
    """One is repaired and sold again, one goes to its maker, one is good after all."""
    book = crew.shop.book
    planned = {one.planned: one.number for one in book.open(Rejection)}
    assert set(planned) == {Outlet.REFURBISH, Outlet.RETURN_TO_VENDOR, None}
    free = book.available(MUG)
    crew.types(crew.ben, f"/inv settle {planned[Outlet.REFURBISH]} refurbish @A-01")
    crew.types(crew.ben, f"/inv settle {planned[Outlet.RETURN_TO_VENDOR]} return")
    crew.types(crew.ben, f"/inv settle {planned[None]} refurbish @A-01")
    assert crew.shop.book.available(MUG) == free + 2
    assert crew.shop.book.on_hand(MUG, SUPPLIER) == 1
    assert list(crew.shop.book.open(Rejection)) == []


def more_just_comes(crew: Crew) -> None:
    """Nobody announced these; they count against what was shipped all the same."""
    crew.types(crew.ben, "/return 1 MUG-BLU condition:new order:SO-1")
    assert crew.shop.book.get(CustomerReturn, "RMA-2").is_announced is False
    assert "SO-1" in crew.types(crew.ben, "/return 1 MUG-BLU condition:new order:SO-1")
    crew.types(crew.ben, "/return 1 MUG-BLU condition:new order:SO-2")
    for number in ("RMA-2", "RMA-3"):
        crew.press(crew.ben, crew.message(f"Return {number}"), "As new → A-01")
        crew.types(crew.ben, f"/return {number} close they want nothing for it")


def in_the_evening(crew: Crew) -> None:
    shop = crew.shop
    check_invariants(shop.book)
    assert list(shop.book.open(CustomerReturn)) == []
    assert sum(shop.book.stock[MUG].values()) == 0
    assert shop.book.on_hand(MUG, "BACK") == 0
    assert shop.differences() == []
