"""What is computed is kept: little changes act at once, large ones wait for a manager's look."""

from decimal import Decimal

import pytest

from inventory.documents.forecast import Forecast, LeadTimeEstimate, Parameters
from inventory.documents.review import Review, ReviewLine, ReviewStatus
from inventory.errors import NothingChanged
from inventory.notices import Audience
from inventory.planning.changing import value_effect
from inventory.stock_policy import PolicyKind, StockPolicy
from tests.builders import a_desk, an_item, edit, refusal_of, set_rule
from tests.inventory.planning.planned import (
    a_forecast,
    acting,
    decide,
    keep,
    levels,
    review,
    the_forecast,
    told,
    waiting,
)
from tests.memory_desk import MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    return a_desk()


@pytest.fixture
def planned(desk: MemoryDesk) -> MemoryDesk:
    """A house whose mugs and tees have been planned once."""
    desk.handle(keep(a_forecast(10, 40), a_forecast(5, 20, "TEE-BLK-M")))
    return desk


def test_the_first_parameters_of_an_item_act_at_once(desk: MemoryDesk) -> None:
    posted = desk.handle(keep(a_forecast(10, 40)))

    assert acting(desk) == (10, 40)
    assert waiting(desk) is None
    assert told(posted) == []


def test_an_item_that_nobody_had_bought_gets_its_first_parameters_at_once(
    desk: MemoryDesk,
) -> None:
    desk.handle(keep(a_forecast(parameters=Parameters())))
    desk.handle(keep(a_forecast(10, 40), week=1))

    assert acting(desk) == (10, 40)


def test_a_run_that_finds_what_is_kept_changes_nothing(planned: MemoryDesk) -> None:
    again = keep(a_forecast(10, 40), part=2)

    assert isinstance(refusal_of(planned, again), NothingChanged)


def test_the_journal_has_what_was_kept_once(planned: MemoryDesk) -> None:
    posted = planned.handle(keep(a_forecast(11, 42), week=1))

    assert posted.transaction.command == keep(week=1)
    assert planned.handle(keep(a_forecast(11, 42), week=1)).is_repeat


@pytest.mark.parametrize(("s", "up_to"), [(13, 52), (7, 28), (10, 41), (11, 40)])
def test_a_change_within_the_threshold_acts_at_once(
    planned: MemoryDesk, s: int, up_to: int
) -> None:
    planned.handle(keep(a_forecast(s, up_to), week=1))

    assert acting(planned) == (s, up_to)
    assert waiting(planned) is None


@pytest.mark.parametrize(("s", "up_to"), [(14, 40), (6, 40), (10, 53), (10, 27)])
def test_a_change_beyond_it_waits_and_the_managers_are_told(
    planned: MemoryDesk, s: int, up_to: int
) -> None:
    posted = planned.handle(keep(a_forecast(s, up_to), week=1))

    assert acting(planned) == (10, 40)
    assert waiting(planned) == (s, up_to)
    [line] = review(planned).lines
    assert (line.before, line.after) == (levels(10, 40), levels(s, up_to))
    [notice] = posted.transaction.notices
    assert (notice.message, notice.audience) == ("RV-1", Audience.MANAGERS)  # type: ignore[union-attr]


def test_one_unit_is_never_worth_a_look(planned: MemoryDesk) -> None:
    planned.handle(keep(a_forecast(1, 2, "ROPE-8")))
    planned.handle(keep(a_forecast(2, 3, "ROPE-8"), week=1))

    assert acting(planned, "ROPE-8") == (2, 3)


def test_the_threshold_is_a_rule_of_the_house(planned: MemoryDesk) -> None:
    planned.handle(set_rule("review_percent", 100))
    planned.handle(keep(a_forecast(20, 80), week=1))

    assert acting(planned) == (20, 80)


def test_the_figures_themselves_are_kept_while_parameters_wait(planned: MemoryDesk) -> None:
    planned.handle(keep(a_forecast(30, 90, mean=Decimal(21)), week=1))

    assert the_forecast(planned).mean == 21


