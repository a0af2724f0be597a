"""The doors of the web server besides Slack's: a web shop's and a carrier's, where they are set."""

from collections.abc import Iterator

from starlette.routing import BaseRoute

from bincard.clock import utc_now
from bincard.settings import Settings
from bincard.shop.counter import ShopCounter
from bincard.shop.door import shop_route
from journal.opening import Journal


def doors(settings: Settings, journal: Journal) -> Iterator[BaseRoute]:
    """Yield the routes that this installation serves."""
    if secret := settings.shop_secret.get_secret_value():
        counter = ShopCounter(
            journal.desk, journal.reader, journal.contacts, utc_now, seal=journal.id
        )
        yield shop_route(counter, journal.desk, utc_now, secret)
