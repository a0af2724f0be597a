"""A house whose mugs are watched, and what its people and jobs ask about alerts."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from inventory.documents.forecast import (
    Accuracy,
    Forecast,
    LeadTimeBasis,
    LeadTimeEstimate,
    LifeStage,
    Parameters,
    Period,
)
from inventory.documents.stock_alert import Digest, StockAlert
from inventory.draft import Draft
from inventory.notices import DocumentNotice
from inventory.planning_commands import (
    AcknowledgeAlert,
    CheckAlerts,
    HandleAlert,
    Seen,
    SnoozeAlert,
    Subscribe,
    Unsubscribe,
)
from tests.builders import a_desk, an_item, fresh_key
from tests.memory_desk import START, MemoryDesk

MONDAY = START.date()
IN_A_WEEK = MONDAY + timedelta(days=7)


def watched(sku: str = "MUG-BLU", minimum: Any = 10, maximum: Any = 40, **facts: Any) -> Any:
    return an_item(sku, minimum=Decimal(minimum), maximum=Decimal(maximum), **facts)


def a_house(*rows: Any, stock: Any = ((4, "MUG-BLU", "A-01"),), **rules: Any) -> MemoryDesk:
    """Four mugs, where ten is the minimum; nobody watches other items unless rows say so."""
    facts = {"category": "Mugs", "supplier": "CLAYCO", "unit_cost": Decimal(3)}
    return a_desk(watched(**facts), *rows, stock=stock, **rules)


def days(after: int) -> datetime:
    """The moment so many days after the first."""
    return START + timedelta(days=after)


def check(after: int = 0, *, daily: bool = False, seen: Any = (), **facts: Any) -> CheckAlerts:
    """The job, so many days after the first."""
    return CheckAlerts(
        key=fresh_key(),
        actor="job:alerts",
        at=days(after),
        on=days(after).date(),
        daily=daily,
        seen=tuple(seen),
        **facts,
    )


def acknowledge(number: str = "AL-1", by: str = "U0ANA", after: int = 0, **f: Any) -> Any:
    return AcknowledgeAlert(key=fresh_key(), actor=by, at=days(after), number=number, **f)


def snooze(number: str = "AL-1", until: date = IN_A_WEEK, by: str = "U0ANA", **f: Any) -> Any:
    return SnoozeAlert(key=fresh_key(), actor=by, at=START, number=number, until=until, **f)


def handle(number: str = "AL-1", by: str = "U0ANA", **f: Any) -> Any:
    return HandleAlert(key=fresh_key(), actor=by, at=START, number=number, **f)


def subscribe(channel: str = "C0MUGS", by: str = "U0MIA", **f: Any) -> Subscribe:
    return Subscribe(key=fresh_key(), actor=by, at=START, channel=channel, **f)


def unsubscribe(channel: str = "C0MUGS", by: str = "U0MIA", **f: Any) -> Unsubscribe:
    return Unsubscribe(key=fresh_key(), actor=by, at=START, channel=channel, **f)


def seen(about: str, before: Any, after: Any, item: str = "MUG-BLU", site: str = "") -> Seen:
    return Seen(about=about, item=item, site=site, before=Decimal(before), after=Decimal(after))


def a_forecast(item: str = "MUG-BLU", daily: Any = 2, **facts: Any) -> Forecast:
    """Two a day, a lead time of a week, ordered at 20 up to 60."""
    facts.setdefault("life_stage", LifeStage.ACTIVE)
    facts.setdefault("accuracy", Accuracy())
    lead = LeadTimeEstimate(days=Decimal(facts.pop("lead", 7)), basis=LeadTimeBasis.ITEM)
    low, high = facts.pop("levels", (20, 60))
    return Forecast(
        item=item,
        computed_on=MONDAY,
        period=Period.DAY,
        mean=Decimal(str(daily)),
        lead_time=lead,
        parameters=Parameters(
            safety_stock=Decimal(facts.pop("safety", 6)),
            reorder_point=Decimal(low),
            order_up_to_level=Decimal(high),
        ),
        **facts,
    )


def keep(desk: MemoryDesk, *entries: Any) -> None:
    """Put entries into the book as if a job had."""
    command = check()
    draft = Draft(desk.book, command)
    for entry in entries:
        draft.put(entry)
    desk.enter(draft.finish())


def alerts(desk: MemoryDesk) -> list[tuple[str, str, str]]:
    """Number, kind and status of every alert there ever was."""
    return [(a.number, a.about.value, a.status.value) for a in desk.book.all(StockAlert)]


def alive(desk: MemoryDesk) -> list[tuple[str, str]]:
    """Kind and subject of what is wrong now."""
    return [(a.about.value, a.subject) for a in desk.book.open(StockAlert)]


def digests(desk: MemoryDesk) -> list[tuple[str, str, tuple[str, ...], bool]]:
    return [(d.number, d.channel, d.alerts, d.is_open) for d in desk.book.all(Digest)]


def told(desk: MemoryDesk) -> list[str]:
    """The messages in the order in which they left: a name that comes again is an edit."""
    entered = desk.entered_after(0, desk.last_sequence())
    said = (notice for one in entered for notice in one.transaction.notices)
    return [notice.number for notice in said if isinstance(notice, DocumentNotice)]
