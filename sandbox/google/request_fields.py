"""The members that requests have, so that a misspelt one is refused wherever it stands."""

from typing import Final

from sandbox.google.errors import UnknownName
from sandbox.google.fieldmask import Tree
from sandbox.google.messages import (
    BORDER,
    CELL,
    DATA_FILTER,
    DEVELOPER_METADATA,
    DIMENSION,
    DIMENSION_GROUP,
    DIMENSION_RANGE,
    GRID_COORDINATE,
    GRID_RANGE,
    PROTECTED_RANGE,
    SHEET_PROPERTIES,
    SPREADSHEET,
    plain,
)

_NAMED_RANGE: Final = plain("namedRangeId", "name") | {"range": GRID_RANGE}
_ROWS: Final = {"values": CELL}
_SORT_SPEC: Final = plain("dimensionIndex", "sortOrder") | {
    "foregroundColor": {},
    "foregroundColorStyle": {},
    "backgroundColor": {},
    "backgroundColorStyle": {},
    "dataSourceColumnReference": {},
}
_FILTER: Final = {
    **plain("filterViewId", "title", "namedRangeId", "tableId"),
    "range": GRID_RANGE,
    "sortSpecs": _SORT_SPEC,
    "criteria": {},
    "filterSpecs": {},
}
_TABLE: Final = plain("tableId", "name") | {
    "range": GRID_RANGE,
    "rowsProperties": {},
    "columnProperties": {
        **plain("columnIndex", "columnName", "columnType"),
        "dataValidationRule": {},
    },
}
_SIDES: Final = ("top", "bottom", "left", "right", "innerHorizontal", "innerVertical")

REQUEST_FIELDS: Final[dict[str, Tree]] = {
    "addTable": {"table": _TABLE},
    "updateTable": {"table": _TABLE},
    "autoFill": {"range": GRID_RANGE},
    "deleteDuplicates": {"range": GRID_RANGE, "comparisonColumns": DIMENSION_RANGE},
    "pasteData": {"coordinate": GRID_COORDINATE},
    "randomizeRange": {"range": GRID_RANGE},
    "textToColumns": {"source": GRID_RANGE},
    "trimWhitespace": {"range": GRID_RANGE},
    "addDimensionGroup": {"range": DIMENSION_RANGE},
    "addFilterView": {"filter": _FILTER},
    "addNamedRange": {"namedRange": _NAMED_RANGE},
    "addProtectedRange": {"protectedRange": PROTECTED_RANGE},
    "addSheet": {"properties": SHEET_PROPERTIES},
    "appendCells": {"rows": _ROWS},
    "autoResizeDimensions": {"dimensions": DIMENSION_RANGE},
    "copyPaste": {"source": GRID_RANGE, "destination": GRID_RANGE},
    "createDeveloperMetadata": {"developerMetadata": DEVELOPER_METADATA},
    "cutPaste": {"source": GRID_RANGE, "destination": GRID_COORDINATE},
    "deleteDeveloperMetadata": {"dataFilter": DATA_FILTER},
    "deleteDimension": {"range": DIMENSION_RANGE},
    "deleteDimensionGroup": {"range": DIMENSION_RANGE},
    "deleteRange": {"range": GRID_RANGE},
    "findReplace": {"range": GRID_RANGE},
    "insertDimension": {"range": DIMENSION_RANGE},
    "insertRange": {"range": GRID_RANGE},
    "mergeCells": {"range": GRID_RANGE},
    "moveDimension": {"source": DIMENSION_RANGE},
    "repeatCell": {"range": GRID_RANGE, "cell": CELL},
    "setBasicFilter": {"filter": _FILTER},
    "setDataValidation": {"range": GRID_RANGE, "rule": CELL["dataValidation"]},
    "sortRange": {"range": GRID_RANGE, "sortSpecs": _SORT_SPEC},
    "unmergeCells": {"range": GRID_RANGE},
    "updateBorders": {"range": GRID_RANGE} | dict.fromkeys(_SIDES, BORDER),
    "updateCells": {"rows": _ROWS, "start": GRID_COORDINATE, "range": GRID_RANGE},
    "updateDeveloperMetadata": {
        "dataFilters": DATA_FILTER,
        "developerMetadata": DEVELOPER_METADATA,
    },
    "updateDimensionGroup": {"dimensionGroup": DIMENSION_GROUP},
    "updateDimensionProperties": {"range": DIMENSION_RANGE, "properties": DIMENSION},
    "updateFilterView": {"filter": _FILTER},
    "updateNamedRange": {"namedRange": _NAMED_RANGE},
    "updateProtectedRange": {"protectedRange": PROTECTED_RANGE},
    "updateSheetProperties": {"properties": SHEET_PROPERTIES},
    "updateSpreadsheetProperties": {"properties": SPREADSHEET["properties"]},
}
"""The objects inside each kind of request; what is not listed is not looked into."""


def check_members(content: object, tree: Tree, at: str) -> None:
    """Hold an object against the members that its message has, down to the cells.

    Args:
        content: the object as sent.
        tree: its members.
        at: the path of the object, for the refusal.

    Raises:
        UnknownName: naming the first member that is not there, and where it stands.
    """
    stray = _stray(content, tree)
    if stray:
        *path, name = stray
        raise UnknownName(name, at + "".join(path))


def _stray(content: object, tree: Tree) -> list[str] | None:
    """The way to the first unknown member; told from the end, as most objects have none."""
    if isinstance(content, list):
        for index, each in enumerate(content):
            found = _stray(each, tree)
            if found:
                return [f"[{index}]", *found]
    elif isinstance(content, dict):
        for name, inner in content.items():
            if name not in tree:
                return [name]
            below = tree[name]
            found = _stray(inner, below) if below else None
            if found:
                return [f".{snake_case(name)}", *found]
    return None


def snake_case(name: str) -> str:
    """A member as Google's messages to people spell it."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
