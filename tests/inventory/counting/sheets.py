"""A house with something to count, and the requests about it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from inventory.count_commands import ClaimCount, EnterCount, PlanCount
from inventory.documents.cycle_count import CountLine, CountScope, CycleCount
from tests.builders import a_desk, a_line, fresh_key, ordered
from tests.memory_desk import START, MemoryDesk

CAT = "U0CAT"
"""Another operator: Cat counts once more what Ana has counted."""

STOCK = (
    (12, "MUG-BLU", "A-01"),
    (30, "TEE-BLK-M", "A-01"),
    (8, "MUG-BLU", "A-02"),
    (6, "JAM-STR", "A-02", "L7"),
)
"""B-01 is empty."""


def a_stockroom(*rows: Any, stock: Any = STOCK, **rules: Any) -> MemoryDesk:
    return a_desk(*rows, stock=stock, **rules)


def plan(*, by: str = "U0MIA", when: datetime = START, **parts: Any) -> PlanCount:
    """`plan(bins=("A-01",), is_blind=False)`: parts of the scope and of the plan alike."""
    scope = {name: parts.pop(name) for name in CountScope.model_fields if name in parts}
    return ordered(PlanCount, by=by, when=when, scope=CountScope(**scope), **parts)


def claim(number: str = "CC-1", *, by: str = "U0ANA", is_claimed: bool = True) -> ClaimCount:
    return ordered(ClaimCount, number, by=by, is_claimed=is_claimed)


def enter(
    *found: tuple[Any, ...],
    number: str = "CC-1",
    by: str = "U0ANA",
    when: datetime = START,
    key: str = "",
    **parts: Any,
) -> EnterCount:
    """`enter((12, "MUG-BLU", "A-01"), (0, "", "B-01"))`: quantity, item, bin and perhaps lot."""
    lines = tuple(
        a_line(one[0], one[1], at=one[2], lot=one[3] if len(one) > 3 else "", **parts)
        for one in found
    )
    return EnterCount(key=key or fresh_key(), actor=by, at=when, number=number, lines=lines)


def sheet(desk: MemoryDesk, number: str = "CC-1") -> CycleCount:
    count = desk.book.get(CycleCount, number)
    assert count is not None
    return count


def line(desk: MemoryDesk, number: int, sheet_number: str = "CC-1") -> CountLine:
    found = sheet(desk, sheet_number).line(number)
    assert found is not None
    return found


def asked(count: CycleCount) -> list[tuple[str, ...]]:
    """Which balances a sheet asks for, in its order."""
    return [tuple(filter(None, (one.location, one.item, one.lot))) for one in count.lines]


def expected(count: CycleCount) -> list[Decimal | None]:
    return [one.expected for one in count.lines]
