"""The inbox Adjustments: each row puts one stock figure right; a large one waits for approval."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.commands import AdjustStock, Line
from inventory.documents.approval import Approval, ApprovalStatus, Variance
from inventory.people import SHEET, Person
from inventory.quantity import Amount
from inventory.transaction import Posted
from sheets_schema.codec import Cell
from sheets_schema.inbox_form import DONE, WAITING
from sheets_schema.row_reading import Reading
from sheets_schema.rows import read_row
from sheets_schema.tabs import ADJUSTMENTS

TEXTS: Final = ("location", "lot", "serials", "reason")


class AdjustmentsForm:
    """How rows of Adjustments are read and answered."""

    name = "adjustments"
    tab = ADJUSTMENTS
    noun = "row"
    keeps_unknown = False

    def belongs(self, above: Mapping[str, Cell], row: Mapping[str, Cell]) -> bool:
        """Each row is on its own."""
        return False

    def command(self, rows: Sequence[Reading], key: str, at: datetime) -> AdjustStock:
        [said] = rows
        text = {name: str(said.values.get(name, "")) for name in TEXTS}
        line = Line(
            item=str(said.values["item"]),
            amount=Amount(number=Decimal(str(said.values["change"]))),
            note=str(said.values.get("note", "")),
            **text,
        )
        return AdjustStock(key=key, actor=SHEET, at=at, lines=(line,))

    def answers(self, posted: Posted, rows: int) -> list[str]:
        transaction = posted.transaction
        waiting = [c.after for c in transaction.changes if isinstance(c.after, Approval)]
        if waiting:
            return [f"{WAITING} {waiting[0].number} ({transaction.id})"]
        each = Counter(f"{b.before:f} → {b.after:f}" for b in posted.reply.balances)
        told = "; ".join(f"{way} ({n} pieces)" if n > 1 else way for way, n in each.items())
        return [f"{DONE} {transaction.id}: {told}"]

    def news(self, book: Book, cells: Mapping[str, Cell], status: str) -> str | None:
        number = status.removeprefix(WAITING).strip().partition(" ")[0]
        approval = book.get(Approval, number)
        if approval is None:
            return None
        if approval.status is not ApprovalStatus.WAITING:
            return _decided(book, approval)
        if _is_as_asked(book, cells, approval.variances):
            return None
        warned = _told_changed(approval)
        return None if status == warned else warned


def _is_as_asked(book: Book, cells: Mapping[str, Cell], asked: Sequence[Variance]) -> bool:
    """Tell whether a row still says what waits: of one lot, or of several pieces."""
    said = read_row(ADJUSTMENTS, cells).values
    item = book.item(str(said.get("item", "")))
    place = book.location(str(said.get("location", "")))
    return (
        item is not None
        and place is not None
        and (item.sku, place.code) == (asked[0].item, asked[0].location)
        and said.get("change") == sum(variance.difference for variance in asked)
    )


def _decided(book: Book, approval: Approval) -> str:
    by = book.get(Person, approval.decided_by)
    name = by.name if by and by.name else approval.decided_by
    return f"{DONE}: {approval.number} was {approval.status.value} by {name}"


def _told_changed(approval: Approval) -> str:
    """Say that a row was changed too late, and what still waits."""
    asked = approval.variances[0]
    return (
        f"{WAITING} {approval.number} of {asked.difference:+f} {asked.item} at {asked.location}, "
        f"as first typed. To ask for something else, have {approval.number} rejected and type a new row."
    )
