"""Serial numbers as people write and read them: `1,2,4-7`, `SN0100-SN0119`, `10+3`.

A range counts on in the last digits of its first number, which keep their zeros; both ends carry
the same prefix. What could be meant in two ways is refused; `=` in front takes a number as it is.
"""

import re
from collections.abc import Iterable
from typing import Final

from inventory.inbound_errors import SerialsRefused

SERIALS_MAX: Final = 200
"""Pieces one line may name; each becomes a move of its own, and a transaction has at most 500."""
LENGTH_MAX: Final = 40
PART_MAX: Final = 2 * LENGTH_MAX + 1
_ALLOWED: Final = re.compile(r"[^\s,=\x00-\x1f\x7f]+")
_RANGE: Final = re.compile(r"(?P<prefix>.*?)(?P<first>\d+)-(?P=prefix)(?P<last>\d+)", re.ASCII)
_FURTHER: Final = re.compile(r"(?P<prefix>.*?)(?P<first>\d+)\+(?P<more>\d{1,4})", re.ASCII)
_UNCLEAR: Final = re.compile(r".*\d[-+]\d+", re.ASCII)
_NUMBERED: Final = re.compile(r"(?P<prefix>.*?)(?P<digits>\d+)", re.ASCII)


def serials_of(text: str, item: str = "") -> tuple[str, ...]:
    """Return the serial numbers that a text names, in its order.

    Args:
        text: numbers and ranges with commas between them.
        item: whose they are, for the refusal.

    Raises:
        SerialsRefused: `unreadable` or `repeated` with what is, `too_many` of them.

    Examples:
        >>> serials_of("7, 98-101, SN08-SN10")
        ('7', '98', '99', '100', '101', 'SN08', 'SN09', 'SN10')
        >>> serials_of("10+3")
        ('10', '11', '12', '13')
        >>> serials_of("AB-1, =2024-0001")
        ('AB-1', '2024-0001')
    """
    found: dict[str, None] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        for serial in _expanded(part, item):
            if serial in found:
                raise SerialsRefused(problem="repeated", item=item, serials=(serial,))
            found[serial] = None
        if len(found) > SERIALS_MAX:
            raise _too_many(item)
    return tuple(found)


def folded(serials: Iterable[str]) -> str:
    """Return serial numbers as a short text that `serials_of` reads back.

    Examples:
        >>> folded(["98", "99", "100", "7", "SN08", "SN09"])
        '98-100, 7, SN08-SN09'
    """
    runs: list[list[str]] = []
    for serial in serials:
        if runs and serial == _next_after(runs[-1][-1]):
            runs[-1].append(serial)
        else:
            runs.append([serial])
    return ", ".join(map(_run_text, runs))


def written_as_is(serial: str) -> str:
    """Return the text that names exactly this serial number, whatever it looks like.

    Of the characters that codes may hold, a comma and an equals sign alone cannot be written.
    """
    is_plain = not (_RANGE.fullmatch(serial) or _UNCLEAR.fullmatch(serial))
    return serial if is_plain else f"={serial}"


def in_sequence(serial: str) -> tuple[str, int, str]:
    """Return what sorts serial numbers as people count them: 9 before 10."""
    numbered = _NUMBERED.fullmatch(serial)
    if numbered is None:
        return serial, -1, ""
    return numbered["prefix"], int(numbered["digits"]), numbered["digits"]


def _expanded(part: str, item: str) -> Iterable[str]:
    if len(part) > PART_MAX:
        raise SerialsRefused(problem="unreadable", item=item, serials=(part[:PART_MAX],))
    if part.startswith("="):
        return (_single(part[1:], part, item),)
    if found := _RANGE.fullmatch(part):
        return _counted(part, item, found["prefix"], found["first"], int(found["last"]))
    if found := _FURTHER.fullmatch(part):
        last = int(found["first"]) + int(found["more"])
        return _counted(part, item, found["prefix"], found["first"], last)
    if _UNCLEAR.fullmatch(part):
        raise SerialsRefused(problem="unreadable", item=item, serials=(part,))
    return (_single(part, part, item),)


def _single(serial: str, part: str, item: str) -> str:
    if len(serial) > LENGTH_MAX or not _ALLOWED.fullmatch(serial):
        raise SerialsRefused(problem="unreadable", item=item, serials=(part,))
    return serial


def _counted(part: str, item: str, prefix: str, first: str, last: int) -> Iterable[str]:
    """Yield the numbers of a range; its end must read as counting on would write it."""
    end = f"{prefix}{last:0{len(first)}d}"
    is_range = _RANGE.fullmatch(part) is not None
    if last < int(first) or (is_range and not part.endswith(f"-{end}")):
        raise SerialsRefused(problem="unreadable", item=item, serials=(part,))
    if last - int(first) >= SERIALS_MAX:
        raise _too_many(item)
    _single(end, part, item)
    return [f"{prefix}{number:0{len(first)}d}" for number in range(int(first), last + 1)]


def _too_many(item: str) -> SerialsRefused:
    return SerialsRefused(problem="too_many", item=item)


def _next_after(serial: str) -> str:
    numbered = _NUMBERED.fullmatch(serial)
    if numbered is None:
        return ""
    digits = numbered["digits"]
    return f"{numbered['prefix']}{int(digits) + 1:0{len(digits)}d}"


def _run_text(run: list[str]) -> str:
    text = f"{run[0]}-{run[-1]}"
    found = _RANGE.fullmatch(text) if len(run) > 1 else None
    if found and [found["prefix"] + found[end] for end in ("first", "last")] == [run[0], run[-1]]:
        return text
    return ", ".join(map(written_as_is, run))
