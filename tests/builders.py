"""Builders with defaults: a test names only what it is about.

The house has one of each kind of place, three people, and mugs.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from inventory.base_command import BaseCommand
from inventory.commands import (
    AdjustStock,
    CountStock,
    DecideApproval,
    DecideProposal,
    EditRow,
    Line,
    MoveStock,
    OpenStock,
    PickStock,
    ProposeReorders,
    ReceiveStock,
    ReturnStock,
    ShipStock,
    StockCommand,
    UndoTransaction,
    Warn,
)
from inventory.customer import Customer
from inventory.decide import decide
from inventory.documents.replenishment import Proposal
from inventory.entries import Entry, MasterRow
from inventory.errors import StockError
from inventory.history import History
from inventory.inbound_commands import BuildKit, UnbuildKit
from inventory.item import Component, Item, Pack
from inventory.location import Location, LocationKind
from inventory.order_commands import AskedLine, PlaceOrder
from inventory.people import IMPORT, SHEET, Person, Role
from inventory.quantity import Amount
from inventory.rules import Setting
from inventory.transaction import Posted
from tests.memory_desk import START, MemoryDesk

ANA = Person(user="U0ANA", name="Ana", role=Role.OPERATOR)
BEN = Person(user="U0BEN", name="Ben", role=Role.OPERATOR)
MIA = Person(user="U0MIA", name="Mia", role=Role.MANAGER)
ADA = Person(user="U0ADA", name="Ada", role=Role.ADMIN, email="ada@example.com")
VIC = Person(user="U0VIC", name="Vic", role=Role.VIEWER)
PEOPLE = (ANA, BEN, MIA, ADA, VIC)

C = TypeVar("C", bound=BaseCommand)

_numbers = count(1)


def fresh_key(prefix: str = "key") -> str:
    """Return a key no other command of this test run has."""
    return f"{prefix}-{next(_numbers)}"


def an_item(sku: str = "MUG-BLU", **facts: Any) -> Item:
    facts.setdefault("name", "Blue mug")
    facts.setdefault("packs", (Pack(unit="case", quantity=Decimal(12)),))
    return Item(sku=sku, **facts)


def a_location(
    code: str = "A-01", kind: LocationKind = LocationKind.STORAGE, **facts: Any
) -> Location:
    return Location(code=code, kind=kind, **facts)


HOUSE = (
    a_location("IN", LocationKind.RECEIVING),
    a_location("A-01"),
    a_location("A-02"),
    a_location("B-01"),
    a_location("PACK", LocationKind.PACKING),
    a_location("RET", LocationKind.RETURNS),
    a_location("HOLD", LocationKind.QUARANTINE),
    a_location("VAN", LocationKind.TRANSIT),
)

ITEMS = (
    an_item("MUG-BLU"),
    an_item("TEE-BLK-M", name="Black tee, M", packs=()),
    an_item("JAM-STR", name="Strawberry jam", is_lot_tracked=True),
    an_item("ROPE-8", name="Rope 8 mm", unit="metre", is_fractional=True, packs=()),
)


def an_amount(quantity: Decimal | float | str | Amount | None, unit: str = "") -> Amount | None:
    if quantity is None or isinstance(quantity, Amount):
        return quantity
    return Amount(number=Decimal(str(quantity)), unit=unit)


def a_line(
    quantity: Decimal | float | str | Amount | None = 1,
    item: str = "MUG-BLU",
    *,
    unit: str = "",
    at: str = "",
    to: str = "",
    **parts: Any,
) -> Line:
    """One line: `at` is the `@` place, `to` the `>` place."""
    return Line(item=item, amount=an_amount(quantity, unit), location=at, target=to, **parts)


def _posting(
    command: type[StockCommand],
    quantity: Any,
    item: str,
    *,
    by: str = "U0ANA",
    when: datetime = START,
    key: str = "",
    on: date | None = None,
    lines: Iterable[Line] | None = None,
    place: Any = None,
    is_announced: bool = False,
    **parts: Any,
) -> Any:
    asked = tuple(lines) if lines is not None else (a_line(quantity, item, **parts),)
    return command(
        key=key or fresh_key(),
        actor=by,
        at=when,
        lines=asked,
        occurred_on=on,
        place=place,
        is_announced=is_announced,
    )


def receive(quantity: Any = 1, item: str = "MUG-BLU", **parts: Any) -> ReceiveStock:
    """`receive(24, "MUG-BLU", at="A-01", by="U0ANA")`; `lines=[...]` for a block."""
    return _posting(ReceiveStock, quantity, item, **parts)


def move(quantity: Any = 1, item: str = "MUG-BLU", **parts: Any) -> MoveStock:
    return _posting(MoveStock, quantity, item, **parts)


def pick(quantity: Any = 1, item: str = "MUG-BLU", **parts: Any) -> PickStock:
    return _posting(PickStock, quantity, item, **parts)


def ship(
    quantity: Any = 1, item: str = "MUG-BLU", *, customer: str = "", **parts: Any
) -> ShipStock:
    """`customer` is to whom it goes; carrier= and tracking= as on the line."""
    if "lines" not in parts:
        parts["lines"] = [
            Line(
                item=item,
                amount=an_amount(quantity, parts.pop("unit", "")),
                location=parts.pop("at", ""),
                to=customer,
                **{
                    k: parts.pop(k)
                    for k in ("lot", "carrier", "tracking", "document", "note")
                    if k in parts
                },
            )
        ]
    return _posting(ShipStock, quantity, item, **parts)


def count_stock(quantity: Any = 1, item: str = "MUG-BLU", **parts: Any) -> CountStock:
    return _posting(CountStock, quantity, item, **parts)


def return_stock(quantity: Any = 1, item: str = "MUG-BLU", **parts: Any) -> ReturnStock:
    parts.setdefault("condition", "new")
    if "lines" in parts:
        parts.pop("condition")
    return _posting(ReturnStock, quantity, item, **parts)


def adjust(change: Any = -1, item: str = "MUG-BLU", **parts: Any) -> AdjustStock:
    parts.setdefault("reason", "correction")
    if "lines" in parts:
        parts.pop("reason")
    return _posting(AdjustStock, change, item, **parts)


def open_stock(quantity: Any = 1, item: str = "MUG-BLU", **parts: Any) -> OpenStock:
    parts.setdefault("by", IMPORT)
    return _posting(OpenStock, quantity, item, **parts)


def undo(
    transaction: str, *, by: str = "U0ANA", key: str = "", when: datetime = START
) -> UndoTransaction:
    return UndoTransaction(key=key or fresh_key(), actor=by, at=when, transaction=transaction)


def approve(number: str = "AP-1", *, by: str = "U0MIA", when: datetime = START) -> DecideApproval:
    return DecideApproval(key=fresh_key(), actor=by, at=when, number=number, is_approved=True)


def reject(number: str = "AP-1", *, by: str = "U0MIA", when: datetime = START) -> DecideApproval:
    return DecideApproval(key=fresh_key(), actor=by, at=when, number=number, is_approved=False)


def approve_proposal(
    number: str = "RP-1",
    *,
    by: str = "U0MIA",
    quantities: dict[str, Any] | None = None,
    when: datetime = START,
) -> DecideProposal:
    changed = {sku: Decimal(str(quantity)) for sku, quantity in (quantities or {}).items()}
    return DecideProposal(
        key=fresh_key(), actor=by, at=when, number=number, is_approved=True, quantities=changed
    )


def approve_as_before(desk: MemoryDesk, number: str = "RP-1") -> None:
    """Approve a proposal as journals from before purchase orders tell it: none was made."""
    decided = decide(desk.book, History(), approve_proposal(number))
    alone = tuple(
        change.model_copy(update={"after": change.after.model_copy(update={"purchase_order": ""})})
        for change in decided.transaction.changes
        if isinstance(change.after, Proposal)
    )
    transaction = decided.transaction.model_copy(update={"changes": alone, "notices": ()})
    desk.enter(decided._replace(transaction=transaction))


def reject_proposal(
    number: str = "RP-1", *, by: str = "U0MIA", when: datetime = START
) -> DecideProposal:
    return DecideProposal(key=fresh_key(), actor=by, at=when, number=number, is_approved=False)


def propose_reorders(when: datetime = START, by: str = "job:reorder") -> ProposeReorders:
    return ProposeReorders(key=fresh_key(), actor=by, at=when, on=when.date())


def edit(after: MasterRow, *, by: str = SHEET, when: datetime = START) -> EditRow:
    """A row as it stands on a managers' tab now."""
    return EditRow(
        key=fresh_key("edit"),
        actor=by,
        at=when,
        type=after.type,
        row_key=after.key,
        version=0,
        after=after,
    )


