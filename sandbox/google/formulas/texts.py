"""Functions of text: joining, cutting, searching, and text to number and back."""

import re
import sys
from typing import Final

from sandbox.google.formulas.calling import Call, Function
from sandbox.google.formulas.coercion import as_text, number_in
from sandbox.google.formulas.criteria import wildcard
from sandbox.google.formulas.results import Failure, Result, flattened
from sandbox.google.rendering import render
from sandbox.google.values import ErrorType, ErrorValue, Value

LONGEST_TEXT: Final = 50_000
"""Characters a cell can hold."""


def _joined(call: Call) -> str:
    return "".join(as_text(value) for value in call.values())


def _join(call: Call) -> str:
    return call.text(0).join(_texts(call, 1))


def _textjoin(call: Call) -> str:
    texts = _texts(call, 2)
    return call.text(0).join([text for text in texts if text] if call.truth(1) else texts)


def _texts(call: Call, first: int) -> list[str]:
    return [
        as_text(value)
        for index in range(first, len(call))
        for value in flattened(call.table(index))
    ]


def _length(call: Call, index: int, default: int) -> int:
    length = call.whole(index, default)
    if length < 0:
        raise Failure(
            ErrorType.VALUE,
            f"{call.parameter(index)} value is {length}. It should be greater than or equal to 0.",
        )
    return length


def _right(call: Call) -> str:
    text, length = call.text(0), _length(call, 1, 1)
    return text[max(len(text) - length, 0) :]


def _mid(call: Call) -> str:
    start = call.whole(1)
    if start < 1:
        raise Failure(
            ErrorType.NUM,
            f"{call.parameter(1)} value is {start}. It should be greater than or equal to 1.",
        )
    return call.text(0)[start - 1 : start - 1 + _length(call, 2, 1)]


def _substitute(call: Call) -> str:
    text, old, new = call.text(0), call.text(1), call.text(2)
    if not old:
        return text
    if len(call) < 4:
        return text.replace(old, new)
    parts = text.split(old)
    place = call.whole(3)
    if not 1 <= place < len(parts):
        return text
    return old.join(parts[:place]) + new + old.join(parts[place:])


def _find(call: Call) -> float:
    wanted, text, start = call.text(0), call.text(1), call.whole(2, 1)
    place = text.find(wanted, start - 1)
    return _found(call, place, wanted, text)


def _search(call: Call) -> float:
    wanted, text, start = call.text(0), call.text(1), call.whole(2, 1)
    match = wildcard(wanted).search(text, start - 1)
    return _found(call, match.start() if match else -1, wanted, text)


def _found(call: Call, place: int, wanted: str, text: str) -> float:
    if place < 0:
        raise Failure(
            ErrorType.VALUE,
            f"In {call.name} evaluation, cannot find '{wanted}' within '{text}'.",
        )
    return place + 1.0


def _text(call: Call) -> str:
    value = call.value(0)
    locale = call.surroundings.locale
    if isinstance(value, str):
        number = number_in(value, locale, call.surroundings.now)
        value = value if number is None else number
    return render(0.0 if value is None else value, {"pattern": call.text(1)}, locale.name)


def _value(call: Call) -> float:
    value = call.value(0)
    if not isinstance(value, str):
        return call.number(0)
    read = number_in(value, call.surroundings.locale, call.surroundings.now)
    if read is None:
        raise Failure(ErrorType.VALUE, f"VALUE parameter '{value}' cannot be parsed to number.")
    return read


def _regex(call: Call) -> re.Pattern[str]:
    try:
        return re.compile(call.text(1))
    except re.error as error:
        raise Failure(
            ErrorType.REF,
            f"{call.parameter(1)} value '{call.text(1)}' is not a valid regular expression.",
        ) from error


def _regexextract(call: Call) -> Result:
    match = _regex(call).search(call.text(0))
    if match is None:
        raise Failure(
            ErrorType.N_A, f"{call.parameter(1)} value '{call.text(1)}' does not match text."
        )
    return (match.groups(""),) if match.groups() else match[0]


