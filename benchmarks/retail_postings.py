"""From sorted lines to postings: what travels together, and how much has to be there at the start.

Lines of one invoice travel together, up to 200 a command, since that is how a picker works; a line
that is going to be refused travels alone, because a command posts all of its lines or none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from benchmarks.retail_lines import RetailLine, Sorted, Treatment
from inventory.commands import LINES_MAX

T = TypeVar("T")


class Verb(StrEnum):
    """What is asked of the desk for a posting."""

    SELL = "sell"
    TAKE_BACK = "take back"
    ADJUST = "adjust"
    NOTHING = "nothing"


REFUSED: Final = frozenset({Treatment.NOT_GOODS, Treatment.MISTYPED_SALE})
"""What the desk is asked all the same, and is expected to refuse."""

RESERVE: Final = 10
"""Pieces of every code that are never sold, so that each has a row with a figure at the end."""

NO_STOCK: Final = REFUSED | {Treatment.MISTYPED_CREDIT}


class Posting(NamedTuple):
    """Lines of one invoice that are posted together; `name` is unique."""

    verb: Verb
    lines: tuple[Sorted, ...]

    @property
    def name(self) -> str:
        first = self.lines[0].line
        return f"{first.invoice}:{first.number}"

    @property
    def at(self) -> datetime:
        return self.lines[0].line.at

    @property
    def is_doomed(self) -> bool:
        """Whether the desk is expected to refuse it; then it has one line."""
        return self.lines[0].treatment in REFUSED


def postings_of(lines: Iterable[Sorted], at_most: int = LINES_MAX) -> Iterator[Posting]:
    """Group lines into postings of so many lines at most, order kept."""
    for (_, verb, _), group in groupby(lines, key=_group_key):
        for chunk in chunks(list(group), at_most):
            yield Posting(verb, tuple(chunk))


def opening_stock(lines: Iterable[Sorted]) -> dict[str, int]:
    """Return the least opening of each code of goods that leaves the reserve after every line."""
    level: defaultdict[str, int] = defaultdict(int)
    lowest: defaultdict[str, int] = defaultdict(int)
    for line, treatment in lines:
        if treatment is not Treatment.NOT_GOODS:
            level[line.code] += _change_of(line, treatment)
            lowest[line.code] = min(lowest[line.code], level[line.code])
    return {code: RESERVE - least for code, least in lowest.items()}


def bin_of(code: str) -> str:
    """Return the bin where a code is kept."""
    return f"R-{code[:2].upper()}"


def verb_of(line: RetailLine, treatment: Treatment) -> Verb:
    """Return what is asked for a line."""
    if treatment is Treatment.MISTYPED_CREDIT:
        return Verb.NOTHING
    if line.quantity < 0:
        return Verb.TAKE_BACK if line.is_credit_note else Verb.ADJUST
    if treatment in (Treatment.TURNED_UP, Treatment.TURNED_UP_SILENTLY):
        return Verb.ADJUST
    return Verb.SELL


def _change_of(line: RetailLine, treatment: Treatment) -> int:
    if treatment in NO_STOCK:
        return 0
    return line.quantity if verb_of(line, treatment) is Verb.ADJUST else -line.quantity


def chunks(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces of a size, the last perhaps shorter."""
    return (values[start : start + size] for start in range(0, len(values), size))


def _group_key(one: Sorted) -> tuple[str, Verb, int]:
    line, treatment = one
    alone = line.number if treatment in NO_STOCK else 0
    return line.invoice, verb_of(line, treatment), alone
