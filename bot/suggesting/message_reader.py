"""Reads what somebody wrote in free words for an order: items with their quantities, nothing guessed.

A line counts only if it names exactly one item (by code, barcode, any scanned code or its whole name)
and exactly one quantity, its own or that of its code. Everything else comes back as unread, to be shown to the person who makes the order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.language.code_form import is_code
from bot.language.codes import Codes
from bot.language.grammar import VERBS
from bot.language.numbers import is_number_like, read_number
from bot.language.order_draft import DraftLine, OrderDraft
from bot.language.parse import SPACES
from bot.language.usage import UsageError
from bot.language.words import folded
from bot.suggesting.customers import CustomerNames
from inventory.book import Book
from inventory.commands import Line
from inventory.customer import Customer
from inventory.item import Item
from inventory.quantity import Amount, singular

LINES_MAX: Final = 200
BULLET: Final = re.compile(r"^\s*(?:[-*\u2022\u2013\u2014>]+|\d{1,2}[.)])\s+")
PUNCTUATION: Final = ".,:;!?()[]\"'\u201c\u201d\u201e"
TRAILING: Final = ",.;:!?"
FILLERS: Final = frozenset({"of", "x", "\u00d7", "and", "the", "a", "an"})
"""Words that say nothing by themselves; all others that were not used are shown."""


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """What a message says of an order.

    Attributes:
        unread: lines, and words of lines, that nothing could be made of.
    """

    draft: OrderDraft
    unread: tuple[str, ...] = ()


def read_message(
    book: Book, names: CustomerNames, text: str, codes: Codes | None = None
) -> ReadMessage:
    """Read a message.

    Args:
        book: its items and customers.
        names: what customers are called.
        text: as written, escapes of Slack undone.
        codes: what scanned codes mean; without it only barcodes as they stand are known.
    """
    catalogue = _Catalogue(book, codes or Codes(book))
    customer = _customer_in(book, names, text)
    lines: list[DraftLine] = []
    unread: list[str] = []
    for line in _lines_of(text)[:LINES_MAX]:
        if customer and folded(line).casefold() in _callings(customer, names):
            continue
        found = catalogue.read(line)
        if found is None:
            unread.append(line)
            continue
        draft_line, left = found
        lines.append(draft_line)
        if left:
            unread.append(f"{' '.join(left)} (beside {draft_line.item})")
    unread += _lines_of(text)[LINES_MAX:]
    code = customer.code if customer else ""
    draft = OrderDraft(customer=code, lines=tuple(lines), source="message")
    return ReadMessage(draft, tuple(unread))


class _Catalogue:
    """The items as words, so that a name of several is found among others."""

    def __init__(self, book: Book, codes: Codes) -> None:
        self._book = book
        self._codes = codes
        self._names: dict[frozenset[str], list[Item]] = {}
        for item in book.all(Item):
            name = frozenset(_plain(word) for word in folded(item.name).split()) - {""}
            if item.is_active and name:
                self._names.setdefault(name, []).append(item)

    def read(self, line: str) -> tuple[DraftLine, list[str]] | None:
        """Return a line as ordered with the words that were not used, or None."""
        words = [word for word in map(_bare, _words_of(line)) if word]
        found = self._by_code(words) or self._by_name(words)
        if found is None:
            return None
        item, rest = found
        numbers = [word for word in rest if is_number_like(word)]
        coded = self._amount_of_codes(word for word in words if word not in rest)
        if not numbers and coded:
            return DraftLine(item=item.sku, amount=coded), _unused(rest, set())
        if len(numbers) != 1 or (coded and not coded.unit):
            return None
        return _line(item, numbers[0], rest, coded.unit if coded else "")

    def _amount_of_codes(self, words: Iterable[str]) -> Amount | None:
        """Return the amount that scanned codes say; None where they say none."""
        lines = (self._coded(word) for word in words)
        return next((line.amount for line in lines if line and line.amount), None)

    def _coded(self, word: str) -> Line | None:
        """Return a word as the line of an order, None where it is no item or a wrong code."""
        try:
            return self._codes.fill(VERBS["receive"], Line(item=word), ("item",))
        except UsageError:
            return None

    def _item_of(self, word: str) -> Item | None:
        line = self._coded(word)
        return self._book.item(line.item) if line else None

    def _by_code(self, words: Sequence[str]) -> tuple[Item, list[str]] | None:
        known = {word: item for word in words if (item := self._item_of(word))}
        items = {item.sku: item for item in known.values() if item.is_active}
        if len(items) != 1:
            return None
        return next(iter(items.values())), [word for word in words if word not in known]

    def _by_name(self, words: Sequence[str]) -> tuple[Item, list[str]] | None:
        spoken = {_plain(word) for word in words}
        fitting = [(name, items) for name, items in self._names.items() if name <= spoken]
        longest = max((len(name) for name, _ in fitting), default=0)
        best = [(name, items) for name, items in fitting if len(name) == longest]
        if len(best) != 1 or len(best[0][1]) != 1:
            return None
        name, (item,) = best[0]
        return item, [word for word in words if _plain(word) not in name]


def _line(
    item: Item, number: str, rest: Sequence[str], pack: str
) -> tuple[DraftLine, list[str]] | None:
    """Return a line; `pack` is the unit of a code, for a number without one of its own."""
    try:
        quantity = read_number(number)
    except UsageError:
        return None
    if quantity <= 0:
        return None
    after = rest[rest.index(number) + 1 :][:1]
    said = after[0] if after and singular(after[0]) in item.units() else ""
    left, unit = _unused(rest, {number, said}), said or pack
    in_base = singular(unit) == singular(item.unit)
    amount = Amount(number=quantity, unit="" if in_base else singular(unit))
    return DraftLine(item=item.sku, amount=amount), left


def _unused(rest: Sequence[str], used: set[str]) -> list[str]:
    return [word for word in rest if word not in used and word.casefold() not in FILLERS]


def _words_of(line: str) -> list[str]:
    """Return the words of a line; a scanned code is one as it stands."""
    return [word if is_code(word) else folded(word) for word in SPACES.split(line) if word]


def _bare(word: str) -> str:
    return word.rstrip(TRAILING) if is_code(word) else word.strip(PUNCTUATION)


def _customer_in(book: Book, names: CustomerNames, text: str) -> Customer | None:
    """Return the one customer whose code or whole name stands in a text."""
    spoken = f" {' '.join(_plain(word) for word in folded(text).split())} "
    found = [
        customer
        for customer in book.all(Customer)
        if customer.is_active
        and any(f" {_flat(calling)} " in spoken for calling in _callings(customer, names))
    ]
    return found[0] if len(found) == 1 else None


def _callings(customer: Customer, names: CustomerNames) -> set[str]:
    callings = {customer.code, names.name_of(customer)}
    return {folded(one).casefold() for one in callings if one}


def _flat(calling: str) -> str:
    return " ".join(_plain(word) for word in calling.split())


def _plain(word: str) -> str:
    """Fold a word so that `Mugs,` and `mug` are one."""
    return singular(word.strip(PUNCTUATION))


def _lines_of(text: str) -> list[str]:
    parts = re.split(r"[\n;]", text.replace("\r", "\n"))
    return [line for part in parts if (line := BULLET.sub("", part).strip())]
