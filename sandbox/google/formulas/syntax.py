"""The parts a formula is made of, once parsed."""

from dataclasses import dataclass
from typing import TypeAlias

from sandbox.google.a1 import A1Range
from sandbox.google.values import ErrorValue


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text, boolean or error written out; a skipped argument is a blank one."""

    value: str | float | bool | ErrorValue | None


@dataclass(frozen=True, slots=True)
class Cells:
    """A reference as written; its title is None for the formula's own tab."""

    cells: A1Range


@dataclass(frozen=True, slots=True)
class Name:
    """A bare word: a named range, or nothing known."""

    text: str


@dataclass(frozen=True, slots=True)
class Unary:
    """A sign before its operand, or `%` after it."""

    operator: str
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and what stands between them."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """A function by its name in capitals, with its arguments."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class ArrayLiteral:
    """Rows in braces; the parts may be ranges, which are laid side by side and below one another."""

    rows: tuple[tuple["Node", ...], ...]


Node: TypeAlias = Literal | Cells | Name | Unary | Binary | FunctionCall | ArrayLiteral
