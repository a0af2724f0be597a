"""The walk of a trace from lot to lot, and how much of what was asked about is in each."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from graphlib import CycleError, TopologicalSorter
from typing import Final, NamedTuple

from inventory.bookkeeping.trail import Trail
from inventory.money import EXACT_DIGITS
from inventory.quantity import DECIMALS_MAX, ONE, ZERO, trimmed
from inventory.recalling.joins import Join, Joins
from inventory.stock_key import LotKey

_STEP: Final = ONE.scaleb(-DECIMALS_MAX)

Shares = Mapping[LotKey, Decimal]


class Reached(NamedTuple):
    """A lot that a trace has come to.

    Attributes:
        depth: how many builds it is away from the nearest lot asked about.
        joins: the ways by which it was reached, one for each lot they come from.
        shares: the lots asked about, and how much of each is in it; on the way back, how much of it
            is in each. Where it is not certain, at most so much.
        is_certain: whether every piece is concerned, or on the way back, some of it for sure; else
            nobody can tell which pieces are.
    """

    lot: LotKey
    depth: int
    joins: tuple[Join, ...]
    shares: Shares
    is_certain: bool


def walk_onward(trail: Trail, lots: Iterable[LotKey]) -> list[Reached]:
    """Return the lots and everything they went into, the nearest first."""
    joins, totals = Joins(trail), _Totals(trail)
    return _walk(totals, tuple(dict.fromkeys(lots)), joins.onward, _Onward(totals))


def walk_back(trail: Trail, lots: Iterable[LotKey]) -> list[Reached]:
    """Return the lots and everything they are made of, the nearest first."""
    joins, totals = Joins(trail), _Totals(trail)
    return _walk(totals, tuple(dict.fromkeys(lots)), joins.back, _Back(totals))


class _Totals:
    """How much of each lot ever came or was built, what was taken apart taken off; added up once."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail
        self._known: dict[LotKey, Decimal] = {}

    def of(self, lot: LotKey) -> Decimal:
        if lot not in self._known:
            came, built = self._trail.came.of(lot), self._trail.built.of(lot)
            self._known[lot] = sum((*came.values(), *built.values()), ZERO)
        return self._known[lot]


class _Onward:
    """Going onward, a kit holds the share of its part that was put into it."""

    def __init__(self, totals: _Totals) -> None:
        self._totals = totals

    def end(self, join: Join) -> LotKey:
        return join.target

    def is_sure(self, join: Join) -> bool:
        """Tell whether every piece of what a way leads to is concerned."""
        whole = self._totals.of(join.target)
        return join.is_certain and not join.is_mixed and join.kits >= whole

    def share(self, join: Join, share: Decimal) -> Decimal:
        if not join.source.code:
            return share
        moved = join.kits if join.is_apart else join.quantity
        return _part_of(share, moved, self._totals.of(join.source))


class _Back:
    """Going back, of a part as much is concerned as is in the share of the kit that is."""

    def __init__(self, totals: _Totals) -> None:
        self._totals = totals

    def end(self, join: Join) -> LotKey:
        return join.source

    def is_sure(self, join: Join) -> bool:
        """Tell whether something of what a way comes from is in the kits for sure."""
        return join.is_certain

    def share(self, join: Join, share: Decimal) -> Decimal:
        moved = join.kits if join.is_apart else join.quantity
        if not join.target.code:
            return moved
        return _part_of(moved, share, self._totals.of(join.target))


def _part_of(whole: Decimal, part: Decimal, total: Decimal) -> Decimal:
    if part >= total:
        return whole
    with localcontext(prec=EXACT_DIGITS):
        return trimmed((whole * part / total).quantize(_STEP, rounding=ROUND_HALF_EVEN))


def _walk(
    totals: _Totals,
    roots: tuple[LotKey, ...],
    ways: Callable[[LotKey], list[Join]],
    going: _Onward | _Back,
) -> list[Reached]:
    depths = dict.fromkeys(roots, 0)
    found: defaultdict[LotKey, list[Join]] = defaultdict(list)
    waiting = deque(roots)
    while waiting:
        lot = waiting.popleft()
        for join in ways(lot):
            end = going.end(join)
            found[end].append(join)
            if end not in depths:
                depths[end] = depths[lot] + 1
                waiting.append(end)
    reached: dict[LotKey, Reached] = {}
    for lot in _in_order(depths, found, going):
        reached[lot] = _reached(totals, lot, depths[lot], found[lot], reached, going)
    return [reached[lot] for lot in depths]


def _in_order(
    lots: Mapping[LotKey, int], found: Mapping[LotKey, Sequence[Join]], going: _Onward | _Back
) -> list[LotKey]:
    """Return lots after all those by which they are reached; as found where they go in a circle."""
    before = {lot: {_start(join, going) for join in found.get(lot, ())} for lot in lots}
    try:
        return list(TopologicalSorter(before).static_order())
    except CycleError:
        return list(lots)


def _start(join: Join, going: _Onward | _Back) -> LotKey:
    return join.source if going.end(join) == join.target else join.target


def _reached(
    totals: _Totals,
    lot: LotKey,
    depth: int,
    joins: Sequence[Join],
    before: Mapping[LotKey, Reached],
    going: _Onward | _Back,
) -> Reached:
    shares: defaultdict[LotKey, Decimal] = defaultdict(lambda: ZERO)
    if not depth:
        shares[lot] = totals.of(lot)
    is_certain = not depth
    for join in joins:
        known = before.get(_start(join, going))
        for root, share in known.shares.items() if known else ():
            shares[root] += going.share(join, share)
        is_sure = known is not None and known.is_certain and going.is_sure(join)
        is_certain = is_certain or (is_sure and not join.is_apart)
    is_certain = is_certain and (bool(lot.code) or not depth)
    return Reached(lot, depth, tuple(joins), dict(shares), is_certain)
