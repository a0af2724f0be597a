"""Documents follow the goods they are about, whichever command has moved these."""

from inventory.draft import Draft
from inventory.inbound.following_rejections import follow_rejections
from inventory.inbound.following_transfers import follow_transfers
from inventory.inbound.planning_putaways import plan_putaway, settle_putaways
from inventory.location import LocationKind


def follow_goods(draft: Draft) -> None:
    """Plan and settle what depends on goods at the dock, in quarantine and on their way.

    Most postings touch none of these, and pay for one look at the places of their moves.
    """
    kind_of = draft.book.kind_of
    kinds = {kind_of(place) for move in draft.moves for place in (move.source, move.target)}
    if LocationKind.RECEIVING in kinds:
        plan_putaway(draft)
        settle_putaways(draft)
    if LocationKind.QUARANTINE in kinds:
        follow_rejections(draft)
    if LocationKind.TRANSIT in kinds:
        follow_transfers(draft)
