"""The bot's tabs of forecasts and of reviews, and what their rows say."""

from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.forecast import Accuracy, Forecast, LeadTimeEstimate, LifeStage, Parameters
from inventory.documents.review import Review, ReviewLine
from inventory.quantity import ZERO, Quantity
from sheets_schema.columns import LINE_KEY, Column, Kind, RowColor, View, bot_tab
from sheets_schema.document_rows import number_in, row_link

COLOR: Final = "#12B5CB"
WAITS: Final = "#FEEFC3"
DEAD: Final = "#E8EAED"
MISSED: Final = "#FAD2CF"
PER_CENT: Final = Decimal(100)
GRID_COLUMNS: Final = 40
"""Columns A to AN of Forecast are the bot's: a forecast is told with everything it rests on."""

FORECASTS: Final = bot_tab(
    title="Forecast",
    sheet_id=140,
    key="key",
    purpose=(
        "What is expected of each item, how wrong that has been, and when it is bought again. "
        "Yellow waits for a manager's look, red misses its service, grey is dead."
    ),
    color=COLOR,
    grid_columns=GRID_COLUMNS,
    columns=(
        Column("Key", "key", width=150, note="The item, at a site where there are several."),
        Column("Item", "forecast.item", width=130),
        Column("Site", "forecast.site", width=90),
        Column("Status", "status", width=90, note="new, active, fading or dead, by its demand."),
        Column(
            "Demand",
            "demand_class",
            width=110,
            note="smooth, erratic, intermittent or lumpy: "
            "by how often it is asked for, and by how much its sizes differ.",
        ),
        Column("ABC", "forecast.abc_class", width=50, note="By what a year of it is worth."),
        Column("XYZ", "forecast.xyz_class", width=50, note="By how much months differ: X least."),
        Column("Period", "period", width=70, note="The step in which demand is counted."),
        Column("Expected", "mean", Kind.QUANTITY, 90, "Units in the next period."),
        Column("Deviation", "deviation", Kind.QUANTITY, 90, "Of one period's demand."),
        Column("Method", "method", width=110),
        Column(
            "Off by (percent)", "error", Kind.QUANTITY, 90, "As tried on its own past: see README."
        ),
        Column(
            "Bias (percent)",
            "bias",
            Kind.QUANTITY,
            80,
            "Above zero: it has expected too much.",
            is_signed=True,
        ),
        Column("Within the bound (percent)", "coverage", Kind.QUANTITY, 110, "95 would be right."),
        Column("Tried (times)", "accuracy.origins", Kind.INTEGER, 70, "On its past; 0: too young."),
        Column("History (periods)", "forecast.history", Kind.INTEGER, 80),
        Column("Run out (periods)", "forecast.censored", Kind.INTEGER, 80, "Left out of it."),
        Column("Lead time (days)", "lead_days", Kind.QUANTITY, 80),
        Column("Give or take (days)", "lead_deviation", Kind.QUANTITY, 80),
        Column("Known from", "basis", width=90, note="Whose deliveries the lead time comes from."),
        Column("Has to last (days)", "horizon_days", Kind.QUANTITY, 90),
        Column("Expected in them", "over_horizon", Kind.QUANTITY, 90),
        Column("At most in them", "forecast.upper", Kind.QUANTITY, 90, "At the service aimed at."),
        Column("Policy", "policy", width=120),
        Column("Service is", "service", width=80),
        Column("Asked for (percent)", "asked", Kind.QUANTITY, 90),
        Column("Aimed at (percent)", "target", Kind.QUANTITY, 90, "To achieve what is asked for."),
        Column(
            "Achieved (percent)", "achieved", Kind.QUANTITY, 90, "Of late, by its class and site."
        ),
        Column("Safety stock", "own.safety_stock", Kind.QUANTITY, 90),
        Column("Bought at", "own.reorder_point", Kind.QUANTITY, 80, "Reorder point s."),
        Column("Up to", "own.order_up_to_level", Kind.QUANTITY, 80, "Order-up-to level S."),
        Column("Order", "own.order_quantity", Kind.QUANTITY, 80, "What one order usually is."),
        Column("Waiting: bought at", "waits_at", Kind.QUANTITY, 90, "See Reviews."),
        Column("Waiting: up to", "waits_up_to", Kind.QUANTITY, 90),
        Column("Warnings", "warnings", Kind.LIST, 240),
        Column("Computed on", "forecast.computed_on", Kind.DATE, 100),
        Column(
            "Own part (percent)",
            "own_part",
            Kind.QUANTITY,
            90,
            "Of a service that is shared: what the item itself is expected to serve at once.",
        ),
    ),
    colors=(
        RowColor("=ISNUMBER(${waits_at}2)", WAITS),
        RowColor("=AND(ISNUMBER(${achieved}2),${achieved}2<${asked}2-2)", MISSED),
        RowColor('=${status}2="dead"', DEAD),
    ),
    views=(
        View("Waiting for a look", "waits_at"),
        View("Worst forecasts", "error"),
        View("With warnings", "warnings", sorts_by="key"),
        View("Without the dead", "status", sorts_by="key", hides=("dead", "taken back")),
    ),
)

