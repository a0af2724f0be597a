"""Which alert is graver, and which change of its figures is worth an edit."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.documents.stock_alert import AlertFigures
from inventory.replenishing.alerting.finding import gravity, is_material
from inventory.stock_policy import AlertKind


def figures(**facts):
    return AlertFigures.model_validate(facts)


@pytest.mark.parametrize(
    ("before", "after", "is_news"),
    [
        ({"available": 100}, {"available": 91}, False),
        ({"available": 100}, {"available": 89}, True),
        ({"available": 100}, {"available": 0}, True),
        ({"days": 1}, {"days": -1}, True),
        ({"available": 4}, {"available": None}, True),
        ({"document": "RP-1"}, {"document": "PO-1"}, True),
        ({"expected_on": None}, {"expected_on": date(2026, 11, 27)}, True),
        ({"value": "10.00"}, {"value": "10.00"}, False),
    ],
)
def test_a_tenth_more_or_less_is_no_news(before, after, is_news):
    assert is_material(figures(**before), figures(**after)) is is_news


@pytest.mark.parametrize(
    ("kind", "graver", "lesser"),
    [
        (AlertKind.OUT, {"limit": 20}, {"limit": 10}),
        (AlertKind.STOCKOUT_AHEAD, {"days": 1}, {"days": 3}),
        (AlertKind.LOW, {"available": 1, "limit": 10}, {"available": 4, "limit": 20}),
        (AlertKind.SUPPLIER_LATE, {"days": 9}, {"days": 2}),
        (AlertKind.EXPIRING, {"days": -2}, {"days": 5}),
        (AlertKind.DEMAND_JUMP, {"before": 10, "after": 90}, {"before": 10, "after": 40}),
        (AlertKind.DEMAND_STOP, {"before": 90, "after": 0}, {"before": 10, "after": 0}),
        (AlertKind.FORECAST_BAD, {"after": "-3"}, {"after": "2"}),
        (AlertKind.OVERSTOCK, {"value": 900}, {"value": None}),
        (AlertKind.DEAD, {"value": 900}, {"value": 90}),
    ],
)
def test_of_a_kind_the_graver_figures_come_first(kind, graver, lesser):
    assert gravity(kind, figures(**graver)) < gravity(kind, figures(**lesser))


def test_kinds_come_before_figures():
    slight, grave = figures(available=9, limit=10), figures(value=Decimal(9000))
    assert gravity(AlertKind.LOW, slight) < gravity(AlertKind.DEAD, grave)
