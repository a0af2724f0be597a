"""Digests as they are told: one message for each channel and run, edited while something changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from inventory.documents.stock_alert import AlertStatus, Digest, StockAlert
from inventory.draft import Draft
from inventory.replenishing.alerting.finding import Finding, gravity
from inventory.replenishing.alerting.hearers import Hearer, Matter, hearers
from inventory.stepping import notice_of, put_document

DIGEST_MAX: Final = 100
"""Alerts that one digest tells of; the rest is told by later runs."""


class Boards:
    """The digests that are not over, as a draft is about to leave them.

    Args:
        draft: where they are put once all is known.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._open = {one.number: one for one in draft.book.open(Digest)}
        self._hearers = {one.channel: one for one in hearers(draft.book)}
        self._of: defaultdict[str, list[str]] = defaultdict(list)
        self._touched: dict[str, None] = {}
        for digest in self._open.values():
            for number in digest.alerts:
                self._of[number].append(digest.number)

    def touch(self, alert: str) -> None:
        """Have every message that tells of an alert say how it stands now."""
        self._touched.update(dict.fromkeys(self._of.get(alert, ())))

    def join(self, before: StockAlert, after: StockAlert) -> str:
        """Have a lesser alert stand in the messages that told of the graver one it follows.

        Returns:
            The first of these messages, empty where none is for who hears of it.
        """
        joined = ""
        for number in tuple(self._of.get(before.number, ())):
            digest = self._open[number]
            hearer = self._hearers.get(digest.channel)
            if hearer is None or not hearer.hears(self._draft.book, matter_of(after)):
                continue
            alerts = (*digest.alerts, after.number)
            self._open[number] = digest.model_copy(update={"alerts": alerts})
            self._of[after.number].append(number)
            self._touched[number] = None
            joined = joined or number
        return joined

    def tell(
        self, on: date, alive: Sequence[StockAlert], again: frozenset[str], left: Sequence[Finding]
    ) -> dict[str, str]:
        """Tell every channel what it has not heard of yet, in one message each.

        Args:
            on: the day of the run.
            alive: every alert that is not over.
            again: numbers of those that are news though they were told before.
            left: what is not raised yet, and only counted.

        Returns:
            Number of an alert -> the first message that tells of it now.
        """
        first: dict[str, str] = {}
        for hearer in self._hearers.values():
            news = self._news_for(hearer, alive, again)
            if not news:
                continue
            shown, rest = news[:DIGEST_MAX], news[DIGEST_MAX:]
            waiting = [one.about for one in rest]
            waiting += [one.about for one in left if hearer.hears(self._draft.book, matter_of(one))]
            digest = Digest(
                number=self._draft.next_number(Digest, "DG"),
                channel=hearer.channel,
                on=on,
                alerts=tuple(one.number for one in shown),
                left_out=dict(Counter(waiting)),
            )
            put_document(self._draft, digest)
            for number in digest.alerts:
                first.setdefault(number, digest.number)
        return first

    def put_touched(self) -> None:
        """Have the messages of earlier runs say how things stand, and end where all of it is over."""
        for number in self._touched:
            _say(self._draft, self._open[number])

    def _news_for(
        self, hearer: Hearer, alive: Iterable[StockAlert], again: frozenset[str]
    ) -> list[StockAlert]:
        told = {
            number
            for digest in self._open.values()
            if digest.channel == hearer.channel
            for number in digest.alerts
        }
        news = (
            one
            for one in alive
            if (one.number in again or one.number not in told)
            and one.status is not AlertStatus.SNOOZED
            and hearer.hears(self._draft.book, matter_of(one))
        )
        return sorted(news, key=lambda one: (*gravity(one.about, one.figures), one.subject))


def matter_of(one: StockAlert | Finding) -> Matter:
    """Return what a subscription looks at."""
    return Matter(one.about, one.item, one.site, one.supplier)


def tell_boards(draft: Draft, alert: StockAlert) -> None:
    """Have the messages that tell of one alert say how it stands now.

    A message that had ended begins anew where its alert is taken up again.
    """
    for digest in tuple(draft.book.found(Digest, alert.number)):
        _say(draft, digest)


def _say(draft: Draft, digest: Digest) -> None:
    """Have a message say how its alerts stand; it is over once all of them are."""
    alive = (draft.current(StockAlert, number) for number in digest.alerts)
    is_open = any(one is not None and one.is_open for one in alive)
    now = digest.model_copy(update={"is_open": is_open})
    if now != draft.current(Digest, digest.number):
        draft.put(now)
    draft.tell(notice_of(now), is_current=True)
