"""The bot's tabs of recalls and of what each customer had, and what their rows say."""

from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.recall import Recall
from inventory.documents.recall_line import RecallLine
from inventory.quantity import ZERO
from sheets_schema.cell import Linked
from sheets_schema.columns import LINE_KEY, Column, Kind, RowColor, View, bot_tab
from sheets_schema.document_rows import number_in, row_link, thread_link

COLOR: Final = "#D93025"
OUT: Final = "#FAD2CF"
UNTOLD: Final = "#FEEFC3"
RECOVERED: Final = "#CEEAD6"
LOTS_SHOWN: Final = 20
ENDED: Final = ("closed", "lifted", "taken back")

RECALLS: Final = bot_tab(
    title="Recalls",
    sheet_id=135,
    key="number",
    purpose="Lots taken back and how much of them is recovered: red is still with customers.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Recall", "number", width=90, note="Leads to its thread in Slack."),
        Column("Status", "status", width=90),
        Column("Reason", "recall.reason", width=220),
        Column("Lots", "lots", Kind.LIST, 220, "With the kits built of them; all are on Lots."),
        Column("Customers", "customer_count", Kind.INTEGER, 90, "Who had got some."),
        Column("Not told", "untold_count", Kind.INTEGER, 80, "Customers; who has some still."),
        Column("Shipped", "recall.shipped", Kind.QUANTITY, 80, "To them, units over all lines."),
        Column("Returned", "returned", Kind.QUANTITY, 80, "Came back since it began."),
        Column("Destroyed", "destroyed", Kind.QUANTITY, 80, "By customers, as they say."),
        Column("Written off", "written_off", Kind.QUANTITY, 90, "When it was closed."),
        Column("Still out", "recall.outstanding", Kind.QUANTITY, 80),
        Column("Recovered (percent)", "recall.recovered_percent", Kind.INTEGER, 130),
        Column("Scrapped here", "recall.scrapped", Kind.QUANTITY, 100, "Since it began."),
        Column("Sent to suppliers", "recall.sent_back", Kind.QUANTITY, 120, "Since it began."),
        Column("Started on", "recall.started_on", Kind.DATE, 100),
        Column("Started by", "recall.started_by", width=110),
        Column("Ended on", "recall.ended_on", Kind.DATE, 100),
        Column("Ended by", "recall.ended_by", width=110),
        Column("Why it ended", "recall.ending", width=200),
        Column("Instructions", "recall.instructions", width=240, note="As customers read them."),
        Column(
            "Part of", "recall.part_of", width=90, note="The recall whose customers go on here."
        ),
    ),
    colors=(
        RowColor('=AND(${status}2="open",${recall.outstanding}2>0)', OUT),
        RowColor('=AND(${status}2="open",${recall.outstanding}2=0)', RECOVERED),
    ),
    views=(
        View("Open recalls", "status", sorts_by="recall.started_on", hides=ENDED),
        View("Not recovered", "recall.outstanding", is_nonzero=True),
    ),
)

RECALL_LINES: Final = bot_tab(
    title="Recall lines",
    sheet_id=136,
    key="key",
    purpose="What each customer had of each recalled lot: red has some, yellow was not told.",
    color=COLOR,
    has_links=True,
    columns=(
        LINE_KEY,
        Column("Recall", "recall_link", width=90, note="Leads to its row on Recalls."),
        Column("Customer", "line.customer", width=130, note="Blank: nobody knows."),
        Column("Item", "line.item", width=130),
        Column("Lot", "line.lot", width=100, note="Blank: a kit without lots."),
        Column("Status", "status", width=110),
        Column("Shipped", "line.shipped", Kind.QUANTITY, 80, "In the item's unit."),
        Column("Returned", "line.returned", Kind.QUANTITY, 80),
        Column("Destroyed", "line.destroyed", Kind.QUANTITY, 80),
        Column("Written off", "line.written_off", Kind.QUANTITY, 90),
        Column("Still out", "line.outstanding", Kind.QUANTITY, 80),
        Column("Told on", "line.notified_on", Kind.DATE, 100),
        Column("Asked again on", "line.reminded_on", Kind.DATE, 110),
        Column("Answered on", "line.acknowledged_on", Kind.DATE, 100),
        Column("Noted by", "line.acknowledged_by", width=110),
        Column("Orders", "line.orders", Kind.LIST, 140),
        Column("Shipments", "line.shipments", Kind.LIST, 140),
        Column("Note", "line.note", width=220),
    ),
    colors=(
        RowColor('=AND(${line.outstanding}2>0,${line.notified_on}2="")', UNTOLD),
        RowColor("=${line.outstanding}2>0", OUT),
    ),
    views=(
        View("Still out", "line.outstanding", is_nonzero=True),
        View(
            "To be told",
            "status",
            sorts_by="line.customer",
            hides=("told", "answered", "accounted for", "taken back"),
        ),
    ),
)

RECALL_TABS: Final = (RECALLS, RECALL_LINES)


class RecallRow(NamedTuple):
    """One row of Recalls."""

    number: str
    recall: Recall
    status: str
    lots: tuple[str, ...]
    customer_count: int
    untold_count: int
    returned: Decimal
    destroyed: Decimal
    written_off: Decimal


class RecallLineRow(NamedTuple):
    """One row of Recall lines."""

    key: str
    recall_link: str
    line: RecallLine
    status: str


def recall_row(_book: Book, _key: str, recall: Recall) -> RecallRow:
    """Return a recall's row; its number leads to the thread in Slack."""
    lines = recall.lines
    untold = {line.customer for line in lines if line.outstanding and line.notified_on is None}
    thread = recall.thread
    return RecallRow(
        number=Linked(recall.number, thread_link(thread)) if thread else recall.number,
        recall=recall,
        status=recall.status.value,
        lots=_lots(recall),
        customer_count=len(recall.customers),
        untold_count=len(untold) if recall.is_open else 0,
        returned=sum((line.returned for line in lines), ZERO),
        destroyed=sum((line.destroyed for line in lines), ZERO),
        written_off=sum((line.written_off for line in lines), ZERO),
    )


def recall_line_row(book: Book, key: str, recall: Recall) -> RecallLineRow | None:
    """Return the row of what one customer had of one lot."""
    line = recall.line(number_in(key))
    if line is None:
        return None
    return RecallLineRow(
        key=key,
        recall_link=recall_link(book, recall.number),
        line=line,
        status=_status_of(line),
    )


def recall_link(book: Book, number: str) -> str:
    """Return a recall's number, leading to its row."""
    return row_link(book, RECALLS, "recall", number)


def _lots(recall: Recall) -> tuple[str, ...]:
    named = tuple(f"{one.item} {one.code}".strip() for one in recall.lots[:LOTS_SHOWN])
    more = len(recall.lots) - LOTS_SHOWN
    return (*named, f"and {more} more") if more > 0 else named


def _status_of(line: RecallLine) -> str:
    if not line.outstanding:
        return "accounted for"
    if line.acknowledged_on:
        return "answered"
    return "told" if line.notified_on else "not told"
