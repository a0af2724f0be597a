"""What is asked for about the way outside: labels that cost money, and a look at what is late."""

from datetime import date
from typing import Literal, TypeAlias

from inventory.base_command import BaseCommand
from inventory.documents.package_label import LabelState, Offer


class WantLabel(BaseCommand):
    """Have labels bought for packages of a packed shipment: noted before money is spent."""

    kind: Literal["want_label"] = "want_label"
    number: str
    offer: Offer


class RecordLabel(BaseCommand):
    """What became of a label, by the broker's name for the package."""

    kind: Literal["record_label"] = "record_label"
    number: str
    shipment_id: str
    state: LabelState
    tracking: str = ""
    said: str = ""


class JudgeShipments(BaseCommand):
    """The shipments job: which are late, stuck, lost or came back unopened."""

    kind: Literal["judge_shipments"] = "judge_shipments"
    on: date


JourneyCommand: TypeAlias = WantLabel | RecordLabel | JudgeShipments
