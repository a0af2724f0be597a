"""The bodies of what Slack sends to an app: commands, interactions, view submissions."""

from sandbox.slack.elements import Spot
from sandbox.slack.messages import Message
from sandbox.slack.people import APP_ID, TEAM_ID, Channel, Person
from sandbox.slack.slack import Slack
from sandbox.slack.triggers import ResponseLink
from sandbox.slack.views import View
from sandbox.slack.wire import JsonObject


def slash_command(
    slack: Slack, person: Person, channel: Channel, command: str, text: str
) -> JsonObject:
    """The flat fields of a slash command."""
    link = slack.world.permits.new_link(channel.id, person.id, now=slack.now())
    return {
        "token": "sandbox-verification-token",
        "team_id": TEAM_ID,
        "team_domain": slack.world.directory.team_domain,
        "channel_id": channel.id,
        "channel_name": _channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url(slack, link),
        "trigger_id": slack.world.permits.new_trigger(person.id, now=slack.now()),
    }


def message_actions(
    slack: Slack, person: Person, message: Message, actions: list[JsonObject]
) -> JsonObject:
    """block_actions from a message; an ephemeral one is not shown again in the payload."""
    channel = slack.world.directory.channels[message.channel]
    container: JsonObject = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.seen_by is not None,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    payload = {
        "type": "block_actions",
        **_common(slack, person),
        "container": container,
        "trigger_id": slack.world.permits.new_trigger(person.id, now=slack.now()),
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "state": {"values": message.values.get(person.id, {})},
        "response_url": response_url(slack, _link_to(slack, person, message)),
        "actions": actions,
    }
    if message.seen_by is None:
        payload["message"] = message.body
    return payload


def view_actions(slack: Slack, person: Person, view: View, actions: list[JsonObject]) -> JsonObject:
    """block_actions from a modal or an App Home."""
    return {
        "type": "block_actions",
        **_common(slack, person),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": _view_trigger(slack, person, view),
        "view": view.as_view(),
        "actions": actions,
    }


def view_submission(slack: Slack, person: Person, view: View) -> JsonObject:
    """What a press of the submit button sends."""
    return {
        "type": "view_submission",
        **_common(slack, person),
        "trigger_id": _view_trigger(slack, person, view),
        "view": view.as_view(),
        "response_urls": _response_urls(slack, person, view),
    }


def view_closed(slack: Slack, person: Person, view: View, *, is_cleared: bool) -> JsonObject:
    """What closing a form sends, if the form asked for it."""
    return {
        "type": "view_closed",
        **_common(slack, person),
        "view": view.as_view(),
        "is_cleared": is_cleared,
    }


def block_suggestion(
    slack: Slack, person: Person, place: Message | View, spot: Spot, typed: str
) -> JsonObject:
    """The question an external select asks while a person types."""
    payload: JsonObject = {
        "type": "block_suggestion",
        **_common(slack, person),
        "action_id": spot.action_id,
        "block_id": spot.block_id,
        "value": typed,
    }
    if isinstance(place, View):
        payload["container"] = {"type": "view", "view_id": place.id}
        payload["view"] = place.as_view()
        return payload
    channel = slack.world.directory.channels[place.channel]
    payload["container"] = {
        "type": "message",
        "message_ts": place.ts,
        "channel_id": place.channel,
        "is_ephemeral": place.seen_by is not None,
    }
    payload["channel"] = {"id": channel.id, "name": _channel_name(channel)}
    payload["message"] = place.body
    return payload


def global_shortcut(slack: Slack, person: Person, callback_id: str) -> JsonObject:
    """What a shortcut from the message box sends."""
    return {
        "type": "shortcut",
        **_common(slack, person),
        "action_ts": f"{slack.now():.6f}",
        "callback_id": callback_id,
        "trigger_id": slack.world.permits.new_trigger(person.id, now=slack.now()),
    }


def message_shortcut(
    slack: Slack, person: Person, message: Message, callback_id: str
) -> JsonObject:
    """What a shortcut from a message's menu sends."""
    channel = slack.world.directory.channels[message.channel]
    return {
        "type": "message_action",
        **_common(slack, person),
        "action_ts": f"{slack.now():.6f}",
        "callback_id": callback_id,
        "trigger_id": slack.world.permits.new_trigger(person.id, now=slack.now()),
        "response_url": response_url(slack, _link_to(slack, person, message)),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "message": message.body,
    }


def response_url(slack: Slack, link: ResponseLink) -> str:
    """The address of a response link."""
    return f"{slack.base_url}/commands/{TEAM_ID}/{link.token}"


def _common(slack: Slack, person: Person) -> JsonObject:
    return {
        "token": "sandbox-verification-token",
        "api_app_id": APP_ID,
        "team": {"id": TEAM_ID, "domain": slack.world.directory.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team_id,
        },
    }


def _channel_name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.kind == "group" else channel.name


def _link_to(slack: Slack, person: Person, message: Message) -> ResponseLink:
    return slack.world.permits.new_link(
        message.channel,
        person.id,
        now=slack.now(),
        message_ts=message.ts,
    )


def _view_trigger(slack: Slack, person: Person, view: View) -> str:
    return slack.world.permits.new_trigger(person.id, now=slack.now(), from_view=view.id)


def _response_urls(slack: Slack, person: Person, view: View) -> list[JsonObject]:
    urls = []
    for block in view.blocks:
        element = block.get("element", {})
        if not element.get("response_url_enabled"):
            continue
        value = view.values.get(block["block_id"], {}).get(element["action_id"], {})
        chosen = value.get("selected_conversation") or value.get("selected_channel")
        if chosen:
            link = slack.world.permits.new_link(chosen, person.id, now=slack.now())
            urls.append(
                {
                    "response_url": response_url(slack, link),
                    "channel_id": chosen,
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                }
            )
    return urls