# -- what managers state ---------------------------------------------------------------------------


def test_what_a_manager_types_on_policies_acts_at_once(planned: MemoryDesk) -> None:
    planned.handle(edit(StockPolicy(item="MUG-BLU", service_level=Decimal(99))))
    planned.handle(keep(a_forecast(30, 90), week=1))
    assert acting(planned) == (30, 90)

    planned.handle(keep(a_forecast(60, 180), week=2))
    assert acting(planned) == (30, 90)


def test_a_minimum_typed_on_items_acts_at_once_and_a_new_name_does_not(
    planned: MemoryDesk,
) -> None:
    planned.handle(edit(an_item(name="Bluer mug")))
    planned.handle(keep(a_forecast(20, 80), week=1))
    assert acting(planned) == (10, 40)

    planned.handle(edit(an_item(name="Bluer mug", minimum=Decimal(30))))
    planned.handle(keep(a_forecast(30, 90), week=2))
    assert acting(planned) == (30, 90)


@pytest.mark.parametrize("kind", [PolicyKind.MIN_MAX, PolicyKind.KEEP_AT_LEAST, PolicyKind.NONE])
def test_levels_that_managers_state_are_never_asked_about(
    planned: MemoryDesk, kind: PolicyKind
) -> None:
    planned.handle(keep(a_forecast(30, 90, policy=kind), week=1))
    planned.handle(keep(a_forecast(90, 300, policy=kind), week=2))

    assert acting(planned) == (90, 300)


def test_a_row_that_is_taken_out_acts_at_once_too(planned: MemoryDesk) -> None:
    planned.handle(keep(a_forecast(90, 300, policy=PolicyKind.MIN_MAX), week=1))
    planned.handle(keep(a_forecast(10, 40, policy=PolicyKind.AUTOMATIC), week=2))

    assert acting(planned) == (10, 40)


# -- reviews follow ----------------------------------------------------------------------------


def test_a_run_in_several_parts_asks_once(planned: MemoryDesk) -> None:
    planned.handle(keep(a_forecast(20, 80), week=1, is_last=False))
    planned.handle(keep(a_forecast(15, 60, "TEE-BLK-M"), week=1, part=2))

    assert [one.number for one in planned.book.all(Review)] == ["RV-1"]
    assert [line.item for line in review(planned).waiting] == ["MUG-BLU", "TEE-BLK-M"]


def test_a_review_is_told_when_it_is_made_and_with_the_last_part(desk: MemoryDesk) -> None:
    names = ("MUG-BLU", "TEE-BLK-M", "JAM-STR", "ROPE-8")
    desk.handle(keep(*(a_forecast(10, 40, name) for name in names)))
    said = [
        told(
            desk.handle(
                keep(a_forecast(20, 80, name), week=1, part=part, is_last=name == names[-1])
            )
        )
        for part, name in enumerate(names)
    ]

    assert said == [["RV-1"], [], [], ["RV-1"]]


def test_what_waits_still_is_not_told_again(planned: MemoryDesk) -> None:
    planned.handle(keep(a_forecast(20, 80), week=1))
    posted = planned.handle(keep(a_forecast(20, 80), week=2))

    assert told(posted) == []
    assert review(planned).is_open


def test_figures_that_moved_a_little_edit_the_review(planned: MemoryDesk) -> None:
    planned.handle(keep(a_forecast(20, 80), week=1))
    posted = planned.handle(keep(a_forecast(22, 84), week=2))

    assert told(posted) == ["RV-1"]
    assert [line.after for line in review(planned).waiting] == [levels(22, 84)]


