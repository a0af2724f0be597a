"""Demand as arrays: one row an item, one column a period, oldest first."""

import csv
import gzip
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from benchmarks.retail_lines import MISTYPED_FROM, NOT_GOODS
from inventory.policies.arrays import Floats

RETAIL: Final = Path("online_retail") / "online_retail.csv.gz"
RETAIL_FIRST: Final = date(2010, 12, 1)
RETAIL_DAYS: Final = 371
"""Whole weeks of the file; the three days after them are left out."""

MONTH_DAYS: Final = 28
HOME: Final = "United Kingdom"


class Shop(NamedTuple):
    """What a shop sold by day; one row an article.

    Attributes:
        units: pieces; `lines`: times it was sold; `abroad`: of these those to other countries.
        price: the mean price of a line, in its currency.
    """

    units: Floats
    lines: Floats
    abroad: Floats
    price: Floats


def shop(data: Path) -> Shop:
    """Return the sales of *Online Retail*: credit notes, write-offs and the two typos left out."""
    sold: defaultdict[str, Floats] = defaultdict(lambda: np.zeros((3, RETAIL_DAYS)))
    prices: defaultdict[str, list[float]] = defaultdict(list)
    with gzip.open(data / RETAIL, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pieces, price = int(row["Quantity"]), float(row["UnitPrice"])
            day = (date.fromisoformat(row["InvoiceDate"][:10]) - RETAIL_FIRST).days
            if row["StockCode"] in NOT_GOODS or not 0 < pieces < MISTYPED_FROM or price <= 0:
                continue
            if day < RETAIL_DAYS:
                counted = sold[row["StockCode"].upper()]
                counted[:, day] += (pieces, 1, row["Country"] != HOME)
                prices[row["StockCode"].upper()].append(price)
    codes = sorted(sold)
    units, lines, abroad = np.stack([sold[code] for code in codes], axis=1)
    return Shop(units, lines, abroad, np.array([np.mean(prices[code]) for code in codes]))


def by_days(daily: Floats, days: int) -> Floats:
    """Return sums of so many days; days left over at the start are left out."""
    whole = daily.shape[1] // days
    parts = daily[:, daily.shape[1] - whole * days :].reshape(len(daily), whole, days)
    summed: Floats = parts.sum(axis=2)
    return summed


def made_up(kind: str, seed: int, *, items: int = 1500, periods: int = 51) -> Floats:
    """Return intermittent demand of our own making: few orders, each of a geometric size.

    Args:
        kind: how the mean goes: `stable`, `trend` (each item up or down), `life` (up, then down) or
            `walk` (each of its own, and all of them together).
        seed: the same seed gives the same demand.
        items, periods: rows and columns.
    """
    rng = np.random.default_rng(seed)
    mean = np.exp(rng.normal(-1.0, 1.0, items))[:, None] * _course(kind, rng, items, periods)
    size = 1 + rng.exponential(1.0, items)
    orders = rng.poisson(mean / size[:, None])
    beyond = rng.negative_binomial(np.maximum(orders, 1), (1 / size)[:, None])
    return (orders + np.where(orders > 0, beyond, 0)).astype(np.float64)


def _course(kind: str, rng: np.random.Generator, items: int, periods: int) -> Floats:
    time = np.arange(periods)
    if kind == "trend":
        return np.exp(rng.normal(0.01, 0.03, (items, 1)) * (time - periods / 2))
    if kind == "life":
        peak = rng.uniform(-20, periods + 20, (items, 1))
        return 2 * np.exp(-0.5 * ((time - peak) / rng.uniform(8, 40, (items, 1))) ** 2)
    if kind == "walk":
        own = np.cumsum(rng.normal(0, 0.12, (items, periods)), axis=1)
        return np.exp(own + np.cumsum(rng.normal(0, 0.04, periods)))
    if kind == "stable":
        return np.ones((items, periods))
    raise ValueError(f"no such demand: {kind}")
