"""Purchase orders that are late: said once in their threads, and to the managers until it is over."""

from inventory.inbound_commands import JudgePurchases
from inventory.ports import Desk
from jobs.job import Occasion


def run_purchases(desk: Desk, occasion: Occasion) -> str:
    """Look at every purchase order that is not done."""
    command = JudgePurchases(key=occasion.key, actor=occasion.actor, at=occasion.at, on=occasion.on)
    return f"posted {desk.handle(command).transaction.id}"
