"""Puts what scanned codes say into the line they were scanned for.

A code fills what the line leaves out; where both speak and differ, the line is refused. Lot, expiry
and serial number of goods whose lots nobody keeps are passed over: the house has decided so.
"""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Final

from bot.language.code_errors import CodeContradicts, CodeOfOther, UnknownBarcode, WrongCode
from bot.language.code_form import is_code, is_own_label
from bot.language.grammar import Verb
from inventory.book import Book
from inventory.commands import Line
from inventory.errors import StockError
from inventory.item import Item
from inventory.lots.serials import written_as_is
from inventory.quantity import ONE, Amount, trimmed
from inventory.scanning.coded import GTIN_LENGTHS, items_of_gtin
from inventory.scanning.scanner import Scan, Scanner, WrongCodeError

CODED_PARTS: Final = ("item", "location", "target", "lot")
"""The parts of a line that may be scanned."""
WEIGHED_IN: Final[dict[str, int]] = {"kg": 1, "kilogram": 1, "g": 1_000, "gram": 1_000}
"""Units of goods that are sold by weight -> how many make a kilogram."""


class Codes:
    """Reads codes for one book.

    Args:
        book: its items and their barcodes.
        scanner: who reads codes; None where nobody does, and every text stays as it is.
    """

    def __init__(self, book: Book, scanner: Scanner | None = None) -> None:
        self._book = book
        self._scanner = scanner

    def fill(self, verb: Verb, line: Line, parts: Collection[str] = CODED_PARTS) -> Line:
        """Return a line with its codes read.

        Args:
            verb: whose line it is.
            line: as typed.
            parts: those that may be codes; what was typed in quotes is none.

        Raises:
            WrongCode, UnknownBarcode, CodeOfOther, CodeContradicts: as they say.
        """
        for part in ("location", "target"):
            if part in parts:
                line = line.model_copy(update={part: self.place(getattr(line, part))})
        scans: list[Scan] = []
        if "lot" in parts and (lot := self.read(line.lot)):
            _require(lot.lot or lot.name, line.lot, "lot")
            scans.append(lot)
            line = line.model_copy(update={"lot": lot.lot or lot.name})
        code = line.item if "item" in parts else ""
        if code and (goods := self.goods(code)):
            scans.append(goods)
            code = goods.gtin or code
            line = line.model_copy(update={"item": self._sku(goods, line.item)})
        if code:
            line = self._in_packs(line, code, scans)
        for scan in scans:
            line = self._filled(verb, line, scan)
        return line

    def _in_packs(self, line: Line, code: str, scans: Sequence[Scan]) -> Line:
        """Return a line whose code is that of a pack in units of it: one where it says no number."""
        item = self._book.item(line.item)
        pack = item.pack_of(code) if item else None
        if pack is None or (line.amount and line.amount.unit):
            return line
        counts = (scan.quantity for scan in scans if scan.quantity is not None)
        if line.amount is None and next(counts, None) is not None:
            return line  # it counts what is in the pack, or how many of them: see `_filled`
        number = line.amount.number if line.amount else ONE
        return line.model_copy(update={"amount": Amount(number=number, unit=pack.unit)})

    def is_place(self, text: str) -> bool:
        """Tell whether a text is the name of a location."""
        return self._book.location(text) is not None

    def place(self, text: str) -> str:
        """Return the location a text names: itself, unless it is a code."""
        if not is_own_label(text) and self._book.location(text):
            return text
        scan = self.read(text)
        if scan is None:
            return text
        _require(scan.location or scan.name, text, "bin")
        return scan.location or scan.name

    def item(self, text: str) -> str:
        """Return the item a text names: itself, unless it is a code or digits of another length."""
        scan = self.goods(text)
        return self._sku(scan, text) if scan else text

    def item_and_lot(self, text: str) -> tuple[str, str]:
        """Return the item a word names and the lot its code tells; empty where it names none.

        Raises:
            WrongCode, UnknownBarcode, CodeOfOther: it is a code, and of no item.
        """
        found = None if is_own_label(text) else self._book.item(text)
        if found:
            return found.sku, ""
        scan = self.goods(text)
        return (self._sku(scan, text), scan.lot) if scan else ("", "")

    def lot(self, text: str) -> str:
        """Return the lot a text names: itself, unless it is a code.

        Raises:
            WrongCode, CodeOfOther: it is a code, and of no lot.
        """
        scan = self.read(text)
        if scan is None:
            return text
        _require(scan.lot or scan.name, text, "lot")
        return scan.lot or scan.name

    def sought(self, text: str) -> str:
        """Return the item a question names; a piece of a barcode may still be searched for."""
        try:
            return self.item(text)
        except UnknownBarcode:
            if any(text in code for item in self._book.all(Item) for code in item.codes):
                return text
            raise

    def read(self, text: str) -> Scan | None:
        """Return what a text with the form of a code says.

        Raises:
            WrongCode: it cannot be right.
        """
        return self._scanned(text) if is_code(text) else None

    def goods(self, text: str) -> Scan | None:
        """Return what is scanned of an item; None for a text that the book knows, or no code."""
        if not is_own_label(text) and self._book.item(text):
            return None
        if is_code(text) or not text.isdigit():
            return self.read(text)
        scan = self._scanned(text)
        is_number = len(text) not in GTIN_LENGTHS  # unless some item has it, zeros in front dropped
        return None if scan and is_number and not self._owners(scan.gtin) else scan

    def _scanned(self, text: str) -> Scan | None:
        if self._scanner is None:
            return None
        try:
            return self._scanner.read(text)
        except WrongCodeError as wrong:
            raise WrongCode(text=text, problem=wrong.problem) from None

    def _sku(self, scan: Scan, text: str) -> str:
        """Return the item a code is about.

        Raises:
            UnknownBarcode, CodeOfOther: as they say.
        """
        if scan.sku or scan.name:
            return scan.sku or scan.name
        _require(scan.gtin, text, "item")
        number = text if text.isdigit() else scan.gtin
        owners = self._owners(scan.gtin)
        if len(owners) != 1:
            raise UnknownBarcode(number=number, owners=tuple(owners))
        return owners[0]

    def _owners(self, gtin: str) -> list[str]:
        return [owner.item.sku for owner in items_of_gtin(self._book, gtin)]

    def _filled(self, verb: Verb, line: Line, scan: Scan) -> Line:
        """Return a line with what a code adds to it."""
        line = self._with_item(line, scan)
        item = self._book.item(line.item)
        says: dict[str, object] = {}
        if item is None or item.has_lots:
            says |= {
                "lot": scan.lot,
                "expires_on": scan.expires_on if "exp" in verb.parts else None,
            }
        if item is not None and item.is_serial and "sn" in verb.parts:
            says["serials"] = written_as_is(scan.serial)
        coded = _counted(scan, item)
        if coded is not None and verb.name != "adjust":
            says["amount"] = _agreed(line, coded, item)
        for field, said in says.items():
            typed = getattr(line, field)
            if said and typed and str(typed).casefold() != str(said).casefold():
                name = "expiry" if field == "expires_on" else field
                raise CodeContradicts(part=name, typed=str(typed), coded=str(said))
        update = {field: said for field, said in says.items() if said}
        return line.model_copy(update={f: v for f, v in update.items() if not getattr(line, f)})

    def _with_item(self, line: Line, scan: Scan) -> Line:
        """Return the line with the item of a code, which may be that of its lot."""
        if not (scan.sku or scan.gtin):
            return line
        coded = self._sku(scan, scan.gtin)
        known = self._book.item(line.item) if line.item else None
        typed = known.sku if known else line.item
        if typed and typed != coded:
            raise CodeContradicts(part="item", typed=typed, coded=coded)
        return line.model_copy(update={"item": line.item or coded})