def take_out(row: Entry, *, by: str = SHEET, when: datetime = START) -> EditRow:
    """A row that was deleted from a managers' tab."""
    return EditRow(
        key=fresh_key("edit"),
        actor=by,
        at=when,
        type=row.type,
        row_key=row.key,
        version=0,
        after=None,
    )


def set_rule(name: str, value: object, *, when: datetime = START) -> EditRow:
    return edit(Setting(name=name, value=str(value)), when=when)


def warn(topic: str = "verify", headline: str = "Two rows differ", **facts: Any) -> Warn:
    facts.setdefault("actor", "job:verify")
    facts.setdefault("at", START)
    return Warn(key=fresh_key(), topic=topic, headline=headline, **facts)


def a_desk(
    *rows: MasterRow,
    stock: Iterable[tuple[Any, ...]] = (),
    clock: Any = None,
    **rules: object,
) -> MemoryDesk:
    """A desk with HOUSE, PEOPLE and ITEMS (or `rows` that replace those of the same key).

    Args:
        rows: master rows to add or to replace.
        stock: (quantity, item, location[, lot]) to open with.
        clock: the desk's clock; a settable one that stands on a Monday morning by default.
        rules: settings by name.
    """
    desk = MemoryDesk(clock)
    wanted = {(row.type, row.key): row for row in (*HOUSE, *PEOPLE, *ITEMS, *rows)}
    for row in wanted.values():
        desk.handle(edit(row))
    for name, value in rules.items():
        desk.handle(set_rule(name, value))
    for quantity, item, location, *lot in stock:
        desk.handle(open_stock(quantity, item, at=location, lot="".join(lot)))
    return desk


