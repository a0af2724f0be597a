"""What selects about recalls offer while somebody types: lots of any item, and whose goods."""

from collections.abc import Iterator

from bot.messages.figures import amount, number, unit_of
from bot.messages.lot_words import IS_HELD
from bot.messages.lots import SEPARATOR
from bot.messages.recall_customers import UNKNOWN, concerned
from bot.messages.recall_lots import lots_named
from bot.messages.text import Block
from bot.suggesting.customers import CustomerNames
from bot.suggesting.typeahead import labelled_options
from inventory.book import Book
from inventory.customer import Customer
from inventory.documents.recall import Recall
from inventory.lot import Lot
from inventory.quantity import ZERO


def recall_lot_options(book: Book, typed: str) -> list[Block]:
    """Offer lots of any item by every word that was typed: code, supplier's number, item."""
    wanted = typed.casefold().split()
    found = [lot for lot in book.all(Lot) if all(word in _text(lot) for word in wanted)]
    found.sort(key=lambda lot: (lot.code.casefold() not in wanted, lot.item, lot.code))
    return labelled_options(
        (_value(lot), f"{lot.code} of {lot.item}", _here(book, lot)) for lot in found
    )


def open_recall_options(book: Book, typed: str) -> list[Block]:
    """Offer the open recalls with what they are about and how much is back."""
    rows = (
        (one.number, f"{one.number} {lots_named(one)}", f": {one.recovered_percent} % back")
        for one in book.open(Recall)
    )
    return _matching(rows, typed)


def recall_customer_options(
    book: Book, names: CustomerNames, recall_number: str, typed: str
) -> list[Block]:
    """Offer the customers of a recall, who has most first; the value is their first line."""
    recall = book.get(Recall, recall_number)
    return _matching(_customers(book, names, recall) if recall else iter(()), typed)


def recall_line_options(
    book: Book, names: CustomerNames, recall_number: str, typed: str
) -> list[Block]:
    """Offer what customers still have, line by line; the value is the line."""
    recall = book.get(Recall, recall_number)
    return _matching(_lines(book, names, recall) if recall else iter(()), typed)


def _matching(rows: Iterator[tuple[str, str, str]], typed: str) -> list[Block]:
    """Return the options that hold every word that was typed, wherever it stands in the label."""
    wanted = typed.casefold().split()
    return labelled_options(
        row for row in rows if all(word in f"{row[1]}{row[2]}".casefold() for word in wanted)
    )


def _customers(book: Book, names: CustomerNames, recall: Recall) -> Iterator[tuple[str, str, str]]:
    for one in concerned(recall):
        left = f"{number(one.outstanding)} out" if one.outstanding else "nothing left"
        state = "" if one.told_on else ", not told"
        yield str(one.lines[0].number), _called(book, names, one.customer), f": {left}{state}"


def _lines(book: Book, names: CustomerNames, recall: Recall) -> Iterator[tuple[str, str, str]]:
    for one in concerned(recall):
        for line in one.lines:
            if line.outstanding:
                lot = f" lot {line.lot}" if line.lot else ""
                label = f"{_called(book, names, line.customer)}, {line.item}{lot}"
                left = amount(line.outstanding, unit_of(book, line.item))
                yield str(line.number), label, f": {left}"


def _called(book: Book, names: CustomerNames, code: str) -> str:
    customer = book.get(Customer, code)
    name = names.name_of(customer) if customer else ""
    return f"{code} {name}".strip() or UNKNOWN


def _text(lot: Lot) -> str:
    return f"{_value(lot)} {lot.supplier_lot} {lot.supplier}".casefold()


def _value(lot: Lot) -> str:
    return f"{lot.item}{SEPARATOR}{lot.code}"


def _here(book: Book, lot: Lot) -> str:
    there = sum((q for (_, code), q in book.balances(lot.item).items() if code == lot.code), ZERO)
    held = IS_HELD.get(lot.status, "")
    return f": {amount(there, unit_of(book, lot.item))}{f', {held}' if held else ''}"
