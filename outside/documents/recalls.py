"""What a recall report says, in the order and the words in which it is set."""

from collections.abc import Iterator
from typing import Final

from inventory.papers.recall_report import (
    RecallReport,
    ReportEvent,
    ReportLot,
    ReportReceipt,
    ReportRow,
    ReportStep,
)
from inventory.quantity import ZERO
from outside.documents import words
from outside.documents.parts import Contents, facts

STATUSES: Final = {
    "open": "Under way",
    "closed": "Closed",
    "lifted": "Lifted: it was a mistake",
}
STEPS: Final = {
    ReportStep.STARTED: "All lots were held, by",
    ReportStep.TOLD: "Told:",
    ReportStep.REMINDED: "Asked again:",
    ReportStep.ANSWERED: "Answered:",
    ReportStep.RETURNED: "The last goods came back from",
    ReportStep.DESTROYED: "The last goods were destroyed by",
    ReportStep.CLOSED: "Closed by",
    ReportStep.LIFTED: "Lifted by",
}
OUTCOMES: Final = {
    "scrap": "Scrapped here",
    "return_to_vendor": "Sent back to the supplier",
    "destroy": "Destroyed by somebody else",
    "refurbish": "Repaired or relabelled, then released",
}
NOBODY: Final = "nobody known"


def recall_contents(report: RecallReport) -> Contents:
    """Return a recall report for `recall_report.typ`."""
    return {
        "title": "Recall report",
        "number": report.number,
        "sender": report.house.name,
        "recovered": f"{report.recovered_percent}\N{NO-BREAK SPACE}%",
        "recovered_caption": "of what had been shipped was recovered",
        "facts": facts(
            ("Status", STATUSES[report.status]),
            ("Recalled", ", ".join(report.scope)),
            ("Why", report.reason),
            ("Started", f"{words.day(report.started_on)} by {report.started_by}"),
            ("Ended", _ended(report)),
            ("Why it ended", report.ending),
            ("Held goods", _decided(report)),
            ("Printed", words.day(report.issued_on)),
        ),
        "totals": _totals(report),
        "lots": [_lot(one) for one in report.lots],
        "rows": [_row(one) for one in report.rows],
        "events": [(words.day(one.on), _event(one)) for one in report.events],
        "instructions": report.instructions.splitlines(),
    }


def _ended(report: RecallReport) -> str:
    return f"{words.day(report.ended_on)} by {report.ended_by}" if report.ended_on else ""


def _decided(report: RecallReport) -> str:
    """Say what was decided about held goods, empty where nobody has."""
    if not (report.decided and report.decided_on):
        return ""
    note = f": {report.decided_note}" if report.decided_note else ""
    by = f"{report.decided_by} on {words.day(report.decided_on)}"
    return f"{OUTCOMES[report.decided]}, decided by {by}{note}"


def _totals(report: RecallReport) -> list[tuple[str, str]]:
    customers = len({row.customer for row in report.rows if row.customer})
    left = sum((one.left for one in report.lots), ZERO)
    return [
        ("Customers", str(customers)),
        ("Shipped to them", words.number(report.total("shipped"))),
        ("Came back", words.number(report.total("returned"))),
        *([("Of that, of nobody known", words.number(report.unnamed))] if report.unnamed else []),
        ("Destroyed by them", words.number(report.total("destroyed"))),
        ("Written off", words.number(report.written_off)),
        ("Still with them", words.number(report.outstanding)),
        ("Thrown away here", words.number(report.scrapped)),
        ("Sent to suppliers", words.number(report.sent_back)),
        ("Held here now", words.number(left)),
    ]


def _lot(one: ReportLot) -> Contents:
    made_of = f"Made of {', '.join(one.made_of)}" if one.made_of else ""
    return {
        "name": f"{one.name} ({one.sku})" if one.name != one.sku else one.sku,
        "notes": [made_of, *map(_receipt, one.receipts)]
        if made_of
        else [*map(_receipt, one.receipts)],
        "lot": one.lot or "without lots",
        "supplier_lot": one.supplier_lot,
        "unit": one.unit,
        "came": words.number(one.came),
        "here": words.number(one.here),
        "left": words.number(one.left),
    }


def _receipt(one: ReportReceipt) -> str:
    parts = (
        f"{words.number(one.quantity)} came with {one.document or one.transaction}",
        f"from {one.supplier}" if one.supplier else "",
        f"together with {', '.join(one.others)}" if one.others else "",
    )
    return " ".join(filter(None, parts))


def _row(one: ReportRow) -> Contents:
    return {
        "name": one.customer or NOBODY.capitalize(),
        "notes": list(_notes(one)),
        "goods": f"{one.sku} {one.lot}".strip(),
        "shipped": words.number(one.shipped),
        "returned": words.number(one.returned),
        "destroyed": words.number(one.destroyed),
        "written_off": words.number(one.written_off),
        "outstanding": words.number(one.outstanding),
    }


def _notes(one: ReportRow) -> Iterator[str]:
    sent = ", ".join(dict.fromkeys((*one.orders, *one.shipments)))
    if sent:
        yield sent
    told = f"Told {words.day(one.notified_on)}" if one.notified_on else "Not told"
    answered = f", answered {words.day(one.acknowledged_on)}" if one.acknowledged_on else ""
    if one.shipped:
        yield f"{told}{answered}"
    if one.note:
        yield one.note


def _event(one: ReportEvent) -> str:
    who = ", ".join(customer or NOBODY for customer in one.customers)
    return f"{STEPS[one.step]} {one.by or who}"
