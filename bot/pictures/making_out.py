"""What the barcodes of one picture name in the book: goods, bins, and what nobody knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.language.codes import Codes
from bot.language.usage import UsageError
from bot.language.words import spelled
from bot.language.written import bare
from bot.messages.text import Line, line
from bot.messages.usage import mistake
from inventory.book import Book
from inventory.scanning.scanner import Scan

CODE_MAX: Final = 1_000


@dataclass(frozen=True, slots=True)
class Goods:
    """One item that was made out.

    Attributes:
        code: what a line names it by: the code itself, which brings what else it holds.
        lot, expires_on, quantity, serial: as the codes say; those of other codes beside it too.
        apart: the lot and expiry of a code of their own, as a line says them.
    """

    item: str
    code: str
    lot: str = ""
    expires_on: date | None = None
    quantity: Decimal | None = None
    serial: str = ""
    apart: str = ""

    @property
    def line(self) -> str:
        return f"{self.code} {self.apart}".strip()

    @property
    def alone(self) -> str:
        """What the same goods are made out of again; quotes belong to lines, not to codes."""
        return self.item if self.code == bare(self.item) else self.code


@dataclass(slots=True)
class MadeOut:
    """What a picture shows.

    Attributes:
        unknown: codes as they were read, and why they name nothing.
    """

    goods: list[Goods] = field(default_factory=list)
    bins: list[str] = field(default_factory=list)
    unknown: list[tuple[str, Line]] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not (self.goods or self.bins or self.unknown)


def make_out(book: Book, codes: Codes, texts: Iterable[str]) -> MadeOut:
    """Look up what codes say; nothing is guessed, and nothing passed over in silence."""
    found, loose = MadeOut(), list[tuple[str, Scan]]()
    for text in dict.fromkeys(texts):
        try:
            _look_up(book, codes, text, found, loose)
        except UsageError as error:
            found.unknown.append((text, mistake(error)))
    found.goods = _each_once(found.goods)
    for text, scan in loose:
        if len(found.goods) == 1 and not found.goods[0].lot and scan.lot:
            found.goods = [_beside(found.goods[0], scan)]
        else:
            found.unknown.append((text, line("It names no item and no bin.")))
    return found


def _look_up(
    book: Book, codes: Codes, text: str, found: MadeOut, loose: list[tuple[str, Scan]]
) -> None:
    scan = codes.goods(text) or Scan(name=text)
    if scan.location or (scan.name and book.item(scan.name) is None):
        place = book.location(scan.location or scan.name)
        if place is not None:
            found.bins.append(place.code)
            return
    if scan.gtin or scan.sku or scan.name:
        item = book.item(scan.name or codes.item(text))
        if item is not None:
            found.goods.append(_goods(item.sku, text, scan))
        else:
            found.unknown.append((text, line("Nothing in the book has this code.")))
    elif scan.location:
        found.unknown.append((text, line(f"There is no bin {scan.location}.")))
    else:
        loose.append((text, scan))


def _goods(sku: str, text: str, scan: Scan) -> Goods:
    code = bare(sku) if scan.name or len(text) > CODE_MAX else text
    return Goods(sku, code, scan.lot, scan.expires_on, scan.quantity, scan.serial)


def _beside(goods: Goods, scan: Scan) -> Goods:
    """Return goods with the lot that stands on a code of its own beside theirs."""
    parts = [f"lot:{spelled(scan.lot)}", f"exp:{scan.expires_on}" if scan.expires_on else ""]
    return replace(
        goods,
        lot=scan.lot,
        expires_on=goods.expires_on or scan.expires_on,
        quantity=goods.quantity or scan.quantity,
        apart=" ".join(filter(None, parts)),
    )


def _each_once(goods: Sequence[Goods]) -> list[Goods]:
    """Return goods without those that another code of the same item says more of."""
    kept: list[Goods] = []
    for one in sorted(goods, key=_facts, reverse=True):
        same = (other for other in kept if other.item == one.item)
        if not any(_says(other, one) for other in same):
            kept.append(one)
    return kept


def _facts(goods: Goods) -> int:
    facts = (goods.lot, goods.expires_on, goods.quantity, goods.serial)
    return sum(fact not in ("", None) for fact in facts)


def _says(more: Goods, less: Goods) -> bool:
    """Tell whether one code says all that another does."""
    names = ("lot", "expires_on", "quantity", "serial")
    return all(getattr(less, n) in ("", None, getattr(more, n)) for n in names)
