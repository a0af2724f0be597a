"""The bot's tabs of the journal itself: moves, transactions, what lies where, what is wrong."""

from typing import Final

from inventory.problem import Problem
from sheets_schema.columns import Column, Kind, Owner, RowColor, Tab, View, bot_tab

BODY_COLUMNS: Final = 4
"""How many cells a transaction's body may be spread over in Audit."""

LEDGER_COLUMNS: Final = (
    Column("Line", "move.line", Kind.INTEGER, 60, "Gap-free: a missing number is a deleted row."),
    Column("Move", "move.id", width=100),
    Column("Transaction", "move.transaction", width=100),
    Column("Kind", "move.kind", width=90),
    Column("Item", "move.item", width=130),
    Column("Quantity", "move.quantity", Kind.QUANTITY, 90, "In the item's unit."),
    Column("From", "move.source", width=110),
    Column("To", "move.target", width=110),
    Column("Lot", "move.lot", width=100),
    Column("Reason", "move.reason", width=110),
    Column("Document", "move.document", width=100),
    Column("Note", "move.note", width=220),
    Column("By", "move.actor", width=110),
    Column("Moved at (UTC)", "move.occurred_at", Kind.DATETIME, 150),
    Column("Recorded at (UTC)", "move.recorded_at", Kind.DATETIME, 150),
    Column("Unit cost", "move.unit_cost", Kind.MONEY, 90),
    Column("Takes back", "move.reverses", width=100, note="The move that this one undoes."),
    Column("Hash", "hash", width=120, note="Covers this row and every row above it."),
    Column("Previous hash", "previous_hash", width=120),
)

AUDIT_COLUMNS: Final = (
    Column(
        "Sequence", "sequence", Kind.INTEGER, 80, "Gap-free: a missing number is a deleted row."
    ),
    Column("Transaction", "id", width=100),
    Column("Recorded at", "recorded_at", width=190, note="Coordinated universal time."),
    Column("By", "actor", width=110),
    Column("Kind", "kind", width=120),
    Column(
        "Key", "key", width=220, note="A request that comes again under its key is not repeated."
    ),
    Column("Payload hash", "payload_hash", width=120, note="Who asked for what."),
    Column("Reply", "reply", width=280),
    Column("Thread", "thread", width=170, note="Channel and thread in Slack."),
    Column("Hash", "hash", width=120, note="Covers this row and every row above it."),
    Column("Previous hash", "previous_hash", width=120),
    *(Column(f"Body {n}", f"body_{n}", Kind.JSON, 120) for n in range(1, BODY_COLUMNS + 1)),
)

STOCK_COLUMNS: Final = (
    Column("Item", "item", width=130),
    Column("Name", "name", width=240),
    Column("Location", "location", width=110),
    Column("Kind", "kind", width=100, note="Stock is available in receiving and storage."),
    Column("Lot", "lot", width=100),
    Column("On hand", "on_hand", Kind.QUANTITY, 90),
    Column("Unit", "unit", width=80),
    Column("Expires on", "expires_on", Kind.DATE, 100),
    Column("Value", "value", Kind.MONEY, 100, "On hand at the item's unit cost."),
    Column("Minimum", "minimum", Kind.QUANTITY, 90, "Of the item, over all locations."),
    Column(
        "Status", "status", width=80, note="low: available over all locations is at the minimum."
    ),
    Column("Place", "place", width=200, note="What names this row; it stays where it is."),
    Column("Lot is", "lot_status", width=100, note="Blank: approved. Held lots are not available."),
)

PROBLEM_COLUMNS: Final = (
    Column("Tab", "tab", width=110),
    Column("Row", "row_key", width=140),
    Column("Column", "column", width=120),
    Column("Cell", "cell", width=110, note="Where it was when last seen."),
    Column("It says", "value", width=160),
    Column("What is wrong", "reason", width=360),
    Column("What to do", "mend", width=360),
    Column("Status", "status", width=80),
)

STOCK: Final = bot_tab(
    title="Stock",
    sheet_id=108,
    key="place",
    purpose="What lies where, added up from the Ledger. Sort it with the filter views.",
    color="#9334E6",
    columns=STOCK_COLUMNS,
    colors=(
        RowColor('=AND(${lot_status}2<>"",${on_hand}2>0)', "#FAD2CF"),
        RowColor('=${status}2="out"', "#FAD2CF"),
        RowColor('=${status}2="low"', "#FEEFC3"),
    ),
    views=(
        View("Without zeros", "on_hand", is_nonzero=True),
        View("Low stock, worst first", "status"),
    ),
)

LEDGER: Final = Tab(
    title="Ledger",
    sheet_id=109,
    owner=Owner.BOT,
    key="move.line",
    purpose="Every move ever made, in order. Nothing here is changed; a correction is a new row.",
    color="#9334E6",
    is_protected=True,
    columns=LEDGER_COLUMNS,
)

PROBLEMS: Final = bot_tab(
    title="Problems",
    sheet_id=110,
    model=Problem,
    key="key",
    purpose="Cells the bot could not use, and what to type instead.",
    color="#D93025",
    columns=PROBLEM_COLUMNS,
)

AUDIT: Final = Tab(
    title="Audit",
    sheet_id=111,
    owner=Owner.BOT,
    key="sequence",
    purpose="One row a transaction, whole: from this tab alone the journal can be rebuilt.",
    color="#9334E6",
    is_protected=True,
    columns=AUDIT_COLUMNS,
)
