"""What is expected of an item, how wrong that has been, and what follows: the answer in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.language.what_if_lines import written_what_if
from bot.messages.figures import amount, number
from bot.messages.forecast_words import (
    POLICIES,
    STAGES,
    accuracy_words,
    class_words,
    days_words,
    expected_words,
    lead_time_words,
    method_words,
    part_words,
    rounded,
    service_words,
    warning_words,
)
from bot.messages.message import LOOK_UP, Button, Message
from bot.messages.telling import day
from bot.messages.text import Bold, Code, Line, clipped, line
from inventory.documents.forecast import Forecast, LeadTimeEstimate, LifeStage, Parameters
from inventory.item import Item
from inventory.planning.outlook import Outlook
from inventory.quantity import ZERO, plural
from inventory.stock_policy import REVIEWED, PolicyKind

NO_PICTURE = "No picture could be drawn here."
NO_HISTORY = "no_history"
LEAD_TIME_ASSUMED = "lead_time_assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStanding:
    """What is known of an item at one site.

    Attributes:
        site: empty for a house of one.
        forecast: None where none has been worked out yet.
        shown: its history and what is expected; None where nothing ever came or was asked for.
        available: now; `coming` what is on order; `waited_for` what orders wait for.
    """

    item: Item
    site: str = ""
    forecast: Forecast | None = None
    shown: Outlook | None = None
    available: Decimal = ZERO
    coming: Decimal = ZERO
    waited_for: Decimal = ZERO

    @property
    def cover(self) -> Decimal | None:
        """For how many days what is available lasts; None where nothing is asked for."""
        if self.forecast is None or self.forecast.daily <= 0:
            return None
        return max(ZERO, self.available - self.waited_for) / self.forecast.daily


def forecast_message(known: ItemStanding, *, has_picture: bool) -> Message:
    """Word everything known of an item at one site."""
    lines = [_head(known), *_body(known), _now(known)]
    if known.forecast:
        lines += [
            line("Mind: ", warning_words(name)) for name in _warnings(known.item, known.forecast)
        ]
        lines.append(line(f"Worked out on {day(known.forecast.computed_on)}."))
    if not has_picture and known.shown:
        lines.append(line(NO_PICTURE))
    return Message(tuple(lines), tuple(_buttons(known)))


def sites_message(standings: Sequence[ItemStanding], command: str, *, has_picture: bool) -> Message:
    """Word an item that several sites keep: a line a site, and how to ask about one.

    Args:
        standings: one a site, at least one.
        command: which asks about one of them.
        has_picture: whether charts go with it.
    """
    item = standings[0].item
    lines = [line(Bold(item.sku), f"{_name(item)}, site by site:")]
    lines += [_of_site(known) for known in standings]
    lines.append(line("Everything about one site: ", Code(command)))
    if not has_picture:
        lines.append(line(NO_PICTURE))
    return Message(tuple(lines))


def picture_comment(item: Item, site: str) -> str:
    """Say what a chart shows, beside the file."""
    return f"Demand and forecast of {item.sku}{f' at {site}' if site else ''}."


def _buttons(known: ItemStanding) -> Iterator[Button]:
    """Offer to try other figures on the history, where there is one."""
    if known.shown and known.shown.past:
        yield Button("What if…", LOOK_UP, written_what_if(known.item.sku, known.site))


def _name(item: Item) -> str:
    return f" {clipped(item.name, 60)}" if item.name else ""


def _at(known: ItemStanding) -> str:
    return f" at {clipped(known.site, 60)}" if known.site else ""


def _head(known: ItemStanding) -> Line:
    what = (Bold(known.item.sku), f"{_name(known.item)}{_at(known)}")
    forecast, shown = known.forecast, known.shown
    if forecast is None:
        return line(*what, ": no forecast yet.")
    said = expected_words(forecast, known.item.unit)
    if forecast.mean <= 0:
        return line(*what, ": nothing is expected to be asked for.")
    low, high = (shown.low[0], shown.high[0]) if shown and shown.ahead else (ZERO, ZERO)
    period = forecast.period.value
    span = f"; of ten {plural(period)} nine bring {number(low)} to {number(high)}" if high else ""
    return line(*what, f": {said} expected{span}.")


def _body(known: ItemStanding) -> Iterator[Line]:
    forecast = known.forecast
    if forecast is None:
        yield from _unplanned(known)
        return
    yield line(Bold("Demand:"), f" {class_words(forecast)}.{_season(forecast)}")
    if forecast.life_stage is not LifeStage.ACTIVE and forecast.mean + forecast.history > 0:
        yield line(STAGES[forecast.life_stage])
    yield _method(forecast)
    if forecast.lead_time:
        yield _delivery(forecast, forecast.lead_time, known.item.unit)
    yield _policy(known.item, forecast)
    yield from _service(known.item, forecast)
    if forecast.waiting:
        yield _waiting(forecast.waiting, forecast)


def _unplanned(known: ItemStanding) -> Iterator[Line]:
    if known.shown is None or not known.shown.past:
        yield line(
            "Nothing of it was here or asked for over a whole day, week or month yet, so that there "
            "is nothing to forecast from. Set minimum and maximum on Items until there is."
        )
        return
    yield line(
        "Forecasts are worked out at night. To have them now, ask whoever runs the bot for ",
        Code("bincard job plan"),
        ".",
    )


def _season(forecast: Forecast) -> str:
    parts = []
    if forecast.trend:
        way = "more" if forecast.trend > 0 else "less"
        each = number(rounded(abs(forecast.trend)))
        parts.append(f"{each} {way} with every {forecast.period.value}")
    if forecast.season:
        parts.append("with the seasons")
    return f" It changes: {' and '.join(parts)}." if parts else ""


def _method(forecast: Forecast) -> Line:
    period = forecast.period.value
    if not forecast.history:
        return line(Bold("Method:"), f" {method_words(forecast.method)}.")
    from_ = f" of {amount(Decimal(forecast.history), period)}"
    left_out = ""
    if forecast.censored:
        left_out = f", {amount(Decimal(forecast.censored), period)} left out because it had run out"
    tried = accuracy_words(forecast.accuracy, period) if forecast.mean > 0 else ""
    return line(
        Bold("Method:"), f" {method_words(forecast.method)},{from_}{left_out}. {tried}".rstrip()
    )


def _delivery(forecast: Forecast, lead_time: LeadTimeEstimate, unit: str) -> Line:
    took = f"{lead_time_words(lead_time)}, looked at every {_review(forecast)}"
    expected, upper = rounded(forecast.demand_over_horizon), rounded(forecast.upper)
    days = days_words(forecast.horizon_days)
    until = (
        f" In those {days} {amount(expected, unit)} are expected; there should be enough for "
        f"{number(upper)}."
    )
    return line(Bold("Delivery:"), f" {took}.{until if forecast.mean > 0 else ''}")


def _review(forecast: Forecast) -> str:
    return "day" if forecast.review_days == 1 else f"{forecast.review_days} days"


def _policy(item: Item, forecast: Forecast) -> Line:
    policy, acts = POLICIES[forecast.policy], forecast.parameters
    title = Bold("Building:" if item.components else "Buying:")
    if forecast.policy is PolicyKind.NONE:
        return line(title, f" {policy}.")
    return line(title, f" {parameter_words(acts, forecast)} ({policy}).")


def parameter_words(acts: Parameters, forecast: Forecast) -> str:
    """Say when something is bought and how much, with what stands against surprises.

    Args:
        acts: the figures, of the forecast or waiting for a manager.
        forecast: says by which policy, and how often it is looked at.
    """
    low, high = number(acts.reorder_point), number(acts.order_up_to_level)
    if not acts.order_up_to_level:
        return "nothing is kept there"
    when = f"at {low} or below, up to {high}"
    if forecast.policy in REVIEWED and acts.is_filled_up:
        when = f"filled up to {high} at each review (every {_review(forecast)})"
    elif forecast.policy is PolicyKind.KEEP_AT_LEAST:
        return f"filled up to {high} whenever fewer are there or on order"
    elif low == high:
        when = f"below {high}, up to it again"
    are = "is" if acts.safety_stock == 1 else "are"
    return f"{when}; {number(acts.safety_stock)} of it {are} safety stock"


def _service(item: Item, forecast: Forecast) -> Iterator[Line]:
    if said := service_words(forecast):
        yield line(
            Bold("Service:"), f" {' '.join(filter(None, (said, part_words(forecast, item.unit))))}"
        )


def _waiting(waiting: Parameters, forecast: Forecast) -> Line:
    return line(
        "Newly worked out and waiting for a manager: ",
        f"{parameter_words(waiting, forecast)}. See ",
        Code("/inv reviews"),
        ".",
    )


def _warnings(item: Item, forecast: Forecast) -> Iterator[str]:
    """Yield what people should know; what is kept anyhow needs no history, and a kit no supplier."""
    beside = {NO_HISTORY} if forecast.parameters.order_up_to_level else set()
    beside |= {LEAD_TIME_ASSUMED} if item.components else set()
    return (name for name in forecast.warnings if name not in beside)


def _now(known: ItemStanding) -> Line:
    return line(Bold("Now:"), f" {_stock(known)}{_lasts(known)}.")


def _of_site(known: ItemStanding) -> Line:
    site = clipped(known.site, 60) or "bins without a site"
    if known.forecast is None:
        return line(Bold(site), f": no forecast yet, {_stock(known)}.")
    said = expected_words(known.forecast, known.item.unit)
    return line(Bold(site), f": {said} expected, {_stock(known)}{_lasts(known)}.")


def _stock(known: ItemStanding) -> str:
    parts = [f"{amount(known.available, known.item.unit)} available"]
    if known.coming:
        parts.append(f"{number(known.coming)} coming")
    if known.waited_for:
        parts.append(f"{number(known.waited_for)} waited for by orders")
    return ", ".join(parts)


def _lasts(known: ItemStanding) -> str:
    cover = known.cover
    if cover is None:
        return ""
    return f": lasts {days_words(cover)}" if cover >= 1 else ": lasts less than a day"
