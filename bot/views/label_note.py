"""What the form of offers remembers: each offer whole, so that what is sent is what was shown.

Slack keeps 3,000 characters. What all offers share is kept once: the broker's name for each package.
"""

from collections.abc import Sequence
from typing import Final, Self

from inventory.documents.package_label import Offer, OfferedLabel
from inventory.place import Place
from inventory.quantity import Quantity
from inventory.record import Record

METADATA_MAX: Final = 3_000


class KeptOffer(Record):
    """One offer without what it shares with the others.

    Attributes:
        rates: (the broker's rate, price), in the order of the packages.
    """

    carrier: str
    service: str
    currency: str
    price: Quantity
    days: int | None
    rates: tuple[tuple[str, Quantity], ...]


class LabelNote(Record):
    """Where the form was opened, what for, and what was offered.

    Attributes:
        packages: (number, the broker's name for it).
    """

    place: Place
    number: str
    packages: tuple[tuple[int, str], ...]
    offers: tuple[KeptOffer, ...] = ()

    @classmethod
    def of(cls, place: Place, number: str, offers: Sequence[Offer]) -> Self:
        """Keep as many offers as fit, the cheapest first, the fastest certainly among them."""
        packages = tuple((one.package, one.shipment_id) for one in offers[0].labels)
        note = cls(place=place, number=number, packages=packages)
        kept: list[int] = []
        for position in _most_wanted_first(offers):
            tried = sorted((*kept, position))
            longer = note.model_copy(update={"offers": tuple(_kept(offers[p]) for p in tried)})
            if len(longer.model_dump_json()) <= METADATA_MAX:
                note, kept = longer, tried
        return note

    def offer(self, position: int) -> Offer:
        """Return an offer as it was made."""
        kept = self.offers[position]
        labels = tuple(
            OfferedLabel(package=package, shipment_id=name, rate_id=rate, price=price)
            for (package, name), (rate, price) in zip(self.packages, kept.rates, strict=True)
        )
        facts = {name: getattr(kept, name) for name in ("carrier", "service", "currency", "price")}
        return Offer(**facts, days=kept.days, labels=labels)


def fastest_of(offers: Sequence[Offer]) -> int:
    """Return the position of the fastest offer, the cheapest of them, the first if none says."""
    known = [(one.days, n) for n, one in enumerate(offers) if one.days is not None]
    return min(known)[1] if known else 0


def _most_wanted_first(offers: Sequence[Offer]) -> list[int]:
    return list(dict.fromkeys((0, fastest_of(offers), *range(len(offers)))))


def _kept(offer: Offer) -> KeptOffer:
    return KeptOffer(
        carrier=offer.carrier,
        service=offer.service,
        currency=offer.currency,
        price=offer.price,
        days=offer.days,
        rates=tuple((label.rate_id, label.price) for label in offer.labels),
    )
