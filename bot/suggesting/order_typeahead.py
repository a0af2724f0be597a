"""What selects about orders offer while somebody types: customers, orders, services, packages."""

from collections.abc import Iterator

from bot.messages.figures import number
from bot.messages.text import Block
from bot.suggesting.customers import CustomerNames
from bot.suggesting.suggestions import SUGGESTIONS_MAX, nearest
from bot.suggesting.typeahead import labelled_options
from inventory.book import Book
from inventory.carriage.carrier import CarrierService
from inventory.customer import Customer
from inventory.documents.order import Order
from inventory.package_type import PackageType


def customer_options(book: Book, names: CustomerNames, typed: str) -> list[Block]:
    """Offer active customers by code or name, codes that begin with it first."""
    wanted = typed.casefold().strip()
    found = [
        (one.code, names.name_of(one))
        for one in book.all(Customer)
        if one.is_active and wanted in f"{one.code} {names.name_of(one)}".casefold()
    ]
    found.sort(key=lambda one: (not one[0].casefold().startswith(wanted), one[0]))
    return labelled_options((code, f"{code} {name}".strip(), "") for code, name in found)


def order_options(book: Book, typed: str) -> list[Block]:
    """Offer open orders, the most urgent first."""
    wanted = typed.casefold().strip()
    orders = sorted(book.open(Order), key=lambda order: order.rank)
    return labelled_options(
        (order.number, f"{order.number} {order.customer}", f": {order.status.replace('_', ' ')}")
        for order in orders
        if wanted in f"{order.number} {order.customer} {order.reference}".casefold()
    )


def service_options(book: Book, typed: str) -> list[Block]:
    """Offer the services on the tab Carriers with their days."""
    return labelled_options(_services(book, typed.casefold().strip()))


def package_options(book: Book, typed: str) -> list[Block]:
    """Offer the package types with what they take."""
    wanted = typed.casefold().strip()
    return labelled_options(
        (one.code, f"{one.code} {one.name}".strip(), f": up to {number(one.most_weight_kg)} kg")
        for one in book.all(PackageType)
        if one.is_active and wanted in f"{one.code} {one.name}".casefold()
    )


def nearest_customers(book: Book, names: CustomerNames, text: str) -> list[str]:
    """Return up to three codes whose code or name resembles a text, the nearest first."""
    known: dict[str, str] = {}
    for customer in book.all(Customer):
        for name in filter(None, (customer.code, names.name_of(customer))):
            if customer.is_active:
                known[name] = customer.code
    found = nearest(text, known, SUGGESTIONS_MAX * 2)
    return list(dict.fromkeys(known[name] for name in found))[:SUGGESTIONS_MAX]


def _services(book: Book, wanted: str) -> Iterator[tuple[str, str, str]]:
    for one in book.all(CarrierService):
        name = f"{one.code} {one.carrier} {one.service}".strip()
        if one.is_active and wanted in name.casefold():
            days = f"{one.promised_days} day{'' if one.promised_days == 1 else 's'}"
            yield one.code, name, f": {days}"
