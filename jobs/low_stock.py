"""The low-stock digest: said once, worst first, and edited until everything in it is back."""

from inventory.commands import CheckLowStock
from inventory.ports import Desk
from jobs.job import Occasion


def run_low_stock(desk: Desk, occasion: Occasion) -> str:
    """Open, refresh or resolve the digest."""
    command = CheckLowStock(key=occasion.key, actor=occasion.actor, at=occasion.at, on=occasion.on)
    return f"posted {desk.handle(command).transaction.id}"
