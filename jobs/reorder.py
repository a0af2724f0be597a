"""Reorder proposals: what to bring from another site, and what to buy of whom."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from itertools import count
from typing import TypeAlias

from inventory.errors import NothingChanged
from inventory.planning_commands import ProposeReorders
from inventory.ports import Desk
from jobs.job import Occasion

Costs: TypeAlias = Callable[[], Mapping[str, Decimal]]
"""Returns what a unit was bought for last, of items whose row says nothing."""


def run_reorder(desk: Desk, occasion: Occasion, *, costs: Costs) -> str:
    """Propose what is missing, as much to a transaction as that takes.

    Raises:
        NothingChanged: nothing is missing that is not proposed already.
    """
    command = ProposeReorders(
        key=occasion.key,
        actor=occasion.actor,
        at=occasion.at,
        on=occasion.on,
        costs=dict(costs()),
    )
    posted = [desk.handle(command).transaction.id]
    with suppress(NothingChanged):
        for step in count(2):
            further = command.model_copy(update={"key": f"{occasion.key}:{step}"})
            posted.append(desk.handle(further).transaction.id)
    return f"posted {', '.join(posted)}"
