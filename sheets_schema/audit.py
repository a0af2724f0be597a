"""The journal from the Audit tab alone, for the day the machine is gone and the sheet is not."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pydantic import ValidationError

from inventory.ports import Entered
from inventory.transaction import Reply, Transaction, chained_hash
from sheets_schema.codec import Cell
from sheets_schema.columns import HEADER_ROWS
from sheets_schema.errors import AuditDamaged, TabMissing
from sheets_schema.packed import unpacked
from sheets_schema.tabs import AUDIT
from sheets_schema.workbook import Workbook

BODY_FROM: Final = AUDIT.position("body_1")
ROWS_A_READ: Final = 4_000


def read_audit(workbook: Workbook) -> list[Entered]:
    """Read the whole Audit tab and rebuild every transaction.

    Raises:
        TabMissing: there is no Audit tab.
        AuditDamaged: a row is missing, out of order, edited or unreadable; names the first.
        SheetsUnavailableError: Google does not answer.
    """
    sheet = workbook.sheets().get(AUDIT.sheet_id)
    if sheet is None:
        raise TabMissing(tab=AUDIT.title)
    return transactions_from(_rows(workbook, sheet.rows))


def transactions_from(rows: Iterable[Sequence[Cell]]) -> list[Entered]:
    """Rebuild every transaction from the rows of Audit, header left out, in the sheet's order.

    Raises:
        AuditDamaged: a row is missing, out of order, edited or unreadable; names the first.
    """
    entered: list[Entered] = []
    previous = ""
    for sequence, row in enumerate(rows, start=1):
        one = _entered(sequence, row, previous)
        entered.append(one)
        previous = one.hash
    return entered


def entered_in(row: Sequence[Cell]) -> Entered | None:
    """Read one row of Audit by what it says of itself; None where its hash does not cover it."""
    cells = [*row, *[None] * (len(AUDIT.columns) - len(row))]
    sequence, previous = cells[AUDIT.position("sequence")], cells[AUDIT.position("previous_hash")]
    if not isinstance(sequence, (int, float)):
        return None
    try:
        return _entered(int(sequence), row, str(previous or ""))
    except AuditDamaged:
        return None


def _rows(workbook: Workbook, end: int) -> Iterator[Sequence[Cell]]:
    """Yield rows until a whole chunk is blank: the grid is longer than its content."""
    for start in range(HEADER_ROWS, end, ROWS_A_READ):
        rows = workbook.grid_values(
            AUDIT.sheet_id, start, min(start + ROWS_A_READ, end), len(AUDIT.columns)
        )
        yield from rows
        if not rows:
            return


def _entered(sequence: int, row: Sequence[Cell], previous: str) -> Entered:
    cells = [*row, *[None] * (len(AUDIT.columns) - len(row))]
    if cells[AUDIT.position("sequence")] != sequence:
        raise AuditDamaged(sequence=sequence, reason="its row is missing or out of place")
    kept = "".join(str(cell or "") for cell in cells[BODY_FROM : len(AUDIT.columns)])
    try:
        body = unpacked(kept)
    except ValueError as error:
        raise AuditDamaged(sequence=sequence, reason="its body cannot be read") from error
    stated = str(cells[AUDIT.position("hash")] or "")
    if chained_hash(previous, body) != stated:
        raise AuditDamaged(sequence=sequence, reason="its hash does not match its body")
    transaction, _, reply = body.partition("\n")
    try:
        return Entered(
            transaction=Transaction.model_validate_json(transaction),
            reply=Reply.model_validate_json(reply),
            content=body,
            payload_hash=str(cells[AUDIT.position("payload_hash")] or ""),
            hash=stated,
            previous_hash=previous,
        )
    except ValidationError as error:
        raise AuditDamaged(sequence=sequence, reason="its body cannot be read") from error
