"""A service that items promise together: what each promises by itself, and whose promise it is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from inventory.book import Book
from inventory.documents.forecast import Forecast, SharedPart
from inventory.planning.figures import figures
from inventory.planning.policy_rules import ResolvedPolicy, policy_for
from inventory.planning.sharing import is_shared, part_at
from inventory.stock_policy import StockPolicy
from tests.builders import a_book_with, a_desk, an_item
from tests.inventory.planning.figured import TODAY, a_lead_time, a_subject, levels_of
from tests.inventory.planning.planned import keep

STEADY = (20, 22, 18, 21, 19, 20, 20, 22, 18, 20, 21, 19, 20, 20, 19, 21, 20, 20, 22, 18)
LUMPY = (0, 0, 9, 0, 0, 0, 1, 0, 14, 0, 0, 0, 0, 2, 0, 0, 0, 11, 0, 0)


def a_group(*demands: tuple[int, ...], on: date = TODAY, **rules: Any) -> dict[str, Forecast]:
    """Items of a house whose service is shared, one for each demand by week."""
    rules.setdefault("service", "shared")
    book = a_book_with(**rules)
    subjects = [
        a_subject(demand, book=book, item={"sku": f"ITEM-{number}"})
        for number, demand in enumerate(demands, start=1)
    ]
    return {one.key: one for one in figures(book, subjects, on=on, aims={}, classes={})}


def part_of(found: Forecast) -> SharedPart:
    assert found.shared is not None
    return found.shared


def test_a_unit_lies_where_it_serves_most() -> None:
    found = a_group(STEADY, LUMPY)

    steady, lumpy = part_of(found["ITEM-1"]), part_of(found["ITEM-2"])
    assert lumpy.promised < Decimal("0.95") < steady.promised
    assert (steady.items, lumpy.items) == (2, 2)
    own = a_group(STEADY, LUMPY, service="fill")
    assert own["ITEM-1"].shared is None
    assert levels_of(found["ITEM-2"])[1] < levels_of(own["ITEM-2"])[1]
    assert sum(levels_of(one)[1] for one in found.values()) < sum(
        levels_of(one)[1] for one in own.values()
    )


def test_the_group_keeps_its_promise_by_what_is_expected_of_each() -> None:
    found = a_group(STEADY, LUMPY, (4, 0, 3, 5, 0, 4, 2, 0, 6, 3) * 2, shared_floor=0)

    asked = sum(one.daily for one in found.values())
    served = sum(one.daily * part_of(one).promised for one in found.values())
    assert served / asked >= Decimal("0.9499")


def test_no_item_is_promised_less_than_the_house_says() -> None:
    low = part_of(a_group(STEADY, LUMPY, shared_floor=0)["ITEM-2"])
    usual = part_of(a_group(STEADY, LUMPY)["ITEM-2"])
    high = part_of(a_group(STEADY, LUMPY, shared_floor=90)["ITEM-2"])

    assert low.promised < Decimal("0.8") <= usual.promised
    assert high.promised >= Decimal("0.9")
    assert (low.is_least, high.is_least) == (False, True)


def test_an_item_alone_in_its_group_is_kept_as_if_it_shared_nothing() -> None:
    shared, own = a_group(LUMPY)["ITEM-1"], a_group(LUMPY, service="fill")["ITEM-1"]

    assert part_of(shared).items == 1
    assert shared.parameters == own.parameters


@pytest.mark.parametrize(
    "row",
    [
        {"policy": "min_max", "minimum": 5, "maximum": 9},
        {"policy": "keep_at_least", "keep_at_least": 3},
        {"policy": "none"},
        {"policy": "order_up_to", "maximum": 30},
        {"service": "fill"},
        {"service": "cycle"},
    ],
)
def test_what_managers_state_or_promise_otherwise_shares_nothing(row: dict[str, Any]) -> None:
    book = a_book_with(StockPolicy(item="MUG-BLU", **row), service="shared")

    assert not is_shared(policy_for(book, an_item()))


def test_who_promises_another_level_is_in_another_group() -> None:
    row = StockPolicy(item="ITEM-2", service_level=Decimal(90))
    book = a_book_with(an_item("ITEM-2"), row, service="shared", shared_floor=0)
    subjects = [a_subject(LUMPY, book=book, item={"sku": f"ITEM-{one}"}) for one in (1, 2)]

    found = list(figures(book, subjects, on=TODAY, aims={}, classes={}))

    assert [part_of(one).items for one in found] == [1, 1]


# -- days on which only some of it is due --------------------------------------------------------


@pytest.fixture
def house() -> Book:
    """A house that has worked out what three items promise together."""
    rows = [an_item(f"ITEM-{number}", packs=()) for number in (1, 2, 3)]
    desk = a_desk(*rows, service="shared", shared_floor=0)
    made = a_group(STEADY, LUMPY, STEADY[::-1], shared_floor=0)
    desk.handle(keep(*made.values()))
    return desk.book


def test_what_is_not_due_counts_by_what_was_worked_out_last(house: Book) -> None:
    together = a_group(STEADY, LUMPY, STEADY[::-1], shared_floor=0)["ITEM-2"]
    subject = a_subject(LUMPY, book=house, item={"sku": "ITEM-2"})

    [alone] = figures(house, [subject], on=TODAY + timedelta(days=1), aims={}, classes={})

    assert part_of(alone).items == 3
    assert abs(part_of(alone).promised - part_of(together).promised) <= Decimal("0.02")


def test_an_items_part_of_another_promise_is_known_without_computing_anew(house: Book) -> None:
    policy = policy_for(house, an_item("ITEM-2"))
    now, more = (
        part_at(house, _promising(policy, level), policy.service_level)
        for level in (Decimal("0.95"), Decimal("0.99"))
    )

    assert now is not None
    assert more is not None
    assert (now.items, more.items) == (3, 3)
    assert abs(now.promised - part_of(house_forecast(house)).promised) <= Decimal("0.02")
    assert more.promised > now.promised


def test_of_an_item_nothing_is_known_of_no_part_is(house: Book) -> None:
    policy = policy_for(house, an_item("ITEM-9"))

    assert part_at(house, policy, policy.service_level) is None


def test_an_item_that_keeps_its_own_promise_can_be_tried_with_a_shared_one() -> None:
    lumpy = a_subject(LUMPY, item={"sku": "ITEM-4"}, lead_time=a_lead_time(14, 3))
    [own] = figures(a_book_with(), [lumpy], on=TODAY, aims={}, classes={})
    desk = a_desk(an_item("ITEM-4"), service="shared")
    desk.handle(keep(own))
    policy = policy_for(desk.book, an_item("ITEM-4"))

    part = part_at(desk.book, policy, policy.service_level)

    assert part is not None
    assert part.items == 1
    assert part.promised >= Decimal("0.95")


def house_forecast(book: Book) -> Forecast:
    found = book.get(Forecast, "ITEM-2")
    assert found is not None
    return found


def _promising(policy: ResolvedPolicy, level: Decimal) -> ResolvedPolicy:
    return replace(policy, service_level=level)
