"""What moved most in a week: risers, fallers, and what was sold most."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from inventory.book import Book
from inventory.demand.history import DemandHistory
from inventory.documents.weekly_report import Mover
from inventory.item import Item
from inventory.money import rounded
from inventory.quantity import ZERO

USUAL_WEEKS: Final = 12
"""So many weeks before it say what is usual; those in which it had run out do not."""

USUAL_MIN: Final = 4
"""An item that has been here for less has no usual week, and does not rise or fall."""

NEWS: Final = Decimal("0.1")
"""A change by less than this share of the usual is none."""

TOLD: Final = 5
HUNDREDTH: Final = Decimal("0.01")

Movers: TypeAlias = tuple[Mover, ...]


class _Moved(NamedTuple):
    """What was asked for of an item, in the week and in a usual one; None where there is none.

    What had run out may have been wanted as ever: it does not fall.
    """

    item: str
    quantity: Decimal
    usual: Decimal | None
    price: Decimal | None
    had_run_out: bool

    @property
    def is_news(self) -> bool:
        """Whether it moved by more than a week differs from the next."""
        return self.usual is not None and abs(self.change) >= max(NEWS * self.usual, HUNDREDTH)

    @property
    def change(self) -> Decimal:
        return ZERO if self.usual is None else self.quantity - self.usual

    def worth(self, quantity: Decimal) -> Decimal:
        """Return what some of it is worth; one a unit where no price is known."""
        return quantity * (Decimal(1) if self.price is None else self.price)


def movers_of(book: Book, histories: Iterable[DemandHistory]) -> tuple[Movers, Movers, Movers]:
    """Return (risers, fallers, best) of the latest week, the furthest first.

    By what the change is worth: a hundred screws more are no news where ten machines less are.

    Args:
        book: with the items' prices.
        histories: of a week at least, by week and of every site; those of an item are added up.
    """
    moved = [_moved(book, item, ones) for item, ones in _by_item(histories).items()]
    risers = [one for one in moved if one.change > 0 and one.is_news]
    fallers = [one for one in moved if one.change < 0 and one.is_news and not one.had_run_out]
    best = [one for one in moved if one.quantity > 0]
    return (
        _told(book, risers, lambda one: one.worth(one.change)),
        _told(book, fallers, lambda one: -one.worth(one.change)),
        _told(book, best, lambda one: one.worth(one.quantity)),
    )


def _by_item(histories: Iterable[DemandHistory]) -> dict[str, list[DemandHistory]]:
    found: dict[str, list[DemandHistory]] = {}
    for one in histories:
        found.setdefault(one.item, []).append(one)
    return found


def _moved(book: Book, sku: str, ones: Sequence[DemandHistory]) -> _Moved:
    item = book.get(Item, sku)
    price = (item.price if item.price is not None else item.unit_cost) if item else None
    usual = [week for week in map(_usual, ones) if week is not None]
    return _Moved(
        item=sku,
        quantity=sum((_exact(one.values[-1]) for one in ones), ZERO),
        usual=sum(usual, ZERO) if len(usual) == len(ones) else None,
        price=price,
        had_run_out=any(one.censored[-1] for one in ones),
    )


def _usual(history: DemandHistory) -> Decimal | None:
    """Return mean demand of the weeks before the last, None where too few of them tell."""
    weeks = slice(-USUAL_WEEKS - 1, -1)
    known = history.values[weeks][~history.censored[weeks]]
    return _exact(known.mean()) if known.size >= USUAL_MIN else None


def _told(book: Book, moved: list[_Moved], by: Callable[[_Moved], Decimal]) -> Movers:
    first = sorted(moved, key=lambda one: (-by(one), one.item))[:TOLD]
    return tuple(
        Mover(
            item=one.item,
            quantity=one.quantity,
            before=ZERO if one.usual is None else one.usual.quantize(HUNDREDTH),
            value=None
            if one.price is None
            else rounded(one.worth(one.quantity), book.rules.currency),
        )
        for one in first
    )


def _exact(value: float) -> Decimal:
    return Decimal(repr(float(value)))
