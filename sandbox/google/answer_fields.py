"""The members that answers have, so that a `fields` mask naming another one can be refused."""

from collections.abc import Callable
from typing import Any, Final

from sandbox.google import drive_api, sheets_api, values_api
from sandbox.google.fieldmask import FieldMask, Tree
from sandbox.google.messages import (
    DEVELOPER_METADATA,
    FILE,
    SHEET_PROPERTIES,
    SPREADSHEET,
    UPDATED_VALUES,
    VALUE_RANGE,
    plain,
)

Operation = Callable[..., Any]

FIELDS_OF: Final[dict[Operation, Tree]] = {
    sheets_api.get_spreadsheet: SPREADSHEET,
    sheets_api.get_by_data_filter: SPREADSHEET,
    sheets_api.create_spreadsheet: SPREADSHEET,
    sheets_api.copy_sheet: SHEET_PROPERTIES,
    sheets_api.get_metadata: DEVELOPER_METADATA,
    sheets_api.batch_update: {
        **plain("spreadsheetId", "commentUpdateState"),
        "replies": {},
        "updatedSpreadsheet": SPREADSHEET,
    },
    values_api.get: VALUE_RANGE,
    values_api.batch_get: {"spreadsheetId": None, "valueRanges": VALUE_RANGE},
    values_api.update: UPDATED_VALUES,
    values_api.append: {**plain("spreadsheetId", "tableRange"), "updates": UPDATED_VALUES},
    values_api.clear: plain("spreadsheetId", "clearedRange"),
    values_api.batch_clear: plain("spreadsheetId", "clearedRanges"),
    values_api.batch_update: {
        **plain("spreadsheetId", "totalUpdatedRows", "totalUpdatedColumns", "totalUpdatedCells"),
        **plain("totalUpdatedSheets"),
        "responses": UPDATED_VALUES,
    },
    drive_api.get_file: FILE,
    drive_api.create_file: FILE,
    drive_api.copy_file: FILE,
    drive_api.update_file: FILE,
    drive_api.list_files: plain("kind", "nextPageToken", "incompleteSearch") | {"files": FILE},
}
"""The members of each method's answer; a method not listed has its masks taken unchecked."""


def mask_of_answer(operation: Operation, fields: str | None) -> FieldMask | None:
    """The mask of a request's `fields` parameter; None where it asks for everything.

    Raises:
        FieldMaskError: if it is outside the grammar, or names what the answer does not have.
    """
    if not fields:
        return None
    mask = FieldMask.parse(fields)
    mask.check(FIELDS_OF.get(operation, {}))
    return None if mask.wants_everything else mask
