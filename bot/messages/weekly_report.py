"""The weekly report in words: how the week went, against what was asked for."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from bot.messages.figures import amount, counted, money, number, unit_of
from bot.messages.forecast_words import bias_words, days_words, percent, rounded
from bot.messages.message import Message, say
from bot.messages.telling import Telling
from bot.messages.text import Bold, Code, Line, clipped, joined, line
from inventory.documents.weekly_report import LostSale, Mover, WeekFigures, WeeklyReport
from inventory.quantity import ZERO

MOVERS_MAX: Final = 5


def weekly_report_message(report: WeeklyReport, telling: Telling) -> Message:
    """Word a weekly report; what could not be measured is left out."""
    return Message((_head(report), *_figures(report, telling), *_movers(report, telling)))


def no_report() -> Message:
    """Say that there is none yet, and when there will be."""
    return say(
        line(
            "There is no weekly report yet. The first comes by itself on the Monday after a whole "
            "week; whoever runs the bot can have it now by ",
            Code("bincard job weekly_report"),
            ".",
        )
    )


def _head(report: WeeklyReport) -> Line:
    year, week, _ = report.first.isocalendar()
    return line(
        Bold(f"Week {week} of {year}"), f" ({report.number}), {report.first} to {report.last}."
    )


def _figures(report: WeeklyReport, telling: Telling) -> Iterator[Line]:
    yield from _service(report, telling)
    yield from _stock(report, telling.book.rules.currency)
    yield from _forecasts(report)
    yield _events(report)


def _service(report: WeeklyReport, telling: Telling) -> Iterator[Line]:
    told = report.figures
    if told.fill_rate is None:
        yield line(Bold("Service:"), " nothing was ordered, so there is nothing to measure.")
        return
    of = ""
    if told.ordered is not None and told.filled is not None:
        of = f" ({number(told.filled)} of {number(told.ordered)}{_handed_over(told)})"
    rate, target = percent(told.fill_rate), _against(told.fill_rate, told)
    said = f" {rate} of what was ordered was there at once{of}{target}."
    yield line(Bold("Service:"), said, _ran_out(told.stockouts))
    if report.lost:
        yield _lost(report, telling)


def _handed_over(told: WeekFigures) -> str:
    """Say what left without an order: of that nobody noted what was wanted and missing."""
    if not told.handed_over:
        return ""
    much = "all" if told.handed_over == told.ordered else number(told.handed_over)
    return f"; {much} of it handed over without an order"


def _against(rate: Decimal, told: WeekFigures) -> str:
    target = told.fill_target
    if target is None:
        return ""
    if told.handed_over and told.handed_over == told.ordered:
        return f": that tells nothing of the target of {percent(target)}"
    missing = (target - rate) * 100
    if missing <= 0:
        return f": the target of {percent(target)} is reached"
    points = number(missing.quantize(Decimal("0.1")))
    return f": {points} points below the target of {percent(target)}"


def _ran_out(items: int) -> str:
    if not items:
        return " Nothing ran out."
    return f" {counted(items, 'item')} ran out on some day."


def _lost(report: WeeklyReport, telling: Telling) -> Line:
    """Say what may have been missed of each item that had run out."""
    currency, lost = telling.book.rules.currency, report.lost
    total = report.figures.lost_value
    about = f" about {money(total, currency)} in all," if total else ""
    each = joined((_missed(one, telling) for one in lost[:MOVERS_MAX]), "; ")
    more = len(lost) - MOVERS_MAX
    others = f"; and {counted(more, 'item')} more" if more > 0 else ""
    return line(
        Bold("May have been missed:"), about, " at what was expected: ", *each, f"{others}."
    )


def _missed(one: LostSale, telling: Telling) -> Line:
    quantity = amount(rounded(one.quantity), unit_of(telling.book, one.item))
    worth = f", {money(one.value, telling.book.rules.currency)}" if one.value else ""
    name = clipped(telling.item(one.item), 80)
    return line(f"{name} {quantity} ({counted(one.days, 'day')} out{worth})")


def _stock(report: WeeklyReport, currency: str) -> Iterator[Line]:
    told = report.figures
    parts = []
    if told.value is not None:
        parts.append(f"worth {money(told.value, currency)}{_change(report, currency)}")
    if told.days_of_cover is not None:
        parts.append(f"lasts {days_words(told.days_of_cover)}")
    if told.turns is not None:
        parts.append(f"turns over {number(rounded(told.turns))} times a year")
    if parts:
        yield line(Bold("Stock:"), f" {', '.join(parts)}.")
    if told.shrinkage:
        lost = "lost" if told.shrinkage > 0 else "found again"
        yield line(Bold("Counts:"), f" {money(abs(told.shrinkage), currency)} {lost}.")


def _change(report: WeeklyReport, currency: str) -> str:
    told = report.figures
    if told.value is None or told.value_before is None:
        return ""
    change = told.value - told.value_before
    if not change:
        return ", as a week before"
    return (
        f" ({money(abs(change), currency)} {'more' if change > 0 else 'less'} than a week before)"
    )


def _forecasts(report: WeeklyReport) -> Iterator[Line]:
    told = report.figures
    if told.error is None:
        return
    bias = f", {bias_words(told.bias)}" if told.bias is not None else ""
    yield line(Bold("Forecasts:"), f" off by {percent(told.error)}{bias}.")


def _events(report: WeeklyReport) -> Line:
    told = report.figures
    proposals = counted(told.proposals, "proposal") if told.proposals else "no proposals"
    alerts = counted(told.alerts, "new alert") if told.alerts else "no new alerts"
    over = f", {number(Decimal(told.alerts_resolved))} over" if told.alerts_resolved else ""
    return line(Bold("Said:"), f" {proposals}, {alerts}{over}.")


def _movers(report: WeeklyReport, telling: Telling) -> Iterator[Line]:
    for title, movers in (("Rising", report.risers), ("Falling", report.fallers)):
        if movers:
            yield line(Bold(f"{title}:"), " ", *_listed(movers, telling), ".")
    if report.best:
        best = joined((_sold(one, telling) for one in report.best[:MOVERS_MAX]), "; ")
        yield line(Bold("Sold most:"), " ", *best, ".")


def _listed(movers: Sequence[Mover], telling: Telling) -> Line:
    return joined((_mover(one, telling) for one in movers[:MOVERS_MAX]), "; ")


def _mover(one: Mover, telling: Telling) -> Line:
    usual = f" (usually {number(rounded(one.before))})" if one.before > ZERO else " (new)"
    return line(_much(one, telling), usual)


def _sold(one: Mover, telling: Telling) -> Line:
    worth = f" for {money(one.value, telling.book.rules.currency)}" if one.value else ""
    return line(_much(one, telling), worth)


def _much(one: Mover, telling: Telling) -> str:
    quantity = amount(rounded(one.quantity), unit_of(telling.book, one.item))
    return f"{clipped(telling.item(one.item), 80)} {quantity}"
