"""What a count found against the book, and who may say that it is so."""

from bot.messages.figures import amount, number, place_and_lot, signed, unit_of
from bot.messages.text import Bold, Line, line, who
from inventory.book import Book
from inventory.documents.approval import Approval, Variance
from inventory.people import Role


def variance_text(book: Book, variance: Variance) -> str:
    """Write what was found against what the book said."""
    where = place_and_lot(variance.location, variance.lot)
    unit = unit_of(book, variance.item)
    return (
        f"{variance.item} at {where}: the book says {number(variance.expected)}, "
        f"found {amount(variance.counted, unit)} ({signed(variance.difference)}, "
        f"{variance.reason.replace('_', ' ')})"
    )


def who_can_decide(book: Book, document: Approval) -> Line:
    """Say who may decide; where nobody may, who could be given the role."""
    involved = {document.requested_by, *document.counted_by}
    managers = [user for user in book.people_with(Role.MANAGER) if user not in involved]
    if managers and len(involved) > 1:
        return line("Beyond the tolerance: a manager who has not counted it decides.")
    if managers:
        return line("Beyond the tolerance: a manager other than the requester decides.")
    admins = book.people_with(Role.ADMIN)
    keeper = who(admins[0]) if admins else "whoever keeps the sheet"
    return line(
        Bold("Nobody can decide this yet:"),
        " it takes a second manager. ",
        keeper,
        " can make somebody one on People.",
    )
