"""What there is too much of, and what nobody has asked for in a long time."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from inventory.documents.forecast import LifeStage
from inventory.documents.stock_alert import AlertFigures
from inventory.quantity import ZERO
from inventory.replenishing.alerting.finding import Finding
from inventory.replenishing.alerting.look import ItemAtSite, Look
from inventory.stock_policy import AlertKind

UNTOLD: Final = (LifeStage.NEW, LifeStage.DEAD)
"""Of what is new nobody knows yet how long it lasts; what is dead has an alert of its own."""


def overstock(look: Look) -> Iterator[Finding]:
    """Yield what is beyond its order-up-to level and lasts for longer than Settings allow."""
    for one in look.items:
        limit = one.order_up_to_level
        if limit is None or one.available <= limit or not _lasts_too_long(look, one):
            continue
        cover = one.days_of_cover
        figures = AlertFigures(
            available=one.available,
            limit=limit,
            days=None if cover is None else cover.to_integral_value(),
            value=look.value(one.item, one.available - limit),
        )
        yield _finding(AlertKind.OVERSTOCK, one, figures)


def dead_stock(look: Look) -> Iterator[Finding]:
    """Yield what lies there though there is no demand for it any more.

    What a policy keeps there on purpose is none of it.
    """
    for one in look.items:
        if one.forecast is None or one.forecast.life_stage is not LifeStage.DEAD:
            continue
        stocked: Decimal = look.sites.stocked(one.item.sku).get(one.site, ZERO)
        kept = max(ZERO, one.policy.floor)
        if stocked > kept:
            figures = AlertFigures(
                available=stocked,
                limit=kept or None,
                value=look.value(one.item, stocked - kept),
            )
            yield _finding(AlertKind.DEAD, one, figures)


def _lasts_too_long(look: Look, one: ItemAtSite) -> bool:
    if one.forecast is None or one.forecast.life_stage in UNTOLD:
        return False
    cover = one.days_of_cover
    return cover is None or cover > look.book.rules.overstock_days


def _finding(about: AlertKind, one: ItemAtSite, figures: AlertFigures) -> Finding:
    return Finding(
        about,
        subject=one.key,
        figures=figures,
        item=one.item.sku,
        site=one.site,
        supplier=one.item.supplier,
    )
