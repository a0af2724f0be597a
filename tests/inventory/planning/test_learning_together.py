"""Planning lets slow items teach each other, whoever of them is due; benchmarks measure what it does."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from benchmarks.planning_policies import levels_as_planned
from inventory.book import Book
from inventory.documents.forecast import Forecast
from inventory.planning.figures import Forecasting, figures
from inventory.planning.subjects import Subject
from tests.inventory.planning.figured import TODAY, a_lead_time, a_subject

WEEKS = 23
LEAD_WEEKS = 2
DEMAND = np.random.default_rng(9).poisson(np.full((45, WEEKS), 0.5)).astype(np.float64)


def slow_items(lead_days: float = 7 * LEAD_WEEKS) -> list[Subject]:
    """Items that are asked for now and then, looked at once a week."""
    return [
        a_subject(list(row), item={"sku": f"PART-{place}"}, lead_time=a_lead_time(lead_days))
        for place, row in enumerate(DEMAND)
    ]


def figured(subjects: Sequence[Subject], members: Sequence[Subject]) -> list[Forecast]:
    forecasting = Forecasting(members=members)
    return list(figures(Book(), subjects, on=TODAY, aims={}, classes={}, forecasting=forecasting))


def test_levels_are_those_that_are_measured() -> None:
    items = slow_items()
    found = figured(items, items)

    assert {one.method for one in found} == {"pooled"}
    assert {str(one.service_level) for one in found} == {"0.95"}
    measured = levels_as_planned(DEMAND, 0.95, LEAD_WEEKS)
    assert [float(one.parameters.order_up_to_level) for one in found] == measured.tolist()


def test_one_that_is_due_learns_from_all_and_is_told_alone() -> None:
    items = slow_items()
    (alone,) = figured(items[:1], items)

    assert alone == figured(items, items)[0]


def test_others_are_not_needed() -> None:
    (found,) = figured(slow_items()[:1], [])

    assert found.method == "imapa_ses"


def test_how_wrong_it_was_is_that_of_the_same_method_whatever_the_lead_time() -> None:
    """Items of other lead times are tried over other spans, but teach there too."""
    items = slow_items()
    far = [replace(one, lead_time=a_lead_time(70)) for one in items[:5]]
    mixed = figured([*far, *items[5:]], [])
    alike = figured(items, [])

    assert [one.accuracy for one in mixed[5:]] == [one.accuracy for one in alike[5:]]
    assert {one.accuracy.periods for one in mixed} == {3, 13}


def test_items_that_are_planned_in_another_period_teach_nothing() -> None:
    items = slow_items()
    months = [replace(one, history=replace(one.history, period="month")) for one in items[1:]]
    (found,) = figured(items[:1], months)

    assert found.method == "imapa_ses"
