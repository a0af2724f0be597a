"""The tabs of counts: every sheet, every line of them, and the inbox where people type what they found."""

from typing import Final

from sheets_schema.columns import (
    ANSWER,
    LINE_KEY,
    Column,
    Kind,
    Owner,
    RowColor,
    Tab,
    View,
    bot_tab,
)

COLOR: Final = "#D01884"
MISSING: Final = "#FAD2CF"
FOUND: Final = "#CEEAD6"
WAITS: Final = "#FEEFC3"
ENDED: Final = ("done", "cancelled", "taken back")
"""What is hidden where only open counts are looked at."""

SETTLED: Final = ("posted", "right", "moved", "skipped", "cancelled", "taken back")
"""What is hidden where only open lines are looked at."""

COUNTS: Final = bot_tab(
    title="Counts",
    sheet_id=130,
    key="number",
    purpose="Every count sheet, how far it is and how right the book was: yellow waits for somebody.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Count", "number", width=90, note="Leads to its thread in Slack."),
        Column("Status", "status", width=100),
        Column("What", "scope", width=220, note="What was asked to be counted."),
        Column("Counter", "sheet.counter", width=110),
        Column("Lines", "progress.lines", Kind.INTEGER, 60),
        Column("Counted", "progress.counted", Kind.INTEGER, 70, "Lines that are settled."),
        Column("To recount", "to_recount", Kind.INTEGER, 80),
        Column("To approve", "to_approve", Kind.INTEGER, 80),
        Column("Right", "progress.right", Kind.INTEGER, 60, "Lines where the book was right."),
        Column(
            "Accuracy (percent)", "progress.percent", Kind.QUANTITY, 90, "Right lines of counted."
        ),
        Column("Off, net (value)", "progress.net_value", Kind.MONEY, 110, "Found less missing."),
        Column(
            "Off, all (value)",
            "progress.absolute_value",
            Kind.MONEY,
            110,
            "Found and missing added up; lines without a known cost are left out.",
        ),
        Column("Unknown goods", "unknown", Kind.INTEGER, 100, "Nobody has said yet what they are."),
        Column("Blind", "sheet.is_blind", Kind.BOOLEAN, 60, "The counter does not see the book."),
        Column("Planned on", "sheet.planned_on", Kind.DATE, 100),
        Column("Due on", "sheet.due_on", Kind.DATE, 100),
        Column("Started on", "sheet.started_on", Kind.DATE, 100),
        Column("Done on", "sheet.done_on", Kind.DATE, 100),
        Column("Planned by", "sheet.planned_by", width=110),
        Column("Source", "sheet.source", width=80),
        Column("Part of", "sheet.run", width=80, note="The first of the sheets planned together."),
        Column("Reason", "sheet.reason", width=160, note="Why it was closed or cancelled."),
        Column("Note", "sheet.note", width=220),
    ),
    colors=(
        RowColor("=OR(${to_recount}2>0,${to_approve}2>0,${unknown}2>0)", WAITS),
        RowColor("=AND(ISNUMBER(${progress.net_value}2),${progress.net_value}2<0)", MISSING),
    ),
    views=(
        View("Open counts", "status", sorts_by="sheet.due_on", hides=ENDED),
        View("Off by value", "progress.absolute_value", is_nonzero=True),
        View("Counts to recount", "to_recount", is_nonzero=True),
    ),
)  # fmt: skip

COUNT_LINES: Final = bot_tab(
    title="Count lines",
    sheet_id=131,
    key="key",
    purpose="Every line of every count, kept for ever: red was missing, green was found, yellow waits.",
    color=COLOR,
    has_links=True,
    columns=(
        LINE_KEY,
        Column("Count", "count_link", width=80, note="Leads to its row on Counts."),
        Column("Item", "line.item", width=130, note="Blank: the bin is said to be empty."),
        Column("Bin", "line.location", width=100),
        Column("Lot", "line.lot", width=100),
        Column("Status", "status", width=100),
        Column(
            "Expected",
            "expected",
            Kind.QUANTITY,
            80,
            "By the book when it was counted. A blind count shows it once that line is settled or"
            " waits for approval; Stock shows the book to everybody who may see this workbook.",
        ),
        Column("Found", "counted", Kind.QUANTITY, 80),
        Column("Off by", "variance", Kind.QUANTITY, 80, "Found less expected."),
        Column(
            "Off by (value)",
            "value",
            Kind.MONEY,
            100,
            "Once it is posted. Blank: no cost is known.",
        ),
        Column("Counted by", "counted_by", Kind.LIST, 140, "Everybody who did, in order."),
        Column("Recount by", "line.counter", width=110, note="Blank: anybody who has not."),
        Column("Times counted", "times", Kind.INTEGER, 90),
        Column("Belongs at", "line.belongs_at", width=100, note="Where the book has it."),
        Column("Cause", "line.cause", width=140),
        Column("Approval", "line.approval", width=90),
        Column("Posted by", "line.transaction", width=90, note="The transaction."),
        Column("Settled on", "line.settled_on", Kind.DATE, 100),
        Column("Picture", "line.photo", width=200),
        Column("Note", "line.note", width=220),
    ),
    colors=(
        RowColor('=OR(${status}2="recount",${status}2="approval",${status}2="again")', WAITS),
        RowColor("=AND(ISNUMBER(${variance}2),${variance}2<0)", MISSING),
        RowColor("=AND(ISNUMBER(${variance}2),${variance}2>0)", FOUND),
    ),
    views=(
        View("Open count lines", "status", sorts_by="line.location", hides=SETTLED),
        View(
            "Lines to recount",
            "status",
            sorts_by="line.location",
            hides=(*SETTLED, "waiting", "again", "approval"),
        ),
        View("Lines that were off", "variance", is_nonzero=True),
    ),
)

COUNT_ENTRIES: Final = Tab(
    title="Count entries",
    sheet_id=132,
    owner=Owner.INBOX,
    key="mark",
    begins_with="cycle_count",
    purpose="Type or paste what you counted, a row a bin and item; the bot answers beside them.",
    color="#F9AB00",
    columns=(
        Column(
            "Count",
            "number",
            width=80,
            note="As in CC-3. Rows under each other of one count are entered together.",
            is_required=True,
        ),
        Column(
            "Bin",
            "location",
            width=120,
            note="A code from the tab Locations.",
            choices_from=("Locations", "code"),
            is_required=True,
        ),
        Column(
            "Item",
            "item",
            width=130,
            note="A SKU; what you read on goods nobody knows; blank with 0 for an empty bin.",
            choices_from=("Items", "sku"),
        ),
        Column("Lot", "lot", width=110, note="Or the serial number, where each piece has one."),
        Column(
            "Counted",
            "counted",
            Kind.QUANTITY,
            90,
            "What lies there, in the item's unit.",
            is_required=True,
        ),
        Column("Note", "note", width=240),
        ANSWER,
    ),
)

COUNT_TABS: Final = (COUNTS, COUNT_LINES)
