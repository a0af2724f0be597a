"""Quantities: exact decimals in the item's base unit, and what people say instead of them.

A quantity is a Decimal with at most six decimals and nine digits before the point, so that a
spreadsheet's double (15 digits) holds it exactly. What people say (`3 case`, `2 dozen`) is an
`Amount`; only an item can turn it into a quantity, because packs are facts about items.
"""

from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator

from inventory.record import Record

QUANTITY_MAX: Final = Decimal(999_999_999)
DECIMALS_MAX: Final = 6
DIGITS_MAX: Final = 20  # beyond it a number is absurd, and writing it out in full costs memory
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)

GENERAL_UNITS: Final[dict[str, Decimal]] = {"dozen": Decimal(12), "gross": Decimal(144)}
"""Units that mean the same for every item, in base units each."""

SYMBOLS: Final = frozenset(
    {"kg", "g", "mg", "t", "l", "ml", "cl", "m", "cm", "mm", "m2", "m3", "lb", "oz", "pcs", "pc"}
)
"""Units that have no plural."""


def trimmed(value: Decimal) -> Decimal:
    """Return the same number with one spelling: no trailing zeros, no exponent.

    Examples:
        >>> trimmed(Decimal("24.500"))
        Decimal('24.5')
        >>> trimmed(Decimal("1E+3"))
        Decimal('1000')
    """
    if not value:
        return ZERO
    if value.same_quantum(ONE) or value.adjusted() > DIGITS_MAX:
        return value
    if value == value.to_integral_value():
        return value.quantize(ONE)
    return value.normalize()


def decimals_of(value: Decimal) -> int:
    """Count the digits after the point.

    Examples:
        >>> decimals_of(Decimal("2.25")), decimals_of(Decimal("3.0"))
        (2, 0)
    """
    if value.same_quantum(ONE):
        return 0
    exponent = trimmed(value).as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def singular(unit: str) -> str:
    """Fold a unit's spelling so that `Cases` and `case` are one.

    Examples:
        >>> singular("Cases"), singular("boxes"), singular("dozen"), singular("glass")
        ('case', 'box', 'dozen', 'glass')
    """
    word = unit.strip().casefold()
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def plural(unit: str) -> str:
    """Return a unit's plural.

    Examples:
        >>> plural("box"), plural("kg")
        ('boxes', 'kg')
    """
    if unit.casefold() in SYMBOLS or unit.endswith("s") or not unit.isascii():
        return unit
    return f"{unit}es" if unit.endswith(("x", "ch", "sh")) else f"{unit}s"


Quantity = Annotated[Decimal, AfterValidator(trimmed)]


class Amount(Record):
    """How much somebody said, before an item gives it a meaning.

    Attributes:
        number: as written; may be zero or negative, the verb decides whether that makes sense.
        unit: the pack or base unit named, or empty for the base unit.
    """

    number: Quantity
    unit: str = ""
