"""The replayed year in a workbook, and what anybody reads there afterwards."""

from typing import Final, NamedTuple

from benchmarks.sheet_stand_in import LaidOutWorkbook, laid_out
from journal.opening import Journal
from sheets_schema.differences import Difference
from sheets_schema.tabs import AUDIT, LEDGER

NOT_WRITTEN: Final = frozenset({LEDGER.title, AUDIT.title})


class SheetSays(NamedTuple):
    """What was read back.

    Attributes:
        stock: (item, bin) -> on hand, from the Stock tab.
        differences: what `bincard verify` finds, in words.
        writes, refused: requests that the stand-in's quota granted and refused.
    """

    stock: dict[tuple[str, str], int]
    differences: list[str]
    writes: int
    refused: int


def write_everything(journal: Journal) -> SheetSays:
    """Bring the whole workbook up to date, Ledger and Audit included, and verify it."""
    with laid_out(journal) as sheet:
        for _ in sheet.drain(journal):
            pass
        return _read_back(sheet, sheet.verify(journal))


def write_stock_only(journal: Journal) -> SheetSays:
    """Render and verify the Stock tab: a ledger of a million lines is more than a workbook holds.

    The hash chains of the journal are verified all the same.
    """
    with laid_out(journal) as sheet:
        sheet.write_stock(journal)
        found = sheet.verify(journal)
        return _read_back(sheet, [one for one in found if one.tab not in NOT_WRITTEN])


def _read_back(sheet: LaidOutWorkbook, differences: list[Difference]) -> SheetSays:
    quotas = sheet.google.state.quotas.report()
    return SheetSays(
        stock={key: int(quantity) for key, quantity in sheet.stock().items()},
        differences=[str(one) for one in differences],
        writes=quotas["granted"]["write"],
        refused=quotas["refused"]["write"],
    )
