"""Methods that the platform has and a bot gets no further with: a person's, or retired.

They are told apart from methods that there never were, because a client that meets the one error has
to do something else than a client that meets the other.
"""

from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.wire import JsonObject

_OF_PEOPLE = (
    *("dnd.endDnd", "dnd.endSnooze", "dnd.setSnooze", "rtm.connect", "rtm.start"),
    *("reminders.add", "reminders.complete", "reminders.delete", "reminders.info"),
    *("reminders.list", "search.all", "search.files", "search.messages", "stars.add"),
    *("stars.list", "stars.remove", "team.accessLogs", "team.billableInfo"),
    *("team.integrationLogs", "users.deletePhoto", "users.identity", "users.profile.set"),
    "users.setPhoto",
)
_RETIRED = {
    "channels": "archive create history info invite join kick leave list mark rename replies "
    "setPurpose setTopic unarchive",
    "files": "upload",
    "groups": "archive create createChild history info invite kick leave list mark open rename "
    "replies setPurpose setTopic unarchive",
    "im": "close history list mark open replies",
    "mpim": "close history list mark open replies",
    "workflows": "stepCompleted stepFailed updateStep",
}


def refuse_bots(_slack: Slack, _call: Call) -> JsonObject:
    """Refuse a bot's token."""
    raise ApiError("not_allowed_token_type")


def refuse_everybody(_slack: Slack, _call: Call) -> JsonObject:
    """Refuse whoever calls what has been switched off."""
    raise ApiError("method_deprecated")


NOT_FOR_BOTS: Methods = {name: Method(refuse_bots) for name in _OF_PEOPLE} | {
    f"{family}.{verb}": Method(refuse_everybody)
    for family, verbs in _RETIRED.items()
    for verb in verbs.split()
}
