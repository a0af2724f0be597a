"""Two counts by the people who make them.

A blind count of a zone: Ana counts, Ben counts again what is far off, Cleo approves, who did not count;
goods lie in the wrong bin, one bin is empty, and something turns up that nobody knows. Then a count that a
pick overtakes: only the line concerned asks again, and says what happened.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from inventory.documents.approval import Approval, ApprovalStatus
from inventory.documents.cycle_count import CountLine, CountLineStatus, CountStatus, CycleCount
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.invariants import check_invariants
from inventory.location import LocationKind
from inventory.order_commands import PlanPick, RecordPick
from inventory.people import Person, Role
from tests.builders import (
    a_customer,
    a_location,
    an_item,
    edit,
    open_stock,
    ordered,
    place_order,
    set_rule,
)
from tests.e2e.crew import Crew
from tests.e2e.shop import CHANNEL, Shop

SHELVES = {"A-01": ("MUG-BLU", 240), "A-02": ("MUG-RED", 36), "A-03": ("BOWL", 12), "A-04": None}


@pytest.fixture
def shop(tmp_path: Path):
    with Shop(tmp_path) as shop:
        furnish(shop)
        yield shop


def furnish(shop: Shop) -> None:
    for row in (
        Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
        Person(user="U0BEN", name="Ben", role=Role.OPERATOR),
        Person(user="U0CLEO", name="Cleo", role=Role.MANAGER),
        Person(user="U0DORA", name="Dora", role=Role.MANAGER),
        a_location("A"),
        *(a_location(code, parent="A", walk_order=n) for n, code in enumerate(SHELVES)),
        a_location("B-01"),
        a_location("IN", LocationKind.RECEIVING),
        a_location("PACK", LocationKind.PACKING),
        a_location("HOLD", LocationKind.QUARANTINE),
        *(
            an_item(sku, name=sku.title(), unit_cost=Decimal(4))
            for sku in ("MUG-BLU", "MUG-RED", "BOWL", "PLATE")
        ),
        a_customer("CAFE-SOL"),
    ):
        shop.handle(edit(row))
    rules = {"stock_channel": CHANNEL, "count_tolerance": 5, "count_tolerance_value": 50}
    for name, value in rules.items():
        shop.handle(set_rule(name, value))
    for code, goods in SHELVES.items():
        if goods:
            shop.handle(open_stock(goods[1], goods[0], at=code))
    shop.handle(open_stock(30, "PLATE", at="B-01"))


def the_count(crew: Crew, number: str = "CC-1") -> CycleCount:
    return crew.shop.book.get(CycleCount, number)


def line_at(crew: Crew, code: str, item: str, number: str = "CC-1") -> CountLine:
    return next(
        one for one in the_count(crew, number).lines if (one.location, one.item) == (code, item)
    )


def test_a_blind_count_with_a_recount_and_an_approver_who_did_not_count(shop: Shop):
    crew = Crew(shop)
    cleo_plans_zone_a(crew)
    ana_counts(crew)
    ben_counts_again(crew)
    cleo_approves(crew)
    what_turned_up_is_settled(crew)
    why_it_was_off(crew)
    the_sheet_is_kept(crew)


def cleo_plans_zone_a(crew: Crew) -> None:
    told = crew.types(crew.cleo, "/count zone:A")
    assert "CC-1" in told
    count = the_count(crew)
    assert (count.status, count.is_blind) == (CountStatus.PLANNED, True)
    assert [line.location for line in count.lines] == list(SHELVES)


def ana_counts(crew: Crew) -> None:
    """She sees no figure of the book: not on the sheet, not in the form, not in a refusal."""
    crew.press(crew.ana, crew.message("Count CC-1"), "Count it", times=2)
    assert the_count(crew).counter == "U0ANA"
    assert "240" not in crew.message("Count CC-1").text
    form = crew.ana.clicks(crew.message("Count CC-1"), "Enter…").view
    assert "240" not in str(form.raw)
    crew.ana.cancels(form)
    assert "240" not in crew.types(crew.ben, "/count CC-1 200 MUG-BLU @A-01")
    told = crew.types(
        crew.ana,
        "/count CC-1 190 MUG-BLU @A-01\n35 MUG-RED @A-02\n12 BOWL @A-03\n8 PLATE @A-04\n3 XYZ-9 @A-04",
    )
    assert "240" not in told
    assert line_at(crew, "A-01", "MUG-BLU").status is CountLineStatus.RECOUNT
    assert line_at(crew, "A-02", "MUG-RED").status is CountLineStatus.POSTED
    assert crew.shop.book.on_hand("MUG-RED", "A-02") == 35
    zero = line_at(crew, "A-03", "BOWL")
    assert (zero.status, zero.variance, zero.transaction) == (CountLineStatus.POSTED, 0, "")
    assert crew.shop.book.on_hand("MUG-BLU", "A-01") == 240


def ben_counts_again(crew: Crew) -> None:
    """Ana may not; Ben finds almost the same, and the book is still far off."""
    again = crew.types(crew.ana, "/count CC-1 191 MUG-BLU @A-01")
    assert "<@U0BEN>" in again
    crew.types(crew.ben, "/count CC-1 191 MUG-BLU @A-01")
    line = line_at(crew, "A-01", "MUG-BLU")
    assert (line.status, line.counters) == (CountLineStatus.APPROVAL, ("U0ANA", "U0BEN"))
    (approval,) = [
        one for one in crew.shop.book.open(Approval) if one.variances[0].item == "MUG-BLU"
    ]
    assert approval.counted_by == ("U0ANA", "U0BEN")


def cleo_approves(crew: Crew) -> None:
    """Ben was made a manager meanwhile, and still cannot: he counted."""
    (number,) = {line_at(crew, "A-01", "MUG-BLU").approval}
    ben = Person(user="U0BEN", name="Ben", role=Role.MANAGER)
    crew.shop.handle(edit(ben))
    assert "<@U0CLEO>" in crew.types(crew.ben, f"/inv approve {number}")
    assert crew.shop.book.get(Approval, number).status is ApprovalStatus.WAITING
    crew.types(crew.cleo, f"/inv approve {number}")
    assert crew.shop.book.on_hand("MUG-BLU", "A-01") == 191
    line = line_at(crew, "A-01", "MUG-BLU")
    assert (line.status, line.variance, line.value) == (CountLineStatus.POSTED, -49, -196)


def what_turned_up_is_settled(crew: Crew) -> None:
    """Eight plates belong to B-01, and the unknown thing is a bowl."""
    plates = line_at(crew, "A-04", "PLATE")
    assert plates.belongs_at == "B-01"
    crew.press(crew.ana, crew.message("Count CC-1"), "Move 8 from B-01 to A-04")
    assert crew.shop.book.on_hand("PLATE", "A-04") == 8
    assert crew.shop.book.on_hand("PLATE", "B-01") == 22
    crew.fill(crew.cleo, crew.message("Count CC-1"), "What is it?…", {"It is": "BOWL"})


def why_it_was_off(crew: Crew) -> None:
    """Everything that moved there since it was right is on one page."""
    line = line_at(crew, "A-01", "MUG-BLU")
    seen = crew.types(crew.cleo, f"/inv investigate CC-1 line:{line.number}")
    assert "240" in seen
    crew.types(crew.cleo, f'/inv cause CC-1 line:{line.number} stolen note:"door stood open"')
    assert line_at(crew, "A-01", "MUG-BLU").cause == "stolen"


def the_sheet_is_kept(crew: Crew) -> None:
    """All of it, what was right too; accuracy and the sheet are read off it."""
    count = the_count(crew)
    assert not count.waiting
    assert {line.location for line in count.lines} == set(SHELVES)
    assert "CC-1" not in crew.types(crew.ana, "/inv counts") or count.is_open
    assert "%" in crew.types(crew.cleo, "/inv accuracy by:bin")
    check_invariants(crew.shop.book)
    assert crew.shop.differences() == []


def test_a_count_overtaken_by_a_pick(shop: Shop):
    crew = Crew(shop)
    crew.types(crew.cleo, "/count zone:A blind:no")
    crew.press(crew.ana, crew.message("Count CC-1"), "Count it")
    ben_picks_for_an_order(crew)
    crew.types(crew.ana, "/count CC-1 12 BOWL @A-03; 36 MUG-RED @A-02; 240 MUG-BLU @A-01")
    asked_again = line_at(crew, "A-03", "BOWL")
    assert asked_again.status is CountLineStatus.AGAIN
    assert asked_again.tallies[0].is_overtaken
    assert crew.shop.book.on_hand("BOWL", "A-03") == 9
    others = [line_at(crew, "A-02", "MUG-RED"), line_at(crew, "A-01", "MUG-BLU")]
    assert {line.status for line in others} == {CountLineStatus.POSTED}
    told = crew.thread("Count CC-1")
    assert "was 12, now 9" in told
    assert "SO-1" in told
    crew.types(crew.ana, "/count CC-1 9 BOWL @A-03; empty @A-04")
    assert the_count(crew).status is CountStatus.DONE
    assert crew.shop.book.on_hand("BOWL", "A-03") == 9
    assert [one.quantity for one in line_at(crew, "A-03", "BOWL").tallies] == [12, 9]
    check_invariants(crew.shop.book)
    assert crew.shop.differences() == []


def ben_picks_for_an_order(crew: Crew) -> None:
    shop = crew.shop
    shop.handle(place_order((3, "BOWL")))
    shop.handle(ordered(PlanPick, orders=("SO-1",), by="U0BEN"))
    number = shop.book.get(Order, "SO-1").pick_list
    for stop in shop.book.get(PickList, number).lines:
        shop.handle(ordered(RecordPick, number, line=stop.number, by="U0BEN"))
