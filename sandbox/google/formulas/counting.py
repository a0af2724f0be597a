"""Counting, and sums, means and counts of what meets criteria."""

import math
from collections.abc import Iterator
from typing import Final

from sandbox.google.formulas.calling import Call, Function
from sandbox.google.formulas.criteria import Criterion, criterion
from sandbox.google.formulas.results import Failure, Table, flattened
from sandbox.google.values import ErrorType, ErrorValue, Value


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _count(call: Call) -> float:
    return float(sum(map(_is_number, call.values())))


def _counta(call: Call) -> float:
    return float(sum(value is not None for value in call.values()))


def _countblank(call: Call) -> float:
    return float(sum(value is None or value == "" for value in call.values()))


def _countunique(call: Call) -> float:
    return float(len({(type(value), value) for value in call.values() if value is not None}))


def _matches(call: Call, first: int) -> list[bool]:
    """For every cell of the criteria ranges from argument `first` on, whether all criteria hold."""
    if (len(call) - first) % 2:
        raise Failure(ErrorType.N_A, f"Array arguments to {call.name} should come in pairs.")
    tables = [call.table(index) for index in range(first, len(call), 2)]
    if len({(len(table), len(table[0])) for table in tables}) > 1:
        raise Failure(
            ErrorType.VALUE, "Array arguments to " + call.name + " are of different size."
        )
    tests = [_criterion(call, index) for index in range(first + 1, len(call), 2)]
    columns = [list(flattened(table)) for table in tables]
    return [
        all(test(value) for test, value in zip(tests, values, strict=True))
        for values in zip(*columns, strict=True)
    ]


def _criterion(call: Call, index: int) -> Criterion:
    return criterion(call.value(index), call.surroundings.locale, call.surroundings.now)


def _countifs(call: Call) -> float:
    return float(sum(_matches(call, 0)))


def _chosen(summed: Table, matches: list[bool]) -> Iterator[float]:
    for value, matched in zip(flattened(summed), matches, strict=False):
        if matched and isinstance(value, ErrorValue):
            raise Failure.of(value)
        if matched and isinstance(value, (int, float)) and not isinstance(value, bool):
            yield float(value)


def _picked(call: Call) -> list[float]:
    """The numbers meant by SUMIF and AVERAGEIF: beside the criteria range, or in it."""
    test = _criterion(call, 1)
    matches = [test(value) for value in flattened(call.table(0))]
    summed = call.table(2) if len(call) > 2 else call.table(0)
    return list(_chosen(summed, matches))


def _picked_ifs(call: Call) -> list[float]:
    return list(_chosen(call.table(0), _matches(call, 1)))


def _mean(call: Call, numbers: list[float]) -> float:
    if not numbers:
        raise Failure(
            ErrorType.DIVIDE_BY_ZERO,
            f"Evaluation of function {call.name} caused a divide by zero error.",
        )
    return math.fsum(numbers) / len(numbers)


FUNCTIONS: Final = (
    Function("COUNT", 1, None, _count),
    Function("COUNTA", 1, None, _counta),
    Function("COUNTBLANK", 1, None, _countblank),
    Function("COUNTUNIQUE", 1, None, _countunique),
    Function("COUNTIF", 2, 2, _countifs),
    Function("COUNTIFS", 2, None, _countifs),
    Function("SUMIF", 2, 3, lambda call: math.fsum(_picked(call))),
    Function("SUMIFS", 3, None, lambda call: math.fsum(_picked_ifs(call))),
    Function("AVERAGEIF", 2, 3, lambda call: _mean(call, _picked(call))),
    Function("AVERAGEIFS", 3, None, lambda call: _mean(call, _picked_ifs(call))),
    Function("MINIFS", 3, None, lambda call: min(_picked_ifs(call), default=0.0)),
    Function("MAXIFS", 3, None, lambda call: max(_picked_ifs(call), default=0.0)),
)
