"""When a forecast is computed again: by its period, by the review, by what managers change."""

from datetime import date

import pytest

from inventory.documents.forecast import Period
from inventory.planning.due import has_turned
from tests.inventory.planning.planned import a_forecast

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("facts", "on", "is_due"),
    [
        ({"period": Period.WEEK, "review_days": 7}, date(2026, 11, 29), False),
        ({"period": Period.WEEK, "review_days": 7}, date(2026, 11, 30), True),
        ({"period": Period.MONTH, "review_days": 7}, date(2026, 11, 30), False),
        ({"period": Period.MONTH, "review_days": 7}, date(2026, 12, 1), True),
        ({"period": Period.DAY, "review_days": 1}, date(2026, 11, 24), True),
        ({"period": Period.DAY, "review_days": 7}, date(2026, 11, 24), False),
        ({"period": Period.DAY, "review_days": 7}, date(2026, 11, 30), True),
        ({"period": Period.DAY, "review_days": 1, "history": 0}, date(2026, 11, 30), False),
        ({"period": Period.DAY, "review_days": 1, "history": 0}, date(2026, 12, 1), True),
    ],
)
def test_a_forecast_is_computed_again_when_its_step_has_ended(
    facts: dict[str, object], on: date, *, is_due: bool
) -> None:
    known = a_forecast(computed_on=MONDAY, **facts)

    assert has_turned(known, on) is is_due
