"""Walking a formula's tree: operators, references and calls, one by one or over whole arrays."""

import operator
from collections.abc import Callable, Sequence
from typing import Final

from sandbox.google.formulas.arithmetic import TOO_LARGE, divided, raised
from sandbox.google.formulas.calling import Call, Function
from sandbox.google.formulas.catalogue import CATALOGUE
from sandbox.google.formulas.coercion import as_text, compare
from sandbox.google.formulas.results import (
    Failure,
    Reference,
    Result,
    Surroundings,
    Table,
)
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
from sandbox.google.values import ErrorType, ErrorValue, Value

NO_LIMIT: Final = 2_147_483_647

_COMPARISONS: Final = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: Final[dict[str, tuple[str, Callable[[Call], Result]]]] = {
    "+": ("ADD", lambda call: call.number(0) + call.number(1)),
    "-": ("MINUS", lambda call: call.number(0) - call.number(1)),
    "*": ("MULTIPLY", lambda call: call.number(0) * call.number(1)),
    "/": ("DIVIDE", lambda call: divided(call.number(0), call.number(1), call.parameter(1))),
    "^": ("POW", lambda call: raised(call.number(0), call.number(1))),
    "&": ("CONCAT", lambda call: as_text(call.value(0)) + as_text(call.value(1))),
}
_SIGNS: Final[dict[str, tuple[str, Callable[[Call], Result]]]] = {
    "+": ("UPLUS", lambda call: call.value(0)),
    "-": ("UMINUS", lambda call: -call.number(0)),
    "%": ("UNARY_PERCENT", lambda call: call.number(0) / 100),
}


def calculate(node: Node, surroundings: Surroundings) -> Result:
    """The result of a formula's tree.

    Args:
        node: the tree.
        surroundings: what the formula can see.

    Raises:
        Failure: where the formula ends in an error.
    """
    return _Walk(surroundings, arrays=False).result(node)


class _Walk:
    """One pass over a tree.

    Args:
        surroundings: what the formula can see.
        arrays: whether operators and single-value functions run over every cell of a range, as
            inside ARRAYFORMULA; else they take the cell in the formula's own row or column.
    """

    def __init__(self, surroundings: Surroundings, *, arrays: bool) -> None:
        self.surroundings = surroundings
        self.arrays = arrays

    def result(self, node: Node) -> Result:  # noqa: PLR0911  one answer a kind of node
        match node:
            case Literal():
                return self.literal(node)
            case Cells():
                return self.surroundings.reference(node.cells)
            case Name():
                return self.named(node.text)
            case Unary():
                name, body = _SIGNS[node.operator]
                return self.run(Function(name, 1, 1, body, elementwise=True), (node.operand,))
            case Binary():
                return self.run(_operator(node.operator), (node.left, node.right))
            case FunctionCall():
                return self.function(node)
            case ArrayLiteral():
                return self.array(node)

    def literal(self, node: Literal) -> Value:
        if isinstance(node.value, ErrorValue):
            raise Failure.of(node.value)
        return node.value

    def named(self, name: str) -> Reference:
        cells = self.surroundings.named(name)
        if cells is None:
            raise Failure(ErrorType.NAME, f"Unknown range name: '{name.upper()}'.")
        return self.surroundings.reference(cells)

    def function(self, node: FunctionCall) -> Result:
        function = CATALOGUE.get(node.name)
        if function is None:
            raise Failure(ErrorType.NAME, f"Unknown function: '{node.name}'.")
        count = len(node.arguments)
        most = NO_LIMIT if function.most is None else function.most
        if not function.least <= count <= most:
            raise Failure(ErrorType.N_A, _wrong_count(function, most, count))
        return self.run(function, node.arguments)

    def run(self, function: Function, nodes: Sequence[Node]) -> Result:
        walk = _Walk(self.surroundings, arrays=self.arrays or function.arrays)
        arguments = [_delayed(walk, node) for node in nodes]
        if self.arrays and function.elementwise:
            return self.spread(function, arguments)
        return _run(function, Call(function.name, arguments, self.surroundings))

    def spread(self, function: Function, arguments: list[Callable[[], Result]]) -> Result:
        """Run a single-value function for every place of its arguments' common shape."""
        tables = [self.surroundings.table(_settled(argument)) for argument in arguments]
        height = max((len(table) for table in tables), default=1)
        width = max((len(table[0]) for table in tables), default=1)
        spread = tuple(
            tuple(self.once(function, tables, row, column) for column in range(width))
            for row in range(height)
        )
        return spread[0][0] if height == width == 1 else spread

    def once(self, function: Function, tables: list[Table], row: int, column: int) -> Value:
        values = [_at(table, row, column) for table in tables]
        call = Call(function.name, [_constant(value) for value in values], self.surroundings)
        try:
            return self.surroundings.single(_run(function, call))
        except Failure as failure:
            return failure.error

    def array(self, node: ArrayLiteral) -> Table:
        rows: list[tuple[Value, ...]] = []
        for parts in node.rows:
            tables = [self.surroundings.table(self.result(part)) for part in parts]
            if len({len(table) for table in tables}) > 1:
                raise _ragged("rows")
            rows.extend(sum(slices, ()) for slices in zip(*tables, strict=True))
        if len({len(row) for row in rows}) > 1:
            raise _ragged("columns")
        return tuple(rows)


def _run(function: Function, call: Call) -> Result:
    try:
        return function.body(call)
    except OverflowError as error:
        raise Failure(ErrorType.NUM, TOO_LARGE) from error


def _operator(sign: str) -> Function:
    if sign in _COMPARISONS:
        holds = _COMPARISONS[sign]
        return Function(
            "COMPARE",
            2,
            2,
            lambda call: bool(holds(compare(call.value(0), call.value(1)), 0)),
            elementwise=True,
        )
    name, body = _ARITHMETIC[sign]
    return Function(name, 2, 2, body, elementwise=True)


def _delayed(walk: _Walk, node: Node) -> Callable[[], Result]:
    return lambda: walk.result(node)


def _constant(value: Value) -> Callable[[], Result]:
    return lambda: value


def _settled(argument: Callable[[], Result]) -> Result:
    try:
        return argument()
    except Failure as failure:
        return failure.error


def _at(table: Table, row: int, column: int) -> Value:
    """The value at a place; a single row or column stands for every one."""
    line = table[0] if len(table) == 1 else table[row] if row < len(table) else ()
    if len(line) == 1:
        return line[0]
    if column < len(line):
        return line[column]
    return ErrorValue(ErrorType.N_A, "Array arguments are of different size.")


def _ragged(kind: str) -> Failure:
    return Failure(
        ErrorType.VALUE,
        f"In ARRAY_LITERAL, an Array Literal was missing values for one or more {kind}.",
    )


def _wrong_count(function: Function, most: int, count: int) -> str:
    expected = (
        f"{function.least}" if most == function.least else f"between {function.least} and {most}"
    )
    return (
        f"Wrong number of arguments to {function.name}. Expected {expected} arguments, "
        f"but got {count} arguments."
    )
