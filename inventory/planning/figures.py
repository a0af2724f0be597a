"""All figures of planning at once: what is expected, how wrong that has been, and when to buy.

Tables of floats inside, one a period; a `Forecast` of exact decimals for each item and site comes out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

import numpy as np

from inventory.book import Book
from inventory.counting.classes import class_of, classes_by_value, values_of
from inventory.demand.calendar import place_in_year
from inventory.demand.history import DemandHistory
from inventory.documents.forecast import (
    Accuracy,
    DemandClass,
    Forecast,
    LifeStage,
    Parameters,
    Period,
)
from inventory.forecasting.arrays import Floats
from inventory.forecasting.forecaster import Forecaster
from inventory.forecasting.together import expect_together
from inventory.item import Item
from inventory.planning.expecting import BOUND, YEAR_OF, Seen, expected_of
from inventory.planning.noticing import warnings_of
from inventory.planning.parameters import Levels, levels_of
from inventory.planning.sharing import Looked, shared_parts
from inventory.planning.subjects import Subject
from inventory.policies.distributions import quantile
from inventory.quantity import QUANTITY_MAX, trimmed

PLACES: Final = 4
"""Decimals of what is expected; of levels: none for whole items, one for the others."""

MOST: Final = float(QUANTITY_MAX)


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at for an item, as a share, to achieve what is asked for.

    Attributes:
        achieved: of late; None where nothing was asked for.
    """

    target: Decimal
    achieved: Decimal | None = None


class Forecasting(NamedTuple):
    """How items are forecast.

    Attributes:
        forecaster: who says what is expected.
        members: everything that is planned: items learn from each other, whether they are due or not.
    """

    forecaster: Forecaster = expect_together
    members: Sequence[Subject] = ()


ALONE: Final = Forecasting()
"""What is asked about is all there is to learn from."""


def figures(
    book: Book,
    subjects: Iterable[Subject],
    *,
    on: date,
    aims: Mapping[str, Aim],
    classes: Mapping[str, str],
    forecasting: Forecasting = ALONE,
) -> Iterator[Forecast]:
    """Yield the forecast of each item and site, its parameters as they would act.

    Args:
        book: for the house rules.
        subjects: what is planned.
        on: today.
        aims: forecast key -> what is aimed at; what is not in it aims at what its policy asks for.
        classes: sku -> A or B by what its sales are worth; see `abc_classes`.
        forecasting: who says what is expected, and of what else.
    """
    tables = list(_looked_at(subjects, aims, forecasting))
    parts = shared_parts(book, tables)
    for table, seen, aimed in tables:
        own = [parts.get(one.key) for one in table]
        promised = [float(part.promised) if part else aimed[row] for row, part in enumerate(own)]
        target = np.array(promised)
        levels = levels_of(table, seen, target, book.rules)
        upper = quantile(seen.mean, seen.variance, target)
        counts_orders = book.rules.ordering_cost > 0
        for row, (subject, part) in enumerate(zip(table, own, strict=True)):
            warnings = warnings_of(row, subject, seen, levels, counts_orders=counts_orders)
            aim = _aim(subject, aims)
            yield Forecast(
                item=subject.item.sku,
                site=subject.site,
                computed_on=on,
                abc_class=class_of(subject.item, classes),
                censored=int(subject.history.censored.sum()),
                lead_time=subject.lead_time,
                review_days=subject.policy.review_days,
                horizon_days=subject.lead_time.days + subject.policy.review_days,
                policy=subject.policy.kind,
                service=subject.policy.service,
                service_level=subject.policy.service_level,
                target=aim.target,
                achieved=aim.achieved,
                upper=_exact(upper[row]),
                parameters=_parameters(row, subject, levels),
                warnings=tuple(warnings),
                shared=part,
                **_demand(row, seen, on),
            )


def _looked_at(
    subjects: Iterable[Subject], aims: Mapping[str, Aim], forecasting: Forecasting
) -> Iterator[Looked]:
    """Yield what is expected of the subjects and aimed at for them, period by period."""
    members = _by_period(forecasting.members)
    for period, table in _by_period(subjects).items():
        due = {one.key for one in table}
        others = [one for one in members[period] if one.key not in due]
        target = np.array([float(_aim(one, aims).target) for one in table])
        yield Looked(table, expected_of(period, table, forecasting.forecaster, others), target)


def _aim(subject: Subject, aims: Mapping[str, Aim]) -> Aim:
    return aims.get(subject.key) or Aim(subject.policy.service_level)


def _by_period(subjects: Iterable[Subject]) -> defaultdict[Period, list[Subject]]:
    tables: defaultdict[Period, list[Subject]] = defaultdict(list)
    for subject in subjects:
        tables[subject.period].append(subject)
    return tables


def abc_classes(book: Book, histories: Iterable[DemandHistory]) -> dict[str, str]:
    """Return sku -> A, B or C by what was asked for in the last year, at its cost."""
    sold: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in histories:
        year = one.values[-YEAR_OF[one.period] :]
        sold[one.item] += _exact(year.sum())
    return classes_by_value(values_of({item.sku: item for item in book.all(Item)}, sold))


def _demand(row: int, seen: Seen, on: date) -> dict[str, Any]:
    """Return what is known of an item's demand."""
    found, expected = seen.patterns, seen.expected
    is_asked_for = bool(found.demands[row])
    return {
        "period": seen.period,
        "history": int(found.periods[row]) if is_asked_for else 0,
        "life_stage": LifeStage(str(found.life_stage[row])),
        "demand_class": DemandClass(str(found.demand_class[row])),
        "xyz_class": str(found.xyz[row]),
        "adi": _exact(found.adi[row]) if is_asked_for else None,
        "cv2": _exact(found.cv2[row]) if is_asked_for else None,
        "method": str(expected.method[row]),
        "mean": _exact(expected.level[row]),
        "deviation": _exact(expected.deviation_over(1.0)[row]),
        "trend": _exact(expected.trend[row]),
        "season": _season(expected.season[row], place_in_year(seen.period, on)),
        "accuracy": _accuracy(row, seen),
        "demand_over_horizon": _exact(seen.mean[row]),
    }


def _season(factors: Floats, now: int) -> tuple[Decimal, ...]:
    """Return factors from the first of January on, of those that begin with the period now."""
    return () if np.all(factors == 1.0) else tuple(map(_exact, np.roll(factors, now)))


def _accuracy(row: int, seen: Seen) -> Accuracy:
    tested = seen.tested
    origins = int(tested.origins[row])
    if not origins:
        return Accuracy()
    has_demand = tested.demand[row] > 0
    return Accuracy(
        origins=origins,
        periods=int(tested.periods[row]),
        error=_exact(tested.error[row]) if has_demand else None,
        bias=_exact(tested.bias[row]) if has_demand else None,
        coverage=_exact(tested.coverage[row]),
        bound=Decimal(str(BOUND)),
        span=int(tested.span[row]),
        demand=_exact(tested.came[row]),
    )


def _parameters(row: int, subject: Subject, levels: Levels) -> Parameters:
    places = 1 if subject.item.is_fractional else 0
    return Parameters(
        safety_stock=_exact(levels.safety[row], places),
        reorder_point=_exact(levels.reorder_point[row], places),
        order_up_to_level=_exact(levels.up_to[row], places),
        order_quantity=_exact(levels.order[row], places),
    )


def _exact(value: float, places: int = PLACES) -> Decimal:
    """Return a figure as it is kept; nothing is beyond what a quantity may be."""
    return trimmed(Decimal(repr(round(min(float(value), MOST), places))))
