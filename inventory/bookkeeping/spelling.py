"""Look-ups that forgive spelling and never guess: what could be two things is neither."""

from typing import TypeVar

from inventory.bookkeeping.register import Register
from inventory.customer import Customer
from inventory.item import Item
from inventory.location import VIRTUAL_LOCATIONS, Location, LocationKind
from inventory.supplier import Supplier

T = TypeVar("T")
Coded = TypeVar("Coded", Customer, Supplier)


def item_named(register: Register, text: str) -> Item | None:
    """Find an item by sku, barcode, or a sku that differs in upper and lower case only."""
    if exact := register.get(Item, text):
        return exact
    skus = register.indexes.skus_like(text)
    named = [item for sku in skus if (item := register.get(Item, sku))]
    return _only([item for item in named if _names(item, text)])


def location_named(register: Register, text: str) -> Location | None:
    """Find a location by code, or a code that differs in upper and lower case only."""
    if exact := register.get(Location, text) or VIRTUAL_LOCATIONS.get(text.upper()):
        return exact
    codes = register.indexes.locations_like(text)
    return _only([place for code in codes if (place := register.get(Location, code))])


def first_of_kind(register: Register, kind: LocationKind, site: str = "") -> Location | None:
    """Return the active location of a kind whose code sorts first, those of a site before."""
    codes = register.indexes.locations_of_kind(kind)
    named = (register.get(Location, code) for code in codes)
    found = [place for place in named if place and place.kind is kind and place.is_active]
    return min(found, key=lambda place: (place.site != site, place.code), default=None)


def partner_named(register: Register, model: type[Coded], text: str) -> Coded | None:
    """Find a customer or supplier by code, in upper or lower case."""
    if exact := register.get(model, text):
        return exact
    wanted = text.casefold()
    return _only([one for one in register.all(model) if one.code.casefold() == wanted])


def _only(found: list[T]) -> T | None:
    return found[0] if len(found) == 1 else None


def _names(item: Item, text: str) -> bool:
    return item.sku.casefold() == text.casefold() or text in item.codes
