"""Digits laid into the places of a number pattern: `#,##0.00`, `0%`, `0.00E+00`, `000-0000`."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from sandbox.google.locales import Locale
from sandbox.google.patterns import Kind, Section, Token

_WIDE = Context(prec=1000)  # a double has up to 309 digits before the point


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a section asks for before any digit is known."""

    whole_places: int
    decimal_places: int
    grouped: bool
    scale: int
    exponent: Token | None


def show_number(number: float, section: Section, locale: Locale) -> str:
    """The number in the digit places of a section, rounded half away from zero."""
    layout = _layout(section)
    scaled = Decimal(repr(abs(number))).scaleb(layout.scale)
    exponent = 0
    if layout.exponent is not None:
        scaled, exponent = _normalised(scaled, layout)
    rounded = _rounded(scaled, layout)
    whole, _, fraction = f"{rounded:f}".partition(".")
    body = _filled(section, whole.lstrip("0"), fraction, exponent=exponent, locale=locale)
    return f"-{body}" if number < 0 and rounded else body


def _layout(section: Section) -> _Layout:
    tokens = [token for token in section.tokens if token.kind is not Kind.LITERAL]
    kinds = [token.kind for token in tokens]
    end = next((i for i, k in enumerate(kinds) if k in (Kind.POINT, Kind.EXPONENT)), len(kinds))
    whole = kinds[:end]
    digits = [i for i, kind in enumerate(whole) if kind is Kind.DIGIT]
    last = digits[-1] if digits else -1
    return _Layout(
        whole_places=len(digits),
        decimal_places=kinds[end:].count(Kind.DIGIT),
        grouped=Kind.COMMA in whole[digits[0] : last] if digits else False,
        scale=2 * kinds.count(Kind.PERCENT) - 3 * whole[last + 1 :].count(Kind.COMMA),
        exponent=next((token for token in tokens if token.kind is Kind.EXPONENT), None),
    )


def _rounded(number: Decimal, layout: _Layout) -> Decimal:
    quantum = Decimal(1).scaleb(-layout.decimal_places)
    return number.quantize(quantum, ROUND_HALF_UP, context=_WIDE)


def _normalised(scaled: Decimal, layout: _Layout) -> tuple[Decimal, int]:
    """The number as mantissa and power of ten, the mantissa filling the places before the point."""
    if not scaled:
        return scaled, 0
    places = max(layout.whole_places, 1)
    exponent = scaled.adjusted() - places + 1
    mantissa = scaled.scaleb(-exponent)
    if _rounded(mantissa, layout).adjusted() >= places:
        exponent += 1
        mantissa = scaled.scaleb(-exponent)
    return mantissa, exponent


def _filled(section: Section, whole: str, fraction: str, *, exponent: int, locale: Locale) -> str:
    layout = _layout(section)
    wholes = iter(_whole_pieces(section, whole, layout, locale))
    fractions = iter(_fraction_pieces(section, fraction))
    shown = []
    past_point = False
    for token in section.tokens:
        if token.kind is Kind.DIGIT:
            shown.append(next(fractions if past_point else wholes))
        elif token.kind is Kind.POINT and not past_point:
            past_point = True
            missing = whole if not layout.whole_places else ""
            shown.append(missing + locale.decimal)
        elif token.kind is Kind.EXPONENT:
            shown.append(_exponent_text(token, exponent))
        elif token.kind is not Kind.COMMA:
            shown.append(token.text)
    return "".join(shown)


def _whole_pieces(section: Section, whole: str, layout: _Layout, locale: Locale) -> list[str]:
    """One text per place before the point: a digit with its grouping sign, the first may hold more."""
    places = [token.text for token in _digits(section)[: layout.whole_places]]
    if not places:
        return []
    while len(whole) < len(places) and "0" in places[: len(places) - len(whole)]:
        whole = "0" + whole
    shown = [
        digit + (locale.grouping if layout.grouped and left and left % 3 == 0 else "")
        for digit, left in zip(whole, range(len(whole) - 1, -1, -1), strict=True)
    ]
    spare = len(shown) - len(places)
    if spare >= 0:
        return ["".join(shown[: spare + 1]), *shown[spare + 1 :]]
    return [" " if place == "?" else "" for place in places[:-spare]] + shown


def _fraction_pieces(section: Section, fraction: str) -> list[str]:
    """One text per place after the point; places marked `#` stay empty past the last digit."""
    places = [token.text for token in _digits(section)[_layout(section).whole_places :]]
    pieces = list(fraction.ljust(len(places), "0"))
    for i in range(len(places) - 1, -1, -1):
        if pieces[i] != "0" or places[i] == "0":
            break
        pieces[i] = " " if places[i] == "?" else ""
    return pieces


def _digits(section: Section) -> list[Token]:
    return [token for token in section.tokens if token.kind is Kind.DIGIT]


def _exponent_text(token: Token, exponent: int) -> str:
    sign = "-" if exponent < 0 else token.text[1].replace("-", "")
    return f"{token.text[0]}{sign}{str(abs(exponent)).rjust(len(token.text) - 2, '0')}"
