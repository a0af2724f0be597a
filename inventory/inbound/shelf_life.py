"""Shelf life at receipt: what comes must keep for long enough, or somebody answers for it."""

from datetime import date, timedelta

from inventory.base_command import Line
from inventory.dates import local_date
from inventory.draft import Draft
from inventory.inbound_errors import ShortDated
from inventory.item import Item
from inventory.lot import Lot, lot_key
from inventory.reasons import SHORT_DATED
from inventory.rights import require


def refuse_short_dated(draft: Draft, line: Line, item: Item, lot: str) -> str:
    """Refuse to accept a lot that expires too soon after the day it came.

    Whoever may take short-dated goods takes them all the same by the reason `short_dated`.

    Returns:
        The reason they were taken all the same, empty where they keep for long enough.

    Raises:
        ShortDated: with the earliest day of expiry that would do.
        NotAllowed: that reason takes a right.
    """
    if keeps_long_enough(draft, item, lot):
        return ""
    if line.reason == SHORT_DATED:
        require(draft.book, draft.command.actor, "take_short_dated")
        return SHORT_DATED
    expires_on, least_on = _expiry(draft, item, lot), _least_expiry(draft, item)
    raise ShortDated(item=item.sku, lot=lot, expires_on=expires_on, least_on=least_on)


def keeps_long_enough(draft: Draft, item: Item, lot: str) -> bool:
    """Tell whether a lot may be accepted by its day of expiry.

    An unknown day is too short a time only where the item itself is to keep for one.
    """
    expires_on = _expiry(draft, item, lot) if lot else None
    if expires_on is None:
        return not item.least_days_left
    return expires_on >= _least_expiry(draft, item)


def _expiry(draft: Draft, item: Item, lot: str) -> date | None:
    known = draft.current(Lot, lot_key(item.sku, lot))
    return known.expires_on if known else None


def _least_expiry(draft: Draft, item: Item) -> date:
    """Return the earliest day of expiry that a delivery of an item may have."""
    own = item.least_days_left
    days = draft.book.rules.least_days_left if own is None else own
    return local_date(draft.book, draft.occurred_at) + timedelta(days=days)