def a_book_with(*rows: MasterRow, **wanted: Any) -> Any:
    """The book of `a_desk` of the same arguments."""
    return a_desk(*rows, **wanted).book


def refusal_of(desk: MemoryDesk, command: Any) -> StockError:
    """Return why a command is refused, and hold that nothing was recorded."""
    before = desk.last_sequence()
    outcome = desk.handle_all([command])[0]
    assert isinstance(outcome, StockError), f"posted: {outcome}"
    assert desk.last_sequence() == before
    return outcome


def reply_lines(posted: Posted) -> list[str]:
    """Return a reply as short lines: `MUG-BLU A-01 24 -> 21`."""
    return [
        " ".join(filter(None, (b.item, b.location, b.lot))) + f" {b.before} -> {b.after}"
        for b in posted.reply.balances
    ]


def a_customer(code: str = "CAFE-SOL", **facts: Any) -> Customer:
    return Customer(code=code, **facts)


def _asked(actor: str, when: datetime) -> dict[str, Any]:
    return {"key": fresh_key(), "actor": actor, "at": when}


def place_order(*lines: Any, customer: str = "CAFE-SOL", **facts: Any) -> PlaceOrder:
    """An order of lines as (quantity, item[, unit price])."""
    asked = tuple(
        AskedLine(
            item=line[1] if len(line) > 1 else "MUG-BLU",
            amount=Amount(number=Decimal(line[0])),
            unit_price=Decimal(line[2]) if len(line) > 2 else None,
        )
        for line in (one if isinstance(one, tuple) else (one,) for one in lines)
    )
    by, when = facts.pop("by", "U0ANA"), facts.pop("when", START)
    return PlaceOrder(customer=customer, lines=asked, **facts, **_asked(by, when))


def ordered(
    kind: type[C], number: str = "", *, by: str = "U0ANA", when: datetime = START, **parts: Any
) -> C:
    """Any command about one order, pick list or shipment."""
    named = {"number": number} if number else {}
    return kind(**named, **parts, **_asked(by, when))


def a_kit(sku: str = "GIFT-SET", *parts: tuple[Any, str], **facts: Any) -> Item:
    """`a_kit("GIFT-SET", (1, "MUG-BLU"), (2, "JAM-STR"))`; two mugs and a tee by default."""
    made_of = parts or ((2, "MUG-BLU"), (1, "TEE-BLK-M"))
    components = tuple(Component(item=item, quantity=Decimal(str(each))) for each, item in made_of)
    facts.setdefault("name", "Gift set")
    return an_item(sku, components=components, **facts)


def build(quantity: Any = 1, item: str = "GIFT-SET", **parts: Any) -> BuildKit:
    """`at` is where the kit is put, `source` the one bin its components come from."""
    return _about_kit(BuildKit, quantity, item, **parts)


def unbuild(quantity: Any = 1, item: str = "GIFT-SET", **parts: Any) -> UnbuildKit:
    """`at` is where the kit lies, `to` where the components go, `named` which of their lots."""
    parts["target"], parts["parts"] = parts.pop("to", ""), parts.pop("named", "")
    return _about_kit(UnbuildKit, quantity, item, **parts)


def _about_kit(kind: type[C], quantity: Any, item: str, **parts: Any) -> C:
    by, when = parts.pop("by", "U0ANA"), parts.pop("when", START)
    amount, place = an_amount(quantity, parts.pop("unit", "")), parts.pop("at", "")
    return kind(item=item, amount=amount, location=place, **parts, **_asked(by, when))
