"""What is out, will be out before more can come, or should have been ordered: the gravest of these.

An item is low while its inventory position is at or below its reorder point. So it is not low any
more once enough of it is ordered; should that come too late, it will be out before.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final

from inventory.documents.stock_alert import AlertFigures
from inventory.kits.bill_of_materials import buildable
from inventory.quantity import ZERO
from inventory.replenishing.alerting.finding import Finding
from inventory.replenishing.alerting.look import ItemAtSite, Look
from inventory.stock_policy import AlertKind

DAYS: Final = Decimal("0.1")
"""To what days of cover are rounded."""


def shortages(look: Look) -> Iterator[Finding]:
    """Yield every item that is short at a site, one finding each."""
    for one in look.items:
        about = _what_is_short(look, one)
        if about is not None:
            yield Finding(
                about,
                subject=one.key,
                figures=shortage_figures(look, one),
                item=one.item.sku,
                site=one.site,
                supplier=one.item.supplier,
            )


def shortage_figures(look: Look, one: ItemAtSite) -> AlertFigures:
    """Return the figures of an item that is short, or was."""
    newest = one.coming[-1].document if one.coming else ""
    cover = one.days_of_cover
    return AlertFigures(
        available=one.available,
        limit=one.reorder_point,
        on_order=sum((each.quantity for each in one.coming), ZERO),
        days=None if cover is None else cover.quantize(DAYS),
        expected_on=min(one.expected_days, default=None),
        document=newest,
        buildable=buildable(look.book, one.item, look.on) if one.item.components else None,
    )


def _what_is_short(look: Look, one: ItemAtSite) -> AlertKind | None:
    point = one.reorder_point
    if point is None and one.waited_for <= 0:
        return None
    if one.available <= 0:
        return AlertKind.OUT
    if _is_out_before_delivery(look, one):
        return AlertKind.STOCKOUT_AHEAD
    return AlertKind.LOW if point is not None and one.position <= point else None


def _is_out_before_delivery(look: Look, one: ItemAtSite) -> bool:
    cover, delivery = one.days_of_cover, look.next_delivery(one)
    if cover is None or delivery is None:
        return False
    return look.on + timedelta(days=int(min(cover, Decimal(100_000)))) < delivery
