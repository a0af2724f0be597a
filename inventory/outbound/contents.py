"""What goes into a package, and whether it can: by weight, by volume, by its longest sides.

These three are necessary, not sufficient: nobody has tried how the pieces lie beside each other.
Of a piece whose sides are not known only the weight is judged.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import prod
from typing import Annotated, Final, NamedTuple

from pydantic import Field

from inventory.package_type import Centimetres, PackageType
from inventory.quantity import ONE, ZERO, Quantity
from inventory.record import Record

WITHOUT_LIMIT: Final = 10**9
"""Pieces; what has neither weight nor size could be packed for ever."""


class Goods(Record):
    """Pieces of one item that are to be packed.

    Attributes:
        pieces: how many; what is sold by the metre comes as one piece of its whole weight.
        weight_kg: of one piece; so are the sides, in any order. Unless all three are known, none
            is used.
    """

    item: str
    pieces: Annotated[int, Field(gt=0)] = 1
    weight_kg: Annotated[Quantity, Field(ge=0)]
    length_cm: Centimetres | None = None
    width_cm: Centimetres | None = None
    height_cm: Centimetres | None = None


class Measure(NamedTuple):
    """What one piece needs, reckoned once; no sides and no volume where they are not known."""

    weight_kg: Decimal
    volume_cm3: Decimal = ZERO
    sides_cm: tuple[Decimal, ...] = ()


def measure_of(goods: Goods) -> Measure:
    """Return what one piece needs, its sides longest first."""
    sides = (goods.length_cm, goods.width_cm, goods.height_cm)
    known = sorted((side for side in sides if side is not None), reverse=True)
    if len(known) < len(sides):
        return Measure(goods.weight_kg)
    return Measure(goods.weight_kg, prod(known, start=ONE), tuple(known))


class Room(NamedTuple):
    """What is left free in a package; its sides are those of the empty one."""

    weight_kg: Decimal
    volume_cm3: Decimal
    sides_cm: tuple[Decimal, ...]

    def pieces_of(self, piece: Measure) -> int:
        """Count how many more pieces go in; none where a side is too long."""
        if piece.weight_kg > self.weight_kg or not self.is_long_enough(piece):
            return 0
        return min(
            _times(self.weight_kg, piece.weight_kg), _times(self.volume_cm3, piece.volume_cm3)
        )

    def is_long_enough(self, piece: Measure) -> bool:
        """Tell whether no side is too long, the longest against the longest; unknown ones pass."""
        return all(own <= free for own, free in zip(piece.sides_cm, self.sides_cm, strict=False))

    def less(self, piece: Measure, pieces: int) -> "Room":
        """Return what is left when so many pieces are in."""
        return self._replace(
            weight_kg=self.weight_kg - piece.weight_kg * pieces,
            volume_cm3=self.volume_cm3 - piece.volume_cm3 * pieces,
        )


def room_in(package: PackageType) -> Room:
    """Return what is free in an empty package."""
    return Room(package.payload_kg, package.volume_cm3, package.sides_cm)


def holds(package: PackageType, contents: Iterable[Goods]) -> bool:
    """Tell whether one package takes everything."""
    room = room_in(package)
    for goods in contents:
        piece = measure_of(goods)
        if room.pieces_of(piece) < goods.pieces:
            return False
        room = room.less(piece, goods.pieces)
    return True


def _times(free: Decimal, each: Decimal) -> int:
    return int(free // each) if each else WITHOUT_LIMIT
