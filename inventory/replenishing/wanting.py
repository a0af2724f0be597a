"""What would be proposed on a day: transfers first, then what is bought of each supplier for a site."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from inventory.base_command import LINES_MAX
from inventory.book import Book
from inventory.documents.replenishment import Bound, BroughtForward, ProposalLine
from inventory.quantity import ZERO
from inventory.replenishing.bringing import Bringing, bringings
from inventory.replenishing.budgeting import money_left, within_budget
from inventory.replenishing.needs import Need, Needs
from inventory.replenishing.purchases import Bought, Buyer, Group, value_of
from inventory.replenishing.resting import resting
from inventory.replenishing.review_days import next_order_day


class Way(NamedTuple):
    """What makes one proposal: the site it is for, from where goods are brought, or of whom bought."""

    site: str
    from_site: str = ""
    supplier: str = ""


class Wanted(NamedTuple):
    """One proposal as it would be made now.

    Attributes:
        minimum_value: the least the supplier takes, where all of it is worth less.
        expected_on: when it would come, None where nobody knows.
    """

    way: Way
    lines: tuple[ProposalLine, ...]
    minimum_value: Decimal | None = None
    expected_on: date | None = None


def wanted(book: Book, on: date, costs: Mapping[str, Decimal]) -> list[Wanted]:
    """Return what would be proposed on a day, as if nothing were proposed yet.

    Args:
        book: as it stands.
        on: the day.
        costs: sku -> what a unit was bought for, where its row says nothing.
    """
    needs, rests = Needs(book, on), resting(book, on)
    known = list(needs.all())
    awake = [one for one in known if (*one.key, "") not in rests]
    due = [one for one in awake if needs.is_due(one)]
    brought = bringings(needs, due, known, rests)
    return [*_transfers(brought), *_purchases(book, on, costs, awake, due, brought)]


def line_of(need: Need, quantity: Decimal, *, brought: Decimal = ZERO) -> ProposalLine:
    """Return a line with the figures that led to it."""
    position, target, forecast = need.position, need.target, need.target.forecast
    accuracy = forecast.accuracy if forecast else None
    return ProposalLine(
        item=need.item.sku,
        quantity=quantity,
        on_hand=position.available,
        on_order=position.on_order,
        back_ordered=position.waited_for,
        inventory_position=position.quantity,
        minimum=target.reorder_point,
        maximum=target.order_up_to_level,
        policy=target.kind,
        needed=need.needed,
        reserved=position.reserved,
        expiring=position.expiring,
        expected=forecast.demand_over_horizon if forecast else None,
        days=forecast.horizon_days if forecast else None,
        safety_stock=forecast.parameters.safety_stock if forecast else None,
        method=forecast.method if forecast else "",
        error=accuracy.error if accuracy else None,
        bias=accuracy.bias if accuracy else None,
        cover_before=need.cover(),
        cover_after=need.cover(quantity + brought),
    )


def _transfers(brought: Iterable[Bringing]) -> list[Wanted]:
    """Return what is brought, a proposal for each way; goods that come so need no supplier."""
    ways: defaultdict[Way, list[ProposalLine]] = defaultdict(list)
    for one in brought:
        line = line_of(one.need, one.quantity)
        way = Way(one.need.place, one.from_site)
        ways[way].append(line.model_copy(update={"bounds": (Bound.TRANSFER,)}))
    return [Wanted(way, part) for way in sorted(ways) for part in _parts(_numbered(ways[way]))]


def _purchases(
    book: Book,
    on: date,
    costs: Mapping[str, Decimal],
    known: Sequence[Need],
    due: Sequence[Need],
    brought: Iterable[Bringing],
) -> list[Wanted]:
    buyer, comes = Buyer(book, costs), defaultdict[tuple[str, str], Decimal](lambda: ZERO)
    for one in brought:
        comes[one.need.key] += one.quantity
    lines = [line for need in due if (line := _bought(buyer, need, comes[need.key]))]
    filled = _filled_up(buyer, buyer.grouped(lines), known, {need.key for need in due})
    groups = buyer.grouped(within_budget(filled, money_left(book)))
    return [
        one
        for (site, supplier), bought in groups.items()
        for one in _wanted_of(book, on, buyer, Way(site, supplier=supplier), bought)
    ]


def _bought(buyer: Buyer, need: Need, brought: Decimal) -> Bought | None:
    """Return what is left to buy of a need after what is brought; nothing where that is enough."""
    if not brought:
        return buyer.bought(need)
    if need.position.usable + brought > need.target.reorder_point:
        return None
    return buyer.bought(need, brought=brought, because=(Bound.TRANSFER,))


def _filled_up(
    buyer: Buyer,
    groups: Mapping[Group, list[Bought]],
    known: Iterable[Need],
    due: set[tuple[str, str]],
) -> list[Bought]:
    """Return all lines, those of each supplier with what brings them to the least it takes."""
    others: defaultdict[Group, list[Need]] = defaultdict(list)
    for need in known:
        group = (need.place, buyer.supplier_of(need))
        if need.key not in due and need.needed > 0 and group in groups:
            others[group].append(need)
    return [
        line
        for group, lines in groups.items()
        for line in buyer.filled_up(group[1], lines, others[group])
    ]


def _wanted_of(
    book: Book, on: date, buyer: Buyer, way: Way, bought: Sequence[Bought]
) -> list[Wanted]:
    value, least = value_of(bought), buyer.least_value(way.supplier)
    lines = [_bought_line(one, least) for one in bought]
    return [
        Wanted(
            way=way,
            lines=part,
            minimum_value=least if value is not None and value < least else None,
            expected_on=_expected_on(book, on, way.supplier, bought),
        )
        for part in _parts(_numbered(lines))
    ]


def _bought_line(one: Bought, least: Decimal) -> ProposalLine:
    made = line_of(one.need, one.buying.quantity, brought=one.brought)
    forward = None
    if Bound.SUPPLIER_MINIMUM in one.buying.bounds:
        forward = BroughtForward(least=least, days=one.need.days_until_due)
    return made.model_copy(
        update={
            "unit_cost": one.buying.unit_cost,
            "bounds": one.buying.bounds,
            "forward": forward,
        }
    )


def _expected_on(book: Book, on: date, supplier: str, bought: Iterable[Bought]) -> date | None:
    """Return when all of it would be there, if it were ordered on the next day that it can be."""
    found = book.supplier(supplier) if supplier else None
    days = [one.need.lead_days for one in bought if one.need.lead_days is not None]
    if not days:
        return None
    return next_order_day(on, found.order_days if found else ()) + timedelta(days=max(days))


def _numbered(lines: Iterable[ProposalLine]) -> tuple[ProposalLine, ...]:
    ordered = sorted(lines, key=lambda line: line.item)
    return tuple(
        line.model_copy(update={"number": number}) for number, line in enumerate(ordered, start=1)
    )


def _parts(lines: tuple[ProposalLine, ...]) -> list[tuple[ProposalLine, ...]]:
    """Return lines in parts that one order can hold, each numbered from 1."""
    return [_numbered(lines[at : at + LINES_MAX]) for at in range(0, len(lines), LINES_MAX)]
