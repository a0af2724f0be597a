"""Forms about alerts: until when one is put off, and how one was seen to."""

from collections.abc import Callable
from typing import Final

from bot.messages.alert_lines import alert_text
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.stepping.alert_steps import WEEK, alert_of
from bot.views.blocks import day_input, field, text_input, words
from bot.views.step_fields import FormAbout, step_form
from inventory.documents.stock_alert import StockAlert
from inventory.known import known
from inventory.order_errors import WrongStep

NOTE_MAX: Final = 300


def snooze_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that puts an alert off.

    Raises:
        UnknownDocument, WrongStep: there is no such alert, or it is over.
    """
    alert = _alive(about, telling, "snooze_alert")
    blocks = [
        words("about", clipped(alert_text(alert, telling))),
        field("until", "Until", day_input(initial=_in_a_week(telling)), optional=False),
        _note("The season is over"),
    ]
    return step_form("snooze_alert", f"Put {alert.number} off", "Put off", about, blocks)


def handled_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that notes how an alert was seen to.

    Raises:
        UnknownDocument, WrongStep: there is no such alert, or it is over.
    """
    alert = _alive(about, telling, "handle_alert")
    blocks = [
        words("about", clipped(alert_text(alert, telling))),
        _note("Ordered by phone, comes on Friday"),
    ]
    return step_form("handle_alert", f"{alert.number} is seen to", "Note it", about, blocks)


def _alive(about: FormAbout, telling: Telling, action: str) -> StockAlert:
    number = alert_of(about.target)
    alert = known(telling.book, StockAlert, number)
    if not alert.is_open:
        raise WrongStep(number=number, action=action, status=alert.status)
    return alert


def _in_a_week(telling: Telling) -> str:
    if telling.at is None:
        return ""
    return (telling.at.astimezone(telling.book.rules.zone).date() + WEEK).isoformat()


def _note(hint: str) -> Block:
    note = text_input(hint=hint, is_long=True, longest=NOTE_MAX)
    return field("note", "Note", note, optional=True)


ALERT_FORMS: Final[dict[str, tuple[str, Callable[[FormAbout, Telling], Block]]]] = {
    "snooze_alert": ("snooze_alert", snooze_form),
    "handle_alert": ("handle_alert", handled_form),
}
"""Step -> the right it takes, and its form."""
