"""Goods that no item is called: kept with the sheet until somebody knows what they are."""

from inventory.commands import Line
from inventory.counting.stepping import say
from inventory.documents.cycle_count import CycleCount, UnknownGoods
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import MissingPart, NotPositive
from inventory.lines import place_with_stock
from inventory.location import REAL_KINDS
from inventory.people import is_system

DISMISSED = "dismissed"


def keep_unknown(draft: Draft, count: CycleCount, line: Line) -> CycleCount:
    """Return a sheet with goods that nobody knows an item for; say so in its thread.

    A row in the workbook is taken for that of whoever has the sheet, as for any line.

    Raises:
        MissingPart, NotPositive, UnknownLocation, WrongPlace: as they say.
    """
    if line.amount is None:
        raise MissingPart(verb="count", part="quantity")
    if line.amount.number <= 0:
        raise NotPositive(verb="count", item=line.item, number=line.amount.number)
    place = place_with_stock(draft, "count", line.location, kinds=REAL_KINDS)
    goods = UnknownGoods(
        number=max((one.number for one in count.unknown), default=0) + 1,
        words=line.item,
        quantity=line.amount.number,
        location=place.code,
        by=(is_system(draft.command.actor) and count.counter) or draft.command.actor,
        unit=line.amount.unit,
        note=", ".join(filter(None, (line.lot, line.serials, line.note))),
        photo=line.photo,
    )
    said = Remark(
        kind=RemarkKind.UNKNOWN_GOODS,
        quantity=goods.quantity,
        location=goods.location,
        words=goods.words,
        actor=goods.by,
        link=goods.photo,
        line=goods.number,
    )
    say(draft, count, said)
    return count.model_copy(update={"unknown": (*count.unknown, goods)})


def with_unknown(count: CycleCount, goods: UnknownGoods) -> CycleCount:
    """Return a sheet with unknown goods in the place of those of their number."""
    unknown = tuple(goods if one.number == goods.number else one for one in count.unknown)
    return count.model_copy(update={"unknown": unknown})


def dismissed(draft: Draft, goods: UnknownGoods) -> UnknownGoods:
    """Return unknown goods that are none of ours."""
    settled = {"settled_as": DISMISSED, "settled_by": draft.command.actor}
    return goods.model_copy(update=settled)
