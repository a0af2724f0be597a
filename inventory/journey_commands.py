"""What is asked for about the way outside: labels that cost money, signs of life, what is late."""

from datetime import date, datetime
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


class RecordProgress(BaseCommand):
    """What became known of a shipment on its way, by a person or a carrier's webhook.

    Attributes:
        number: of the shipment, or its tracking number.
        event: a ProgressKind.
        happened_at: when, None for now.
        event_id: the carrier's own, by which a repeated event is known.
    """

    kind: Literal["record_progress"] = "record_progress"
    number: str
    event: str
    happened_at: datetime | None = None
    where: str = ""
    note: str = ""
    event_id: str = ""


class JudgeShipments(BaseCommand):
    """The shipments job: which are late, stuck, lost or came back unopened."""

    kind: Literal["judge_shipments"] = "judge_shipments"
    on: date


JourneyCommand: TypeAlias = WantLabel | RecordLabel | RecordProgress | JudgeShipments
