"""What the report of a recall says, put together from the book."""

from collections.abc import Iterator
from datetime import date
from typing import Final, TypedDict

from inventory.address import Address
from inventory.book import Book
from inventory.documents.recall import Recall, RecalledLot, RecallScope, RecallStatus
from inventory.documents.recall_line import RecallLine
from inventory.item import Item
from inventory.papers.recall_report import (
    RecallReport,
    ReportEvent,
    ReportLot,
    ReportReceipt,
    ReportRow,
    ReportStep,
)
from inventory.people import Person
from inventory.recalling.origins import Brought, Origin
from inventory.recalling.parts import whole_of
from inventory.recalling.tracing import trace_back, trace_forward
from inventory.stock_key import LotKey

ENDS: Final = {RecallStatus.CLOSED: ReportStep.CLOSED, RecallStatus.LIFTED: ReportStep.LIFTED}


class Decided(TypedDict, total=False):
    """What a report says of held goods."""

    decided: str
    decided_by: str
    decided_on: date
    decided_note: str


def recall_report(book: Book, recall: Recall, *, on: date) -> RecallReport:
    """Return the report of a recall as it stands.

    Args:
        book: items, people, rules and the trail of its lots.
        recall: under way or ended; with the customers of all its parts.
        on: the day it is printed.
    """
    recall = whole_of(book, recall)
    keys = [LotKey(one.item, one.code) for one in recall.lots]
    origins = {one.origin.lot: one.origin for one in trace_back(book, keys).lots}
    left = {one.reached.lot: one.whereabouts.here for one in trace_forward(book, keys).lots}
    rules, found = book.rules, recall.balance
    return RecallReport(
        number=recall.number,
        issued_on=on,
        house=Address(name=rules.company, lines=rules.address_lines),
        status=recall.status.value,
        scope=tuple(_scope(recall.scope)),
        reason=recall.reason,
        instructions=recall.instructions,
        ending=recall.ending,
        started_by=_name(book, recall.started_by),
        started_on=recall.started_on,
        ended_by=_name(book, recall.ended_by),
        ended_on=recall.ended_on,
        lots=tuple(
            _lot(book, one, origins[key]).model_copy(update={"left": left[key]})
            for one, key in zip(recall.lots, keys, strict=True)
        ),
        rows=tuple(_row(one) for one in recall.lines if one.shipped or one.returned),
        events=tuple(_events(book, recall)),
        recovered_percent=found.percent,
        scrapped=recall.scrapped,
        sent_back=recall.sent_back,
        **_decided(book, recall),
        unnamed=found.unnamed,
        outstanding=found.outstanding,
        written_off=found.written_off,
    )


def _decided(book: Book, recall: Recall) -> Decided:
    """Return what was decided about held goods; nothing where nobody has."""
    found = recall.decided
    if found is None:
        return {}
    return {
        "decided": found.outcome.value,
        "decided_by": _name(book, found.by),
        "decided_on": found.on,
        "decided_note": found.note,
    }


def _scope(scope: RecallScope) -> Iterator[str]:
    """Yield the parts of a scope that were named, each as people say it."""
    if scope.item:
        yield scope.item
    if scope.lots:
        yield f"lot {', '.join(scope.lots)}"
    if scope.first or scope.last:
        yield f"lots {scope.first or 'the first'} to {scope.last or 'the last'}"
    if scope.supplier:
        yield f"of {scope.supplier}"
    if scope.since:
        yield f"came since {scope.since}"
    if scope.until:
        yield f"came until {scope.until}"


def _lot(book: Book, one: RecalledLot, origin: Origin) -> ReportLot:
    item = book.get(Item, one.item)
    return ReportLot(
        sku=one.item,
        name=(item.name if item else "") or one.item,
        unit=item.unit if item else "piece",
        lot=one.code,
        supplier_lot=one.supplier_lot,
        made_of=one.made_of,
        receipts=tuple(map(_receipt, origin.receipts)),
        came=one.came,
        here=one.here,
    )


def _receipt(brought: Brought) -> ReportReceipt:
    return ReportReceipt(
        transaction=brought.transaction,
        document=brought.document,
        supplier=brought.supplier,
        quantity=brought.quantity,
        others=tuple(f"{one.lot.item} {one.lot.code}" for one in brought.companions),
    )


def _row(line: RecallLine) -> ReportRow:
    return ReportRow(
        customer=line.customer,
        sku=line.item,
        lot=line.lot,
        orders=line.orders,
        shipments=line.shipments,
        shipped=line.shipped,
        returned=line.returned,
        destroyed=line.destroyed,
        written_off=line.written_off,
        outstanding=line.outstanding,
        notified_on=line.notified_on,
        acknowledged_on=line.acknowledged_on,
        note=line.note,
    )


STEPS: Final = {
    ReportStep.TOLD: "notified_on",
    ReportStep.REMINDED: "reminded_on",
    ReportStep.ANSWERED: "acknowledged_on",
    ReportStep.RETURNED: "returned_on",
    ReportStep.DESTROYED: "destroyed_on",
}
"""Step of a customer -> the day of it on their lines."""


def _events(book: Book, recall: Recall) -> Iterator[ReportEvent]:
    """Yield what happened, day by day; of what happened several times the last day is known."""
    by = _name(book, recall.started_by)
    yield ReportEvent(on=recall.started_on, step=ReportStep.STARTED, by=by)
    yield from sorted(_steps(recall), key=lambda one: (one.on, [*STEPS].index(one.step)))
    if recall.ended_on:
        by = _name(book, recall.ended_by)
        yield ReportEvent(on=recall.ended_on, step=ENDS[recall.status], by=by)


def _steps(recall: Recall) -> Iterator[ReportEvent]:
    for step, field in STEPS.items():
        days: dict[date, dict[str, None]] = {}
        for line in recall.lines:
            if day := getattr(line, field):
                days.setdefault(day, {})[line.customer] = None
        for day, customers in days.items():
            yield ReportEvent(on=day, step=step, customers=tuple(customers))


def _name(book: Book, user: str) -> str:
    person = book.get(Person, user)
    return person.name if person and person.name else user
