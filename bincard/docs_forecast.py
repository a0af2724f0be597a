"""The picture of a forecast in README.md: half a year of blue mugs, as `/inv forecast` draws them.

Only the fonts that come with matplotlib are used. Another version of it may round a pixel otherwise,
so that a picture is fresh when nobody sees a difference.
"""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from bot.charts.of_demand import demand_chart, stock_gauge
from inventory.demand.history import DemandHistory
from inventory.documents.forecast import Forecast, Parameters, Period
from inventory.item import Item
from inventory.planning.outlook import outlook
from outside.charts.plotter import MatplotlibPlotter

FORECAST: Final = Path("docs/forecast.png")
TODAY: Final = date(2026, 11, 26)
COLOURS: Final = 64
APART: Final = 64
"""Of 255, from which on a pixel is another one."""

UNSEEN: Final = 0.0005
"""The share of other pixels that nobody sees; another word has more."""

MUG: Final = Item(sku="MUG-BLU", name="Blue mug")
SOLD: Final = (
    8,
    11,
    9,
    9,
    8,
    10,
    13,
    12,
    14,
    12,
    12,
    12,
    8,
    3,
    0,
    14,
    9,
    9,
    11,
    13,
    15,
    14,
    16,
    13,
)
RAN_OUT: Final = (13, 14)


def forecast_picture() -> Image.Image:
    """Draw the forecast of an item that had run out once, in few colours."""
    history = DemandHistory(
        item=MUG.sku,
        site="",
        period=Period.WEEK,
        start=date(2026, 6, 8),
        values=np.array(SOLD, dtype=np.float64),
        censored=np.isin(np.arange(len(SOLD)), RAN_OUT),
        first_on=date(2026, 6, 8),
    )
    forecast = Forecast(
        item=MUG.sku,
        computed_on=TODAY,
        period=Period.WEEK,
        mean=Decimal("12.9"),
        deviation=Decimal("3.4"),
        parameters=Parameters(reorder_point=Decimal(42), order_up_to_level=Decimal(66)),
    )
    gauge = stock_gauge(MUG, forecast, available=Decimal(30), coming=Decimal(24))
    chart = demand_chart(MUG, outlook(forecast, history, on=TODAY), gauge)
    drawn = Image.open(io.BytesIO(MatplotlibPlotter().draw(chart))).convert("RGB")
    return drawn.quantize(COLOURS, dither=Image.Dither.NONE)


def is_fresh(kept: Path) -> bool:
    """Tell whether the picture that is kept is the one that would be drawn now."""
    if not kept.exists():
        return False
    before, now = (
        np.asarray(one.convert("L"), dtype=np.int16)
        for one in (Image.open(kept), forecast_picture())
    )
    return before.shape == now.shape and float((np.abs(before - now) > APART).mean()) < UNSEEN


def write_forecast() -> None:
    """Draw the picture anew, unless it is the same."""
    if not is_fresh(FORECAST):
        forecast_picture().save(FORECAST, optimize=True)
