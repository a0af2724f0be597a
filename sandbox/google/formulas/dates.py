"""Functions of dates, which are numbers; today and now come from the surroundings."""

import calendar
from datetime import date, datetime
from typing import Final

from sandbox.google.formulas.calling import Call, Function
from sandbox.google.formulas.results import Failure
from sandbox.google.serials import (
    EPOCH,
    moment_of_serial,
    serial_of_date,
    serial_of_moment,
)
from sandbox.google.values import ErrorType

MONTHS: Final = 12
FIRST_FULL_YEAR: Final = 1900


def _date(call: Call) -> float:
    year = call.whole(0)
    year += FIRST_FULL_YEAR if 0 <= year < FIRST_FULL_YEAR else 0
    return _serial(call, year, call.whole(1)) + call.whole(2) - 1


def _serial(call: Call, year: int, month: int) -> float:
    """The first of a month, where months beyond the twelfth run on into later years."""
    years, place = divmod(month - 1, MONTHS)
    try:
        return serial_of_date(date(year + years, place + 1, 1))
    except ValueError as error:
        raise Failure(
            ErrorType.NUM, f"{call.parameter(0)} value {year} is out of range."
        ) from error


def _moment(call: Call, index: int = 0) -> datetime:
    moment = moment_of_serial(call.number(index))
    if moment is None:
        raise Failure(ErrorType.NUM, f"{call.parameter(index)} value is not a valid date.")
    return moment


def _time(call: Call) -> float:
    seconds = call.whole(0) * 3600 + call.whole(1) * 60 + call.whole(2)
    return seconds / 86_400 % 1


def _edate(call: Call) -> float:
    moment = _moment(call)
    first = _serial(call, moment.year, moment.month + call.whole(1))
    return first + min(moment.day, _days_in_month(first)) - 1


def _eomonth(call: Call) -> float:
    moment = _moment(call)
    first = _serial(call, moment.year, moment.month + call.whole(1))
    return first + _days_in_month(first) - 1


def _days_in_month(first: float) -> int:
    moment = moment_of_serial(first) or EPOCH
    return calendar.monthrange(moment.year, moment.month)[1]


def _weekday(call: Call) -> float:
    day = _moment(call).weekday()
    match call.whole(1, 1):
        case 1:
            return float((day + 1) % 7 + 1)
        case 2:
            return float(day + 1)
        case _:
            return float(day)


def _datedif(call: Call) -> float:
    start, end = _moment(call, 0), _moment(call, 1)
    months = (end.year - start.year) * MONTHS + end.month - start.month - (end.day < start.day)
    counts = {"D": (end.date() - start.date()).days, "M": months, "Y": months // MONTHS}
    unit = call.text(2).upper()
    if unit not in counts or end < start:
        raise Failure(ErrorType.NUM, f"{call.parameter(2)} value '{unit}' is invalid.")
    return float(counts[unit])


FUNCTIONS: Final = (
    Function("TODAY", 0, 0, lambda call: serial_of_date(call.surroundings.now.date())),
    Function("NOW", 0, 0, lambda call: serial_of_moment(call.surroundings.now)),
    Function("DATE", 3, 3, _date, elementwise=True),
    Function("TIME", 3, 3, _time, elementwise=True),
    Function("DATEVALUE", 1, 1, lambda call: float(int(call.number(0))), elementwise=True),
    Function("YEAR", 1, 1, lambda call: float(_moment(call).year), elementwise=True),
    Function("MONTH", 1, 1, lambda call: float(_moment(call).month), elementwise=True),
    Function("DAY", 1, 1, lambda call: float(_moment(call).day), elementwise=True),
    Function("HOUR", 1, 1, lambda call: float(_moment(call).hour), elementwise=True),
    Function("MINUTE", 1, 1, lambda call: float(_moment(call).minute), elementwise=True),
    Function("SECOND", 1, 1, lambda call: float(_moment(call).second), elementwise=True),
    Function("WEEKDAY", 1, 2, _weekday, elementwise=True),
    Function("DAYS", 2, 2, lambda call: call.number(0) - call.number(1), elementwise=True),
    Function("EDATE", 2, 2, _edate, elementwise=True),
    Function("EOMONTH", 2, 2, _eomonth, elementwise=True),
    Function("DATEDIF", 3, 3, _datedif, elementwise=True),
)