def _require(held: str, text: str, wanted: str) -> None:
    """Refuse a code that does not hold what is wanted of it.

    Raises:
        CodeOfOther: it holds something else.
    """
    if not held:
        raise CodeOfOther(text=text, wanted=wanted)


def _counted(scan: Scan, item: Item | None) -> Amount | None:
    """Return how many a code says, in packs where it is on what holds packs of that GTIN."""
    quantity = _quantity(scan, item)
    if quantity is None:
        return None
    pack = item.pack_of(scan.gtin) if item and scan.is_of_contents and scan.gtin else None
    return Amount(number=quantity, unit=pack.unit if pack else "")


def _quantity(scan: Scan, item: Item | None) -> Decimal | None:
    """Return how many base units a code is about: a weight is that only where goods are weighed."""
    weighed = WEIGHED_IN.get(item.unit.casefold()) if item else None
    if scan.quantity is None and scan.weight_kg is not None and weighed is not None:
        return trimmed(scan.weight_kg * weighed)
    return scan.quantity


def _agreed(line: Line, coded: Amount, item: Item | None) -> Amount:
    """Return the amount a code says, as typed where that is the same in another unit.

    Raises:
        CodeContradicts: the line says another one.
    """
    typed = line.amount
    if typed is None or item is None:
        return typed or coded
    try:
        is_same = item.in_base_units(typed) == item.in_base_units(coded)
    except StockError:  # a unit or a fraction that the desk will refuse by name
        return typed
    if not is_same:
        says = f"{typed.number:f} {typed.unit}".strip()
        raise CodeContradicts(
            part="quantity", typed=says, coded=f"{coded.number:f} {coded.unit}".strip()
        )
    return typed
