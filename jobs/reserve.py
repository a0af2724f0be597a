"""Goods that have come in are kept for the orders that wait for them, the most urgent first."""

from inventory.order_commands import ReserveOrders
from inventory.ports import Desk
from jobs.job import Occasion


def run_reserve(desk: Desk, occasion: Occasion) -> str:
    """Keep what is there for every order that waits."""
    command = ReserveOrders(key=occasion.key, actor=occasion.actor, at=occasion.at)
    return f"posted {desk.handle(command).transaction.id}"
