"""What can be wrong with a request about policies, forecasts, proposals and alerts.

StockError
+-- UnknownSite                 no location is of that site
+-- UnknownCategory             no item is of that category
+-- NothingSubscribed           a channel that was to hear no more has no subscription
+-- RestRefused                 nothing can be put off to that day
+-- NotThere                    a site has not got any more what another was to have of it
+-- NotOnProposal               an item that is to be bought otherwise is not on that proposal
+-- NotOnReview                 an item does not wait for a decision on that review
+-- ReviewOvertaken             its figures are out of date: another review has taken its place
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class UnknownSite(StockError):
    """`known` are the sites that the tab Locations names."""

    site: str
    known: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class UnknownCategory(StockError):
    """`known` are the categories that the tab Items names."""

    category: str
    known: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class NothingSubscribed(StockError):
    """`code` is the subscription that was named, ended already; empty where a channel was meant."""

    code: str = ""


@dataclass(unsafe_hash=True)
class RestRefused(StockError):
    """`until` is not between the day after today and the last that is allowed."""

    number: str
    until: date
    earliest: date
    latest: date


@dataclass(unsafe_hash=True)
class NotThere(StockError):
    """`short` are (item, wanted, available at the site) of what was to be brought from it."""

    number: str
    site: str
    short: tuple[tuple[str, Decimal, Decimal], ...]


@dataclass(unsafe_hash=True)
class NotOnProposal(StockError):
    """`items` are those that were named, `proposed` those that are on it."""

    number: str
    items: tuple[str, ...]
    proposed: tuple[str, ...]


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
