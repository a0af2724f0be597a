"""Buys the labels that people want: each once, whatever is lost on the way.

Before money is spent the shipment says `buying`. A label that says so at the start of a process was
being bought when another one ended: it is in doubt, and is looked for before anything is bought on
the same shipment of the broker, who sells one label on it. A doubt ends with a label, or with a
refusal that comes so late that no request of ours can still be on its way.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import structlog

from inventory.carriage.live_rates import (
    LANDED_BY_S,
    BuyOutcome,
    CarrierRefusal,
    LabelBought,
    LiveCarrier,
    NotBought,
    Refused,
    Unknown,
    settle_purchase,
)
from inventory.documents.package_label import LabelState, PackageLabel
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.errors import StockError
from inventory.journey_commands import RecordLabel
from inventory.people import JOB_PREFIX
from inventory.ports import Clock, Desk

LEASE: Final = "labels"
ACTOR: Final = f"{JOB_PREFIX}labels"
IDLE_S: Final = 0.5
BACKOFF: Final = timedelta(seconds=5)
BACKOFF_MAX: Final = timedelta(minutes=5)
GONE: Final = "the shipment was opened, cancelled or sent another way before anything was bought"

log = structlog.get_logger(__name__)


class _Trouble(NamedTuple):
    """How often a label could not be settled, when to ask again, and the last doubtful answer."""

    times: int
    not_before: datetime
    doubted_at: datetime | None


class LabelBuyer:
    """Settles every label that is wanted or in doubt, one process at a time.

    Args:
        carrier: the broker.
        desk: whose shipments say what is wanted, and are told what became of it.
        clock: by which doubts grow old.
    """

    def __init__(self, carrier: LiveCarrier, desk: Desk, clock: Clock) -> None:
        self._carrier = carrier
        self._desk = desk
        self._clock = clock
        self._troubles: dict[str, _Trouble] = {}

    def buy_once(self, may_buy: Callable[[], bool] = lambda: True) -> float:
        """Settle what is due; return how many seconds to wait then."""
        for shipment, label in list(self._pending()):
            trouble = self._troubles.get(label.shipment_id)
            if trouble is not None and self._clock() < trouble.not_before:
                continue
            if not may_buy():
                break
            self._settle(shipment, label)
        return IDLE_S

    def _pending(self) -> Iterator[tuple[Shipment, PackageLabel]]:
        for shipment in self._desk.catch_up().open(Shipment):
            yield from ((shipment, label) for label in shipment.labels if label.is_pending)

    def _settle(self, shipment: Shipment, label: PackageLabel) -> None:
        is_needed = shipment.status is ShipmentStatus.PACKED
        if label.state is LabelState.WANTED:
            if not is_needed:
                self._record(shipment, label, LabelState.REFUSED, said=GONE)
                return
            if not self._record(shipment, label, LabelState.BUYING):
                return
        elif label.shipment_id not in self._troubles:  # another process was at it
            self._doubt(label)
        self._take_in(shipment, label, self._asked(label, is_needed=is_needed))

    def _asked(self, label: PackageLabel, *, is_needed: bool) -> BuyOutcome:
        """Buy, or where nobody needs it any more only look whether it was bought."""
        if is_needed:
            return settle_purchase(self._carrier, label.shipment_id, label.rate_id)
        found = self._carrier.look(label.shipment_id)
        if isinstance(found, NotBought):
            return Refused(reason=CarrierRefusal.INVALID, said=GONE)
        return found

    def _take_in(self, shipment: Shipment, label: PackageLabel, outcome: BuyOutcome) -> None:
        match outcome:
            case LabelBought():
                number = outcome.tracking_number
                self._record(shipment, label, LabelState.BOUGHT, tracking=number)
                self._troubles.pop(label.shipment_id, None)
            case Unknown():
                self._doubt(label)
                self._record(shipment, label, LabelState.UNKNOWN, said=outcome.said)
            case Refused() if outcome.reason is CarrierRefusal.LATER or self._is_young(label):
                self._rest(label)
            case Refused():
                self._record(shipment, label, LabelState.REFUSED, said=outcome.said)
                self._troubles.pop(label.shipment_id, None)

    def _is_young(self, label: PackageLabel) -> bool:
        """Tell whether a request in doubt may still land after what was said to this one."""
        trouble = self._troubles.get(label.shipment_id)
        if trouble is None or trouble.doubted_at is None:
            return False
        return self._clock() - trouble.doubted_at <= timedelta(seconds=LANDED_BY_S)

    def _doubt(self, label: PackageLabel) -> None:
        self._rest(label)
        trouble = self._troubles[label.shipment_id]
        self._troubles[label.shipment_id] = trouble._replace(doubted_at=self._clock())

    def _rest(self, label: PackageLabel) -> None:
        known = self._troubles.get(label.shipment_id)
        times = known.times + 1 if known else 1
        wait = min(BACKOFF_MAX, BACKOFF * 2 ** min(times - 1, 10))
        doubted_at = known.doubted_at if known else None
        self._troubles[label.shipment_id] = _Trouble(times, self._clock() + wait, doubted_at)

    def _record(
        self,
        shipment: Shipment,
        label: PackageLabel,
        state: LabelState,
        *,
        tracking: str = "",
        said: str = "",
    ) -> bool:
        """Tell the shipment; False where it knew, or knows better.

        The key has the version it is made upon: the same label may be refused, and wanted again.
        """
        version = self._desk.book.version_of("shipment", shipment.number)
        command = RecordLabel(
            key=f"label:{label.shipment_id}:{state.value}:{version}",
            actor=ACTOR,
            at=self._clock(),
            number=shipment.number,
            shipment_id=label.shipment_id,
            state=state,
            tracking=tracking,
            said=said,
        )
        try:
            self._desk.handle(command)
        except StockError as known:
            log.debug("labels.noted_already", label=label.shipment_id, reason=str(known))
            return False
        log.info("labels.noted", label=label.shipment_id, state=state.value)
        return True
