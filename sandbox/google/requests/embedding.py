"""Requests about what floats over the cells: charts and slicers."""

from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest, Unsupported
from sandbox.google.requests.handler import handler, update_mask
from sandbox.google.requests.ids import NOUNS, find_object, fresh_id
from sandbox.google.wire import Json, child, integer
from sandbox.google.workbook import Sheet, Workbook


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


def update_border(edit: Edit, body: Json) -> None:
    """Another border round a chart, as the mask says."""
    mask = update_mask(body)
    sheet, kind, index = _embedded(edit.workbook, integer(body, "objectId"))
    before = sheet.objects[kind][index]
    border = mask.updated(child(before, "border"), child(body, "border"))
    sheet.objects[kind][index] = before | {"border": border}


def delete_embedded(edit: Edit, body: Json) -> None:
    """Take away a chart or slicer."""
    sheet, kind, index = _embedded(edit.workbook, integer(body, "objectId"))
    del sheet.objects[kind][index]


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


HANDLERS = {
    "addChart": handler(add_chart, "chart"),
    "updateChartSpec": handler(update_chart_spec, "chartId spec"),
    "addSlicer": handler(add_slicer, "slicer"),
    "updateSlicerSpec": handler(update_slicer_spec, "slicerId spec fields"),
    "updateEmbeddedObjectPosition": handler(move_embedded, "objectId newPosition fields"),
    "updateEmbeddedObjectBorder": handler(update_border, "objectId border fields"),
    "deleteEmbeddedObject": handler(delete_embedded, "objectId"),
}
