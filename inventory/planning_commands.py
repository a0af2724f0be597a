"""What jobs and people ask for about demand: forecasts kept, proposals, alerts, reports."""

from datetime import date
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from inventory.base_command import BaseCommand
from inventory.documents.forecast import Forecast
from inventory.documents.weekly_report import WeeklyReport
from inventory.quantity import Quantity
from inventory.record import Record
from inventory.stock_policy import AlertKind

FORECASTS_MAX = 500
"""Forecasts that one command keeps."""


class KeepForecasts(BaseCommand):
    """The planning job: keep what was computed; what changed by much waits for a manager.

    Attributes:
        forecasts: as computed, whether or not they differ from what is kept; the journal has them
            once, as they were kept.
        gone: keys of forecasts of what is not planned any more.
        is_last: no more are to come of this run.
    """

    facts: ClassVar[frozenset[str]] = frozenset({"forecasts", "gone", "is_last"})

    kind: Literal["keep_forecasts"] = "keep_forecasts"
    on: date
    forecasts: tuple[Forecast, ...] = Field(max_length=FORECASTS_MAX)
    gone: tuple[str, ...] = ()
    is_last: bool = True


class DecideReview(BaseCommand):
    """Let parameters act as computed, or leave them as they are.

    Attributes:
        lines: keys of forecasts (`MUG-BLU`, `MUG-BLU @ North`) that are decided so.
        kept: those that stay as they are, in the same step. Where neither names any, all that wait
            are decided.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["decide_review"] = "decide_review"
    number: str
    is_accepted: bool
    lines: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class ProposeReorders(BaseCommand):
    """The reorder job: look at every item and propose what is missing.

    Attributes:
        costs: sku -> what a unit of it costs by what it was bought for, where its row says nothing.
    """

    facts: ClassVar[frozenset[str]] = frozenset({"costs"})

    kind: Literal["propose_reorders"] = "propose_reorders"
    on: date
    costs: dict[str, Quantity] = Field(default_factory=dict)


class DecideProposal(BaseCommand):
    """Approve (perhaps with changed quantities by sku) or reject.

    Attributes:
        note: why.
        rest_days: how long what is rejected is not proposed again; None for the house rule.
        seen: sequence of the transaction that told what is decided on; 0 where nobody knows.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["decide_proposal"] = "decide_proposal"
    number: str
    is_approved: bool
    quantities: dict[str, Quantity] = Field(default_factory=dict)
    note: str = ""
    rest_days: int | None = None
    seen: int = 0


class SnoozeProposal(BaseCommand):
    """Have a proposal come back later, with the figures of that day.

    Attributes:
        until: when; None for so many `days` from today.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["snooze_proposal"] = "snooze_proposal"
    number: str
    until: date | None = None
    days: int = 7
    note: str = ""


class Seen(Record):
    """Something that an alert may be about, found by a job in what the book does not keep.

    Attributes:
        about: demand_jump, demand_stop or forecast_bad.
        before, after: usual and latest demand of a period, or usual and latest error.
    """

    about: AlertKind
    item: str
    site: str = ""
    before: Quantity
    after: Quantity


class CheckAlerts(BaseCommand):
    """The alerts job: raise what is new, refresh what stands, resolve what is over.

    Attributes:
        daily: whether what moves slowly is looked at too: overstock, dead and expiring stock,
            demand, forecasts, suppliers.
        seen: what the job has found of demand and forecasts; only of a daily run.
        continues: it goes on with what one transaction had no room for, and raises nothing new.
        items: those worth a look besides those of alerts that are alive; None for every item. The job
            finds them while others work on: a look at tens of thousands takes seconds.
    """

    facts: ClassVar[frozenset[str]] = frozenset({"seen", "items"})

    kind: Literal["check_alerts"] = "check_alerts"
    on: date
    daily: bool = False
    seen: tuple[Seen, ...] = ()
    continues: bool = False
    items: tuple[str, ...] | None = None


class AcknowledgeAlert(BaseCommand):
    """Say that one has seen an alert, and takes care of it or lets somebody else."""

    is_step: ClassVar[bool] = True

    kind: Literal["acknowledge_alert"] = "acknowledge_alert"
    number: str
    owner: str = ""
    note: str = ""


class SnoozeAlert(BaseCommand):
    """Hear nothing of an alert before a day, unless it gets worse.

    Attributes:
        until: None for so many `days` from the warehouse's own day on.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["snooze_alert"] = "snooze_alert"
    number: str
    until: date | None = None
    days: int = 7
    note: str = ""


class HandleAlert(BaseCommand):
    """Say that what an alert asks for is done already: it is ordered elsewhere, say."""

    is_step: ClassVar[bool] = True

    kind: Literal["handle_alert"] = "handle_alert"
    number: str
    note: str = ""


class Subscribe(BaseCommand):
    """Have certain alerts told in a channel too."""

    is_step: ClassVar[bool] = True

    kind: Literal["subscribe"] = "subscribe"
    channel: str
    category: str = ""
    supplier: str = ""
    site: str = ""
    kinds: tuple[AlertKind, ...] = ()


class Unsubscribe(BaseCommand):
    """Have a channel hear nothing more; of one subscription by its code, or of all of a channel."""

    is_step: ClassVar[bool] = True

    kind: Literal["unsubscribe"] = "unsubscribe"
    channel: str = ""
    code: str = ""


class KeepWeeklyReport(BaseCommand):
    """The weekly job: tell how the week went."""

    facts: ClassVar[frozenset[str]] = frozenset({"report"})

    kind: Literal["keep_weekly_report"] = "keep_weekly_report"
    week: date
    report: WeeklyReport


PlanningCommand: TypeAlias = (
    ProposeReorders
    | DecideProposal
    | KeepForecasts
    | DecideReview
    | SnoozeProposal
    | CheckAlerts
    | AcknowledgeAlert
    | SnoozeAlert
    | HandleAlert
    | Subscribe
    | Unsubscribe
    | KeepWeeklyReport
)
