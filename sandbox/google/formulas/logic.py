"""Conditions, branches that leave the other branch uncalculated, and questions about a value."""

from collections.abc import Callable
from typing import Final

from sandbox.google.formulas.calling import Call, Function
from sandbox.google.formulas.coercion import as_truth, compare
from sandbox.google.formulas.results import Failure, Result
from sandbox.google.values import ErrorType, ErrorValue, Value


def _if(call: Call) -> Result:
    if call.truth(0):
        return call.result(1)
    return call.result(2) if len(call) > 2 else False


def _ifs(call: Call) -> Result:
    for index in range(0, len(call) - 1, 2):
        if call.truth(index):
            return call.result(index + 1)
    raise Failure(ErrorType.N_A, "No match.")


def _switch(call: Call) -> Result:
    wanted = call.value(0)
    for index in range(1, len(call) - 1, 2):
        if compare(wanted, call.value(index)) == 0:
            return call.result(index + 1)
    if len(call) % 2 == 0:
        return call.result(len(call) - 1)
    raise Failure(ErrorType.N_A, "No match.")


def _iferror(call: Call) -> Result:
    try:
        result = call.result(0)
    except Failure:
        return _instead(call)
    if isinstance(result, tuple):
        return tuple(tuple(_mended(call, value) for value in row) for row in result)
    return _instead(call) if isinstance(call.outcome(0), ErrorValue) else result


def _mended(call: Call, value: Value) -> Value:
    return call.value(1) if isinstance(value, ErrorValue) else value


def _ifna(call: Call) -> Result:
    outcome = call.outcome(0)
    if isinstance(outcome, ErrorValue) and outcome.type is ErrorType.N_A:
        return _instead(call)
    return call.result(0)


def _instead(call: Call) -> Result:
    return call.result(1) if len(call) > 1 else None


def _truths(call: Call) -> list[bool]:
    """All arguments as conditions; texts and blanks within ranges are passed over."""
    truths = []
    for index in range(len(call)):
        table = call.table(index)
        for row in table:
            for value in row:
                skipped = len(table) * len(row) > 1 and (value is None or isinstance(value, str))
                if not skipped:
                    truths.append(as_truth(value, call.parameter(index)))
    return truths


def _asks(question: Callable[[Value], bool]) -> Callable[[Call], Value]:
    return lambda call: question(call.outcome(0))


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_na(value: Value) -> bool:
    return isinstance(value, ErrorValue) and value.type is ErrorType.N_A


def _question(name: str, question: Callable[[Value], bool]) -> Function:
    return Function(name, 1, 1, _asks(question), elementwise=True)


def _na(_: Call) -> Result:
    raise Failure(ErrorType.N_A, "Error")


FUNCTIONS: Final = (
    Function("IF", 2, 3, _if, elementwise=True),
    Function("IFS", 2, None, _ifs, elementwise=True),
    Function("SWITCH", 3, None, _switch, elementwise=True),
    Function("IFERROR", 1, 2, _iferror),
    Function("IFNA", 1, 2, _ifna),
    Function("AND", 1, None, lambda call: all(_truths(call))),
    Function("OR", 1, None, lambda call: any(_truths(call))),
    Function("XOR", 1, None, lambda call: sum(_truths(call)) % 2 == 1),
    Function("NOT", 1, 1, lambda call: not call.truth(0), elementwise=True),
    Function("TRUE", 0, 0, lambda _: True),
    Function("FALSE", 0, 0, lambda _: False),
    Function("NA", 0, 0, _na),
    _question("ISBLANK", lambda value: value is None),
    _question("ISNUMBER", _is_number),
    _question("ISTEXT", lambda value: isinstance(value, str)),
    _question("ISNONTEXT", lambda value: not isinstance(value, str)),
    _question("ISLOGICAL", lambda value: isinstance(value, bool)),
    _question("ISERROR", lambda value: isinstance(value, ErrorValue)),
    _question("ISERR", lambda value: isinstance(value, ErrorValue) and not _is_na(value)),
    _question("ISNA", _is_na),
)
