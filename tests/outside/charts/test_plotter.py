"""A chart shows its figures, fits a phone, and is the same whenever it is drawn."""

import warnings
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import groupby

import numpy as np
import pytest

from inventory.papers.chart import ChartSheet, Level, Series, Shape
from tests.outside.charts.a_chart import (
    BLUE,
    GREEN,
    ORANGE,
    PLOTTER,
    a_chart,
    picture,
    places_of,
    quantities,
)


def runs(numbers):
    """How many runs of neighbours there are."""
    ordered = sorted(set(numbers))
    return len(list(groupby(enumerate(ordered), lambda pair: pair[1] - pair[0])))


def test_a_picture_is_as_wide_as_three_phones_points_and_not_large():
    drawn = PLOTTER.draw(a_chart())
    assert picture(a_chart()).width == 1080
    assert len(drawn) < 150_000


def test_each_week_with_sales_has_a_bar_and_the_bars_stand_in_proportion():
    image = picture(a_chart(unknown=()))
    places = places_of(image, BLUE)
    ground = max(y for _, y in places)
    columns = [x for x, y in places if y == ground]
    assert runs(columns) == 7  # the week without sales has none
    tallest = ground - min(y for x, y in places if x > 250)
    first = ground - min(y for x, y in places if x < 180 and y > 250)
    assert tallest / first == pytest.approx(8 / 5, abs=0.02)


def test_what_is_expected_stands_to_the_right_of_what_was():
    image = picture(a_chart())
    plotted = [(x, y) for x, y in places_of(image, ORANGE) if y > 200]
    assert min(x for x, _ in plotted) > max(x for x, y in places_of(image, BLUE) if y > 200)


def test_the_gauge_reaches_as_far_as_its_share():
    image = picture(a_chart())
    bar = [x for x, y in places_of(image, GREEN) if y > image.height - 110]
    full = 1080 - 2 * 44
    assert (max(bar) - min(bar)) / full == pytest.approx(14 / (40 * 1.04), abs=0.01)


def test_a_position_below_zero_leaves_the_gauge_empty():
    gauge = a_chart().gauge.model_copy(update={"value": Decimal(-5), "coming": Decimal(20)})
    image = picture(a_chart(gauge=gauge))
    assert [x for x, y in places_of(image, GREEN) if y > image.height - 110] == []


def test_the_same_chart_gives_the_same_bytes_from_any_thread():
    sheet = ChartSheet(title="Week 48", charts=(a_chart(), a_chart(title="TEE")))
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(PLOTTER.draw, [sheet, a_chart(), sheet, a_chart()]))
    assert drawn[0] == drawn[2]
    assert drawn[1] == drawn[3]


@pytest.mark.parametrize(
    "name",
    [
        "$5 off_x^2 $a$ \\frac{1}{2}",
        "100 % cotton & <b>{bold}</b> #1",
        "青いマグカップ كوب أزرق नीला मग Кружка",
        "😀 \N{MATHEMATICAL BOLD CAPITAL A} \U000104b0 \x07 a\nb",
        "x" * 400,
        "",
    ],
)
def test_any_name_is_drawn_as_it_stands_and_without_a_warning(name):
    level = Level(label=name, value=Decimal(9))
    chart = a_chart(title=name, subtitle=name, unit=name, levels=(level,), unknown_label=name)
    gauge = chart.gauge.model_copy(update={"label": name, "levels": (level, level)})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet = ChartSheet(title=name, subtitle=name, charts=(chart,), left_out=name)
        assert picture(sheet).width == 800
        assert picture(chart.model_copy(update={"gauge": gauge})).width == 1080


def test_a_dollar_is_drawn_and_begins_no_formula():
    assert picture(a_chart(title="a $b$ c")).tobytes() != picture(a_chart(title="a b c")).tobytes()


@pytest.mark.parametrize("value", ["0", "0.000001", "1", "999999999"])
def test_any_size_of_figure_can_be_drawn(value):
    series = (
        Series(label="a", values=quantities(*[value] * 10)),
        Series(label="b", shape=Shape.LINE, values=quantities(*[None] * 10), is_told=True),
        Series(label="c", shape=Shape.LINE, values=quantities(*[None] * 9, value), is_told=True),
    )
    assert picture(a_chart(series=series, band=None)).width == 1080


def test_one_day_alone_is_a_chart():
    series = (Series(label="Issued", values=quantities(3), is_told=True),)
    chart = a_chart(days=a_chart().days[:1], series=series, band=None, unknown=())
    assert picture(chart).width == 1080


def test_a_sheet_stands_in_two_columns_and_grows_by_rows():
    small = a_chart(gauge=None)
    heights = [
        picture(ChartSheet(title="RP-3", charts=(small,) * number)).size for number in (1, 2, 3, 4)
    ]
    assert [width for width, _ in heights] == [800, 1600, 1600, 1600]
    assert heights[1][1] < heights[2][1] == heights[3][1]


def test_charts_of_one_kind_share_a_key_and_others_keep_their_own():
    alike = ChartSheet(title="RP-3", charts=(a_chart(), a_chart(unknown=())))
    other = a_chart(series=(Series(label="Value", values=quantities(*range(10))),), band=None)
    mixed = ChartSheet(title="RP-3", charts=(a_chart(), other))
    assert picture(alike).height < picture(mixed).height


def test_a_value_without_neighbours_is_a_dot():
    series = Series(label="a", shape=Shape.LINE, values=quantities(None, 3, None, *[None] * 6, 5))
    dots = [x for x, y in places_of(picture(a_chart(series=(series,), band=None)), BLUE) if y > 160]
    assert runs(dots) == 2


def test_a_lonely_bar_is_no_wall():
    chart = a_chart(
        days=a_chart().days[:1],
        series=(Series(label="Issued", values=quantities(3)),),
        band=None,
        unknown=(),
    )
    bar = [x for x, y in places_of(picture(chart), BLUE) if y > 200]
    assert max(bar) - min(bar) < 200


def test_without_any_value_there_are_no_numbers_to_mistake_for_some():
    empty = a_chart(series=(), band=None, unknown=(), unit="", gauge=None)
    shown = np.asarray(picture(empty).convert("L"))[100:500, :90]
    assert shown.min() == 255


def test_levels_that_would_write_over_each_other_are_named_together():
    def words_of(low):
        levels = tuple(Level(label=f"level {value}", value=Decimal(value)) for value in (low, "40"))
        gauge = a_chart().gauge.model_copy(update={"levels": levels})
        shown = np.asarray(picture(a_chart(gauge=gauge)).convert("L"))[-60:, :]
        return np.nonzero((shown < 128).any(axis=0))[0]

    apart, together = words_of("10"), words_of("39")
    assert np.diff(apart).max() > 300
    assert np.diff(together).max() < 30
