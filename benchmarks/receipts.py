"""A delivery of 100 lines pasted as one receipt, from the keyboard to the reply.

Through the real bot and the Slack stand-in, on a journal on disk: for a purchase order, blind, and
with 100 lines of which each is wrong in one of eight ways. Beside it stand the same lines typed one by
one. The reply's time includes reading the lines, whose own share is measured apart.
"""

import re
import tempfile
import time
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from benchmarks.measuring import Finding, Timed, machine, milliseconds, table_of
from benchmarks.retail_commands import edit_of
from benchmarks.slack_stand_in import CHANNEL, OPERATOR, slack_surface
from benchmarks.warehouse import AT, opened
from bot.language.parse import parse_posting
from inventory.documents.purchase_order import PurchaseOrder
from inventory.entries import MasterRow
from inventory.inbound_commands import PlacePurchase, WantedLine
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.people import IMPORT
from inventory.quantity import Amount
from inventory.supplier import Supplier
from journal.opening import Journal
from sandbox.slack.driver import Person

LINES: Final = 100
EACH: Final = 24
GOAL_S: Final = 1.0
BETWEEN: Final = 10
SUPPLIER: Final = "CLAYCO"
NAMED: Final = re.compile(r"Line (\d+):")
WRONG: Final = (
    "24 MUG-NONE @A-01",
    "24 ITEM-001 @Z-99",
    "24 ITEM-000 @A-01",
    "1/2 ITEM-001 @A-01",
    "2 crate ITEM-001 @A-01",
    "24 ITEM-001 lott:L7",
    "1.200 ITEM-001 @A-01",
    "@A-01 lot:L7",
)
"""An item and a bin nobody knows, no lot, half a piece, no such unit, no such option, a number with two
readings, and nothing that came."""


class WrongReplyError(Exception):
    """A receipt was not answered as it should have been."""


class Pasted(NamedTuple):
    """What one kind of block took: typed as one, and line by line."""

    timed: Timed
    parsing: list[float]


def measure(rounds: int = 100) -> list[Finding]:
    """Return the findings for a receipt against an order, a blind one, and a wrong one.

    After every ten blocks that are pasted one is typed line by line.
    """
    blocks = rounds + rounds // BETWEEN
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as journal:
        _stock_up(journal, blocks)
        with slack_surface(journal.desk, journal.reader) as surface:
            ana = surface.workspace.person(OPERATOR)
            ordered = _take_turns(ana, [_block(f"po:PO-{n}") for n in range(1, blocks + 1)])
            blind = _take_turns(ana, [_block(f'note:"delivery {n}"') for n in range(blocks)])
            refused, fewest = _refused(ana, rounds)
        _hold(journal, 2 * blocks)
    return [
        _finding("for a purchase order", ordered),
        _finding("blind", blind),
        Finding(
            what=f"{LINES} wrong lines pasted as one receipt",
            ours=f"{milliseconds(refused)}; {fewest} of {LINES} errors named at once",
            theirs="",
            ratio="",
            goal="all named, 99 of 100 under 1 s",
            is_met=fewest == LINES and _p99(refused) < GOAL_S,
        ),
    ]


def _finding(how: str, pasted: Pasted) -> Finding:
    timed = pasted.timed
    return Finding(
        what=f"{LINES} lines pasted as one receipt, {how}, to the reply",
        ours=f"{milliseconds(timed.ours)}, of which reading them {milliseconds(pasted.parsing)}",
        theirs=f"typed one by one: {milliseconds(timed.theirs)}",
        ratio=f"{timed.ratio:.2f}",
        goal="99 of 100 under 1 s",
        is_met=_p99(timed.ours) < GOAL_S,
    )


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) * 99 // 100 - 1]


def _stock_up(journal: Journal, orders: int) -> None:
    """Make 100 items, every tenth with lots, and an order of all of them for each turn."""
    rows: list[MasterRow] = [
        Supplier(code=SUPPLIER),
        Location(code="IN", kind=LocationKind.RECEIVING),
        *(
            Item(sku=f"ITEM-{n:03}", name=f"Item {n}", is_lot_tracked=n % 10 == 0)
            for n in range(LINES)
        ),
    ]
    journal.desk.handle_all([edit_of(row, AT) for row in rows])
    wanted = tuple(
        WantedLine(item=f"ITEM-{n:03}", amount=Amount(number=EACH)) for n in range(LINES)
    )
    for number in range(orders):
        journal.desk.handle(
            PlacePurchase(
                key=f"order {number}",
                actor=IMPORT,
                at=AT,
                supplier=SUPPLIER,
                lines=wanted,
                ordered_on=AT.date(),
                source="import",
            )
        )


def _block(more: str) -> list[str]:
    """Return what is pasted: a line an item, with its bin and, where it has any, its lot."""
    expires_on = date.today() + timedelta(days=400)  # noqa: DTZ011 - only has to lie ahead
    return [
        f"{EACH} ITEM-{n:03} @A-{n % 25 + 1:02} {more}"
        + (f" lot:L{n} exp:{expires_on}" if n % 10 == 0 else "")
        for n in range(LINES)
    ]


def _take_turns(ana: Person, blocks: list[list[str]]) -> Pasted:
    """Time blocks that are pasted, and after every ten of them one typed line by line."""
    ours, theirs, parsing = list[float](), list[float](), list[float]()
    for number, block in enumerate(blocks, start=1):
        if number % (BETWEEN + 1) == 0:
            theirs.append(sum(_received(ana, one) for one in block))
            continue
        text = "\n".join(block)
        start = time.perf_counter()
        parse_posting("receive", text, today=AT.date())
        parsing.append(time.perf_counter() - start)
        ours.append(_received(ana, text))
    return Pasted(Timed(ours, theirs), parsing)


def _received(ana: Person, text: str) -> float:
    """Return how long a receipt took from Slack to the reply and back.

    Raises:
        WrongReplyError: it was refused.
    """
    seen = ana.types(CHANNEL, f"/receive {text}")
    if not seen.text.startswith("*Received"):
        raise WrongReplyError(seen.text[:500])
    return seen.seconds


def _refused(ana: Person, rounds: int) -> tuple[list[float], int]:
    """Return how long refusals took, and the fewest lines one of them named."""
    block = "\n".join(islice(cycle(WRONG), LINES))
    answers = [ana.types(CHANNEL, f"/receive {block}") for _ in range(rounds)]
    named = [len(set(NAMED.findall(seen.message.words))) for seen in answers]
    return [seen.seconds for seen in answers], min(named)


def _hold(journal: Journal, blocks: int) -> None:
    """Hold that everything came: each order whole, and as much of every item as was typed.

    Raises:
        WrongReplyError: something is missing.
    """
    book = journal.desk.catch_up()
    open_orders = [order.number for order in book.open(PurchaseOrder)]
    on_hand = sum(sum(book.balances(f"ITEM-{n:03}").values()) for n in range(LINES))
    if open_orders or on_hand != blocks * LINES * EACH:
        raise WrongReplyError(f"{on_hand} on hand, open: {open_orders}")


def main(rounds: Annotated[int, typer.Option(help="Blocks pasted of each kind.")] = 100) -> None:
    """Measure receipts of 100 lines."""
    print(machine())
    print(table_of(measure(rounds)))


if __name__ == "__main__":
    typer.run(main)
