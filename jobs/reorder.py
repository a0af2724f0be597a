"""Reorder proposals: what to bring from another site, and what to buy of whom."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import TypeAlias

from inventory.errors import NothingChanged
from inventory.planning_commands import ProposeReorders
from inventory.ports import Desk
from inventory.replenishing.proposing import LINES_A_RUN, lines_in
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
    done = [desk.handle(command).transaction]
    with suppress(NothingChanged):
        while lines_in(done[-1]) >= LINES_A_RUN:
            further = command.model_copy(update={"key": f"{occasion.key}:{len(done) + 1}"})
            done.append(desk.handle(further).transaction)
    return f"posted {', '.join(one.id for one in done)}"
