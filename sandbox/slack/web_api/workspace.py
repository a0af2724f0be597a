"""What a bot may ask about the workspace: emoji, quiet hours, profile fields; and its own presence."""

from sandbox.slack.people import TEAM_ID
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.web_api.paging import paged
from sandbox.slack.web_api.places import person_of
from sandbox.slack.wire import JsonObject

_QUIET = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
PRESENCES = ("auto", "away")


def list_emoji(slack: Slack, _call: Call) -> JsonObject:
    """emoji.list: the workspace has none of its own."""
    return {"emoji": {}, "cache_ts": f"{slack.now():.6f}"}


def quiet_hours(slack: Slack, call: Call) -> JsonObject:
    """dnd.info: nobody has any."""
    if call.text("user"):
        person_of(slack, call)
    return {**_QUIET, "snooze_enabled": False}


def quiet_hours_of_many(slack: Slack, call: Call) -> JsonObject:
    """dnd.teamInfo: of the people named that there are."""
    known = slack.world.directory.people
    return {"users": {user: _QUIET for user in call.listed("users") if user in known}}


def set_presence(_slack: Slack, call: Call) -> JsonObject:
    """users.setPresence: the bot's own, which nobody sees here."""
    if call.needed("presence") not in PRESENCES:
        raise ApiError("invalid_presence")
    return {}


def profile_fields(_slack: Slack, _call: Call) -> JsonObject:
    """team.profile.get: the workspace has no fields of its own."""
    return {"profile": {"fields": [], "sections": []}}


def list_teams(slack: Slack, call: Call) -> JsonObject:
    """auth.teams.list: the one workspace that the app is installed in."""
    team: JsonObject = {"id": TEAM_ID, "name": slack.world.directory.team_name}
    return paged(call, "teams", [team])


WORKSPACE: Methods = {
    "auth.teams.list": Method(list_teams, tier=2),
    "dnd.info": Method(quiet_hours, tier=3, scopes=("dnd:read",)),
    "dnd.teamInfo": Method(quiet_hours_of_many, tier=2, scopes=("dnd:read",)),
    "emoji.list": Method(list_emoji, tier=2, scopes=("emoji:read",)),
    "team.profile.get": Method(profile_fields, tier=3, scopes=("users.profile:read",)),
    "users.setPresence": Method(set_presence, tier=2, scopes=("users:write",)),
}
