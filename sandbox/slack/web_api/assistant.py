"""assistant.threads.*: what an assistant shows in its thread beside its messages."""

from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods, invalid_arguments
from sandbox.slack.web_api.places import channel_of
from sandbox.slack.wire import JsonObject

PROMPTS_AT_MOST = 4
LOADING_AT_MOST = 10


def set_status(slack: Slack, call: Call) -> JsonObject:
    """assistant.threads.setStatus: shown until the bot says something; an empty one is none."""
    thread = _thread(slack, call)
    loading = call.listed("loading_messages")
    if len(loading) > LOADING_AT_MOST:
        raise invalid_arguments("[ERROR] no more than 10 items allowed")
    thread["status"] = call.text("status")
    thread["loading_messages"] = loading
    return {}


def set_title(slack: Slack, call: Call) -> JsonObject:
    """assistant.threads.setTitle."""
    _thread(slack, call)["title"] = call.needed("title")
    return {}


def set_prompts(slack: Slack, call: Call) -> JsonObject:
    """assistant.threads.setSuggestedPrompts: four at most, each with a title and a message."""
    thread = _thread(slack, call)
    prompts = call.items("prompts")
    if not 0 < len(prompts) <= PROMPTS_AT_MOST:
        raise invalid_arguments("[ERROR] must provide one to four prompts")
    if not all(one.get("title") and one.get("message") for one in prompts):
        raise invalid_arguments("[ERROR] missing required field: title, message")
    thread["prompts"] = prompts
    return {}


def _thread(slack: Slack, call: Call) -> JsonObject:
    """What is shown in the thread a call names."""
    channel = channel_of(slack, call, "channel_id")
    ts = call.needed("thread_ts")
    if slack.world.conversations.find(channel.id, ts) is None:
        raise ApiError("invalid_thread_ts")
    return slack.world.assistant_threads.setdefault(f"{channel.id}:{ts}", {})


_SCOPES = ("assistant:write", "chat:write")

ASSISTANT: Methods = {
    "assistant.threads.setStatus": Method(set_status, tier=0, scopes=_SCOPES),
    "assistant.threads.setTitle": Method(set_title, tier=0, scopes=_SCOPES[:1]),
    "assistant.threads.setSuggestedPrompts": Method(set_prompts, tier=0, scopes=_SCOPES[:1]),
}
