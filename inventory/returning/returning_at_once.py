"""Returns: goods come back from a customer, and their condition decides where they go."""

from typing import Final

from inventory.commands import Line, ReturnStock
from inventory.condition import Condition
from inventory.draft import Draft
from inventory.errors import MissingPart, UnknownReason, WrongPlace
from inventory.item import Item
from inventory.lines import place_of, plan_lines, quantity_of
from inventory.location import CUSTOMER, REAL_KINDS, SCRAP, Location, LocationKind
from inventory.lots.line_lots import lots_at
from inventory.move import MoveKind
from inventory.returning.limits import Limits
from inventory.returning.shipped_goods import order_of_piece
from inventory.returning.unannounced import Came, UnannouncedReturns

DESTINATIONS: Final[dict[Condition, LocationKind]] = {
    Condition.NEW: LocationKind.RETURNS,
    Condition.OPENED: LocationKind.RETURNS,
    Condition.DAMAGED: LocationKind.QUARANTINE,
    Condition.DEFECTIVE: LocationKind.QUARANTINE,
    Condition.WRONG_ITEM: LocationKind.RETURNS,
    Condition.EXPIRED: LocationKind.SCRAP,
}
"""Condition -> where it goes when no place is named."""

ALLOWED: Final[dict[Condition, frozenset[LocationKind]]] = {
    Condition.NEW: frozenset({LocationKind.RETURNS, LocationKind.STORAGE, LocationKind.QUARANTINE}),
    Condition.OPENED: frozenset({LocationKind.RETURNS, LocationKind.QUARANTINE}),
    Condition.DAMAGED: frozenset({LocationKind.QUARANTINE, LocationKind.SCRAP}),
    Condition.DEFECTIVE: frozenset({LocationKind.QUARANTINE, LocationKind.SCRAP}),
    Condition.WRONG_ITEM: frozenset({LocationKind.RETURNS, LocationKind.QUARANTINE}),
    Condition.EXPIRED: frozenset({LocationKind.SCRAP, LocationKind.QUARANTINE}),
}
"""Condition -> kinds it may be put into: only new goods may go straight back to a bin."""


def plan_return(draft: Draft, command: ReturnStock) -> None:
    """Move each line from the customer to where its condition belongs, and note it as a return.

    Raises:
        LineErrors, StockError: of the lines; nothing is posted unless all are good.
    """
    limits = Limits(draft, command.override)
    returns = UnannouncedReturns(draft, limits, command.override)

    def return_line(draft: Draft, line: Line, item: Item) -> None:
        quantity = quantity_of("return", line, item)
        condition = condition_of(line.condition)
        target = _target_of(draft, line, condition)
        for lot, part in lots_at(draft, line, item, CUSTOMER, quantity):
            order = line.document or order_of_piece(draft, item, lot)
            parts = limits.spread(item, part, order, lot)
            came = Came(item, lot, condition, target)
            number = returns.note(line, came, parts)
            draft.move(
                MoveKind.RETURN,
                item,
                part,
                CUSTOMER,
                target,
                lot=lot,
                reason=condition.value,
                document=line.document or number,
                note=line.note,
            )

    plan_lines(draft, command, return_line)
    returns.put()


def condition_of(text: str) -> Condition:
    """Return the condition that a text names.

    Raises:
        MissingPart, UnknownReason: it names none.
    """
    if not text:
        raise MissingPart(verb="return", part="condition")
    try:
        return Condition(text.casefold().replace(" ", "_").replace("-", "_"))
    except ValueError:
        known = tuple(condition.value for condition in Condition)
        raise UnknownReason(reason=text, known=known) from None


def _target_of(draft: Draft, line: Line, condition: Condition) -> str:
    if not line.location:
        kind = DESTINATIONS[condition]
        return SCRAP if kind is LocationKind.SCRAP else draft.place_of_kind(kind)
    place = place_of(
        draft, "return", line.location, kinds=REAL_KINDS | frozenset({LocationKind.SCRAP})
    )
    if place.kind not in ALLOWED[condition]:
        raise _wrong_place(place, condition)
    return place.code


def _wrong_place(place: Location, condition: Condition) -> WrongPlace:
    wanted = tuple(sorted(kind.value for kind in ALLOWED[condition]))
    return WrongPlace(
        verb="return",
        location=place.code,
        kind=place.kind.value,
        wanted=wanted,
        condition=condition.value,
    )
