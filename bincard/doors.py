"""The doors of the web server besides Slack's: a web shop's and a carrier's, where they are set."""

from collections.abc import Iterator

from starlette.routing import BaseRoute

from bincard.carriers.event_door import event_route
from bincard.clock import utc_now
from bincard.settings import Settings, SettingsError
from bincard.shop.counter import ShopCounter
from bincard.shop.door import shop_route
from journal.opening import Journal
from outside.carriers.easypost import SdkMissingError
from outside.carriers.easypost_events import EasyPostEvents


def doors(settings: Settings, journal: Journal) -> Iterator[BaseRoute]:
    """Yield the routes that this installation serves.

    Raises:
        SettingsError: one is set that cannot be served.
    """
    if secret := settings.shop_secret.get_secret_value():
        counter = ShopCounter(
            journal.desk, journal.reader, journal.contacts, utc_now, seal=journal.id
        )
        yield shop_route(counter, journal.desk, utc_now, secret)
    if settings.easypost_webhook_secret.get_secret_value():
        yield event_route(_events(settings), journal.desk, utc_now)


def _events(settings: Settings) -> EasyPostEvents:
    try:
        return EasyPostEvents(settings.easypost_webhook_secret)
    except SdkMissingError as error:
        raise SettingsError(f"EASYPOST_WEBHOOK_SECRET is set. {error}.") from error
