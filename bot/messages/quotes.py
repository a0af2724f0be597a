"""What carriers ask and promise: the proposal with its reason, beside the fastest and the cheapest."""

from collections.abc import Iterator

from bot.messages.figures import money
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Line, clipped, line
from inventory.book import Book
from inventory.carriage.choosing import Choice, Reason
from inventory.carriage.quoting import Quote
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.outbound.proposing import propose_service
from inventory.parcel_errors import NoService

NO_SERVICE = {
    "no_country": "nobody has said to which country it goes. Say it on Customers or on Settings",
    "no_packages": "it has no packages yet",
    "no_services": "the tab Carriers is empty. Add a service there",
    "too_heavy": "it is too heavy for all of them. Pack lighter packages",
    "postcode_missing": "the customer's postcode is missing. Add it on Customers",
    "unfinished": "the rows on Carriers lack prices or countries. Complete one",
    "not_collected": "nobody collects within a year. Look at the days on Carriers",
    "mode": "the services there are are for collection only",
    "destination": "none of them goes there. Add a country on Carriers",
}


def choice_of(shipment: Shipment, telling: Telling) -> Choice:
    """Return what carriers ask for a packed shipment.

    Raises:
        NoService: none can do it.
        LookupError: nobody knows its order, or when it was packed.
    """
    order = telling.book.get(Order, shipment.order)
    if order is None or telling.at is None:
        raise LookupError(shipment.number)
    postcode = telling.contact(order.customer).postcode
    return propose_service(telling.book, shipment, order, at=telling.at, postcode=postcode)


def proposal_lines(shipment: Shipment, telling: Telling) -> Iterator[Line]:
    """Yield the proposal and what stands beside it, or why there is none."""
    try:
        choice = choice_of(shipment, telling)
    except NoService as error:
        yield line(Bold("No service can be proposed:"), f" {no_service(error)}, or name a carrier.")
        return
    except LookupError:
        return
    proposed = choice.proposed
    yield line(Bold("Proposed:"), f" {quoted(proposed, telling.book)}. {reason(choice)}.")
    if choice.fastest.code != proposed.code:
        yield line(Bold("Fastest:"), f" {quoted(choice.fastest, telling.book)}")
    if choice.cheapest.code not in (proposed.code, choice.fastest.code):
        yield line(Bold("Cheapest:"), f" {quoted(choice.cheapest, telling.book)}")


def quoted(quote: Quote, book: Book) -> str:
    """Write what a service asks and promises."""
    name = clipped(f"{quote.carrier} {quote.service}".strip(), 60)
    late = f", {quote.late_days} days late" if quote.late_days > 1 else ", a day late"
    when = f"there by {day(quote.promised_on)}{late if quote.late_days else ''}"
    return f"{name} for {money(quote.price, book.rules.currency)}, {when}"


def reason(choice: Choice) -> str:
    """Say why a service is proposed."""
    return {
        Reason.CHEAPEST: "It is the cheapest",
        Reason.CHEAPEST_IN_TIME: "It is the cheapest that arrives in time",
        Reason.ONLY: "No other arrives in time",
        Reason.PREFERRED: "It is the customer's own carrier and arrives in time",
        Reason.PREFERRED_TIE: "It is the customer's own carrier and costs no more",
        Reason.LEAST_LATE: "None arrives in time, and this one is the least late",
    }[choice.reason]


def no_service(error: NoService) -> str:
    """Say what stands in the way of every service, and what would help."""
    return NO_SERVICE.get(error.problem, "none of them takes it")
