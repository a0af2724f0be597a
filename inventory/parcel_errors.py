"""What can be wrong with a parcel: its box, who takes it, and the number it is followed by.

StockError
+-- FitsNowhere                 no package is made for this piece
+-- NoService                   no carrier's service takes these packages there
+-- TrackingRefused             a tracking number that cannot be one
"""

from dataclasses import dataclass
from decimal import Decimal

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class TrackingRefused(StockError):
    """`problem` is check_digit, empty or too_long.

    Attributes:
        number: as it was read, without spaces and dashes.
        carriers: whose number it looks like; one or, where they share a shape, several.
        expected: the check digit that would fit the rest; empty where two would, by how the label
            is read. `found` is the one that was typed.
    """

    problem: str
    number: str
    carriers: tuple[str, ...] = ()
    expected: str = ""
    found: str = ""


@dataclass(unsafe_hash=True)
class NoService(StockError):
    """No service can take these packages there.

    Attributes:
        problem: no_packages, no_services, or what came nearest: too_heavy, postcode_missing,
            unfinished, not_collected, mode, destination.
        heaviest_kg: the heaviest package; `most_kg` is what any service takes there.
        unusable: (code of a service, why not), by code.
    """

    problem: str
    country: str
    postcode: str = ""
    heaviest_kg: Decimal = Decimal(0)
    most_kg: Decimal | None = None
    unusable: tuple[tuple[str, str], ...] = ()


@dataclass(unsafe_hash=True)
class FitsNowhere(StockError):
    """`problem` is nothing, no_package_types, too_heavy, too_long, shape or too_many.

    Attributes:
        item: the piece; `weight_kg` and `sides_cm` (longest first) are its own.
        most_weight_kg: where it is too heavy, the heaviest contents of any package its sides go
            into.
        most_sides_cm: where a side is too long or its shape fits none, the inner sides of the
            longest package.
    """

    problem: str
    item: str = ""
    weight_kg: Decimal | None = None
    sides_cm: tuple[Decimal, ...] = ()
    most_weight_kg: Decimal | None = None
    most_sides_cm: tuple[Decimal, ...] = ()
