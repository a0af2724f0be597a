"""Inspecting what came back: its condition decides where it goes, and only what is good is restocked."""

from decimal import Decimal

from inventory.condition import Disposition
from inventory.documents.customer_return import CustomerReturn, Inspection, ReturnLine
from inventory.documents.rejection import Outlet, Rejection
from inventory.draft import Draft
from inventory.errors import Inactive, NotPositive
from inventory.item import Item
from inventory.lines import place_of
from inventory.location import SCRAP, Location, LocationKind
from inventory.move import MoveKind
from inventory.order_errors import UnknownLine
from inventory.quantity import ZERO
from inventory.return_commands import InspectReturn
from inventory.return_errors import NothingToInspect
from inventory.returning.disposing import disposition_of
from inventory.returning.proposing import RESTOCK_KINDS, usual_bin
from inventory.returning.quarantining import OUTLETS, quarantine
from inventory.returning.stepping import item_of, line_of, put_return, tell_inspected
from inventory.sites import refuse_other_site
from inventory.stepping import the, the_open


def plan_inspect_return(draft: Draft, command: InspectReturn) -> None:
    """Note the condition of goods and bring them where they belong for it.

    Raises:
        UnknownDocument, WrongStep, UnknownLine, NotPositive, FractionRefused: as they say.
        NothingToInspect: less waits there, or nothing.
        DispositionRefused, NotAllowed: they may not be restocked, or not by everybody.
        UnknownLocation, WrongPlace, Inactive, OtherSite: the bin is none.
    """
    returned = the_open(draft, CustomerReturn, command.number, "inspect")
    line = _line(returned, command)
    item = item_of(draft, line)
    quantity = _quantity(command, returned, line, item)
    disposition, proposed = disposition_of(
        draft, item, line.lot, command.condition, command.disposition
    )
    rejection: Rejection | None = None
    if disposition is Disposition.RESTOCK:
        target = _bin(draft, command, item, line)
        _move(draft, command, returned, line, quantity, MoveKind.MOVE, target)
    elif disposition is Disposition.SCRAP:
        target = SCRAP
        _move(draft, command, returned, line, quantity, MoveKind.SCRAP, SCRAP)
    else:
        rejection = _quarantined(draft, command, returned, line, quantity, OUTLETS[disposition])
        target = rejection.location
    found = Inspection(
        quantity=quantity,
        lot=line.lot,
        condition=command.condition,
        disposition=disposition,
        proposed=proposed,
        target=target,
        rejection=rejection.number if rejection else "",
        transaction=draft.id,
        by=command.actor,
        at=command.at,
        note=command.note,
        photo=command.photo,
    )
    noted = line.model_copy(update={"inspections": (*line.inspections, found)})
    returned = put_return(draft, returned.with_line(noted))
    tell_inspected(draft, returned, noted, found)


def _line(returned: CustomerReturn, command: InspectReturn) -> ReturnLine:
    """Return the line that is meant: by its number, or the only one that waits.

    Raises:
        UnknownLine: there is none of that number.
        NothingToInspect: several wait, or none.
    """
    if command.line:
        return line_of(returned, command.line)
    waiting = [one for one in returned.lines if one.waiting > 0]
    meant = [one for one in waiting if command.lot in ("", one.lot)]
    if len(meant) != 1:
        raise NothingToInspect(
            number=returned.number, line=0, lines=tuple(one.number for one in waiting)
        )
    return meant[0]


def _quantity(
    command: InspectReturn, returned: CustomerReturn, line: ReturnLine, item: Item
) -> Decimal:
    if command.lot and command.lot.casefold() != line.lot.casefold():
        raise UnknownLine(number=f"{returned.number} {command.lot}", line=line.number)
    wanted = None if command.amount is None else item.in_base_units(command.amount)
    if wanted is not None and command.amount is not None and wanted <= ZERO:
        raise NotPositive(verb="inspect", item=item.sku, number=command.amount.number)
    if line.waiting <= 0 or (wanted is not None and wanted > line.waiting):
        raise NothingToInspect(
            number=returned.number,
            line=line.number,
            wanted=wanted,
            waiting=line.waiting,
            unit=item.unit,
            lines=tuple(one.number for one in returned.lines if one.waiting > 0),
        )
    return line.waiting if wanted is None else wanted


def _bin(draft: Draft, command: InspectReturn, item: Item, line: ReturnLine) -> str:
    """Return where goods are restocked: the bin named, the item's home at that site, or receiving."""
    if command.target:
        target = place_of(draft, "restock", command.target, kinds=RESTOCK_KINDS, part="target")
        refuse_other_site(the(draft, Location, line.location), target)
        return target.code
    usual = usual_bin(draft.book, item, line.location)
    if not usual:
        raise Inactive(what="kind", code=LocationKind.RECEIVING.value)
    return usual


def _move(  # noqa: PLR0913 - what goes where, of which line
    draft: Draft,
    command: InspectReturn,
    returned: CustomerReturn,
    line: ReturnLine,
    quantity: Decimal,
    kind: MoveKind,
    target: str,
) -> None:
    draft.move(
        kind,
        item_of(draft, line),
        quantity,
        line.location,
        target,
        lot=line.lot,
        reason=command.condition.value,
        document=returned.number,
        note=command.note,
    )


def _quarantined(
    draft: Draft,
    command: InspectReturn,
    returned: CustomerReturn,
    line: ReturnLine,
    quantity: Decimal,
    planned: Outlet | None,
) -> Rejection:
    return quarantine(
        draft,
        item_of(draft, line),
        quantity,
        source=line.location,
        lot=line.lot,
        reason=command.condition.value,
        note=command.note,
        photo=command.photo or line.photo,
        planned=planned,
        customer_return=returned.number,
    )