REVIEWS: Final = bot_tab(
    title="Reviews",
    sheet_id=141,
    key="key",
    purpose=(
        "Every change of levels that was so large that a manager looks first: yellow still waits. "
        "It is decided in Slack, in the managers' channel or by /inv reviews."
    ),
    color=COLOR,
    has_links=True,
    columns=(
        LINE_KEY,
        Column("Review", "number", width=80),
        Column("Status", "status", width=100),
        Column("Asked on", "on", Kind.DATE, 100),
        Column("Item", "line.item", width=130),
        Column("Site", "line.site", width=90),
        Column("Forecast", "forecast_link", width=150, note="Leads to its row on Forecast."),
        Column("Bought at", "before.reorder_point", Kind.QUANTITY, 80, "Before."),
        Column("Then at", "after.reorder_point", Kind.QUANTITY, 80),
        Column("Up to", "before.order_up_to_level", Kind.QUANTITY, 80, "Before."),
        Column("Then up to", "after.order_up_to_level", Kind.QUANTITY, 80),
        Column("Safety stock", "before.safety_stock", Kind.QUANTITY, 90, "Before."),
        Column("Then", "after.safety_stock", Kind.QUANTITY, 80),
        Column("Because of", "cause", width=110, note="What has changed most."),
        Column("Decided by", "decided_by", width=110),
        Column("Decided on", "decided_on", Kind.DATE, 100),
        Column("Overtaken by", "overtaken_by", width=100),
    ),
    colors=(RowColor('=${status}2="waiting"', WAITS),),
    views=(
        View(
            "Still waiting",
            "status",
            sorts_by="key",
            hides=("used", "kept", "overtaken", "taken back"),
        ),
    ),
)

FORECAST_TABS: Final = (FORECASTS, REVIEWS)


class ForecastRow(NamedTuple):
    """One row of Forecast; shares stand there as per cent."""

    key: str
    forecast: Forecast
    accuracy: Accuracy
    own: Parameters
    status: str
    demand_class: str
    period: str
    method: str
    error: Quantity | None
    bias: Quantity | None
    coverage: Quantity | None
    mean: Quantity
    deviation: Quantity
    lead_days: Quantity
    lead_deviation: Quantity
    horizon_days: Quantity
    over_horizon: Quantity
    basis: str
    policy: str
    service: str
    asked: Quantity | None
    target: Quantity | None
    achieved: Quantity | None
    waits_at: Quantity | None
    waits_up_to: Quantity | None
    warnings: tuple[str, ...]
    own_part: Quantity | None


class ReviewRow(NamedTuple):
    """One row of Reviews: a line of one."""

    key: str
    number: str
    status: str
    on: object
    line: ReviewLine
    forecast_link: str
    before: Parameters
    after: Parameters
    cause: str
    decided_by: str
    decided_on: object
    overtaken_by: str


def forecast_row(_book: Book, key: str, forecast: Forecast) -> ForecastRow:
    """Return the row of a forecast, its estimates to two decimals: nobody knows the third."""
    accuracy, waiting = forecast.accuracy, forecast.waiting
    is_asked_for = forecast.history > 0
    lead = forecast.lead_time or LeadTimeEstimate(days=ZERO)
    return ForecastRow(
        key=key,
        forecast=forecast,
        accuracy=accuracy,
        own=forecast.parameters,
        status=forecast.life_stage if is_asked_for else LifeStage.NEW,
        demand_class=forecast.demand_class if is_asked_for else "",
        period=forecast.period,
        method=_method(forecast.method),
        error=_per_cent(accuracy.error),
        bias=_per_cent(accuracy.bias),
        coverage=_per_cent(accuracy.coverage),
        mean=_short(forecast.mean),
        deviation=_short(forecast.deviation),
        lead_days=_short(lead.days),
        lead_deviation=_short(lead.deviation),
        horizon_days=_short(forecast.horizon_days),
        over_horizon=_short(forecast.demand_over_horizon),
        basis=lead.basis if forecast.lead_time else "",
        policy=forecast.policy,
        service=forecast.service,
        asked=_per_cent(forecast.service_level),
        target=_per_cent(forecast.target),
        achieved=_per_cent(forecast.achieved),
        waits_at=waiting.reorder_point if waiting else None,
        waits_up_to=waiting.order_up_to_level if waiting else None,
        warnings=tuple(map(_plain, forecast.warnings)),
        own_part=_per_cent(forecast.shared.promised) if forecast.shared else None,
    )


def review_line_row(book: Book, key: str, review: Review) -> ReviewRow | None:
    """Return the row of one line of a review, None where it has no such line."""
    number = number_in(key)
    if number > len(review.lines):
        return None
    line = review.lines[number - 1]
    is_decided = line.is_accepted is not None
    return ReviewRow(
        key=key,
        number=review.number,
        status=_status_of(line),
        on=review.on,
        line=line,
        forecast_link=row_link(book, FORECASTS, "forecast", line.forecast),
        before=line.before,
        after=line.after,
        cause=_plain(line.cause),
        decided_by=review.decided_by if is_decided else "",
        decided_on=review.decided_on if is_decided else None,
        overtaken_by=review.overtaken_by if line.is_overtaken else "",
    )


def _status_of(line: ReviewLine) -> str:
    if line.is_accepted is not None:
        return "used" if line.is_accepted else "kept"
    return "overtaken" if line.is_overtaken else "waiting"


def _method(name: str) -> str:
    """Write the name of a method as people know it.

    Examples:
        >>> _method("sba_imapa"), _method("pooled"), _method("none")
        ('SBA + IMAPA', 'learned from all such items', '')
    """
    if name == "pooled":
        return "learned from all such items"
    return "" if name == "none" else " + ".join(part.upper() for part in name.split("_"))


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _per_cent(share: Quantity | None) -> Quantity | None:
    return None if share is None else _short(share * PER_CENT)


def _short(value: Quantity) -> Quantity:
    return round(value, 2)
