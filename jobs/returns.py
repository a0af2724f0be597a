"""Returns that were announced and have not come: said to the managers until it is over."""

from inventory.ports import Desk
from inventory.return_commands import JudgeReturns
from jobs.job import Occasion


def run_returns(desk: Desk, occasion: Occasion) -> str:
    """Look at every return that is not done."""
    command = JudgeReturns(key=occasion.key, actor=occasion.actor, at=occasion.at, on=occasion.on)
    return f"posted {desk.handle(command).transaction.id}"
