"""Scanned codes in the cells of inboxes: an item, a place or a lot goes by its own name further in."""

from collections.abc import Mapping
from typing import Final

from inventory.book import Book
from inventory.scanning.coded import Coded, items_of_gtin, named
from inventory.scanning.scanner import Scan, Scanner, WrongCodeError
from sheets_schema.cell import plain_text
from sheets_schema.codec import Cell, is_blank
from sheets_schema.columns import Tab

PLACES: Final = ("location", "target")


class CodeCellError(Exception):
    """A code that names nothing; the text says why and what to do."""


class CodedCells:
    """Reads the codes of a row.

    Args:
        book: its items and places.
        scanner: who reads codes; None where nobody does, and every cell stays as it is.
        keeps_unknown: whether a barcode that no item has stays as it is, too: goods are counted
            also where nobody knows them.
    """

    def __init__(self, book: Book, scanner: Scanner | None, *, keeps_unknown: bool = False) -> None:
        self._book = book
        self._scanner = scanner
        self._keeps_unknown = keeps_unknown

    def read(self, tab: Tab, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        """Return a row with its codes replaced by what they name.

        A lot on the code of an item fills an empty cell; a code of a pack does so for the unit.

        Raises:
            CodeCellError: a code cannot be right, or names nothing.
        """
        told, fields = dict(cells), {column.field for column in tab.columns}
        for place in PLACES:
            if place in fields and not is_blank(told.get(place)):
                told[place] = self._place(plain_text(told[place]))
        if "lot" in fields and not is_blank(told.get("lot")):
            told["lot"] = self._lot(plain_text(told["lot"]))
        if "item" in fields and not is_blank(told.get("item")):
            self._fill_item(plain_text(told["item"]), fields, told)
        return told

    def _fill_item(self, text: str, fields: set[str], told: dict[str, Cell]) -> None:
        known, scan = named(self._book, text), None
        if known is None:
            scan = self._scanned(text)
            known = self._coded(scan, text) if scan else None
        if known is None:
            return
        told["item"] = known.item.sku
        if scan and scan.lot and "lot" in fields and known.item.has_lots:
            self._agree(told, "lot", scan.lot)
        if known.pack and "unit" not in fields:
            raise CodeCellError(
                f"{text} is the barcode of a {known.pack.unit}, and this tab counts each. "
                f"Type {known.item.sku}."
            )
        if known.pack and is_blank(told.get("unit")):
            told["unit"] = known.pack.unit

    def _agree(self, told: dict[str, Cell], field: str, coded: str) -> None:
        typed = told.get(field)
        if not is_blank(typed) and plain_text(typed) != coded:
            raise CodeCellError(
                f"the code says {field} {coded}, the cell {plain_text(typed)}. Keep one of them."
            )
        told[field] = coded

    def _coded(self, scan: Scan, text: str) -> Coded | None:
        if scan.sku or scan.name:
            return named(self._book, scan.sku or scan.name)
        if not scan.gtin:
            raise CodeCellError(f"the code “{text}” is not that of an item. Scan the item's.")
        owners = items_of_gtin(self._book, scan.gtin)
        if len(owners) > 1:
            names = " and ".join(owner.item.sku for owner in owners)
            raise CodeCellError(f"{text} is a barcode of {names}. Type which you mean.")
        if not owners and self._keeps_unknown:
            return None
        if not owners:
            raise CodeCellError(
                f"no item has the barcode {text}. Add it on Items, or type the SKU."
            )
        return owners[0]

    def _place(self, text: str) -> str:
        if self._book.location(text):
            return text
        scan = self._scanned(text)
        if scan is None or not (scan.location or scan.name or scan.gtin or scan.sku):
            return text
        if not (scan.location or scan.name):
            raise CodeCellError(f"the code “{text}” is not that of a bin. Scan the bin's label.")
        return scan.location or scan.name

    def _lot(self, text: str) -> str:
        scan = self._scanned(text) if not text.isdigit() else None
        return (scan.lot or scan.serial or scan.name if scan else "") or text

    def _scanned(self, text: str) -> Scan | None:
        if self._scanner is None:
            return None
        try:
            return self._scanner.read(text)
        except WrongCodeError as wrong:
            if wrong.problem == "check_digit":
                why = f"“{text}” has a wrong check digit. Scan it again."
            else:
                why = f"the code “{text}” cannot be read. Scan it again, or type what it names."
            raise CodeCellError(why) from None
