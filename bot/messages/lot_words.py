"""How the status of a lot is called, everywhere the same, and which recall holds it."""

import re
from typing import Final, NamedTuple

from bot.messages.text import clipped
from inventory.lot import LotStatus

IS_HELD: Final[dict[str, str]] = {
    LotStatus.HOLD: "on hold",
    LotStatus.QUARANTINE: "in quarantine",
    LotStatus.RECALLED: "recalled",
    LotStatus.EXPIRED: "past its date",
}
"""Status -> what a lot with it is; that of approved ones is not mentioned."""

_RECALL: Final = re.compile(r"(?P<number>RC-\d+): (?P<why>.*)", re.DOTALL)


class Held(NamedTuple):
    """Why a lot is held.

    Attributes:
        recall: number of the recall that holds it, empty for none.
        why: what somebody has said.
    """

    recall: str
    why: str


def held_by(status: str, reason: str) -> Held:
    """Return which recall holds a lot and why, by the reason it bears.

    Examples:
        >>> held_by("recalled", "RC-1: glass")
        Held(recall='RC-1', why='glass')
    """
    found = _RECALL.fullmatch(reason) if status == LotStatus.RECALLED else None
    return Held(found["number"], found["why"]) if found else Held("", reason)


def is_so(status: str, reason: str, most: int = 200) -> str:
    """Write how a lot is, with its recall and what was said.

    Examples:
        >>> is_so("recalled", "RC-1: glass"), is_so("hold", "wet")
        ('recalled, RC-1, “glass”', 'on hold, “wet”')
    """
    recall, why = held_by(status, reason)
    said = f"“{clipped(why, most)}”" if why else ""
    return ", ".join(filter(None, (IS_HELD.get(status, "held"), recall, said)))


def is_held_so(status: str, reason: str) -> str:
    """Write the same as the end of a sentence.

    Examples:
        >>> is_held_so("recalled", "RC-1: glass"), is_held_so("hold", "")
        ('recalled by RC-1 (“glass”)', 'on hold')
    """
    recall, why = held_by(status, reason)
    by = f" by {recall}" if recall else ""
    said = f" (“{clipped(why, 200)}”)" if why else ""
    return f"{IS_HELD.get(status, 'held')}{by}{said}"
