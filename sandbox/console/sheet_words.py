"""What follows the word `sheet`: nothing, a tab and where in it, or a cell and what to type there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.console.tab_text import LAST_PAGE, column_index


class SheetError(Exception):
    """Something that cannot be done with the workbook.

    SheetError        the workbook itself says no
      UnknownTabError there is no such tab
      UnclearError    the words behind the tab mean nothing
    """


class UnknownTabError(SheetError):
    """A tab that the workbook does not have."""

    def __init__(self, wanted: str, tabs: Sequence[str]) -> None:
        super().__init__(f"There is no tab {wanted}; there are {', '.join(tabs)}.")
        self.wanted = wanted
        self.tabs = tabs


class UnclearError(SheetError):
    """Words after a tab that mean nothing here."""

    def __init__(self, rest: str) -> None:
        super().__init__(f'What is "{rest}"? A page, last, from H, or C5 = 40.')
        self.rest = rest


@dataclass(frozen=True, slots=True)
class Look:
    """Show a tab from a page and a column on."""

    tab: str
    page: int = 1
    first_column: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """Type into a cell."""

    tab: str
    cell: str
    text: str


def parse_words(rest: str, tabs: Sequence[str]) -> Look | Change:
    """What is wanted of which tab; titles may have several words and any case.

    Examples:
        >>> parse_words("start here last", ["Start here", "Stock"])
        Look(tab='Start here', page=-1, first_column=0)
        >>> parse_words("Stock C5 = 40", ["Start here", "Stock"])
        Change(tab='Stock', cell='C5', text='40')

    Raises:
        UnknownTabError: if no tab has such a title.
        UnclearError: if what follows the title is not understood.
    """
    tab = _tab(rest, tabs)
    words = rest[len(tab) :].strip()
    change = re.fullmatch(r"([A-Za-z]+\d+)\s*=\s*(.*)", words, re.DOTALL)
    if change:
        return Change(tab, change[1].upper(), change[2])
    look = re.fullmatch(r"(\d+|last)?\s*(?:from ([A-Za-z]+))?", words)
    if look is None:
        raise UnclearError(words)
    page = LAST_PAGE if look[1] == "last" else int(look[1] or 1)
    return Look(tab, page, column_index(look[2]) if look[2] else 0)


def _tab(rest: str, tabs: Sequence[str]) -> str:
    wanted = rest.lower()
    fitting = [tab for tab in tabs if f"{wanted} ".startswith(f"{tab.lower()} ")]
    if not fitting:
        raise UnknownTabError(rest.split(" = ")[0], tabs)
    return max(fitting, key=len)
