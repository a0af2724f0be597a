"""Weekly reports for tests of words, charts and tabs, and how one comes into the journal."""

from datetime import date
from decimal import Decimal

from inventory.documents.weekly_report import Mover, WeekFigures, WeeklyReport
from inventory.entries import Change
from inventory.notices import Audience, DocumentNotice, PaperKind, PaperNotice
from inventory.planning_commands import KeepWeeklyReport
from inventory.transaction import Posted, Reply, Transaction
from tests.builders import fresh_key
from tests.memory_desk import START

FIGURES = WeekFigures(
    fill_rate=Decimal("0.927"),
    fill_target=Decimal("0.95"),
    ordered=Decimal(1234),
    filled=Decimal(1144),
    turns=Decimal("6.25"),
    days_of_cover=Decimal("58.4"),
    value=Decimal("12345.5"),
    value_before=Decimal("12000"),
    shrinkage=Decimal("12.5"),
    error=Decimal("0.213"),
    bias=Decimal("-0.04"),
    stockouts=3,
    proposals=4,
    alerts=6,
    alerts_resolved=5,
)


def a_report(number="WR-2026-48", first=date(2026, 11, 23), figures=FIGURES, **facts):
    usual = {
        "last": first.replace(day=first.day + 6),
        "risers": (Mover(item="MUG-BLU", quantity=Decimal(24), before=Decimal(12)),),
        "fallers": (Mover(item="ROPE-8", quantity=Decimal("1.5"), before=Decimal(10)),),
        "best": (
            Mover(item="MUG-RED", quantity=Decimal(90), before=Decimal(0), value=Decimal(360)),
        ),
    }
    return WeeklyReport(number=number, first=first, figures=figures, **(usual | facts))


def keep_report(desk, report):
    """Enter a report as the weekly job does, told in the managers' channel with its charts."""
    sequence = desk.last_sequence() + 1
    name = f"TX-{sequence}"
    command = KeepWeeklyReport(
        key=fresh_key(), actor="job:weekly_report", at=START, week=report.first, report=report
    )
    told = DocumentNotice(audience=Audience.MANAGERS, number=report.number)
    charts = PaperNotice(
        audience=Audience.MANAGERS,
        thread=report.number,
        number=f"{name}.1",
        paper=PaperKind.CHART,
        subject=report.number,
    )
    transaction = Transaction(
        sequence=sequence,
        id=name,
        at=START,
        command=command,
        changes=(Change(version=0, before=None, after=report),),
        notices=(told, charts),
    )
    desk.enter(Posted(transaction=transaction, reply=Reply(transaction=name)))
