"""Requests that colour cells: conditional formats, banding, borders."""

from sandbox.google.bounds import Bounds
from sandbox.google.colours import with_both_spellings
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.grid import Facet, Grid
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.guarding import condition_of
from sandbox.google.requests.handler import handler
from sandbox.google.requests.ids import fresh_id, placed, remover, updated_object
from sandbox.google.wire import Json, child, integer, members
from sandbox.google.workbook import Sheet, Workbook


def add_conditional_format(edit: Edit, body: Json) -> None:
    """A new rule at a place among the tab's rules; the first that fits wins."""
    sheet, rule = _format_rule(edit.workbook, child(body, "rule"))
    rules = edit.workbook.edit(sheet.id).objects["conditionalFormats"]
    rules.insert(min(integer(body, "index", 0), len(rules)), rule)


def update_conditional_format(edit: Edit, body: Json) -> Json:
    """Another rule at the same place, or the same rule at another place."""
    if "rule" in body:
        found, rule = _format_rule(edit.workbook, child(body, "rule"))
        sheet, index = _rule_at(edit, body | {"sheetId": body.get("sheetId", found.id)})
        rules = sheet.objects["conditionalFormats"]
        old, rules[index] = rules[index], rule
        return {"oldRule": old, "oldIndex": index, "newRule": rule, "newIndex": index}
    sheet, index = _rule_at(edit, body)
    rules = sheet.objects["conditionalFormats"]
    target = integer(body, "newIndex")
    if target >= len(rules):
        raise BadRequest(f"No conditional format on sheet: {sheet.id} at index: {target}")
    rules.insert(target, rules.pop(index))
    return {"oldIndex": index, "newRule": rules[target], "newIndex": target}


def delete_conditional_format(edit: Edit, body: Json) -> Json:
    """Take away the rule at a place."""
    sheet, index = _rule_at(edit, body)
    return {"rule": sheet.objects["conditionalFormats"].pop(index)}


def add_banding(edit: Edit, body: Json) -> Json:
    """Alternating colours over a range that has none yet."""
    asked = child(body, "bandedRange")
    sheet, place = placed(edit.workbook, asked)
    _check_unbanded(edit.workbook, sheet, place)
    number = fresh_id(edit.workbook, "bandedRanges", asked)
    banding = with_both_spellings(asked) | {"bandedRangeId": number, "range": place}
    edit.workbook.edit(sheet.id).objects["bandedRanges"].append(banding)
    return {"bandedRange": banding}


def update_banding(edit: Edit, body: Json) -> None:
    """Other colours, or another range."""
    after, sheet, index = updated_object(edit, "bandedRanges", child(body, "bandedRange"), body)
    rest = [each for at, each in enumerate(sheet.objects["bandedRanges"]) if at != index]
    _check_apart(edit.workbook, rest, after["range"])
    sheet.objects["bandedRanges"][index] = after


def update_borders(edit: Edit, body: Json) -> None:
    """Lines round an area and between its cells; a side that is not told stays as it is."""
    found, area = bounds_of(edit.workbook, child(body, "range"))
    edit.check(found, area)
    body = with_both_spellings(body)
    grid = edit.workbook.edit(found.id).grid
    for side, edge in _edges(area).items():
        if side in body:
            _draw(grid, edge, side, child(body, side))
        between = "innerHorizontal" if side in ("top", "bottom") else "innerVertical"
        if between in body:
            _draw(grid, _without_edge(area, side), side, child(body, between))


def _draw(grid: Grid, area: Bounds, side: str, line: Json) -> None:
    if not area.is_empty:
        grid.change_facets(area, lambda facet: _lined(facet, side, line))


def _edges(area: Bounds) -> dict[str, Bounds]:
    top, bottom, left, right = area.start_row, area.end_row, area.start_column, area.end_column
    return {
        "top": Bounds(top, top + 1, left, right),
        "bottom": Bounds(bottom - 1, bottom, left, right),
        "left": Bounds(top, bottom, left, left + 1),
        "right": Bounds(top, bottom, right - 1, right),
    }


def _without_edge(area: Bounds, side: str) -> Bounds:
    """The cells of an area that have a neighbour inside it on this side."""
    top, bottom, left, right = area.start_row, area.end_row, area.start_column, area.end_column
    return {
        "top": Bounds(top + 1, bottom, left, right),
        "bottom": Bounds(top, bottom - 1, left, right),
        "left": Bounds(top, bottom, left + 1, right),
        "right": Bounds(top, bottom, left, right - 1),
    }[side]


def _lined(facet: Facet | None, side: str, line: Json) -> Facet | None:
    look = (facet or {}).get("userEnteredFormat", {})
    borders = {name: it for name, it in look.get("borders", {}).items() if name != side}
    if line and line.get("style") != "NONE":
        borders[side] = line
    rest = {name: it for name, it in look.items() if name != "borders"}
    look = rest | ({"borders": borders} if borders else {})
    others = {name: it for name, it in (facet or {}).items() if name != "userEnteredFormat"}
    return others | ({"userEnteredFormat": look} if look else {}) or None


def _format_rule(workbook: Workbook, rule: Json) -> tuple[Sheet, Json]:
    ranges = members(rule, "ranges")
    if not ranges:
        raise BadRequest("A conditional format rule must have at least one range.")
    places = [placed(workbook, {"range": each}) for each in ranges]
    if len({sheet.id for sheet, _ in places}) > 1:
        raise BadRequest("All ranges of a conditional format rule must be on the same sheet.")
    if ("booleanRule" in rule) == ("gradientRule" in rule):
        raise BadRequest("A conditional format rule must have a booleanRule or a gradientRule.")
    if "booleanRule" in rule:
        condition_of(child(rule, "booleanRule"))
    return places[0][0], with_both_spellings(rule) | {"ranges": [place for _, place in places]}


def _rule_at(edit: Edit, body: Json) -> tuple[Sheet, int]:
    sheet = edit.workbook.edit(integer(body, "sheetId", 0))
    index = integer(body, "index", 0)
    if not 0 <= index < len(sheet.objects["conditionalFormats"]):
        raise BadRequest(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return sheet, index


def _check_unbanded(workbook: Workbook, sheet: Sheet, place: Json) -> None:
    _check_apart(workbook, sheet.objects["bandedRanges"], place)


def _check_apart(workbook: Workbook, others: list[Json], place: Json) -> None:
    _, bounds = bounds_of(workbook, place)
    for other in others:
        if bounds_of(workbook, other["range"])[1].meets(bounds):
            raise BadRequest(
                "You cannot add alternating background colors to a range that already has "
                "alternating background colors."
            )


HANDLERS = {
    "addConditionalFormatRule": handler(add_conditional_format, "rule index"),
    "updateConditionalFormatRule": handler(
        update_conditional_format, "index sheetId rule newIndex"
    ),
    "deleteConditionalFormatRule": handler(delete_conditional_format, "index sheetId"),
    "addBanding": handler(add_banding, "bandedRange"),
    "updateBanding": handler(update_banding, "bandedRange fields"),
    "deleteBanding": remover("bandedRanges", "bandedRangeId"),
    "updateBorders": handler(
        update_borders, "range top bottom left right innerHorizontal innerVertical"
    ),
}
