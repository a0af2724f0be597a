"""A workbook as a file for other programs: CSV, TSV, XLSX; and a CSV file as a workbook's content."""

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from sandbox.google.a1 import cell_name
from sandbox.google.calculation import CellValues
from sandbox.google.value_reading import Rendering, read_range
from sandbox.google.values import ErrorValue, Value, unformatted
from sandbox.google.workbook import Sheet

CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def export(values: CellValues, mime_type: str, place: int = 0) -> bytes | None:
    """The workbook in another format, None if it is one that cannot be made here.

    Texts have no tabs: CSV and TSV hold the one at `place` as it shows.
    """
    match mime_type:
        case "text/csv":
            return _separated(values, place, ",")
        case "text/tab-separated-values":
            return _separated(values, place, "\t")
        case _ if mime_type == XLSX:
            return _xlsx(values)
    return None


def rows_of_csv(content: bytes) -> list[list[str]]:
    """The rows of a CSV file, whatever ends its lines."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _separated(values: CellValues, place: int, delimiter: str) -> bytes:
    sheet = values.workbook.sheets[place]
    rows: list[list[str]] = read_range(values, sheet, sheet.bounds, Rendering()).get("values", [])
    width = max((len(row) for row in rows), default=0)
    if delimiter == "\t":
        rows = [[cell.translate({9: " ", 10: " ", 13: " "}) for cell in row] for row in rows]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().removesuffix("\r\n").encode()


def _xlsx(values: CellValues) -> bytes:
    sheets = values.workbook.sheets
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(len(sheets)))
        package.writestr("_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")]))
        package.writestr("xl/workbook.xml", _workbook_part(sheets))
        targets = [("worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, 1)]
        package.writestr("xl/_rels/workbook.xml.rels", _relationships(targets))
        for number, sheet in enumerate(sheets, 1):
            package.writestr(f"xl/worksheets/sheet{number}.xml", _sheet_part(values, sheet))
    return out.getvalue()


def _content_types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [("/xl/workbook.xml", "sheet.main")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, count + 1)]
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}.{what}+xml"/>' for name, what in parts
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>{overrides}</Types>'
    )


def _relationships(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook_part(sheets: Sequence[Sheet]) -> str:
    lines = "".join(
        f'<sheet name={quoteattr(sheet.title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{lines}</sheets></workbook>'
    )


def _sheet_part(values: CellValues, sheet: Sheet) -> str:
    lines = []
    for row in range(values.last_row(sheet) + 1):
        cells = "".join(
            _cell_part(cell_name(row, column), values.value(sheet, row, column))
            for column in range(values.width(sheet, row))
        )
        lines.append(f'<row r="{row + 1}">{cells}</row>')
    body = "".join(lines)
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell_part(name: str, value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{name}" t="b"><v>{int(value)}</v></c>'
        case str() | ErrorValue():
            text = escape(str(unformatted(value)))
            inline = f'<is><t xml:space="preserve">{text}</t></is>'
            return f'<c r="{name}" t="inlineStr">{inline}</c>'
        case _:
            return f'<c r="{name}"><v>{unformatted(value)}</v></c>'
