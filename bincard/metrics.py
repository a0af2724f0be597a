"""Figures for Prometheus: what happened in this process, and how everything stands now.

What happened is counted as it happens. How things stand is looked up when somebody asks, so that a
figure is never older than the question. Each process has a registry of its own.
"""

from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from inventory.errors import StockError
from inventory.ports import JournalUnavailableError, StatusSource
from inventory.standing import Standing
from journal.commit import Outcome
from journal.desk import Served

COMMIT_BUCKETS_S: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
TOO_MANY_REQUESTS: Final = 429


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        to = self._registry
        self._postings = Counter(
            "bincard_postings", "Requests recorded, by kind.", ["kind"], registry=to
        )
        self._refusals = Counter(
            "bincard_refusals", "Requests refused, by reason.", ["reason"], registry=to
        )
        self._repeats = Counter(
            "bincard_repeats", "Requests that had been recorded before.", registry=to
        )
        self._failures = Counter(
            "bincard_failures", "Requests that could not be recorded.", registry=to
        )
        self._commit_s = Histogram(
            "bincard_commit_seconds",
            "From taking queued requests to telling them, disk included.",
            buckets=COMMIT_BUCKETS_S,
            registry=to,
        )
        self._google = Counter(
            "bincard_google_answers", "Google's answers, by HTTP status.", ["status"], registry=to
        )
        self._google.labels(status=str(TOO_MANY_REQUESTS))
        self._job_success = Gauge(
            "bincard_job_last_success_timestamp_seconds",
            "When a job last ended well in this process.",
            ["job"],
            registry=to,
        )
        self._slack_age = Gauge(
            "bincard_slack_connection_age_seconds",
            "Since Slack was last heard on the socket; 0 in HTTP mode.",
            registry=to,
        )

    def served(self, served: Served) -> None:
        """Count one commit and what it held."""
        self._commit_s.observe(served.seconds)
        for outcome in served.outcomes:
            self._count(outcome)

    def google_answered(self, status: int) -> None:
        self._google.labels(status=str(status)).inc()

    def job_succeeded(self, job: str, timestamp: float) -> None:
        self._job_success.labels(job=job).set(timestamp)

    def slack_heard(self, age_s: float) -> None:
        self._slack_age.set(age_s)

    def show_standing(self, status: StatusSource) -> None:
        """Have every look at the figures include how everything stands."""
        self._registry.register(_StandingCollector(status))

    def text(self) -> bytes:
        """Return all figures in Prometheus' text format."""
        return generate_latest(self._registry)

    def _count(self, outcome: Outcome) -> None:
        if outcome.posted is None:
            if isinstance(outcome.error, StockError):
                self._refusals.labels(reason=type(outcome.error).__name__).inc()
            else:
                self._failures.inc()
        elif outcome.posted.is_repeat:
            self._repeats.inc()
        else:
            self._postings.labels(kind=outcome.posted.transaction.command.kind).inc()


class _StandingCollector(Collector):
    """Looks when it is asked; without a database there is nothing to tell but that."""

    def __init__(self, status: StatusSource) -> None:
        self._status = status

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            standing = self._status()
        except JournalUnavailableError:
            yield GaugeMetricFamily("bincard_journal_up", "Whether the journal answers.", value=0)
            return
        yield GaugeMetricFamily("bincard_journal_up", "Whether the journal answers.", value=1)
        for name, words, value in _figures(standing):
            yield GaugeMetricFamily(f"bincard_{name}", words, value=value)

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Name nothing ahead: registering must not ask the database."""
        return iter(())


def _figures(now: Standing) -> Iterator[tuple[str, str, float]]:
    yield "journal_sequence", "The last transaction.", now.sequence
    yield "outbox_waiting", "Messages that have to leave.", now.waiting
    yield "outbox_oldest_seconds", "Age of the oldest of them.", now.waiting_s
    yield "letters_waiting", "Letters to customers that have to leave.", now.letters_waiting
    yield "letters_oldest_seconds", "Age of the oldest of them.", now.letters_waiting_s
    yield "sheet_lag_transactions", "Transactions that the workbook lacks.", now.behind
    yield "sheet_lag_seconds", "Age of the oldest of them.", now.behind_s
    for who, since in (("google", now.google_away_since), ("slack", now.slack_away_since)):
        yield f"{who}_is_away", f"Whether {who.title()} does not answer.", since is not None
