"""The messages of Google's API by their members, as far as the stand-in looks into them.

A member of None is a plain value; an empty dict is an object whose members are not listed here, and
any name below it is taken. Lists are looked through.
"""

from typing import Final

from sandbox.google.fieldmask import Tree


def plain(*names: str) -> Tree:
    """Members that are plain values."""
    return dict.fromkeys(names)


COLOR: Final = plain("red", "green", "blue", "alpha")
COLOR_STYLE: Final = {"rgbColor": COLOR, "themeColor": None}
BORDER: Final = plain("style", "width") | {"color": COLOR, "colorStyle": COLOR_STYLE}
TEXT_FORMAT: Final = {
    **plain("fontFamily", "fontSize", "bold", "italic", "strikethrough", "underline"),
    "foregroundColor": COLOR,
    "foregroundColorStyle": COLOR_STYLE,
    "link": plain("uri"),
}
CELL_FORMAT: Final = {
    **plain("horizontalAlignment", "verticalAlignment", "wrapStrategy", "textDirection"),
    **plain("hyperlinkDisplayType"),
    "numberFormat": plain("type", "pattern"),
    "backgroundColor": COLOR,
    "backgroundColorStyle": COLOR_STYLE,
    "borders": {"top": BORDER, "bottom": BORDER, "left": BORDER, "right": BORDER},
    "padding": plain("top", "right", "bottom", "left"),
    "textFormat": TEXT_FORMAT,
    "textRotation": plain("angle", "vertical"),
}
EXTENDED_VALUE: Final = {
    **plain("numberValue", "stringValue", "boolValue", "formulaValue"),
    "errorValue": plain("type", "message"),
}
GRID_RANGE: Final = plain(
    "sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"
)
DIMENSION_RANGE: Final = plain("sheetId", "dimension", "startIndex", "endIndex")
DEVELOPER_METADATA: Final = {
    **plain("metadataId", "metadataKey", "metadataValue", "visibility"),
    "location": {
        **plain("locationType", "spreadsheet", "sheetId"),
        "dimensionRange": DIMENSION_RANGE,
    },
}
CELL: Final = {
    **plain("formattedValue", "hyperlink", "note"),
    "userEnteredValue": EXTENDED_VALUE,
    "effectiveValue": EXTENDED_VALUE,
    "userEnteredFormat": CELL_FORMAT,
    "effectiveFormat": CELL_FORMAT,
    "textFormatRuns": {"startIndex": None, "format": TEXT_FORMAT},
    "dataValidation": {
        **plain("inputMessage", "strict", "showCustomUi"),
        "condition": {"type": None, "values": plain("relativeDate", "userEnteredValue")},
    },
    **{name: {} for name in ("pivotTable", "dataSourceTable", "dataSourceFormula", "chipRuns")},
}
DIMENSION: Final = {
    **plain("hiddenByFilter", "hiddenByUser", "pixelSize"),
    "developerMetadata": DEVELOPER_METADATA,
    "dataSourceColumnReference": {},
}
DIMENSION_GROUP: Final = {"range": DIMENSION_RANGE, **plain("depth", "collapsed")}
SHEET_PROPERTIES: Final = {
    **plain("sheetId", "title", "index", "sheetType", "hidden", "rightToLeft"),
    "gridProperties": plain(
        *("rowCount", "columnCount", "frozenRowCount", "frozenColumnCount", "hideGridlines"),
        *("rowGroupControlAfter", "columnGroupControlAfter"),
    ),
    "tabColor": COLOR,
    "tabColorStyle": COLOR_STYLE,
    "dataSourceSheetProperties": {},
}
PROTECTED_RANGE: Final = {
    **plain("protectedRangeId", "namedRangeId", "tableId", "description", "warningOnly"),
    **plain("requestingUserCanEdit"),
    "range": GRID_RANGE,
    "unprotectedRanges": GRID_RANGE,
    "editors": plain("users", "groups", "domainUsersCanEdit"),
}
SHEET: Final = {
    "properties": SHEET_PROPERTIES,
    "data": {
        **plain("startRow", "startColumn"),
        "rowData": {"values": CELL},
        "rowMetadata": DIMENSION,
        "columnMetadata": DIMENSION,
    },
    "merges": GRID_RANGE,
    "protectedRanges": PROTECTED_RANGE,
    "developerMetadata": DEVELOPER_METADATA,
    "rowGroups": DIMENSION_GROUP,
    "columnGroups": DIMENSION_GROUP,
    **{name: {} for name in ("conditionalFormats", "filterViews", "basicFilter", "charts")},
    **{name: {} for name in ("bandedRanges", "slicers", "tables")},
}
SPREADSHEET: Final = {
    **plain("spreadsheetId", "spreadsheetUrl", "commentUpdateState"),
    "properties": {
        **plain("title", "locale", "autoRecalc", "timeZone"),
        **plain("importFunctionsExternalUrlAccessAllowed"),
        "defaultFormat": CELL_FORMAT,
        "iterativeCalculationSettings": plain("maxIterations", "convergenceThreshold"),
        "spreadsheetTheme": {},
    },
    "sheets": SHEET,
    "namedRanges": plain("namedRangeId", "name") | {"range": GRID_RANGE},
    "developerMetadata": DEVELOPER_METADATA,
    "dataSources": {},
    "dataSourceSchedules": {},
}
VALUE_RANGE: Final = plain("range", "majorDimension", "values")
UPDATED_VALUES: Final = {
    **plain("spreadsheetId", "updatedRange", "updatedRows", "updatedColumns", "updatedCells"),
    "updatedData": VALUE_RANGE,
}
FILE: Final = {
    **plain("kind", "id", "name", "mimeType", "description", "starred", "trashed", "parents"),
    **plain("explicitlyTrashed", "trashedTime", "spaces", "version", "size", "quotaBytesUsed"),
    **plain("webContentLink", "webViewLink", "iconLink", "hasThumbnail", "thumbnailLink"),
    **plain("thumbnailVersion", "viewedByMe", "viewedByMeTime", "createdTime", "modifiedTime"),
    **plain("modifiedByMeTime", "modifiedByMe", "sharedWithMeTime", "teamDriveId", "driveId"),
    **plain("shared", "ownedByMe", "viewersCanCopyContent", "copyRequiresWriterPermission"),
    **plain("writersCanShare", "permissionIds", "hasAugmentedPermissions", "folderColorRgb"),
    **plain("originalFilename", "fullFileExtension", "fileExtension", "md5Checksum"),
    **plain("sha1Checksum", "sha256Checksum", "headRevisionId", "isAppAuthorized", "resourceKey"),
    **plain("inheritedPermissionsDisabled"),
    **{name: {} for name in ("owners", "permissions", "lastModifyingUser", "sharingUser")},
    **{name: {} for name in ("trashingUser", "capabilities", "properties", "appProperties")},
    **{name: {} for name in ("contentHints", "imageMediaMetadata", "videoMediaMetadata")},
    **{name: {} for name in ("exportLinks", "shortcutDetails", "contentRestrictions")},
    **{name: {} for name in ("labelInfo", "linkShareMetadata", "downloadRestrictions")},
}
GRID_COORDINATE: Final = plain("sheetId", "rowIndex", "columnIndex")
DATA_FILTER: Final = {
    "a1Range": None,
    "gridRange": GRID_RANGE,
    "developerMetadataLookup": {
        **plain("locationType", "locationMatchingStrategy", "metadataId", "metadataKey"),
        **plain("metadataValue", "visibility"),
        "metadataLocation": DEVELOPER_METADATA["location"],
    },
}
