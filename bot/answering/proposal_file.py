"""Every line of a proposal with its figures as a file, for those who decide on many."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from bot.answering.asking import neutral
from bot.messages.figures import unit_of
from bot.messages.proposal_lines import BOUNDS
from bot.messages.telling import Telling
from inventory.documents.replenishment import Proposal, ProposalLine
from inventory.item import Item

HEADER: Final = (
    "line",
    "item",
    "name",
    "quantity",
    "unit",
    "unit cost",
    "cost",
    "available",
    "reserved",
    "on order",
    "waited for",
    "expires unused",
    "reorder point",
    "up to",
    "expected",
    "in days",
    "method",
    "error",
    "days of cover before",
    "days of cover after",
    "why so many",
)


def proposal_file(proposal: Proposal, telling: Telling) -> bytes:
    """Return the lines of a proposal as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(_rows(proposal, telling))
    return out.getvalue().encode("utf-8-sig")


def _rows(proposal: Proposal, telling: Telling) -> Iterator[tuple[str, ...]]:
    for line in proposal.lines:
        yield (
            str(line.number),
            neutral(line.item),
            neutral(_name(line, telling)),
            _plain(line.quantity),
            neutral(unit_of(telling.book, line.item)),
            _plain(line.unit_cost),
            _plain(line.cost),
            _plain(line.on_hand),
            _plain(line.reserved),
            _plain(line.on_order),
            _plain(line.back_ordered),
            _plain(line.expiring),
            _plain(line.minimum),
            _plain(line.maximum),
            _plain(line.expected),
            _plain(line.days),
            line.method,
            _plain(line.error),
            _plain(line.cover_before),
            _plain(line.cover_after),
            ", ".join(BOUNDS[bound] for bound in line.bounds),
        )


def _name(line: ProposalLine, telling: Telling) -> str:
    item = telling.book.get(Item, line.item)
    return item.name if item else ""


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
