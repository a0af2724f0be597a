"""Lots that expire before they are used: the oldest is used first, at the demand that is expected.

Where nobody knows the demand, a lot is told that expires within the days of Settings.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from inventory.documents.stock_alert import AlertFigures
from inventory.lot import Lot, LotStatus
from inventory.quantity import ZERO
from inventory.replenishing.alerting.finding import Finding
from inventory.replenishing.alerting.look import ItemAtSite, Look
from inventory.stock_policy import AlertKind

UNUSABLE = frozenset({LotStatus.HOLD, LotStatus.QUARANTINE, LotStatus.RECALLED})


class Dated(NamedTuple):
    """What lies at a site of a lot that expires."""

    expires_on: date
    lot: str
    quantity: Decimal


def expiring_lots(look: Look) -> Iterator[Finding]:
    """Yield every lot of which something is left when it expires."""
    for one in look.items:
        if not one.item.has_lots:
            continue
        lots = _lots_at(look, one)
        for lot, left in unused(lots, one.daily, _usable_from(look)):
            days = (lot.expires_on - look.on).days
            if one.daily > 0 or days <= look.book.rules.expiry_alert_days:
                yield _finding(look, one, lot, left, days)


def unused(lots: Sequence[Dated], daily: Decimal, on: date) -> Iterator[tuple[Dated, Decimal]]:
    """Yield the lots of which something will be left when they expire, with how much.

    Args:
        lots: what lies there.
        daily: expected demand a day, taken from the lot that expires first.
        on: the first day on which demand comes; a lot is used up to the day it expires, too.

    Examples:
        >>> old = Dated(date(2026, 12, 2), "L1", Decimal(20))
        >>> new = Dated(date(2026, 12, 30), "L2", Decimal(40))
        >>> [(lot.lot, str(left)) for lot, left in unused([new, old], Decimal(2), date(2026, 11, 28))]
        [('L1', '10')]
    """
    used = ZERO
    for lot in sorted(lots):
        usable = daily * max(0, (lot.expires_on - on).days + 1)
        taken = max(ZERO, min(lot.quantity, usable - used))
        used += taken
        if taken < lot.quantity:
            yield lot, lot.quantity - taken


def _usable_from(look: Look) -> date:
    """Picking stops some days before a lot expires, as if it were later already."""
    return look.on + timedelta(days=look.book.rules.expiry_margin_days)


def _lots_at(look: Look, one: ItemAtSite) -> list[Dated]:
    total: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for (code, lot), quantity in look.book.balances(one.item.sku).items():
        if look.book.kind_of(code).is_available and look.sites.of(code) == one.site:
            total[lot] += quantity
    known = ((look.book.lot(one.item.sku, lot), quantity) for lot, quantity in total.items())
    return [
        Dated(lot.expires_on, lot.code, quantity)
        for lot, quantity in known
        if lot is not None and lot.expires_on is not None and _is_sold(lot)
    ]


def _is_sold(lot: Lot) -> bool:
    """Tell whether nobody holds a lot back: of those others take care."""
    return lot.status not in UNUSABLE


def _finding(look: Look, one: ItemAtSite, lot: Dated, left: Decimal, days: int) -> Finding:
    return Finding(
        AlertKind.EXPIRING,
        subject=f"{one.key} lot {lot.lot}",
        figures=AlertFigures(
            available=lot.quantity,
            after=left if one.daily > 0 else None,
            days=Decimal(days),
            expected_on=lot.expires_on,
            value=look.value(one.item, left),
            lot=lot.lot,
        ),
        item=one.item.sku,
        site=one.site,
        supplier=one.item.supplier,
    )
