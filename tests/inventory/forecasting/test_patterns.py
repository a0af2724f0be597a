"""Every item is told by how its demand looks, and by where it is in its life."""

import csv
import gzip
import os
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from inventory.forecasting.patterns import classify

EVERY_MONTH = [5, 6, 5, 5, 6, 5, 5, 6, 5, 5, 6, 5]
NOW_AND_THEN = [4, 0, 0, 5, 0, 0, 4, 0, 5, 0, 0, 4]
IN_LUMPS = [1, 0, 0, 90, 0, 0, 2, 0, 1, 0, 0, 40]
NEVER = [0] * 12
ARTICLE = re.compile(r"\d{5}[A-Za-z]{0,2}")


def data_file(name: str) -> Path:
    named = os.environ.get("BINCARD_DATA")
    root = Path(named) if named else Path(__file__).parents[4] / "shared" / "data"
    return root / name / f"{name}.csv.gz"


def of(*rows: list[float], censored: list[list[bool]] | None = None):
    return classify(np.array(rows, dtype=float), None if censored is None else np.array(censored))


def test_classes_follow_how_often_and_how_alike():
    found = of(EVERY_MONTH, [1, 90, 1, 1, 50, 1, 2, 1, 1, 70, 1, 3], NOW_AND_THEN, IN_LUMPS, NEVER)
    assert found.demand_class.tolist() == ["smooth", "erratic", "intermittent", "lumpy", "none"]


def test_the_interval_counts_from_the_first_demand():
    assert of([0, 0, 0, 4, 0, 0, 4, 0]).adi.tolist() == [2.5]


def test_one_demand_has_no_variation_and_is_new():
    found = of([0, 0, 0, 0, 0, 0, 0, 7])
    assert (found.cv2.tolist(), found.life_stage.tolist()) == ([0.0], ["new"])


@pytest.mark.parametrize("months", [0, 1, 5])
def test_a_short_history_is_new_whatever_it_holds(months: int):
    found = of(EVERY_MONTH[:months])
    assert found.life_stage.tolist() == ["new"]


def test_what_nobody_wants_for_a_year_is_dead():
    found = of(EVERY_MONTH * 2 + [0] * 11, [0] + EVERY_MONTH * 2 + [0] * 10, [0] * 35)
    assert found.life_stage.tolist() == ["active", "active", "dead"]
    assert of(EVERY_MONTH * 2 + [0] * 12).life_stage.tolist() == ["dead"]


def test_long_gaps_give_an_item_more_time_before_it_is_dead():
    seldom = [3] + [0] * 8 + [3] + [0] * 8 + [3] + [0] * 20
    assert of(seldom).life_stage.tolist() == ["active"]
    assert of(seldom + [0] * 7).life_stage.tolist() == ["dead"]


def test_demand_that_dwindles_is_fading():
    assert of(EVERY_MONTH * 4 + [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1] + [0] * 8).life_stage[
        0
    ] == ("fading")


def test_xyz_looks_at_months_however_fine_the_periods():
    weeks = np.tile([4.0, 0.0, 0.0, 0.0], 24)[None, :]
    assert classify(weeks, year=52).xyz.tolist() == ["X"]
    assert classify(weeks, year=12).xyz.tolist() == ["Z"]


def test_periods_that_ran_out_do_not_make_an_item_intermittent():
    ran_out = [[False] * 6 + [True] * 6]
    found = of(EVERY_MONTH[:6] + [0] * 6, censored=ran_out)
    assert found.demand_class.tolist() == ["smooth"]


def test_no_items_and_no_periods_are_no_trouble():
    assert classify(np.zeros((0, 12))).adi.tolist() == []
    assert classify(np.zeros((1, 0))).demand_class.tolist() == ["none"]


@pytest.mark.skipif(
    not data_file("carparts").exists(), reason="the car parts are not here: set BINCARD_DATA"
)
def test_car_parts_fall_into_the_published_classes():
    with gzip.open(data_file("carparts"), "rt", encoding="utf-8") as lines:
        rows = [row[1:] for row in list(csv.reader(lines))[1:]]
    complete = np.array([row for row in rows if all(row)], dtype=float)
    assert Counter(classify(complete).demand_class.tolist()) == {
        "smooth": 11,
        "erratic": 6,
        "intermittent": 2082,
        "lumpy": 410,
    }


@pytest.mark.skipif(
    not data_file("online_retail").exists(), reason="the shop's file is not here: set BINCARD_DATA"
)
def test_a_gift_shop_s_weeks_fall_into_the_published_classes():
    assert Counter(classify(weekly_sales(), year=52).demand_class.tolist()) == {
        "smooth": 304,
        "erratic": 1251,
        "intermittent": 636,
        "lumpy": 1584,
    }


def weekly_sales() -> np.ndarray:
    """What was sold in whole weeks, the one left out in which the shop was closed."""
    monday = date(2010, 12, 6).toordinal()
    sold: defaultdict[str, np.ndarray] = defaultdict(lambda: np.zeros(52))
    with gzip.open(data_file("online_retail"), "rt", encoding="utf-8") as lines:
        for _, code, _, pieces, day, price, *_ in list(csv.reader(lines))[1:]:
            week = (date.fromisoformat(day[:10]).toordinal() - monday) // 7
            if ARTICLE.fullmatch(code) and float(price) > 0 < int(pieces) and 0 <= week < 52:
                sold[code.upper()][week] += int(pieces)
    demand = np.array(list(sold.values()))
    return demand[:, demand.any(axis=0)]
