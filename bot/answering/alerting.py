"""Alerts as they are typed: shown, taken, put off, seen to; and which channel hears of what.

Everything here blocks, so listeners call it in a thread.
"""

from collections.abc import Callable
from typing import Final

from bot.answering.answers import Answer, Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.documents import Documents
from bot.answering.hearer import Hearer
from bot.answering.naming import person_named
from bot.answering.spoken import heard
from bot.language.alert_lines import read_alerts, read_subscription
from bot.language.proposal_lines import read_put_off
from bot.language.step_lines import Step, is_about_documents, read_spoken, read_step
from bot.messages.alert_lines import TITLES
from bot.messages.digests import YOURS, alert_card, listed
from bot.messages.message import Message
from bot.messages.posted import undo_button
from bot.messages.subscriptions import subscribed, subscriptions_of, unsubscribed
from bot.messages.text import Bold, Line, line
from inventory.documents.stock_alert import Digest, StockAlert
from inventory.known import known
from inventory.stock_policy import Subscription

SNOOZE: Final = "snooze"
ALERT: Final = "AL"


class Alerting(Hearer):
    """Hears what is about alerts for a clerk.

    Args:
        clerk: who asks the desk.
        prefix: of commands in this workspace.
    """

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._steps: dict[str, Callable[[str, Asker], Said]] = {
            "alerts": self._alerts,
            "ack": self._acknowledge,
            SNOOZE: self._snooze,
            "handled": self._handled,
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
        }

    def hears(self, verb: str, text: str) -> bool:
        """Tell whether a line is about alerts; proposals are put off by the same verb."""
        if verb == SNOOZE:
            return text.strip().upper().startswith(f"{ALERT}-")
        return verb in self._steps

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Show alerts, take a step, or say what stands in the way."""
        return heard(self._clerk, verb, asker, lambda: self._steps[verb](text, asker), self._prefix)

    def of_digest(self, number: str, asker: Asker) -> Said:
        """Show every alert of a digest that is not over.

        Raises:
            NotAllowed, UnknownDocument: as they say.
        """
        self._clerk.inquiry(asker.user)
        telling = self._clerk.telling()
        digest = known(telling.book, Digest, number)
        told = (telling.book.get(StockAlert, one) for one in digest.alerts)
        found = [one for one in told if one is not None and one.is_open]
        return Said(listed(found, telling, what=number, prefix=self._prefix))

    def _alerts(self, text: str, asker: Asker) -> Said:
        if is_about_documents(text):
            return Said(alert_card(self._named("alerts", text, asker)[1], self._clerk.telling()))
        asked = read_alerts(text)
        found = [
            one
            for one in self._clerk.book.open(StockAlert)
            if (not asked.kinds or one.about in asked.kinds)
            and (not asked.is_mine or one.owner == asker.user)
        ]
        words = [TITLES[kind].lower() for kind in asked.kinds] + [YOURS] * asked.is_mine
        what = ", ".join(words)
        return Said(listed(found, self._clerk.telling(), what=what, prefix=self._prefix))

    def _acknowledge(self, text: str, asker: Asker) -> Said:
        step, alert = self._named("ack", text, asker)
        spoken = read_spoken(step, today=self._clerk.today)
        named = spoken.texts.get("counter", "")
        owner = person_named(self._clerk.book, named, asker.user) if named else ""
        note = spoken.texts.get("note", "")
        return self._step("acknowledge_alert", "Taken", alert, asker, owner=owner, note=note)

    def _snooze(self, text: str, asker: Asker) -> Said:
        step, alert = self._named(SNOOZE, text, asker)
        until = read_put_off(step.rest, self._clerk.today)
        facts = {"until": until.until, "note": until.note}
        return self._step("snooze_alert", "Put off", alert, asker, **facts)

    def _handled(self, text: str, asker: Asker) -> Said:
        step, alert = self._named("handled", text, asker)
        note = step.rest.strip().strip('"')
        return self._step("handle_alert", "Noted as seen to", alert, asker, note=note)

    def _step(
        self, kind: str, title: str, alert: StockAlert, asker: Asker, **facts: object
    ) -> Said:
        done = self._clerk.handle(kind, asker, number=alert.number, **facts)
        telling = self._clerk.telling(done)
        card = alert_card(telling.book.get(StockAlert, alert.number) or alert, telling)
        lines: tuple[Line, ...] = (line(Bold(title), ". ", Bold(done.transaction.id)), *card.lines)
        return Said(Message(lines, (*card.buttons, undo_button(done.transaction))))

    def _subscribe(self, text: str, asker: Asker) -> Said:
        asked = read_subscription(text)
        channel = asker.place.channel
        if asked.is_bare:
            wanted = [one for one in self._active() if one.channel == channel]
            return Said(subscriptions_of(wanted, channel, self._clerk.book, self._prefix))
        facts = asked.model_dump(exclude={"is_all"})
        done = self._clerk.handle("subscribe", asker, channel=channel, **facts)
        return Said(subscribed(done.transaction, self._clerk.book), is_public=True)

    def _unsubscribe(self, text: str, asker: Asker) -> Said:
        code = text.strip()
        channel = "" if code else asker.place.channel
        done = self._clerk.handle("unsubscribe", asker, channel=channel, code=code)
        return Said(unsubscribed(done.transaction, self._clerk.book), is_public=True)

    def _active(self) -> list[Subscription]:
        return [one for one in self._clerk.book.all(Subscription) if one.is_active]

    def _named(self, verb: str, text: str, asker: Asker) -> tuple[Step, StockAlert]:
        """Return what is said of an alert, and the alert.

        Raises:
            UsageError, UnknownDocument: no alert is named, or there is none of that number.
        """
        step = read_step(verb, text)
        documents = Documents(self._clerk.book, asker.place)
        return step, documents.get(StockAlert, documents.numbers_of(step, (ALERT,))[0])
