"""Alerts: what is short every hour, and every morning what moves slowly, too."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from itertools import count
from typing import TypeAlias

from inventory.errors import NothingChanged
from inventory.planning_commands import CheckAlerts, Seen
from inventory.ports import Desk
from inventory.replenishing.alerting.finders import worth_a_look
from jobs.job import Occasion

See: TypeAlias = Callable[[date], Sequence[Seen]]
"""Reads the past up to a day, and returns what was unusual about demand."""


def run_alerts(desk: Desk, occasion: Occasion) -> str:
    """Look for what is out, will be out, or is low."""
    return _checked(desk, occasion, _command(occasion))


def run_alerts_daily(desk: Desk, occasion: Occasion, *, see: See) -> str:
    """Look for everything that is wrong."""
    seen = tuple(see(occasion.on))
    command = _command(occasion).model_copy(update={"daily": True, "seen": seen})
    return _checked(desk, occasion, command)


def _command(occasion: Occasion) -> CheckAlerts:
    return CheckAlerts(key=occasion.key, actor=occasion.actor, at=occasion.at, on=occasion.on)


def _checked(desk: Desk, occasion: Occasion, command: CheckAlerts) -> str:
    """Post what is new, and go on with what one transaction had no room for."""
    worth = worth_a_look(desk.catch_up(), command)
    command = command.model_copy(update={"items": worth})
    posted = [desk.handle(command).transaction.id]
    with suppress(NothingChanged):
        for part in count(2):
            further = {"key": f"{occasion.key}:{part}", "continues": True}
            posted.append(desk.handle(command.model_copy(update=further)).transaction.id)
    return f"posted {', '.join(posted)}"
