"""The library is an extra: what it cannot be given is kept from it, and it is believed for a reason."""

import numpy as np
import pytest

from inventory.forecasting.forecaster import expect
from outside.statsforecast_library import LibraryMethod, asked, is_installed
from outside.statsforecast_methods import Library, expect_with_library, is_near

pytestmark = pytest.mark.skipif(
    not is_installed(), reason="statsforecast is not installed: pip install -e '.[forecast]'"
)

NAN = float("nan")
ORACLE = [0.0, 0, 5, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 4, 0, 0]
SUMMERS = np.array([2.0, 2, 3, 5, 9, 14, 16, 13, 8, 4, 2, 2]) * 5
WOBBLE = np.random.default_rng(5).normal(1, 0.1, 48)


def figures(row: list[float], method: LibraryMethod, season: int = 12) -> list[float]:
    return asked(np.array([row]), method, horizon=2, season=season)[0].tolist()


@pytest.mark.parametrize(
    ("method", "level"),
    [
        (LibraryMethod.SBA, 1.33017863),
        (LibraryMethod.TSB, 0.86228109),
        (LibraryMethod.ADIDA, 0.944),
        (LibraryMethod.IMAPA, 0.81595282),
    ],
)
def test_the_published_figures_come_out(method: LibraryMethod, level: float):
    assert figures(ORACLE, method) == pytest.approx([level, level], abs=1e-6)


@pytest.mark.parametrize("method", LibraryMethod)
@pytest.mark.parametrize(
    "row",
    [[NAN, NAN], [4.0], [NAN, 4.0, 5.0], [0.0] * 30, [5.0] * 30, [3.0, NAN, 5.0, 4.0] * 8],
    ids=["none", "one", "two", "all zero", "all equal", "gaps"],
)
def test_whatever_the_history_there_is_a_number(method: LibraryMethod, row: list[float]):
    found = figures(row, method)
    assert np.isfinite(found).all()
    assert 0 <= min(found) <= max(found) < 10


def test_a_long_season_is_more_than_smoothing_can_take():
    weeks = list(np.tile([1.0] * 40 + [9.0] * 12, 3))
    assert len(set(figures(weeks, LibraryMethod.AUTO_ETS, season=52))) == 1


def test_one_method_can_be_asked_for_everything():
    demand = np.array([ORACLE, [NAN] * 16])
    found = Library(LibraryMethod.IMAPA)(demand, horizon=3, season=12)
    assert found.mean.shape == (2, 3)
    assert found.method.tolist() == ["library_imapa"] * 2
    assert found.mean[1].tolist() == [0.0] * 3


def test_it_is_believed_where_it_was_better_and_ours_stays_elsewhere():
    growing = np.tile(SUMMERS, 4) * np.linspace(1, 4, 48) * WOBBLE
    steady = np.random.default_rng(9).poisson(20, (8, 48)).astype(float)
    demand = np.vstack([growing, steady, ORACLE * 3])
    found = expect_with_library(demand, horizon=3, season=12)
    ours = expect(demand, horizon=3, season=12)
    assert found.method[0] in ("auto_ets", "auto_theta")
    assert found.mean[0].tolist() != ours.mean[0].tolist()
    assert found.deviation[0] < ours.deviation[0]
    stayed = found.method == ours.method
    assert stayed[1:].sum() >= 8
    assert found.mean[stayed].tolist() == ours.mean[stayed].tolist()


def test_a_short_past_is_ours_alone():
    demand = np.array([[5.0, 6, 5, 4] * 6])
    assert expect_with_library(demand, horizon=2, season=12).method.tolist() == ["sba_imapa"]


def test_a_runaway_is_not_believed():
    near = is_near(np.array([[90.0], [400.0], [2.0], [0.0]]), np.array([[100.0]] * 4))
    assert near.tolist() == [True, False, False, False]
