"""Items: what is stocked, in which unit, packed how, and when to buy it again."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from inventory.errors import FractionRefused, QuantityTooLarge, UnknownUnit
from inventory.quantity import (
    DECIMALS_MAX,
    DIGITS_MAX,
    GENERAL_UNITS,
    ONE,
    QUANTITY_MAX,
    Amount,
    Quantity,
    decimals_of,
    singular,
    trimmed,
)
from inventory.record import Record


class ItemKind(StrEnum):
    """What an item is to the house."""

    FINISHED = "finished"
    RAW = "raw"


class Component(Record):
    """What one kit takes of another item, in that item's base unit."""

    item: str
    quantity: Quantity


class Pack(Record):
    """A pack unit of one item: `case` of 12 base units.

    Attributes:
        barcode: what is printed on the pack, where it has a code of its own; scanning it means one.
    """

    unit: str
    quantity: Quantity
    barcode: str = ""


class PriceBreak(Record):
    """What a unit costs from a quantity on: all units of the order cost that.

    Attributes:
        quantity: the least of one order, in base units.
    """

    quantity: Quantity
    unit_cost: Quantity


class Item(Record):
    """One stocked article.

    Attributes:
        sku: its code, text for ever: `00123` keeps its zeros.
        unit: the base unit in which every quantity of it is kept.
        packs: pack units and what each holds, in base units.
        is_fractional: whether half a base unit is a thing.
        is_lot_tracked: whether every posting must name a lot.
        is_serial: whether each piece has a number of its own, which is a lot of one; it is whole.
        components: what one of it is built of, its bill of materials; empty for no kit.
        minimum: reorder point in base units; None where nobody watches it.
        maximum: order-up-to level in base units.
        abc_class: how often it is counted: A, B or C; empty for what its sales make it.
        home: the code of the bin where it is put away if nothing is said.
        supplier_sku: what the supplier calls it; printed on purchase orders.
        over_percent: how much more than ordered may come; None for the house rule.
        under_percent: how much less than ordered counts as all of it; likewise.
        least_days_left: a delivery must keep for so long from its receipt on; likewise.
        unit_cost: per base unit, in the currency of Settings; price likewise.
        price_breaks: what it costs in larger orders, by rising quantity.
        weight: kilograms a base unit; its sides are those of one, in any order.
    """

    type: Literal["item"] = "item"
    sku: str
    name: str
    unit: str = "piece"
    category: str = ""
    barcodes: tuple[str, ...] = ()
    packs: tuple[Pack, ...] = ()
    is_fractional: bool = False
    is_lot_tracked: bool = False
    is_serial: bool = False
    kind: ItemKind = ItemKind.FINISHED
    components: tuple[Component, ...] = ()
    shelf_life_days: int | None = None
    minimum: Quantity | None = None
    maximum: Quantity | None = None
    lead_time_days: int | None = None
    minimum_order_quantity: Quantity | None = None
    pack_multiple: Quantity | None = None
    supplier: str = ""
    supplier_sku: str = ""
    abc_class: Literal["", "A", "B", "C"] = ""
    home: str = ""
    over_percent: Quantity | None = None
    under_percent: Quantity | None = None
    least_days_left: int | None = None
    unit_cost: Quantity | None = None
    price: Quantity | None = None
    price_breaks: tuple[PriceBreak, ...] = ()
    weight: Quantity | None = None
    length_cm: Quantity | None = None
    width_cm: Quantity | None = None
    height_cm: Quantity | None = None
    is_active: bool = True

    @property
    def key(self) -> str:
        return self.sku

    @property
    def has_lots(self) -> bool:
        """Whether every posting names a lot: its serial number is one too."""
        return self.is_lot_tracked or self.is_serial

    @property
    def codes(self) -> tuple[str, ...]:
        """Every barcode that means this item, those of its packs among them."""
        return (*self.barcodes, *(pack.barcode for pack in self.packs if pack.barcode))

    def pack_of(self, code: str) -> Pack | None:
        """Return the pack that carries a barcode, in whichever length; None for none.

        Examples:
            >>> case = Pack(unit="case", quantity=12, barcode="04012345678901")
            >>> Item(sku="MUG", name="Mug", packs=(case,)).pack_of("4012345678901").unit
            'case'
        """
        digits = code.lstrip("0")
        same = (pack for pack in self.packs if pack.barcode and pack.barcode.lstrip("0") == digits)
        return next(same, None) if digits else None

    def units(self) -> dict[str, Decimal]:
        """Return every unit this item can be counted in, with its size in base units."""
        own = {singular(pack.unit): pack.quantity for pack in self.packs}
        return {**GENERAL_UNITS, **own, singular(self.unit): Decimal(1)}

    def in_base_units(self, amount: Amount) -> Decimal:
        """Turn what somebody said into base units, exactly.

        Raises:
            UnknownUnit: the item is not counted or packed in that unit.
            FractionRefused: the result is not whole and the item must be, or has over 6 decimals.
            QuantityTooLarge: more than 999,999,999 base units.

        Examples:
            >>> mug = Item(sku="MUG-BLU", name="Mug", packs=(Pack(unit="case", quantity=12),))
            >>> mug.in_base_units(Amount(number=3, unit="cases"))
            Decimal('36')
        """
        size = self._size_of(amount.unit)
        if amount.number.adjusted() > DIGITS_MAX:  # not to be multiplied or written out
            raise QuantityTooLarge(item=self.sku, quantity=amount.number, unit=self.unit)
        quantity = trimmed(amount.number * size)
        if abs(quantity) > QUANTITY_MAX:
            raise QuantityTooLarge(item=self.sku, quantity=quantity, unit=self.unit)
        is_divisible = self.is_fractional and not self.is_serial
        if decimals_of(quantity) > (DECIMALS_MAX if is_divisible else 0):
            raise FractionRefused(item=self.sku, quantity=quantity, unit=self.unit)
        return quantity

    def _size_of(self, unit: str) -> Decimal:
        if not unit:
            return ONE
        units = self.units()
        found = units.get(singular(unit))
        if found is None:
            raise UnknownUnit(item=self.sku, unit=unit, known=tuple(units))
        return found
