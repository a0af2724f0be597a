"""Package types: the boxes on the packing table, what goes in and what they add."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from inventory.quantity import ZERO, Quantity
from inventory.record import Record

Centimetres = Annotated[Quantity, Field(gt=0)]


class PackageType(Record):
    """One kind of box, bag or pallet, by its code (`BOX-S`).

    Attributes:
        inner_length_cm: and width and height: what is free inside; in any order, since a box can
            be turned.
        own_weight_kg: of the empty package with its filling.
        most_weight_kg: of the package as it leaves, its own weight included.
        cost: of one, in the currency of Settings.
    """

    type: Literal["package_type"] = "package_type"
    code: str = Field(min_length=1)
    name: str = ""
    inner_length_cm: Centimetres
    inner_width_cm: Centimetres
    inner_height_cm: Centimetres
    own_weight_kg: Quantity = Field(ZERO, ge=0)
    most_weight_kg: Quantity = Field(gt=0)
    cost: Quantity = Field(ZERO, ge=0)
    is_active: bool = True

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if self.own_weight_kg >= self.most_weight_kg:
            raise ValueError("the most weight includes the package's own, so it must be more")
        return self

    @property
    def key(self) -> str:
        return self.code

    @property
    def payload_kg(self) -> Decimal:
        """The heaviest contents."""
        return self.most_weight_kg - self.own_weight_kg

    @property
    def sides_cm(self) -> tuple[Decimal, ...]:
        """Return the inner sides, longest first."""
        sides = (self.inner_length_cm, self.inner_width_cm, self.inner_height_cm)
        return tuple(sorted(sides, reverse=True))

    @property
    def volume_cm3(self) -> Decimal:
        return self.inner_length_cm * self.inner_width_cm * self.inner_height_cm
