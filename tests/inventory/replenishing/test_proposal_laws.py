"""Laws of proposing, whatever stock, forecasts, suppliers and decisions there are."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.documents.replenishment import Bound, Proposal
from inventory.errors import NothingChanged
from inventory.replenishing.needs import Needs
from inventory.supplier import Supplier
from tests.builders import a_desk, approve_proposal, propose_reorders, reject_proposal
from tests.inventory.replenishing.planned import forecast, keep_straight, planned_item, snooze
from tests.inventory.replenishing.test_bringing import SITES
from tests.memory_desk import START

SKUS = ("MUG-BLU", "TEE-BLK-M", "ROPE-9")
CAPS = {Bound.SHELF_LIFE, Bound.COVER, Bound.BUDGET}
EACH = st.fixed_dictionaries(
    {
        "north": st.integers(0, 60),
        "south": st.integers(0, 60),
        "daily": st.integers(0, 4),
        "s": st.integers(0, 40),
        "more": st.integers(0, 40),
        "pack": st.sampled_from([None, 6, 24]),
        "least": st.sampled_from([None, 10, 100]),
        "shelf": st.sampled_from([None, 5, 60]),
        "cost": st.sampled_from([None, 0, 3]),
        "supplier": st.sampled_from(["ACME", "ZETA", ""]),
    }
)


def a_house(each, least_value, *, is_one):
    rows = [Supplier(code="ACME", minimum_order_value=Decimal(least_value)), Supplier(code="ZETA")]
    stock, forecasts = [], []
    for sku, said in zip(SKUS, each, strict=False):
        facts = {
            "pack_multiple": said["pack"],
            "minimum_order_quantity": said["least"],
            "shelf_life_days": said["shelf"],
            "unit_cost": said["cost"],
            "supplier": said["supplier"],
        }
        rows.append(planned_item(sku, **{k: v for k, v in facts.items() if v is not None}))
        stock += [(said[at], sku, bin_) for at, bin_ in (("north", "A-01"), ("south", "B-01"))]
        levels = {"daily": said["daily"], "s": said["s"], "big_s": said["s"] + said["more"]}
        sites = ("",) if is_one else ("North", "South")
        forecasts += [forecast(sku, site=site, **levels) for site in sites]
    desk = a_desk(*rows, *(() if is_one else SITES), stock=[one for one in stock if one[0]])
    keep_straight(desk, *forecasts)
    return desk


def proposes_nothing(desk):
    """Another desk runs the same morning, or this one once more."""
    return isinstance(desk.handle_all([propose_reorders()])[0], NothingChanged)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(EACH, min_size=1, max_size=3),
    st.sampled_from([0, 200]),
    st.booleans(),
    st.lists(st.sampled_from(["approve", "reject", "snooze", "leave"]), min_size=8, max_size=8),
)
def test_what_is_proposed_ordered_or_rests_is_not_proposed_again(each, least, is_one, choices):
    desk = a_house(each, least, is_one=is_one)
    desk.handle_all([propose_reorders()])
    assert proposes_nothing(desk)
    decisions = {"approve": approve_proposal, "reject": reject_proposal, "snooze": snooze}
    touched = set()
    for proposal, choice in zip(list(desk.book.all(Proposal)), choices, strict=False):
        if choice in decisions:
            desk.handle_all([decisions[choice](proposal.number)])
            touched |= {
                (line.item, proposal.site, choice, proposal.from_site) for line in proposal.lines
            }
    known = {one.number for one in desk.book.all(Proposal)}
    desk.handle_all([propose_reorders()])
    for proposal in desk.book.all(Proposal):
        if proposal.number not in known:  # only what is not to be brought may be bought instead
            for line in proposal.lines:
                ways = {(c, f) for i, s, c, f in touched if (i, s) == (line.item, proposal.site)}
                assert all(choice == "reject" and from_site for choice, from_site in ways) or (
                    Bound.SUPPLIER_MINIMUM in line.bounds
                ), (line, ways)
    assert proposes_nothing(desk)


@settings(max_examples=40, deadline=None)
@given(st.lists(EACH, min_size=1, max_size=3), st.booleans())
def test_once_all_is_approved_every_position_is_above_its_reorder_point_or_says_why(each, is_one):
    desk = a_house(each, 0, is_one=is_one)
    desk.handle_all([propose_reorders()])
    bounds = {}
    for proposal in list(desk.book.all(Proposal)):
        desk.handle(approve_proposal(proposal.number))
        bounds |= {(line.item, proposal.site): line.bounds for line in proposal.lines}
    for need in Needs(desk.book, START.date()).all():
        is_capped = need.item.shelf_life_days or CAPS & set(bounds.get(need.key, ()))
        assert is_capped or need.position.usable >= need.target.reorder_point
