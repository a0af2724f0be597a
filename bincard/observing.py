"""All by which one can tell from outside how this process is doing, put together once."""

from dataclasses import dataclass

from bincard.clock import utc_now
from bincard.metrics import Metrics
from bincard.outages import Outages
from bincard.settings import Settings
from inventory.ports import StatusSource
from inventory.standing import Standing
from journal.opening import Journal
from journal.standing import standing_of


@dataclass(frozen=True)
class Observation:
    """Figures, how everything stands, and who is away."""

    metrics: Metrics
    status: StatusSource
    outages: Outages


def observe(settings: Settings, journal: Journal, metrics: Metrics) -> Observation:
    """Look at a journal; its desk tells the figures of its commits by itself."""

    def status() -> Standing:
        return standing_of(journal.engine, settings.spreadsheet_id, utc_now())

    metrics.show_standing(status)
    return Observation(metrics=metrics, status=status, outages=Outages(journal.progress))
