"""Requests that name ranges, protect them, and say what may be typed into them."""

import re
import secrets
from typing import Final

from sandbox.google.a1 import parse_cells
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.grid import Facet
from sandbox.google.protection import closed, may_edit_range
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.handler import handler, update_mask
from sandbox.google.requests.ids import find_object, fresh_id, placed
from sandbox.google.wire import Json, child, flag, integer
from sandbox.google.workbook import Workbook

CONDITION_TYPES: Final = frozenset(
    (
        *("NUMBER_GREATER", "NUMBER_GREATER_THAN_EQ", "NUMBER_LESS", "NUMBER_LESS_THAN_EQ"),
        *("NUMBER_EQ", "NUMBER_NOT_EQ", "NUMBER_BETWEEN", "NUMBER_NOT_BETWEEN"),
        *("TEXT_CONTAINS", "TEXT_NOT_CONTAINS", "TEXT_STARTS_WITH", "TEXT_ENDS_WITH", "TEXT_EQ"),
        *("TEXT_IS_EMAIL", "TEXT_IS_URL", "TEXT_NOT_EQ"),
        *("DATE_EQ", "DATE_BEFORE", "DATE_AFTER", "DATE_ON_OR_BEFORE", "DATE_ON_OR_AFTER"),
        *("DATE_BETWEEN", "DATE_NOT_BETWEEN", "DATE_IS_VALID", "DATE_NOT_EQ"),
        *("ONE_OF_RANGE", "ONE_OF_LIST", "BLANK", "NOT_BLANK", "CUSTOM_FORMULA", "BOOLEAN"),
        "FILTER_EXPRESSION",
    )
)
_NAME = re.compile(r"[A-Za-z_][\w]{0,249}")


def add_named_range(edit: Edit, body: Json) -> Json:
    """A name for a range, to be used in formulas and in A1 texts."""
    asked = child(body, "namedRange")
    _, place = placed(edit.workbook, asked)
    name = _checked_name(edit.workbook, str(asked.get("name", "")))
    number = str(asked.get("namedRangeId") or secrets.randbelow(2**31))
    if any(each["namedRangeId"] == number for each in edit.workbook.named_ranges):
        raise BadRequest(f"A named range with ID {number} already exists.")
    named = {"namedRangeId": number, "name": name, "range": place}
    edit.workbook.named_ranges = [*edit.workbook.named_ranges, named]
    return {"namedRange": named}


def update_named_range(edit: Edit, body: Json) -> None:
    """Another name or place for a named range."""
    mask = update_mask(body)
    asked = child(body, "namedRange")
    index = _named_index(edit.workbook, asked.get("namedRangeId"))
    before = edit.workbook.named_ranges[index]
    after = mask.updated(before, asked) | {"namedRangeId": before["namedRangeId"]}
    after["range"] = placed(edit.workbook, after)[1]
    if after.get("name") != before["name"]:
        after["name"] = _checked_name(edit.workbook, str(after.get("name", "")))
    edit.workbook.named_ranges[index] = after


def delete_named_range(edit: Edit, body: Json) -> None:
    """The name goes, the cells stay."""
    del edit.workbook.named_ranges[_named_index(edit.workbook, body.get("namedRangeId"))]


def add_protected_range(edit: Edit, body: Json) -> Json:
    """Close a range to all but its editors; whoever closes it stays one of them."""
    asked = child(body, "protectedRange")
    if "namedRangeId" in asked:
        index = _named_index(edit.workbook, asked["namedRangeId"])
        named = edit.workbook.named_ranges[index]
        sheet, place = placed(edit.workbook, named)
    else:
        sheet, place = placed(edit.workbook, asked)
    number = fresh_id(edit.workbook, "protectedRanges", asked)
    protected = _protection(edit, asked) | {"protectedRangeId": number, "range": place}
    edit.workbook.edit(sheet.id).objects["protectedRanges"].append(protected)
    return {"protectedRange": protected | {"requestingUserCanEdit": True}}


def update_protected_range(edit: Edit, body: Json) -> None:
    """Other editors, other cells; only somebody who may edit the range may do it."""
    mask = update_mask(body)
    asked = child(body, "protectedRange")
    number = integer(asked, "protectedRangeId")
    sheet, index = find_object(edit.workbook, "protectedRanges", number)
    before = sheet.objects["protectedRanges"][index]
    if not may_edit_range(edit.actor, before):
        raise closed()
    after = mask.updated(before, asked) | {"protectedRangeId": number}
    target, place = placed(edit.workbook, after)
    if target.id != sheet.id:
        raise BadRequest("A protected range cannot be moved to another sheet.")
    sheet.objects["protectedRanges"][index] = _protection(edit, after) | {
        "protectedRangeId": number,
        "range": place,
    }


