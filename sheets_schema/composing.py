"""Putting batches together: what the sheet has not yet, or what has to be written once more."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from inventory.book import Book
from inventory.ports import Clock, Entered, JournalReader, Progress, SheetBatch
from sheets_schema.following import Places, Stage, places_of, put_audit, put_ledger
from sheets_schema.pages import Pages, body_of, key_cells
from sheets_schema.repairs import Repair, finish_repair, take_repair, wanted_repairs
from sheets_schema.tabs import AUDIT, LEDGER
from sheets_schema.workbook import Sheet

BODY_MAX: Final = 2_000_000
"""Google advises two megabytes a request."""

LEDGER_ROW: Final = 1_300
STOCK_ROW: Final = 700
"""About what rows weigh in a body before they are rendered."""

PAGE: Final = 200


@dataclass(frozen=True)
class Composed:
    """A batch ready to be journaled and sent.

    Attributes:
        grown: sheet id -> rows, of the grids that it makes larger.
        repair: the repair it does a part of, and what is left of that.
    """

    batch: SheetBatch
    grown: Mapping[int, int]
    repair: tuple[Repair, Repair | None] | None = None


class Composer:
    """Follows the journal with a book of its own, at the sequence number the sheet has.

    Attributes:
        book: exactly what the sheet shows.
    """

    def __init__(
        self, workbook_id: str, reader: JournalReader, progress: Progress, clock: Clock
    ) -> None:
        self.book = Book()
        self._workbook_id = workbook_id
        self._reader = reader
        self._progress = progress
        self._clock = clock
        self._places = Places(self.book)
        self._staged: list[Entered] = []
        self._is_repairs_turn = True

    def start_at(self, sequence: int) -> None:
        """Begin anew with what the sheet has."""
        self.book = self._reader.book_at(sequence)
        self._places = Places(self.book)
        self._staged = []

    def follow(self, sequence: int) -> None:
        """Go on to what the sheet has now."""
        page: Iterable[Entered] = self._staged
        self._staged = []
        while self.book.sequence < sequence:
            before = self.book.sequence
            for entered in page:
                if before < entered.transaction.sequence <= sequence:
                    self.book.apply(entered.transaction)
                    self._places.add(places_of(entered))
            page = self._reader.entered_after(self.book.sequence, PAGE)

    def next_batch(self, number: int, sheets: Mapping[int, Sheet]) -> Composed | None:
        """Return the next batch, None where the sheet has everything.

        New rows and repairs take turns, so that mending a large tab keeps nobody waiting.
        """
        first, second = self._compose_new, self._compose_repair
        if self._is_repairs_turn:
            first, second = second, first
        self._is_repairs_turn = not self._is_repairs_turn
        return first(number, sheets) or second(number, sheets)

    def _compose_new(self, number: int, sheets: Mapping[int, Sheet]) -> Composed | None:
        stage, pages = self._fill()
        if not stage.taken:
            return None
        self._staged = stage.taken
        return self._composed(number, stage.book.sequence, pages, sheets)

    def _compose_repair(self, number: int, sheets: Mapping[int, Sheet]) -> Composed | None:
        now = self._clock()
        repairs = wanted_repairs(self._progress, self._workbook_id)
        for due in (repair for repair in repairs if repair.due <= now):
            pages = Pages()
            rest = take_repair(due, self.book, self._reader, pages)
            if not pages.is_empty:
                return self._composed(number, self.book.sequence, pages, sheets, (due, rest))
            finish_repair(self._progress, self._workbook_id, due, rest)
        return None

    def _fill(self) -> tuple[Stage, Pages]:
        """Take as many transactions as fit into one body."""
        stage, pages = Stage(self.book, self._places), Pages()
        for entered in self._ahead():
            put_audit(pages, [entered])
            stage.take(entered)
            lines = stage.book.line - self.book.line
            if pages.size + lines * LEDGER_ROW + stage.rows_touched * STOCK_ROW >= BODY_MAX:
                break
        put_ledger(pages, self._reader, self.book.line + 1, stage.book.line)
        stage.fill(pages)
        return stage, pages

    def _ahead(self) -> Iterator[Entered]:
        sequence = self.book.sequence
        while page := self._reader.entered_after(sequence, PAGE):
            yield from page
            sequence += len(page)

    def _composed(
        self,
        number: int,
        to_sequence: int,
        pages: Pages,
        sheets: Mapping[int, Sheet],
        repair: tuple[Repair, Repair | None] | None = None,
    ) -> Composed:
        texts, grown = pages.requests(sheets)
        read_back = [
            *key_cells(LEDGER, sheets[LEDGER.sheet_id].title, self.book.line),
            *key_cells(AUDIT, sheets[AUDIT.sheet_id].title, self.book.sequence),
        ]
        batch = SheetBatch(
            number=number,
            from_sequence=self.book.sequence,
            to_sequence=to_sequence,
            body=body_of(texts, number, read_back),
            is_confirmed=False,
        )
        return Composed(batch=batch, grown=grown, repair=repair)
