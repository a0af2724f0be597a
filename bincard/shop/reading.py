"""An order as a web shop sends it: JSON read exactly, every mistake named by line and field.

Numbers may be written as JSON numbers or as strings; either way they are read as decimals, for a
price that went through a double is no longer the price.
"""

import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError

from inventory.base_command import LINES_MAX
from inventory.customer import Contact
from inventory.documents.order import Priority
from inventory.quantity import DECIMALS_MAX, Quantity
from inventory.record import Record

DIGITS: Final = 15


class Mistake(NamedTuple):
    """What is wrong; `line` from 1, or 0 where it is about the whole."""

    problem: str
    field: str = ""
    line: int = 0

    def told(self) -> dict[str, str | int]:
        where: dict[str, str | int] = {"line": self.line} if self.line else {}
        named = {"field": self.field} if self.field else {}
        return {**where, **named, "problem": self.problem}


class MistakesError(Exception):
    """An order that cannot be read, with everything that is wrong with it."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes


class NotJsonError(Exception):
    """A body that is no JSON object at all."""


def _printable(text: str) -> str:
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in text if c not in "\n\t"):
        raise ValueError("control characters are not taken")
    return text


def _written(value: object) -> object:
    if value is not None and not isinstance(value, str):
        raise ValueError("write the day as 2026-11-27")
    return value


Short = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=100), AfterValidator(_printable)
]
Long = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(_printable)
]
Named = Annotated[Short, Field(min_length=1)]
Number = Annotated[Quantity, Field(max_digits=DIGITS, decimal_places=DECIMALS_MAX)]
Day = Annotated[date, BeforeValidator(_written)]


class ShopCustomer(Record):
    """Who has ordered.

    Attributes:
        code: on the tab Customers, where the shop knows it.
        id: the shop's own, from which the same code is made every time; the e-mail serves too.
    """

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")] | None = None
    id: Short = ""
    name: Short = ""
    address: Annotated[tuple[Short, ...], Field(max_length=6)] = ()
    postcode: Short = ""
    city: Short = ""
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    email: Short = ""
    phone: Short = ""
    tax_id: Short = ""

    @property
    def contact(self) -> Contact:
        return Contact(
            name=self.name,
            lines=tuple(filter(None, self.address)),
            postcode=self.postcode,
            city=self.city,
            country=self.country,
            email=self.email,
            phone=self.phone,
            tax_id=self.tax_id,
        )


class ShopLine(Record):
    """One line; the unit may be a pack of the item, and the price is before tax."""

    sku: Named
    quantity: Number
    unit: Short = ""
    unit_price: Annotated[Number, Field(ge=0)] | None = None
    note: Long = ""


class ShopOrder(Record):
    """One order; `id` is the shop's number, and the same number is the same order for ever."""

    id: Named
    customer: ShopCustomer
    lines: Annotated[tuple[ShopLine, ...], Field(min_length=1, max_length=LINES_MAX)]
    requested_on: Day | None = None
    priority: Literal["urgent", "high", "normal", "low"] = "normal"
    note: Long = ""
    requirements: Annotated[tuple[Named, ...], Field(max_length=20)] = ()

    @property
    def rank(self) -> Priority:
        return Priority[self.priority.upper()]


def read_order(body: bytes) -> ShopOrder:
    """Read an order.

    Raises:
        NotJsonError: the body is no JSON object.
        MistakesError: every field that is no good.
    """
    try:
        told = json.loads(body, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise NotJsonError(type(error).__name__) from error
    if not isinstance(told, dict):
        raise NotJsonError("not an object")
    try:
        order = ShopOrder.model_validate(told)
    except ValidationError as error:
        raise MistakesError(_mistakes(error)) from error
    if not (order.customer.code or order.customer.id or order.customer.email):
        raise MistakesError([Mistake("give code, id or email", "customer")])
    return order


def _refuse(name: str) -> None:
    raise ValueError(name)


def _mistakes(error: ValidationError) -> list[Mistake]:
    """Name every mistake once: that no line is left after all have been refused is no news."""
    found = [_mistake(one) for one in error.errors()]
    has_lines = any(one.line for one in found)
    return [one for one in found if not (has_lines and one.field == "lines")]


def _mistake(error: Any) -> Mistake:  # noqa: ANN401 - pydantic's own shape
    where = [str(part) for part in error["loc"]]
    problem = error["msg"].removeprefix("Value error, ")
    if len(where) > 1 and where[0] == "lines" and where[1].isdecimal():
        return Mistake(problem, ".".join(where[2:]), int(where[1]) + 1)
    return Mistake(problem, ".".join(where))
