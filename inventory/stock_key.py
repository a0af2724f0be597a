"""The address of one balance."""

from typing import NamedTuple


class StockKey(NamedTuple):
    """One balance: an item in a location, of a lot (empty where lots are not tracked)."""

    item: str
    location: str
    lot: str


class LotKey(NamedTuple):
    """The goods of one lot, wherever they lie; an empty code for those of an item without lots."""

    item: str
    code: str
