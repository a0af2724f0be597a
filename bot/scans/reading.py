"""Reads one scanned line: goods, or something that all scans share from now on, such as a bin."""

from datetime import date

from bot.language.code_form import is_barcode_digits, is_bin_label, is_code
from bot.language.codes import Codes
from bot.language.count_lines import is_unknown
from bot.language.grammar import VERBS, Verb
from bot.language.line_reader import LineReader, WrongWord
from bot.language.usage import QuantityAlone
from bot.language.words import quoted
from bot.scans.session import ScanSession, joined
from inventory.book import Book
from inventory.commands import Line
from inventory.quantity import ONE, Amount


class ScanReader:
    """Reads the lines of one session.

    Args:
        book: its items and places.
        codes: what scanned codes mean in it.
        today: the warehouse's own.
    """

    def __init__(self, book: Book, codes: Codes, today: date) -> None:
        self._book = book
        self._codes = codes
        self._today = today

    def read(self, text: str, session: ScanSession) -> Line:
        """Return what a line says; goods without a quantity are one.

        A line without goods is about all that follow: its item is empty.

        Raises:
            UsageError: it cannot be read.
        """
        if place := self._bin(text):
            return _of_bin(place, session)
        verb = VERBS[session.verb]
        is_known = not is_barcode_digits(text) and self._book.item(text) is not None
        try:
            line, _ = LineReader(
                verb, quoted(text) if is_known else text, self._today, self._codes
            ).read()
        except WrongWord as wrong:
            line = self._unknown(verb, text, session, wrong)
        if not line.item:
            if line.amount:
                raise QuantityAlone
            return line
        if line.amount is None and not session.is_putaway:  # all of the line that waits
            line = line.model_copy(update={"amount": Amount(number=ONE)})
        return joined(line, session.shared)

    def _unknown(self, verb: Verb, text: str, session: ScanSession, wrong: WrongWord) -> Line:
        """Return goods that nobody knows as they were scanned: a sheet keeps them as such.

        Raises:
            UsageError: they belong to no sheet, or something else is wrong.
        """
        if not session.sheet or not is_unknown(wrong.error):
            raise wrong.error from None
        try:
            return LineReader(verb, text, self._today).read()[0]
        except WrongWord as still:
            raise still.error from None

    def looks_scanned(self, text: str) -> bool:
        """Tell whether a line is a code, or the name of an item or a place, perhaps with a number."""
        first, _, rest = text.strip().partition(" ")
        last = rest.strip() or first
        if rest and not first.replace(".", "").isdigit():
            return False
        known = self._book.item(last) or self._book.location(last)
        return bool(is_code(last) or is_barcode_digits(last) or known)

    def _bin(self, text: str) -> str:
        """Return the place that a line consists of, empty for any other."""
        word = text.strip()
        if is_bin_label(word) and " " not in word:
            return self._codes.place(word)
        if self._book.item(word) is None and (place := self._book.location(word)):
            return place.code
        return ""


def _of_bin(place: str, session: ScanSession) -> Line:
    """Return what a bin means: where the goods are, or where they go once that is known."""
    if "target" in VERBS[session.verb].parts and session.shared.location:
        return Line(item="", target=place)
    return Line(item="", location=place)
