"""How demand, methods, lead times and services are called, for people who never studied them."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from bot.messages.figures import amount, counted, number
from bot.messages.telling import plain
from inventory.documents.forecast import (
    DAYS_OF,
    Accuracy,
    DemandClass,
    Forecast,
    LeadTimeBasis,
    LeadTimeEstimate,
    LifeStage,
)
from inventory.quantity import plural
from inventory.stock_policy import PolicyKind, ServiceKind

RARELY: Final = Decimal("0.75")
"""Demand a period below which people rather hear how far one piece is from the next."""

TEN: Final = Decimal(10)

CLASSES: Final[dict[DemandClass, str]] = {
    DemandClass.NONE: "never asked for so far",
    DemandClass.SMOOTH: "asked for nearly every {0}, in much the same amounts",
    DemandClass.ERRATIC: "asked for nearly every {0}, in very different amounts",
    DemandClass.INTERMITTENT: "asked for now and then, in much the same amounts",
    DemandClass.LUMPY: "asked for now and then, in very different amounts",
}

STAGES: Final[dict[LifeStage, str]] = {
    LifeStage.NEW: "New: there is little history yet, so the figures will still move.",
    LifeStage.FADING: "Fading: it is asked for less and less.",
    LifeStage.DEAD: "Dead: nobody has asked for it in a very long time.",
}

METHODS: Final[dict[str, str]] = {
    "none": "no demand, so none is expected",
    "sba_imapa": "past demand smoothed, slowly and quickly (SBA and IMAPA)",
    "imapa_ses": "past demand smoothed over several spans (IMAPA and SES)",
    "tsb": "past demand and how likely it still is, smoothed (TSB)",
    "trend": "a trend, which has forecast its past better than a level",
    "season": "the seasons, which have forecast its past better than a level",
    "trend_and_season": "trend and seasons, which have forecast its past better than a level",
    "pooled": (
        "learned from all such items: what came after the past of each of them tells how far a past "
        "may be trusted"
    ),
    "auto_ets": "smoothing of many kinds (AutoETS), which has forecast its last year better",
    "auto_theta": "lines of several slopes (AutoTheta), which have forecast its last year better",
}
"""Name of a method -> how it is told; one of another forecaster is told by its name."""

METHOD_NAMES: Final[dict[str, str]] = {
    "none": "no method",
    "sba_imapa": "SBA and IMAPA",
    "imapa_ses": "IMAPA and SES",
    "tsb": "TSB",
    "trend": "a trend",
    "season": "the seasons",
    "trend_and_season": "trend and seasons",
    "pooled": "what all such items have taught",
    "auto_ets": "AutoETS",
    "auto_theta": "AutoTheta",
}
"""The same in a word or two."""

BASES: Final[dict[LeadTimeBasis, str]] = {
    LeadTimeBasis.ITEM: "from {0} of this item",
    LeadTimeBasis.SUPPLIER: "from what this supplier delivers",
    LeadTimeBasis.HOUSE: "from all suppliers together",
    LeadTimeBasis.STATED: "as it stands on Items or Suppliers",
    LeadTimeBasis.ASSUMED: "assumed: nothing has been delivered yet, and no lead time is set",
}

POLICIES: Final[dict[PolicyKind, str]] = {
    PolicyKind.AUTOMATIC: "worked out from the forecast",
    PolicyKind.MIN_MAX: "by minimum and maximum",
    PolicyKind.REORDER_QUANTITY: "a fixed quantity each time",
    PolicyKind.REORDER_LEVEL: "by reorder point and level",
    PolicyKind.ORDER_UP_TO: "filled up at every review",
    PolicyKind.KEEP_AT_LEAST: "always so many there",
    PolicyKind.NONE: "people decide, nothing is proposed",
}

SERVICES: Final[dict[ServiceKind, str]] = {
    ServiceKind.FILL: "of what is asked for there at once",
    ServiceKind.CYCLE: "of the times between two deliveries without running out",
    ServiceKind.SHARED: "of what is asked for there at once, of all that share the promise together",
}

WARNINGS: Final[dict[str, str]] = {
    "no_history": "Nobody has asked for it yet, so that nothing is kept of it by itself.",
    "younger_than_lead_time": "It has been here for less time than its next delivery takes.",
    "lead_time_assumed": (
        "Nothing of it was delivered yet: set its lead time on Items or on Suppliers."
    ),
    "outlier": "A single demand was so large that it counts only as far as that is usual.",
    "often_out": "It had often run out; the forecast rests on the time when it was there.",
    "minimum_order_over_year": "The smallest order is more than is used in a year.",
    "cover_capped": "No more is kept than the days of cover allow, so that it may run out.",
    "shelf_life_capped": "No more is kept than is used before it expires, so that it may run out.",
    "levels_missing": (
        "Its policy goes by minimum and maximum, but one is missing: the forecast fills in."
    ),
    "price_zero": "Its unit cost is 0, so that no economic order can be worked out.",
    "price_unknown": "Its unit cost is missing, so that no economic order can be worked out.",
}
"""Name of a warning -> its sentence; one without says its name."""


def rounded(value: Decimal) -> Decimal:
    """Return a figure as finely as it is known: whole from ten on, else two digits.

    Examples:
        >>> rounded(Decimal("11.4371")), rounded(Decimal("9.4371")), rounded(Decimal("0.4371"))
        (Decimal('11'), Decimal('9.4'), Decimal('0.44'))
    """
    step = Decimal(1) if abs(value) >= TEN else Decimal("0.1")
    step = Decimal("0.01") if abs(value) < 1 else step
    return value.quantize(step, ROUND_HALF_EVEN)


def percent(share: Decimal) -> str:
    """Write a share.

    Examples:
        >>> percent(Decimal("0.954")), percent(Decimal("0.9554")), percent(Decimal("1"))
        ('95.4 %', '95.5 %', '100 %')
    """
    return f"{number((share * 100).quantize(Decimal('0.1'), ROUND_HALF_EVEN))} %"


def service_words(forecast: Forecast) -> str:
    """Say what service is asked for, aimed at and achieved; nothing where none is.

    An item whose levels people state shares no promise, whatever the house rule is.
    """
    if not forecast.service_level:
        return ""
    is_alone = forecast.service is ServiceKind.SHARED and forecast.shared is None
    service = ServiceKind.FILL if is_alone else forecast.service
    asked = f"{percent(forecast.service_level)} {SERVICES[service]}"
    aimed = ""
    if forecast.target and forecast.target != forecast.service_level:
        aimed = f", aimed at {percent(forecast.target)}"
    achieved = ", nothing to measure it by yet"
    if forecast.achieved is not None:
        achieved = f", achieved {percent(forecast.achieved)} of late"
    return f"{asked}{aimed}{achieved}."


def part_words(forecast: Forecast, unit: str) -> str:
    """Say what an item's own part of a shared promise is, and why; nothing where it shares none."""
    part = forecast.shared
    if part is None:
        return ""
    others = part.items - 1
    if not others:
        return f"No other item shares the promise yet: its own part is all of it, {percent(part.promised)}."
    beside = f"the {others} others" if others > 1 else "the other"
    own = f"Its own part beside {beside} is {percent(part.promised)}"
    if part.promised >= forecast.target:
        return f"{own}, because one more {unit} of it serves more often than one of theirs."
    least = ", and no item is promised less" if part.is_least else ""
    how = CLASSES[forecast.demand_class].format(forecast.period.value)
    return f"{own}, because one more {unit} of it serves less often than one of theirs{least}: it is {how}."


