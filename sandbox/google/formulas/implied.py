"""The number format a formula's cell takes on by itself: `=TODAY()` shows a date, `=5%` a percentage."""

from typing import Final

from sandbox.google.formulas.parsing import parse_formula
from sandbox.google.formulas.syntax import Binary, FunctionCall, Node, Unary
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


def implied_format(formula: str, locale: str = "en_US") -> dict[str, str] | None:
    """The format of a formula's result where its cell has none of its own; None is automatic."""
    customs = locale_named(locale)
    try:
        kind = _type(parse_formula(formula, customs.decimal))
    except FormulaSyntaxError:
        return None
    return None if kind is None else {"type": kind, "pattern": customs.default_patterns[kind]}


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
