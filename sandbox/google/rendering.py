"""How a cell shows: `FORMATTED_VALUE`, from the value, its number format and the file's locale.

A format may be absent (automatic), tell only a type (`DATE`, in the locale's usual pattern) or carry
a pattern of its own, which then decides alone.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sandbox.google.locales import Locale, locale_named
from sandbox.google.patterns import Kind, Section, sections_of
from sandbox.google.rendering_dates import show_moment
from sandbox.google.rendering_numbers import show_number
from sandbox.google.serials import moment_of_serial
from sandbox.google.values import ErrorValue, Value

SIGNIFICANT_DIGITS: Final = 10
"""Digits of a fractional number shown under the automatic format."""
SCIENTIFIC_DIGITS: Final = 6
SCIENTIFIC_FROM: Final = 1e15
SCIENTIFIC_BELOW: Final = 1e-10
TEXT_SECTION: Final = 3

_UNSHOWABLE = "########"


def render(
    value: Value, number_format: Mapping[str, str] | None = None, locale: str = "en_US"
) -> str:
    """The text a cell shows.

    Args:
        value: what the cell is worth.
        number_format: its effective `numberFormat`, as the API has it: `type` and maybe `pattern`.
        locale: the spreadsheet's.
    """
    customs = locale_named(locale)
    match value:
        case None:
            return ""
        case ErrorValue():
            return value.text
        case bool():
            return customs.true_text if value else customs.false_text
        case str():
            return _show_text(value, _pattern(number_format, customs))
        case _:
            return _show_number(float(value), _pattern(number_format, customs), customs)


def automatic(number: float, locale: Locale) -> str:
    """A number without a format: ten significant digits, or powers of ten where it is huge or tiny."""
    magnitude = abs(number)
    if magnitude >= SCIENTIFIC_FROM or 0 < magnitude < SCIENTIFIC_BELOW:
        return _scientific(number).replace(".", locale.decimal)
    if number.is_integer():
        return str(int(number))
    decimals = max(SIGNIFICANT_DIGITS - 1 - Decimal(magnitude).adjusted(), 0)
    quantum = Decimal(1).scaleb(-decimals)
    rounded = Decimal(repr(number)).quantize(quantum, ROUND_HALF_UP)
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", locale.decimal)


def _scientific(number: float) -> str:
    mantissa, exponent = f"{number:.{SCIENTIFIC_DIGITS - 1}E}".split("E")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}E{exponent}"


def _pattern(number_format: Mapping[str, str] | None, locale: Locale) -> str | None:
    if not number_format:
        return None
    pattern = number_format.get("pattern")
    return pattern or locale.default_patterns.get(number_format.get("type", ""))


def _show_text(text: str, pattern: str | None) -> str:
    if pattern is None:
        return text
    sections = sections_of(pattern)
    section = sections[TEXT_SECTION] if len(sections) > TEXT_SECTION else sections[-1]
    if not section.has(Kind.TEXT) and len(sections) <= TEXT_SECTION:
        return text
    return "".join(text if t.kind is Kind.TEXT else t.text for t in section.tokens)


def _show_number(number: float, pattern: str | None, locale: Locale) -> str:
    if pattern is None:
        return automatic(number, locale)
    section, shown = _section_for(number, sections_of(pattern))
    if section.is_date:
        moment = moment_of_serial(shown)
        return _UNSHOWABLE if moment is None else show_moment(shown, moment, section, locale)
    if section.layout.whole or section.layout.fraction:
        return show_number(shown, section, locale)
    plain = automatic(shown, locale)
    return "".join(
        plain if token.kind in (Kind.GENERAL, Kind.TEXT) else token.text for token in section.tokens
    )


def _section_for(number: float, sections: tuple[Section, ...]) -> tuple[Section, float]:
    """The section that shows `number`, and the number as that section is to show it."""
    numeric = sections[:TEXT_SECTION]
    if any(section.applies for section in numeric):
        chosen = next((s for s in numeric if s.applies is None or s.applies(number)), numeric[-1])
        return chosen, number
    if len(numeric) > 1 and numeric[-1].has(Kind.TEXT) and not numeric[-1].shows_numbers:
        numeric = numeric[:-1]
    if len(numeric) > 1 and number < 0:
        return numeric[1], -number
    if len(numeric) == TEXT_SECTION and number == 0:
        return numeric[2], number
    return numeric[0], number
