"""Messages that wait for their time."""

from sandbox.slack.content import Content
from sandbox.slack.slack import Slack
from sandbox.slack.talk import bot_says


def post_what_is_due(slack: Slack) -> None:
    """Post every scheduled message whose time has come."""
    waiting = slack.world.scheduled
    due = [one for one in waiting.values() if one.post_at <= slack.now() and not one.never_posts]
    for scheduled in due:
        del waiting[scheduled.id]
        channel = slack.world.directory.channels[scheduled.channel]
        bot_says(slack, channel, Content(), extra=scheduled.body)
