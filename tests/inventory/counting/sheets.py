"""A house with something to count, and the requests about it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from inventory.count_commands import ClaimCount, EnterCount, PlanCount
from inventory.documents.approval import Approval
from inventory.documents.count_scope import CountScope
from inventory.documents.cycle_count import CountLine, CycleCount
from inventory.documents.last_count import LastCount, last_count_key
from inventory.documents.remark import Remark
from inventory.notices import RemarkNotice
from inventory.people import Person, Role
from inventory.stock_key import StockKey
from inventory.transaction import Posted
from tests.builders import a_desk, a_line, fresh_key, ordered
from tests.memory_desk import START, MemoryDesk

CAT = Person(user="U0CAT", name="Cat", role=Role.OPERATOR)
"""Another operator: Ana and Ben have counted, and Cat has not."""

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


def a_count(*rows: Any, stock: Any = STOCK, scope: Any = None, **rules: Any) -> MemoryDesk:
    """A stockroom with a sheet CC-1 in Ana's hand, of the whole house if nothing is said."""
    desk = a_stockroom(CAT, *rows, stock=stock, **rules)
    desk.handle(plan(**(scope or {})))
    desk.handle(claim())
    return desk


def sheet(desk: MemoryDesk, number: str = "CC-1") -> CycleCount:
    count = desk.book.get(CycleCount, number)
    assert count is not None
    return count


def line(desk: MemoryDesk, place: str, item: str, lot: str = "", on: str = "CC-1") -> CountLine:
    found = sheet(desk, on).line_of(StockKey(item, place, lot))
    assert found is not None
    return found


def states(desk: MemoryDesk, number: str = "CC-1") -> list[str]:
    return [one.status.value for one in sheet(desk, number).lines]


def last(desk: MemoryDesk, place: str, item: str, lot: str = "") -> LastCount | None:
    return desk.book.get(LastCount, last_count_key(StockKey(item, place, lot)))


def approval(desk: MemoryDesk, number: str = "AP-1") -> Approval:
    found = desk.book.get(Approval, number)
    assert found is not None
    return found


def said(posted: Posted) -> list[Remark]:
    """What a posting says in the threads of counts."""
    return [one.remark for one in posted.transaction.notices if isinstance(one, RemarkNotice)]


def kinds_said(posted: Posted) -> list[str]:
    return [one.kind.value for one in said(posted)]


def asked(count: CycleCount) -> list[tuple[str, ...]]:
    """Which balances a sheet asks for, in its order."""
    return [tuple(filter(None, (one.location, one.item, one.lot))) for one in count.lines]


def expected(count: CycleCount) -> list[Decimal | None]:
    return [one.expected for one in count.lines]
