"""What a formula's text alone tells of its result: the format it shows in, and whether it may spill."""

from collections.abc import Iterator
from typing import Final

from sandbox.google.formulas.parsing import parse_formula
from sandbox.google.formulas.syntax import ArrayLiteral, Binary, FunctionCall, Node, Unary
from sandbox.google.formulas.tokens import FormulaSyntaxError
from sandbox.google.locales import locale_named

_TYPES: Final = {
    "TODAY": "DATE",
    "DATE": "DATE",
    "EDATE": "DATE",
    "EOMONTH": "DATE",
    "NOW": "DATE_TIME",
    "TIME": "TIME",
}
_SPILLING: Final = frozenset(
    (
        *("ARRAYFORMULA", "FILTER", "UNIQUE", "SORT", "TRANSPOSE", "SEQUENCE", "FLATTEN", "SPLIT"),
        *("INDEX", "XLOOKUP", "REGEXEXTRACT", "ROW", "COLUMN"),
    )
)


def implied_format(formula: str, locale: str = "en_US") -> dict[str, str] | None:
    """The format of a formula's result where its cell has none of its own; None is automatic."""
    customs = locale_named(locale)
    try:
        kind = _type(parse_formula(formula, customs.decimal))
    except FormulaSyntaxError:
        return None
    return None if kind is None else {"type": kind, "pattern": customs.default_patterns[kind]}


def may_spill(formula: str, decimal: str = ".") -> bool:
    """Whether a formula can yield more than one value; a cheap question asked before calculating."""
    try:
        nodes = _nodes(parse_formula(formula, decimal))
        return any(_spills(node) for node in nodes)
    except (FormulaSyntaxError, RecursionError):
        return False


def _spills(node: Node) -> bool:
    return isinstance(node, ArrayLiteral) or (
        isinstance(node, FunctionCall) and node.name in _SPILLING
    )


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case FunctionCall():
            parts = node.arguments
        case Unary():
            parts = (node.operand,)
        case Binary():
            parts = (node.left, node.right)
        case _:
            parts = ()
    for part in parts:
        yield from _nodes(part)


def _type(node: Node) -> str | None:
    match node:
        case FunctionCall():
            return _TYPES.get(node.name)
        case Unary(operator="%"):
            return "PERCENT"
        case Binary(operator="+" | "-"):
            left, right = _type(node.left), _type(node.right)
            return None if left and right else left or right
        case _:
            return None
