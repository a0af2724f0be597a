"""What is known of an item at its sites: forecasts kept, demand read from the ledger, stock now."""

from bot.answering.clerk import Clerk
from bot.messages.forecasts import ItemStanding
from inventory.demand.history import Demand
from inventory.documents.forecast import Forecast
from inventory.item import Item
from inventory.planning.outlook import Outlook, outlook
from inventory.replenishing.positions import Positions
from inventory.stock_policy import forecast_key


def standings_of(clerk: Clerk, item: Item, sites: tuple[str, ...]) -> list[ItemStanding]:
    """Return how an item stands at each of some sites.

    The ledger is read for this item alone, whole: returns are matched to sales of any age.
    """
    demand = Demand(clerk.book, clerk.reader.flows(item=item.sku))
    positions = Positions(clerk.book, clerk.today)
    return [_standing(clerk, item, site, demand, positions) for site in sites]


def _standing(
    clerk: Clerk, item: Item, site: str, demand: Demand, positions: Positions
) -> ItemStanding:
    forecast = clerk.book.get(Forecast, forecast_key(item.sku, site))
    position = positions.of(item.sku, site)
    return ItemStanding(
        item=item,
        site=site,
        forecast=forecast,
        shown=_shown(clerk, forecast, demand, forecast_key(item.sku, site)),
        available=position.available,
        coming=position.on_order,
        waited_for=position.waited_for,
    )


def _shown(clerk: Clerk, forecast: Forecast | None, demand: Demand, key: str) -> Outlook | None:
    period = forecast.period if forecast else None
    history = demand.histories(on=clerk.today, period=period).get(key)
    if forecast is None and history is None:
        return None
    return outlook(forecast, history, on=clerk.today)
