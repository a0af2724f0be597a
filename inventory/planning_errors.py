"""What can be wrong with a request about policies, forecasts, proposals and alerts.

StockError
+-- UnknownSite                 no location is of that site
"""

from dataclasses import dataclass

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class UnknownSite(StockError):
    """`known` are the sites that the tab Locations names."""

    site: str
    known: tuple[str, ...] = ()
