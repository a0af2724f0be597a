"""How numbers, money, days and addresses stand on paper, everywhere the same.

A comma groups thousands, a point comes before the decimals, a day's month is spelled.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from inventory.address import Address
from inventory.money import decimals_in
from inventory.quantity import ZERO, decimals_of, trimmed

MINUS: Final = "\N{MINUS SIGN}"
"""A true minus, which no reader takes for a dash."""

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

POSTCODE_AFTER_CITY: Final = frozenset(
    {"us", "usa", "united states", "united states of america", "ca", "canada", "au", "australia"}
    | {"gb", "uk", "united kingdom", "great britain", "in", "india", "nz", "new zealand"}
    | {"ie", "ireland", "kr", "south korea", "sg", "singapore", "th", "thailand"}
)
"""Countries that write `Springfield 01103`; most others write `28080 Madrid`."""


def number(value: Decimal) -> str:
    """Write a quantity or a rate.

    Examples:
        >>> number(Decimal("1200")), number(Decimal("2.50"))
        ('1,200', '2.5')
    """
    return f"{trimmed(value):,f}".replace("-", MINUS)


def money(amount: Decimal, currency: str) -> str:
    """Write an amount with all of its currency's decimals, without the currency.

    Examples:
        >>> money(Decimal("1234.5"), "EUR"), money(Decimal(494), "JPY"), money(Decimal(3), "KWD")
        ('1,234.50', '494', '3.000')
        >>> money(Decimal("-0.00"), "EUR")  # the tax at no rate, credited
        '0.00'
    """
    return f"{amount or ZERO:,.{decimals_in(currency)}f}".replace("-", MINUS)


def unit_price(price: Decimal, currency: str) -> str:
    """Write a price, with more decimals than the currency has where it is that fine.

    Examples:
        >>> unit_price(Decimal("4.5"), "EUR"), unit_price(Decimal("0.0125"), "EUR")
        ('4.50', '0.0125')
    """
    return f"{price:,.{max(decimals_in(currency), decimals_of(price))}f}"


def percent(rate: Decimal) -> str:
    r"""Write a rate.

    Examples:
        >>> percent(Decimal("5.5"))
        '5.5\xa0%'
    """
    return f"{number(rate)}\N{NO-BREAK SPACE}%"


def kilograms(weight: Decimal | None) -> str:
    r"""Write a weight; nothing where nobody knows it.

    Examples:
        >>> kilograms(Decimal("11.40"))
        '11.4\xa0kg'
    """
    return "" if weight is None else f"{number(weight)}\N{NO-BREAK SPACE}kg"


def day(on: date | None) -> str:
    """Spell a day, so that nobody takes the month for the day; nothing for none.

    Examples:
        >>> day(date(2026, 12, 3))
        '3 December 2026'
    """
    return "" if on is None else f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def address_lines(address: Address) -> Sequence[str]:
    """Return the lines below the name, as the country writes them.

    Examples:
        >>> madrid = Address(name="Ana", postcode="28080", city="Madrid", country="Spain")
        >>> address_lines(madrid)
        ['28080 Madrid', 'Spain']
    """
    parts = [address.postcode, address.city]
    if address.country.casefold() in POSTCODE_AFTER_CITY:
        parts.reverse()
    lines = (*address.lines, " ".join(filter(None, parts)), address.country)
    return [line for line in lines if line.strip()]
