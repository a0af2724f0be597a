"""Reads what scanners type: GTINs, GS1 element strings, GS1 Digital Links, our own labels (biip).

Scanners differ in what they send for one and the same barcode. Zeros in front come and go; the
identifier of the kind of barcode (`]C1`) may stand before it; the separator FNC1 arrives as the
control character GS, or as one of the marks that stand in for it where control characters are lost.

Of the dates only the expiry (17) is taken: `best before` (15) says something else. Of quantities the
counts (30, 37) and the net weight in kilograms (310n) are taken, not lengths and volumes. Whether a
weight is the quantity depends on the item's unit, which a code does not know.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import Final

from biip import ParseError
from biip.gs1_digital_link_uris import GS1DigitalLinkURI
from biip.gs1_element_strings import GS1ElementString

from inventory.carriage.check_digits import gs1_check_digit
from inventory.scanning.scanner import Scan, WrongCodeError
from outside.codes.own_label import read_label

GS: Final = "\x1d"
SEPARATOR: Final = re.compile(r"\u241d|\{GS\}|<GS>|\^\]|[|~^]", re.IGNORECASE)
"""What stands in for GS; none of these marks can be part of a GS1 code."""

IDENTIFIER: Final = re.compile(r"\](?P<kind>[A-Za-z][0-9A-Za-z])(?P<rest>.*)", re.DOTALL)
OF_MESSAGES: Final = frozenset({"C1", "e0", "d2", "Q3", "J1"})
PRINTED: Final = re.compile(r"\((\d{2,4})\)((?:(?!\(\d{2,4}\)).)+)")
BARE: Final = re.compile(r"0[12]\d{14}")
"""How an element string begins that comes without any mark: by the GTIN of goods or of contents."""

NET_WEIGHT: Final = "310"
"""Its fourth digit says how many of the six that follow stand behind the point."""

TEXT_MAX: Final = 2_000
GTIN_DIGITS: Final = 14
DIGITS_MIN: Final = 7
"""A GTIN-8 that has lost the zero in front."""

Elements = dict[str, GS1ElementString]
"""Application identifier -> its element."""


class BarcodeScanner:
    """`Scanner` for the codes of trade and our own."""

    def read(self, text: str) -> Scan | None:
        """Return what a code says, or None for a text that is no code.

        Raises:
            WrongCodeError: it is written like a code, and cannot be right.

        Examples:
            >>> BarcodeScanner().read("(01)09506000134352(10)L7(17)270300").expires_on
            datetime.date(2027, 3, 31)
        """
        if len(text) > TEXT_MAX:
            return None
        code = text.strip(f" \t\r\n{GS}")
        identified = IDENTIFIER.fullmatch(code)
        if identified and identified["kind"] in OF_MESSAGES:
            return _message(identified["rest"].strip(GS), text)
        if identified is None:
            return _any(code, text)
        return _any(identified["rest"], text) or Scan(name=identified["rest"])


def _any(code: str, text: str) -> Scan | None:
    if own := read_label(code):
        return own
    if code.isascii() and code.isdigit() and not _is_bare_message(code):
        return _gtin_alone(code, text)
    is_message = code.startswith("(") and PRINTED.match(code)
    is_bare = BARE.match(code) or (code[:2].isdigit() and GS in SEPARATOR.sub(GS, code))
    if is_message or is_bare or _is_link(code):
        return _message(code, text)
    return None


def _is_bare_message(code: str) -> bool:
    """Tell whether digits begin with a GTIN behind its identifier, and go on with what it is of."""
    if BARE.fullmatch(code):
        return True
    return BARE.match(code) is not None and gs1_check_digit(code[2:15]) == code[15]


def _gtin_alone(code: str, text: str) -> Scan | None:
    """Read a GTIN of any length; other lengths are one only if their check digit says so."""
    if not DIGITS_MIN <= len(code) <= GTIN_DIGITS:
        return None
    if gs1_check_digit(code[:-1]) == code[-1]:
        return Scan(gtin=code.zfill(GTIN_DIGITS))
    if len(code) >= 12:
        raise WrongCodeError(text=text, problem="check_digit")
    return None


def _message(code: str, text: str) -> Scan:
    """Read element strings in any spelling.

    Raises:
        WrongCodeError: as it says.
    """
    if not (plain := SEPARATOR.sub(GS, code)).isascii() or not plain:
        raise WrongCodeError(text=text)
    try:
        elements = _by_identifier(_elements(plain, code), text)
    except (ParseError, ValueError) as error:  # an address with half a bracket is a ValueError
        raise WrongCodeError(text=text) from error
    return _scan(elements, text)


def _elements(plain: str, code: str) -> Iterator[GS1ElementString]:
    if _is_link(code):
        return iter(GS1DigitalLinkURI.parse(code).element_strings)
    if plain.startswith("("):
        return _printed(plain)
    return chain.from_iterable(map(_chained, filter(None, plain.split(GS))))


def _printed(plain: str) -> Iterator[GS1ElementString]:
    """Read `(01)09506000134352(10)L7`: every character belongs to an element, none is skipped."""
    at = 0
    while at < len(plain):
        found = PRINTED.match(plain, at)
        if found is None:
            raise ParseError(plain)
        element = GS1ElementString.parse(f"{found[1]}{found[2].strip(GS)}")
        if element.ai.ai != found[1]:
            raise ParseError(plain)
        yield element
        at = found.end()


def _chained(piece: str) -> Iterator[GS1ElementString]:
    """Read what stands between two separators; an element of free length is its last one."""
    while piece:
        element = GS1ElementString.extract(piece)
        piece = piece[len(element) :]
        if piece and element.ai.separator_required:
            raise ParseError(piece)
        yield element


def _by_identifier(elements: Iterator[GS1ElementString], text: str) -> Elements:
    found: Elements = {}
    for element in elements:
        known = found.setdefault(element.ai.ai, element)
        if known.value != element.value:
            raise WrongCodeError(text=text)
        if element.gtin_error:
            raise WrongCodeError(text=text, problem="check_digit")
    return found


def _scan(elements: Elements, text: str) -> Scan:
    gtin, contents = elements.get("01"), elements.get("02")
    counts = [elements[ai].value for ai in ("30", "37") if ai in elements]
    weights = [one.decimal for ai, one in elements.items() if ai.startswith(NET_WEIGHT)]
    if (gtin and contents) or len(counts) > 1 or len(weights) > 1:
        raise WrongCodeError(text=text)
    named = gtin or contents
    expiry = elements.get("17")
    return Scan(
        gtin=named.value if named else "",
        lot=_value(elements, "10"),
        serial=_value(elements, "21"),
        expires_on=expiry.date if expiry else None,
        quantity=Decimal(counts[0]) if counts else None,
        is_of_contents=contents is not None,
        weight_kg=weights[0] if weights else None,
    )


def _value(elements: Elements, identifier: str) -> str:
    found = elements.get(identifier)
    return found.value if found else ""


def _is_link(code: str) -> bool:
    return code[:8].casefold().startswith(("https://", "http://"))
