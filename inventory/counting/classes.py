"""Classes by value: a few items are most of what a house sells, and are counted most often."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final

from inventory.book import Book
from inventory.item import Item
from inventory.ports import JournalReader
from inventory.quantity import ONE, ZERO

CLASSES: Final = ("A", "B", "C")
A_SHARE: Final = Decimal("0.80")
B_SHARE: Final = Decimal("0.95")
YEAR: Final = timedelta(days=365)


def classes_by_value(values: Mapping[str, Decimal]) -> dict[str, str]:
    """Return A for the items that make up the first 80 % of the value, B up to 95 %, C for the rest.

    An item belongs to where its share begins, so that the most valuable one is always A. Items of
    equal value are of one class, that of the first of them. What has no value is C.

    Args:
        values: sku -> what was sold of it is worth.

    Examples:
        >>> classes_by_value({"MUG": Decimal(80), "TEE": Decimal(15), "JAM": Decimal(5)})
        {'MUG': 'A', 'TEE': 'B', 'JAM': 'C'}
    """
    worth = sorted(((value, sku) for sku, value in values.items() if value > 0), reverse=True)
    total = sum((value for value, _ in worth), ZERO)
    classes: dict[str, str] = {}
    before = ZERO
    for value, equals in groupby(worth, key=lambda one: one[0]):
        name = "A" if before < A_SHARE * total else "B" if before < B_SHARE * total else "C"
        skus = sorted(sku for _, sku in equals)
        classes.update(dict.fromkeys(skus, name))
        before += value * len(skus)
    classes.update(dict.fromkeys(sorted(values.keys() - classes.keys()), "C"))
    return classes


def values_of(items: Mapping[str, Item], shipped: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return what was shipped of items at their cost, or their price where no cost is known.

    Where not one of them has either, quantities stand for values.
    """
    costs = {sku: cost for sku, item in items.items() if (cost := item.unit_cost or item.price)}
    unpriced = ZERO if costs else ONE
    return {sku: quantity * costs.get(sku, unpriced) for sku, quantity in shipped.items()}


def class_of(item: Item | None, classes: Mapping[str, str]) -> str:
    """Return the class of an item: its own, or what its sales make it; C for what nobody buys."""
    if item is None:
        return "C"
    return item.abc_class or classes.get(item.sku, "C")


def classes_now(book: Book, reader: JournalReader, on: date) -> dict[str, str]:
    """Return the items in stock that are A or B by what was shipped in a year.

    Items that say their class themselves are left out: this travels with a request, and need be no
    longer than what it tells.

    Args:
        book: whose items they are.
        reader: who adds up what was shipped.
        on: today.
    """
    items = {item.sku: item for item in book.all(Item)}
    classes = classes_by_value(values_of(items, reader.shipped(on - YEAR)))
    return {
        sku: name
        for sku, name in sorted(classes.items())
        if name != "C" and sku in items and not items[sku].abc_class and book.balances(sku)
    }
