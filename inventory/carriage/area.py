"""Areas: where a carrier goes, as short as managers write it.

    *         anywhere
    DE        one country
    GB:BT     the postcodes of a country that begin so
    !GB:BT    all but these, where GB or * stands beside it

A prefix is compared letter by letter, without spaces and dashes: `GB:B` is Bath and Belfast as well
as Birmingham.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Annotated, Final

from pydantic import AfterValidator

from inventory.carriage.countries import country_code
from inventory.record import Record

ANYWHERE: Final = "*"


def plain_postcode(text: str) -> str:
    """Return a postcode as it is compared: capitals and digits only.

    Examples:
        >>> plain_postcode("bt1 5gs"), plain_postcode("90210-4817")
        ('BT15GS', '902104817')
    """
    return "".join(c for c in text.upper() if c.isalnum())


def _country_or_anywhere(text: str) -> str:
    return ANYWHERE if text.strip() == ANYWHERE else country_code(text)


class Reach(Enum):
    """Whether a destination lies in some areas; unsure only where its postcode is missing."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Area(Record):
    """Anywhere, a country or a part of it, taken in or left out."""

    country: Annotated[str, AfterValidator(_country_or_anywhere)]
    prefix: Annotated[str, AfterValidator(plain_postcode)] = ""
    is_excluded: bool = False

    @classmethod
    def of(cls, text: str) -> "Area":
        """Read one area.

        Raises:
            ValueError: it is none, or names postcodes of no country; pydantic's where the country
                is unknown.

        Examples:
            >>> str(Area.of("! gb : bt "))
            '!GB:BT'
        """
        plain = text.strip()
        country, colon, prefix = plain.removeprefix("!").partition(":")
        if colon and (not plain_postcode(prefix) or country.strip() == ANYWHERE):
            raise ValueError("postcodes stand behind a country: GB:BT")
        return cls(country=country, prefix=prefix, is_excluded=plain.startswith("!"))

    def __str__(self) -> str:
        """Return it as a manager writes it."""
        start = "!" if self.is_excluded else ""
        return f"{start}{self.country}:{self.prefix}" if self.prefix else f"{start}{self.country}"

    def has(self, country: str, postcode: str) -> Reach:
        """Tell whether a destination lies in it, left out or not; the postcode is a plain one."""
        if self.country not in (ANYWHERE, country):
            return Reach.NO
        if self.prefix and not postcode:
            return Reach.UNSURE
        return Reach.YES if postcode.startswith(self.prefix) else Reach.NO


def reach_of(areas: Iterable[Area], country: str, postcode: str) -> Reach:
    """Tell whether a destination lies in what is taken in and not left out.

    Args:
        areas: of one service; none are nowhere.
        country: its two letters.
        postcode: a plain one, or empty where it is not known.
    """
    inside, outside = Reach.NO, Reach.NO
    for area in areas:
        found = area.has(country, postcode)
        if area.is_excluded:
            outside = _stronger(outside, found)
        else:
            inside = _stronger(inside, found)
    if inside is Reach.NO or outside is Reach.YES:
        return Reach.NO
    return Reach.YES if inside is Reach.YES and outside is Reach.NO else Reach.UNSURE


def _stronger(one: Reach, other: Reach) -> Reach:
    ranks = (Reach.YES, Reach.UNSURE, Reach.NO)
    return min(one, other, key=ranks.index)