def delete_protected_range(edit: Edit, body: Json) -> None:
    """Open a range to everybody again."""
    number = integer(body, "protectedRangeId")
    sheet, index = find_object(edit.workbook, "protectedRanges", number)
    if not may_edit_range(edit.actor, sheet.objects["protectedRanges"][index]):
        raise closed()
    del sheet.objects["protectedRanges"][index]


def set_data_validation(edit: Edit, body: Json) -> None:
    """Say what may be typed into an area; without a rule anything may again."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    edit.check(found, bounds)
    rule = _rule(child(body, "rule"))

    def ruled(facet: Facet | None) -> Facet | None:
        rest = {name: it for name, it in (facet or {}).items() if name != "dataValidation"}
        return rest | ({"dataValidation": rule} if rule else {}) or None

    edit.workbook.edit(found.id).grid.change_facets(bounds, ruled)


def condition_of(holder: Json) -> Json:
    """The BooleanCondition of a rule.

    Raises:
        BadRequest: if its type is none that Google knows.
    """
    condition = child(holder, "condition")
    kind = str(condition.get("type"))
    if kind not in CONDITION_TYPES:
        raise BadRequest(
            "Invalid value at 'condition.type' "
            f'(type.googleapis.com/google.apps.sheets.v4.ConditionType), "{kind}"'
        )
    return condition


def _rule(rule: Json) -> Json:
    if not rule:
        return {}
    condition = condition_of(rule)
    values = condition.get("values") or []
    if condition["type"] == "ONE_OF_RANGE" and len(values) != 1:
        raise BadRequest("Invalid number of values: ONE_OF_RANGE requires exactly 1.")
    if condition["type"] == "ONE_OF_LIST" and not values:
        raise BadRequest("Invalid number of values: ONE_OF_LIST requires at least 1.")
    kept = {name: content for name, content in rule.items() if content not in (None, False, "")}
    if not values:
        kept["condition"] = {"type": condition["type"]}
    return kept


def _protection(edit: Edit, asked: Json) -> Json:
    """A protection's own members: the editors named and, unless the file is theirs, the asker."""
    names = ("description", "namedRangeId", "unprotectedRanges", "tableId")
    kept = {name: asked[name] for name in names if asked.get(name)}
    if flag(asked.get("warningOnly")):
        return kept | {"warningOnly": True}
    editors = child(asked, "editors")
    listed = editors.get("users") or []
    if not isinstance(listed, list):
        raise BadRequest(f"Invalid value at 'editors.users', {listed!r}")
    asker = [] if edit.actor.owns_file else [edit.actor.email]
    told = editors | {"users": list(dict.fromkeys([*asker, *map(str, listed)]))}
    known = ("users", "groups", "domainUsersCanEdit")
    return kept | {"editors": {name: told[name] for name in known if told.get(name)}}


def _checked_name(workbook: Workbook, name: str) -> str:
    if not _NAME.fullmatch(name) or parse_cells(name) is not None:
        raise BadRequest(f'"{name}" is not a valid name for a named range.')
    if any(each["name"].lower() == name.lower() for each in workbook.named_ranges):
        raise BadRequest(f'A named range with the name "{name}" already exists.')
    return name


def _named_index(workbook: Workbook, number: object) -> int:
    for index, each in enumerate(workbook.named_ranges):
        if each["namedRangeId"] == str(number):
            return index
    raise BadRequest(f"No named range with ID: {number}")


HANDLERS = {
    "addNamedRange": handler(add_named_range, "namedRange"),
    "updateNamedRange": handler(update_named_range, "namedRange fields"),
    "deleteNamedRange": handler(delete_named_range, "namedRangeId"),
    "addProtectedRange": handler(add_protected_range, "protectedRange"),
    "updateProtectedRange": handler(update_protected_range, "protectedRange fields"),
    "deleteProtectedRange": handler(delete_protected_range, "protectedRangeId"),
    "setDataValidation": handler(set_data_validation, "range rule filteredRowsIncluded"),
}
