"""Which lots are in which, and how much: builds and what was taken apart, netted at the moment of asking.

A build that joins several lots of a component with several kits does not tell which went into
which: each may be in each, with as much as would fit. Where more is kept apart than ever went in, the
component came out of a kit that was not built here.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Final, NamedTuple

from inventory.bookkeeping.trail import Build, Trail
from inventory.money import EXACT_DIGITS
from inventory.quantity import DECIMALS_MAX, ONE, ZERO, trimmed
from inventory.stock_key import LotKey

_STEP: Final = ONE.scaleb(-DECIMALS_MAX)


class Join(NamedTuple):
    """Goods of a lot that are in a kit, or came out of it.

    Attributes:
        quantity: of the part; at most so much where it is not certain.
        kits: how many kits it was put into, or came out of.
        builds: the transactions that brought them together or apart.
        is_certain: whether all of it is in that kit and in no other.
        is_mixed: whether other lots of the component are in the same kits, so that nobody can tell
            which of them hold this one.
        is_apart: the part came out of a kit it never went into, so that the way leads from the kit
            to the part.
    """

    part: LotKey
    kit: LotKey
    quantity: Decimal
    kits: Decimal
    builds: tuple[str, ...]
    is_certain: bool = True
    is_mixed: bool = False
    is_apart: bool = False

    @property
    def source(self) -> LotKey:
        """Where the way comes from."""
        return self.kit if self.is_apart else self.part

    @property
    def target(self) -> LotKey:
        """Where it leads."""
        return self.part if self.is_apart else self.kit


class Joins:
    """The ways between lots, each looked up once."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail
        self._of_part: dict[LotKey, dict[LotKey, Join]] = {}
        self._totals: dict[tuple[str, str], Decimal] = {}

    def onward(self, lot: LotKey) -> list[Join]:
        """Return the ways that lead on from a lot: into kits, and out of one taken apart."""
        return [join for join in self._around(lot) if join.source == lot]

    def back(self, lot: LotKey) -> list[Join]:
        """Return the ways that lead to a lot: from its components, or from a kit it came out of."""
        return [join for join in self._around(lot) if join.target == lot]

    def _around(self, lot: LotKey) -> list[Join]:
        builds = (self._trail.builds.get(name) for name in self._trail.built.of(lot))
        parts = dict.fromkeys(part for build in builds if build for part in build.parts)
        own = [self._of(part)[lot] for part in parts if lot in self._of(part)]
        return [*self._of(lot).values(), *own]

    def _of(self, part: LotKey) -> dict[LotKey, Join]:
        if part not in self._of_part:
            self._of_part[part] = {join.kit: join for join in self._netted(part)}
        return self._of_part[part]

    def _netted(self, part: LotKey) -> Iterable[Join]:
        nets: defaultdict[LotKey, Decimal] = defaultdict(lambda: ZERO)
        builds: defaultdict[LotKey, list[str]] = defaultdict(list)
        mixed: set[LotKey] = set()
        unclear: set[LotKey] = set()
        used = self._trail.used.of(part)
        for name, quantity in used.items():
            build = self._trail.builds[name]
            if sum(one.item == part.item for one in build.parts) > 1:
                mixed.update(build.kits)
                unclear.update(build.kits if len(build.kits) > 1 else ())
            for kit in build.kits:
                nets[kit] += self._share(name, build, part, kit).copy_sign(quantity)
                builds[kit].append(name)
        joins = [
            Join(
                part,
                kit,
                abs(trimmed(net)),
                abs(sum((self._trail.built.get(kit, name) for name in builds[kit]), ZERO)),
                tuple(builds[kit]),
                is_certain=kit not in unclear,
                is_mixed=kit in mixed,
                is_apart=net < 0,
            )
            for kit, net in nets.items()
            if net
        ]
        return self._within(sum(used.values(), ZERO), joins)

    def _share(self, name: str, build: Build, part: LotKey, kit: LotKey) -> Decimal:
        """Return how much of a part may have gone into one of the kits of a build."""
        own = abs(self._trail.used.get(part, name))
        if len(build.kits) == 1:
            return own
        kits, whole = self._total(name, "", build), self._total(name, part.item, build)
        with localcontext(prec=EXACT_DIGITS):
            fits = whole * abs(self._trail.built.get(kit, name)) / kits
            return min(own, fits.quantize(_STEP, rounding=ROUND_HALF_EVEN))

    def _total(self, name: str, item: str, build: Build) -> Decimal:
        """Return how much of an item went into a build, or how many kits came out of it."""
        if (name, item) not in self._totals:
            trail = self._trail
            used = (trail.used.get(one, name) for one in build.parts if one.item == item)
            built = (trail.built.get(one, name) for one in build.kits)
            self._totals[name, item] = abs(sum(used if item else built, ZERO))
        return self._totals[name, item]

    def _within(self, used: Decimal, joins: list[Join]) -> Iterable[Join]:
        """Yield the joins; those that are not certain hold no more than is left for them."""
        apart = sum((join.quantity for join in joins if join.is_apart), ZERO)
        sure = sum((one.quantity for one in joins if one.is_certain and not one.is_apart), ZERO)
        left = used + apart - sure
        for join in joins:
            if join.is_certain or join.is_apart:
                yield join
            elif left > 0 and sum(self._trail.built.of(join.kit).values()) > 0:
                yield join._replace(quantity=min(join.quantity, left))
