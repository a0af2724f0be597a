"""Typing: a slash command or a plain message."""

from sandbox.slack.acts.answers import answer
from sandbox.slack.acts.seen import Glance
from sandbox.slack.content import ContentError
from sandbox.slack.delivery import Ack, Delivery
from sandbox.slack.elements import NotOnScreenError
from sandbox.slack.payloads import slash_command
from sandbox.slack.people import BOT_USER_ID, TEAM_ID, Channel, Person
from sandbox.slack.slack import Slack
from sandbox.slack.talk import person_says, slackbot_whispers
from sandbox.slack.typed_text import as_command_text
from sandbox.slack.wire import JsonObject


async def types(
    slack: Slack, person: Person, channel: Channel, text: str, thread_ts: str | None = None
) -> JsonObject:
    """Type a line; one that begins with a slash is a command, which threads do not take.

    Raises:
        NotOnScreenError: if the person is no member of the channel, or the app takes no messages.
    """
    refuse_closed(slack, person, channel)
    glance = Glance.now(slack, person)
    if text.startswith("/") and thread_ts is not None:
        name = text.split(maxsplit=1)[0]
        slackbot_whispers(slack, channel, person.id, f"{name} is not supported in threads.")
        return glance.after(outcome="not_supported_in_threads")
    if text.startswith("/"):
        return await _commands(slack, person, channel, text, glance)
    extra = {"thread_ts": thread_ts} if thread_ts else None
    message = person_says(slack, person, channel, text, extra=extra)
    await slack.quiet()
    return glance.after(ts=message.ts)


def refuse_closed(slack: Slack, person: Person, channel: Channel) -> None:
    """Make sure that there is a box to write into.

    Raises:
        NotOnScreenError: if there is none.
    """
    is_apps = channel.kind == "im" and BOT_USER_ID in channel.members
    if is_apps and not slack.rules.takes_messages:
        raise NotOnScreenError("sending messages to this app has been turned off", [])
    if person.id not in channel.members or channel.is_archived:
        raise NotOnScreenError(channel.name, [])


async def _commands(
    slack: Slack, person: Person, channel: Channel, typed: str, glance: Glance
) -> JsonObject:
    name, *rest = typed.split(maxsplit=1)
    text = rest[0].strip() if rest else ""
    declared = slack.rules.command(name)
    if declared is None or person.team_id != TEAM_ID:
        slackbot_whispers(slack, channel, person.id, f"{name} is not a valid command.")
        return glance.after(outcome="unknown_command")
    escaped = as_command_text(text, slack.world.directory, should_escape=declared.should_escape)
    payload = slash_command(slack, person, channel, name, escaped)
    ack = await slack.courier.bring(
        Delivery(
            type="slash_commands",
            payload=payload,
            url=slack.rules.command_url(name),
            accepts_reply=True,
        )
    )
    outcome = _after_command(slack, person, channel, typed, ack)
    await slack.quiet()
    return glance.after(
        ack, outcome=outcome, reply=ack.body, trigger_id=payload["trigger_id"], payload=payload
    )


def _after_command(slack: Slack, person: Person, channel: Channel, typed: str, ack: Ack) -> str:
    """Show what the command's ack says; returns how it went."""
    command = typed.split(maxsplit=1)[0]
    if not ack.ok:
        text = f'{command} failed with the error "{ack.outcome}"'
        slackbot_whispers(slack, channel, person.id, text)
        return ack.outcome
    if not ack.body:
        return "ok"
    try:
        if ack.body.get("response_type") == "in_channel":
            _shows_command(slack, person, channel, typed)
        answer(slack, channel, person.id, ack.body)
    except ContentError as error:
        text = f'{command} failed with the error "{error.error}"'
        slackbot_whispers(slack, channel, person.id, text)
        return error.error
    return "ok"


def _shows_command(slack: Slack, person: Person, channel: Channel, typed: str) -> None:
    """A command answered in the channel is itself shown there, but rings no event."""
    body: JsonObject = {
        "type": "message",
        "subtype": "slash_command",
        "user": person.id,
        "text": typed,
        "team": person.team_id,
    }
    slack.world.conversations.post(channel.id, body, now=slack.now())


def joins(slack: Slack, member: str, channel: Channel) -> None:
    """Make somebody, or the bot, a member of a channel."""
    if member in channel.members:
        return
    channel.members.append(member)
    event = {"type": "member_joined_channel", "user": member, "channel": channel.id}
    slack.events.emit({**event, "channel_type": channel.id[0], "team": TEAM_ID}, channel)


def leaves(slack: Slack, member: str, channel: Channel) -> None:
    """End a membership; the bot hears of its own as `channel_left`."""
    if member not in channel.members:
        return
    event = {"type": "member_left_channel", "user": member, "channel": channel.id}
    if member == BOT_USER_ID:
        channel.members.remove(member)
        slack.events.emit({"type": "channel_left", "channel": channel.id})
        return
    slack.events.emit({**event, "channel_type": channel.id[0], "team": TEAM_ID}, channel)
    channel.members.remove(member)
