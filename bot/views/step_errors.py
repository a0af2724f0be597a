"""Puts the refusal of a step on the field of its form that it is about."""

from functools import partial
from typing import Any, Final

from bot.messages.refusals import refusal
from bot.messages.text import as_plain
from bot.views.goods import LINES
from bot.views.reading import ERROR_MAX, Errors, name_of
from inventory import errors, inbound_errors, order_errors, recall_errors
from inventory.book import Book

FIELDS: Final[dict[type[errors.StockError], str]] = {
    errors.UnknownItem: "item",
    errors.Inactive: "item",
    errors.UnknownLot: "lot",
    errors.LotRefused: "lot",
    errors.MissingPart: "note",
    errors.TrackingRefused: "tracking",
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
    recall_errors.BeyondOutstanding: "quantity",
}
"""Refusal -> its field; any other stands on the first."""


def step_errors(book: Book, view: dict[str, Any], error: errors.StockError) -> Errors:
    """Return the error on its field; without one, on that of the lines, or else on the first."""
    there = [block["block_id"] for block in view["blocks"] if "element" in block]
    wanted = FIELDS.get(type(error), "")
    usual = LINES if LINES in there else there[0]
    each = [one for _, one in error.errors] if isinstance(error, errors.LineErrors) else [error]
    texts = [as_plain(refusal(one, book), name_of=partial(name_of, book)) for one in each]
    return {wanted if wanted in there else usual: " ".join(texts)[:ERROR_MAX]}
