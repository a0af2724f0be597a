"""A CSV file as rows of text, its columns known by any of their names.

Excel writes a byte order mark and, in half of Europe, semicolons; both are understood.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


class ImportFileError(Exception):
    """The file as a whole cannot be used."""


@dataclass(frozen=True)
class ImportFile:
    """A file read whole.

    Attributes:
        id: from its content, so that importing the same file again posts nothing twice.
        rows: line number in the file -> field -> text; blank cells are left out.
    """

    id: str
    rows: Mapping[int, Mapping[str, str]]

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        return iter(self.rows.items())

    def __len__(self) -> int:
        return len(self.rows)


def read_file(path: Path, columns: Mapping[str, str]) -> ImportFile:
    """Read a CSV file.

    Args:
        path: of the file, UTF-8, separated by commas, semicolons or tabs.
        columns: every accepted header, casefolded -> the field it fills.

    Raises:
        ImportFileError: it cannot be read, is empty, or has a column nobody knows.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ImportFileError(
            f"{path} is not UTF-8 (byte {error.start}): save it as CSV UTF-8."
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = next(reader, None)
    if not header:
        raise ImportFileError(f"{path} is empty: its first line must name the columns.")
    fields = [_field(path, name, columns) for name in header]
    rows = {}
    for cells in reader:
        row = {f: c.strip() for f, c in zip(fields, cells, strict=False) if f and c.strip()}
        if len(cells) > len(fields) and any(cells[len(fields) :]):
            raise ImportFileError(
                f"{path} line {reader.line_num} has more cells than the first line has columns."
            )
        if row:
            rows[reader.line_num] = row
    return ImportFile(id=hashlib.sha256(content).hexdigest()[:12], rows=rows)


def _field(path: Path, name: str, columns: Mapping[str, str]) -> str:
    folded = name.strip().casefold()
    if folded and folded not in columns:
        headed = {field for header, field in columns.items() if header != field}
        shown = (h for h, field in columns.items() if h != field or field not in headed)
        known = ", ".join(sorted(shown))
        raise ImportFileError(f"{path} has a column “{name.strip()}”; known are: {known}.")
    return columns.get(folded, "")


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
