"""The workbook at the console: its tabs as text, its cells as a manager types into them.

A bot writes a moment after it has answered. Whoever looks right after acting would see the sheet of
before, so looking waits until the writing has come to rest.
"""

import time
from types import TracebackType
from typing import Any, Self

import requests

from sandbox.console.screen import Screen
from sandbox.console.sheet_words import Change, Look, SheetError, parse_words
from sandbox.console.tab_text import draw_tab
from sandbox.slack.rendering.grid import draw_table

REST_SECONDS = 2.0
PATIENCE_SECONDS = 8.0
_LOOK_SECONDS = 0.05


class WorkbookDesk:
    """One spreadsheet of the Google stand-in, over its control API."""

    def __init__(self, base_url: str, spreadsheet_id: str, screen: Screen) -> None:
        self._url = f"{base_url.rstrip('/')}/_sandbox/google/spreadsheets/{spreadsheet_id}"
        self._session = requests.Session()
        self._session.trust_env = False
        self._screen = screen
        self._acted_at = time.monotonic() - PATIENCE_SECONDS

    def expect_writing(self) -> None:
        """Something is about to be done that may end in the sheet."""
        self._acted_at = time.monotonic()

    def open(self, words: str) -> None:
        """Do what stands behind the word `sheet`.

        Raises:
            SheetError: if the tab is unknown, the words unclear or the cell refused.
        """
        self._let_it_rest()
        tabs = self._tabs()
        if not words:
            self._list(tabs)
            return
        match parse_words(words, [tab["title"] for tab in tabs]):
            case Look() as look:
                self._show(look)
            case Change() as change:
                self._type(change)

    def _list(self, tabs: list[dict[str, Any]]) -> None:
        rows = [[tab["title"], str(tab["rows"]), str(tab["columns"])] for tab in tabs]
        for line in draw_table([["Tab", "Rows", "Columns"], *rows], ["left", "right", "right"]):
            self._screen.say(line, "plain")

    def _show(self, look: Look) -> None:
        lines = draw_tab(
            look.tab,
            self._rows(look.tab),
            page=look.page,
            first_column=look.first_column,
            width=self._screen.width,
        )
        styles = ["title", *["plain"] * (len(lines) - 1)]
        self._screen.write(zip(lines, styles, strict=True))

    def _type(self, change: Change) -> None:
        self.expect_writing()
        given = {"tab": change.tab, "cell": change.cell, "text": change.text}
        self._answer(self._session.post(f"{self._url}/cells", json=given, timeout=30))
        self._screen.say(f"{change.tab}!{change.cell} = {change.text}", "plain")

    def _let_it_rest(self) -> None:
        version, changed_at = None, self._acted_at
        while _is_within(changed_at, REST_SECONDS) and _is_within(self._acted_at, PATIENCE_SECONDS):
            found = self._current_version()
            if version not in (None, found):
                changed_at = time.monotonic()
            version = found
            time.sleep(_LOOK_SECONDS)

    def _current_version(self) -> int:
        return int(self._look("")["version"])

    def _tabs(self) -> list[dict[str, Any]]:
        return [tab for tab in self._look("")["tabs"] if not tab["hidden"]]

    def _rows(self, tab: str) -> list[list[str]]:
        found = self._session.get(f"{self._url}/values", params={"tab": tab}, timeout=30)
        return [[str(cell) for cell in row] for row in self._answer(found)["values"]]

    def _look(self, path: str) -> dict[str, Any]:
        return self._answer(self._session.get(self._url + path, timeout=30))

    def _answer(self, response: requests.Response) -> dict[str, Any]:
        answer: dict[str, Any] = response.json()
        if not response.ok:
            raise SheetError(str(answer.get("error")))
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.close()


def _is_within(moment: float, seconds: float) -> bool:
    return time.monotonic() - moment < seconds
