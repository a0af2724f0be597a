"""Shortcuts, the App Home, files, reactions: what is done outside the message box."""

from sandbox.slack import payloads
from sandbox.slack.acts.files import keep_file
from sandbox.slack.acts.interacting import interact, screen_of
from sandbox.slack.acts.saying import refuse_closed
from sandbox.slack.acts.seen import Glance, shown_view
from sandbox.slack.delivery import Ack
from sandbox.slack.elements import NotOnScreenError
from sandbox.slack.messages import add_reaction
from sandbox.slack.people import BOT_USER_ID, Channel, Person
from sandbox.slack.slack import Slack
from sandbox.slack.talk import person_says
from sandbox.slack.views import View
from sandbox.slack.wire import JsonObject


async def uses_shortcut(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    """Choose a shortcut: a message's if the act names one, otherwise a global one.

    One that is on no menu answers with those that are on it.
    """
    glance = Glance.now(slack, person)
    callback_id = str(given["callback_id"])
    kind = "message" if given.get("ts") else "global"
    if not slack.rules.shortcut(callback_id, kind):
        return glance.after(outcome="unknown_shortcut", known=slack.rules.shortcuts(kind))
    if kind == "global":
        payload = payloads.global_shortcut(slack, person, callback_id)
    else:
        message = screen_of(slack, person.id, given).place
        if isinstance(message, View):
            raise NotOnScreenError(callback_id, [])
        payload = payloads.message_shortcut(slack, person, message, callback_id)
    ack: Ack = await interact(slack, payload)
    await slack.quiet()
    return glance.after(ack)


async def opens_home(slack: Slack, person: Person, tab: str = "home") -> JsonObject:
    """Open the app's Home, and wait until the app has published it; or open its messages tab."""
    glance = Glance.now(slack, person)
    if tab == "home" and not slack.rules.has_home_tab:
        return glance.after(outcome="no_home_tab", home=None)
    made = slack.world.identifiers.make("D")
    channel, _ = slack.world.directory.direct_message([person.id], made)
    event: JsonObject = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": channel.id,
        "tab": tab,
    }
    homes = slack.world.views.homes
    home = homes.get(person.id)
    before = _hash_of(home)
    if home is not None and tab == "home":
        event["view"] = home.as_view()
    slack.events.emit(event)
    await slack.quiet(until=lambda: tab != "home" or _hash_of(homes.get(person.id)) != before)
    home = homes.get(person.id)
    return glance.after(home=shown_view(home) if home else None)


def _hash_of(view: View | None) -> str:
    return view.hash if view else ""


async def uploads_file(  # noqa: PLR0913 - a file, and where who shares it with which words
    slack: Slack,
    person: Person,
    channel: Channel,
    name: str,
    content: bytes,
    text: str = "",
    thread_ts: str | None = None,
) -> JsonObject:
    """Share a file in a channel, or in a thread of it.

    Raises:
        NotOnScreenError: if the person cannot write there.
    """
    refuse_closed(slack, person, channel)
    glance = Glance.now(slack, person)
    upload = keep_file(slack, person, name, content)
    extra: JsonObject = {"subtype": "file_share", "files": [upload.as_file(slack.base_url)]}
    extra |= {"thread_ts": thread_ts} if thread_ts else {}
    message = person_says(slack, person, channel, text, extra=extra)
    upload.share(channel, message.body)
    shared = {"type": "file_shared", "file_id": upload.id, "user_id": person.id}
    slack.events.emit({**shared, "file": {"id": upload.id}, "channel_id": channel.id}, channel)
    await slack.quiet()
    return glance.after(ts=message.ts, file=upload.as_file(slack.base_url))


async def reacts(slack: Slack, person: Person, given: JsonObject) -> JsonObject:
    """Put an emoji under a message."""
    glance = Glance.now(slack, person)
    message = screen_of(slack, person.id, given).place
    if isinstance(message, View):
        raise NotOnScreenError(str(given.get("name")), [])
    add_reaction(message.body, str(given["name"]), person.id)
    event = {
        "type": "reaction_added",
        "user": person.id,
        "reaction": given["name"],
        "item_user": message.body.get("user", BOT_USER_ID),
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
    }
    slack.events.emit(event, slack.world.directory.channels[message.channel])
    await slack.quiet()
    return glance.after()
