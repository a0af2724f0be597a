"""Reorder proposals: what to buy of whom, by minimum and maximum, net of what is on order."""

from inventory.commands import ProposeReorders
from inventory.ports import Desk
from jobs.job import Occasion


def run_reorder(desk: Desk, occasion: Occasion) -> str:
    """Propose what is missing and not proposed yet."""
    command = ProposeReorders(
        key=occasion.key, actor=occasion.actor, at=occasion.at, on=occasion.on
    )
    return f"posted {desk.handle(command).transaction.id}"
