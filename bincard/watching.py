"""One line in the log for each request the desk has settled, and its figures."""

import structlog

from bincard.metrics import Metrics
from inventory.commands import Command
from inventory.errors import StockError
from journal.commit import Outcome
from journal.desk import Served

log = structlog.get_logger(__name__)


class Watch:
    """Told by the desk of every commit, after the people who asked."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def __call__(self, served: Served) -> None:
        self._metrics.served(served)
        for command, outcome in zip(served.commands, served.outcomes, strict=True):
            _tell(command, outcome, served.seconds)


def _tell(command: Command, outcome: Outcome, seconds: float) -> None:
    bound = log.bind(key=command.key, user=command.actor, kind=command.kind)
    if outcome.posted is not None:
        sequence = outcome.posted.transaction.sequence
        event = "request.repeated" if outcome.posted.is_repeat else "request.recorded"
        bound.info(event, sequence=sequence, milliseconds=round(seconds * 1000, 2))
    elif isinstance(outcome.error, StockError):
        bound.info("request.refused", refusal=type(outcome.error).__name__)
    else:
        bound.error("request.failed", exc_info=outcome.error)
