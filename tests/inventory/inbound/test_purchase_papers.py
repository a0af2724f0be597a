"""The paper of a purchase order is put together from the book as it stands."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.address import Address
from inventory.inbound.purchase_papers import in_packs, purchase_paper
from inventory.inbound_commands import ChangePurchase
from inventory.item import Pack
from inventory.papers.purchase_order_paper import PurchasePaperLine
from tests.builders import a_desk, an_item, ordered, take_out
from tests.inventory.inbound.purchases import CLAY, MONDAY, approved, sent, the_purchase

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def desk():
    mug = an_item(supplier_sku="B-77")
    return a_desk(mug, CLAY, company="Blue Mug House", address="1 Dock St; Reno", tax_id="X1")


def paper_of(desk):
    return purchase_paper(desk.book, the_purchase(desk), on=TUESDAY)


def test_it_says_who_orders_what_of_whom(desk):
    sent(desk, (24, "MUG-BLU", "3.20"), reference="4711", freight=Decimal(5), note="Hello")
    paper = paper_of(desk)
    house = Address(name="Blue Mug House", lines=("1 Dock St", "Reno"))
    assert (paper.buyer, paper.deliver_to, paper.tax_id) == (house, house, "X1")
    assert paper.supplier == Address(name="Clay & Co", lines=("2 Kiln Lane", "Stoke"))
    assert (paper.issued_on, paper.expected_on) == (MONDAY, date(2026, 12, 7))
    assert (paper.reference, paper.note, paper.goods, paper.total) == (
        "4711",
        "Hello",
        Decimal("76.80"),
        Decimal("81.80"),
    )
    assert paper.lines == (
        PurchasePaperLine(
            number=1,
            sku="MUG-BLU",
            supplier_sku="B-77",
            name="Blue mug",
            quantity=Decimal(24),
            packs="2 x case of 12",
            unit_cost=Decimal("3.20"),
        ),
    )


def test_an_order_that_was_not_sent_yet_carries_the_day_it_is_printed(desk):
    approved(desk)
    assert paper_of(desk).issued_on == TUESDAY


def test_what_was_let_go_is_not_on_it(desk):
    sent(desk, (24, "MUG-BLU", 3), (5, "TEE-BLK-M", 4))
    desk.handle(ordered(ChangePurchase, "PO-1", quantities={1: 10, 2: 0}))
    [line] = paper_of(desk).lines
    assert (line.number, line.quantity, line.packs) == (1, 10, "")


def test_an_item_or_supplier_that_is_gone_is_named_by_its_code(desk):
    approved(desk, (5, "TEE-BLK-M", 4))
    desk.handle(take_out(CLAY))
    assert paper_of(desk).supplier == Address(name="CLAYCO")


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        (11, ""),
        (12, "1 x case of 12"),
        (36, "3 x case of 12"),
        (144, "1 x pallet of 144"),
        (156, "13 x case of 12"),
        (1728, "12 x pallet of 144"),
    ],
)
def test_the_largest_pack_that_divides_it_is_named(quantity, told):
    packs = (
        Pack(unit="case", quantity=Decimal(12)),
        Pack(unit="pallet", quantity=Decimal(144)),
        Pack(unit="single", quantity=Decimal(1)),
    )
    assert in_packs(an_item(packs=packs), Decimal(quantity)) == told


def test_what_nobody_knows_the_cost_of_has_no_total(desk):
    approved(desk, (5, "TEE-BLK-M"), freight=Decimal(5))
    paper = paper_of(desk)
    assert (paper.lines[0].amount("EUR"), paper.goods, paper.total) == (None, None, None)
