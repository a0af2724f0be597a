"""Shipments that are late or stuck: said once in their threads, and to the managers until it is over."""

from inventory.journey_commands import JudgeShipments
from inventory.ports import Desk
from jobs.job import Occasion


def run_shipments(desk: Desk, occasion: Occasion) -> str:
    """Look at every shipment on its way."""
    command = JudgeShipments(key=occasion.key, actor=occasion.actor, at=occasion.at, on=occasion.on)
    return f"posted {desk.handle(command).transaction.id}"
