"""A look at a house on a day: every item at every site, once, for all that alerts are about."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from functools import cached_property

from inventory.book import Book
from inventory.demand.sites import HOUSE_SITE, Sites
from inventory.documents.forecast import Forecast
from inventory.item import Item
from inventory.planning.policy_rules import ResolvedPolicy, policy_for
from inventory.quantity import ZERO
from inventory.replenishing.on_order import Coming, all_coming, back_ordered
from inventory.stock_policy import PolicyKind, forecast_key
from inventory.supplier import Supplier


@dataclass(frozen=True, slots=True)
class ItemAtSite:
    """How an item stands at a site, in base units.

    Attributes:
        site: empty for a house of one, and where managers' figures are of all sites together.
        available: in places for picking, not kept for orders.
        forecast: None where nothing is known of the demand there.
        coming: proposed or ordered and not come yet.
        waited_for: what orders want and nothing is kept for.
    """

    item: Item
    site: str
    available: Decimal
    policy: ResolvedPolicy
    forecast: Forecast | None
    coming: tuple[Coming, ...]
    waited_for: Decimal

    @property
    def key(self) -> str:
        return forecast_key(self.item.sku, self.site)

    @property
    def daily(self) -> Decimal:
        """Expected demand a day, zero where nobody knows of any."""
        return self.forecast.daily if self.forecast else ZERO

    @property
    def days_of_cover(self) -> Decimal | None:
        """How long it lasts, None where nothing is asked for."""
        return max(ZERO, self.available) / self.daily if self.daily > 0 else None

    @property
    def _is_part(self) -> bool:
        """Whether what managers state is of all sites together, and this is only one of them."""
        return self.policy.is_of_house and bool(self.site)

    @property
    def position(self) -> Decimal:
        """What is there and ordered, less what is waited for; what is only proposed is not coming."""
        ordered = sum((one.quantity for one in self.coming if not one.is_proposed), ZERO)
        return self.available + ordered - self.waited_for

    @property
    def expected_days(self) -> tuple[date, ...]:
        """The days on which what is ordered is expected, or was."""
        ordered = (one.expected_on for one in self.coming if not one.is_proposed)
        return tuple(day for day in ordered if day is not None)

    @property
    def reorder_point(self) -> Decimal | None:
        """At or below it the item is low; None where nobody watches it.

        What managers state counts first. Of a forecast it is what is used until goods come that are
        ordered now, and the safety stock: an item that is looked at once a month is bought long
        before it is low. Without one, what is to be there at all is low once it is out. Kits are
        built, so that only what managers state counts of them.
        """
        if self.policy.minimum is not None and not self._is_part:
            return self.policy.minimum
        if self.policy.kind is PolicyKind.KEEP_AT_LEAST:
            return max(ZERO, self.policy.floor - 1)
        if self.item.components or not self.order_up_to_level:
            return None
        if self.forecast is None:
            return ZERO
        found = self.forecast.parameters
        days = self.forecast.lead_time.days if self.forecast.lead_time else ZERO
        return min(found.reorder_point, _whole(self.daily * days + found.safety_stock))

    @property
    def order_up_to_level(self) -> Decimal | None:
        """The most there should be; None where nobody says."""
        if self.policy.maximum is not None and not self._is_part:
            return self.policy.maximum
        if self.forecast is None or self.policy.kind is PolicyKind.NONE:
            return None
        return self.forecast.parameters.order_up_to_level


class Look:
    """What all finders look at; it is put together once.

    Attributes:
        book: as it stands.
        on: the day.
        sites: of the house.

    Args:
        only: the items that are looked at; None for every one.
    """

    def __init__(self, book: Book, on: date, only: Collection[str] | None = None) -> None:
        self.book, self.on, self.sites = book, on, Sites(book)
        self._only = only

    @cached_property
    def items(self) -> tuple[ItemAtSite, ...]:
        """Every active item that is looked at, at every site."""
        return tuple(self._items())

    @cached_property
    def by_key(self) -> dict[str, ItemAtSite]:
        """The same, by what names an item at a site."""
        return {one.key: one for one in self.items}

    def next_delivery(self, one: ItemAtSite) -> date | None:
        """Return the day on which more of an item can be there; None where nobody knows.

        What is ordered comes as it is expected. What is late may never come: then, and where nothing
        is ordered, it is what comes if it is ordered now.
        """
        ahead = [day for day in one.expected_days if day >= self.on]
        if ahead:
            return min(ahead)
        days = self._lead_days(one)
        return None if days is None else self.on + timedelta(days=days)

    def value(self, item: Item, quantity: Decimal) -> Decimal | None:
        """Return what goods cost, None where nobody knows."""
        return None if item.unit_cost is None else item.unit_cost * quantity

    def _lead_days(self, one: ItemAtSite) -> int | None:
        if one.forecast and one.forecast.lead_time:
            return int(_whole(one.forecast.lead_time.days))
        if one.item.lead_time_days is not None:
            return one.item.lead_time_days
        supplier = self.book.get(Supplier, one.item.supplier)
        return supplier.lead_time_days if supplier else None

    def _items(self) -> Iterator[ItemAtSite]:
        coming: dict[tuple[str, str], list[Coming]] = {}
        for each in all_coming(self.book):
            site = each.site if each.site in self.sites.names else self.sites.names[0]
            coming.setdefault((each.item, site), []).append(each)
        waited_for = back_ordered(self.book)
        for item in self._looked_at():
            if item.is_active:
                yield from self._at_sites(item, coming, waited_for.get(item.sku, ZERO))

    def _looked_at(self) -> Iterator[Item]:
        if self._only is None:
            return self.book.all(Item)
        found = (self.book.get(Item, sku) for sku in self._only)
        return (item for item in found if item is not None)

    def _at_sites(
        self, item: Item, coming: dict[tuple[str, str], list[Coming]], waited_for: Decimal
    ) -> Iterator[ItemAtSite]:
        """Yield an item at each site, and for the whole house where managers' figures are of that.

        As for proposals, a site that is forecast is held against these figures by itself.
        """
        available = self.sites.available(item.sku, self.on)
        is_of_house, is_planned = False, False
        for site in self.sites.names:
            policy = policy_for(self.book, item, site)
            forecast = self.book.get(Forecast, forecast_key(item.sku, site))
            is_of_house = is_of_house or policy.is_of_house
            is_planned = is_planned or (policy.is_of_house and forecast is not None)
            yield ItemAtSite(
                item=item,
                site=site,
                available=available.get(site, ZERO),
                policy=policy,
                forecast=forecast,
                coming=tuple(coming.get((item.sku, site), ())),
                waited_for=waited_for if self.sites.is_one else ZERO,
            )
        if is_of_house and not is_planned and HOUSE_SITE not in self.sites.names:
            yield ItemAtSite(
                item=item,
                site=HOUSE_SITE,
                available=sum(available.values(), ZERO),
                policy=policy_for(self.book, item),
                forecast=None,
                coming=tuple(
                    one for site in self.sites.names for one in coming.get((item.sku, site), ())
                ),
                waited_for=waited_for,
            )


def _whole(quantity: Decimal) -> Decimal:
    return quantity.to_integral_value(ROUND_CEILING)
