"""Recalls that are not over: who was not told, has not answered or still has some, said once a day."""

from inventory.ports import Desk
from inventory.recall_commands import RemindRecalls
from jobs.job import Occasion


def run_recalls(desk: Desk, occasion: Occasion) -> str:
    """Look at every recall that is under way."""
    command = RemindRecalls(key=occasion.key, actor=occasion.actor, at=occasion.at, on=occasion.on)
    return f"posted {desk.handle(command).transaction.id}"
