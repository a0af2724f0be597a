"""A book that others read while it grows: what anybody was handed never moves.

One thread at a time takes commits up into its own book. Whoever reads gets a page: a book that stands
still at one sequence number, the newest when it was asked for. So nobody sees half a transaction, no
commit waits for those who read, but for a moment while one turns the page, and no reader has to know
of any of this.

To copy a book of 100,000 items takes a tenth of a second, so that is done once in many commits. In
between a page is the copy, which nothing is added to, under a fork of what has changed since.
"""

import threading
from typing import Final

from inventory.book import Book

DRIFT_MAX: Final = 2_000
"""Transactions after which the whole book is copied anew: by then a page costs a tenth of that."""


class Published:
    """A book that grows, and the pages that readers see; for many threads.

    Attributes:
        growing: the newest book itself, for the one who adds to it, and for nobody else.

    Args:
        book: as it is by now; from here on nobody else may add to it.
        drift_max: how many transactions the copied book may be behind.
    """

    def __init__(self, book: Book, *, drift_max: int = DRIFT_MAX) -> None:
        self.growing = book
        self._drift_max = drift_max
        self._lock = threading.Lock()
        self._page = book.still()
        self._copied_at = book.sequence
        self._drift = self._page.fork()
        self._stages: list[Book] = []

    @property
    def page(self) -> Book:
        """The newest book as it stands, for good, whatever is taken up after that."""
        page = self._page
        if page.sequence == self.growing.sequence:
            return page
        with self._lock:
            if self._page.sequence != self.growing.sequence:
                self._turn()
            return self._page

    def take_up(self, stage: Book) -> None:
        """Take over what was decided on a fork of the growing book, whole.

        Raises:
            BrokenInvariantError: the book has grown since it was forked.
        """
        with self._lock:
            self.growing.absorb(stage)
            self._stages.append(stage)
            if self.growing.sequence - self._copied_at > self._drift_max:
                self._stages.clear()  # whoever reads next copies all of it anyway

    def _turn(self) -> None:
        if self.growing.sequence - self._copied_at > self._drift_max:
            self._page = self.growing.still()
            self._copied_at = self._page.sequence
            self._drift = self._page.fork()
            return
        for stage in self._stages:
            self._drift.absorb(stage)
        self._stages.clear()
        self._page = self._drift.still()
