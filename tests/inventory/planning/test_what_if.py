"""A past replayed as it is bought now, and with other figures: what differs comes of the figures."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from inventory.demand.history import DemandHistory
from inventory.documents.forecast import LeadTimeEstimate, Period, SharedPart
from inventory.planning.tried_figures import Changes
from inventory.planning.what_if import TooShort, WhatIf, what_if
from inventory.stock_policy import PolicyKind, ServiceKind, StockPolicy
from tests.builders import a_book_with, a_desk, an_item
from tests.inventory.planning.planned import a_forecast, keep

START = date(2025, 9, 29)
WEEKS = 60


def a_past(weeks: int = WEEKS, **facts: Any) -> DemandHistory:
    """Some ten mugs a week, on three days of it, never twice the same."""
    chance = np.random.default_rng(5)
    week = np.array([0, 1, 0, 1, 1, 0, 0])
    values = np.tile(week, weeks) * chance.poisson(3.5, weeks * 7)
    return DemandHistory(
        **{
            "item": "MUG-BLU",
            "site": "",
            "period": Period.DAY,
            "start": START,
            "values": values.astype(float),
            "censored": np.zeros(values.size, dtype=bool),
            "first_on": START,
        }
        | facts
    )


def by_week(past: DemandHistory) -> DemandHistory:
    """The same week by week; the first day is a Monday."""
    weeks, out = past.values.reshape(-1, 7).sum(axis=1), past.censored.reshape(-1, 7)
    return replace(past, period=Period.WEEK, values=weeks, censored=out.mean(axis=1) > 0.25)


def asked(past: DemandHistory, *rows: Any, **changes: Any) -> WhatIf | TooShort:
    mug = an_item(**changes.pop("item", {}))
    lead = LeadTimeEstimate(days=Decimal(changes.pop("takes", 21)), deviation=Decimal(0))
    return what_if(
        a_book_with(mug, *rows),
        mug,
        past,
        by_week(past),
        lead_time=changes.pop("lead_time", lead),
        changes=Changes(**changes),
    )


def replayed(*rows: Any, **changes: Any) -> WhatIf:
    found = asked(a_past(), *rows, **changes)
    assert isinstance(found, WhatIf)
    return found


def test_more_service_takes_more_stock_and_serves_more() -> None:
    found = replayed(service_level=Decimal("0.99"))

    assert found.now is not None
    (tried,) = found.tried
    assert tried.stock > found.now.stock
    assert tried.fill_rate >= found.now.fill_rate
    assert (found.now.figures.policy.service_level, tried.figures.policy.service_level) == (
        Decimal("0.95"),
        Decimal("0.99"),
    )


def test_asked_service_is_about_achieved_on_a_steady_past() -> None:
    for outcome in replayed().tried:
        assert abs(outcome.fill_rate - outcome.figures.policy.service_level) < Decimal("0.04")


def test_a_shared_service_is_tried_with_the_items_own_part_of_it() -> None:
    """Beside an item that is asked for steadily, twice as often, and needs little for its service."""
    house = a_desk(an_item("BOWL-1"), service="shared", shared_floor=0)
    part = SharedPart(promised=Decimal("0.97"), items=2, deviation=Decimal(9))
    lately = {"service": ServiceKind.SHARED, "service_level": Decimal("0.95"), "shared": part}
    days = {"review_days": 7, "horizon_days": Decimal(28)}
    house.handle(
        keep(
            a_forecast(
                item="MUG-BLU", demand_over_horizon=Decimal(40), **lately, **days
            ).model_copy(update={"shared": part.model_copy(update={"deviation": Decimal(30)})}),
            a_forecast(item="BOWL-1", demand_over_horizon=Decimal(80), **lately, **days),
        )
    )
    past = a_past()
    lead = LeadTimeEstimate(days=Decimal(21), deviation=Decimal(0))
    changes = Changes(service_level=Decimal("0.98"))

    found = what_if(house.book, an_item(), past, by_week(past), lead_time=lead, changes=changes)

    assert isinstance(found, WhatIf)
    assert found.now is not None
    (tried,) = found.tried
    assert found.now.figures.part is not None
    assert tried.figures.part is not None
    assert found.now.figures.part.items == 2
    assert found.now.figures.target < Decimal("0.95")
    assert found.now.figures.target < tried.figures.target < Decimal("0.98")
    assert tried.stock > found.now.stock


def test_a_shorter_lead_time_takes_less_stock_for_the_same_service() -> None:
    found = replayed(lead_days=3)

    assert found.now is not None
    assert found.tried[0].stock < found.now.stock
    assert found.tried[0].level < found.now.level


def test_looking_at_it_less_often_means_fewer_orders() -> None:
    found = replayed(review_days=28)

    assert found.now is not None
    assert found.tried[0].orders_a_year < found.now.orders_a_year / 2


def test_where_no_figure_is_named_a_row_of_service_levels_is_tried() -> None:
    found = replayed()

    levels = [one.figures.policy.service_level for one in found.tried]
    assert levels == [Decimal("0.9"), Decimal("0.95"), Decimal("0.98"), Decimal("0.99")]
    stocks = [one.stock for one in found.tried]
    assert stocks == sorted(stocks)


def test_minimum_and_maximum_are_replayed_as_they_stand() -> None:
    found = replayed(item={"minimum": 20, "maximum": 60}, lead_days=7)

    assert found.now is not None
    assert (found.now.reorder_point, found.now.level) == (20, 60)
    (tried,) = found.tried
    assert (tried.reorder_point, tried.level) == (20, 60)
    assert tried.fill_rate > found.now.fill_rate


def test_who_names_a_service_wants_levels_of_the_forecast_in_place_of_stated_ones() -> None:
    found = replayed(item={"minimum": 20, "maximum": 60}, service_level=Decimal("0.98"))

    assert found.tried[0].figures.policy.kind is PolicyKind.AUTOMATIC
    assert found.tried[0].level != 60


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ({"policy": "reorder_quantity", "minimum": 30, "order_quantity": 48}, 78),
        ({"policy": "order_up_to", "maximum": 70}, 70),
        ({"policy": "keep_at_least", "keep_at_least": 12}, 12),
        ({"policy": "automatic", "keep_at_least": 500}, 500),
    ],
)
def test_every_policy_is_replayed_by_its_own_rule(row: dict[str, Any], level: int) -> None:
    found = replayed(StockPolicy(item="MUG-BLU", **row))

    assert found.now is not None
    assert found.now.level == level


@pytest.mark.parametrize(
    ("row", "is_stated"),
    [
        ({"policy": "keep_at_least", "keep_at_least": 12}, True),
        ({"policy": "order_up_to", "maximum": 70}, True),
        ({"policy": "order_up_to"}, False),
        ({"policy": "reorder_quantity", "minimum": 30, "order_quantity": 48}, True),
        ({"policy": "reorder_quantity", "order_quantity": 48}, False),
        ({"policy": "reorder_level", "minimum": 30, "maximum": 70}, True),
        ({"policy": "reorder_level", "minimum": 30}, False),
        ({"policy": "automatic"}, False),
    ],
)
def test_whether_managers_state_all_of_it_is_known(row: dict[str, Any], is_stated: bool) -> None:
    found = replayed(StockPolicy(item="MUG-BLU", **row), lead_days=7)

    assert found.now is not None
    assert found.now.figures.policy.is_stated is is_stated


def test_a_fixed_quantity_has_its_reorder_point_from_the_forecast_where_none_is_stated() -> None:
    row = StockPolicy(item="MUG-BLU", policy="reorder_quantity", order_quantity=48)
    found = replayed(row)

    assert found.now is not None
    assert found.now.level == found.now.reorder_point + 48
    assert found.now.fill_rate > Decimal("0.9")


def test_where_people_decide_there_is_nothing_to_replay_as_it_is_now() -> None:
    found = replayed(StockPolicy(item="MUG-BLU", policy="none"), lead_days=7)

    assert found.now is None
    assert found.tried[0].figures.policy.kind is PolicyKind.AUTOMATIC


def test_the_minimum_order_and_packs_are_kept_to() -> None:
    single, cases = replayed(lead_days=7), replayed(lead_days=7, item={"pack_multiple": 48})

    assert cases.tried[0].orders_a_year < single.tried[0].orders_a_year
    assert cases.tried[0].stock > single.tried[0].stock


def test_deliveries_that_vary_are_replayed_early_and_late_in_turn() -> None:
    steady = replayed(service=ServiceKind.FILL)
    varying = LeadTimeEstimate(days=Decimal(21), deviation=Decimal(10))
    shaky = replayed(service=ServiceKind.FILL, lead_time=varying)

    assert shaky.tried[0].level > steady.tried[0].level
    assert replayed(lead_days=7, lead_time=varying).tried[0].figures.lead_time.deviation == Decimal(
        "3.3"
    )


def test_goods_that_come_at_once_can_be_tried() -> None:
    found = replayed(lead_days=0)

    assert found.tried[0].fill_rate > Decimal("0.9")


def test_the_days_replayed_are_told_with_those_nobody_knows_of() -> None:
    out = np.zeros(WEEKS * 7, dtype=bool)
    out[100:110] = True
    found = asked(a_past(censored=out), lead_days=7)

    assert isinstance(found, WhatIf)
    assert found.first == START + timedelta(days=49)
    assert found.last == START + timedelta(days=WEEKS * 7 - 1)
    assert found.days == WEEKS * 7 - 49
    assert found.days_unknown == 10
    assert len(found.tried[0].stock_by_week) == found.days // 7


def test_a_past_that_is_too_short_says_how_long_it_should_be() -> None:
    found = asked(a_past(weeks=8))

    assert found == TooShort(item="MUG-BLU", site="", days=56, needed=49 + 2 * (21 + 7))
    assert isinstance(asked(a_past(weeks=15)), WhatIf)


def a_late_start(weeks: int) -> DemandHistory:
    """A past in which it lay for so many weeks before anybody asked for it."""
    values = a_past().values.copy()
    values[: 7 * weeks] = 0.0
    return a_past(values=values)


def test_the_replay_begins_where_there_is_a_past_to_plan_from() -> None:
    found = asked(a_late_start(weeks=30), lead_days=7)

    assert isinstance(found, WhatIf)
    assert found.asked_first == START + timedelta(days=30 * 7 + 1)
    assert found.first == START + timedelta(days=30 * 7 + 49)
    assert found.now is not None
    assert found.now.days_out < found.days / 4
    assert found.now.stock > 0


def test_what_was_asked_for_from_the_start_is_replayed_without_a_word_of_it() -> None:
    assert replayed().asked_first is None


def test_months_in_which_nobody_asked_for_it_are_no_history_to_try_figures_on() -> None:
    found = asked(a_late_start(weeks=50))

    assert isinstance(found, TooShort)
    assert (found.days, found.needed) == (70, 49 + 2 * (21 + 7))
    assert found.asked_first == START + timedelta(days=50 * 7 + 1)


def test_years_of_it_are_replayed_for_the_last_two_only() -> None:
    found = asked(a_past(weeks=150), lead_days=7)

    assert isinstance(found, WhatIf)
    assert found.days == 730


def test_a_past_in_which_nothing_was_asked_for_needs_no_stock() -> None:
    found = asked(a_past(values=np.zeros(WEEKS * 7)))

    assert isinstance(found, WhatIf)
    assert found.asked == 0
    assert [one.stock for one in found.tried] == [0, 0, 0, 0]
