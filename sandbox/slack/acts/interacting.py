"""What clicks, submissions and shortcuts share: the place meant and the way to the app."""

from dataclasses import dataclass

from sandbox.slack.delivery import Ack, Delivery
from sandbox.slack.elements import NotOnScreenError
from sandbox.slack.messages import Message
from sandbox.slack.slack import Slack
from sandbox.slack.views import View
from sandbox.slack.wire import JsonObject


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a person acts: a message (also an ephemeral one), a modal or an App Home."""

    place: Message | View

    @property
    def blocks(self) -> list[JsonObject]:
        if isinstance(self.place, View):
            return self.place.blocks
        attached = self.place.body.get("attachments", [])
        below = [block for one in attached for block in one.get("blocks", [])]
        return [*self.place.body.get("blocks", []), *below]


def screen_of(slack: Slack, user: str, given: JsonObject) -> Screen:
    """The screen an act names: `view_id`, `channel` and `ts`, or `home`.

    Raises:
        NotOnScreenError: if the user has no such thing before them.
    """
    if given.get("view_id"):
        stack = slack.world.views.stack(user)
        if stack and stack[-1].id == given["view_id"]:
            return Screen(stack[-1])
        raise NotOnScreenError(given["view_id"], [view.id for view in stack])
    if given.get("home"):
        home = slack.world.views.homes.get(user)
        if home is not None:
            return Screen(home)
        raise NotOnScreenError("home", [])
    return Screen(_message(slack, user, given))


async def interact(slack: Slack, payload: JsonObject) -> Ack:
    """Bring an interaction to the app; with interactivity off it goes nowhere.

    Over HTTP, options for a select in a message are asked for at a URL of their own, and
    without one nowhere.
    """
    rules = slack.rules
    if not rules.is_interactive:
        return Ack(outcome="dispatch_failed", failure="interactivity_off")
    kind = payload["type"]
    asks_in_message = kind == "block_suggestion" and "message" in payload
    return await slack.courier.bring(
        Delivery(
            type="interactive",
            payload=payload,
            url=rules.options_url if asks_in_message else rules.interactivity_url,
            accepts_reply=kind in {"view_submission", "block_suggestion"},
        )
    )


def _message(slack: Slack, user: str, given: JsonObject) -> Message:
    ts, channel_id = str(given.get("ts", "")), str(given.get("channel", ""))
    message = slack.world.conversations.find(channel_id, ts)
    channel = slack.world.directory.channels.get(channel_id)
    if message is None or channel is None or message.seen_by not in (None, user):
        raise NotOnScreenError(ts, [])
    if user not in channel.members:
        raise NotOnScreenError(ts, [])
    return message
