"""Everything a transaction can change besides stock: master rows and documents.

One mechanism for all of them: a row has a type, a key and the version that changed it last, which
is the sequence number of the transaction. A new document adds its model to the union here.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Final, Literal, TypeAlias, get_args

from pydantic import Field

from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.carriage.carrier import CarrierService
from inventory.condition import DispositionRule
from inventory.customer import Customer
from inventory.documents.approval import Approval
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.forecast import Forecast
from inventory.documents.last_count import LastCount
from inventory.documents.order import Order
from inventory.documents.pick_list import Doubt, PickList
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.documents.recall import Recall
from inventory.documents.rejection import Rejection
from inventory.documents.replenishment import Alert, Proposal
from inventory.documents.review import Review
from inventory.documents.shipment import Shipment
from inventory.documents.stock_alert import Digest, StockAlert
from inventory.documents.transfer import Transfer
from inventory.documents.weekly_report import WeeklyReport
from inventory.errors import BrokenInvariantError
from inventory.item import Item
from inventory.location import Location
from inventory.lot import Lot
from inventory.package_type import PackageType
from inventory.people import Person
from inventory.problem import Problem
from inventory.record import Record
from inventory.rules import Setting
from inventory.stock_policy import StockPolicy, Subscription
from inventory.supplier import Supplier
from inventory.warning import ManagersWarning

MasterRow: TypeAlias = (
    Item
    | Location
    | Supplier
    | Person
    | Setting
    | Customer
    | CarrierService
    | PackageType
    | DispositionRule
    | StockPolicy
    | Subscription
)
"""What managers keep on their tabs."""

EntryType: TypeAlias = Literal[
    "item",
    "location",
    "supplier",
    "person",
    "setting",
    "lot",
    "approval",
    "proposal",
    "alert",
    "problem",
    "shipment",
    "warning",
    "customer",
    "order",
    "pick_list",
    "doubt",
    "carrier_service",
    "package_type",
    "issued_invoice",
    "issued_credit",
    "purchase_order",
    "rejection",
    "putaway",
    "transfer",
    "disposition_rule",
    "cycle_count",
    "last_count",
    "customer_return",
    "recall",
    "stock_policy",
    "subscription",
    "forecast",
    "review",
    "stock_alert",
    "digest",
    "weekly_report",
]

Entry: TypeAlias = Annotated[
    MasterRow
    | Lot
    | Approval
    | Proposal
    | Alert
    | Problem
    | Shipment
    | ManagersWarning
    | Order
    | PickList
    | Doubt
    | IssuedInvoice
    | IssuedCredit
    | PurchaseOrder
    | Rejection
    | Putaway
    | Transfer
    | CycleCount
    | LastCount
    | CustomerReturn
    | Recall
    | Forecast
    | Review
    | StockAlert
    | Digest
    | WeeklyReport,
    Field(discriminator="type"),
]


@cache
def type_of(model: type[Record]) -> EntryType:
    """Return the type by which the book keeps the entries of a model."""
    entry_type: EntryType = model.model_fields["type"].default
    return entry_type


def _types_with(part: str) -> Iterator[EntryType]:
    """Yield the types of entries that have a field or a property of some name."""
    for model in get_args(get_args(Entry)[0]):
        if hasattr(model, part) or part in model.model_fields:
            yield type_of(model)


DOCUMENT_TYPES: Final[frozenset[EntryType]] = frozenset(_types_with("is_open"))
"""Entries that are worked on until they are done."""

PART_TYPES: Final[tuple[EntryType, ...]] = tuple(_types_with("part_keys"))
"""Documents whose lines have rows of their own in the workbook."""


class Change(Record):
    """One entry before and after a transaction.

    Attributes:
        version: the entry's version before, 0 where it is new.
        before: None where it is new; `after`: None where it is gone.
    """

    version: int
    before: Entry | None
    after: Entry | None

    @property
    def type(self) -> EntryType:
        return self._either().type

    @property
    def key(self) -> str:
        return self._either().key

    def _either(self) -> Entry:
        entry = self.after if self.after is not None else self.before
        if entry is None:
            raise BrokenInvariantError("a change has neither a before nor an after")
        return entry
