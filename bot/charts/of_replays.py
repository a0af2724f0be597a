"""The chart of an item's past replayed: stock as it would have been, week by week."""

from datetime import timedelta
from typing import Final

from bot.charts.of_demand import chart_title
from inventory.documents.forecast import Period
from inventory.item import Item
from inventory.papers.chart import Chart, Series, Shape, Tone
from inventory.planning.what_if import WhatIf
from inventory.quantity import plural

WEEK: Final = timedelta(days=7)


def replay_chart(item: Item, found: WhatIf) -> Chart | None:
    """Return the chart of two ways of buying side by side; None where there are not two."""
    if found.now is None or len(found.tried) != 1:
        return None
    weeks = len(found.now.stock_by_week)
    ways = (("As it is now", Tone.PAST, found.now), ("With your figures", Tone.STOCK, *found.tried))
    return Chart(
        title=chart_title(item, found.site),
        subtitle="Stock on hand as it would have been, on an average day of each week",
        unit=plural(item.unit),
        days=tuple(found.first + WEEK * week for week in range(weeks)),
        period=Period.WEEK,
        series=tuple(
            Series(label=label, shape=Shape.LINE, tone=tone, values=way.stock_by_week)
            for label, tone, way in ways
        ),
    )
