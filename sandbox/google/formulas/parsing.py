"""Tokens to a tree, in the order spreadsheets calculate: signs, `%`, `^`, `* /`, `+ -`, `&`, comparing.

A sign binds tighter than a power here, so `-2^2` is 4, as it is on the page.
"""

from functools import lru_cache
from typing import Final

from sandbox.google.a1 import A1Error, parse_a1
from sandbox.google.formulas.syntax import (
    ArrayLiteral,
    Binary,
    Cells,
    FunctionCall,
    Literal,
    Name,
    Node,
    Unary,
)
from sandbox.google.formulas.tokens import FormulaSyntaxError, Token, TokenKind, tokens_of
from sandbox.google.values import ErrorType, ErrorValue, error_named

LEVELS: Final = (
    frozenset({"=", "<>", "<", "<=", ">", ">="}),
    frozenset({"&"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/"}),
    frozenset({"^"}),
)
"""Binary operators, the loosest first; each level reads from left to right."""

BEYOND_ANY_GRID: Final = Literal(ErrorValue(ErrorType.REF, "Reference does not exist."))


@lru_cache(maxsize=4096)
def parse_formula(formula: str, decimal: str = ".") -> Node:
    """The tree of a formula.

    Args:
        formula: its text with the leading `=`.
        decimal: the decimal sign; where it is the comma, arguments are parted by `;`.

    Raises:
        FormulaSyntaxError: if it is none.
    """
    return _Parser(formula, decimal).whole()


class _Parser:
    def __init__(self, formula: str, decimal: str) -> None:
        self.formula = formula
        self.decimal = decimal
        self.tokens = tokens_of(formula.removeprefix("="), decimal)
        self.position = 0
        comma_parts = decimal != ","
        self.between_arguments = (",", ";") if comma_parts else (";",)
        self.between_columns = "," if comma_parts else "\\"

    def whole(self) -> Node:
        node = self.expression()
        if self.next.kind is not TokenKind.END:
            raise FormulaSyntaxError(self.formula)
        return node

    @property
    def next(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.next
        self.position += 1
        return token

    def accept(self, *signs: str) -> str | None:
        if self.next.kind is TokenKind.SIGN and self.next.text in signs:
            return self.take().text
        return None

    def demand(self, sign: str) -> None:
        if self.accept(sign) is None:
            raise FormulaSyntaxError(self.formula)

    def expression(self, level: int = 0) -> Node:
        if level == len(LEVELS):
            return self.signed()
        node = self.expression(level + 1)
        while sign := self.accept(*LEVELS[level]):
            node = Binary(sign, node, self.expression(level + 1))
        return node

    def signed(self) -> Node:
        if sign := self.accept("+", "-"):
            return Unary(sign, self.signed())
        node = self.operand()
        while self.accept("%"):
            node = Unary("%", node)
        return node

    def operand(self) -> Node:
        if self.accept("("):
            node = self.expression()
            self.demand(")")
            return node
        if self.accept("{"):
            return self.array()
        return self.atom(self.take())

    def atom(self, token: Token) -> Node:
        match token.kind:
            case TokenKind.NUMBER:
                return Literal(float(token.text.replace(self.decimal, ".")))
            case TokenKind.TEXT:
                return Literal(token.text[1:-1].replace('""', '"'))
            case TokenKind.ERROR:
                return Literal(error_named(token.text))
            case TokenKind.CELLS:
                return self.cells(token.text)
            case TokenKind.NAME:
                return self.named(token.text)
            case _:
                raise FormulaSyntaxError(self.formula)

    def cells(self, text: str) -> Node:
        """The cells that `text` names; a row number beyond any grid refers to nothing."""
        try:
            cells = parse_a1(text)
        except A1Error:
            return BEYOND_ANY_GRID
        return BEYOND_ANY_GRID if cells.possible_name else Cells(cells)

    def named(self, text: str) -> Node:
        if self.accept("("):
            return FunctionCall(text.upper(), self.arguments())
        if text.upper() in ("TRUE", "FALSE"):
            return Literal(text.upper() == "TRUE")
        return Name(text)

    def arguments(self) -> tuple[Node, ...]:
        if self.accept(")"):
            return ()
        arguments = [self.argument()]
        while self.accept(*self.between_arguments):
            arguments.append(self.argument())
        self.demand(")")
        return tuple(arguments)

    def argument(self) -> Node:
        """An expression, or nothing between two separators, which is a blank."""
        if self.next.kind is TokenKind.SIGN and self.next.text in (*self.between_arguments, ")"):
            return Literal(None)
        return self.expression()

    def array(self) -> Node:
        rows = [self.array_row()]
        while self.accept(";"):
            rows.append(self.array_row())
        self.demand("}")
        return ArrayLiteral(tuple(rows))

    def array_row(self) -> tuple[Node, ...]:
        parts = [self.expression()]
        while self.accept(self.between_columns):
            parts.append(self.expression())
        return tuple(parts)
