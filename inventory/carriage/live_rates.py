"""Live rates and labels: what a carrier asks for a parcel, and buying the label exactly once.

A quote costs nothing and opens a shipment at the carrier's broker. A label costs money, and buying
is the one step whose answer may get lost. Two rules keep it at one label:

1. The shipment's id is recorded before anything is bought, and a purchase in doubt is settled at
   that same shipment: a broker sells one label a shipment, however often it is asked.
2. Nobody quotes anew for a package whose purchase is in doubt. The doubt ends with a label, or with
   a refusal that came later than `LANDED_BY_S` after the last answer that was unknown.

`settle_purchase` keeps the first, and may be called any number of times.
"""

from enum import StrEnum
from typing import Annotated, Final, Literal, Protocol

from pydantic import Field

from inventory.documents.package_label import Offer
from inventory.quantity import Quantity
from inventory.record import Record

LANDED_BY_S: Final = 600.0
"""Seconds after which a request in doubt has landed or never will."""

Positive = Annotated[Quantity, Field(gt=0)]


class PostalAddress(Record):
    """Where a parcel comes from or goes to.

    Attributes:
        region: state or province where the country has them: `CA`.
        country: two letters, as in ISO 3166: `US`.
    """

    name: str = ""
    company: str = ""
    street: str
    street2: str = ""
    city: str
    region: str = ""
    postal_code: str = ""
    country: str = Field(pattern=r"^[A-Z]{2}$")
    phone: str = ""
    email: str = ""


class Parcel(Record):
    """One package on the scale; a side of None is unknown, and not every service quotes then.

    Attributes:
        weight: kilograms, packing included.
        length, width, height: centimetres.
    """

    weight: Positive
    length: Positive | None = None
    width: Positive | None = None
    height: Positive | None = None


class RateRequest(Record):
    """What is to be quoted.

    Attributes:
        reference: the package it is for, as the broker's own pages will show it: `PK-3`.
    """

    reference: str
    sender: PostalAddress
    recipient: PostalAddress
    parcel: Parcel


class Quote(Record):
    """One service that would carry a parcel.

    Attributes:
        days: how long it should take; None where the carrier does not say.
    """

    rate_id: str
    carrier: str
    service: str
    price: Quantity
    currency: str
    days: int | None = None


class CarrierRefusal(StrEnum):
    """Why the broker did not do what was asked."""

    NOT_CONFIGURED = "not_configured"  # the key is wrong or has been revoked
    PAYMENT = "payment"  # no money left, or no way to pay
    NOT_FOUND = "not_found"  # no such shipment, or a rate that is none of its rates
    LATER = "later"  # asked too often; the same may be asked again
    INVALID = "invalid"  # an address, a weight, a service that will not do


class Refused(Record):
    """Nothing was done and nothing was paid.

    Attributes:
        said: the broker's own words.
    """

    type: Literal["refused"] = "refused"
    reason: CarrierRefusal
    said: str = ""


class Unknown(Record):
    """No answer, or one that says neither yes nor no."""

    type: Literal["unknown"] = "unknown"
    said: str = ""


class Quoted(Record):
    """What the carriers ask, cheapest first.

    Attributes:
        shipment_id: the broker's name for this parcel; whatever is bought is bought on it.
        silent: carriers that gave no rate, each with its reason.
    """

    type: Literal["quoted"] = "quoted"
    shipment_id: str
    quotes: tuple[Quote, ...]
    silent: tuple[str, ...] = ()


class LabelBought(Record):
    """A label that is paid for.

    Attributes:
        cost: what the rate was, in `currency`.
        label_url: where the label can be fetched.
    """

    type: Literal["bought"] = "bought"
    shipment_id: str
    tracking_number: str
    carrier: str
    service: str
    cost: Quantity
    currency: str
    label_url: str
    label_media_type: str


class NotBought(Record):
    """The broker has sold no label on this shipment so far; a purchase under way may still land."""

    type: Literal["not_bought"] = "not_bought"
    shipment_id: str


class LabelFile(Record):
    """A label as it is printed."""

    type: Literal["label"] = "label"
    content: bytes
    media_type: str


QuoteOutcome = Annotated[Quoted | Refused | Unknown, Field(discriminator="type")]
BuyOutcome = Annotated[LabelBought | Refused | Unknown, Field(discriminator="type")]
LookOutcome = Annotated[LabelBought | NotBought | Unknown, Field(discriminator="type")]
LabelOutcome = Annotated[LabelFile | Refused | Unknown, Field(discriminator="type")]


class LiveCarrier(Protocol):
    """A broker of carriers. Calls block, are safe from any thread, and never repeat themselves."""

    def quote(self, request: RateRequest) -> QuoteOutcome:
        """Ask what a parcel costs. Several packages are several requests."""
        ...

    def buy(self, shipment_id: str, rate_id: str) -> BuyOutcome:
        """Buy a label; a shipment that has one answers with that one, whatever its rate."""
        ...

    def look(self, shipment_id: str) -> LookOutcome:
        """Tell whether a shipment has a label."""
        ...

    def label(self, bought: LabelBought) -> LabelOutcome:
        """Fetch a label that was bought."""
        ...


class LabelDesk(Protocol):
    """Where people ask what a shipment would cost, and have its labels printed. Calls block."""

    def offers(self, shipment: str) -> tuple[Offer, ...] | Refused | Unknown:
        """Ask every carrier; the cheapest first. One of them goes into `WantLabel`.

        Raises:
            StockError: there is no such shipment, it is not packed, or an address is missing.
        """
        ...

    def label(self, shipment: str, package: int) -> LabelOutcome:
        """Fetch the label that was bought for a package, as often as it is wanted.

        Raises:
            StockError: none was bought.
        """
        ...


def settle_purchase(carrier: LiveCarrier, shipment_id: str, rate_id: str) -> BuyOutcome:
    """Buy a label after an unknown answer, or after a crash, without paying twice.

    Looks first, and buys on the same shipment only if nothing was sold. After `Unknown` the same
    call is made again later.
    """
    found = carrier.look(shipment_id)
    return carrier.buy(shipment_id, rate_id) if isinstance(found, NotBought) else found
