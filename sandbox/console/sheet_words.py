"""What follows the word `sheet`: a tab and where in it, or what a manager does to it."""

import re
from collections.abc import Callable, Mapping, Sequence
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
        super().__init__(
            f'What is "{rest}"? Try a page, last, from H, C5, C5 = 40, sort B, delete 5.'
        )
        self.rest = rest


@dataclass(frozen=True, slots=True)
class Look:
    """Show a tab from a page and a column on."""

    tab: str
    page: int = 1
    first_column: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """Do something as a person at the sheet does: an act of the stand-in, and how it is confirmed."""

    name: str
    told: Mapping[str, str | int]
    done: str


@dataclass(frozen=True, slots=True)
class Read:
    """Show all that one cell says, which a table has no room for."""

    tab: str
    cell: str


Request = Look | Act | Read

_QUOTED = re.compile(r"""^["']([^"']+)["']""")
"""A title in quotes, as one writes it in a formula."""


def parse_words(rest: str, tabs: Sequence[str]) -> Request:
    """What is wanted of which tab; titles may have several words and any case.

    Examples:
        >>> parse_words("start here last", ["Start here", "Stock"])
        Look(tab='Start here', page=-1, first_column=0)
        >>> parse_words("Stock C5 = 40", ["Start here", "Stock"]).done
        'Stock!C5 = 40'
        >>> parse_words('"Start here" 2', ["Start here", "Stock"]).page
        2

    Raises:
        UnknownTabError: if no tab has such a title.
        UnclearError: if what follows the title is not understood.
    """
    rest = _QUOTED.sub(r"\1", rest)
    tab = _tab(rest, tabs)
    words = rest[len(tab) :].strip()
    for pattern, build in _GRAMMAR:
        match = re.fullmatch(pattern, words, re.DOTALL)
        if match:
            return build(tab, *match.groups())
    raise UnclearError(words)


def address(tab: str, cells: str = "") -> str:
    """A range as Google writes it.

    Examples:
        >>> address("Ana's list", "C5")
        "'Ana''s list'!C5"
    """
    quoted = "'" + tab.replace("'", "''") + "'"
    return f"{quoted}!{cells}" if cells else quoted


def _tab(rest: str, tabs: Sequence[str]) -> str:
    wanted = rest.lower()
    fitting = [tab for tab in tabs if f"{wanted} ".startswith(f"{tab.lower()} ")]
    if not fitting:
        raise UnknownTabError(rest.split(" = ")[0], tabs)
    return max(fitting, key=len)


def _look(tab: str, page: str | None, column: str | None) -> Look:
    number = LAST_PAGE if page == "last" else int(page or 1)
    return Look(tab, number, column_index(column) if column else 0)


def _read(tab: str, cell: str) -> Read:
    return Read(tab, cell.upper())


def _type(tab: str, cell: str, text: str) -> Act:
    told = {"range": address(tab, cell.upper()), "value": text}
    return Act("types", told, f"{tab}!{cell.upper()} = {text}")


def _sort(tab: str, column: str) -> Act:
    told = {"range": address(tab, "A2:ZZ"), "column": column.upper()}
    return Act("sorts", told, f"{tab} is sorted by column {column.upper()}.")


def _delete_row(tab: str, row: str) -> Act:
    return Act("deletes_rows", {"tab": tab, "first": int(row)}, f"Row {row} of {tab} is gone.")


def _insert_column(tab: str, column: str) -> Act:
    told = {"tab": tab, "before": column.upper()}
    return Act("inserts_columns", told, f"{tab} has a new column {column.upper()}.")


_GRAMMAR: tuple[tuple[str, Callable[..., Request]], ...] = (
    (r"(\d+|last)?\s*(?:from ([A-Za-z]+))?", _look),
    (r"([A-Za-z]+\d+)", _read),
    (r"([A-Za-z]+\d+)\s*=\s*(.*)", _type),
    (r"sort ([A-Za-z]+)", _sort),
    (r"delete (\d+)", _delete_row),
    (r"insert ([A-Za-z]+)", _insert_column),
)
