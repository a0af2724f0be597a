"""Alerts in one line each: what is wrong, in figures, and in whose hands it is."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from bot.messages.figures import amount, counted, money, number, unit_of
from bot.messages.forecast_words import rounded
from bot.messages.held_back import held_back
from bot.messages.telling import Telling, day
from bot.messages.text import clipped
from inventory.documents.stock_alert import AlertFigures, AlertStatus, StockAlert
from inventory.quantity import ZERO
from inventory.replenishing.alerting.finding import SHORTAGES
from inventory.stock_policy import AlertKind
from inventory.supplier import Supplier

TITLES: Final[Mapping[AlertKind, str]] = {
    AlertKind.OUT: "Out of stock",
    AlertKind.STOCKOUT_AHEAD: "Out before more can come",
    AlertKind.LOW: "Low",
    AlertKind.SUPPLIER_LATE: "Supplier late",
    AlertKind.EXPIRING: "Expires before it is used",
    AlertKind.DEMAND_JUMP: "Much more asked for than usual",
    AlertKind.DEMAND_STOP: "Nobody asks for it any more",
    AlertKind.FORECAST_BAD: "Forecast gone wrong",
    AlertKind.OVERSTOCK: "Too much",
    AlertKind.DEAD: "Dead stock",
}
"""Kind -> the heading of its alerts."""

SHORT: Final[Mapping[AlertKind, str]] = {
    AlertKind.OUT: "out",
    AlertKind.STOCKOUT_AHEAD: "out before more can come",
    AlertKind.LOW: "low",
    AlertKind.SUPPLIER_LATE: "late",
    AlertKind.EXPIRING: "expiring",
    AlertKind.DEMAND_JUMP: "asked for much more",
    AlertKind.DEMAND_STOP: "not asked for any more",
    AlertKind.FORECAST_BAD: "badly forecast",
    AlertKind.OVERSTOCK: "too much",
    AlertKind.DEAD: "dead",
}
"""Kind -> what so many are, as in `3 low`."""

PER_CENT: Final = 100
PREFIX: Final = "AL-"


def digits_of(number: str) -> int:
    """Return what tells an alert from others, for the value of a button.

    Examples:
        >>> digits_of("AL-12")
        12
    """
    return int(number.removeprefix(PREFIX))


def counts_by_kind(by_kind: Mapping[AlertKind, int]) -> str:
    """Write how many alerts there are of each kind, gravest first.

    Examples:
        >>> counts_by_kind({AlertKind.LOW: 1200, AlertKind.OUT: 3})
        '3 out, 1,200 low'
    """
    return ", ".join(f"{by_kind[kind]:,} {SHORT[kind]}" for kind in AlertKind if by_kind.get(kind))


def alert_text(alert: StockAlert, telling: Telling) -> str:
    """Write what is wrong: number, goods, figures, and in whose hands it is."""
    parts = [_figures(alert, telling), *_standing(alert, telling)]
    return f"{alert.number} {_subject(alert, telling)}: {'; '.join(parts)}."


def over_text(alert: StockAlert) -> str:
    """Write how something that was wrong has ended."""
    figures, name = alert.figures, clipped(alert.item or alert.subject, 60)
    if figures.lot:
        return f"{name} lot {clipped(figures.lot, 40)}"
    if alert.about is AlertKind.SUPPLIER_LATE:
        return f"{clipped(figures.document or name, 60)} ({SHORT[alert.about]})"
    if alert.about not in SHORTAGES or figures.available is None:
        return f"{name} ({SHORT[alert.about]})"
    if figures.available > (figures.limit or ZERO) or not figures.on_order:
        return f"{name} ({number(figures.available)} available)"
    return f"{name} ({number(figures.on_order)} on order, {figures.document})"


def _subject(alert: StockAlert, telling: Telling) -> str:
    at = f" at {clipped(alert.site, 40)}" if alert.site else ""
    if alert.about is AlertKind.SUPPLIER_LATE:
        supplier = telling.book.get(Supplier, alert.supplier)
        name = clipped((supplier.name if supplier else "") or alert.supplier, 60)
        return f"{alert.figures.document} of {name}" if name else alert.figures.document
    return f"{telling.item(alert.item)}{at}"


def _figures(alert: StockAlert, telling: Telling) -> str:
    said = WORDS[alert.about](alert.figures, unit_of(telling.book, alert.item), telling)
    is_short = alert.about in SHORTAGES
    held = held_back(telling.book, alert.item, alert.site) if is_short else ""
    return f"{said}; {held}" if held else said


def _out(figures: AlertFigures, unit: str, _telling: Telling) -> str:
    kept = f", minimum {number(figures.limit)}" if figures.limit else ""
    return f"none available{kept}{_coming(figures)}{_built(figures, unit)}"


def _ahead(figures: AlertFigures, unit: str, _telling: Telling) -> str:
    days = "less than a day" if (figures.days or ZERO) < 1 else f"about {_days(figures.days)}"
    next_one = _coming(figures) or ", nothing is ordered"
    return f"{amount(figures.available or ZERO, unit)} left, enough for {days}{next_one}"


def _low(figures: AlertFigures, unit: str, _telling: Telling) -> str:
    left = f"{amount(figures.available or ZERO, unit)} available, low at {number(figures.limit or ZERO)}"
    return f"{left}{_coming(figures)}{_built(figures, unit)}"


def _late(figures: AlertFigures, _unit: str, telling: Telling) -> str:
    worth = _worth(figures, telling)
    due = f", expected {day(figures.expected_on)}" if figures.expected_on else ""
    still = f"{number(figures.on_order or ZERO)} still to come"
    return f"{_days(figures.days)} late{due}, {still}{worth}"


def _expiring(figures: AlertFigures, unit: str, telling: Telling) -> str:
    there = amount(figures.available or ZERO, unit)
    lot = f"lot {clipped(figures.lot, 40)}"
    when = f" {day(figures.expected_on)}" if figures.expected_on else ""
    if (figures.days or ZERO) < 0:
        return f"{there} of {lot} expired{when}{_worth(figures, telling)}"
    if figures.after is None:
        expire = _do(figures.available or ZERO, "expire")
        return f"{there} of {lot} {expire}{when}{_worth(figures, telling)}"
    left = f"about {number(figures.after)} of {there} of {lot} will be left"
    return f"{left} when it expires{when}{_worth(figures, telling)}"


def _jump(figures: AlertFigures, unit: str, _telling: Telling) -> str:
    usual = number(rounded(figures.before or ZERO))
    return f"{amount(figures.after or ZERO, unit)} went out where {usual} are usual"


def _stop(figures: AlertFigures, unit: str, _telling: Telling) -> str:
    usual = number(rounded(figures.before or ZERO))
    gone = amount(figures.after, unit) if figures.after else "nothing"
    return f"{gone} went out of late, where {usual} are usual"


def _bad(figures: AlertFigures, _unit: str, _telling: Telling) -> str:
    bias = figures.after or ZERO
    per_cent = number((abs(bias) * PER_CENT).to_integral_value())
    side = "high" if bias > 0 else "low"
    said = f"tried on its own past it was {per_cent} percent too {side}"
    if figures.limit is None:
        return said
    held = number((figures.limit * PER_CENT).to_integral_value())
    return f"{said}, and its upper bound held {held} times in 100"


def _too_much(figures: AlertFigures, unit: str, telling: Telling) -> str:
    there = figures.available or ZERO
    lasts = " there"
    if figures.days is not None:
        lasts = f" {_do(there, 'last')} about {_days(figures.days)}"
    most = f", {number(figures.limit or ZERO)} would do"
    worth = _worth(figures, telling)
    beyond = f" ({worth.removeprefix(', ')} too much)" if worth else ""
    return f"{amount(there, unit)}{lasts}{most}{beyond}"


def _dead(figures: AlertFigures, unit: str, telling: Telling) -> str:
    there = figures.available or ZERO
    kept = f", {number(figures.limit)} of it kept on purpose" if figures.limit else ""
    return f"{amount(there, unit)} {_do(there, 'lie')} there{kept}{_worth(figures, telling)}"


WORDS: Final[Mapping[AlertKind, Callable[[AlertFigures, str, Telling], str]]] = {
    AlertKind.OUT: _out,
    AlertKind.STOCKOUT_AHEAD: _ahead,
    AlertKind.LOW: _low,
    AlertKind.SUPPLIER_LATE: _late,
    AlertKind.EXPIRING: _expiring,
    AlertKind.DEMAND_JUMP: _jump,
    AlertKind.DEMAND_STOP: _stop,
    AlertKind.FORECAST_BAD: _bad,
    AlertKind.OVERSTOCK: _too_much,
    AlertKind.DEAD: _dead,
}
"""Kind -> what its figures say."""


def _coming(figures: AlertFigures) -> str:
    if not figures.on_order:
        return ""
    said = "proposed" if figures.document.startswith("RP-") else "on order"
    when = f", expected {day(figures.expected_on)}" if figures.expected_on else ""
    return f", {number(figures.on_order)} {said} ({figures.document}){when}"


def _built(figures: AlertFigures, unit: str) -> str:
    return (
        "" if figures.buildable is None else f", {amount(figures.buildable, unit)} can be built now"
    )


def _worth(figures: AlertFigures, telling: Telling) -> str:
    return "" if figures.value is None else f", {money(figures.value, telling.book.rules.currency)}"


def _days(days: Decimal | None) -> str:
    whole = days or ZERO
    return (
        counted(int(whole), "day")
        if whole == whole.to_integral_value()
        else f"{number(whole)} days"
    )


def _do(goods: Decimal, verb: str) -> str:
    """Write what goods do, one of them or more."""
    return f"{verb}s" if goods == 1 else verb


def _standing(alert: StockAlert, telling: Telling) -> Iterator[str]:
    owner = telling.person(alert.owner) if alert.owner else ""
    until = day(alert.snoozed_until) if alert.snoozed_until else ""
    match alert.status:
        case AlertStatus.ACKNOWLEDGED:
            yield f"{owner} takes care of it"
        case AlertStatus.SNOOZED:
            yield f"put off until {until}"
        case AlertStatus.HANDLED:
            yield f"seen to by {telling.person(alert.handled_by)}, looked at again {until}"
        case AlertStatus.RESOLVED:
            yield "over"
        case AlertStatus.OPEN:
            if owner:
                yield f"was in the hands of {owner}"
    if alert.note:
        yield f"“{clipped(alert.note, 80)}”"
