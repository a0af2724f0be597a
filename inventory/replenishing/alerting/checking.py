"""A run of the alerts job: what is new is raised, what stands is refreshed, what is over ends.

Nobody hears the same twice. News is what was not told in a channel before, what has become graver,
and what was put off or taken care of and holds all the same on the day that was said.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from inventory.documents.replenishment import Alert
from inventory.documents.stock_alert import AlertStatus, StockAlert
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.notices import AlertNotice
from inventory.planning_commands import CheckAlerts
from inventory.replenishing.alerting.boards import DIGEST_MAX, Boards
from inventory.replenishing.alerting.finders import findings, judged_kinds, look_for
from inventory.replenishing.alerting.finding import (
    SHORTAGES,
    Finding,
    gravity,
    is_material,
)
from inventory.replenishing.alerting.look import Look
from inventory.replenishing.alerting.shortages import shortage_figures

CHANGES_MAX: Final = 500
"""Known alerts that one transaction changes; the job goes on with the rest at once."""

TOPIC: Final = "alerts"
WAITING: Final = (AlertStatus.SNOOZED, AlertStatus.HANDLED)
BACK: Final[dict[str, object]] = {"status": AlertStatus.OPEN, "snoozed_until": None}
KEPT: Final = ("status", "owner", "acknowledged_by", "snoozed_until", "handled_by", "note")
"""What somebody has said of an alert."""


def plan_check_alerts(draft: Draft, command: CheckAlerts) -> None:
    """Compare what is wrong with what people know of.

    Raises:
        NothingChanged: nobody has to hear of anything.
    """
    look = look_for(draft.book, command)
    found = findings(look, command)
    known = {one.identity: one for one in draft.book.open(StockAlert)}
    new = sorted(
        (one for identity, one in found.items() if identity not in known),
        key=lambda one: (*gravity(one.about, one.figures), one.subject),
    )
    most = 0 if command.continues else DIGEST_MAX
    _Run(draft, look, command, known.values()).take(found, new[:most], new[most:])
    _end_old_digests(draft)
    if draft.is_empty:
        raise NothingChanged(what=TOPIC)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A known alert as it is now; `is_news` where people are to hear of it once more."""

    before: StockAlert
    after: StockAlert
    is_news: bool = False


