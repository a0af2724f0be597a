"""What just came back: a return of its own all the same, held to the same limits.

What lies in returns waits to be inspected; what went on from there, by the condition somebody saw,
is inspected already. Lines of one command that belong to several customers are several returns.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.base_command import Line
from inventory.condition import Condition, Disposition
from inventory.documents.customer_return import CustomerReturn, Inspection, ReturnLine
from inventory.documents.remark import RemarkKind
from inventory.draft import Draft
from inventory.item import Item
from inventory.location import CUSTOMER, LocationKind
from inventory.returning.disposing import disposition_of, proposed_for
from inventory.returning.limits import Limits, Part
from inventory.returning.quarantining import OUTLETS, reject_what_lies
from inventory.returning.stepping import put_return, tell_inspected, tell_of

QUICK: Final = "quick"


class Came(NamedTuple):
    """One lot that came, in a condition, and where it was put."""

    item: Item
    lot: str
    condition: Condition
    target: str


class _Noted(NamedTuple):
    """A part of what came, with what became of it; None where it waits to be inspected."""

    line: Line
    came: Came
    part: Part
    disposition: Disposition | None


class UnannouncedReturns:
    """The returns of one command, one a customer.

    Args:
        draft: that brings the goods back.
        limits: which have allowed them.
        override: why, where the limits gave way.
    """

    def __init__(self, draft: Draft, limits: Limits, override: str) -> None:
        self._draft = draft
        self._limits = limits
        self._override = override
        self._first = draft.next_number(CustomerReturn, "RMA")
        self._noted: dict[str, list[_Noted]] = {}

    def note(self, line: Line, came: Came, parts: Iterable[Part]) -> str:
        """Note what comes back of which lines of orders; return the number of its return.

        Raises:
            DispositionRefused, NotAllowed: it may not go where it is put.
        """
        disposition = self._disposition(came)
        customer = ""
        for part in parts:
            order = self._limits.order(part.order) if part.order else None
            customer = (order.customer if order else "") or self._named(line.to)
            noted = _Noted(line, came, part, disposition)
            self._noted.setdefault(customer, []).append(noted)
        return self._number(list(self._noted).index(customer))

    def put(self) -> None:
        """Add the returns, and tell the threads of their orders."""
        is_overridden = self._limits.is_overridden
        for index, (customer, noted) in enumerate(self._noted.items()):
            returned = CustomerReturn(
                number=self._number(index),
                customer=customer,
                lines=tuple(
                    self._line(one, number, self._number(index))
                    for number, one in enumerate(noted, start=1)
                ),
                is_announced=False,
                override=self._override if is_overridden else "",
                override_by=self._draft.command.actor if is_overridden else "",
                asked_by=self._draft.command.actor,
                asked_on=self._draft.today,
                source=QUICK,
            )
            self._tell(put_return(self._draft, returned))

    def _disposition(self, came: Came) -> Disposition | None:
        """Return what becomes of goods where they were put."""
        place = self._draft.book.kind_of(came.target)
        if place is LocationKind.STORAGE:
            wanted = Disposition.RESTOCK
            return disposition_of(self._draft, came.item, came.lot, came.condition, wanted)[0]
        if place is LocationKind.SCRAP:
            return Disposition.SCRAP
        if place is LocationKind.QUARANTINE:
            proposed = proposed_for(self._draft.book, came.item, came.condition)
            return proposed if proposed in OUTLETS else Disposition.QUARANTINE
        return None

    def _line(self, noted: _Noted, number: int, returned: str) -> ReturnLine:
        line, came, part, disposition = noted
        found = () if disposition is None else (self._inspected(noted, disposition, returned),)
        return ReturnLine(
            number=number,
            item=came.item.sku,
            lot=came.lot,
            order=part.order,
            order_line=part.order_line,
            received=part.quantity,
            location=came.target,
            inspections=found,
            reason=line.reason or came.condition.value,
            note=line.note,
            photo=line.photo,
            came_as=came.condition,
        )

    def _inspected(self, noted: _Noted, disposition: Disposition, returned: str) -> Inspection:
        line, came, part, _ = noted
        rejection = ""
        if disposition in OUTLETS:
            rejection = self._rejected(noted, disposition, returned, part.quantity)
        return Inspection(
            quantity=part.quantity,
            lot=came.lot,
            condition=came.condition,
            disposition=disposition,
            proposed=proposed_for(self._draft.book, came.item, came.condition),
            target=came.target,
            rejection=rejection,
            transaction=self._draft.id,
            by=self._draft.command.actor,
            at=self._draft.command.at,
            note=line.note,
            photo=line.photo,
        )

    def _rejected(
        self, noted: _Noted, disposition: Disposition, returned: str, quantity: Decimal
    ) -> str:
        line, came, _, _ = noted
        rejection = reject_what_lies(
            self._draft,
            came.item,
            quantity,
            place=came.target,
            source=CUSTOMER,
            lot=came.lot,
            reason=came.condition.value,
            note=line.note,
            photo=line.photo,
            planned=OUTLETS[disposition],
            customer_return=returned,
        )
        return rejection.number

    def _tell(self, returned: CustomerReturn) -> None:
        for line in returned.lines:
            if line.inspections:
                tell_inspected(self._draft, returned, line, line.inspections[0])
            else:
                kind, place = RemarkKind.CAME_BACK, line.location
                tell_of(self._draft, returned, line, kind, line.received, location=place)

    def _number(self, index: int) -> str:
        prefix, _, first = self._first.partition("-")
        return f"{prefix}-{int(first) + index}"

    def _named(self, text: str) -> str:
        known = self._draft.book.customer(text) if text else None
        return known.code if known else text.strip()
