"""Steps of alerts: what the menus beside them ask for, and their forms."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.messages.alert_lines import PREFIX
from bot.stepping.asked import Asked, Fields, Press, Reader
from bot.target import Target
from inventory.book import Book

WEEK: Final = timedelta(days=7)


def alert_of(target: Target) -> str:
    """Return the number of the alert that a step is about: alone, or one of a digest.

    Examples:
        >>> alert_of(Target("AL-3")), alert_of(Target("DG-1", 12))
        ('AL-3', 'AL-12')
    """
    return f"{PREFIX}{target.part}" if target.part else target.number


def _take(target: Target) -> Asked:
    return Asked("acknowledge_alert", {"number": alert_of(target)})


def _for_a_week(target: Target) -> Asked:
    return Asked("snooze_alert", {"number": alert_of(target), "days": WEEK.days})


ALERT_PRESSES: Final[Mapping[str, Press]] = {
    "take_alert": _take,
    "snooze_alert_week": _for_a_week,
}
"""Step -> the request of its button."""


def read_snooze(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read until when an alert is put off."""
    facts = {"number": alert_of(target), "until": fields.day("until"), "note": fields.text("note")}
    return Asked("snooze_alert", facts)


def read_handled(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read how an alert was seen to."""
    return Asked("handle_alert", {"number": alert_of(target), "note": fields.text("note")})


ALERT_READERS: Final[Mapping[str, Reader]] = {
    "snooze_alert": read_snooze,
    "handle_alert": read_handled,
}
"""Step -> what reads its form."""
