"""Reads figures to be tried on an item's past: `/inv whatif MUG-BLU service:98 lead:14 review:7`."""

from decimal import Decimal
from typing import Final, NamedTuple

from bot.language.codes import Codes
from bot.language.numbers import read_price
from bot.language.option_reader import nearest_words
from bot.language.planning_lines import one_item
from bot.language.usage import (
    BadNumber,
    OutOfRange,
    PartRepeated,
    UnknownChoice,
    UnknownOption,
)
from bot.language.words import Word, spelled
from inventory.planning.tried_figures import Changes
from inventory.quantity import trimmed
from inventory.stock_policy import ServiceKind

VERB: Final = "whatif"
NAMES: Final = {
    "service": "service",
    "kind": "kind",
    "lead": "lead",
    "leadtime": "lead",
    "review": "review",
    "site": "site",
}
"""What can be said -> what it means."""

KNOWN: Final = ("service", "lead", "review", "kind", "site")
SERVICE_RANGE: Final = (Decimal(50), Decimal("99.9"))
LEAD_RANGE: Final = (0, 365)
REVIEW_RANGE: Final = (1, 92)
PER_CENT: Final = Decimal(100)


class WhatIfAsked(NamedTuple):
    """An item and a site, as typed or scanned, and the figures to try."""

    item: str
    site: str
    changes: Changes


def written_what_if(item: str, site: str = "", figures: str = "") -> str:
    """Return the line that asks for an item at a site, with figures as typed or without."""
    where = f"site:{spelled(site)}" if site else ""
    return " ".join(filter(None, (VERB, spelled(item), where, figures)))


def written_figures(changes: Changes) -> str:
    """Return figures to try as they can be typed.

    Examples:
        >>> written_figures(Changes(service_level=Decimal("0.98"), lead_days=14))
        'service:98 lead:14'
    """
    level = changes.service_level
    said = (
        ("service", None if level is None else f"{trimmed(level * PER_CENT):f}"),
        ("kind", changes.service),
        ("lead", changes.lead_days),
        ("review", changes.review_days),
    )
    return " ".join(f"{name}:{value}" for name, value in said if value is not None)


def read_what_if(text: str, codes: Codes) -> WhatIfAsked:
    """Read what is to be tried.

    Raises:
        UsageError: a word that cannot be read, or has no place in it.
        MissingPart: no item is named.
    """
    item, options = one_item(VERB, text, codes)
    said = _said(options)
    return WhatIfAsked(item=item, site=said.get("site", ""), changes=_changes(said))


def _said(options: list[Word]) -> dict[str, str]:
    said: dict[str, str] = {}
    for word in options:
        name = NAMES.get(word.marker)
        if name is None:
            near = nearest_words(word.marker, KNOWN)
            fixes = tuple(f"{one}:{spelled(word.text)}" for one in near)
            raise UnknownOption(name=word.marker, known=KNOWN, fixes=fixes)
        if name in said:
            raise PartRepeated(part=name)
        said[name] = word.text
    return said


def _changes(said: dict[str, str]) -> Changes:
    return Changes(
        service_level=_service_level(said["service"]) if "service" in said else None,
        service=_service(said["kind"]) if "kind" in said else None,
        lead_days=_days("lead", said["lead"], LEAD_RANGE) if "lead" in said else None,
        review_days=_days("review", said["review"], REVIEW_RANGE) if "review" in said else None,
    )


def _service_level(text: str) -> Decimal:
    """Return a share: 98, 98% and 0.98 all are 98 %."""
    least, most = SERVICE_RANGE
    try:
        number = read_price(text.rstrip("%").strip())
    except BadNumber as error:
        raise _out_of_range("service", text, least, most) from error
    number *= PER_CENT if number < 1 else 1
    if not least <= number <= most:
        raise _out_of_range("service", text, least, most)
    return number / PER_CENT


def _service(text: str) -> ServiceKind:
    word = text.casefold()
    if word not in list(ServiceKind):
        raise UnknownChoice(name="kind", text=text, known=tuple(ServiceKind))
    return ServiceKind(word)


def _days(name: str, text: str, bounds: tuple[int, int]) -> int:
    least, most = bounds
    digits = text.casefold().removesuffix("days").removesuffix("d").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        raise _out_of_range(name, text, Decimal(least), Decimal(most))
    if not least <= int(digits) <= most:
        raise _out_of_range(name, text, Decimal(least), Decimal(most))
    return int(digits)


def _out_of_range(name: str, text: str, least: Decimal, most: Decimal) -> OutOfRange:
    return OutOfRange(name=name, text=text, least=f"{least}", most=f"{most}")
