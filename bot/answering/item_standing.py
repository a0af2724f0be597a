"""What is known of an item at its sites: forecasts kept, demand read from the ledger, stock now."""

from decimal import Decimal

from bot.answering.clerk import Clerk
from bot.messages.forecasts import ItemStanding
from inventory.demand.history import Demand, DemandHistory
from inventory.demand.sites import Sites
from inventory.documents.forecast import Forecast
from inventory.item import Item
from inventory.planning.outlook import Outlook, outlook
from inventory.quantity import ZERO
from inventory.replenishing.on_order import back_ordered, coming
from inventory.stock_policy import forecast_key


def standings_of(clerk: Clerk, item: Item, sites: tuple[str, ...]) -> list[ItemStanding]:
    """Return how an item stands at each of some sites.

    The ledger is read for this item alone, whole: returns are matched to sales of any age.
    """
    demand = Demand(clerk.book, clerk.reader.flows(item=item.sku))
    available = Sites(clerk.book).available(item.sku, clerk.today)
    return [_standing(clerk, item, site, demand, available.get(site, ZERO)) for site in sites]


def _standing(
    clerk: Clerk, item: Item, site: str, demand: Demand, available: Decimal
) -> ItemStanding:
    book, key = clerk.book, forecast_key(item.sku, site)
    forecast = book.get(Forecast, key)
    period = forecast.period if forecast else None
    history = demand.histories(on=clerk.today, period=period).get(key)
    is_house = not site
    ordered = [one.quantity for one in coming(book, item.sku) if not one.is_proposed]
    return ItemStanding(
        item=item,
        site=site,
        forecast=forecast,
        shown=_shown(clerk, forecast, history),
        available=available,
        coming=sum(ordered, ZERO) if is_house else ZERO,
        waited_for=back_ordered(book)[item.sku] if is_house else ZERO,
    )


def _shown(
    clerk: Clerk, forecast: Forecast | None, history: DemandHistory | None
) -> Outlook | None:
    if forecast is None and history is None:
        return None
    return outlook(forecast, history, on=clerk.today)
