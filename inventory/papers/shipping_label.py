"""The label on a box: from whom, to whom, by which carrier, which box of how many."""

from typing import Literal, Self

from pydantic import Field, model_validator

from inventory.address import Address
from inventory.quantity import Quantity
from inventory.record import Record


class ShippingLabel(Record):
    """What stands on one package.

    Attributes:
        tracking: the carrier's number; printed as a barcode too, where there is one.
        package, packages: this is package 2 of 3.
        weight: gross, in kilograms.
    """

    type: Literal["shipping_label"] = "shipping_label"
    ship_from: Address
    ship_to: Address
    carrier: str
    service: str = ""
    tracking: str = ""
    package: int = Field(1, ge=1)
    packages: int = Field(1, ge=1)
    weight: Quantity | None = None
    order: str = ""

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if self.package > self.packages:
            raise ValueError(f"there is no package {self.package} of {self.packages}")
        return self
