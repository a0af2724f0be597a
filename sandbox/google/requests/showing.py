"""Requests about how a tab shows: conditional formats, banding, filters, borders, charts, slicers."""

from sandbox.google.bounds import Bounds
from sandbox.google.colours import mask_for_both, with_both_spellings
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest, Unsupported
from sandbox.google.grid import Facet, Grid
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.guarding import condition_of
from sandbox.google.requests.handler import Handler, handler, update_mask
from sandbox.google.requests.ids import NOUNS, find_object, fresh_id, placed
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
    after, sheet, index = _updated(edit, "bandedRanges", child(body, "bandedRange"), body)
    rest = [each for at, each in enumerate(sheet.objects["bandedRanges"]) if at != index]
    _check_apart(edit.workbook, rest, after["range"])
    sheet.objects["bandedRanges"][index] = after


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
    after, sheet, index = _updated(edit, "filterViews", child(body, "filter"), body)
    sheet.objects["filterViews"][index] = after


def duplicate_filter_view(edit: Edit, body: Json) -> Json:
    """A copy of a filter view under an id of its own."""
    sheet, index = find_object(edit.workbook, "filterViews", integer(body, "filterId"))
    source = sheet.objects["filterViews"][index]
    number = fresh_id(edit.workbook, "filterViews", {})
    view = source | {"filterViewId": number, "title": f"Copy of {source['title']}"}
    sheet.objects["filterViews"].append(view)
    return {"filter": view}


def add_chart(edit: Edit, body: Json) -> Json:
    """A chart over the cells of a tab."""
    chart = _add_embedded(edit, "charts", child(body, "chart"))
    return {"chart": chart}


def update_chart_spec(edit: Edit, body: Json) -> None:
    """Another specification; what is not told is gone."""
    sheet, index = find_object(edit.workbook, "charts", integer(body, "chartId"))
    spec = child(body, "spec")
    if not spec:
        raise BadRequest("A chart spec must be set.")
    sheet.objects["charts"][index] = sheet.objects["charts"][index] | {"spec": spec}


def add_slicer(edit: Edit, body: Json) -> Json:
    """A slicer over the cells of a tab."""
    return {"slicer": _add_embedded(edit, "slicers", child(body, "slicer"))}


def update_slicer_spec(edit: Edit, body: Json) -> None:
    """Change a slicer as the mask says."""
    mask = update_mask(body)
    sheet, index = find_object(edit.workbook, "slicers", integer(body, "slicerId"))
    slicer = sheet.objects["slicers"][index]
    spec = mask.updated(slicer["spec"], child(body, "spec"))
    sheet.objects["slicers"][index] = slicer | {"spec": spec}


def move_embedded(edit: Edit, body: Json) -> Json:
    """Another place or size for a chart or slicer."""
    mask = update_mask(body)
    sheet, kind, index = _embedded(edit.workbook, integer(body, "objectId"))
    before = sheet.objects[kind][index]
    asked = child(body, "newPosition")
    old = before["position"].get("overlayPosition", {})
    position = {"overlayPosition": mask.updated(old, child(asked, "overlayPosition"))}
    sheet.objects[kind][index] = before | {"position": position}
    return {"position": position}


def delete_embedded(edit: Edit, body: Json) -> None:
    """Take away a chart or slicer."""
    sheet, kind, index = _embedded(edit.workbook, integer(body, "objectId"))
    del sheet.objects[kind][index]


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


def _updated(edit: Edit, kind: str, asked: Json, body: Json) -> tuple[Json, Sheet, int]:
    """An object after an update by mask, still to be put in its place."""
    mask = update_mask(body)
    name = NOUNS[kind][0]
    number = integer(asked, name)
    sheet, index = find_object(edit.workbook, kind, number)
    after = mask_for_both(mask).updated(sheet.objects[kind][index], with_both_spellings(asked))
    after[name] = number
    return after | {"range": placed(edit.workbook, after)[1]}, sheet, index


def _add_embedded(edit: Edit, kind: str, asked: Json) -> Json:
    position = child(asked, "position")
    if position.get("newSheet"):
        raise Unsupported("an object on a sheet of its own (position.newSheet)")
    if not child(asked, "spec"):
        raise BadRequest("A spec must be set.")
    overlay = child(position, "overlayPosition")
    anchor = child(overlay, "anchorCell")
    sheet = edit.workbook.edit(integer(anchor, "sheetId", edit.workbook.first_visible().id))
    cell = {"sheetId": sheet.id} | {k: integer(anchor, k) for k in anchor if k.endswith("Index")}
    size = {"widthPixels": 600, "heightPixels": 371}
    embedded = asked | {
        NOUNS[kind][0]: fresh_id(edit.workbook, kind, asked),
        "position": {"overlayPosition": size | overlay | {"anchorCell": cell}},
    }
    sheet.objects[kind].append(embedded)
    return embedded


def _embedded(workbook: Workbook, number: int) -> tuple[Sheet, str, int]:
    for kind in ("charts", "slicers"):
        if any(each[NOUNS[kind][0]] == number for s in workbook.sheets for each in s.objects[kind]):
            sheet, index = find_object(workbook, kind, number)
            return sheet, kind, index
    raise BadRequest(f"No embedded object with ID: {number}")


def _delete(kind: str, member: str) -> Handler:
    """The request that takes an object of one kind away by its id."""

    def delete(edit: Edit, body: Json) -> None:
        sheet, index = find_object(edit.workbook, kind, integer(body, member))
        del sheet.objects[kind][index]

    return handler(delete, member)


HANDLERS = {
    "addConditionalFormatRule": handler(add_conditional_format, "rule index"),
    "updateConditionalFormatRule": handler(
        update_conditional_format, "index sheetId rule newIndex"
    ),
    "deleteConditionalFormatRule": handler(delete_conditional_format, "index sheetId"),
    "addBanding": handler(add_banding, "bandedRange"),
    "updateBanding": handler(update_banding, "bandedRange fields"),
    "deleteBanding": _delete("bandedRanges", "bandedRangeId"),
    "setBasicFilter": handler(set_basic_filter, "filter"),
    "clearBasicFilter": handler(clear_basic_filter, "sheetId tableId"),
    "addFilterView": handler(add_filter_view, "filter"),
    "updateFilterView": handler(update_filter_view, "filter fields"),
    "duplicateFilterView": handler(duplicate_filter_view, "filterId"),
    "deleteFilterView": _delete("filterViews", "filterId"),
    "addChart": handler(add_chart, "chart"),
    "updateChartSpec": handler(update_chart_spec, "chartId spec"),
    "addSlicer": handler(add_slicer, "slicer"),
    "updateSlicerSpec": handler(update_slicer_spec, "slicerId spec fields"),
    "updateEmbeddedObjectPosition": handler(move_embedded, "objectId newPosition fields"),
    "deleteEmbeddedObject": handler(delete_embedded, "objectId"),
    "updateBorders": handler(
        update_borders, "range top bottom left right innerHorizontal innerVertical"
    ),
}
