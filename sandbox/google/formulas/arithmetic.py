"""Functions of numbers: sums, means, rounding and plain arithmetic."""

import math
import statistics
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Final

from sandbox.google.formulas.calling import Call, Function
from sandbox.google.formulas.results import Failure, Table, flattened
from sandbox.google.values import ErrorType, ErrorValue, Value

TOO_LARGE: Final = "Numeric value is greater than 1.79769E+308."
FINEST_PLACE: Final = 400
"""Decimal places beyond which rounding changes no double."""


def divided(dividend: float, divisor: float, whose: str) -> float:
    """One number by another; `whose` names the divisor in the message where it is zero."""
    if divisor == 0:
        raise Failure(ErrorType.DIVIDE_BY_ZERO, f"{whose} cannot be zero.")
    return dividend / divisor


def raised(base: float, exponent: float) -> float:
    """A power, failing where it is no real number or beyond the doubles."""
    try:
        power = base**exponent
    except ZeroDivisionError as error:
        raise Failure(ErrorType.NUM, "POWER(0, negative) is not defined.") from error
    except OverflowError as error:
        raise Failure(ErrorType.NUM, TOO_LARGE) from error
    if isinstance(power, complex):
        raise Failure(ErrorType.NUM, "POWER evaluates to an imaginary number.")
    return float(power)


def _sum(call: Call) -> float:
    return math.fsum(call.numbers())


def _average(call: Call) -> float:
    numbers = list(call.numbers())
    if not numbers:
        raise Failure(
            ErrorType.DIVIDE_BY_ZERO,
            "Evaluation of function AVERAGE caused a divide by zero error.",
        )
    return math.fsum(numbers) / len(numbers)


def _median(call: Call) -> float:
    numbers = list(call.numbers())
    if not numbers:
        raise Failure(ErrorType.NUM, "MEDIAN has no valid input data.")
    return float(statistics.median(numbers))


def _stdev(call: Call) -> float:
    numbers = list(call.numbers())
    if len(numbers) < 2:
        raise Failure(ErrorType.DIVIDE_BY_ZERO, "STDEV needs at least two numbers.")
    return float(statistics.stdev(numbers))


def _product(call: Call) -> float:
    numbers = list(call.numbers())
    return math.prod(numbers) if numbers else 0.0


def _sumproduct(call: Call) -> float:
    tables = [call.table(index) for index in range(len(call))]
    shapes = {(len(table), len(table[0])) for table in tables}
    if len(shapes) > 1:
        raise Failure(ErrorType.VALUE, "SUMPRODUCT has mismatched range sizes.")
    columns = [[_factor(value) for value in flattened(table)] for table in tables]
    return math.fsum(math.prod(factors) for factors in zip(*columns, strict=True))


def _factor(value: Value) -> float:
    if isinstance(value, ErrorValue):
        raise Failure.of(value)
    return value if isinstance(value, float) else 0.0


def _rounder(rounding: str) -> Callable[[Call], float]:
    def rounded(call: Call) -> float:
        number = Decimal(repr(call.number(0)))
        places = max(-FINEST_PLACE, min(call.whole(1), FINEST_PLACE))
        quantum = Decimal(1).scaleb(-places)
        if number.adjusted() + places > 27:
            return float(number)
        return float((number / quantum).quantize(Decimal(1), rounding) * quantum)

    return rounded


def _multiple(rounding: Callable[[float], int]) -> Callable[[Call], float]:
    def nearest(call: Call) -> float:
        factor = call.number(1, 1.0)
        return rounding(call.number(0) / factor) * factor if factor else 0.0

    return nearest


def _mod(call: Call) -> float:
    number, divisor = call.number(0), call.number(1)
    return number - divisor * math.floor(divided(number, divisor, call.parameter(1)))


def _sqrt(call: Call) -> float:
    number = call.number(0)
    if number < 0:
        raise Failure(
            ErrorType.NUM,
            f"{call.parameter(0)} value is {number:g}. It should be greater than or equal to 0.",
        )
    return math.sqrt(number)


def _positive(call: Call) -> float:
    number = call.number(0)
    if number <= 0:
        raise Failure(
            ErrorType.NUM, f"{call.parameter(0)} value is {number:g}. It should be greater than 0."
        )
    return number


def _logarithm(call: Call) -> float:
    base = call.number(1, 10.0)
    if base <= 0:
        raise Failure(
            ErrorType.NUM, f"{call.parameter(1)} value is {base:g}. It should be greater than 0."
        )
    return divided(math.log(_positive(call)), math.log(base), call.parameter(1))


def _sign(call: Call) -> float:
    number = call.number(0)
    return math.copysign(1.0, number) if number else 0.0


def _rank(call: Call) -> float:
    number = call.number(0)
    others = [value for value in flattened(call.table(1)) if isinstance(value, float)]
    if number not in others:
        raise Failure(ErrorType.N_A, "RANK has no valid input data.")
    ascending = call.truth(2)
    return 1.0 + sum(other < number if ascending else other > number for other in others)


def _nth(reverse: bool) -> Callable[[Call], float]:  # noqa: FBT001  LARGE or SMALL
    def nth(call: Call) -> float:
        numbers = sorted(_numbers(call.table(0)), reverse=reverse)
        place = call.whole(1)
        if not 1 <= place <= len(numbers):
            raise Failure(ErrorType.NUM, f"{call.parameter(1)} value {place} is out of range.")
        return numbers[place - 1]

    return nth


def _numbers(table: Table) -> list[float]:
    return [value for value in flattened(table) if isinstance(value, float)]


FUNCTIONS: Final = (
    Function("SUM", 1, None, _sum),
    Function("AVERAGE", 1, None, _average),
    Function("MEDIAN", 1, None, _median),
    Function("STDEV", 1, None, _stdev),
    Function("MIN", 1, None, lambda call: min(call.numbers(), default=0.0)),
    Function("MAX", 1, None, lambda call: max(call.numbers(), default=0.0)),
    Function("PRODUCT", 1, None, _product),
    Function("SUMPRODUCT", 1, None, _sumproduct, arrays=True),
    Function("ABS", 1, 1, lambda call: abs(call.number(0)), elementwise=True),
    Function("ROUND", 1, 2, _rounder(ROUND_HALF_UP), elementwise=True),
    Function("ROUNDUP", 1, 2, _rounder(ROUND_UP), elementwise=True),
    Function("ROUNDDOWN", 1, 2, _rounder(ROUND_DOWN), elementwise=True),
    Function("TRUNC", 1, 2, _rounder(ROUND_DOWN), elementwise=True),
    Function("INT", 1, 1, lambda call: float(math.floor(call.number(0))), elementwise=True),
    Function("CEILING", 1, 2, _multiple(math.ceil), elementwise=True),
    Function("FLOOR", 1, 2, _multiple(math.floor), elementwise=True),
    Function("MOD", 2, 2, _mod, elementwise=True),
    Function("SQRT", 1, 1, _sqrt, elementwise=True),
    Function("LN", 1, 1, lambda call: math.log(_positive(call)), elementwise=True),
    Function("LOG", 1, 2, _logarithm, elementwise=True),
    Function("LOG10", 1, 1, lambda call: math.log10(_positive(call)), elementwise=True),
    Function("PI", 0, 0, lambda _: math.pi),
    Function("SIGN", 1, 1, _sign, elementwise=True),
    Function("POWER", 2, 2, lambda call: raised(call.number(0), call.number(1)), elementwise=True),
    Function("RANK", 2, 3, _rank),
    Function("LARGE", 2, 2, _nth(reverse=True)),
    Function("SMALL", 2, 2, _nth(reverse=False)),
)