def _regexreplace(call: Call) -> str:
    replacement = re.sub(r"\$(\d)", r"\\\1", call.text(2))
    return _regex(call).sub(replacement, call.text(0))


def _split(call: Call) -> Result:
    signs = re.escape(call.text(1))
    if not signs:
        raise Failure(ErrorType.VALUE, f"{call.parameter(1)} value should be non-empty.")
    pattern = f"[{signs}]" if call.truth(2, default=True) else signs
    parts = re.split(pattern, call.text(0))
    kept = [part for part in parts if part or not call.truth(3, default=True)]
    return (tuple(_typed(call, part) for part in kept),)


def _typed(call: Call, part: str) -> Value:
    number = number_in(part, call.surroundings.locale, call.surroundings.now)
    return part if number is None else number


def _hyperlink(call: Call) -> Value:
    return call.value(1) if len(call) > 1 else call.text(0)


def _exact(call: Call) -> bool:
    return call.text(0) == call.text(1)


def _code(call: Call) -> float:
    text = call.text(0)
    if not text:
        raise Failure(ErrorType.VALUE, f"{call.parameter(0)} value should be non-empty.")
    return float(ord(text[0]))


def _char(call: Call) -> str:
    code = call.whole(0)
    if not 1 <= code <= sys.maxunicode:
        raise Failure(ErrorType.NUM, f"{call.parameter(0)} value {code} is out of range.")
    return chr(code)


def _rept(call: Call) -> str:
    text, times = call.text(0), _length(call, 1, 0)
    if len(text) * times > LONGEST_TEXT:
        raise Failure(ErrorType.VALUE, f"Text result of {call.name} is longer than the limit.")
    return text * times


def _t(call: Call) -> Value:
    value = call.outcome(0)
    if isinstance(value, ErrorValue):
        raise Failure.of(value)
    return value if isinstance(value, str) else ""


FUNCTIONS: Final = (
    Function("CONCATENATE", 1, None, _joined),
    Function("CONCAT", 2, 2, _joined),
    Function("JOIN", 2, None, _join),
    Function("TEXTJOIN", 3, None, _textjoin),
    Function("TEXT", 2, 2, _text, elementwise=True),
    Function("VALUE", 1, 1, _value, elementwise=True),
    Function("LEN", 1, 1, lambda call: float(len(call.text(0))), elementwise=True),
    Function("LEFT", 1, 2, lambda call: call.text(0)[: _length(call, 1, 1)], elementwise=True),
    Function("RIGHT", 1, 2, _right, elementwise=True),
    Function("MID", 3, 3, _mid, elementwise=True),
    Function("UPPER", 1, 1, lambda call: call.text(0).upper(), elementwise=True),
    Function("LOWER", 1, 1, lambda call: call.text(0).lower(), elementwise=True),
    Function("PROPER", 1, 1, lambda call: call.text(0).title(), elementwise=True),
    Function(
        "TRIM", 1, 1, lambda call: re.sub(" +", " ", call.text(0)).strip(" "), elementwise=True
    ),
    Function("REPT", 2, 2, _rept, elementwise=True),
    Function("SUBSTITUTE", 3, 4, _substitute, elementwise=True),
    Function("FIND", 2, 3, _find, elementwise=True),
    Function("SEARCH", 2, 3, _search, elementwise=True),
    Function("EXACT", 2, 2, _exact, elementwise=True),
    Function("CHAR", 1, 1, _char, elementwise=True),
    Function("CODE", 1, 1, _code, elementwise=True),
    Function("T", 1, 1, _t, elementwise=True),
    Function(
        "REGEXMATCH",
        2,
        2,
        lambda call: _regex(call).search(call.text(0)) is not None,
        elementwise=True,
    ),
    Function("REGEXEXTRACT", 2, 2, _regexextract),
    Function("REGEXREPLACE", 3, 3, _regexreplace, elementwise=True),
    Function("SPLIT", 2, 4, _split),
    Function("HYPERLINK", 1, 2, _hyperlink),
)
