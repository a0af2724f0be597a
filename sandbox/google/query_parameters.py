"""The query parameters that methods of Sheets have: any other is refused, as is a value of no use.

Drive is not looked at here: it passes over what it does not know.
"""

from typing import Final

from multidict import MultiMapping

from sandbox.google import sheets_api, values_api
from sandbox.google.calls import Operation
from sandbox.google.errors import ENUM_PACKAGE, InvalidValue, UnknownParameter
from sandbox.google.request_fields import snake_case

_SYSTEM: Final = frozenset(
    (
        *("$.xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token"),
        *("prettyPrint", "quotaUser", "upload_protocol", "uploadType"),
    )
)
_BOOLEAN: Final = ("true", "false", "1", "0", "")
_READING: Final = frozenset(("majorDimension", "valueRenderOption", "dateTimeRenderOption"))
_WRITING: Final = frozenset(
    (
        *("valueInputOption", "includeValuesInResponse"),
        *("responseValueRenderOption", "responseDateTimeRenderOption"),
    )
)
_PARAMETERS: Final[dict[Operation, frozenset[str]]] = {
    sheets_api.get_spreadsheet: frozenset(
        ("ranges", "includeGridData", "excludeTablesInBandedRanges")
    ),
    values_api.get: _READING,
    values_api.batch_get: _READING | {"ranges"},
    values_api.update: _WRITING,
    values_api.append: _WRITING | {"insertDataOption"},
}
_SWITCHES: Final = frozenset(
    ("includeGridData", "includeValuesInResponse", "excludeTablesInBandedRanges")
)
_RENDERED: Final = ("ValueRenderOption", ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"))
_DATED: Final = ("DateTimeRenderOption", ("SERIAL_NUMBER", "FORMATTED_STRING"))
_ENUMS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "majorDimension": ("Dimension", ("DIMENSION_UNSPECIFIED", "ROWS", "COLUMNS")),
    "valueRenderOption": _RENDERED,
    "responseValueRenderOption": _RENDERED,
    "dateTimeRenderOption": _DATED,
    "responseDateTimeRenderOption": _DATED,
    "valueInputOption": (
        "ValueInputOption",
        ("INPUT_VALUE_OPTION_UNSPECIFIED", "RAW", "USER_ENTERED"),
    ),
    "insertDataOption": (
        "AppendValuesRequest.InsertDataOption",
        ("OVERWRITE", "INSERT_ROWS"),
    ),
}


def check_parameters(operation: Operation, query: MultiMapping[str]) -> None:
    """Hold the parameters of a request against those its method has.

    Raises:
        UnknownParameter: naming the first that the method does not have.
        InvalidValue: naming a switch or a choice that says nothing it could say.
    """
    known = _PARAMETERS.get(operation, frozenset())
    for name, value in query.items():
        if name not in known and name not in _SYSTEM:
            raise UnknownParameter(name)
        if name in _SWITCHES and value.lower() not in _BOOLEAN:
            raise InvalidValue(snake_case(name), "TYPE_BOOL", value)
        kind, allowed = _ENUMS.get(name, ("", ()))
        if kind and value and value not in allowed:
            raise InvalidValue(snake_case(name), f"{ENUM_PACKAGE}.{kind}", value)
