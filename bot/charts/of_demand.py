"""The chart of an item: what was asked for, what is expected, and where its stock stands."""

from decimal import Decimal
from typing import Final

from bot.messages.figures import amount, number
from bot.messages.text import clipped
from inventory.documents.forecast import Forecast, Parameters
from inventory.item import Item
from inventory.papers.chart import Band, Chart, Gauge, Level, Series, Shape, Tone
from inventory.planning.outlook import Outlook
from inventory.quantity import plural

NAME_MAX: Final = 60
SPAN: Final = "9 of 10 fall in here"
NOTHING: Final = "Nothing was asked for yet."


def demand_chart(item: Item, shown: Outlook, gauge: Gauge | None) -> Chart:
    """Return the chart of an item at a site."""
    title, unit = chart_title(item, shown.site), f"{plural(item.unit)} a {shown.period.value}"
    if not any((*shown.demand, *shown.expected)):
        return Chart(title=title, subtitle=NOTHING, days=shown.days, gauge=gauge)
    past, ahead = len(shown.past), len(shown.ahead)
    before, after = (None,) * past, (None,) * ahead
    series = [Series(label="Asked for", values=(*shown.demand, *after))]
    band = None
    if ahead:
        expected = (*before, *shown.expected)
        series.append(
            Series(
                label="Expected",
                shape=Shape.LINE,
                tone=Tone.EXPECTED,
                values=expected,
                is_told=shown.expected[-1] > 0,
            )
        )
        band = Band(label=SPAN, low=(*before, *shown.low), high=(*before, *shown.high))
    return Chart(
        title=title,
        unit=unit,
        days=shown.days,
        period=shown.period,
        series=tuple(series),
        band=band,
        unknown=shown.censored,
        unknown_label="Ran out",
        gauge=gauge,
    )


def stock_gauge(
    item: Item,
    forecast: Forecast | None,
    *,
    available: Decimal,
    coming: Decimal,
) -> Gauge:
    """Return where stock stands against the levels that act, where there are any."""
    return Gauge(
        label=f"Available {amount(available, item.unit)}",
        value=available,
        coming=coming or None,
        coming_label=f"+ {number(coming)} coming" if coming else "",
        levels=levels_of(forecast.parameters) if forecast else (),
    )


def levels_of(acts: Parameters) -> tuple[Level, ...]:
    """Return reorder point and order-up-to level, the one alone where the other says nothing."""
    low, high = acts.reorder_point, acts.order_up_to_level
    if high <= 0:
        return ()
    up_to = Level(label=f"up to {number(high)}", value=high)
    if acts.is_filled_up or low <= 0:
        return (up_to,)
    return (Level(label=f"reorder at {number(low)}", value=low), up_to)


def chart_title(item: Item, site: str) -> str:
    """Name an item above its chart."""
    name = f" · {clipped(item.name, NAME_MAX)}" if item.name else ""
    return f"{item.sku}{name}{f' · {clipped(site, NAME_MAX)}' if site else ''}"
