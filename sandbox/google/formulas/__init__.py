"""A spreadsheet's formulas: a parser, the functions people use, and calculation over a workbook.

`Calculation` is the way in for a workbook; `evaluate` calculates one formula whose cells are read by
a function. Errors are values, as in a spreadsheet; nothing here raises for what a person typed.
"""

from collections.abc import Callable
from datetime import datetime

from sandbox.google.formulas.calculation import Calculation, outcome
from sandbox.google.formulas.implied import implied_format
from sandbox.google.formulas.results import Address, Surroundings, Table
from sandbox.google.locales import locale_named
from sandbox.google.values import Value

__all__ = ["Address", "Calculation", "Table", "evaluate", "implied_format"]


def evaluate(
    formula: str,
    at: tuple[str, int, int],
    read: Callable[[str, int, int], Value],
    extent: Callable[[str], tuple[int, int] | None],
    *,
    now: datetime,
    locale: str = "en_US",
) -> Value | Table:
    """What one formula yields: a value, or rows of values where it spills.

    Args:
        formula: its text with the leading `=`.
        at: the tab's title, row and column (from zero) of its cell.
        read: what another cell is worth.
        extent: a tab's rows and columns, or None where no such tab exists.
        now: the wall clock in the spreadsheet's time zone.
        locale: the spreadsheet's.
    """
    surroundings = Surroundings(
        at=Address(*at),
        read=read,
        extent=extent,
        named=lambda _: None,
        now=now,
        locale=locale_named(locale),
    )
    table = outcome(formula, surroundings)
    return table[0][0] if len(table) == len(table[0]) == 1 else table
