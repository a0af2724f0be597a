"""Labels that are bought from a carrier, one a package: wanted, paid for once, or in doubt.

    wanted -> buying -> bought | refused | unknown
                        unknown -> bought | refused

`buying` is noted before money is spent, so that a crash in the middle is remembered as what it is.
What was bought for a package that was opened again is `unused`: paid for, and not to be stuck on.
The label itself is not kept here: it shows who lives where. It is fetched when somebody prints it.
"""

from enum import StrEnum
from typing import Final

from pydantic import Field

from inventory.documents.progress import Progress
from inventory.quantity import Quantity
from inventory.record import Record


class LabelState(StrEnum):
    """What became of a label that somebody wanted."""

    WANTED = "wanted"
    BUYING = "buying"
    BOUGHT = "bought"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    UNUSED = "unused"


PENDING: Final = frozenset({LabelState.WANTED, LabelState.BUYING, LabelState.UNKNOWN})
"""Money is about to be spent, or may have been."""

LABEL_TRANSITIONS: Final[dict[LabelState, frozenset[LabelState]]] = {
    LabelState.WANTED: frozenset({LabelState.BUYING, LabelState.REFUSED}),
    LabelState.BUYING: frozenset({LabelState.BOUGHT, LabelState.REFUSED, LabelState.UNKNOWN}),
    LabelState.UNKNOWN: frozenset({LabelState.BOUGHT, LabelState.REFUSED}),
    LabelState.REFUSED: frozenset({LabelState.BOUGHT}),
    LabelState.BOUGHT: frozenset(),
    LabelState.UNUSED: frozenset(),
}
"""State -> what may become known next; that it was bought after all is believed even late."""


class PackageLabel(Record):
    """One label of one package.

    Attributes:
        package: its number in the shipment.
        shipment_id: the broker's name for the package; whatever is bought is bought on it.
        rate_id: which of the broker's rates was chosen; `price` is what it was.
        days: how long it should take, None where the carrier does not say.
        said: the broker's own words, where that matters.
        progress: where this package stands, where a shipment has several.
    """

    package: int
    shipment_id: str
    rate_id: str
    carrier: str
    service: str
    price: Quantity
    currency: str
    days: int | None = None
    state: LabelState = LabelState.WANTED
    tracking: str = ""
    said: str = ""
    progress: Progress | None = None

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING


class OfferedLabel(Record):
    """What one package would cost with a service."""

    package: int
    shipment_id: str = Field(min_length=1)
    rate_id: str = Field(min_length=1)
    price: Quantity


class Offer(Record):
    """One service that would carry every package of a shipment.

    Attributes:
        price: of all packages, in `currency`.
        days: of the slowest package; None where the carrier does not say.
        labels: one a package, in their order.
    """

    carrier: str
    service: str
    price: Quantity
    currency: str
    days: int | None = None
    labels: tuple[OfferedLabel, ...] = Field(min_length=1)


def in_use(labels: tuple[PackageLabel, ...], package: int) -> PackageLabel | None:
    """Return the label that a package has, or is about to have."""
    done = (LabelState.REFUSED, LabelState.UNUSED)
    return next((one for one in labels if one.package == package and one.state not in done), None)
