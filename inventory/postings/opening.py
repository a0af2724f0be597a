"""Opening stock: what was there when the book began."""

from inventory.commands import Line, OpenStock
from inventory.draft import Draft
from inventory.inbound.lots import lots_received
from inventory.item import Item
from inventory.lines import place_of, plan_lines, quantity_of
from inventory.location import OPENING, REAL_KINDS
from inventory.move import MoveKind


def plan_opening(draft: Draft, command: OpenStock) -> None:
    """Move each line from the opening location to its place."""
    plan_lines(draft, command, _opening_line)


def _opening_line(draft: Draft, line: Line, item: Item) -> None:
    quantity = quantity_of("open", line, item)
    target = place_of(draft, "open", line.location, kinds=REAL_KINDS)
    cost = line.unit_cost if line.unit_cost is not None else item.unit_cost
    for lot, part in lots_received(draft, line, item, quantity):
        draft.move(
            MoveKind.OPENING,
            item,
            part,
            OPENING,
            target.code,
            lot=lot,
            note=line.note,
            unit_cost=cost,
        )
