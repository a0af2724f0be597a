"""Documents follow the goods they are about, whichever command has moved these."""

from inventory.draft import Draft
from inventory.inbound.fitting_bins import crowded_bins
from inventory.inbound.following_rejections import follow_rejections
from inventory.inbound.following_transfers import follow_transfers
from inventory.inbound.planning_putaways import plan_putaway, settle_putaways
from inventory.location import VIRTUAL_LOCATIONS, Location, LocationKind
from inventory.returning.following_returns import follow_returns


def follow_goods(draft: Draft) -> None:
    """Plan and settle what depends on goods at the dock, in quarantine, in returns and on their way.

    Most postings touch none of these, and pay for one look at the places of their moves.
    """
    filled, emptied = _places(draft)
    kinds = {place.kind for place in (*filled.values(), *emptied.values())}
    if LocationKind.RECEIVING in kinds:
        plan_putaway(draft)
        settle_putaways(draft)
    if LocationKind.QUARANTINE in kinds:
        follow_rejections(draft)
    if LocationKind.TRANSIT in kinds:
        follow_transfers(draft)
    if LocationKind.RETURNS in kinds:
        follow_returns(draft)
    draft.crowded = crowded_bins(draft, filled.values())


def _places(draft: Draft) -> tuple[dict[str, Location], dict[str, Location]]:
    """Return the real places that a draft's moves bring to, and those that they take from."""
    filled: dict[str, Location] = {}
    emptied: dict[str, Location] = {}
    for move in draft.moves:
        for code, places in ((move.target, filled), (move.source, emptied)):
            if code in places or code in VIRTUAL_LOCATIONS:
                continue
            if place := draft.book.get(Location, code):
                places[code] = place
    return filled, emptied
