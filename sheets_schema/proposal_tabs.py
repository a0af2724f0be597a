"""The bot's tabs of reorder proposals and their lines, and what their rows say."""

from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.replenishment import Bound, Proposal, ProposalLine
from inventory.quantity import ZERO
from sheets_schema.cell import Linked
from sheets_schema.columns import LINE_KEY, Column, Kind, RowColor, View, bot_tab
from sheets_schema.document_rows import number_in, row_link, thread_link
from sheets_schema.inbound_tabs import PURCHASES

COLOR: Final = "#1A73E8"
WAITING: Final = "#FEEFC3"
WARNED: Final = "#FAD2CF"
ENDED: Final = ("approved", "received", "rejected", "lapsed", "taken back")
HUNDRED: Final = Decimal(100)

BOUNDS: Final = {
    Bound.MINIMUM_ORDER: "least order",
    Bound.PACK: "whole packs",
    Bound.ORDER_SIZE: "fixed quantity",
    Bound.PRICE_BREAK: "price break",
    Bound.SHELF_LIFE: "shelf life",
    Bound.COVER: "cover allowed",
    Bound.BUDGET: "budget",
    Bound.SUPPLIER_MINIMUM: "supplier's minimum",
    Bound.TRANSFER: "transfer",
}
"""What raised or lowered a quantity -> its words."""

PROPOSALS: Final = bot_tab(
    title="Proposals",
    sheet_id=142,
    key="number",
    purpose="What was proposed to be bought or brought: yellow waits for a decision.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Proposal", "number", width=90, note="Leads to its message in Slack."),
        Column("Status", "status", width=90),
        Column("Supplier", "proposal.supplier", width=120, note="Blank: still to be chosen."),
        Column("Site", "proposal.site", width=100, note="Blank: all of the house."),
        Column("From site", "proposal.from_site", width=100, note="Blank: it is bought."),
        Column("Lines", "line_count", Kind.INTEGER, 60),
        Column("Units", "units", Kind.QUANTITY, 70, "Over all lines, whatever their unit."),
        Column("Value", "proposal.value", Kind.MONEY, 100, "Blank: a cost is not known."),
        Column("Proposed on", "proposal.proposed_on", Kind.DATE, 100),
        Column("Expected on", "proposal.expected_on", Kind.DATE, 100, "If ordered at once."),
        Column(
            "Least value",
            "proposal.minimum_value",
            Kind.MONEY,
            100,
            "That its supplier takes, where it is worth less.",
        ),
        Column("Decided on", "proposal.decided_on", Kind.DATE, 100),
        Column("Decided by", "proposal.decided_by", width=110),
        Column("Why", "proposal.note", width=200),
        Column("Made into", "made_into", width=90, note="A purchase order or a transfer."),
        Column("Rests until", "proposal.rests_until", Kind.DATE, 100),
        Column("Back as", "proposal.followed_by", width=90),
    ),
    colors=(
        RowColor('=AND(${status}2="proposed",${proposal.minimum_value}2<>"")', WARNED),
        RowColor('=OR(${status}2="proposed",${status}2="snoozed")', WAITING),
    ),
    views=(View("To decide", "status", sorts_by="proposal.proposed_on", hides=ENDED),),
)

PROPOSAL_LINES: Final = bot_tab(
    title="Proposal lines",
    sheet_id=143,
    key="key",
    purpose="Each item that was proposed, with the figures that led to it.",
    color=COLOR,
    has_links=True,
    columns=(
        LINE_KEY,
        Column("Proposal", "proposal_link", width=90, note="Leads to its row on Proposals."),
        Column("Status", "status", width=90),
        Column("Item", "line.item", width=130),
        Column("Site", "proposal.site", width=100),
        Column("Quantity", "line.quantity", Kind.QUANTITY, 80, "To buy or bring, as decided."),
        Column("Proposed", "proposed", Kind.QUANTITY, 80),
        Column("Needed", "line.needed", Kind.QUANTITY, 80, "By its policy alone."),
        Column("Why so many", "bounds", Kind.LIST, 160, "What raised or lowered it."),
        Column("Unit cost", "line.unit_cost", Kind.MONEY, 90),
        Column("Cost", "line.cost", Kind.MONEY, 90),
        Column("Available", "line.on_hand", Kind.QUANTITY, 80),
        Column("Reserved", "line.reserved", Kind.QUANTITY, 80),
        Column("On order", "line.on_order", Kind.QUANTITY, 80),
        Column("Waited for", "line.back_ordered", Kind.QUANTITY, 80),
        Column("Expires unused", "line.expiring", Kind.QUANTITY, 100),
        Column("Policy", "policy", width=120),
        Column("Reorder point", "line.minimum", Kind.QUANTITY, 90),
        Column("Up to", "line.maximum", Kind.QUANTITY, 80),
        Column("Expected", "line.expected", Kind.QUANTITY, 80, "Demand in the days that follow."),
        Column("Days", "line.days", Kind.QUANTITY, 60, "Lead time and review."),
        Column("Safety stock", "line.safety_stock", Kind.QUANTITY, 90),
        Column("Method", "line.method", width=120),
        Column("Error (percent)", "error", Kind.QUANTITY, 100, "Of its forecasts of late."),
        Column("Cover before (days)", "line.cover_before", Kind.QUANTITY, 120),
        Column("Cover after (days)", "line.cover_after", Kind.QUANTITY, 120),
    ),
    colors=(RowColor('=OR(${status}2="proposed",${status}2="snoozed")', WAITING),),
    views=(View("Lines to decide", "status", sorts_by="line.item", hides=ENDED),),
)

PROPOSAL_TABS: Final = (PROPOSALS, PROPOSAL_LINES)


class ProposalRow(NamedTuple):
    """One row of Proposals."""

    number: str
    proposal: Proposal
    status: str
    line_count: int
    units: Decimal
    made_into: str


class ProposalLineRow(NamedTuple):
    """One row of Proposal lines."""

    key: str
    proposal_link: str
    proposal: Proposal
    line: ProposalLine
    status: str
    proposed: Decimal
    policy: str
    bounds: tuple[str, ...]
    error: Decimal | None


def proposal_row(book: Book, _key: str, proposal: Proposal) -> ProposalRow:
    """Return a proposal's row; its number leads to the message in Slack."""
    thread, order = proposal.thread, proposal.purchase_order
    return ProposalRow(
        number=Linked(proposal.number, thread_link(thread)) if thread else proposal.number,
        proposal=proposal,
        status=proposal.status.value,
        line_count=len(proposal.lines),
        units=sum((line.quantity for line in proposal.lines), ZERO),
        made_into=_order_link(book, order) if order else proposal.transfer,
    )


def proposal_line_row(book: Book, key: str, proposal: Proposal) -> ProposalLineRow | None:
    """Return the row of one item of a proposal, by its place on it."""
    place = number_in(key)
    if place > len(proposal.lines):
        return None
    line = proposal.lines[place - 1]
    return ProposalLineRow(
        key=key,
        proposal_link=row_link(book, PROPOSALS, "proposal", proposal.number),
        proposal=proposal,
        line=line,
        status=proposal.status.value,
        proposed=line.quantity if line.proposed is None else line.proposed,
        policy=line.policy.value.replace("_", " "),
        bounds=tuple(BOUNDS[bound] for bound in line.bounds),
        error=None if line.error is None else (line.error * HUNDRED).quantize(Decimal(1)),
    )


def _order_link(book: Book, number: str) -> str:
    return row_link(book, PURCHASES, "purchase_order", number)
