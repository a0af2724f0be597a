"""What the cells of a whole workbook are worth: formulas that read formulas, each calculated once.

A chain of formulas may be longer than Python's own stack is deep, so a chain that gets long is set
aside and its far end calculated first. Cells being calculated are remembered: reading one of them
again is a circle, and circles end in `#REF!`.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from sandbox.google.a1 import A1Range, cell_name
from sandbox.google.formulas.arithmetic import TOO_LARGE
from sandbox.google.formulas.evaluating import calculate
from sandbox.google.formulas.implied import may_spill
from sandbox.google.formulas.parsing import parse_formula
from sandbox.google.formulas.results import (
    Address,
    Failure,
    Reference,
    Surroundings,
    Table,
)
from sandbox.google.formulas.tokens import FormulaSyntaxError
from sandbox.google.locales import locale_named
from sandbox.google.values import Entry, ErrorType, ErrorValue, Formula, Value

LONGEST_CHAIN: Final = 8
"""Formulas followed at once before a chain is set aside; each costs up to sixty Python calls."""

CIRCULAR: Final = ErrorValue(
    ErrorType.REF,
    "Circular dependency detected. To resolve with iterative calculation, see File > Settings.",
)


class Calculation:
    """One calculation of a workbook as it stands; make a new one after every change.

    Args:
        entry: what was entered in a cell, by its tab's title, row and column from zero.
        extent: a tab's rows and columns, or None where no such tab exists.
        now: the wall clock in the spreadsheet's time zone.
        locale: the spreadsheet's.
        named: finds a named range.
        formulas: the cells of a tab that hold formulas, as rows and columns. Only with it are values
            that spill from one cell into blank ones known to formulas that read those.
    """

    def __init__(
        self,
        *,
        entry: Callable[[str, int, int], Entry],
        extent: Callable[[str], tuple[int, int] | None],
        now: datetime,
        locale: str = "en_US",
        named: Callable[[str], A1Range | None] = lambda _: None,
        formulas: Callable[[str], Iterable[tuple[int, int]]] = lambda _: (),
    ) -> None:
        self._entry = entry
        self._extent = extent
        self._now = now
        self._locale = locale_named(locale)
        self._named = named
        self._formulas = formulas
        self._tables: dict[Address, Table] = {}
        self._areas: dict[Reference, Table] = {}
        self._chain: list[Address] = []
        self._waiting: set[Address] = set()
        self._circular: set[Address] = set()
        self._unspilled: dict[str, list[Address]] = {}
        self._spilled: dict[str, dict[tuple[int, int], Value]] = {}

    def value(self, sheet: str, row: int, column: int) -> Value:
        """What a cell is worth, by its own entry or by what spills into it."""
        entry = self._entry(sheet, row, column)
        if entry is None:
            return self._spills_of(sheet).get((row, column))
        if not isinstance(entry, Formula):
            return entry
        return self.table(sheet, row, column)[0][0]

    def spilled(self, sheet: str) -> Mapping[tuple[int, int], Value]:
        """The values that spill into blank cells of a tab, by row and column."""
        return self._spills_of(sheet)

    def table(self, sheet: str, row: int, column: int) -> Table:
        """What a cell yields with all that spills from it; one row of one for a plain value."""
        address = Address(sheet, row, column)
        entry = self._entry(*address)
        if not isinstance(entry, Formula):
            return ((entry,),)
        if self._chain:
            return self._linked(address, entry)
        return self._whole_chain(address)

    def _whole_chain(self, address: Address) -> Table:
        """Calculate a cell, and before it the far end of any chain too long to follow at once."""
        pending = [address]
        waiting: list[list[Address]] = [[]]
        while True:
            try:
                table = self._linked(pending[-1], self._entry(*pending[-1]))
            except _TooDeepError as deep:
                pending.append(deep.address)
                waiting.append(deep.chain)
                self._waiting.update(deep.chain)
            else:
                self._waiting.difference_update(waiting.pop())
                pending.pop()
                if not pending:
                    return table

    def _linked(self, address: Address, entry: Entry) -> Table:
        if address in self._tables:
            return self._tables[address]
        if address in self._waiting or address in self._chain:
            self._circular.update(self._circle(address))
            return ((CIRCULAR,),)
        if len(self._chain) >= LONGEST_CHAIN:
            raise _TooDeepError(address, self._chain.copy())
        self._chain.append(address)
        try:
            table = self._calculated(address, entry)
        finally:
            self._chain.pop()
        table = ((CIRCULAR,),) if address in self._circular else self._spread(address, table)
        self._tables[address] = table
        return table

    def _spread(self, address: Address, table: Table) -> Table:
        """Lay a table out from its cell, or yield an error where entries stand in the way."""
        sheet, top, left = address
        places = {
            (top + row, left + column): value
            for row, line in enumerate(table)
            for column, value in enumerate(line)
            if row or column
        }
        for row, column in places:
            if self._entry(sheet, row, column) is not None:
                return ((_blocked(row, column),),)
        self._spilled.setdefault(sheet, {}).update(places)
        return table

    def _spills_of(self, sheet: str) -> dict[tuple[int, int], Value]:
        """What spills on a tab, once every formula that may spill there has been calculated."""
        if sheet not in self._unspilled:
            self._unspilled[sheet] = [
                address
                for address in (Address(sheet, *place) for place in self._formulas(sheet))
                if self._may_spill(address)
            ]
        for address in self._unspilled[sheet].copy():
            if address not in self._chain and address not in self._waiting:
                self.table(*address)
                if address in self._unspilled[sheet]:
                    self._unspilled[sheet].remove(address)
        return self._spilled.get(sheet, {})

    def _may_spill(self, address: Address) -> bool:
        entry = self._entry(*address)
        return isinstance(entry, Formula) and may_spill(entry.text, self._locale.decimal)

    def _circle(self, address: Address) -> list[Address]:
        """The cells known to lie on a circle that closes at `address`."""
        if address in self._chain:
            return self._chain[self._chain.index(address) :]
        return [address, *self._chain]

    def _calculated(self, address: Address, entry: Entry) -> Table:
        if not isinstance(entry, Formula):
            return ((entry,),)
        surroundings = Surroundings(
            at=address,
            read=self.value,
            extent=self._extent,
            named=self._named,
            now=self._now,
            locale=self._locale,
            areas=self._areas,
        )
        return outcome(entry.text, surroundings)


def outcome(formula: str, surroundings: Surroundings) -> Table:
    """What a formula yields, failures as error values; one row of one for a single value."""
    try:
        result = calculate(parse_formula(formula, surroundings.locale.decimal), surroundings)
        table = result if isinstance(result, tuple) else ((surroundings.single(result),),)
    except FormulaSyntaxError as error:
        return ((ErrorValue(ErrorType.ERROR, str(error)),),)
    except Failure as failure:
        return ((failure.error,),)
    except RecursionError:
        return ((ErrorValue(ErrorType.ERROR, "Formula is nested too deeply."),),)
    return tuple(tuple(map(_finite, row)) for row in table) if table and table[0] else ((None,),)


def _blocked(row: int, column: int) -> ErrorValue:
    cell = cell_name(row, column)
    message = f"Array result was not expanded because it would overwrite data in {cell}."
    return ErrorValue(ErrorType.REF, message)


def _finite(value: Value) -> Value:
    if isinstance(value, float) and not math.isfinite(value):
        return ErrorValue(ErrorType.NUM, TOO_LARGE)
    return value


class _TooDeepError(Exception):
    """A chain of formulas longer than is followed at once; `address` is where it goes on."""

    def __init__(self, address: Address, chain: list[Address]) -> None:
        super().__init__(address)
        self.address = address
        self.chain = chain
