"""Tracking numbers: whose they are, whether their check digit holds, and where to follow them.

A number is read as people type it: with spaces, dashes and small letters. What has the shape of one
carrier only and a wrong check digit is refused, naming the digit that would fit; what nobody here
knows is taken as it is, since carriers invent numbers faster than we learn of them.
"""

import re
from typing import Final

from inventory.carriage.countries import COUNTRIES
from inventory.carriage.posts import post_of
from inventory.carriage.tracking_formats import FORMATS, TrackingFormat
from inventory.carriage.tracking_links import link_for
from inventory.parcel_errors import TrackingRefused
from inventory.record import Record
from inventory.tracking_numbers import folded

LENGTH_MAX: Final = 64
"""Characters; the longest number in use has 42 (a scanned label with its routing code)."""


class Candidate(Record):
    """A carrier whose number it may be.

    Attributes:
        format: the shape it has, as in `tracking_formats`.
        number: what the carrier's page is asked for, without the routing code of the label.
        link: where to follow it; empty where the page takes no number.
        is_checked: whether a check digit holds; False where the shape has none.
        country: of the post that gave it, for international postal items.
        postcode: where it goes, if the number says so (USPS: ZIP or ZIP+4).
    """

    carrier: str
    format: str
    number: str
    link: str = ""
    is_checked: bool = False
    country: str = ""
    postcode: str = ""


class Doubt(Record):
    """A shape it has, but with another last digit: `found` where `expected` would fit."""

    carrier: str
    format: str
    expected: str
    found: str
    is_certain: bool = False


class Tracking(Record):
    """What a typed number turned out to be.

    Attributes:
        number: to keep: the carrier's own spelling, or the text as typed where nobody is known.
        candidates: most telling first; empty where nobody here knows the shape.
        doubts: shapes it would have if its last digit were another.
    """

    number: str
    candidates: tuple[Candidate, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def carriers(self) -> tuple[str, ...]:
        """Every carrier it may be of, each once."""
        return tuple(dict.fromkeys(one.carrier for one in self.candidates))

    @property
    def carrier(self) -> str:
        """The carrier, if it can only be one; else empty."""
        return self.carriers[0] if len(self.carriers) == 1 else ""

    @property
    def link(self) -> str:
        """Where to follow it, if the carrier is known; else empty."""
        return self.candidates[0].link if self.carrier else ""


def read_tracking(text: str, *, carrier: str = "") -> Tracking:
    """Recognise a tracking number.

    Args:
        text: as typed, pasted or scanned.
        carrier: whom the person has named, in any spelling; settles between several, and makes a
            wrong check digit of that carrier's plain digits an error.

    Raises:
        TrackingRefused: the check digit of an unmistakable shape is wrong, or there is nothing to
            read, or far too much.

    Examples:
        >>> read_tracking("1z 5r8 939 03 5756 7127").carrier
        'UPS'
        >>> read_tracking("LOCAL-VAN-7").candidates
        ()
    """
    number = folded(text)
    if not number or len(number) > LENGTH_MAX:
        raise TrackingRefused(problem="too_long" if number else "empty", number=number[:LENGTH_MAX])
    candidates, doubts = _readings(number)
    named = tuple(one for one in candidates if _is_same(one.carrier, carrier))
    if not named:
        _refuse_slip(number, _slips(candidates, doubts, carrier))
    kept = named or candidates
    spelling = kept[0].number if kept else " ".join(text.split())
    return Tracking(number=spelling, candidates=kept, doubts=doubts)


def _readings(number: str) -> tuple[tuple[Candidate, ...], tuple[Doubt, ...]]:
    candidates: list[Candidate] = []
    doubts: list[Doubt] = []
    for shape in FORMATS:
        match = shape.pattern.fullmatch(number)
        if match is None or match.groupdict().get("country", "US") not in COUNTRIES:
            continue
        reading = _reading(shape, match)
        if isinstance(reading, Candidate):
            candidates.append(reading)
        else:
            doubts.append(reading)
    return tuple(candidates), tuple(doubts)


def _reading(shape: TrackingFormat, match: re.Match[str]) -> Candidate | Doubt:
    """Judge the check digit of a number that has the shape."""
    parts = {name: part or "" for name, part in match.groupdict().items()}
    country = parts.get("country", "")
    carrier, link = (shape.carrier, shape.link) if not country else post_of(country)
    if shape.check_digit is not None:
        expected, found = shape.check_digit(shape.lead + parts["payload"]), parts["check"]
        if expected != found:
            return Doubt(
                carrier=carrier,
                format=shape.id,
                expected=expected,
                found=found,
                is_certain=shape.is_certain,
            )
    return Candidate(
        carrier=carrier,
        format=shape.id,
        number=parts["number"],
        link=link_for(parts["number"], link),
        is_checked=shape.check_digit is not None,
        country=country,
        postcode=parts.get("postcode", ""),
    )


def _slips(
    candidates: tuple[Candidate, ...], doubts: tuple[Doubt, ...], named: str
) -> tuple[Doubt, ...]:
    """Return the shapes that a number can only have missed by a slip of the finger.

    They are those of one carrier only, and those of the carrier that was named, even where the
    mistyped number happens to fit another's plain digits.
    """
    certain = () if candidates else tuple(one for one in doubts if one.is_certain)
    return certain or tuple(one for one in doubts if _is_named(one.carrier, named))


def _refuse_slip(number: str, slips: tuple[Doubt, ...]) -> None:
    if not slips:
        return
    fitting = {one.expected for one in slips}
    raise TrackingRefused(
        problem="check_digit",
        number=number,
        carriers=tuple(dict.fromkeys(one.carrier for one in slips)),
        expected=slips[0].expected if len(fitting) == 1 else "",
        found=slips[0].found,
    )


def _is_same(carrier: str, named: str) -> bool:
    """Tell whether a name may mean the carrier: `DHL` means DHL Express as well as DHL Parcel."""
    return _is_named(carrier, named) or bool(
        _plain(named) and _plain(carrier).startswith(_plain(named))
    )


def _is_named(carrier: str, named: str) -> bool:
    """Tell whether a name says no less than the carrier: `FedEx Ground` is FedEx."""
    return _plain(named).startswith(_plain(carrier))


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
