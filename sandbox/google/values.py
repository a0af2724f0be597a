"""What a cell holds: blank, text, a number, a boolean, an error, or a formula somebody entered.

Numbers are doubles, dates are numbers, and a blank is not an empty text: Google keeps these apart,
so every other module of the stand-in speaks in these types and only the edges know JSON.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

EXACT_INTEGERS: Final = 2.0**53


class ErrorType(StrEnum):
    """The kinds of failed calculation, by the names Google's API gives them."""

    ERROR = "ERROR"
    NULL_VALUE = "NULL_VALUE"
    DIVIDE_BY_ZERO = "DIVIDE_BY_ZERO"
    VALUE = "VALUE"
    REF = "REF"
    NAME = "NAME"
    NUM = "NUM"
    N_A = "N_A"
    LOADING = "LOADING"


ERROR_TEXTS: Final = {
    ErrorType.ERROR: "#ERROR!",
    ErrorType.NULL_VALUE: "#NULL!",
    ErrorType.DIVIDE_BY_ZERO: "#DIV/0!",
    ErrorType.VALUE: "#VALUE!",
    ErrorType.REF: "#REF!",
    ErrorType.NAME: "#NAME?",
    ErrorType.NUM: "#NUM!",
    ErrorType.N_A: "#N/A",
    ErrorType.LOADING: "Loading...",
}


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """The outcome of a calculation that failed; `message` is what hovering over the cell tells."""

    type: ErrorType
    message: str = ""

    @property
    def text(self) -> str:
        """What the cell shows, such as `#REF!`."""
        return ERROR_TEXTS[self.type]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it was entered, with its leading `=`."""

    text: str


Value: TypeAlias = str | float | bool | ErrorValue | None
"""What a cell is worth, once calculated; None is blank."""

Entry: TypeAlias = Value | Formula
"""What somebody put into a cell."""


def error_named(text: str) -> ErrorValue | None:
    """The error that `text` spells (`#N/A`), or None where it spells none."""
    kinds = {shown: kind for kind, shown in ERROR_TEXTS.items() if shown.startswith("#")}
    kind = kinds.get(text.upper())
    return None if kind is None else ErrorValue(kind)


def json_number(number: float) -> int | float:
    """A double as Google writes it in JSON: `12`, never `12.0`."""
    if number.is_integer() and abs(number) < EXACT_INTEGERS:
        return int(number)
    return number


def unformatted(value: Value) -> str | int | float | bool:
    """A value as UNFORMATTED_VALUE gives it: numbers bare, errors by their text, blank as ""."""
    match value:
        case None:
            return ""
        case ErrorValue():
            return value.text
        case bool() | str():
            return value
        case _:
            return json_number(float(value))


def to_extended_value(entry: Entry) -> dict[str, object] | None:
    """An entry as Google's ExtendedValue object; a blank has none."""
    match entry:
        case None:
            return None
        case Formula():
            return {"formulaValue": entry.text}
        case ErrorValue():
            return {"errorValue": {"type": str(entry.type), "message": entry.message}}
        case bool():
            return {"boolValue": entry}
        case str():
            return {"stringValue": entry}
        case _:
            return {"numberValue": json_number(float(entry))}


def from_extended_value(extended: dict[str, object] | None) -> Entry:
    """The entry an ExtendedValue object stands for.

    Raises:
        ExtendedValueError: if a member has the wrong type, several are set, or it is read-only.
    """
    if not extended:
        return None
    if len(extended) > 1:
        raise ExtendedValueError("Only one value kind may be set in an ExtendedValue.")
    ((kind, content),) = extended.items()
    return _entry_of(kind, content)


class ExtendedValueError(ValueError):
    """An ExtendedValue that Google would refuse; the text is the refusal's reason."""


def _number(content: float | str) -> float:
    """A number, which JSON may also hold as text; what is infinite or none is refused."""
    try:
        number = float(content)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ExtendedValueError(f"Invalid value at 'numberValue': {content!r}")
    return number


def _entry_of(kind: str, content: object) -> Entry:
    match kind, content:
        case "stringValue", str():
            return content or None
        case "numberValue", int() | float() | str() if not isinstance(content, bool):
            return _number(content)
        case "boolValue", bool():
            return content
        case "boolValue", "true" | "false":
            return content == "true"
        case "formulaValue", str():
            return Formula(content if content.startswith("=") else f"={content}")
        case "errorValue", _:
            raise ExtendedValueError("ExtendedValue.errorValue is read-only.")
        case _:
            raise ExtendedValueError(f"Invalid value at '{kind}': {content!r}")
