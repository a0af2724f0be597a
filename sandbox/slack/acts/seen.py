"""What a person sees: the messages that came or changed, the open forms, the red fields."""

from dataclasses import dataclass, field

from sandbox.slack.delivery import Ack
from sandbox.slack.messages import Change, Message
from sandbox.slack.mrkdwn import mentions
from sandbox.slack.people import Person
from sandbox.slack.slack import Slack
from sandbox.slack.views import View
from sandbox.slack.wire import JsonObject


@dataclass(frozen=True, slots=True)
class Glance:
    """The moment before an act; `after` tells what is different since."""

    slack: Slack
    person: Person
    changes: int = field(default=0)

    @classmethod
    def now(cls, slack: Slack, person: Person) -> "Glance":
        return cls(slack, person, len(slack.world.conversations.changes))

    def after(self, ack: Ack | None = None, **more: object) -> JsonObject:
        """Everything the person sees now that they did not see before, and what stands open."""
        slack, person = self.slack, self.person
        fresh = slack.world.conversations.changes[self.changes :]
        visible = [change for change in fresh if _sees(slack, person, change.message)]
        stack = slack.world.views.stack(person.id)
        return {
            "outcome": ack.outcome if ack else "ok",
            "status": ack.status if ack else 200,
            "seconds": ack.seconds if ack else 0.0,
            "new": _latest(visible, "new"),
            "changed": _latest(visible, "changed"),
            "deleted": _latest(visible, "deleted"),
            "views": [shown_view(view) for view in stack],
            "errors": stack[-1].errors if stack else {},
            **more,
        }


def shown_message(message: Message) -> JsonObject:
    """A message as the control API gives it: the body and what the body does not tell."""
    return {
        **message.body,
        "channel": message.channel,
        "ephemeral_for": message.seen_by,
        "deleted": message.deleted,
        "mentions": all_mentions(message.body),
        "versions": message.versions,
    }


def shown_view(view: View) -> JsonObject:
    """A view with what stands in its fields and what is marked red."""
    return {**view.as_view(), "user": view.user, "errors": view.errors, "is_open": view.is_open}


def all_mentions(body: JsonObject) -> list[JsonObject]:
    """Whom a message rings: mentions in its text and in every mrkdwn text of its blocks."""
    texts = [str(body.get("text", "")), *_mrkdwn_texts(body.get("blocks", []))]
    texts += _mrkdwn_texts(body.get("attachments", []))
    found = dict.fromkeys(mention for text in texts for mention in mentions(text))
    return [{"kind": one.kind, "target": one.target} for one in found]


def _mrkdwn_texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _mrkdwn_texts(one)]
    if not isinstance(value, dict):
        return []
    own = [str(value.get("text", ""))] if value.get("type") in ("mrkdwn", "markdown") else []
    return own + [text for one in value.values() for text in _mrkdwn_texts(one)]


def _sees(slack: Slack, person: Person, message: Message) -> bool:
    if message.seen_by is not None:
        return message.seen_by == person.id
    return person.id in slack.world.directory.channels[message.channel].members


def _latest(changes: list[Change], kind: str) -> list[JsonObject]:
    found = {id(one.message): one.message for one in changes if one.kind == kind}
    return [shown_message(message) for message in found.values()]
