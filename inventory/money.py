"""Money: exact decimals in one currency, rounded only where a bill says so.

Amounts stay `Decimal`; the currency decides how many decimals an amount of money has, and that is
not always two: there is no half yen, and a Kuwaiti dinar has a thousand fils.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

USUAL_DECIMALS: Final = 2
EXACT_DIGITS: Final = 60
"""Enough for quantity x price x percent in full, so that nothing is rounded twice."""

DECIMALS: Final[dict[str, int]] = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"), 0),
    **dict.fromkeys(("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
"""Currencies whose smallest unit is not a hundredth (ISO 4217)."""


def decimals_in(currency: str) -> int:
    """Return how many decimals an amount in a currency has.

    Examples:
        >>> decimals_in("EUR"), decimals_in("JPY"), decimals_in("KWD")
        (2, 0, 3)
    """
    return DECIMALS.get(currency, USUAL_DECIMALS)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Round to the currency's smallest unit, half of it away from zero.

    Away from zero, so that minus an amount rounds to minus what the amount rounds to, and a credit
    note can cancel an invoice to the cent.

    Examples:
        >>> rounded(Decimal("2.345"), "EUR"), rounded(Decimal("-2.345"), "EUR")
        (Decimal('2.35'), Decimal('-2.35'))
        >>> rounded(Decimal("99.5"), "JPY"), rounded(Decimal("1.0005"), "KWD")
        (Decimal('100'), Decimal('1.001'))
    """
    with localcontext(prec=EXACT_DIGITS):
        unit = Decimal(1).scaleb(-decimals_in(currency))
        return amount.quantize(unit, rounding=ROUND_HALF_UP)


def share(amount: Decimal, part: Decimal, whole: Decimal, currency: str) -> Decimal:
    """Return `amount * part / whole`, rounded once.

    Raises:
        ZeroDivisionError: there is no whole.

    Examples:
        >>> share(Decimal("10.00"), Decimal(1), Decimal(3), "EUR")
        Decimal('3.33')
    """
    with localcontext(prec=EXACT_DIGITS):
        return rounded(amount * part / whole, currency)
