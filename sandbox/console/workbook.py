"""The workbook at the console: its tabs as text, its cells as a manager types into them."""


class WorkbookError(Exception): ...


class WorkbookDesk:
    def open(self, rest: str) -> None: ...
