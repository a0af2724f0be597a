"""What people say of an alert: that they take it, want to hear of it later, or have seen to it.

None of it ends an alert: it ends once what is wrong is not any more.
"""

from datetime import date, timedelta
from decimal import ROUND_CEILING
from typing import Final

from inventory.documents.forecast import Forecast
from inventory.documents.stock_alert import ALERT_TRANSITIONS, AlertStatus, StockAlert
from inventory.draft import Draft
from inventory.errors import AlreadyDecided, NothingChanged
from inventory.item import Item
from inventory.planning_commands import (
    AcknowledgeAlert,
    HandleAlert,
    SnoozeAlert,
)
from inventory.replenishing.alerting.boards import tell_boards
from inventory.replenishing.deciding import day_after, refuse_rest
from inventory.stepping import require_step, the
from inventory.stock_policy import forecast_key
from inventory.supplier import Supplier

PATIENCE_DAYS: Final = 7
"""So long something that is seen to may take where nobody knows its lead time."""


def plan_acknowledge(draft: Draft, command: AcknowledgeAlert) -> None:
    """Put an alert into somebody's hands: the actor's, where nobody else is named.

    Raises:
        UnknownDocument, WrongStep: there is none of that number, or it is over.
        AlreadyDecided: somebody else has it, and nobody is named to take over.
        NothingChanged: it is so already.
    """
    alert = _alive(draft, command.number, AlertStatus.ACKNOWLEDGED)
    is_taken = alert.status is AlertStatus.ACKNOWLEDGED
    if is_taken and not command.owner and alert.owner not in ("", command.actor):
        raise AlreadyDecided(number=alert.number, status=alert.status.value, by=alert.owner)
    _change(
        draft,
        alert,
        status=AlertStatus.ACKNOWLEDGED,
        owner=command.owner or command.actor,
        acknowledged_by=alert.acknowledged_by if is_taken else command.actor,
        snoozed_until=None,
        note=command.note or alert.note,
    )


def plan_snooze_alert(draft: Draft, command: SnoozeAlert) -> None:
    """Have an alert rest until a day, unless it gets worse.

    Raises:
        UnknownDocument, WrongStep, NothingChanged: as they say.
        RestRefused: the day is not ahead, or years ahead.
    """
    alert = _alive(draft, command.number, AlertStatus.SNOOZED)
    until = command.until or day_after(draft.today, command.days)
    refuse_rest(alert.number, until, draft.today)
    _change(
        draft,
        alert,
        status=AlertStatus.SNOOZED,
        acknowledged_by=alert.acknowledged_by or command.actor,
        snoozed_until=until,
        note=command.note or alert.note,
    )


def plan_handle(draft: Draft, command: HandleAlert) -> None:
    """Note that an alert is seen to; it is told again where it holds once the lead time is over.

    Raises:
        UnknownDocument, WrongStep, NothingChanged: as they say.
    """
    alert = _alive(draft, command.number, AlertStatus.HANDLED)
    is_handled = alert.status is AlertStatus.HANDLED
    _change(
        draft,
        alert,
        status=AlertStatus.HANDLED,
        owner=alert.owner or command.actor,
        handled_by=alert.handled_by if is_handled else command.actor,
        snoozed_until=alert.snoozed_until if is_handled else _due(draft, alert),
        note=command.note or alert.note,
    )


def _alive(draft: Draft, number: str, wanted: AlertStatus) -> StockAlert:
    """Return an alert that is not over.

    Raises:
        UnknownDocument, WrongStep: there is none of that number, or it is over.
    """
    alert = the(draft, StockAlert, number)
    asked = alert.model_copy(update={"status": wanted})
    if alert.is_open:
        require_step(alert, asked, ALERT_TRANSITIONS)
    else:
        require_step(alert, asked, {AlertStatus.RESOLVED: frozenset()})
    return alert


def _change(draft: Draft, alert: StockAlert, **said: object) -> None:
    changed = alert.model_copy(update=said)
    if changed == alert:
        raise NothingChanged(what=alert.number, state=alert.status.value)
    draft.put(changed)
    tell_boards(draft, changed)


def _due(draft: Draft, alert: StockAlert) -> date:
    """Return the day by which what is seen to should be over."""
    return draft.today + timedelta(days=max(1, _lead_days(draft, alert)))


def _lead_days(draft: Draft, alert: StockAlert) -> int:
    forecast = draft.book.get(Forecast, forecast_key(alert.item, alert.site))
    if forecast and forecast.lead_time:
        return int(forecast.lead_time.days.to_integral_value(ROUND_CEILING))
    item = draft.book.get(Item, alert.item)
    supplier = draft.book.get(Supplier, alert.supplier)
    stated = (item.lead_time_days if item else None, supplier.lead_time_days if supplier else None)
    return next((days for days in stated if days is not None), PATIENCE_DAYS)
