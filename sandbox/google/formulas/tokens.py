"""A formula's text, cut into tokens; the locale decides the decimal sign."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache


class TokenKind(Enum):
    """What a token is."""

    NUMBER = auto()
    TEXT = auto()
    ERROR = auto()
    CELLS = auto()
    NAME = auto()
    SIGN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token and the text that wrote it."""

    kind: TokenKind
    text: str


class FormulaSyntaxError(ValueError):
    """A text that is no formula; the cell shows `#ERROR!`."""

    def __init__(self, formula: str) -> None:
        super().__init__("Formula parse error.")
        self.formula = formula


def tokens_of(formula: str, decimal: str) -> list[Token]:
    """The tokens of a formula without its leading `=`, with an END at the end.

    Raises:
        FormulaSyntaxError: at the first character that begins no token.
    """
    pattern = _pattern(decimal)
    tokens = []
    position = 0
    while position < len(formula):
        match = pattern.match(formula, position)
        if match is None:
            raise FormulaSyntaxError(formula)
        kind = match.lastgroup
        if kind is not None and kind != "blank":
            tokens.append(Token(TokenKind[kind], match[0]))
        position = match.end()
    return [*tokens, Token(TokenKind.END, "")]


@lru_cache
def _pattern(decimal: str) -> re.Pattern[str]:
    point = re.escape(decimal)
    cell = r"\$?[A-Za-z]{1,3}\$?[1-9]\d*"
    column = r"\$?[A-Za-z]{1,3}"
    row = r"\$?[1-9]\d*"
    area = rf"(?:{cell}:(?:{cell}|{column}|{row})|{column}:(?:{cell}|{column})|{row}:{row}|{cell})"
    title = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*|\d+[^\W\d]\w*)"
    return re.compile(
        rf"(?P<blank>\s+)|(?P<CELLS>(?:{title}!)?{area}(?![\w(.!]))"
        rf'|(?P<NUMBER>(?:\d+(?:{point}\d*)?|{point}\d+)(?:[eE][+-]?\d+)?)|(?P<TEXT>"(?:[^"]|"")*")'
        r"|(?P<ERROR>#(?:N/A|REF!|VALUE!|DIV/0!|NUM!|NAME\?|NULL!|ERROR!))"
        r"|(?P<NAME>[^\W\d][\w.]*)|(?P<SIGN><>|<=|>=|[-+*/^&=<>%(){},;\\])"
    )