def test_news_makes_a_review_that_carries_on_what_waits(planned: MemoryDesk) -> None:
    planned.handle(keep(a_forecast(20, 80), week=1))
    posted = planned.handle(keep(a_forecast(15, 60, "TEE-BLK-M"), week=2))

    old, new = review(planned), review(planned, "RV-2")
    assert (old.status, old.overtaken_by) == (ReviewStatus.OVERTAKEN, "RV-2")
    assert [line.item for line in new.waiting] == ["MUG-BLU", "TEE-BLK-M"]
    assert sorted(told(posted)) == ["RV-1", "RV-2"]


def test_what_comes_back_by_itself_is_off_the_review(planned: MemoryDesk) -> None:
    planned.handle(keep(a_forecast(20, 80), week=1))
    posted = planned.handle(keep(a_forecast(11, 42), week=2))

    assert waiting(planned) is None
    assert acting(planned) == (11, 42)
    assert review(planned).status is ReviewStatus.OVERTAKEN
    assert told(posted) == ["RV-1"]


def test_more_than_a_review_takes_are_on_another(desk: MemoryDesk) -> None:
    names = [f"MUG-{number:03}" for number in range(510)]
    for name in names:
        desk.handle(edit(an_item(name, packs=())))
    for part, some in enumerate((names[:260], names[260:]), start=1):
        desk.handle(keep(*(a_forecast(10, 40, name) for name in some), part=part))
    for part, some in enumerate((names[:260], names[260:]), start=1):
        desk.handle(keep(*(a_forecast(20, 80, one) for one in some), week=1, part=part))

    sizes = {one.number: len(one.waiting) for one in desk.book.open(Review)}
    assert sizes == {"RV-1": 500, "RV-2": 10}


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        ({"mean": Decimal(21)}, "demand"),
        ({"deviation": Decimal(9)}, "deviation"),
        ({"lead_time": LeadTimeEstimate(days=Decimal(20))}, "lead_time"),
        ({"target": Decimal("0.99")}, "service"),
        ({}, "policy"),
    ],
)
def test_a_line_says_what_has_changed_most(
    planned: MemoryDesk, facts: dict[str, object], cause: str
) -> None:
    planned.handle(keep(a_forecast(20, 80, **facts), week=1))

    assert [line.cause for line in review(planned).lines] == [cause]


def test_a_forecast_of_what_is_not_planned_any_more_goes_with_its_question(
    planned: MemoryDesk,
) -> None:
    planned.handle(keep(a_forecast(20, 80), week=1))
    planned.handle(keep(week=2, gone=("MUG-BLU",)))

    assert planned.book.get(Forecast, "MUG-BLU") is None
    assert review(planned).status is ReviewStatus.OVERTAKEN


def test_what_was_turned_down_is_not_asked_again_before_it_has_moved_on(
    planned: MemoryDesk,
) -> None:
    planned.handle(keep(a_forecast(20, 80), week=1))
    planned.handle(decide(accept=False))
    planned.handle(keep(a_forecast(21, 83), week=2))
    assert waiting(planned) is None
    assert acting(planned) == (10, 40)

    planned.handle(keep(a_forecast(40, 160), week=3))
    assert waiting(planned) == (40, 160)


def test_an_item_taken_out_while_it_was_being_computed_is_left_out(planned: MemoryDesk) -> None:
    lost = a_forecast(1, 2, "NEVER-THERE")
    posted = planned.handle(keep(lost, a_forecast(11, 42), week=1, gone=("NEVER-HAD",)))

    assert [change.key for change in posted.transaction.changes] == ["MUG-BLU"]


def test_what_waits_says_what_it_does_to_the_value_of_the_stock(desk: MemoryDesk) -> None:
    desk.handle(edit(an_item(unit_cost=Decimal(3))))
    lines = [
        ReviewLine(
            item=item,
            before=levels(10, 40, safety=4, order=30),
            after=levels(20, 80, safety=8, order=60),
        )
        for item in ("MUG-BLU", "ROPE-8")
    ]

    assert value_effect(desk.book, lines) == 3 * (4 + 15)
    assert value_effect(desk.book, lines[1:]) is None
