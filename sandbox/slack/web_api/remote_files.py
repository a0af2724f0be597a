"""files.remote.*: files that live elsewhere, registered under an id of the app's own and shared."""

from sandbox.slack.content import Content
from sandbox.slack.people import APP_ID, BOT_USER_ID, TEAM_ID
from sandbox.slack.slack import Slack
from sandbox.slack.talk import bot_says
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.web_api.paging import paged
from sandbox.slack.web_api.places import joined_channel_of
from sandbox.slack.wire import JsonObject

_CHANGEABLE = ("title", "external_url", "filetype")


def add(slack: Slack, call: Call) -> JsonObject:
    """files.remote.add."""
    told = {name: call.needed(name) for name in ("external_id", "external_url", "title")}
    now = int(slack.now())
    file: JsonObject = {
        "id": slack.world.identifiers.make("F"),
        "created": now,
        "timestamp": now,
        "name": told["title"],
        "title": told["title"],
        "mimetype": "application/octet-stream",
        "filetype": call.text("filetype", "remote"),
        "pretty_type": "Remote",
        "user": BOT_USER_ID,
        "user_team": TEAM_ID,
        "editable": False,
        "size": 0,
        "mode": "external",
        "is_external": True,
        "external_type": "app",
        "app_id": APP_ID,
        "external_id": told["external_id"],
        "external_url": told["external_url"],
        "url_private": told["external_url"],
        "is_public": False,
        "has_rich_preview": False,
        "channels": [],
        "groups": [],
        "ims": [],
    }
    file["permalink"] = f"{slack.base_url}/files/{file['id']}"
    slack.world.remote_files[file["id"]] = file
    return {"file": file}


def info(slack: Slack, call: Call) -> JsonObject:
    """files.remote.info."""
    return {"file": _file(slack, call)}


def list_files(slack: Slack, call: Call) -> JsonObject:
    """files.remote.list: all of them, or those shared in a channel."""
    channel = call.text("channel")
    rows = [
        one
        for one in slack.world.remote_files.values()
        if not channel or channel in [*one["channels"], *one["groups"], *one["ims"]]
    ]
    return paged(call, "files", rows)


def update(slack: Slack, call: Call) -> JsonObject:
    """files.remote.update."""
    file = _file(slack, call)
    file |= {name: call.text(name) for name in _CHANGEABLE if call.text(name)}
    return {"file": file | {"url_private": file["external_url"], "name": file["title"]}}


def remove(slack: Slack, call: Call) -> JsonObject:
    """files.remote.remove."""
    del slack.world.remote_files[_file(slack, call)["id"]]
    return {}


def share(slack: Slack, call: Call) -> JsonObject:
    """files.remote.share: a message of its own in every channel named."""
    file = _file(slack, call)
    named = call.listed("channels")
    places = [joined_channel_of(slack, Call(call.method, {"channel": one})) for one in named]
    for channel in places:
        kind = "channels" if channel.is_public else "ims" if channel.is_im else "groups"
        file[kind] = list(dict.fromkeys([*file[kind], channel.id]))
        file["is_public"] = bool(file["channels"])
        bot_says(slack, channel, Content(), extra={"files": [dict(file)]})
    return {"file": file}


def _file(slack: Slack, call: Call) -> JsonObject:
    """The file a call names, by Slack's id or the app's."""
    by_id = slack.world.remote_files.get(call.text("file"))
    external_id = call.text("external_id")
    by_own = (one for one in slack.world.remote_files.values() if one["external_id"] == external_id)
    found = by_id or next(by_own, None)
    if found is None:
        raise ApiError("file_not_found")
    return found


_READ = ("remote_files:read",)
_WRITE = ("remote_files:write",)

REMOTE_FILES: Methods = {
    "files.remote.add": Method(add, tier=2, scopes=_WRITE),
    "files.remote.update": Method(update, tier=2, scopes=_WRITE),
    "files.remote.remove": Method(remove, tier=2, scopes=_WRITE),
    "files.remote.info": Method(info, tier=2, scopes=_READ),
    "files.remote.list": Method(list_files, tier=2, scopes=_READ),
    "files.remote.share": Method(share, tier=2, scopes=("remote_files:share",)),
}
