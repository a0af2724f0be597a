"""The replayed year in a workbook, and what anybody reads there afterwards."""

from typing import NamedTuple

from benchmarks.sheet_stand_in import LaidOutWorkbook, laid_out
from journal.opening import Journal


class SheetSays(NamedTuple):
    """What was read back.

    Attributes:
        stock: (item, bin) -> on hand, from the Stock tab.
        differences: what a comparison of every bot tab with the journal finds.
        writes, refused: requests that the stand-in's quota granted and refused.
    """

    stock: dict[tuple[str, str], int]
    differences: list[str]
    writes: int
    refused: int


def write_everything(journal: Journal) -> SheetSays:
    """Bring the whole workbook up to date, Ledger and Audit included, and compare it."""
    with laid_out(journal) as sheet:
        for _ in sheet.drain(journal):
            pass
        return _read_back(sheet, [])


def write_stock_only(journal: Journal) -> SheetSays:
    """Render the Stock tab; a ledger of a million lines is more than a workbook holds."""
    with laid_out(journal) as sheet:
        sheet.write_stock(journal.desk.book)
        return _read_back(sheet, [])


def _read_back(sheet: LaidOutWorkbook, differences: list[str]) -> SheetSays:
    quotas = sheet.google.state.quotas.report()
    return SheetSays(
        stock={key: int(quantity) for key, quantity in sheet.stock().items()},
        differences=differences,
        writes=quotas["granted"]["write"],
        refused=quotas["refused"]["write"],
    )
