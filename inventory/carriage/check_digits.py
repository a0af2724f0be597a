"""Check digits of tracking numbers: what the last digit should be, by each scheme in use.

Every function takes the digits before the check digit and returns the one that belongs there, as
text. A check digit finds slips of the finger, not every one of them:

    scheme      one digit changed               two neighbours swapped
    gs1         always found                    unless they differ by 5
    ups         not +-5 in a doubled place      always, the check digit and its neighbour never
    identcode   not +-5 in a place of weight 4  unless both are even or both are odd
    fedex       nearly always: remainders 0 and 10 are both written 0
    s10         nearly always: remainders 0 and 6 are both written 5
    mod_7       not +-7 in one place            unless they differ by 7

Source:
    UPU standard S10; GS1 General Specifications, check digit calculation; the public data set
    jkeen/tracking_number_data for UPS, FedEx and DHL Express; Deutsche Post's Identcode.
"""

from collections.abc import Iterable
from itertools import cycle
from typing import Final

S10_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)
FEDEX_WEIGHTS: Final = (1, 3, 7)
LETTERS_START: Final = 3
"""A letter counts as its place in ASCII less 3, so that A is 2 and I is 0."""


def gs1_check_digit(payload: str) -> str:
    """Return the check digit of weights 3 and 1 from the right, modulo 10 (SSCC, USPS, FedEx).

    Examples:
        >>> gs1_check_digit("0307179000052348374")
        '1'
    """
    return _up_to_ten(_weighted(reversed(payload), (3, 1)))


def ups_check_digit(payload: str) -> str:
    """Return the check digit of the 15 characters after `1Z`: weights 1 and 2, modulo 10.

    Examples:
        >>> ups_check_digit("5R8939035756712")
        '7'
    """
    return _up_to_ten(_weighted(payload, (1, 2)))


def identcode_check_digit(payload: str) -> str:
    """Return the check digit of Deutsche Post's 11 digits: weights 4 and 9, modulo 10.

    Examples:
        >>> identcode_check_digit("56310243031")
        '3'
    """
    return _up_to_ten(_weighted(payload, (4, 9)))


def fedex_check_digit(payload: str) -> str:
    """Return the check digit of FedEx Express: weights 1, 3, 7 from the right, modulo 11, then 10.

    Examples:
        >>> fedex_check_digit("98657878885")
        '5'
    """
    return str(_weighted(reversed(payload), FEDEX_WEIGHTS) % 11 % 10)


def s10_check_digit(payload: str) -> str:
    """Return the check digit of the eight digits of a postal item, modulo 11.

    Examples:
        >>> s10_check_digit("47312482")
        '9'
    """
    complement = 11 - _weighted(payload, S10_WEIGHTS) % 11
    return {10: "0", 11: "5"}.get(complement, str(complement))


def mod_7_check_digit(payload: str) -> str:
    """Return the remainder of the whole number by 7 (DHL Express).

    Examples:
        >>> mod_7_check_digit("331881002")
        '5'
    """
    return str(int(payload) % 7)


def _weighted(characters: Iterable[str], weights: tuple[int, ...]) -> int:
    return sum(
        _value(one) * weight for one, weight in zip(characters, cycle(weights), strict=False)
    )


def _value(character: str) -> int:
    return int(character) if character.isdigit() else (ord(character) - LETTERS_START) % 10


def _up_to_ten(total: int) -> str:
    return str(-total % 10)
