"""A formula copied elsewhere: its relative references move along, those with `$` stay."""

import re

from sandbox.google.a1 import column_index, column_letters
from sandbox.google.values import Formula

_REFERENCE = re.compile(
    r"""(?P<skip>"(?:[^"]|"")*"|'(?:[^']|'')*'!?|[A-Za-z_][\w.]*\()"""
    r"""|(?<![\w$.])(?P<lock_column>\$?)(?P<column>[A-Za-z]{1,3})"""
    r"""(?P<lock_row>\$?)(?P<row>[1-9]\d*)(?![\w(])"""
)


def shifted_formula(formula: Formula, rows: int, columns: int) -> Formula:
    """The formula as it reads `rows` further down and `columns` further right.

    A reference that would leave the sheet becomes `#REF!`.
    """

    def moved(match: re.Match[str]) -> str:
        if match["skip"]:
            return match["skip"]
        column = column_index(match["column"]) + (0 if match["lock_column"] else columns)
        row = int(match["row"]) + (0 if match["lock_row"] else rows)
        if column < 0 or row < 1:
            return "#REF!"
        letters = column_letters(column)
        return f"{match['lock_column']}{letters}{match['lock_row']}{row}"

    return Formula(_REFERENCE.sub(moved, formula.text))
