"""slackLists.* and functions.*: kept as given, checked for what they name.

A list is its columns and its items. Nothing is laid out, but nothing is accepted that refers to what
is not there.
"""

from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods, invalid_arguments
from sandbox.slack.web_api.paging import paged
from sandbox.slack.wire import JsonObject

COLUMNS_AT_MOST = 60
ROWS_AT_MOST = 1000


def create_list(slack: Slack, call: Call) -> JsonObject:
    """slackLists.create."""
    columns = [_column(slack, one) for one in call.items("schema")]
    if len(columns) > COLUMNS_AT_MOST:
        raise ApiError("over_column_maximum")
    made: JsonObject = {
        "id": slack.world.identifiers.make("F"),
        "name": call.text("name"),
        "schema": columns,
        "items": {},
    }
    slack.world.lists[made["id"]] = made
    shown = {name: made[name] for name in ("id", "name", "schema")}
    metadata = {"schema": columns, "views": []}
    return {"list_id": made["id"], "list": shown, "list_metadata": metadata}


def update_list(slack: Slack, call: Call) -> JsonObject:
    """slackLists.update: its name."""
    found = _list(slack, call, "id")
    found["name"] = call.text("name", found["name"])
    return {}


def create_item(slack: Slack, call: Call) -> JsonObject:
    """slackLists.items.create."""
    found = _list(slack, call, "list_id")
    if len(found["items"]) >= ROWS_AT_MOST:
        raise ApiError("over_row_maximum")
    fields = call.items("initial_fields")
    for one in fields:
        _check_column(found, one)
    item: JsonObject = {
        "id": slack.world.identifiers.make("Rec"),
        "list_id": found["id"],
        "date_created": int(slack.now()),
        "fields": fields,
    }
    found["items"][item["id"]] = item
    return {"item": item}


def update_items(slack: Slack, call: Call) -> JsonObject:
    """slackLists.items.update: cells, each named by its row and column."""
    found = _list(slack, call, "list_id")
    cells = call.items("cells")
    for cell in cells:
        _check_column(found, cell)
        _item(found, str(cell.get("row_id")))
    for cell in cells:
        item = _item(found, str(cell["row_id"]))
        others = [one for one in item["fields"] if one["column_id"] != cell["column_id"]]
        item["fields"] = [*others, {key: cell[key] for key in cell if key != "row_id"}]
    return {}


def list_items(slack: Slack, call: Call) -> JsonObject:
    """slackLists.items.list."""
    return paged(call, "items", list(_list(slack, call, "list_id")["items"].values()))


def item_info(slack: Slack, call: Call) -> JsonObject:
    """slackLists.items.info."""
    found = _list(slack, call, "list_id")
    shown = {key: found[key] for key in ("id", "name", "schema")}
    return {"list": shown, "record": _item(found, call.needed("id"))}


def delete_item(slack: Slack, call: Call) -> JsonObject:
    """slackLists.items.delete."""
    found = _list(slack, call, "list_id")
    del found["items"][_item(found, call.needed("id"))["id"]]
    return {}


def complete_function(slack: Slack, call: Call) -> JsonObject:
    """functions.completeSuccess and functions.completeError."""
    execution = slack.world.functions.get(call.needed("function_execution_id"))
    if execution is None:
        raise ApiError("function_execution_not_found")
    if execution.get("ended"):
        raise ApiError("execution_not_in_running_state")
    if call.method == "functions.completeSuccess":
        execution["outputs"] = call.item("outputs")
    else:
        execution["error"] = call.needed("error")
    execution["ended"] = True
    return {}


def _column(slack: Slack, given: JsonObject) -> JsonObject:
    if not given.get("key") or not given.get("type"):
        raise invalid_arguments("[ERROR] a column needs a key and a type [json-pointer:/schema]")
    return {"id": slack.world.identifiers.make("Col"), "name": given["key"], **given}


def _list(slack: Slack, call: Call, name: str) -> JsonObject:
    found = slack.world.lists.get(call.needed(name))
    if found is None:
        raise ApiError("list_not_found")
    return found


def _item(found: JsonObject, item_id: str) -> JsonObject:
    item = found["items"].get(item_id)
    if item is None:
        raise ApiError("item_not_found")
    row: JsonObject = item
    return row


def _check_column(found: JsonObject, cell: JsonObject) -> None:
    columns = {one["id"]: one for one in found["schema"]}
    column = columns.get(str(cell.get("column_id")))
    if column is None:
        raise ApiError("invalid_column_id")
    if str(column["type"]).startswith(("created_", "last_edited_")):
        raise ApiError("uneditable_column")


_LIST = ("lists:write",)

DOCUMENTS: Methods = {
    "slackLists.create": Method(create_list, tier=2, scopes=_LIST),
    "slackLists.update": Method(update_list, tier=2, scopes=_LIST),
    "slackLists.items.create": Method(create_item, tier=3, scopes=_LIST),
    "slackLists.items.update": Method(update_items, tier=3, scopes=_LIST),
    "slackLists.items.list": Method(list_items, tier=2, scopes=("lists:read",)),
    "slackLists.items.info": Method(item_info, tier=2, scopes=("lists:read",)),
    "slackLists.items.delete": Method(delete_item, tier=3, scopes=_LIST),
    "functions.completeSuccess": Method(complete_function, tier=3),
    "functions.completeError": Method(complete_function, tier=3),
}
