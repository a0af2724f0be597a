"""Puts the refusal of a step on the field of its form that it is about."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from bot.messages.refusals import refusal
from bot.messages.text import as_plain
from bot.stepping.return_steps import LOT_OF
from bot.stepping.shelf_steps import QUANTITY_OF
from bot.target import Target
from bot.views.goods import LINES
from bot.views.metadata import FormNote
from bot.views.reading import ERROR_MAX, Errors, name_of
from inventory import (
    errors,
    inbound_errors,
    order_errors,
    parcel_errors,
    recall_errors,
    return_errors,
)
from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order

FIELDS: Final[dict[type[errors.StockError], str]] = {
    errors.UnknownItem: "item",
    errors.Inactive: "item",
    errors.UnknownLot: "lot",
    errors.LotRefused: "lot",
    errors.MissingPart: "note",
    parcel_errors.TrackingRefused: "tracking",
    errors.UnknownUnit: "quantity",
    errors.FractionRefused: "quantity",
    errors.QuantityTooLarge: "quantity",
    errors.NotPositive: "quantity",
    errors.NotEnough: "quantity",
    order_errors.Reserved: "quantity",
    order_errors.QuantityOutOfRange: "quantity",
    order_errors.ReasonNeeded: "reason",
    order_errors.UnknownService: "service",
    inbound_errors.UnknownSupplier: "supplier",
    errors.UnknownLocation: "target",
    errors.WrongPlace: "target",
    inbound_errors.WrongBin: "target",
    inbound_errors.OtherSite: "target",
    inbound_errors.AlreadyPutAway: "line",
    recall_errors.NothingToRecall: "lots",
    recall_errors.AlreadyRecalled: "lots",
    recall_errors.ScopeUnclear: "lots",
    recall_errors.StillOutside: "reason",
    recall_errors.StillHeld: "reason",
    recall_errors.BeyondOutstanding: "quantity",
    recall_errors.BeyondUnnamed: "quantity",
    return_errors.WindowClosed: "override",
    return_errors.LotNotShipped: "lot",
    return_errors.NothingToInspect: "quantity",
    return_errors.DispositionRefused: "disposition",
    return_errors.NothingToMakeGood: "line",
    return_errors.MoreThanOwed: "quantity",
}
"""Refusal -> its field; any other stands on the first."""

RIGHTS: Final = {"override_return": "override", "override_disposition": "disposition"}
"""What somebody may not -> the field that asked for it."""


def step_errors(book: Book, view: dict[str, Any], error: errors.StockError) -> Errors:
    """Return the error on its field; without one, on that of the lines, or else on the first."""
    there = [block["block_id"] for block in view["blocks"] if "element" in block]
    wanted = _field_of_goods(book, view, error, there) or _field_of(error)
    usual = LINES if LINES in there else there[0]
    each = [one for _, one in error.errors] if isinstance(error, errors.LineErrors) else [error]
    texts = [as_plain(refusal(one, book), name_of=partial(name_of, book)) for one in each]
    return {wanted if wanted in there else usual: " ".join(texts)[:ERROR_MAX]}


def _field_of(error: errors.StockError) -> str:
    if isinstance(error, errors.NotAllowed):
        return RIGHTS.get(error.action, "")
    return FIELDS.get(type(error), "")


def _field_of_goods(
    book: Book, view: dict[str, Any], error: errors.StockError, there: Sequence[str]
) -> str:
    """Return the field of the line a refusal is about, in forms that have one for each."""
    sku = getattr(error, "item", "")
    is_of_goods = FIELDS.get(type(error), "quantity") in ("quantity", "lot")
    if not (sku and is_of_goods and any(name.startswith(QUANTITY_OF) for name in there)):
        return ""
    note = FormNote.model_validate_json(view["private_metadata"])
    number = Target.read(note.number).number
    found = book.get(Order, number) or book.get(CustomerReturn, number)
    kind = LOT_OF if FIELDS.get(type(error)) == "lot" else QUANTITY_OF
    fields = (f"{kind}{line.number}" for line in (found.lines if found else ()) if line.item == sku)
    return next((name for name in fields if name in there), "")
