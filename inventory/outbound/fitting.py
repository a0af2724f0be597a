"""Proposing packages: the smallest that takes everything, else as few as first-fit finds.

First-fit decreasing: the piece that needs most of a package comes first, and goes into the first
open package with room. It is run once for each type of package as the one to open, the run with
the fewest packages wins, and each of its packages then shrinks to the smallest type that holds its
contents. First-fit needs at most 11/9 of the fewest possible packages and 6/9 more where only
weight counts (Dosa 2007); it is a proposal, the packer has the last word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple

from inventory.outbound.contents import Goods, Measure, Room, holds, measure_of, room_in
from inventory.package_type import PackageType
from inventory.parcel_errors import FitsNowhere
from inventory.quantity import ZERO, Quantity
from inventory.record import Record

PACKAGES_MAX: Final = 1000


class PackedPackage(Record):
    """One package and what goes in.

    Attributes:
        package: the code of its type.
        contents: goods with the pieces that go into this one, by item.
        weight_kg: as it leaves, its own weight included.
    """

    package: str
    contents: tuple[Goods, ...]
    weight_kg: Quantity


class Fitting(Record):
    """A proposal of packages.

    Attributes:
        packages: heaviest first.
        cost: of the packages themselves, in the currency of Settings.
    """

    packages: tuple[PackedPackage, ...]
    cost: Quantity = ZERO

    @property
    def weights_kg(self) -> tuple[Decimal, ...]:
        """What a carrier's price goes by, in the order of the packages."""
        return tuple(one.weight_kg for one in self.packages)


class _Line(NamedTuple):
    """Goods and what one piece of them needs."""

    goods: Goods
    piece: Measure


class _Filled(NamedTuple):
    """A type of package and what goes in."""

    type: PackageType
    contents: Sequence[Goods]


@dataclass
class _Open:
    """A package while it is being filled."""

    type: PackageType
    room: Room
    contents: list[Goods] = field(default_factory=list)

    def put(self, line: _Line, most: int) -> int:
        """Put in as many pieces as go, and return how many."""
        pieces = min(most, self.room.pieces_of(line.piece))
        if pieces:
            self.contents.append(line.goods.model_copy(update={"pieces": pieces}))
            self.room = self.room.less(line.piece, pieces)
        return pieces


def propose_packages(types: Iterable[PackageType], goods: Sequence[Goods]) -> Fitting:
    """Propose the smallest package for some goods, or several where one does not do.

    Args:
        types: rows of the Packages tab in any order; those out of use are left out.
        goods: what is to be packed; its order does not matter.

    Raises:
        FitsNowhere: there is nothing to pack or nothing to pack it in, a piece goes into no
            package, or more than 1,000 packages would be needed.
    """
    ordered = sorted((one for one in types if one.is_active), key=_size)
    wanted = [_Line(one, measure_of(one)) for one in sorted(goods, key=_spelling)]
    _refuse_impossible(ordered, wanted)
    everything = [line.goods for line in wanted]
    single = next((one for one in ordered if holds(one, everything)), None)
    if single is not None:
        return _fitting([_Filled(single, everything)])
    runs = [_shrunk(_first_fit(ordered, favourite, wanted), ordered) for favourite in ordered]
    return _fitting(min(runs, key=_effort))


def _size(package: PackageType) -> tuple[Any, ...]:
    """Order packages from the smallest; of equal ones, what costs less and carries less."""
    return (package.volume_cm3, package.cost, package.most_weight_kg, package.code)


def _spelling(goods: Goods) -> tuple[Any, ...]:
    """Order goods by what they are, so that the order of the lines does not matter."""
    return (goods.item, goods.weight_kg, measure_of(goods).sides_cm, goods.pieces)


def _first_fit(
    types: Sequence[PackageType], favourite: PackageType, wanted: Sequence[_Line]
) -> list[_Open]:
    """Fill packages, opening the favourite wherever a piece goes in, else the roomiest."""
    opened: list[_Open] = []
    empty = [_Open(one, room_in(one)) for one in (favourite, *reversed(types))]
    for line in sorted(wanted, key=lambda line: -_share(line.piece, favourite)):
        left = line.goods.pieces
        for package in opened:
            left -= package.put(line, left)
            if not left:
                break
        while left:
            if len(opened) == PACKAGES_MAX:
                raise FitsNowhere(problem="too_many", item=line.goods.item)
            fresh = next(one for one in empty if one.room.pieces_of(line.piece))
            opened.append(_Open(fresh.type, fresh.room))
            left -= opened[-1].put(line, left)
    return opened


def _share(piece: Measure, package: PackageType) -> Decimal:
    """Return how much of a package one piece needs, of its weight or of its volume."""
    return max(piece.weight_kg / package.payload_kg, piece.volume_cm3 / package.volume_cm3)


def _shrunk(opened: Iterable[_Open], types: Sequence[PackageType]) -> list[_Filled]:
    """Give every package the smallest type that holds its contents."""
    return [
        _Filled(next(one for one in types if holds(one, package.contents)), package.contents)
        for package in opened
    ]


def _effort(run: Sequence[_Filled]) -> tuple[Any, ...]:
    """Rank a run: packages, then what they cost, then how big they are."""
    cost = sum(one.type.cost for one in run)
    volume = sum(one.type.volume_cm3 for one in run)
    return (len(run), cost, volume, sorted(one.type.code for one in run))


def _fitting(run: Sequence[_Filled]) -> Fitting:
    packed = [_packed(one) for one in run]
    packed.sort(key=lambda one: (-one.weight_kg, one.package, [_spelling(g) for g in one.contents]))
    return Fitting(
        packages=tuple(packed),
        cost=sum((one.type.cost for one in run), ZERO),
    )


def _packed(filled: _Filled) -> PackedPackage:
    package, contents = filled
    weight_kg = sum((one.weight_kg * one.pieces for one in contents), package.own_weight_kg)
    return PackedPackage(
        package=package.code,
        contents=tuple(sorted(contents, key=_spelling)),
        weight_kg=weight_kg,
    )


def _refuse_impossible(types: Sequence[PackageType], wanted: Sequence[_Line]) -> None:
    if not wanted or not types:
        raise FitsNowhere(problem="no_package_types" if wanted else "nothing")
    rooms = [room_in(package) for package in types]
    for line in wanted:
        if not any(room.pieces_of(line.piece) for room in rooms):
            raise _misfit(rooms, line)


def _misfit(rooms: Sequence[Room], line: _Line) -> FitsNowhere:
    """Say what is wrong with a piece that goes into no package.

    Where its sides go into some packages, it is too heavy for all of these.
    """
    goods, piece = line
    refusal = FitsNowhere(
        problem="too_heavy", item=goods.item, weight_kg=goods.weight_kg, sides_cm=piece.sides_cm
    )
    long_enough = [room.weight_kg for room in rooms if room.is_long_enough(piece)]
    if long_enough:
        refusal.most_weight_kg = max(long_enough)
    else:
        refusal.most_sides_cm = max(room.sides_cm for room in rooms)
        is_longer = piece.sides_cm[0] > refusal.most_sides_cm[0]
        refusal.problem = "too_long" if is_longer else "shape"
    return refusal
