from datetime import date

import numpy as np

from inventory.demand.tables import Daily, Days, folded
from inventory.documents.forecast import Period


def ints(*values):
    return np.array(values, dtype=np.int64)


def test_rows_of_other_keys_and_days_are_left_out():
    daily = Daily(ints(2, 0, 2, 1), ints(3, 1, 1, 1), ints(5, 9, 7, 8))
    days = Days(date.fromordinal(1), date.fromordinal(3))

    assert daily.table(ints(0, 2), days).tolist() == [[9, 0], [7, 0]]
    assert daily.total_from(ints(0, 2), date.fromordinal(2)).tolist() == [0, 5]


def test_where_no_period_is_whole_there_is_no_column():
    days = Days(date(2026, 11, 24), date(2026, 11, 26))

    assert folded(np.ones((2, 2), dtype=np.int64), days.bounds(Period.WEEK)).shape == (2, 0)
    assert Days(date(2026, 11, 26), date(2026, 11, 24)).count == 0
