"""Steps of rejections: what its forms ask for, and what a typed line does."""

from collections.abc import Mapping
from typing import Final

from bot.stepping.asked import Asked, Fields, Reader
from bot.target import Target
from inventory.book import Book
from inventory.documents.rejection import Outlet

OUTLETS: Final[Mapping[str, Outlet]] = {
    "return": Outlet.RETURN_TO_VENDOR,
    "refurbish": Outlet.REFURBISH,
    "scrap": Outlet.SCRAP,
}
"""How an outlet is typed; its own name does as well."""

ALSO: Final[Mapping[str, Outlet]] = {
    "rework": Outlet.REFURBISH,
    "refurbished": Outlet.REFURBISH,
    "vendor": Outlet.RETURN_TO_VENDOR,
    "supplier": Outlet.RETURN_TO_VENDOR,
}
"""The words in which an inspection says what is to become of goods."""

STEPS: Final[Mapping[str, Outlet]] = {
    "return_rejected": Outlet.RETURN_TO_VENDOR,
    "refurbish_rejected": Outlet.REFURBISH,
    "scrap_rejected": Outlet.SCRAP,
    "rework_rejected": Outlet.REFURBISH,
}
"""Step of a button -> what becomes of the goods; the last one stands in older messages only."""


def _settled_as(outlet: Outlet) -> Reader:
    """Return what reads the form of an outlet."""

    def read(target: Target, fields: Fields, _book: Book) -> Asked:
        facts = {
            "number": target.number,
            "outlet": outlet,
            "amount": fields.amount("quantity"),
            "target": fields.text("target"),
            "note": fields.text("note"),
        }
        return Asked("settle_rejection", facts, is_told=True)

    return read


REJECTION_READERS: Final[Mapping[str, Reader]] = {
    step: _settled_as(outlet) for step, outlet in STEPS.items()
}
"""Step -> what reads its form."""
