"""chat.startStream, chat.appendStream, chat.stopStream: a reply that grows while it is read."""

from sandbox.slack.content import Content, checked_blocks, checked_metadata
from sandbox.slack.messages import Message
from sandbox.slack.slack import Slack
from sandbox.slack.streams import Stream, is_chunk
from sandbox.slack.talk import bot_says, rewrite
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.web_api.chat import content_errors, own_message, placed
from sandbox.slack.web_api.places import channel_of, open_channel_of
from sandbox.slack.wire import JsonObject

MARKDOWN_CHARACTERS = 12_000


def start(slack: Slack, call: Call) -> JsonObject:
    """chat.startStream: always a reply; in a channel it says for whom."""
    channel = open_channel_of(slack, call)
    call.needed("thread_ts")
    if not channel.id.startswith("D"):
        for name in ("recipient_team_id", "recipient_user_id"):
            if not call.text(name):
                raise ApiError(f"missing_{name}")
    stream = Stream(slack.now(), is_plan=call.text("task_display_mode") == "plan")
    _take(stream, call)
    message = bot_says(slack, channel, _so_far(stream), extra=placed(slack, call, channel))
    message.stream = stream
    return {"channel": channel.id, "ts": message.ts}


def append(slack: Slack, call: Call) -> JsonObject:
    """chat.appendStream."""
    message, stream = _streaming(slack, call)
    if not _take(stream, call):
        raise ApiError("no_text")
    rewrite(slack, message, _so_far(stream), is_edit=False)
    return {"channel": message.channel, "ts": message.ts}


def stop(slack: Slack, call: Call) -> JsonObject:
    """chat.stopStream: the last pieces, then blocks below them; nothing is streamed after it."""
    message, stream = _streaming(slack, call)
    with content_errors():
        ending = checked_blocks(call.args.get("blocks"))
        metadata = checked_metadata(call.args.get("metadata"))
    _take(stream, call)
    message.stream = None
    whole = Content(stream.text, [*stream.blocks, *ending], metadata=metadata)
    rewrite(slack, message, whole, is_edit=False)
    return {"channel": message.channel, "ts": message.ts, "message": message.body}


def _streaming(slack: Slack, call: Call) -> tuple[Message, Stream]:
    """The bot's message that still takes pieces, and what has come of it."""
    channel = channel_of(slack, call)
    message = own_message(slack, channel, call, "message_not_owned_by_app")
    if message.stream is None or not message.stream.is_open(slack.now()):
        raise ApiError("message_not_in_streaming_state")
    return message, message.stream


def _take(stream: Stream, call: Call) -> bool:
    """Let the pieces of a call join the stream; whether there were any."""
    text, chunks = call.text("markdown_text"), call.items("chunks")
    if len(text) > MARKDOWN_CHARACTERS:
        raise ApiError("msg_too_long")
    if not all(is_chunk(one) for one in chunks):
        raise ApiError("invalid_chunks")
    with content_errors():
        checked_blocks([block for one in chunks for block in one.get("blocks", [])])
    for chunk in [*([{"type": "markdown_text", "text": text}] if text else []), *chunks]:
        stream.take(chunk)
    return bool(text or chunks)


def _so_far(stream: Stream) -> Content:
    return Content(stream.text, stream.blocks)


STREAMING: Methods = {
    "chat.startStream": Method(start, tier=2, scopes=("chat:write",)),
    "chat.appendStream": Method(append, tier=4, scopes=("chat:write",)),
    "chat.stopStream": Method(stop, tier=2, scopes=("chat:write",)),
}
