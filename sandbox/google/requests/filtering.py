"""Requests about filters: the tab's one basic filter, and views that each person may look through."""

from sandbox.google.editing import Edit
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.handler import handler
from sandbox.google.requests.ids import find_object, fresh_id, placed, remover, updated_object
from sandbox.google.wire import Json, child, integer


def set_basic_filter(edit: Edit, body: Json) -> None:
    """The tab's one filter, over a range whose open ends are settled now."""
    asked = child(body, "filter")
    sheet, place = placed(edit.workbook, asked)
    _, bounds = bounds_of(edit.workbook, place)
    whole = bounds.grid_range(sheet.id)
    edit.workbook.edit(sheet.id).basic_filter = asked | {"range": whole}


def clear_basic_filter(edit: Edit, body: Json) -> None:
    """The tab has no filter any more."""
    edit.workbook.edit(integer(body, "sheetId", 0)).basic_filter = None


def add_filter_view(edit: Edit, body: Json) -> Json:
    """A filter that each person can look through for themselves."""
    asked = child(body, "filter")
    if "namedRangeId" in asked and "range" not in asked:
        found = (
            each["range"]
            for each in edit.workbook.named_ranges
            if each["namedRangeId"] == asked["namedRangeId"]
        )
        asked = asked | {"range": next(found, {"sheetId": -1})}
    sheet, place = placed(edit.workbook, asked)
    number = fresh_id(edit.workbook, "filterViews", asked)
    views = edit.workbook.edit(sheet.id).objects["filterViews"]
    title = asked.get("title") or f"Filter {len(views) + 1}"
    view = asked | {"filterViewId": number, "title": title, "range": place}
    views.append(view)
    return {"filter": view}


def update_filter_view(edit: Edit, body: Json) -> None:
    """Another title, range or criteria."""
    after, sheet, index = updated_object(edit, "filterViews", child(body, "filter"), body)
    sheet.objects["filterViews"][index] = after


def duplicate_filter_view(edit: Edit, body: Json) -> Json:
    """A copy of a filter view under an id of its own."""
    sheet, index = find_object(edit.workbook, "filterViews", integer(body, "filterId"))
    source = sheet.objects["filterViews"][index]
    number = fresh_id(edit.workbook, "filterViews", {})
    view = source | {"filterViewId": number, "title": f"Copy of {source['title']}"}
    sheet.objects["filterViews"].append(view)
    return {"filter": view}


HANDLERS = {
    "setBasicFilter": handler(set_basic_filter, "filter"),
    "clearBasicFilter": handler(clear_basic_filter, "sheetId tableId"),
    "addFilterView": handler(add_filter_view, "filter"),
    "updateFilterView": handler(update_filter_view, "filter fields"),
    "duplicateFilterView": handler(duplicate_filter_view, "filterId"),
    "deleteFilterView": remover("filterViews", "filterId"),
}
