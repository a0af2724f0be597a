"""Charts for tests, and the pixels of their pictures."""

import io
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from PIL import Image

from inventory.papers.chart import Band, Chart, Gauge, Level, Series, Shape, Tone
from outside.charts.plotter import MatplotlibPlotter

PLOTTER = MatplotlibPlotter()
BLUE, ORANGE, GREEN = (0, 114, 178), (213, 94, 0), (0, 158, 115)


def quantities(*values):
    return tuple(None if value is None else Decimal(value) for value in values)


def a_chart(**changed):
    """Eight weeks of sales, two to come, and a gauge."""
    facts = {
        "title": "MUG-BLU · Blue mug",
        "unit": "pieces a week",
        "days": tuple(date(2026, 10, 5) + timedelta(7 * place) for place in range(10)),
        "series": (
            Series(label="Issued", values=quantities(5, 6, 7, 4, 0, 6, 8, 7, None, None)),
            Series(
                label="Expected",
                shape=Shape.LINE,
                tone=Tone.EXPECTED,
                values=quantities(*[None] * 8, 6, 6),
            ),
        ),
        "band": Band(
            label="9 of 10 weeks",
            low=quantities(*[None] * 8, 3, 3),
            high=quantities(*[None] * 8, 10, 10),
        ),
        "unknown": (4,),
        "unknown_label": "Ran out",
        "gauge": Gauge(
            label="Available 14 pieces",
            value=Decimal(14),
            coming=Decimal(12),
            coming_label="+ 12 on order",
            levels=(
                Level(label="reorder at 20", value=Decimal(20)),
                Level(label="up to 40", value=Decimal(40)),
            ),
        ),
    }
    return Chart.model_validate(facts | changed)


def picture(shown):
    return Image.open(io.BytesIO(PLOTTER.draw(shown))).convert("RGB")


def places_of(image, colour):
    """Where a colour stands: pairs of x and y."""
    rows, columns = np.nonzero((np.asarray(image) == colour).all(axis=2))
    return list(zip(columns.tolist(), rows.tolist(), strict=True))
