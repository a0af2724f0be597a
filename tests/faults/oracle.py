"""What should be true, in plain dictionaries: it shares no code with the house it judges."""

from collections import defaultdict
from dataclasses import dataclass, field

TOLERANCE = 5
OUTSIDE = ("SUPPLIER", "CUSTOMER", "DIFFERENCE")


@dataclass(frozen=True)
class Leg:
    """A quantity of an item that went from one place to another."""

    sku: str
    quantity: int
    source: str
    target: str

    @property
    def back(self) -> "Leg":
        return Leg(self.sku, self.quantity, self.target, self.source)


@dataclass
class Posting:
    """One transaction, and whether it has been taken back."""

    id: str
    legs: list[Leg]
    is_undone: bool = False
    can_be_undone: bool = True


@dataclass
class Facts:
    """What a row of Items says that can be used, and whether its minimum cannot."""

    name: str
    minimum: int | None = None
    has_bad_minimum: bool = False


@dataclass
class Oracle:
    """Stock, postings and items as they should be."""

    stock: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    postings: list[Posting] = field(default_factory=list)
    items: dict[str, Facts] = field(default_factory=dict)
    announced: list[str] = field(default_factory=list)

    def has(self, leg: Leg) -> bool:
        """Tell whether a real place has what a leg takes from it."""
        return leg.source in OUTSIDE or self.stock[leg.sku, leg.source] >= leg.quantity

    def post(self, posting: Posting, *, is_announced: bool = True) -> None:
        self.postings.append(posting)
        if is_announced:
            self.announced.append(posting.id)
        for leg in posting.legs:
            self.stock[leg.sku, leg.source] -= leg.quantity
            self.stock[leg.sku, leg.target] += leg.quantity

    def on_hand(self, sku: str) -> dict[str, int]:
        """Return place -> quantity, of the places where something lies."""
        return {
            place: quantity
            for (item, place), quantity in self.stock.items()
            if item == sku and quantity and place not in OUTSIDE
        }

    def history(self, sku: str) -> list[Leg]:
        """Return what happened to an item, newest first."""
        return [leg for p in reversed(self.postings) for leg in p.legs if leg.sku == sku]

    def is_used(self, sku: str) -> bool:
        return bool(self.history(sku))
