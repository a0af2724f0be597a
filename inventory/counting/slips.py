"""Slips: how an entry gives itself away, once a count has found the book off.

What was entered twice is off by one entry, a case entered as a piece by eleven pieces, goods put into
the wrong bin by as much the other way over there. Each clue is such a mark, of just the size of the
variance. It is evidence and no proof: a person says what it was.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import islice, pairwise
from typing import Final

from inventory.counting.evidence import Clue, Evidence, Suggestion
from inventory.location import VIRTUAL_LOCATIONS
from inventory.move import Move, MoveKind
from inventory.quantity import ONE, decimals_of

SOON: Final = timedelta(days=1)
"""Two equal entries within so long may be one that was entered twice."""

EACH_MAX: Final = 3
"""So many suggestions of one clue: where more entries fit, it tells nothing."""

CORRECTIONS: Final = frozenset({MoveKind.COUNT, MoveKind.ADJUSTMENT})
INBOUND: Final = frozenset({MoveKind.RECEIPT, MoveKind.RETURN, MoveKind.BUILD})
OUTBOUND: Final = frozenset({MoveKind.PICK, MoveKind.SHIPMENT, MoveKind.VENDOR_RETURN})
BETWEEN_BINS: Final = frozenset({MoveKind.MOVE, MoveKind.PUTAWAY, MoveKind.TRANSFER})
NOT_RECORDED: Final = {
    MoveKind.RECEIPT: "inbound_not_recorded",
    MoveKind.PICK: "outbound_not_recorded",
    MoveKind.SHIPMENT: "outbound_not_recorded",
    MoveKind.RETURN: "return_not_recorded",
    MoveKind.SCRAP: "scrapped",
}
TEN: Final = Decimal(10)


def suggestions_of(case: Evidence) -> list[Suggestion]:
    """Return what a variance may have come from, the strongest clue first.

    An entry that a stronger clue names is not named again.
    """
    if not case.off:
        return []
    kept: list[Suggestion] = []
    named: set[str] = set()
    for look in _LOOKS:
        for one in islice(look(case), EACH_MAX):
            about = {move.id for move in one.moves}
            if not about & named:
                kept.append(one)
                named |= about
    return kept


# -- the clues ------------------------------------------------------------------------------------


def _counted_elsewhere(case: Evidence) -> Iterator[Suggestion]:
    """Yield other balances of the item that a count found off by as much the other way."""
    for other in case.others:
        if other.stock_key == case.line.stock_key or other.variance != -case.off:
            continue
        if other.location != case.line.location:
            yield Suggestion(
                cause="misplaced",
                clue=Clue.OTHER_BIN_OFF,
                location=other.location,
                lot=other.lot,
            )
        else:
            yield Suggestion(cause="lot_correction", clue=Clue.OTHER_LOT_OFF, lot=other.lot)


def _corrected_elsewhere(case: Evidence) -> Iterator[Suggestion]:
    """Yield corrections elsewhere, by as much the other way."""
    for move in case.elsewhere:
        if move.kind not in CORRECTIONS or move.quantity != abs(case.off):
            continue
        is_gain = move.source in VIRTUAL_LOCATIONS
        place = move.target if is_gain else move.source
        if is_gain == (case.off > 0):
            continue
        is_lot = place == case.line.location
        yield Suggestion(
            cause="lot_correction" if is_lot else "misplaced",
            clue=Clue.OTHER_LOT_OFF if is_lot else Clue.OTHER_BIN_OFF,
            moves=(move,),
            location="" if is_lot else place,
            lot=move.lot,
        )


def _entered_twice(case: Evidence) -> Iterator[Suggestion]:
    """Yield pairs of equal entries, one soon after the other, of which one is too many."""
    alike: dict[tuple[object, ...], list[Move]] = {}
    for move, change in reversed(case.entries):
        if change == -case.off:
            alike.setdefault((move.kind, move.source, move.target), []).append(move)
    for same in alike.values():
        for first, second in pairwise(same):
            if second.recorded_at - first.recorded_at <= SOON:
                yield Suggestion(
                    cause="data_entry_error", clue=Clue.ENTERED_TWICE, moves=(first, second)
                )


def _said_in_another_unit(case: Evidence) -> Iterator[Suggestion]:
    """Yield entries that would be right if a case had been said instead of a piece, or vice versa."""
    named = {size: unit for unit, size in case.item.units().items() if size != ONE}
    for move, change in case.entries:
        for size, unit in named.items():
            for meant in (move.quantity * size, move.quantity / size):
                if _is_right(case, move, change, meant):
                    yield _instead(move, Clue.OTHER_UNIT, meant, unit)


def _went_the_wrong_way(case: Evidence) -> Iterator[Suggestion]:
    for move, change in case.entries:
        if case.off == -2 * change:
            yield _instead(move, Clue.WRONG_WAY, move.quantity)


def _mistyped(case: Evidence) -> Iterator[Suggestion]:
    """Yield entries that would be right with two digits swapped, or a zero more or less."""
    for move, change in case.entries:
        for meant in _alike(move.quantity):
            if _is_right(case, move, change, meant):
                yield _instead(move, Clue.MISTYPED, meant)


def _undone(case: Evidence) -> Iterator[Suggestion]:
    """Yield entries that were taken back, although the goods had gone where they said."""
    by_id = {move.id: move for move, _ in case.changes}
    for move, change in reversed(case.changes):
        if move.reverses and move.id not in case.reversed and change == -case.off:
            first = by_id.get(move.reverses)
            yield Suggestion(
                cause=NOT_RECORDED.get(move.kind, "data_entry_error"),
                clue=Clue.UNDONE,
                moves=(first, move) if first else (move,),
            )


def _as_large(case: Evidence) -> Iterator[Suggestion]:
    for move, change in case.entries:
        if change == -case.off:
            yield Suggestion(cause=_entry_error(move), clue=Clue.AS_LARGE, moves=(move,))


def _other_bin_used(case: Evidence) -> Iterator[Suggestion]:
    """Yield entries of other bins of its kind that would explain it if they had been about this."""
    for move in case.elsewhere:
        place = move.target if case.off > 0 else move.source
        is_alike = move.kind not in CORRECTIONS and move.quantity == abs(case.off)
        is_bin = place not in VIRTUAL_LOCATIONS and place not in case.unlike
        if is_alike and move.lot == case.line.lot and is_bin:
            yield Suggestion(
                cause=_entry_error(move), clue=Clue.OTHER_BIN_USED, moves=(move,), location=place
            )


# -- what they share ------------------------------------------------------------------------------


def _is_right(case: Evidence, move: Move, change: Decimal, meant: Decimal) -> bool:
    """Tell whether the book would be right if an entry had said another quantity."""
    is_possible = case.item.is_fractional or not decimals_of(meant)
    return is_possible and (meant - move.quantity) * ONE.copy_sign(change) == case.off


def _alike(quantity: Decimal) -> Iterator[Decimal]:
    """Yield quantities that a slip of the finger turns into this one."""
    yield from (quantity * TEN, quantity / TEN)
    digits = f"{quantity:f}"
    if digits.isdigit():
        for at in range(len(digits) - 1):
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            if swapped != digits:
                yield Decimal(swapped)


def _instead(move: Move, clue: Clue, meant: Decimal, unit: str = "") -> Suggestion:
    return Suggestion(cause=_entry_error(move), clue=clue, moves=(move,), meant=meant, unit=unit)


def _entry_error(move: Move) -> str:
    """Return the cause of an entry of that kind that says something else than what happened."""
    if move.kind in INBOUND:
        return "inbound_error"
    if move.kind in OUTBOUND:
        return "outbound_error"
    return "misplaced" if move.kind in BETWEEN_BINS else "data_entry_error"


_LOOKS: Final[tuple[Callable[[Evidence], Iterator[Suggestion]], ...]] = (
    _counted_elsewhere,
    _corrected_elsewhere,
    _entered_twice,
    _said_in_another_unit,
    _went_the_wrong_way,
    _mistyped,
    _undone,
    _as_large,
    _other_bin_used,
)
