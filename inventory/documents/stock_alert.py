"""Alerts about stock: each lives from the day something is wrong until it is not any more."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from pydantic import Field

from inventory.place import Place
from inventory.quantity import Quantity
from inventory.record import Record
from inventory.stock_policy import AlertKind


class AlertStatus(StrEnum):
    """Where an alert stands.

    `handled`: somebody says that it is taken care of (already ordered); it ends by itself once it
    is, or comes back where it is not in time.
    """

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    HANDLED = "handled"
    RESOLVED = "resolved"


_ALIVE: Final = frozenset(
    {
        AlertStatus.OPEN,
        AlertStatus.ACKNOWLEDGED,
        AlertStatus.SNOOZED,
        AlertStatus.HANDLED,
    }
)

ALERT_TRANSITIONS: Final[dict[AlertStatus, frozenset[AlertStatus]]] = {
    **{status: (_ALIVE - {status}) | {AlertStatus.RESOLVED} for status in _ALIVE},
    AlertStatus.RESOLVED: frozenset(_ALIVE),
}
"""Status -> what may follow; back from resolved leads only an undo."""


class AlertFigures(Record):
    """The figures an alert was raised or refreshed with; each kind uses those it needs.

    Attributes:
        available: in places for picking, not kept for orders.
        limit: what it is held against: reorder point, or the most there should be.
        on_order: proposed or ordered and not yet come; `document` covers it.
        days: of cover left, until expiry, or late.
        expected_on: when the next delivery is expected, or what is late was.
        value: of the goods concerned, in the currency of Settings.
        before, after: usual and latest demand of a period, or error and its usual.
        lot: which lot expires.
        buildable: how many of a kit could be built of what is there.
    """

    available: Quantity | None = None
    limit: Quantity | None = None
    on_order: Quantity | None = None
    days: Quantity | None = None
    expected_on: date | None = None
    value: Quantity | None = None
    before: Quantity | None = None
    after: Quantity | None = None
    document: str = ""
    lot: str = ""
    buildable: Quantity | None = None


class StockAlert(Record):
    """One thing that is wrong with one item at one site, numbered `AL-1`.

    Attributes:
        subject: what makes it one: item and site, a lot of it, or a purchase order.
        item: empty where a supplier is late with many.
        figures: as people were told them last: what has hardly changed since is not told again.
        owner: who takes care of it; empty for nobody.
        acknowledged_by: who has seen it.
        snoozed_until: nothing is said of it before; of a handled one, the day by which it should
            be over.
        digest: the message it was told in first (`DG-3`).
        followed_by: the alert of another kind that took its place; empty where it was over.
    """

    type: Literal["stock_alert"] = "stock_alert"
    number: str
    about: AlertKind
    subject: str
    item: str = ""
    site: str = ""
    supplier: str = ""
    status: AlertStatus = AlertStatus.OPEN
    opened_on: date
    figures: AlertFigures = AlertFigures()
    owner: str = ""
    acknowledged_by: str = ""
    snoozed_until: date | None = None
    handled_by: str = ""
    note: str = ""
    digest: str = ""
    resolved_on: date | None = None
    followed_by: str = ""

    @property
    def key(self) -> str:
        return self.number

    @property
    def identity(self) -> str:
        """What is wrong with what: alive once at most."""
        return f"{self.about}:{self.subject}"

    @property
    def found_by(self) -> tuple[str, ...]:
        """What is wrong with what, and the item."""
        return (self.identity, self.item) if self.item else (self.identity,)

    @property
    def is_open(self) -> bool:
        return self.status is not AlertStatus.RESOLVED


class Digest(Record):
    """One message about alerts: those of one run for one channel, numbered `DG-1`.

    Attributes:
        channel: the id of a subscriber's; empty for the stock channel of Settings.
        alerts: their numbers, gravest first; the message says how each stands now.
        left_out: how many more there were, by kind, beyond what one digest takes.
        thread: where its message stands in Slack, None until it was sent.
    """

    type: Literal["digest"] = "digest"
    number: str
    channel: str = ""
    on: date
    alerts: tuple[str, ...]
    left_out: dict[AlertKind, int] = Field(default_factory=dict)
    is_open: bool = True
    thread: Place | None = None

    @property
    def key(self) -> str:
        return self.number

    @property
    def found_by(self) -> tuple[str, ...]:
        """The alerts it tells of, and the thread it begins."""
        return (*self.alerts, self.thread.address) if self.thread else self.alerts
