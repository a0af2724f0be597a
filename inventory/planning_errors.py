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


@dataclass(unsafe_hash=True)
class NotOnReview(StockError):
    """`lines` are keys of forecasts (`MUG-BLU @ North`); `waiting` those that are to be decided."""

    number: str
    lines: tuple[str, ...]
    waiting: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class ReviewOvertaken(StockError):
    """`by` is the review its lines have gone to; empty where nothing waits any more."""

    number: str
    by: str = ""
