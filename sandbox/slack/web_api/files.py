"""files.*: ask for an upload URL, send bytes there, complete, share."""

from sandbox.slack.content import Content, checked_blocks
from sandbox.slack.people import BOT_USER_ID
from sandbox.slack.slack import Slack
from sandbox.slack.talk import bot_says
from sandbox.slack.uploads import Upload
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods, invalid_arguments
from sandbox.slack.web_api.chat import content_errors
from sandbox.slack.web_api.paging import paged
from sandbox.slack.web_api.places import joined_channel_of
from sandbox.slack.wire import JsonObject

CHANNELS_AT_MOST = 100


def get_upload_url(slack: Slack, call: Call) -> JsonObject:
    """files.getUploadURLExternal: announces a name and a length."""
    name, length = call.text("filename"), call.number("length", 0)
    if not name or length <= 0:
        absent = "filename" if not name else "length"
        message = f"[ERROR] missing required field: {absent}"
        raise invalid_arguments(message, error="missing_argument")
    upload = Upload(
        id=slack.world.identifiers.make("F"),
        name=name,
        length=length,
        user=BOT_USER_ID,
        created=slack.now(),
        secret=slack.world.identifiers.secret("upload"),
    )
    slack.world.uploads.add(upload)
    upload_url = f"{slack.base_url}/upload/v1/{upload.secret}"
    return {"upload_url": upload_url, "file_id": upload.id}


def complete_upload(slack: Slack, call: Call) -> JsonObject:
    """files.completeUploadExternal: files become real, and are shared where asked."""
    given = call.items("files")
    if not given:
        raise invalid_arguments("[ERROR] missing required field: files")
    channels = call.listed("channels") or call.listed("channel_id")
    if len(channels) > CHANNELS_AT_MOST:
        raise ApiError("channels_limit_exceeded")
    uploads = [_uploaded(slack, one) for one in given]
    places = [Call(call.method, {**call.args, "channel": channel}) for channel in channels]
    for place in places:
        joined_channel_of(slack, place)
    for upload in uploads:
        upload.is_complete = True
    for place in places:
        _share(slack, place, uploads)
    return {"files": [one.as_file(slack.base_url) for one in uploads]}


def info(slack: Slack, call: Call) -> JsonObject:
    """files.info."""
    return {"file": _complete(slack, call).as_file(slack.base_url), "comments": []}


def list_files(slack: Slack, call: Call) -> JsonObject:
    """files.list: by channel or user, if asked for."""
    channel, user = call.text("channel"), call.text("user")
    rows = [
        one.as_file(slack.base_url)
        for one in slack.world.uploads.by_id.values()
        if one.is_complete and not one.deleted
        if (not channel or channel in one.shares) and user in ("", one.user)
    ]
    page = paged(call, "files", rows)
    return {**page, "paging": {"count": 100, "total": len(rows), "page": 1, "pages": 1}}


def delete(slack: Slack, call: Call) -> JsonObject:
    """files.delete."""
    _complete(slack, call).deleted = True
    return {}


def _uploaded(slack: Slack, given: JsonObject) -> Upload:
    upload = slack.world.uploads.find(str(given.get("id")))
    if upload is None or upload.content is None or upload.is_complete:
        raise ApiError("file_not_found")
    upload.title = str(given.get("title") or upload.name)
    return upload


def _complete(slack: Slack, call: Call) -> Upload:
    upload = slack.world.uploads.find(call.needed("file"))
    if upload is None or not upload.is_complete:
        raise ApiError("file_not_found")
    return upload


def _share(slack: Slack, call: Call, uploads: list[Upload]) -> None:
    channel = joined_channel_of(slack, call)
    extra: JsonObject = {"files": [one.as_file(slack.base_url) for one in uploads]}
    if call.text("thread_ts"):
        extra["thread_ts"] = call.text("thread_ts")
    with content_errors():
        content = Content(call.text("initial_comment"), checked_blocks(call.args.get("blocks")))
    message = bot_says(slack, channel, content, extra=extra)
    for upload in uploads:
        upload.share(channel, message.body)
        shared = {"type": "file_shared", "file_id": upload.id, "user_id": BOT_USER_ID}
        file = {"file": {"id": upload.id}, "channel_id": channel.id}
        slack.events.emit({**shared, **file}, channel)


FILES: Methods = {
    "files.getUploadURLExternal": Method(get_upload_url, tier=4, scopes=("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, tier=4, scopes=("files:write",)),
    "files.info": Method(info, tier=4, scopes=("files:read",)),
    "files.list": Method(list_files, tier=3, scopes=("files:read",)),
    "files.delete": Method(delete, tier=3, scopes=("files:write",)),
}
