"""By what an item is kept: its site's row, its own row, Items, or the house rules, in this order."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from inventory.errors import UnknownItem
from inventory.planning.policy_rules import ResolvedPolicy, policy_for
from inventory.planning_errors import UnknownSite
from inventory.stock_policy import PolicyKind, ServiceKind, StockPolicy
from tests.builders import a_book_with, a_desk, a_location, an_item, edit, refusal_of, set_rule
from tests.memory_desk import MemoryDesk

MUG = an_item()


def policy(*rows: Any, site: str = "", **item: Any) -> ResolvedPolicy:
    mug = an_item(**item)
    return policy_for(a_book_with(mug, *rows), mug, site)


def a_row(**facts: Any) -> StockPolicy:
    return StockPolicy(item="MUG-BLU", **facts)


def levels(policy: ResolvedPolicy) -> tuple[Any, ...]:
    return policy.kind.value, policy.minimum, policy.maximum


def test_an_item_nobody_said_anything_of_goes_by_the_house_rules() -> None:
    house = policy()

    assert levels(house) == ("automatic", None, None)
    assert house.service is ServiceKind.FILL
    assert house.service_level == Decimal("0.95")
    assert house.review_days == 7
    assert house.floor == 0
    assert house.max_cover_days is None


def test_minimum_and_maximum_of_items_stand_as_before() -> None:
    assert levels(policy(minimum=10, maximum=40)) == ("min_max", 10, 40)


def test_a_minimum_alone_is_the_reorder_point_of_what_the_forecast_fills_up() -> None:
    assert levels(policy(minimum=10)) == ("automatic", 10, None)


def test_a_row_speaks_before_items_and_takes_blanks_from_there() -> None:
    row = a_row(minimum=12, service_level=98, review_days=14)
    said = policy(row, minimum=10, maximum=40)

    assert levels(said) == ("min_max", 12, 40)
    assert said.service_level == Decimal("0.98")
    assert said.review_days == 14


def test_who_writes_automatic_wants_the_forecast_whatever_items_says() -> None:
    said = policy(a_row(policy="automatic"), minimum=10, maximum=40)

    assert levels(said) == ("automatic", None, None)


def test_the_row_of_a_site_holds_there_and_the_others_go_by_the_items_row() -> None:
    north = a_row(site="North", policy="order_up_to", maximum=60)
    every = a_row(minimum=5, maximum=20)

    assert levels(policy(a_place(), north, every, site="North")) == ("order_up_to", None, 60)
    assert levels(policy(a_place(), north, every, site="South")) == ("min_max", 5, 20)


@pytest.mark.parametrize(
    ("kind", "minimum", "maximum"),
    [
        ("reorder_level", 10, 40),
        ("reorder_quantity", 10, None),
        ("order_up_to", None, 40),
        ("keep_at_least", None, None),
        ("none", None, None),
    ],
)
def test_each_policy_takes_what_it_has_a_use_for(
    kind: str, minimum: int | None, maximum: int | None
) -> None:
    said = policy(a_row(policy=kind, keep_at_least=3), minimum=10, maximum=40)

    assert levels(said) == (kind, minimum, maximum)


def test_what_items_says_is_of_all_sites_together() -> None:
    assert policy(site="North", minimum=10, maximum=40).is_of_house
    assert not policy(minimum=10, maximum=40).is_of_house
    assert not policy(a_row(minimum=10, maximum=40), site="North").is_of_house


def test_what_is_critical_keeps_one_and_what_is_said_stands_above_it() -> None:
    assert policy(a_row(is_critical=True)).floor == 1
    assert policy(a_row(is_critical=True, keep_at_least=3)).floor == 3


def test_of_two_tabs_that_disagree_the_row_wins() -> None:
    assert levels(policy(a_row(minimum=50), minimum=10, maximum=40)) == ("min_max", 50, 50)
    assert levels(policy(a_row(maximum=5), minimum=10, maximum=40)) == ("min_max", 5, 5)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"minimum": 5, "maximum": 4}, "the maximum is below the minimum of 5"),
        ({"policy": "keep_at_least"}, "this policy needs to know how many to keep at least"),
        ({"service_level": 100}, "less than 100"),
        ({"service_level": 0}, "greater than 0"),
        ({"review_days": 0}, "greater than or equal to 1"),
        ({"order_quantity": 0}, "greater than 0"),
    ],
)
def test_a_row_that_cannot_be_is_no_row(facts: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        a_row(**facts)


def test_keeping_at_least_one_of_what_is_critical_needs_no_figure() -> None:
    assert a_row(policy="keep_at_least", is_critical=True).policy is PolicyKind.KEEP_AT_LEAST


def a_place() -> Any:
    return a_location("N-01", site="North")


@pytest.fixture
def desk() -> MemoryDesk:
    return a_desk()


def test_a_row_for_an_item_or_a_site_that_there_is_not_is_refused(desk: MemoryDesk) -> None:
    desk.handle(edit(a_place()))

    assert refusal_of(desk, edit(StockPolicy(item="MUG"))) == UnknownItem(item="MUG")
    unknown = UnknownSite(site="Nord", known=("North",))
    assert refusal_of(desk, edit(a_row(site="Nord"))) == unknown
    desk.handle(edit(a_row(site="North")))


def test_the_house_rule_for_items_that_say_none(desk: MemoryDesk) -> None:
    desk.handle(set_rule("default_policy", "none"))

    assert policy_for(desk.book, MUG).kind is PolicyKind.NONE
