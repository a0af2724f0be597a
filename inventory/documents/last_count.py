"""When each balance was counted last, and what came of it: the ground of the schedule."""

from datetime import date
from typing import Literal

from inventory.quantity import Quantity
from inventory.record import Record
from inventory.stock_key import StockKey


class LastCount(Record):
    """The last good count of one balance: one that was posted, or found nothing wrong.

    Attributes:
        count: the number of its sheet.
        sequence: of the transaction that handed its line out: had anything moved between then and
            the count, the line would have been handed out anew, so moves after it came after it.
    """

    type: Literal["last_count"] = "last_count"
    item: str
    location: str
    lot: str = ""
    counted: Quantity
    on: date
    by: str
    count: str
    sequence: int

    @property
    def key(self) -> str:
        return last_count_key(StockKey(self.item, self.location, self.lot))


def last_count_key(key: StockKey) -> str:
    """Return the key under which the last count of a balance is kept."""
    return "\x1f".join(key)
