"""Which lines go on one board, where a recall reaches more customers than that keeps."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from inventory.documents.recall_line import RecallLine
from inventory.quantity import ZERO


def fitting(lines: Sequence[RecallLine], room: int) -> tuple[tuple[RecallLine, ...], int]:
    """Return the lines that fit, and how many are left over.

    Where not all do, whoever has most comes first, and what one customer has stays together.

    Args:
        lines: that are not on a board yet, numbered one after the other.
        room: how many may go on it.
    """
    if len(lines) <= room:
        return tuple(lines), 0
    totals: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    firsts: dict[str, int] = {}
    for line in lines:
        totals[line.customer] += line.outstanding
        firsts.setdefault(line.customer, line.number)
    ordered = sorted(lines, key=lambda line: (-totals[line.customer], firsts[line.customer]))
    cut = max(room, 0)
    while cut and ordered[cut].customer == ordered[cut - 1].customer:
        cut -= 1
    numbered = zip(ordered[: cut or max(room, 0)], lines, strict=False)
    shown = tuple(one.model_copy(update={"number": at.number}) for one, at in numbered)
    return shown, len(lines) - len(shown)
