"""Sites: which there are, which one a text names, and what goods travel in between two of them."""

from collections.abc import Iterable

from inventory.draft import Draft
from inventory.inbound_errors import OtherSite
from inventory.location import Location, LocationKind


def sites_of(draft: Draft) -> tuple[str, ...]:
    """Return the sites that the tab Locations names, sorted."""
    return tuple(sorted({p.site for p in draft.book.all(Location) if p.site and p.is_active}))


def site_named(sites: Iterable[str], text: str) -> str | None:
    """Return the one of some sites that a text names, also in other letters; None for none."""
    return next((site for site in sites if site.casefold() == text.strip().casefold()), None)


def place_at(draft: Draft, site: str, kind: LocationKind) -> Location | None:
    """Return the place of a kind that a site uses: the first by code."""
    codes = sorted(draft.book.indexes.locations_of_kind(kind))
    places = (draft.book.get(Location, code) for code in codes)
    found = (p for p in places if p and p.kind is kind and p.is_active and p.site == site)
    return next(found, None)


def transit_to(draft: Draft, source: str, site: str) -> Location:
    """Return where goods lie while they travel: a place of the site they go to, or any other.

    Args:
        draft: whose book knows the places.
        source: the bin they leave, for the refusal.
        site: where they go.

    Raises:
        OtherSite: there is no place of kind transit.
    """
    found = place_at(draft, site, LocationKind.TRANSIT)
    found = found or draft.book.first_of_kind(LocationKind.TRANSIT)
    if found is None:
        raise OtherSite(problem="no_transit", location=source, target=site)
    return found


def refuse_other_site(source: Location, target: Location) -> None:
    """Refuse to move goods to another site as if it were next door.

    Bins without a site are one site of their own; a dock, a bench or a cage without one serves all.

    Raises:
        OtherSite: they are of two sites.
    """
    are_bins = source.kind is target.kind is LocationKind.STORAGE
    if source.site != target.site and (are_bins or (source.site and target.site)):
        raise OtherSite(problem="transfer_needed", location=source.code, target=target.code)
