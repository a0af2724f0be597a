"""What an undo does to a putaway: line by line, since others go on with its other lines meanwhile."""

from decimal import Decimal

from inventory.documents.putaway import Putaway, PutawayLine
from inventory.draft import Draft
from inventory.entries import Change
from inventory.errors import UndoRefused
from inventory.quantity import ZERO
from inventory.stepping import notice_of, put_document
from inventory.transaction import Transaction


def put_back_putaway(draft: Draft, undone: Transaction, change: Change) -> None:
    """Take back what a transaction did to a putaway: made it, put lines away, let them go.

    Raises:
        UndoRefused: some of what it brought has been put away, or what it let go has been since.
    """
    current = draft.current(Putaway, change.key)
    before, after = _state(change.before), _state(change.after)
    if before is not None and after is None:
        put_document(draft, before)
    elif current is None:
        return  # its receipt was taken back since, and it with it
    elif before is None or after is None:
        _take_back(draft, undone, current)
    else:
        put_document(draft, _reopened(undone, current, before, after))


def _state(entry: object) -> Putaway | None:
    return entry if isinstance(entry, Putaway) else None


def _take_back(draft: Draft, undone: Transaction, current: Putaway) -> None:
    """Take a putaway out together with the receipt that made it, while nobody has begun it."""
    if any(line.done for line in current.lines):
        raise UndoRefused(problem="put_away", transaction=undone.id, by=current.number)
    draft.take_out(current)
    draft.tell(notice_of(current), is_current=True)


def _reopened(undone: Transaction, current: Putaway, before: Putaway, after: Putaway) -> Putaway:
    """Return a putaway with what changed between two states taken back from how it stands."""
    back = current.model_copy(update=_holder(current, before, after))
    for was in before.lines:
        became, now = after.line(was.number), back.line(was.number)
        if became is None or now is None or became == was:
            continue
        reopened = _line(now, was, became)
        if min(reopened.outstanding, reopened.done, reopened.gone) < ZERO:
            raise UndoRefused(problem="changed_since", transaction=undone.id, by=current.number)
        back = back.with_line(reopened)
    return back


def _line(now: PutawayLine, was: PutawayLine, became: PutawayLine) -> PutawayLine:
    done = now.done - (became.done - was.done)
    kept = (code for code in now.bins if code in was.bins or code not in became.bins)
    back = (code for code in was.bins if code not in became.bins)
    bins = tuple(dict.fromkeys((*kept, *back)))
    update: dict[str, Decimal | tuple[str, ...] | str] = {
        "done": done,
        "gone": now.gone - (became.gone - was.gone),
        "bins": (bins or now.bins) if done else (),
        "done_by": (now.done_by or was.done_by) if done else "",
    }
    return now.model_copy(update=update)


def _holder(current: Putaway, before: Putaway, after: Putaway) -> dict[str, str]:
    """Return who has it, where that was changed and nobody has changed it since."""
    is_so_still = current.claimed_by == after.claimed_by
    return {"claimed_by": before.claimed_by} if is_so_still else {}
