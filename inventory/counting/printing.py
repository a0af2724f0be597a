"""A count on paper, for where nobody carries a phone: what is still to be counted of a sheet.

A blind count is blind on paper too: what the book expects is not printed, nor hidden in the file.
"""

from datetime import date

from inventory.book import Book
from inventory.counting.counters import first_lines, is_for_anybody
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.draft import Draft
from inventory.item import Item
from inventory.notices import Audience, PaperKind
from inventory.order_errors import WrongStep
from inventory.papers.count_sheet import CountSheet, CountSheetLine
from inventory.people import Person
from inventory.stepping import post_paper


def print_count(draft: Draft, count: CycleCount) -> None:
    """Have what is left to count posted in the sheet's thread.

    Raises:
        WrongStep: nothing of it is left to count, or nobody has taken it.
    """
    if not can_be_printed(count):
        raise WrongStep(number=count.number, action="print", status=count.status)
    post_paper(draft, count.number, PaperKind.COUNT_SHEET, audience=Audience.STOCK)


def can_be_printed(count: CycleCount) -> bool:
    """Tell whether something is left to count, and all of it in somebody's hand.

    From then on goods that move are noticed, also while the figures are still on paper.
    """
    is_taken = bool(count.counter) or not first_lines(count)
    is_handed_out = all(line.asked_at for line in count.waiting)
    return count.is_open and bool(count.waiting) and is_taken and is_handed_out


def count_sheet(book: Book, count: CycleCount, *, on: date) -> CountSheet:
    """Return the paper of a count as it stands.

    Args:
        book: items, people and rules.
        count: of which something is left to count.
        on: the day it is printed.
    """
    return CountSheet(
        number=count.number,
        issued_on=on,
        house=book.rules.company,
        counter=_name(book, count.counter) if count.counter else "",
        due_on=count.due_on,
        lines=tuple(_line(book, count, line) for line in count.waiting),
    )


def _line(book: Book, count: CycleCount, line: CountLine) -> CountSheetLine:
    item = book.get(Item, line.item) if line.item else None
    return CountSheetLine(
        number=line.number,
        location=line.location,
        sku=line.item,
        name=item.name if item else "",
        lot=line.lot,
        unit=item.unit if item else "",
        expected=None if count.is_blind or not line.item else line.expected,
        counted_by=tuple(_name(book, user) for user in _others_of(book, line)),
    )


def _others_of(book: Book, line: CountLine) -> tuple[str, ...]:
    """Return who has counted a line that is for somebody else now."""
    is_recount = line.status is CountLineStatus.RECOUNT
    return line.counters if is_recount and not is_for_anybody(book.rules, line) else ()


def _name(book: Book, user: str) -> str:
    person = book.get(Person, user)
    return person.name if person else user
