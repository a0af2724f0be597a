"""Saying what unknown goods are: they come on top of what is known to lie in their bin."""

from inventory.base_command import Line
from inventory.count_commands import SettleUnknown
from inventory.count_errors import CountedAlready
from inventory.counting.found import counted_in
from inventory.counting.handing_out import add_line, hand_out
from inventory.counting.judging import judge
from inventory.counting.stepping import put_count, say
from inventory.counting.unknown_goods import dismissed, with_unknown
from inventory.documents.approval import Variance
from inventory.documents.cycle_count import CountLine, CycleCount, Tally, UnknownGoods
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import UnknownItem
from inventory.item import Item
from inventory.order_errors import UnknownLine
from inventory.quantity import Amount
from inventory.stepping import the_open


def plan_settle_unknown(draft: Draft, command: SettleUnknown) -> None:
    """Note which item unknown goods are, and count them as found; or that they are none of ours.

    Raises:
        UnknownDocument, UnknownLine, WrongStep: there is no such sheet, none of that number, or the
            sheet is done.
        CountedAlready: somebody has said so.
        UnknownItem, UnknownUnit, FractionRefused: they cannot be that.
        LotRefused, UnknownLot, SerialsRefused: which lots or pieces they are is not clear.
    """
    count = the_open(draft, CycleCount, command.number, "settle")
    goods = _goods(count, command.unknown)
    if command.item:
        item = draft.book.item(command.item)
        if item is None:
            raise UnknownItem(item=command.item)
        settled = goods.model_copy(update={"settled_as": item.sku, "settled_by": command.actor})
        count = _counted(draft, command, with_unknown(count, settled), settled, item)
    else:
        settled = dismissed(draft, goods)
        count = with_unknown(count, settled)
    put_count(draft, count)
    said = Remark(
        kind=RemarkKind.UNKNOWN_SETTLED,
        item=settled.settled_as if command.item else "",
        quantity=goods.quantity,
        location=goods.location,
        words=goods.words,
        actor=command.actor,
        line=goods.number,
    )
    say(draft, count, said)


def _goods(count: CycleCount, number: int) -> UnknownGoods:
    goods = next((one for one in count.unknown if one.number == number), None)
    if goods is None:
        raise UnknownLine(number=count.number, line=number)
    if goods.settled_as:
        raise CountedAlready(
            number=count.number,
            line=number,
            item=goods.words,
            location=goods.location,
            status=f"settled as {goods.settled_as}",
        )
    return goods


def _counted(
    draft: Draft, command: SettleUnknown, count: CycleCount, goods: UnknownGoods, item: Item
) -> CycleCount:
    """Return a sheet with the goods as lines of their own, judged."""
    named = {"serials" if item.is_serial else "lot": command.lot}
    amount = Amount(number=goods.quantity, unit=goods.unit)
    line = Line(item=item.sku, amount=amount, location=goods.location, note=command.note, **named)
    numbers = []
    for variance in counted_in(draft, line, item):
        count = add_line(count, _line(draft, goods, variance))
        numbers.append(count.lines[-1].number)
    count = judge(draft, count, numbers, is_final=True, is_on_top=True)
    keys = {line.stock_key for line in count.lines if line.number in numbers}
    return hand_out(draft, count, [line for line in count.waiting if line.stock_key in keys])


def _line(draft: Draft, goods: UnknownGoods, variance: Variance) -> CountLine:
    tally = Tally(
        quantity=variance.expected + variance.counted,
        by=goods.by,
        at=draft.command.at,
        expected=variance.expected,
        asked_expected=variance.expected,
        note=variance.note or goods.note,
    )
    return CountLine(
        number=0,
        **variance.stock_key._asdict(),
        expected=variance.expected,
        asked_at=draft.book.sequence + 1,
        tallies=(tally,),
        is_found=True,
        photo=goods.photo,
    )
