"""Shipments: what left, with whom, under which tracking number."""

from typing import Literal

from inventory.record import Record


class Shipment(Record):
    """One parcel or load that left the building, numbered `SH-1`; its moves carry the number."""

    type: Literal["shipment"] = "shipment"
    number: str
    carrier: str = ""
    tracking: str = ""
    to: str = ""
    order: str = ""

    @property
    def key(self) -> str:
        return self.number