def expected_words(forecast: Forecast, unit: str) -> str:
    """Say how much is expected a period; of what is rarely asked for, how often."""
    mean, period = forecast.mean, forecast.period.value
    if mean <= 0:
        return "nothing"
    if mean >= RARELY:
        return f"about {amount(rounded(mean), unit)} a {period}"
    days = DAYS_OF[forecast.period] / mean
    return f"about 1 {unit} every {number(days.quantize(Decimal(1)))} days"


def class_words(forecast: Forecast) -> str:
    """Say how demand comes."""
    said = CLASSES[forecast.demand_class].format(forecast.period.value)
    if forecast.demand_class is DemandClass.NONE:
        return said
    named = [forecast.demand_class.value]
    if forecast.abc_class:
        named.append(f"class {forecast.abc_class} by value")
    if forecast.xyz_class:
        named.append(f"{forecast.xyz_class} by regularity")
    return f"{said} ({', '.join(named)})"


def method_words(method: str) -> str:
    """Say how a forecast was made."""
    return METHODS.get(method, plain(method) or "an unnamed method")


def method_name(method: str) -> str:
    """Name a method in a word or two.

    Examples:
        >>> method_name("imapa_ses"), method_name("auto_ets")
        ('IMAPA and SES', 'AutoETS')
    """
    return METHOD_NAMES.get(method, plain(method))


def accuracy_words(accuracy: Accuracy, period: str) -> str:
    """Say how a method has done on the item's own past."""
    if not accuracy.origins or accuracy.error is None:
        return "The history is too short to try it on its own past."
    span = counted(accuracy.periods, period)
    times = "once" if accuracy.origins == 1 else f"{number(Decimal(accuracy.origins))} times"
    said = f"Tried {times} on its own past, over {span} each: off by {percent(accuracy.error)}"
    if accuracy.bias is not None:
        said += f", {bias_words(accuracy.bias)}"
    if accuracy.coverage is None or accuracy.bound is None:
        return f"{said}."
    stayed, should = percent(accuracy.coverage), percent(accuracy.bound)
    return f"{said}; {stayed} stayed within the bound that {should} should."


def bias_words(bias: Decimal) -> str:
    """Say whether forecasts were too high or too low."""
    if abs(bias) < Decimal("0.005"):
        return "neither too high nor too low on the whole"
    return f"{percent(abs(bias))} too {'high' if bias > 0 else 'low'} on the whole"


def lead_time_words(estimate: LeadTimeEstimate) -> str:
    """Say how long a delivery takes, and by whose deliveries."""
    basis = BASES[estimate.basis].format(_deliveries(estimate.deliveries))
    spread = f", give or take {number(rounded(estimate.deviation))}" if estimate.deviation else ""
    days = rounded(estimate.days)
    return f"{number(days)} {'day' if days == 1 else 'days'}{spread} ({basis})"


def _deliveries(deliveries: int) -> str:
    return "1 delivery" if deliveries == 1 else f"{deliveries} deliveries"


def days_words(days: Decimal) -> str:
    """Write a number of days as people plan: whole, and no more than a year exactly."""
    if days > 730:
        return "more than two years"
    whole = days.quantize(Decimal(1), ROUND_HALF_EVEN)
    return f"{number(whole)} {'day' if whole == 1 else plural('day')}"


def warning_words(name: str) -> str:
    """Say what people should know of an item's figures."""
    return WARNINGS.get(name, f"{plain(name).capitalize()}.")
