"""The workbook at the console: its tabs as text, its cells as a manager types into them.

A bot writes a moment after it has answered. Whoever looks right after acting would see the sheet of
before, so looking waits until the writing has come to rest.
"""

import time
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import requests

from sandbox.console.screen import Screen
from sandbox.console.sheet_words import Act, Look, Read, SheetError, address, parse_words
from sandbox.console.tab_text import draw_tab
from sandbox.slack.rendering.grid import draw_table

REST_SECONDS = 2.0
PATIENCE_SECONDS = 8.0
_LOOK_SECONDS = 0.05


class WorkbookDesk:
    """One spreadsheet of the Google stand-in, over its control API; typed into as its owner."""

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
        if not words:
            self._list()
            return
        match parse_words(words, [tab["title"] for tab in self._tabs()]):
            case Look() as look:
                self._show(look)
            case Read() as read:
                self._read(read)
            case Act() as act:
                self._do(act)

    def _list(self) -> None:
        self._let_it_rest()
        tabs = self._tabs()
        rows = [[tab["title"], str(tab["filled_rows"]), str(tab["columns"])] for tab in tabs]
        header = ["Tab", "Filled rows", "Columns"]
        for line in draw_table([header, *rows], ["left", "right", "right"]):
            self._screen.say(line, "plain")

    def _show(self, look: Look) -> None:
        self._let_it_rest()
        lines = draw_tab(
            look.tab,
            self._rows(look.tab),
            page=look.page,
            first_column=look.first_column,
            width=self._screen.width,
        )
        styles = ["title", *["plain"] * (len(lines) - 1)]
        self._screen.write(zip(lines, styles, strict=True))

    def _read(self, read: Read) -> None:
        self._let_it_rest()
        rows = self._rows(read.tab, read.cell)
        text = rows[0][0] if rows and rows[0] else ""
        self._screen.say(f"{read.tab}!{read.cell}: {text}" if text else "It is empty.", "plain")

    def _do(self, act: Act) -> None:
        told = {"act": act.name, **act.told}
        self._answer(self._session.post(f"{self._url}/acts", json=told, timeout=30))
        self.expect_writing()
        self._screen.say(act.done, "plain")

    def _let_it_rest(self) -> None:
        version, changed_at = None, self._acted_at
        while _is_within(changed_at, REST_SECONDS) and _is_within(self._acted_at, PATIENCE_SECONDS):
            found = self._current_version()
            if version not in (None, found):
                changed_at = time.monotonic()
            version = found
            time.sleep(_LOOK_SECONDS)

    def _current_version(self) -> int:
        return int(self._look()["version"])

    def _tabs(self) -> list[dict[str, Any]]:
        return [tab for tab in self._look()["tabs"] if not tab["hidden"]]

    def _rows(self, tab: str, cells: str = "") -> list[list[str]]:
        where = quote(address(tab, cells), safe="")
        values = self._look(f"/values/{where}").get("values", [])
        return [[str(cell) for cell in row] for row in values]

    def _look(self, path: str = "") -> dict[str, Any]:
        return self._answer(self._session.get(self._url + path, timeout=30))

    def _answer(self, response: requests.Response) -> dict[str, Any]:
        answer: dict[str, Any] = response.json()
        if not response.ok:
            raise SheetError(answer["error"]["message"])
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
