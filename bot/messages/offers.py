"""What carriers ask for a packed shipment at this moment, and why they may ask nothing."""

from datetime import date
from typing import Final

from bot.messages.figures import money
from bot.messages.labels import BUY
from bot.messages.message import Message, say
from bot.messages.telling import day
from bot.messages.text import clipped
from inventory.carriage.live_rates import CarrierRefusal, Refused, Unknown
from inventory.carriage.working_days import working_days_after
from inventory.documents.package_label import Offer

NOT_SET_UP: Final = "Carriers cannot be asked from here any more. Press Ship… and name the carrier."
NEXT: Final = {
    CarrierRefusal.NOT_CONFIGURED: "Ask whoever runs the bot to look at its key",
    CarrierRefusal.PAYMENT: "Put money into the account there, then ask again",
    CarrierRefusal.NOT_FOUND: "Ask again",
    CarrierRefusal.LATER: "It is asked too often: ask again in a minute",
    CarrierRefusal.INVALID: "Check the address on Customers, the weight and the sizes, then ask again",
}
"""Why nothing was offered -> what can be done."""


def asking(number: str) -> Message:
    """Say that the answer is on its way."""
    return say(f"Asking the carriers about {number}…")


def asked_already(number: str) -> Message:
    """Word a second press while the first one waits."""
    return say(
        f"The carriers are being asked about {number} already. If you have closed the form, press "
        "again in half a minute."
    )


def no_offer(number: str, answer: Refused | Unknown | None) -> Message:
    """Say why nothing can be bought; None where carriers answered and none would take it."""
    if answer is None:
        return say(
            f"No carrier takes all packages of {number}. Check their sizes and weights, or press "
            "Ship… and name a carrier."
        )
    said = f" (“{clipped(answer.said, 300)}”)" if answer.said else ""
    if isinstance(answer, Unknown):
        return say(
            f"The carriers did not answer{said}. Nothing was bought; press “{BUY}” again in a minute."
        )
    step = NEXT[answer.reason]
    return say(f"The carriers gave no price for {number}{said}. Nothing was bought. {step}.")


def too_many_packages(number: str) -> Message:
    """Say that the labels of so many packages do not fit into one form."""
    return say(
        f"{number} has more packages than labels can be bought for at once. Buy them at the "
        "carrier's, then press Ship…."
    )


def offer_label(offer: Offer, today: date, wanted_on: date | None) -> str:
    """Write what a service asks and when it would be there, against the day that was asked for."""
    name = f"{offer.carrier} {offer.service}".strip()
    there = arrival(offer, today)
    if there is None:
        return f"{money(offer.price, offer.currency)}, day unknown: {name}"
    late = (there - wanted_on).days if wanted_on else 0
    told = f", {late} d late" if late > 0 else ""
    return f"{money(offer.price, offer.currency)}, {day(there)}{told}: {name}"


def arrival(offer: Offer, today: date) -> date | None:
    """Return the day a parcel would be there; None where the carrier does not say."""
    return None if offer.days is None else working_days_after(today, offer.days)
