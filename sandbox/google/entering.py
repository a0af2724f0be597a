"""What typing into a cell does: `USER_ENTERED`, as the page itself would take it.

Typing is where spreadsheets lose things: `00123` becomes 123, `1-2` a date, `8085807e4` eighty
billion. A stand-in that kept such text would hide every bug of a client that relies on it, so
each guess is made here too, in Google's order: text mark, formula, boolean, error, number, date.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from sandbox.google.entering_dates import read_moment
from sandbox.google.locales import Locale, locale_named
from sandbox.google.values import Entry, Formula, error_named

NumberFormat: TypeAlias = dict[str, str]
Typed: TypeAlias = str | float | bool | None

LARGEST: Final = 1.7976931348623157e308
"""What a typed number beyond the doubles is held as."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What a cell holds after typing, and the format the typing implied, if any."""

    value: Entry
    number_format: NumberFormat | None = None


def enter(
    typed: Typed,
    *,
    today: date,
    locale: str = "en_US",
    as_text: bool = False,
) -> Entered:
    """What becomes of something typed into a cell, or sent under USER_ENTERED.

    Args:
        typed: the text; numbers and booleans of a JSON body are taken as they are.
        today: the day in the spreadsheet's time zone; `1-2` falls into its year.
        locale: the spreadsheet's.
        as_text: whether the cell's number format is TEXT, which takes all literally.
    """
    if isinstance(typed, bool) or typed is None:
        return Entered(typed)
    if not isinstance(typed, str):
        return Entered(float(typed))
    if typed == "":
        return Entered(None)
    if typed.startswith("'"):
        return Entered(typed[1:])
    if as_text:
        return Entered(typed)
    return _guess(typed, locale_named(locale), today)


def read_number(text: str, locale: Locale) -> tuple[float, NumberFormat | None] | None:
    """The number that `text` spells in that locale and the format it implies, or None."""
    match = _number_pattern(locale).fullmatch(text.strip())
    if match is None or _contradicts_itself(match):
        return None
    number = float(_plain_digits(match["whole"], match["fraction"], match["exponent"], locale))
    number = min(number, LARGEST)
    if match["sign"] == "-" or match["inner_sign"] == "-" or match["open"]:
        number = -number
    if match["percent"]:
        number = _hundredth(number)
    return number, _implied_format(match, locale)


def _contradicts_itself(match: re.Match[str]) -> bool:
    return (
        (match["open"] is None) != (match["close"] is None)
        or bool(match["percent"] and (match["before"] or match["after"]))
        or bool(match["before"] and match["after"])
        or bool(match["sign"] and match["inner_sign"])
    )


def _guess(typed: str, locale: Locale, today: date) -> Entered:
    if _is_formula(typed):
        return Entered(Formula(typed))
    stripped = typed.strip()
    if stripped.startswith("+") and len(stripped) > 1:
        return Entered(Formula(f"={stripped}"))
    upper = stripped.upper()
    if upper in ("TRUE", locale.true_text):
        return Entered(value=True)
    if upper in ("FALSE", locale.false_text):
        return Entered(value=False)
    error = error_named(stripped)
    if error is not None:
        return Entered(error)
    read = read_number(stripped, locale) or read_moment(stripped, locale, today)
    return Entered(typed) if read is None else Entered(*read)


def _is_formula(typed: str) -> bool:
    return typed.startswith("=") and len(typed) > 1


@lru_cache
def _number_pattern(locale: Locale) -> re.Pattern[str]:
    group, decimal = f"[{re.escape(locale.groupings)}]", re.escape(locale.decimal)
    currency = rf"[{re.escape(''.join(sorted({locale.currency, '$', '€', '£', '¥'})))}]"
    return re.compile(
        rf"(?P<open>\()?(?P<sign>-)?\s?(?P<before>{currency})?\s?(?P<inner_sign>-)?"
        rf"(?={decimal}?\d)(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+|\d+)?(?P<fraction>{decimal}\d*)?"
        rf"(?P<exponent>[eE][+-]?\d+)?\s?(?P<percent>%)?(?P<after>{currency})?(?P<close>\))?"
    )


def _plain_digits(
    whole: str | None, fraction: str | None, exponent: str | None, locale: Locale
) -> str:
    digits = re.sub(f"[{re.escape(locale.groupings)}]", "", whole or "")
    point = "." + (fraction or "")[len(locale.decimal) :]
    return f"{digits or '0'}{point}0{exponent or ''}"


def _hundredth(number: float) -> float:
    """Move the decimal point by two places in the text, so that 5.1% is 0.051 exactly as typed."""
    return float(f"{number!r}e-2") if "e" not in repr(number) else number / 100


def _implied_format(match: re.Match[str], locale: Locale) -> NumberFormat | None:
    decimals = ".00" if (match["fraction"] or "")[1:] else ""
    if match["exponent"]:
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if match["percent"]:
        return {"type": "PERCENT", "pattern": f"0{decimals}%"}
    if match["before"]:
        return {"type": "CURRENCY", "pattern": f'"{match["before"]}"#,##0{decimals}'}
    if match["after"]:
        return {"type": "CURRENCY", "pattern": f'#,##0{decimals}\u00a0"{match["after"]}"'}
    if any(sign in (match["whole"] or "") for sign in locale.groupings):
        return {"type": "NUMBER", "pattern": f"#,##0{decimals}"}
    return None
