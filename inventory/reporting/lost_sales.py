"""What was not sold while an item had run out: an estimate, since nobody notes what is not asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.documents.forecast import Forecast
from inventory.documents.weekly_report import LostSale
from inventory.item import Item
from inventory.money import rounded
from inventory.quantity import ZERO
from inventory.stock_policy import forecast_key

HUNDREDTH: Final = Decimal("0.01")


def lost_sales(
    book: Book, days_out: Mapping[tuple[str, str], int], expected: Mapping[str, Forecast]
) -> tuple[LostSale, ...]:
    """Return what may have been missed of each item, the dearest first.

    Days on which nothing was left, times what was expected a day; the sites of an item together. What
    was ordered meanwhile and came later is in it: the customer did not have it.

    Args:
        book: with the items' prices.
        days_out: (item, site) -> on how many days nothing was left.
        expected: forecast key -> what was expected before these days.
    """
    days: defaultdict[str, int] = defaultdict(int)
    missed: defaultdict[str, Decimal] = defaultdict(Decimal)
    for (item, site), number in days_out.items():
        forecast = expected.get(forecast_key(item, site))
        if forecast is not None and forecast.daily > 0:
            days[item] += number
            missed[item] += forecast.daily * number
    found = [_lost(book, item, days[item], missed[item]) for item in missed]
    return tuple(sorted(found, key=lambda one: (-(one.value or ZERO), -one.quantity, one.item)))


def value_of(lost: Iterable[LostSale]) -> Decimal | None:
    """Return what all of it would have brought in; None where no price is known, or nothing was lost."""
    known = [one.value for one in lost if one.value is not None]
    return sum(known, ZERO) if known else None


def _lost(book: Book, sku: str, days: int, quantity: Decimal) -> LostSale:
    item = book.get(Item, sku)
    price = (item.price if item.price is not None else item.unit_cost) if item else None
    return LostSale(
        item=sku,
        days=days,
        quantity=quantity.quantize(HUNDREDTH),
        value=None if price is None else rounded(quantity * price, book.rules.currency),
    )
