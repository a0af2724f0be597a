"""Digits laid into the places of a number pattern: `#,##0.00`, `0%`, `0.00E+00`, `000-0000`."""

from decimal import ROUND_HALF_UP, Context, Decimal

from sandbox.google.locales import Locale
from sandbox.google.patterns import Kind, Layout, Section, Token

_WIDE = Context(prec=1000)  # a double has up to 309 digits before the point


def show_number(number: float, section: Section, locale: Locale) -> str:
    """The number in the digit places of a section, rounded half away from zero."""
    layout = section.layout
    scaled = Decimal(repr(abs(number))).scaleb(layout.scale)
    exponent = 0
    if layout.exponent is not None:
        scaled, exponent = _normalised(scaled, layout)
    rounded = _rounded(scaled, layout)
    whole, _, fraction = f"{rounded:f}".partition(".")
    body = _filled(section, whole.lstrip("0"), fraction, exponent=exponent, locale=locale)
    return f"-{body}" if number < 0 and rounded else body


def _rounded(number: Decimal, layout: Layout) -> Decimal:
    quantum = Decimal(1).scaleb(-len(layout.fraction))
    return number.quantize(quantum, ROUND_HALF_UP, context=_WIDE)


def _normalised(scaled: Decimal, layout: Layout) -> tuple[Decimal, int]:
    """The number as mantissa and power of ten, the mantissa filling the places before the point."""
    if not scaled:
        return scaled, 0
    places = max(len(layout.whole), 1)
    exponent = scaled.adjusted() - places + 1
    mantissa = scaled.scaleb(-exponent)
    if _rounded(mantissa, layout).adjusted() >= places:
        exponent += 1
        mantissa = scaled.scaleb(-exponent)
    return mantissa, exponent


def _filled(section: Section, whole: str, fraction: str, *, exponent: int, locale: Locale) -> str:
    layout = section.layout
    wholes = iter(_whole_pieces(whole, layout, locale))
    fractions = iter(_fraction_pieces(fraction, layout.fraction))
    shown = []
    past_point = False
    for token in section.tokens:
        if token.kind is Kind.DIGIT:
            shown.append(next(fractions if past_point else wholes))
        elif token.kind is Kind.POINT and not past_point:
            past_point = True
            missing = "" if layout.whole else whole
            shown.append(missing + locale.decimal)
        elif token.kind is Kind.EXPONENT:
            past_point = True
            shown.append(_exponent_text(token, exponent))
        elif token.kind is not Kind.COMMA:
            shown.append(token.text)
    return "".join(shown)


def _whole_pieces(whole: str, layout: Layout, locale: Locale) -> list[str]:
    """One text per place before the point: a digit with its grouping sign, the first may hold more."""
    places = layout.whole
    if not places:
        return []
    missing = len(places) - len(whole)
    if missing > 0 and "0" in places[:missing]:
        zeros = missing - places.index("0")
        whole = "0" * zeros + whole
    shown = _grouped(whole, locale.grouping) if layout.grouped else list(whole)
    spare = len(shown) - len(places)
    if spare >= 0:
        return ["".join(shown[: spare + 1]), *shown[spare + 1 :]]
    return [" " if place == "?" else "" for place in places[:-spare]] + shown


def _grouped(whole: str, sign: str) -> list[str]:
    return [
        digit + sign if left and left % 3 == 0 else digit
        for digit, left in zip(whole, range(len(whole) - 1, -1, -1), strict=True)
    ]


def _fraction_pieces(fraction: str, places: tuple[str, ...]) -> list[str]:
    """One text per place after the point; places marked `#` stay empty past the last digit."""
    pieces = list(fraction.ljust(len(places), "0"))
    for i in range(len(places) - 1, -1, -1):
        if pieces[i] != "0" or places[i] == "0":
            break
        pieces[i] = " " if places[i] == "?" else ""
    return pieces


def _exponent_text(token: Token, exponent: int) -> str:
    sign = "-" if exponent < 0 else token.text[1].replace("-", "")
    return f"{token.text[0]}{sign}{str(abs(exponent)).rjust(len(token.text) - 2, '0')}"
