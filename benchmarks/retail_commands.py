"""What the desk is asked: the shop's items, bins and opening stock, then every posting."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from benchmarks.retail_lines import NOT_GOODS, Names
from benchmarks.retail_postings import Posting, Verb, bin_of, chunks
from benchmarks.retail_reasons import reason_for
from inventory.commands import (
    LINES_MAX,
    AdjustStock,
    Command,
    EditRow,
    Line,
    OpenStock,
    PickStock,
    ReturnStock,
    ShipStock,
)
from inventory.entries import MasterRow
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.people import IMPORT
from inventory.quantity import Amount
from inventory.rules import Setting

LOOSE_TOLERANCE = Setting(name="count_tolerance", value="100000")
"""The year's write-offs were settled by somebody long ago; none has to wait for an approval."""

PACKING = Location(code="PACKING", name="Packing bench", kind=LocationKind.PACKING)


def master_rows(names: Names) -> Iterator[MasterRow]:
    """Yield what has to be known before the first posting: a setting, bins, items."""
    goods = [code for code in names.codes() if code not in NOT_GOODS]
    yield LOOSE_TOLERANCE
    yield PACKING
    for code in sorted({bin_of(code) for code in goods}):
        yield Location(code=code, name=f"Rack {code[2:]}")
    for code in goods:
        yield Item(sku=code, name=names.name_of(code), price=names.price_of(code))


def edit_of(row: MasterRow, at: datetime) -> EditRow:
    """Return the command that brings a new row in."""
    return EditRow(
        key=f"import:{row.type}:{row.key}",
        actor=IMPORT,
        at=at,
        type=row.type,
        row_key=row.key,
        version=0,
        after=row,
    )


def opening_commands(opening: Mapping[str, int], at: datetime) -> Iterator[OpenStock]:
    """Yield the opening stock, 200 codes a command."""
    for number, chunk in enumerate(chunks(list(opening.items()), LINES_MAX), start=1):
        lines = tuple(_line(code, pieces, location=bin_of(code)) for code, pieces in chunk)
        yield OpenStock(key=f"import:opening:{number}", actor=IMPORT, at=at, lines=lines)


def commands_for(posting: Posting) -> list[Command]:
    """Return what the desk is asked for one posting, in order."""
    match posting.verb:
        case Verb.SELL:
            return _sell(posting)
        case Verb.TAKE_BACK:
            return [_take_back(posting)]
        case Verb.ADJUST:
            return [_adjust(posting)]
        case Verb.NOTHING:
            return []


def _sell(posting: Posting) -> list[Command]:
    """Pick, then ship; what cannot be picked is not shipped either."""
    order = posting.lines[0].line
    lines = [(one.line.code, one.line.quantity) for one in posting.lines]
    pick = tuple(
        _line(code, pieces, location=bin_of(code), document=order.invoice) for code, pieces in lines
    )
    ship = tuple(
        _line(code, pieces, document=order.invoice, to=order.customer) for code, pieces in lines
    )
    name, at = posting.name, posting.at
    picked = PickStock(key=f"{name}:pick", actor=IMPORT, at=at, lines=pick)
    shipped = ShipStock(key=f"{name}:ship", actor=IMPORT, at=at, lines=ship)
    return [picked] if posting.is_doomed else [picked, shipped]


def _take_back(posting: Posting) -> ReturnStock:
    lines = tuple(
        _line(
            line.code,
            -line.quantity,
            location=bin_of(line.code),
            condition="new",
            document=line.invoice,
        )
        for line, _ in posting.lines
    )
    return ReturnStock(key=f"{posting.name}:return", actor=IMPORT, at=posting.at, lines=lines)


def _adjust(posting: Posting) -> AdjustStock:
    lines = tuple(
        _line(
            line.code,
            line.quantity,
            location=bin_of(line.code),
            reason=reason_for(line.description),
            note=line.description,
        )
        for line, _ in posting.lines
    )
    return AdjustStock(key=f"{posting.name}:adjust", actor=IMPORT, at=posting.at, lines=lines)


def _line(code: str, pieces: int, **details: str) -> Line:
    return Line.model_validate({"item": code, "amount": Amount(number=Decimal(pieces)), **details})