class _Run:
    """One run over the alerts that are alive."""

    def __init__(
        self, draft: Draft, look: Look, command: CheckAlerts, known: Iterable[StockAlert]
    ) -> None:
        self._draft, self._look, self._on = draft, look, command.on
        self._is_telling = not command.continues
        self._kinds = judged_kinds(command)
        self._alive = {one.number: one for one in known}
        self._boards = Boards(draft)
        self._again: set[str] = set()
        self._ended: dict[str, StockAlert] = {}

    def take(
        self, found: Mapping[str, Finding], new: Sequence[Finding], left: Sequence[Finding]
    ) -> None:
        """Judge what is known, raise what is new, and have both told."""
        self._judge(found, followed=_short(new), waiting=_short(left))
        for one in new:
            self._raise(one)
        self._tell(left)
        self._boards.put_touched()

    def _judge(
        self, found: Mapping[str, Finding], *, followed: Set[str], waiting: Set[str]
    ) -> None:
        """Refresh and end known alerts, first those for whose sake others are told.

        Args:
            found: what is wrong, by identity.
            followed: subjects that have another alert from now on.
            waiting: subjects whose next alert waits for its turn: so does the end of this one.
        """
        judged = (
            self._judged(one, found.get(one.identity))
            for one in tuple(self._alive.values())
            if one.about in self._kinds and not (one.about in SHORTAGES and one.subject in waiting)
        )
        changed = [one for one in judged if one.after != one.before]
        changed.sort(key=lambda one: not (one.is_news or one.before.subject in followed))
        for one in changed[:CHANGES_MAX]:
            self._put(one.after)
            if one.after.about in SHORTAGES and not one.after.is_open:
                self._ended[one.after.subject] = one.before
            if one.is_news:
                self._again.add(one.after.number)

    def _judged(self, alert: StockAlert, found: Finding | None) -> _Judged:
        if found is None:
            return _Judged(alert, _ended(self._look, alert))
        now: dict[str, object] = {}
        if is_material(alert.figures, found.figures):
            now["figures"] = found.figures
        is_news = self._is_back(alert) and self._is_telling
        if is_news:
            now |= BACK
        return _Judged(alert, alert.model_copy(update=now), is_news)

    def _is_back(self, alert: StockAlert) -> bool:
        """Tell whether the day has come up to which somebody had put an alert off."""
        is_due = alert.snoozed_until is not None and alert.snoozed_until <= self._on
        return is_due and alert.status in WAITING

    def _raise(self, found: Finding) -> None:
        """Open an alert; one that follows another of the same item is in the same hands."""
        alert = StockAlert(
            number=_next_number(self._draft),
            about=found.about,
            subject=found.subject,
            item=found.item,
            site=found.site,
            supplier=found.supplier,
            opened_on=self._on,
            figures=found.figures,
        )
        if before := self._followed(found):
            alert = self._following(before, alert)
            ended = self._alive[before.number].model_copy(update={"followed_by": alert.number})
            self._put(ended)
        self._put(alert)

    def _following(self, before: StockAlert, alert: StockAlert) -> StockAlert:
        """Return an alert in the hands of whoever had the one before.

        A graver one is news to them; a lesser one stands where the graver one was told, as it did,
        and is news where that was put off until today.
        """
        if alert.about is min(alert.about, before.about, key=SHORTAGES.index):
            return alert.model_copy(update={"owner": before.owner})
        kept = {name: getattr(before, name) for name in KEPT}
        lesser = alert.model_copy(update=kept)
        if self._is_back(lesser):
            lesser = lesser.model_copy(update=BACK)
            self._again.add(lesser.number)
        return lesser.model_copy(update={"digest": self._boards.join(before, lesser)})

    def _followed(self, found: Finding) -> StockAlert | None:
        """Return the alert of the same item that ended in this run, as it was; None for none."""
        return self._ended.get(found.subject) if found.about in SHORTAGES else None

    def _put(self, alert: StockAlert) -> None:
        self._draft.put(alert)
        self._boards.touch(alert.number)
        self._alive[alert.number] = alert

    def _tell(self, left: Sequence[Finding]) -> None:
        if not self._is_telling:
            return
        alive = [one for one in self._alive.values() if one.is_open]
        told = self._boards.tell(self._on, alive, frozenset(self._again), left)
        for number, digest in told.items():
            if not self._alive[number].digest:
                self._draft.put(self._alive[number].model_copy(update={"digest": digest}))


def _ended(look: Look, alert: StockAlert) -> StockAlert:
    """End an alert; of what was short the figures tell why it is not any more."""
    over: dict[str, object] = {"status": AlertStatus.RESOLVED, "resolved_on": look.on}
    now = look.by_key.get(alert.subject)
    if alert.about in SHORTAGES and now is not None:
        over["figures"] = shortage_figures(look, now)
    return alert.model_copy(update={**over, "snoozed_until": None})


def _short(found: Iterable[Finding]) -> frozenset[str]:
    """Return the subjects of which something is short."""
    return frozenset(one.subject for one in found if one.about in SHORTAGES)


def _next_number(draft: Draft) -> str:
    """Number alerts on from the digests that earlier versions numbered likewise."""
    own = draft.next_number(StockAlert, "AL").removeprefix("AL-")
    return f"AL-{int(own) + draft.book.register.entry_counts['alert']}"


def _end_old_digests(draft: Draft) -> None:
    """End what earlier versions told of what is low: its items have alerts of their own now."""
    for old in tuple(draft.book.open(Alert)):
        ended = old.model_copy(update={"is_open": False})
        draft.put(ended)
        draft.tell(AlertNotice(alert=ended))
