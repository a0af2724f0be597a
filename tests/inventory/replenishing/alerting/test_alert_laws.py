"""Whatever happens to stock, and whatever people say: nobody hears the same twice."""

from collections import Counter
from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inventory.documents.stock_alert import AlertStatus, Digest, StockAlert
from inventory.errors import NothingChanged, StockError
from inventory.replenishing.alerting.boards import matter_of
from inventory.replenishing.alerting.finders import worth_a_look
from inventory.replenishing.alerting.hearers import hearers
from inventory.stock_policy import AlertKind
from tests.builders import pick, receive, refusal_of, undo
from tests.inventory.replenishing.alerting.house import (
    a_forecast,
    a_house,
    acknowledge,
    check,
    days,
    handle,
    keep,
    snooze,
    subscribe,
    told,
    unsubscribe,
    watched,
)

SKUS = ("MUG-BLU", "TEE-BLK-M", "ROPE-8")
QUANTITIES = st.integers(min_value=1, max_value=15)
CHANNELS = st.sampled_from(["C0MUGS", "C0TEES"])


class AlertsMachine(RuleBasedStateMachine):
    """Goods come and go, people answer, channels subscribe, days pass, the job runs."""

    @initialize()
    def begins(self):
        rows = (
            watched(category="Mugs"),
            watched("TEE-BLK-M", minimum=3, maximum=9, category="Tees"),
            watched("ROPE-8", minimum=5, maximum=20, is_fractional=True, unit="metre"),
        )
        self.desk = a_house(*rows, stock=[(12, "MUG-BLU", "A-01")])
        keep(self.desk, a_forecast("MUG-BLU", daily=1, lead=4))
        self.day = 0
        self.has_run = False

    @rule(sku=st.sampled_from(SKUS), quantity=QUANTITIES)
    def comes(self, sku, quantity):
        self._tries(receive(quantity, sku, at="A-01"))

    @rule(sku=st.sampled_from(SKUS), quantity=QUANTITIES)
    def goes(self, sku, quantity):
        self._tries(pick(quantity, sku, at="A-01"))

    @rule(number=st.integers(1, 9), by=st.sampled_from(["U0ANA", "U0BEN"]))
    def is_taken(self, number, by):
        self._tries(acknowledge(f"AL-{number}", by=by))

    @rule(number=st.integers(1, 9), days_ahead=st.integers(1, 3))
    def is_put_off(self, number, days_ahead):
        self._tries(snooze(f"AL-{number}", until=days(days_ahead).date()))

    @rule(number=st.integers(1, 9))
    def is_seen_to(self, number):
        self._tries(handle(f"AL-{number}"))

    @rule(back=st.integers(0, 3))
    def is_taken_back(self, back):
        self._tries(undo(f"TX-{self.desk.last_sequence() - back}", by="U0MIA"))

    @rule(channel=CHANNELS, kinds=st.sampled_from([(), (AlertKind.LOW,), (AlertKind.OUT,)]))
    def subscribes(self, channel, kinds):
        self._tries(subscribe(channel, kinds=kinds))

    @rule(channel=CHANNELS)
    def unsubscribes(self, channel):
        self._tries(unsubscribe(channel))

    @rule()
    def a_day_passes(self):
        self.day += 1

    @rule(daily=st.booleans(), is_told=st.booleans())
    def the_job_runs(self, daily, is_told):
        command = check(self.day, daily=daily)
        items = worth_a_look(self.desk.book, command) if is_told else None
        self._tries(command.model_copy(update={"items": items}))
        before = told(self.desk)
        assert isinstance(refusal_of(self.desk, check(self.day, daily=daily)), NothingChanged)
        assert told(self.desk) == before
        self._everybody_has_heard()

    @invariant()
    def nothing_is_wrong_twice(self):
        alive = Counter(one.identity for one in self._alive())
        assert all(count == 1 for count in alive.values())
        short = Counter(one.subject for one in self._alive())
        assert all(count == 1 for count in short.values())

    @invariant()
    def a_message_ends_with_its_alerts(self):
        for digest in self._digests():
            alerts = [self.desk.book.get(StockAlert, number) for number in digest.alerts]
            assert digest.is_open == any(one.is_open for one in alerts)

    @invariant()
    def no_message_begins_twice_in_a_run(self):
        entered = self.desk.entered_after(0, self.desk.last_sequence())
        for one in entered:
            names = [notice.message for notice in one.transaction.notices]
            assert len(names) == len(set(names))

    def _everybody_has_heard(self):
        """Every channel was told of each alert that is alive, once unless it was put off."""
        for hearer in hearers(self.desk.book):
            heard = Counter(
                number
                for digest in self._digests()
                if digest.channel == hearer.channel
                for number in digest.alerts
            )
            for alert in self._alive():
                wants = hearer.hears(self.desk.book, matter_of(alert))
                if wants and alert.status is not AlertStatus.SNOOZED:
                    assert heard[alert.number] >= 1, (hearer.channel, alert.number)
                if not self._was_put_off(alert.number):
                    assert heard[alert.number] <= 1, (hearer.channel, alert.number)

    def _was_put_off(self, number):
        """Tell whether an alert was put off, or one that it followed: it is told on that day."""
        entered = self.desk.entered_after(0, self.desk.last_sequence())
        changes = (change.after for one in entered for change in one.transaction.changes)
        waiting = (AlertStatus.SNOOZED, AlertStatus.HANDLED)
        told = [after for after in changes if isinstance(after, StockAlert)]
        line = {number}
        for after in reversed(told):
            if after.followed_by in line:
                line.add(after.number)
        return any(after.number in line and after.status in waiting for after in told)

    def _alive(self):
        return list(self.desk.book.open(StockAlert)) if hasattr(self, "desk") else []

    def _digests(self):
        return list(self.desk.book.all(Digest)) if hasattr(self, "desk") else []

    def _tries(self, command):
        with suppress(StockError):
            self.desk.handle(command)


AlertsMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestAlertsMachine = AlertsMachine.TestCase
